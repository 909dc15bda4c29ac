"""What can be searched: everything with a page by all its names, and every visit by what its card says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from visitgen.model.counting import counts_of
from visitgen.model.fields import RecordKind
from visitgen.model.parts import Belonging
from visitgen.model.records import Country
from visitgen.model.vocabulary import STATUSES, VISIT_TYPES, LeaderId, VisitId
from visitgen.plan.cards import Cardfile
from visitgen.plan.dependencies import Memo
from visitgen.plan.folding import folded_words
from visitgen.plan.grammar import before
from visitgen.plan.landmarks import COMPARE, HOME, INDEXES, RELATIONS, SEARCH, TIMELINE
from visitgen.plan.language import comma, say
from visitgen.plan.links import Linker
from visitgen.plan.usage import Usage
from visitgen.plan.views import (
    Choice,
    CompareView,
    Contact,
    Link,
    Page,
    Searchable,
    SearchView,
    Subject,
    Tally,
    VisitLine,
)
from visitgen.plan.words import ORGANISATION_KIND, STATUS, TYPE, meeting_words, plain, when_words

LINE = "visit to be searched"
"""The memo of what is searched of each visit."""

SEARCHED: tuple[RecordKind, ...] = ("leader", "country", "place", "event", "organisation", "topic")
"""The kinds of record that the search box leads to, in the order it shows them."""


def search_pages(linker: Linker, cards: Cardfile, usage: Usage) -> Iterator[Page]:
    """The page of results, which carries the index, and the page that sets two leaders or countries side by side."""
    index = searchable(linker, cards, usage)
    years = [line.day.year for line in index.visits]
    yield Page(
        kind="search",
        address=SEARCH.address,
        template="pages/search.html",
        title=SEARCH.name,
        description=say("Find visits by leader, country, place, type and year, under any spelling and in any script."),
        view=SearchView(
            doors=(TIMELINE.link, *_indexes(index.subjects)),
            types=_choices(VISIT_TYPES, TYPE, {line.type for line in index.visits}),
            statuses=_choices(STATUSES, STATUS, {line.status for line in index.visits}),
            first_year=min(years, default=None),
            last_year=max(years, default=None),
            index=index,
        ),
        breadcrumbs=(HOME.link,),
        section=SEARCH.address,
    )
    yield Page(
        kind="compare",
        address=COMPARE.address,
        template="pages/compare.html",
        title=COMPARE.name,
        description=say(
            "Two leaders or two countries side by side: visits by year, shared partners, and their meetings."
        ),
        view=CompareView(doors=(RELATIONS.link, *_indexes(index.subjects[:2]))),
        breadcrumbs=(HOME.link,),
        section=COMPARE.address,
    )


def searchable(linker: Linker, cards: Cardfile, usage: Usage) -> Searchable:
    """All that can be searched. Cost: one pass over the archive."""
    archive = linker.archive
    return Searchable(
        subjects=tuple((kind, tuple(_subjects(kind, linker, usage))) for kind in SEARCHED),
        visits=tuple(_visit_lines(linker, cards)),
        contacts=tuple(
            Contact(
                id=meeting.id, title=linker.meeting_title(meeting), when=meeting_words(meeting.when),
                leaders=people, status=archive.status[meeting.id],
            )
            for meeting in archive.meetings.values()
            if len(people := tuple(dict.fromkeys(p.leader for p in meeting.participants if p.leader))) > 1
        ),
        tallies=tuple(_tallies(linker)),
        relations=tuple(linker.relations),
    )  # fmt: skip


def other_names(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that are searched apart from the one shown: none that folds to the same words as one before it."""
    known = {frozenset(folded_words(name))}
    found = []
    for other in names:
        words = frozenset(folded_words(other))
        if words and words not in known:
            known.add(words)
            found.append(other)
    return tuple(found)


