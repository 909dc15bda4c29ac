"""The page of every leader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from visitgen.model import Archive
from visitgen.model.counting import COUNTED, counts_of
from visitgen.model.parts import OtherName
from visitgen.model.records import Leader, Statement, Visit
from visitgen.model.vocabulary import LeaderId, MeetingId, StatementId
from visitgen.plan.cards import Cardfile
from visitgen.plan.careers import career_chart, visits_made_chart
from visitgen.plan.decades import decade_pages, listed_visits
from visitgen.plan.figures import count_facts, number_of_visits
from visitgen.plan.landmarks import HOME, INDEXES
from visitgen.plan.language import comma, number_words, say, say_as, say_count, semicolon
from visitgen.plan.links import Linker
from visitgen.plan.maps import Maps
from visitgen.plan.notes import Footnotes, about
from visitgen.plan.scripts import name_link
from visitgen.plan.tallies import Tallies, number_counted
from visitgen.plan.urls import compare_address, index_address, record_address
from visitgen.plan.views import (
    Cards,
    Fact,
    LeaderView,
    Link,
    Page,
    PortraitView,
    TermView,
    Time,
    TimePart,
)
from visitgen.plan.words import (
    capital,
    dated,
    term_words,
)
from visitgen.values import dataclass

ELSEWHERE = {
    "wikidata": "https://www.wikidata.org/wiki/{}", "viaf": "https://viaf.org/viaf/{}",
    "isni": "https://isni.org/isni/{}", "orcid": "https://orcid.org/{}", "gnd": "https://d-nb.info/gnd/{}",
    "lcnaf": "https://id.loc.gov/authorities/names/{}", "wikipedia": "https://en.wikipedia.org/wiki/{}",
}  # fmt: skip
"""Where ids in `same_as` lead."""

COMPANY = 20
"""The most people listed as having attended the same meetings and events."""


@dataclass(frozen=True, slots=True)
class Circles:
    """What leaders said, and whom they met: the ids of statements, and others with how often both attended."""

    said: Mapping[LeaderId, tuple[StatementId, ...]]
    company: Mapping[LeaderId, tuple[tuple[LeaderId, int], ...]]


def circles_of(archive: Archive) -> Circles:
    """The circles of an archive's leaders. Cost: that of `_company`."""
    said: dict[LeaderId, list[StatementId]] = {}
    for statement in archive.statements.values():
        if statement.speaker.leader:
            said.setdefault(statement.speaker.leader, []).append(statement.id)
    return Circles({leader: tuple(ids) for leader, ids in said.items()}, _company(archive))


def leader_pages(
    linker: Linker, cards: Cardfile, maps: Maps, tallies: Tallies, circles: Circles, id: LeaderId
) -> Iterator[Page]:
    """The page of a leader, and those of the decades of long lists."""
    archive = linker.archive
    leader = archive.leaders[id]
    made = [archive.outlines[id] for id in archive.visits_by.get(leader.id, ())]
    received = archive.visits_received_by.get(leader.id, ())
    meetings = archive.meetings_of.get(leader.id, ())
    address = record_address("leader", leader.id)
    counts = counts_of(made, archive.journey_of, archive.status)
    notes = Footnotes(linker)
    notes.cite(*leader.meta.sources)
    offices = semicolon().join(linker.term(term, archive.as_of) for term in leader.terms[:2])
    yield Page(
        kind="leader",
        address=address,
        template="pages/leader.html",
        title=leader.name,
        description=say(
            "{leader}: {made}, {received}, with dates, places and sources.",
            leader=f"{leader.name}, {offices}" if offices else leader.name,
            made=say_count(counts.visits, "{n} visit made", "{n} visits made"),
            received=say_count(number_counted(archive, received), "{n} received", "{n} received"),
        ),
        view=LeaderView(
            name=leader.name,
            other_names=_names(leader.other_names),
            lives=_lives(leader),
            portrait=PortraitView(
                address=leader.image.file,
                alt=leader.image.alt,
                credit=comma().join(text for text in (leader.image.credit, leader.image.license) if text),
            )
            if leader.image
            else None,
            terms=tuple(_terms(linker, leader)),
            counts=(*count_facts(counts.journeys, counts.visits, counts.days, counts.undated, counts.others),
                    number_of_visits(linker.archive, say("Visits received"), received)) if made or received else (),
            facts=tuple(_leader_facts(linker, leader, made)),
            career=career_chart(linker, leader, made, received),
            years=visits_made_chart(tallies, leader.id),
            bio=linker.prose(leader.bio),
            made=listed_visits(cards, [visit.id for visit in made], "made", address),
            received=listed_visits(cards, received, "received", address),
            meetings=_meetings(cards, meetings),
            statements=tuple(_said(linker, archive.statements[said]) for said in circles.said.get(id, ())),
            company=tuple(_attended(linker, *other) for other in circles.company.get(id, ())),
            compare=Link(text=say("Compare with another leader"), address=compare_address("leader", leader.id)),
            about=about(linker, "leader", leader.id, leader.name, leader.meta, notes),
            map=maps.of_leader(leader.name, made),
        ),
        breadcrumbs=(HOME.link, INDEXES["leader"].link),
        section=index_address("leader"),
        feed=f"{address}feed.xml",
    )  # fmt: skip
    index, own = INDEXES["leader"].link, linker.leader(leader.id)
    titles = (say("Visits made by {name}", name=leader.name), say("Visits received by {name}", name=leader.name))
    yield from decade_pages(cards, [v.id for v in made], "made", own, titles[0], index)
    yield from decade_pages(cards, received, "received", own, titles[1], index)


