"""Pages of what visits are about: a place, an organisation, a topic, a source."""

from __future__ import annotations

from collections.abc import Iterator

from visitgen.model.fields import RecordKind
from visitgen.model.parts import Meta
from visitgen.model.records import Organisation, Place, Source, Topic
from visitgen.model.vocabulary import ClaimId, MeetingId, StatementId, VisitId
from visitgen.plan.cards import Cardfile
from visitgen.plan.landmarks import HOME, INDEX_NAMES
from visitgen.plan.links import Linker
from visitgen.plan.maps import Maps
from visitgen.plan.notes import Footnotes, about, claim_groups, reference, statement_views
from visitgen.plan.scripts import name_link
from visitgen.plan.urls import index_address, record_address
from visitgen.plan.usage import Usage, Uses
from visitgen.plan.views import Cards, Fact, IndexEntry, IndexGroup, Link, MapView, Page, SubjectView
from visitgen.plan.words import ORGANISATION_KIND, capital, counted, date_words, plain, range_words, said_words


def subject_pages(linker: Linker, cards: Cardfile, usage: Usage, maps: Maps) -> Iterator[Page]:
    """A page for every place, organisation, topic and source, by kind and id."""
    archive = linker.archive
    for place in archive.places.values():
        facts = tuple(_place_facts(linker, place))
        names = tuple(name_link(n.name, n.lang) for n in place.names if n.name != place.name)
        yield _page(linker, cards, usage, "place", place.id, place.name, capital(place.kind or "place"), names,
                    place.note or "", facts, place.meta, maps.of_place(place))  # fmt: skip
    for body in archive.organisations.values():
        names = tuple(name_link(alias) for alias in body.aliases)
        yield _page(linker, cards, usage, "organisation", body.id, body.name, ORGANISATION_KIND[body.kind], names,
                    "", tuple(_organisation_facts(linker, body)), body.meta)  # fmt: skip
    for topic in archive.topics.values():
        yield _page(linker, cards, usage, "topic", topic.id, topic.label, "Topic",
                    tuple(Link(text=text, lang=lang) for lang, text in topic.labels), topic.note or "",
                    tuple(_topic_facts(linker, topic)), topic.meta)  # fmt: skip
    for source in archive.sources.values():
        kind = capital(source.type.replace("-", " "))
        yield _page(linker, cards, usage, "source", source.id, source.title, f"Source: {kind}", (),
                    source.note or "", tuple(_source_facts(source)), source.meta)  # fmt: skip


def _page(
    linker: Linker, cards: Cardfile, usage: Usage, kind: RecordKind, id: str, heading: str, label: str,
    other_names: tuple[Link, ...], note: str, facts: tuple[Fact, ...], meta: Meta,
    map: MapView | None = None,
) -> Page:  # fmt: skip
    archive = linker.archive
    uses = usage.get((kind, id), Uses())
    notes = Footnotes(linker)
    notes.cite(*meta.sources)
    statements = statement_views(linker, (archive.statements[StatementId(s)] for s in uses.statements), notes, None)
    claims = claim_groups(linker, (archive.claims[ClaimId(c)] for c in uses.claims), notes)
    number = len(uses.visits) + len(uses.meetings)
    return Page(
        kind=kind,
        address=record_address(kind, id),
        template="pages/subject.html",
        title=heading,
        description=f"{heading} ({label.lower()}): {counted(len(uses.visits), 'visit')} and "
        f"{counted(len(uses.meetings), 'meeting')} on record." if number else f"{heading} ({label.lower()}).",
        view=SubjectView(
            heading=heading,
            kind=label,
            other_names=other_names,
            note=note,
            facts=facts,
            lists=_lists(cards, uses),
            statements=statements,
            claims=claims,
            links=_links(linker, uses),
            about=about(linker, kind, id, heading, meta, notes),
            map=map,
        ),
        breadcrumbs=(HOME, Link(text=INDEX_NAMES[kind], address=index_address(kind))),
        section=index_address(kind),
    )  # fmt: skip


