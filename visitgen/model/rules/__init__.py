"""What records must not say together: every rule of the content model's section 6, waivers and settings applied.

A rule is a function from the archive to the places where it is broken. An error about uncertain dates is reported only
if it holds however they are read; where it holds for some readings, the note M503 says "may".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import cast

from visitgen.diagnostics import CODES, Code, Finding, Severity, codes, did_you_mean
from visitgen.model.identity import Register
from visitgen.model.link import Archive, by_kind
from visitgen.model.rules import claims, names, offices, sources, time, topics
from visitgen.model.rules.broken import Broken
from visitgen.model.rules.names import missing_media
from visitgen.model.rules.published import Published, id_disappeared

__all__ = ["RULES", "RULE_CODES", "broken_rules", "missing_media"]

Rule = Callable[[Archive], Iterator[Broken]]

RULES: tuple[Rule, ...] = (
    offices.pinned_role_not_held,
    offices.two_holders_of_one_office,
    offices.outside_term,
    offices.state_visit_by_non_head_of_state,
    offices.visit_to_own_country,
    time.country_not_valid_then,
    time.completed_in_the_future,
    time.may_end_before_start,
    time.plan_has_passed,
    time.two_places_at_once,
    time.meeting_outside_visit,
    time.duplicate_visit,
    time.very_long_stay,
    time.foreign_visits_in_itineraries,
    sources.no_source,
    sources.single_source,
    sources.no_archive_copy,
    sources.minimal_source,
    sources.flag_no_without_source,
    sources.high_confidence_few_sources,
    sources.statement_without_source,
    claims.claim_without_attribution,
    claims.claims_differ_unranked,
    claims.cancelled_with_outcomes,
    names.title_in_name,
    names.two_names_in_one,
    names.stray_space,
    names.near_duplicate_name,
    names.unmapped_place,
    topics.topics_in_a_circle,
)
"""Every rule, in the order of their modules."""

RULE_CODES: Mapping[str, Code] = {
    code.name: code for code in CODES.values() if code.number.startswith(("M3", "M4", "M5")) or code.number == "M107"
}
"""The codes of rules by name."""

SEVERITIES = ("note", "warning", "error")

FIXED = frozenset({
    "end-before-start", "published-refers-to-embargoed", "conflicting-fields", "unused-waiver",
})  # fmt: skip
"""Rules that settings and waivers cannot touch: without them the site would be wrong."""


def broken_rules(archive: Archive, known: Register, before: Published) -> tuple[Finding, ...]:
    """Every rule that the records break together, with the severity the site gives it.

    `before` is what the site had when it was last written.
    Shapes: what a record waives is left out, and a waiver that waives nothing is itself reported.
    Errors: M107, M302 to M308, all M4 and M5.
    """
    settings = dict(archive.site.rules)
    used: set[tuple[str, str, str]] = set()
    found: list[Finding] = []
    for rule in RULES:
        for record, finding in rule(archive):
            name = finding.code.name
            if name not in FIXED and any(waiver.rule == name for waiver in record.meta.waive):
                used.add((record.origin.file, repr(record.origin.path), name))
                continue
            found.append(finding)
    found += id_disappeared(known, archive.site, before)
    judged = (_judged(finding, settings) for finding in found)
    return (*filter(None, judged), *_settings_unknown(archive), *_waivers(archive, used))


def _judged(finding: Finding, settings: Mapping[str, str]) -> Finding | None:
    """The finding with the severity that the settings give its rule; `None` when they switch it off."""
    severity = None if finding.code.name in FIXED else settings.get(finding.code.name)
    if severity == "off" and finding.code.name in RULE_CODES:
        return None
    return replace(finding, severity=cast(Severity, severity)) if severity in SEVERITIES else finding


def _settings_unknown(archive: Archive) -> Iterator[Finding]:
    """M104 for a rule or a severity in `site.yaml` that does not exist."""
    for name, severity in archive.site.rules:
        at = archive.site.origin.at("rules", name)
        if name not in RULE_CODES:
            yield Finding(code=codes.BAD_VALUE, message=f"there is no rule `{name}`",
                          at=archive.site.origin.at("rules", name, on="key"),
                          help=did_you_mean(name, RULE_CODES) or "docs/rules lists the rules")  # fmt: skip
        elif name in FIXED:
            yield Finding(code=codes.BAD_VALUE, message=f"`{name}` cannot be changed", at=at,
                          help="without it the site would be wrong: delete the line")  # fmt: skip
        elif severity not in ("off", *SEVERITIES):
            yield Finding(code=codes.BAD_VALUE, message=f"`{severity}` is no severity", at=at,
                          help="write off, note, warning or error")  # fmt: skip


def _waivers(archive: Archive, used: set[tuple[str, str, str]]) -> Iterator[Finding]:
    """M420 for waivers that waive nothing, M104 for those of a rule that does not exist."""
    for record in (record for records in by_kind(archive).values() for record in records.values()):
        for index, waiver in enumerate(record.meta.waive):
            at = record.origin.at("waive", index)
            if waiver.rule not in RULE_CODES:
                yield Finding(code=codes.BAD_VALUE, message=f"there is no rule `{waiver.rule}`", at=at,
                              help=did_you_mean(waiver.rule, RULE_CODES) or "docs/rules lists the rules")  # fmt: skip
            elif waiver.rule in FIXED:
                yield Finding(code=codes.BAD_VALUE, message=f"`{waiver.rule}` cannot be waived", at=at,
                              help="without it the site would be wrong")  # fmt: skip
            elif (record.origin.file, repr(record.origin.path), waiver.rule) not in used:
                yield Finding(code=codes.UNUSED_WAIVER, message=f"this record does not break `{waiver.rule}`", at=at,
                              help="delete the waiver")  # fmt: skip