def _names(names: Iterable[OtherName]) -> tuple[Link, ...]:
    return tuple(name_link(f"{n.name} ({n.note})" if n.note else n.name, n.lang) for n in names)


def _lives(leader: Leader) -> Time:
    parts: list[Time] = []
    if leader.born:
        of_days = say_as("days, not months or years", "born {date}")
        parts.append(dated(leader.born, of_days, say("born {date}")))
    if leader.died:
        of_days = say_as("days, not months or years", "died {date}")
        parts.append(dated(leader.died, of_days, say("died {date}")))
    return (*parts[0], TimePart(text=", "), *parts[1]) if len(parts) > 1 else parts[0] if parts else ()


def _terms(linker: Linker, leader: Leader) -> Iterator[TermView]:
    for term in leader.terms:
        day = term.from_.first if term.from_ else term.to.last if term.to else linker.archive.as_of
        yield TermView(title=capital(linker.term(term, day)), when=term_words(term), note=term.party or "")


def _leader_facts(linker: Linker, leader: Leader, made: Sequence[Visit]) -> Iterator[Fact]:
    happened = [visit for visit in made if linker.archive.status[visit.id] in COUNTED]
    if happened:
        yield Fact(label=say("First visit on record"), links=(linker.visit(happened[0]),))
        if len(happened) > 1:
            last = happened[-1]
            yield Fact(label=say("Latest visit on record"), links=(linker.visit(last),))
        hosts = Counter(visit.host for visit in happened)
        most = sorted(hosts.items(), key=lambda entry: (-entry[1], entry[0]))
        yield Fact(label=say("Countries visited"), text=number_words(len(hosts)))
        yield Fact(
            label=say("Most often in"),
            links=tuple(
                Link(text=f"{link.text} ({number_words(count)})", address=link.address)
                for id, count in most[:8]
                if (link := linker.country(id, linker.archive.as_of))
            ),
        )
    for name, id in leader.same_as:
        if name in ELSEWHERE:
            yield Fact(label=capital(name), links=(Link(text=id, url=ELSEWHERE[name].format(id)),))
        else:
            yield Fact(label=capital(name), text=id)


def _meetings(cards: Cardfile, ids: Sequence[MeetingId]) -> tuple[Cards, ...]:
    groups: dict[int | None, list[MeetingId]] = {}
    for id in ids:
        first = cards.linker.archive.meetings[id].when.first
        groups.setdefault(first.year if first else None, []).append(id)
    return tuple(
        Cards(
            heading=capital(say("date not recorded")) if year is None else f"{year}",
            anchor="meetings-date-not-recorded" if year is None else f"meetings-{year}",
            cards=tuple(cards.meetings[id] for id in group),
            note=say_count(len(group), "{n} meeting", "{n} meetings"),
        )
        for year, group in groups.items()
    )


def _said(linker: Linker, statement: Statement) -> Link:
    link = linker.record("statement", statement.id)
    words = linker.words(statement.text)
    return Link(text=words if len(words) < 140 else f"{words[:137].rsplit(' ', 1)[0]} …", address=link.address)


def _attended(linker: Linker, id: LeaderId, count: int) -> Fact:
    return Fact(
        label=linker.archive.leaders[id].name,
        links=(linker.leader(id),),
        text=say_count(count, "{n} time", "{n} times"),
    )


def _company(archive: Archive) -> dict[LeaderId, tuple[tuple[LeaderId, int], ...]]:
    """For each leader, those who attended the same meetings and events most often.

    Cost: the sum over gatherings of their pairs; a gathering of more than 60 leaders is left to its own page.
    """
    gatherings: list[list[LeaderId]] = []
    for meeting in archive.meetings.values():
        gatherings.append(
            list(dict.fromkeys(p.leader for p in meeting.participants if p.leader and p.attended != "no"))
        )
    for ids in archive.visits_for.values():
        gatherings.append(list(dict.fromkeys(archive.outlines[id].visitor for id in ids)))
    shared: dict[LeaderId, Counter[LeaderId]] = {}
    for people in gatherings:
        if len(people) <= 60:
            for one in people:
                shared.setdefault(one, Counter()).update(other for other in people if other != one)
    return {
        leader: tuple(sorted(others.items(), key=lambda entry: (-entry[1], entry[0]))[:COMPANY])
        for leader, others in shared.items()
    }