def _lists(cards: Cardfile, uses: Uses) -> tuple[Cards, ...]:
    found: list[Cards] = []
    if uses.visits:
        found.append(Cards(heading="Visits", anchor="visits", note=counted(len(uses.visits), "visit"),
                           cards=cards.of_visits(VisitId(id) for id in uses.visits)))  # fmt: skip
    if uses.meetings:
        found.append(Cards(heading="Meetings and contacts", anchor="meetings",
                           note=counted(len(uses.meetings), "meeting"),
                           cards=tuple(cards.meeting(MeetingId(id)) for id in uses.meetings)))  # fmt: skip
    return tuple(found)


def _links(linker: Linker, uses: Uses) -> tuple[IndexGroup, ...]:
    groups: dict[RecordKind, list[Link]] = {}
    for kind, id in uses.others:
        groups.setdefault(kind, []).append(linker.record(kind, id))
    return tuple(
        IndexGroup(
            heading=INDEX_NAMES[kind], anchor=f"{kind}s",
            entries=tuple(IndexEntry(link=link) for link in sorted(links, key=lambda link: link.text)),
        )
        for kind, links in groups.items()
    )  # fmt: skip


def _place_facts(linker: Linker, place: Place) -> Iterator[Fact]:
    for time in place.country:
        when = range_words(time.from_, time.to)
        yield Fact(label="Country", links=(linker.country(time.country, linker.archive.as_of),), when=when)
    if place.disputed == "yes":
        yield Fact(label="Status", text="Disputed")
    if place.lat is not None and place.lon is not None:
        north, east = "N" if place.lat >= 0 else "S", "E" if place.lon >= 0 else "W"
        yield Fact(label="Position", text=f"{abs(place.lat):.2f}° {north}, {abs(place.lon):.2f}° {east}")
    if place.tz:
        yield Fact(label="Time zone", text=place.tz)


def _organisation_facts(linker: Linker, body: Organisation) -> Iterator[Fact]:
    if body.founded:
        yield Fact(label="Founded", when=date_words(body.founded))
    if body.dissolved:
        yield Fact(label="Dissolved", when=date_words(body.dissolved))
    if body.members:
        yield Fact(label="Members", links=tuple(linker.country(m.country, linker.archive.as_of) for m in body.members))
    for label in body.designations:
        since = f", since {plain(date_words(label.from_))}" if label.from_ else ""
        yield Fact(label="Called", text=f"“{label.label}” by {label.by}{since}")


def _topic_facts(linker: Linker, topic: Topic) -> Iterator[Fact]:
    if topic.broader:
        yield Fact(label="Part of", links=(linker.topic(topic.broader),))
    narrower = [other for other in linker.archive.topics.values() if other.broader == topic.id]
    if narrower:
        yield Fact(label="Covers", links=tuple(linker.topic(other.id) for other in narrower))


def _source_facts(source: Source) -> Iterator[Fact]:
    if words := reference(source):
        yield Fact(label="Published", text=words)
    if source.url:
        yield Fact(label="Address", links=(Link(text=source.url, url=source.url),))
    if source.archive_url:
        when = date_words(source.archive_date) if source.archive_date else ()
        yield Fact(label="Archived copy", links=(Link(text=source.archive_url, url=source.archive_url),), when=when)
    if source.doi:
        yield Fact(label="DOI", links=(Link(text=source.doi, url=f"https://doi.org/{source.doi}"),))
    for label, text in (
        ("ISBN", source.isbn), ("ISSN", source.issn), ("Archive", source.archive),
        ("Shelf mark", source.archive_location), ("Language", source.language), ("Reliability", source.reliability),
    ):  # fmt: skip
        if text:
            yield Fact(label=label, text=text)
    if source.accessed:
        yield Fact(label="Read", when=said_words(source.accessed))
