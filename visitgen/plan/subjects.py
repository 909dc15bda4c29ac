"""Pages of what visits are about: a place, an organisation, a topic, a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from visitgen.model.fields import RecordKind
from visitgen.model.parts import Meta
from visitgen.model.records import Organisation, Place, Source, Topic
from visitgen.model.vocabulary import (
    ClaimId,
    MeetingId,
    OrganisationId,
    PlaceId,
    SourceId,
    StatementId,
    TopicId,
    VisitId,
)
from visitgen.plan.cards import Cardfile
from visitgen.plan.landmarks import HOME, INDEXES
from visitgen.plan.language import number_words, say, say_as, say_count, spoken, to_say_as
from visitgen.plan.links import Linker
from visitgen.plan.maps import Maps
from visitgen.plan.notes import Footnotes, about, claim_groups, reference, statement_views
from visitgen.plan.scripts import name_link
from visitgen.plan.urls import index_address, record_address
from visitgen.plan.usage import Usage, Uses
from visitgen.plan.views import Cards, Fact, IndexEntry, IndexGroup, Link, MapView, Page, SubjectView
from visitgen.plan.words import (
    ORGANISATION_KIND,
    capital,
    date_words,
    dated,
    language_words,
    plain,
    range_words,
    said_words,
)

PLACES = (
    to_say_as("kind of place", "place"), to_say_as("kind of place", "city"), to_say_as("kind of place", "town"),
    to_say_as("kind of place", "village"), to_say_as("kind of place", "palace"), to_say_as("kind of place", "airport"),
    to_say_as("kind of place", "region"),
)  # fmt: skip
"""The usual kinds of places; records may have others, in their own words."""

SOURCE_TYPE = {
    "article": to_say_as("type of source", "article"),
    "article-journal": to_say_as("type of source", "journal article"),
    "article-magazine": to_say_as("type of source", "magazine article"),
    "article-newspaper": to_say_as("type of source", "newspaper article"),
    "book": to_say_as("type of source", "book"),
    "broadcast": to_say_as("type of source", "broadcast"),
    "chapter": to_say_as("type of source", "chapter"),
    "collection": to_say_as("type of source", "collection"),
    "dataset": to_say_as("type of source", "dataset"),
    "document": to_say_as("type of source", "document"),
    "entry-dictionary": to_say_as("type of source", "dictionary entry"),
    "entry-encyclopedia": to_say_as("type of source", "encyclopedia entry"),
    "hearing": to_say_as("type of source", "hearing"),
    "interview": to_say_as("type of source", "interview"),
    "legal_case": to_say_as("type of source", "legal case"),
    "legislation": to_say_as("type of source", "legislation"),
    "manuscript": to_say_as("type of source", "manuscript"),
    "map": to_say_as("type of source", "map"),
    "motion_picture": to_say_as("type of source", "film"),
    "pamphlet": to_say_as("type of source", "pamphlet"),
    "paper-conference": to_say_as("type of source", "conference paper"),
    "periodical": to_say_as("type of source", "periodical"),
    "personal_communication": to_say_as("type of source", "personal communication"),
    "post": to_say_as("type of source", "post"),
    "post-weblog": to_say_as("type of source", "blog post"),
    "report": to_say_as("type of source", "report"),
    "speech": to_say_as("type of source", "speech"),
    "thesis": to_say_as("type of source", "thesis"),
    "treaty": to_say_as("type of source", "treaty"),
    "webpage": to_say_as("type of source", "web page"),
}
"""The types of CSL that sources most often have, in words; others are named as CSL names them."""


def organisation_page(linker: Linker, cards: Cardfile, usage: Usage, id: OrganisationId) -> Page:
    """The page of an organisation."""
    body = linker.archive.organisations[id]
    return _page(linker, cards, usage, "organisation", id, body.name, say(ORGANISATION_KIND[body.kind]),
                 tuple(name_link(alias) for alias in body.aliases), "", tuple(_organisation_facts(linker, body)),
                 body.meta)  # fmt: skip


def topic_page(linker: Linker, cards: Cardfile, usage: Usage, id: TopicId) -> Page:
    """The page of a topic."""
    topic = linker.archive.topics[id]
    names = tuple(Link(text=text, lang=lang) for lang, text in topic.labels if text != topic.label)
    return _page(linker, cards, usage, "topic", id, topic.label, say("Topic"), names, topic.note or "",
                 tuple(_topic_facts(linker, topic)), topic.meta)  # fmt: skip


def source_page(linker: Linker, cards: Cardfile, usage: Usage, id: SourceId) -> Page:
    """The page of a source."""
    source = linker.archive.sources[id]
    named = SOURCE_TYPE.get(source.type) or re.sub("[-_]", " ", source.type)
    kind = say("Source: {kind}", kind=capital(say_as("type of source", named)))
    return _page(linker, cards, usage, "source", id, source.title, kind, (), source.note or "",
                 tuple(_source_facts(source)), source.meta)  # fmt: skip


def place_page(linker: Linker, cards: Cardfile, usage: Usage, maps: Maps, id: PlaceId) -> Page:
    """The page of a place."""
    archive = linker.archive
    place = archive.places[id]
    foreign = spoken().tag != archive.site.language
    heading = linker.place_name(place, archive.as_of) if foreign else place.name
    names = [name_link(n.name, n.lang) for n in place.names if n.name not in (heading, place.name)]
    if heading != place.name:
        names.insert(0, name_link(place.name, archive.site.language))
    label = capital(say_as("kind of place", place.kind or "place"))
    facts = tuple(_place_facts(linker, place))
    return _page(linker, cards, usage, "place", id, heading, label, tuple(names), place.note or "", facts, place.meta,
                 maps.of_place(place))  # fmt: skip


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
    told = f"{heading} ({_inside(label)})"
    description = (
        say(
            "{subject}: {visits} and {meetings} on record.",
            subject=told,
            visits=say_count(len(uses.visits), "{n} visit", "{n} visits"),
            meetings=say_count(len(uses.meetings), "{n} meeting", "{n} meetings"),
        )
        if uses.visits or uses.meetings
        else f"{told}."
    )
    return Page(
        kind=kind,
        address=record_address(kind, id),
        template="pages/subject.html",
        title=heading,
        description=description,
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
        breadcrumbs=(HOME.link, INDEXES[kind].link),
        section=index_address(kind),
    )  # fmt: skip


def _inside(label: str) -> str:
    """A label inside a sentence, where German alone keeps the capitals of nouns."""
    return label if spoken().tag.partition("-")[0] == "de" else label.lower()


def _lists(cards: Cardfile, uses: Uses) -> tuple[Cards, ...]:
    found: list[Cards] = []
    if uses.visits:
        note = say_count(len(uses.visits), "{n} visit", "{n} visits")
        found.append(Cards(heading=say("Visits"), anchor="visits", note=note,
                           cards=cards.of_visits(VisitId(id) for id in uses.visits)))  # fmt: skip
    if uses.meetings:
        note = say_count(len(uses.meetings), "{n} meeting", "{n} meetings")
        found.append(Cards(heading=say("Meetings and contacts"), anchor="meetings", note=note,
                           cards=tuple(cards.meetings[MeetingId(id)] for id in uses.meetings)))  # fmt: skip
    return tuple(found)


def _links(linker: Linker, uses: Uses) -> tuple[IndexGroup, ...]:
    groups: dict[RecordKind, list[Link]] = {}
    for kind, id in uses.others:
        groups.setdefault(kind, []).append(linker.record(kind, id))
    return tuple(
        IndexGroup(
            heading=INDEXES[kind].name, anchor=f"{kind}s",
            entries=tuple(IndexEntry(link=link) for link in sorted(links, key=lambda link: link.text)),
        )
        for kind, links in groups.items()
    )  # fmt: skip


def _place_facts(linker: Linker, place: Place) -> Iterator[Fact]:
    for time in place.country:
        when = range_words(time.from_, time.to)
        yield Fact(label=say("Country"), links=(linker.country(time.country, linker.archive.as_of),), when=when)
    if place.disputed == "yes":
        yield Fact(label=say("Status"), text=say_as("status of a place", "Disputed"))
    if place.lat is not None and place.lon is not None:
        north, east = (number_words(Decimal(f"{abs(angle):.2f}")) for angle in (place.lat, place.lon))
        latitude = say("{degrees}° N", degrees=north) if place.lat >= 0 else say("{degrees}° S", degrees=north)
        longitude = say("{degrees}° E", degrees=east) if place.lon >= 0 else say("{degrees}° W", degrees=east)
        yield Fact(label=say_as("place", "Position"), text=f"{latitude}, {longitude}")
    if place.tz:
        yield Fact(label=say("Time zone"), text=place.tz)


def _organisation_facts(linker: Linker, body: Organisation) -> Iterator[Fact]:
    if body.founded:
        yield Fact(label=say_as("organisation", "Founded"), when=date_words(body.founded))
    if body.dissolved:
        yield Fact(label=say_as("organisation", "Dissolved"), when=date_words(body.dissolved))
    if body.members:
        members = tuple(linker.country(m.country, linker.archive.as_of) for m in body.members)
        yield Fact(label=say_as("organisation", "Members"), links=members)
    for given in body.designations:
        text = say("“{words}” by {who}", words=given.label, who=given.by)
        if given.from_:
            since = dated(given.from_, say_as("days, not months or years", "since {date}"), say("since {date}"))
            text = f"{text}, {plain(since)}"
        yield Fact(label=say_as("organisation", "Called"), text=text)


def _topic_facts(linker: Linker, topic: Topic) -> Iterator[Fact]:
    if topic.broader:
        yield Fact(label=say_as("topic", "Part of"), links=(linker.topic(topic.broader),))
    narrower = [other for other in linker.archive.topics.values() if other.broader == topic.id]
    if narrower:
        yield Fact(label=say_as("topic", "Covers"), links=tuple(linker.topic(other.id) for other in narrower))


def _source_facts(source: Source) -> Iterator[Fact]:
    if words := reference(source):
        yield Fact(label=say_as("source", "Published"), text=words)
    if source.url:
        yield Fact(label=say_as("source", "Address"), links=(Link(text=source.url, url=source.url),))
    if source.archive_url:
        when = date_words(source.archive_date) if source.archive_date else ()
        link = Link(text=source.archive_url, url=source.archive_url)
        yield Fact(label=say("Archived copy"), links=(link,), when=when)
    if source.doi:
        yield Fact(label="DOI", links=(Link(text=source.doi, url=f"https://doi.org/{source.doi}"),))
    for label, text in (
        ("ISBN", source.isbn), ("ISSN", source.issn), (say_as("source", "Archive"), source.archive),
        (say("Shelf mark"), source.archive_location), (say("Language"), language_words(source.language or "")),
        (say("Reliability"), source.reliability),
    ):  # fmt: skip
        if text:
            yield Fact(label=label, text=text)
    if source.accessed:
        yield Fact(label=say_as("source", "Read"), when=said_words(source.accessed))
