"""What stands beside and below the facts: numbered sources, statements, claims, and how sure the editors are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from datetime import date
from urllib.parse import quote

from visitgen.model.fields import RecordKind
from visitgen.model.parts import Citation, Meta, Speaker, StatusEntry
from visitgen.model.records import Claim, Source, Statement
from visitgen.model.vocabulary import SourceId
from visitgen.plan.language import comma, number_words, say, say_as, say_count, to_say, to_say_as
from visitgen.plan.links import Linker
from visitgen.plan.urls import record_address
from visitgen.plan.views import (
    About,
    Badge,
    ClaimGroup,
    ClaimView,
    Link,
    Person,
    SourceNote,
    StatementView,
    StatusLine,
)
from visitgen.plan.words import (
    POLARITY,
    QUALIFIER,
    STATEMENT_KIND,
    STATUS,
    VERIFICATION,
    date_words,
    day_words,
    listed,
    plain,
    said_words,
)
from visitgen.values import dataclass

FIELDS = (
    to_say_as("field of a record", "visitor"), to_say_as("field of a record", "host"),
    to_say_as("field of a record", "start"), to_say_as("field of a record", "end"),
    to_say_as("field of a record", "date"), to_say_as("field of a record", "time"),
    to_say_as("field of a record", "status"), to_say_as("field of a record", "type"),
    to_say_as("field of a record", "purposes"), to_say_as("field of a record", "stops"),
    to_say_as("field of a record", "place"), to_say_as("field of a record", "participants"),
    to_say_as("field of a record", "summary"), to_say_as("field of a record", "name"),
    to_say_as("field of a record", "terms"), to_say_as("field of a record", "born"),
    to_say_as("field of a record", "died"),
)  # fmt: skip
"""The fields that citations most often support; others are named as records name them."""

_RANK = {"preferred": to_say("preferred by the editors"), "deprecated": to_say("set aside by the editors")}


@dataclass(slots=True)
class Footnotes:
    """The sources of one page, numbered in the order they are cited. Lives while the page is planned."""

    linker: Linker
    notes: dict[tuple[str, str], tuple[int, Citation]] = field(default_factory=dict)

    def cite(self, *citations: Citation | None, locator: str | None = None) -> tuple[int, ...]:
        """The numbers of these citations; a source cited again at the same place keeps its number."""
        numbers: list[int] = []
        for citation in citations:
            if citation is None:
                continue
            if locator and not citation.locator:
                citation = Citation(source=citation.source, url=citation.url, locator=locator,
                                    supports=citation.supports)  # fmt: skip
            key = (citation.source or citation.url or "", citation.locator or "")
            if key not in self.notes:
                self.notes[key] = (len(self.notes) + 1, citation)
            number = self.notes[key][0]
            if number not in numbers:
                numbers.append(number)
        return tuple(numbers)

    def supporting(self, citations: Iterable[Citation], name: str) -> tuple[int, ...]:
        """The numbers of the citations that name a field as what they support."""
        return self.cite(*(citation for citation in citations if name in citation.supports))

    def listed(self) -> tuple[SourceNote, ...]:
        """The notes, in the order of their numbers."""
        return tuple(self._note(number, citation) for number, citation in self.notes.values())

    def _note(self, number: int, citation: Citation) -> SourceNote:
        supports = ""
        if citation.supports:
            fields = listed(say_as("field of a record", name.replace("_", " ")) for name in citation.supports)
            supports = say_as("cited", "for {fields}", fields=fields)
        if citation.source is None:
            return SourceNote(
                number=number, text="", link=Link(text=citation.url or "", url=citation.url), url=citation.url,
                locator=citation.locator or "", supports=supports,
            )  # fmt: skip
        source = self.linker.archive.sources[citation.source]
        return SourceNote(
            number=number,
            text=reference(source),
            link=self.linker.source(citation.source),
            url=source.url,
            archive_url=source.archive_url,
            archived=plain(date_words(source.archive_date)) if source.archive_date else "",
            locator=citation.locator or "",
            supports=supports,
        )


def reference(source: Source) -> str:
    """A source in words, its title left out: authors, container, publisher, date."""
    parts = [
        listed(source.author),
        source.container_title or "",
        source.publisher or "" if source.publisher != source.container_title else "",
        say("vol. {volume}", volume=source.volume) if source.volume else "",
        say("no. {issue}", issue=source.issue) if source.issue else "",
        say("pp. {pages}", pages=source.page) if source.page else "",
        plain(said_words(source.issued)) if source.issued else "",
        say_as("source", "with {agency}", agency=source.agency) if source.agency else "",
    ]
    return comma().join(part for part in parts if part)


def statement_views(
    linker: Linker, statements: Iterable[Statement], notes: Footnotes, day: date | None
) -> tuple[StatementView, ...]:
    """Statements as a page shows them; `day` is the owner's, for those without a date of their own."""
    return tuple(_statement(linker, statement, notes, day) for statement in statements)


