"""Rules about sources: what is cited, how often, and whether it will last."""

from __future__ import annotations

from collections.abc import Iterator

from visitgen.diagnostics import Finding, codes
from visitgen.model.link import Archive
from visitgen.model.parts import Meta
from visitgen.model.records import Claim, Event, Meeting, Record, Visit
from visitgen.model.rules.broken import Broken

SURE = 4
"""The least confidence that asks for two sources."""


def no_source(archive: Archive) -> Iterator[Broken]:
    """M406: visits, meetings, events and claims cite a source; a meeting may rest on that of its visit."""
    records: list[Visit | Meeting | Event | Claim] = [*archive.visits.values(), *archive.events.values()]
    for meeting in archive.meetings.values():
        visits = archive.visits_of_meeting.get(meeting.id, ())
        if not any(archive.visits[id].meta.sources for id in visits):
            records.append(meeting)
    records += [claim for claim in archive.claims.values() if claim.source is None]
    for record in records:
        if not record.meta.sources:
            kind = type(record).__name__.lower()
            yield record, Finding(code=codes.NO_SOURCE, message=f"{kind} `{record.id}` has no source",
                                  at=record.origin.at(), help="add `sources: […]`")  # fmt: skip


def single_source(archive: Archive) -> Iterator[Broken]:
    """M407: a visit rests on one source and does not say so."""
    for visit in archive.visits.values():
        if len(_distinct(visit.meta)) == 1 and visit.meta.verification == "unstated":
            yield visit, Finding(
                code=codes.SINGLE_SOURCE, message=f"visit `{visit.id}` rests on a single source",
                at=visit.origin.at("sources"), help="add a second source, or write `verification: single_source`",
            )  # fmt: skip


def no_archive_copy(archive: Archive) -> Iterator[Broken]:
    """M408: a source on the web has a copy in a web archive."""
    for source in archive.sources.values():
        if source.url and not source.archive_url:
            yield source, Finding(
                code=codes.NO_ARCHIVE_COPY, message=f"source `{source.id}` has no archived copy",
                at=source.origin.at("URL"), help="save the page in a web archive, and add `archive_url`",
            )  # fmt: skip


def minimal_source(archive: Archive) -> Iterator[Broken]:
    """M409: a bare web address is the least a citation can be."""
    records: tuple[Record, ...] = (
        *archive.visits.values(), *archive.meetings.values(), *archive.leaders.values(), *archive.events.values(),
        *archive.itineraries.values(), *archive.organisations.values(), *archive.places.values(),
    )  # fmt: skip
    for record in records:
        for index, citation in enumerate(record.meta.sources):
            if citation.url:
                yield record, Finding(
                    code=codes.MINIMAL_SOURCE, message=f"a bare web address as source: {citation.url}",
                    at=record.origin.at("sources", index), help="add a record under `sources/`, and cite its id",
                )  # fmt: skip


def flag_no_without_source(archive: Archive) -> Iterator[Broken]:
    """M414: that something did not happen needs a source."""
    for visit in archive.visits.values():
        if visit.flags is None or visit.meta.sources:
            continue
        for name in visit.flags.__slots__:
            if getattr(visit.flags, name) == "no":
                yield visit, Finding(
                    code=codes.FLAG_NO_WITHOUT_SOURCE, message=f"`{name}: no` without a source",
                    at=visit.origin.at("flags", name), help="add the source, or write `unknown`",
                )  # fmt: skip


def high_confidence_few_sources(archive: Archive) -> Iterator[Broken]:
    """M415: confidence 4 or 5 rests on two sources at least."""
    records: tuple[Record, ...] = (*archive.visits.values(), *archive.meetings.values(), *archive.events.values())
    for record in records:
        sure = record.meta.confidence
        if sure is not None and sure >= SURE and len(_distinct(record.meta)) < 2:
            yield record, Finding(
                code=codes.HIGH_CONFIDENCE,
                message=f"confidence {sure} with {len(_distinct(record.meta))} source",
                at=record.origin.at("confidence"), help="add a source, or lower `confidence`",
            )  # fmt: skip


def statement_without_source(archive: Archive) -> Iterator[Broken]:
    """M305: words put into somebody's mouth must be checkable."""
    for statement in archive.statements.values():
        if statement.source is None and not statement.meta.sources:
            yield statement, Finding(code=codes.STATEMENT_WITHOUT_SOURCE, message="this statement has no source",
                                     at=statement.origin.at(), help="add `source: …`")  # fmt: skip


def _distinct(meta: Meta) -> set[str]:
    return {citation.source or citation.url or "" for citation in meta.sources}
