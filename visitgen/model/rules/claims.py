"""Rules about figures and results."""

from __future__ import annotations

from collections.abc import Iterator

from visitgen.diagnostics import Finding, Related, codes
from visitgen.model.link import Archive
from visitgen.model.records import Claim
from visitgen.model.rules.broken import Broken

DID_NOT_HAPPEN = frozenset({"postponed", "cancelled", "did_not_occur"})
"""Statuses of what has not taken place."""


def claim_without_attribution(archive: Archive) -> Iterator[Broken]:
    """M306: a figure is always somebody's figure."""
    for claim in archive.claims.values():
        if claim.attributed_to is None:
            yield claim, Finding(
                code=codes.CLAIM_WITHOUT_ATTRIBUTION, message="this claim does not say whose it is",
                at=claim.origin.at(), help="add `attributed_to: …`",
            )  # fmt: skip


def claims_differ_unranked(archive: Archive) -> Iterator[Broken]:
    """M413: figures of one owner on one measure differ, and none is preferred."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in archive.claims.values():
        owner = archive.owner_of.get(claim.id, ("claim", ""))
        groups.setdefault((":".join(owner), claim.measure.casefold()), []).append(claim)
    for group in groups.values():
        kept = [claim for claim in group if claim.rank != "deprecated"]
        figures = {(claim.value, claim.low, claim.high) for claim in kept}
        if len(figures) > 1 and all(claim.rank != "preferred" for claim in kept):
            first, *others = kept
            yield first, Finding(
                code=codes.CLAIMS_DIFFER_UNRANKED, message=f"{len(kept)} claims on “{first.measure}” differ",
                at=first.origin.at("measure"),
                related=tuple(Related(at=other.origin.at("measure"), label="another figure") for other in others),
                help="give one `rank: preferred`, or waive the rule and say why no choice is made",
            )  # fmt: skip


def cancelled_with_outcomes(archive: Archive) -> Iterator[Broken]:
    """M308: what did not happen has no results."""
    for visit in archive.visits.values():
        if visit.status in DID_NOT_HAPPEN and visit.outcomes:
            yield visit, Finding(
                code=codes.CANCELLED_WITH_OUTCOMES, message=f"a visit that is `{visit.status}` has outcomes",
                at=visit.origin.at("outcomes"), related=(Related(at=visit.origin.at("status"), label="its status"),),
                help="correct `status`, or move the outcomes where they belong",
            )  # fmt: skip