def claim_groups(linker: Linker, claims: Iterable[Claim], notes: Footnotes) -> tuple[ClaimGroup, ...]:
    """Claims side by side, one group a measure, in the order written; never merged."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.measure, []).append(claim)
    return tuple(
        ClaimGroup(
            measure=measure,
            claims=tuple(_claim(linker, claim, notes) for claim in group),
            differ=len({(claim.value, claim.low, claim.high) for claim in group}) > 1,
        )
        for measure, group in groups.items()
    )


def status_lines(linker: Linker, history: Sequence[StatusEntry], notes: Footnotes) -> tuple[StatusLine, ...]:
    """A status history in words."""
    return tuple(
        StatusLine(
            status=say(STATUS[entry.status]),
            when=date_words(entry.date) if entry.date else (),
            said_by=linker.party(entry.said_by).text if entry.said_by else "",
            cites=notes.cite(entry.source),
        )
        for entry in history
    )


def about(
    linker: Linker, kind: RecordKind, id: str, title: str, meta: Meta, notes: Footnotes
) -> About:  # fmt: skip
    """The end of a record's page. Call it last: it lists all that the page has cited."""
    site = linker.archive.site
    notes.cite(*meta.sources)
    address = record_address(kind, id)
    url = f"{site.base_url.rstrip('/')}/{address}" if site.base_url else None
    cite = [say("“{words}”", words=title), site.title]
    if site.version:
        cite.append(say("version {version}", version=site.version))
    cite.append(say("as of {date}", date=plain(day_words(linker.archive.as_of))))
    if url:
        cite.append(url)
    report = None
    if site.report_url:
        report = site.report_url
        for name, value in (("id", id), ("kind", kind), ("url", url or address)):
            report = report.replace(f"{{{name}}}", quote(value, safe=""))
    return About(
        verification=say(VERIFICATION[meta.verification]) if meta.verification in VERIFICATION else "",
        confidence=say_as("confidence", "{number} of 5", number=meta.confidence) if meta.confidence else "",
        notes=linker.prose(meta.notes),
        topics=linker.topics(meta.topics),
        sources=notes.listed(),
        cite=f"{', '.join(cite)}.",
        report_url=report,
    )


def source_ids(meta: Meta, *further: Citation | None) -> Iterable[SourceId]:
    """The sources a record cites."""
    return (citation.source for citation in (*meta.sources, *further) if citation and citation.source)


def speaker_view(linker: Linker, speaker: Speaker, day: date, role: str | None = None) -> Person:
    """Who made a statement, with what they were that day."""
    if speaker.leader:
        return linker.person(speaker.leader, day, day, role)
    if speaker.organisation:
        return Person(link=linker.organisation(speaker.organisation))
    text = speaker.anonymous or ""
    if speaker.of:
        of = linker.archive.organisations[speaker.of].name
        text = say_as("speaker", "{organisation} {who}", organisation=of, who=text).strip()
    return Person(link=Link(text=text), role=role or "", note=say("not named"))


def _statement(linker: Linker, statement: Statement, notes: Footnotes, day: date | None) -> StatementView:
    when = statement.date
    on = when.first if when else day or linker.archive.as_of
    labels = [Badge(kind="type", text=say(STATEMENT_KIND[statement.kind]))]
    if statement.polarity in POLARITY:
        labels.append(Badge(kind="doubt", text=say(POLARITY[statement.polarity])))
    text = linker.prose(statement.text)
    assert text, "a statement has a text"
    return StatementView(
        anchor=statement.id,
        speaker=speaker_view(linker, statement.speaker, on, statement.role),
        when=date_words(when) if when else (),
        labels=tuple(labels),
        text=text,
        quoted=statement.kind == "direct",
        condition=statement.condition or "",
        original=statement.original or "",
        original_lang=statement.lang,
        addressed_to=tuple(linker.party(party) for party in statement.addressed_to),
        topics=linker.topics(statement.meta.topics),
        notes=linker.prose(statement.meta.notes),
        cites=notes.cite(statement.source, *statement.meta.sources, locator=statement.locator),
    )


def _claim(linker: Linker, claim: Claim, notes: Footnotes) -> ClaimView:
    whose = linker.party(claim.attributed_to) if claim.attributed_to else Link(text="")
    words = [say(QUALIFIER[word]) for word in claim.qualifiers]
    if claim.wording:
        words.append(claim.wording if "“" in claim.wording else say("“{words}”", words=claim.wording))
    return ClaimView(
        anchor=claim.id,
        figure=_figure(claim),
        qualifiers=comma().join(words),
        attributed_to=whose,
        as_of=date_words(claim.as_of) if claim.as_of else (),
        rank=say(_RANK[claim.rank]) if claim.rank in _RANK else "",
        note=" ".join(text for text in (claim.note, claim.meta.notes) if text),
        cites=notes.cite(claim.source, *claim.meta.sources),
    )


def _figure(claim: Claim) -> str:
    number = _number(claim)
    if claim.unit != "people":
        return say_as("figure", "{number} {unit}", number=number, unit=claim.unit) if claim.unit else number
    if claim.value is not None and claim.value == int(claim.value):  # plural rules are of whole numbers
        return say_count(int(claim.value), "{n} person", "{n} people")
    return say("{number} people", number=number)


def _number(claim: Claim) -> str:
    low, high = (number_words(bound) if bound is not None else "" for bound in (claim.low, claim.high))
    if claim.value is not None:
        return number_words(claim.value)
    if low and high:
        return f"{low}–{high}"
    if low:
        return say("{number} or more", number=low)
    return say("{number} or fewer", number=high) if high else ""