def _subjects(kind: RecordKind, linker: Linker, usage: Usage) -> Iterator[Subject]:
    archive = linker.archive

    def subject(id: str, name: str, names: Iterable[str], note: str, count: int) -> Subject:
        return Subject(id=id, name=name, names=other_names(name, names), note=note, count=count)

    def uses(id: str) -> int:
        found = usage.get((kind, id))
        return len(found.visits) + len(found.meetings) if found else 0

    match kind:
        case "leader":
            for leader in archive.leaders.values():
                last = leader.terms[-1] if leader.terms else None
                day = last.from_.first if last and last.from_ else archive.as_of
                count = len(archive.visits_by.get(leader.id, ())) + len(archive.visits_received_by.get(leader.id, ()))
                yield subject(leader.id, leader.name, (n.name for n in leader.other_names),
                              linker.term(last, day) if last else "", count)  # fmt: skip
        case "country":
            for id in sorted(linker.countries):
                country = archive.countries[id]
                count = len(archive.visits_to.get(id, ())) + len(archive.visits_from.get(id, ()))
                codes = (code for scheme, code in country.codes if scheme in ("alpha2", "alpha3"))
                yield subject(id, linker.country_name(id, archive.as_of), (*(n.name for n in country.names), *codes),
                              _until(country), count)  # fmt: skip
        case "place":
            for place in archive.places.values():
                names = (place.name, *(n.name for n in place.names))
                yield subject(place.id, linker.place_name(place, archive.as_of), names,
                              _belongings(linker, place.country), uses(place.id))  # fmt: skip
        case "event":
            for event in archive.events.values():
                yield subject(event.id, event.name, (event.series,) if event.series else (),
                              plain(when_words(event.when)), len(archive.visits_for.get(event.id, ())))  # fmt: skip
        case "organisation":
            for body in archive.organisations.values():
                yield subject(body.id, body.name, body.aliases, say(ORGANISATION_KIND[body.kind]), uses(body.id))
        case "topic":
            for topic in archive.topics.values():
                yield subject(topic.id, topic.label, (label for _, label in topic.labels), "", uses(topic.id))


def _visit_lines(linker: Linker, cards: Cardfile) -> Iterator[VisitLine]:
    lines = Memo[VisitId, VisitLine](LINE, lambda id: _visit_line(linker, cards, id))
    received: dict[VisitId, list[LeaderId]] = {}
    for leader, ids in linker.archive.visits_received_by.items():
        for id in ids:
            received.setdefault(id, []).append(leader)
    for id in linker.archive.visits:
        by = received.get(id)
        yield replace(lines[id], received_by=tuple(by)) if by else lines[id]


def _visit_line(linker: Linker, cards: Cardfile, id: VisitId) -> VisitLine:
    """What is searched of a visit, but for who received it."""
    archive = linker.archive
    visit, card = archive.outlines[id], cards.visits[id]
    where = card.where.text if card.where else ""
    ahead = before(where)
    when = visit.when
    return VisitLine(
        id=id,
        visitor=visit.visitor,
        role=card.people[0].role,
        home=archive.home[id],
        host=visit.host,
        where=where,
        at=ahead.at,
        to=ahead.to,
        received_by=(),
        places=tuple(
            dict.fromkeys((linker.place(stop.place, when.first).text, stop.place.place) for stop in visit.stops)
        ),
        event=visit.event,
        day=when.last if when.first == date.min else when.first,
        last=when.last if when.known_days else None,
        when=card.when,
        type=visit.type,
        status=archive.status[id],
        badges=card.badges,
    )


def _tallies(linker: Linker) -> Iterator[Tally]:
    archive = linker.archive
    for id, visits in archive.visits_by.items():
        counts = counts_of((archive.outlines[visit] for visit in visits), archive.journey_of, archive.status)
        yield Tally(leader=id, journeys=counts.journeys, days=counts.days, undated=counts.undated)


def _indexes(subjects: Iterable[tuple[str, Sequence[Subject]]]) -> tuple[Link, ...]:
    links = {str(kind): landmark.link for kind, landmark in INDEXES.items()}
    return tuple(links[kind] for kind, of_kind in subjects if of_kind or kind in ("leader", "country"))


def _choices(order: Iterable[str], words: dict[str, str], present: set[str]) -> tuple[Choice, ...]:
    return tuple(Choice(value=value, label=say(words[value])) for value in order if value in present)


def _until(country: Country) -> str:
    return say("until {date}", date=country.valid_to.first.year) if country.valid_to else ""


def _belongings(linker: Linker, times: Iterable[Belonging]) -> str:
    return comma().join(dict.fromkeys(linker.country_name(time.country, linker.archive.as_of) for time in times))
