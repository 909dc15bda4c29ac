"""Pages of who and where: a leader, a country, a pair of countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from visitgen.model.counting import COUNTED, counts_of
from visitgen.model.parts import OtherName
from visitgen.model.records import Country, Leader, Statement, Visit
from visitgen.model.vocabulary import CountryId, LeaderId, MeetingId, VisitId
from visitgen.plan.cards import Cardfile
from visitgen.plan.careers import career_chart, visits_made_chart
from visitgen.plan.decades import decade_pages, listed_visits
from visitgen.plan.exchanges import WHAT_COUNTS, partners_chart
from visitgen.plan.figures import count_facts, not_counted, two_way_chart
from visitgen.plan.landmarks import HOME
from visitgen.plan.links import Linker
from visitgen.plan.maps import Maps
from visitgen.plan.notes import Footnotes, about
from visitgen.plan.scripts import name_link
from visitgen.plan.tallies import Tallies, number_counted
from visitgen.plan.urls import compare_address, index_address, record_address, relation_address
from visitgen.plan.views import (
    Cards,
    CountryView,
    Fact,
    LeaderView,
    Link,
    Page,
    PartnerLine,
    PortraitView,
    RelationView,
    TermView,
    Time,
    TimePart,
)
from visitgen.plan.words import (
    CAPACITY,
    COUNTRY_KIND,
    capital,
    counted,
    date_words,
    plain,
    range_words,
    term_words,
    with_article,
)

ELSEWHERE = {
    "wikidata": "https://www.wikidata.org/wiki/{}", "viaf": "https://viaf.org/viaf/{}",
    "isni": "https://isni.org/isni/{}", "orcid": "https://orcid.org/{}", "gnd": "https://d-nb.info/gnd/{}",
    "lcnaf": "https://id.loc.gov/authorities/names/{}", "wikipedia": "https://en.wikipedia.org/wiki/{}",
}  # fmt: skip
"""Where ids in `same_as` lead."""

COMPANY = 20
"""The most people listed as having attended the same meetings and events."""


def leader_pages(linker: Linker, cards: Cardfile, maps: Maps, tallies: Tallies) -> Iterator[Page]:
    """A page for every leader, by id."""
    archive = linker.archive
    statements: dict[LeaderId, list[Statement]] = {}
    for statement in archive.statements.values():
        if statement.speaker.leader:
            statements.setdefault(statement.speaker.leader, []).append(statement)
    company = _company(linker)
    for leader in archive.leaders.values():
        made = [archive.visits[id] for id in archive.visits_by.get(leader.id, ())]
        received = archive.visits_received_by.get(leader.id, ())
        meetings = archive.meetings_of.get(leader.id, ())
        address = record_address("leader", leader.id)
        counts = counts_of(made, archive.journey_of, archive.status)
        notes = Footnotes(linker)
        notes.cite(*leader.meta.sources)
        offices = "; ".join(linker.term(term, archive.as_of) for term in leader.terms[:2])
        yield Page(
            kind="leader",
            address=address,
            template="pages/leader.html",
            title=leader.name,
            description=f"{leader.name}{f', {offices}' if offices else ''}: {counted(counts.visits, 'visit')} made, "
            f"{number_counted(linker.archive, received):,} received, with dates, places and sources.",
            view=LeaderView(
                name=leader.name,
                other_names=_names(leader.other_names),
                lives=_lives(leader),
                portrait=PortraitView(
                    address=leader.image.file,
                    alt=leader.image.alt,
                    credit=", ".join(text for text in (leader.image.credit, leader.image.license) if text),
                )
                if leader.image
                else None,
                terms=tuple(_terms(linker, leader)),
                counts=(*count_facts(counts.journeys, counts.visits, counts.days, counts.undated, counts.others),
                        _count(linker, "Visits received", received)) if made or received else (),
                facts=tuple(_leader_facts(linker, leader, made)),
                career=career_chart(linker, leader, made, received),
                years=visits_made_chart(tallies, leader.id),
                bio=linker.prose(leader.bio),
                made=listed_visits(cards, [visit.id for visit in made], "made", address),
                received=listed_visits(cards, received, "received", address),
                meetings=_meetings(cards, meetings),
                statements=tuple(_said(linker, said) for said in statements.get(leader.id, ())),
                company=tuple(company.get(leader.id, ())),
                compare=Link(text="Compare with another leader", address=compare_address("leader", leader.id)),
                about=about(linker, "leader", leader.id, leader.name, leader.meta, notes),
                map=maps.of_leader(leader.name, made),
            ),
            breadcrumbs=(HOME, Link(text="Leaders", address=index_address("leader"))),
            section=index_address("leader"),
            feed=f"{address}feed.xml",
        )  # fmt: skip
        index, own = Link(text="Leaders", address=index_address("leader")), linker.leader(leader.id)
        yield from decade_pages(cards, [v.id for v in made], "made", own, f"Visits made by {leader.name}", index)
        yield from decade_pages(cards, received, "received", own, f"Visits received by {leader.name}", index)


def country_pages(linker: Linker, cards: Cardfile, maps: Maps, tallies: Tallies) -> Iterator[Page]:
    """A page for every country on record, by id."""
    archive = linker.archive
    people: dict[CountryId, dict[LeaderId, list[str]]] = {}
    for leader in archive.leaders.values():
        for term in leader.terms:
            if term.country:
                title = CAPACITY[term.capacity].format(title=term.title)
                people.setdefault(term.country, {}).setdefault(leader.id, []).append(
                    f"{title}, {plain(term_words(term))}"
                )
    for id in sorted(linker.countries):
        country = archive.countries[id]
        received, sent = archive.visits_to.get(id, ()), archive.visits_from.get(id, ())
        address, name = record_address("country", id), linker.country_name(id, archive.as_of)
        visits_in = [archive.visits[visit] for visit in received]
        partners = _partners(linker, id, received, sent)
        notes = Footnotes(linker)
        notes.cite(*country.meta.sources)
        yield Page(
            kind="country",
            address=address,
            template="pages/country.html",
            title=name,
            description=f"{name}: {counted(number_counted(linker.archive, received), 'visit')} received and "
            f"{number_counted(linker.archive, sent):,} made by its leaders, "
            "with dates, places and sources.",
            view=CountryView(
                name=name,
                kind=COUNTRY_KIND[country.kind],
                note=country.note or "",
                names=_country_names(country),
                counts=(
                    _count(linker, "Visits received", received),
                    _count(linker, "Visits made by its leaders", sent),
                ),
                facts=tuple(_country_facts(linker, country, visits_in)),
                years=two_way_chart(
                    tallies.received.get(id, {}), tallies.sent.get(id, {}), anchor="per-year", title="Visits per year",
                    rule=f"{WHAT_COUNTS} Both directions on one scale.", words=("received", "sent"),
                ),
                leaders=tuple(
                    Fact(label=archive.leaders[leader].name, links=(linker.leader(leader),), text="; ".join(titles))
                    for leader, titles in people.get(id, {}).items()
                ),
                exchange=partners_chart(partners, name),
                partners=partners,
                received=listed_visits(cards, received, "received", address),
                sent=listed_visits(cards, sent, "sent", address),
                compare=Link(text="Compare with another country", address=compare_address("country", id)),
                about=about(linker, "country", id, name, country.meta, notes),
                map=maps.of_country(id, received, sent),
            ),
            breadcrumbs=(HOME, Link(text="Countries", address=index_address("country"))),
            section=index_address("country"),
            feed=f"{address}feed.xml",
        )
        index, own = Link(text="Countries", address=index_address("country")), linker.country(id, archive.as_of)
        whole = with_article(name)
        yield from decade_pages(cards, received, "received", own, f"Visits received by {whole}", index)
        yield from decade_pages(cards, sent, "sent", own, f"Visits made by leaders of {whole}", index)


def relation_pages(linker: Linker, cards: Cardfile, tallies: Tallies) -> Iterator[Page]:
    """A page for every pair of countries with a visit between them."""
    archive = linker.archive
    for (first, second), ids in linker.relations.items():
        there = tuple(id for id in ids if archive.visits[id].host == second)
        back = tuple(id for id in ids if archive.visits[id].host == first)
        one, other = linker.country(first, archive.as_of), linker.country(second, archive.as_of)
        earliest, latest = archive.visits[ids[0]], archive.visits[ids[-1]]
        title = capital(f"{with_article(one.text)} and {with_article(other.text)}")
        ways = (f"{with_article(one.text)} to {with_article(other.text)}",
                f"{with_article(other.text)} to {with_article(one.text)}")  # fmt: skip
        yield Page(
            kind="relation",
            address=relation_address(first, second),
            template="pages/relation.html",
            title=title,
            description=f"Visits between {with_article(one.text)} and {with_article(other.text)}: "
            f"{counted(number_counted(archive, ids), 'visit')}, in both directions.",
            view=RelationView(
                first=Link(text=with_article(one.text), address=one.address),
                second=Link(text=with_article(other.text), address=other.address),
                counts=(
                    *(_count(linker, f"From {way}", made) for way, made in zip(ways, (there, back), strict=True)),
                    Fact(label="First on record", links=(linker.visit(earliest),)),
                    Fact(label="Latest on record", links=(linker.visit(latest),)),
                ),
                balance=_balance(
                    one.text, other.text, number_counted(archive, there), number_counted(archive, back)
                ),
                years=two_way_chart(
                    tallies.between.get((first, second), {}), tallies.between.get((second, first), {}),
                    anchor="per-year", title="Visits per year", rule=f"{WHAT_COUNTS} Both directions on one scale.",
                    words=(f"from {ways[0]}", f"from {ways[1]}"),
                ),
                first_to_second=cards.of_visits(there),
                second_to_first=cards.of_visits(back),
                chronology=cards.by_year(ids, "year"),
                compare=Link(text="Compare the two side by side", address=compare_address("country", first, second)),
            ),
            breadcrumbs=(HOME, Link(text="Countries", address=index_address("country")), one),
            section=index_address("country"),
        )


def _names(names: Iterable[OtherName]) -> tuple[Link, ...]:
    return tuple(name_link(f"{n.name} ({n.note})" if n.note else n.name, n.lang) for n in names)


def _lives(leader: Leader) -> Time:
    if leader.born and leader.died:
        return (TimePart(text="born "), *date_words(leader.born), TimePart(text=", died "), *date_words(leader.died))
    if leader.born:
        return (TimePart(text="born "), *date_words(leader.born))
    return (TimePart(text="died "), *date_words(leader.died)) if leader.died else ()


def _terms(linker: Linker, leader: Leader) -> Iterator[TermView]:
    for term in leader.terms:
        day = term.from_.first if term.from_ else term.to.last if term.to else linker.archive.as_of
        yield TermView(title=capital(linker.term(term, day)), when=term_words(term), note=term.party or "")


def _leader_facts(linker: Linker, leader: Leader, made: Sequence[Visit]) -> Iterator[Fact]:
    happened = [visit for visit in made if linker.archive.status[visit.id] in COUNTED]
    if happened:
        yield Fact(label="First visit on record", links=(linker.visit(happened[0]),))
        if len(happened) > 1:
            last = happened[-1]
            yield Fact(label="Latest visit on record", links=(linker.visit(last),))
        hosts = Counter(visit.host for visit in happened)
        most = sorted(hosts.items(), key=lambda entry: (-entry[1], entry[0]))
        yield Fact(label="Countries visited", text=f"{len(hosts):,}")
        yield Fact(
            label="Most often in",
            links=tuple(
                Link(text=f"{link.text} ({count:,})", address=link.address)
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
    groups: dict[str, list[MeetingId]] = {}
    for id in ids:
        first = cards.linker.archive.meetings[id].when.first
        groups.setdefault(f"{first.year}" if first else "Date not recorded", []).append(id)
    return tuple(
        Cards(
            heading=heading, anchor=f"meetings-{heading.lower().replace(' ', '-')}",
            cards=tuple(cards.meeting(id) for id in group), note=counted(len(group), "meeting"),
        )
        for heading, group in groups.items()
    )  # fmt: skip


def _said(linker: Linker, statement: Statement) -> Link:
    link = linker.record("statement", statement.id)
    words = linker.words(statement.text)
    return Link(text=words if len(words) < 140 else f"{words[:137].rsplit(' ', 1)[0]} …", address=link.address)


def _company(linker: Linker) -> dict[LeaderId, list[Fact]]:
    """For each leader, those who attended the same meetings and events most often.

    Cost: the sum over gatherings of their pairs; a gathering of more than 60 leaders is left to its own page.
    """
    archive = linker.archive
    gatherings: list[list[LeaderId]] = []
    for meeting in archive.meetings.values():
        gatherings.append(
            list(dict.fromkeys(p.leader for p in meeting.participants if p.leader and p.attended != "no"))
        )
    for ids in archive.visits_for.values():
        gatherings.append(list(dict.fromkeys(archive.visits[id].visitor for id in ids)))
    shared: dict[LeaderId, Counter[LeaderId]] = {}
    for people in gatherings:
        if len(people) <= 60:
            for one in people:
                shared.setdefault(one, Counter()).update(other for other in people if other != one)
    return {
        leader: [
            Fact(label=archive.leaders[other].name, links=(linker.leader(other),), text=counted(count, "time"))
            for other, count in sorted(others.items(), key=lambda entry: (-entry[1], entry[0]))[:COMPANY]
        ]
        for leader, others in shared.items()
    }


def _country_names(country: Country) -> tuple[TermView, ...]:
    english = [name for name in country.names if name.lang == "en"]
    if len(english) < 2:
        return ()
    return tuple(TermView(title=name.name, when=range_words(name.from_, name.to)) for name in english)


def _country_facts(linker: Linker, country: Country, received: Sequence[Visit]) -> Iterator[Fact]:
    day = linker.archive.as_of
    if country.valid_from or country.valid_to:
        label = "Existed" if country.valid_to else "Existed since"
        when = range_words(country.valid_from, country.valid_to)
        yield Fact(label=label, when=when if country.valid_to else when[1:])
    for label, ids in (("Predecessors", country.predecessors), ("Successors", country.successors)):
        if ids:
            yield Fact(label=label, links=tuple(linker.country(id, day) for id in ids))
    for time in country.part_of:
        link = linker.country(time.country, time.to.last if time.to else day)
        yield Fact(label="Dependency of", links=(link,), when=range_words(time.from_, time.to))
    if country.region:
        yield Fact(label="Region", text=country.subregion or country.region)
    if country.capital:
        yield Fact(label="Capital", text=country.capital)
    happened = [visit for visit in received if linker.archive.status[visit.id] in COUNTED]
    if happened:
        yield Fact(label="First visit received", links=(linker.visit(happened[0]),))
        if len(happened) > 1:
            yield Fact(label="Latest visit received", links=(linker.visit(happened[-1]),))


def _partners(
    linker: Linker, id: CountryId, received: Sequence[VisitId], sent: Sequence[VisitId]
) -> tuple[PartnerLine, ...]:  # fmt: skip
    archive = linker.archive
    came, went = Counter[CountryId](), Counter[CountryId]()
    for visit in received:
        if (home := archive.home[visit]) and home != id:
            came[home] += archive.status[visit] in COUNTED
    for visit in sent:
        if (host := archive.visits[visit].host) != id:
            went[host] += archive.status[visit] in COUNTED
    order = sorted({*came, *went}, key=lambda other: (-(came[other] + went[other]), other))
    return tuple(
        PartnerLine(
            country=linker.country(other, archive.as_of), received=came[other], sent=went[other],
            relation=linker.relation(id, other, archive.as_of),
        )
        for other in order
    )  # fmt: skip


def _count(linker: Linker, label: str, ids: Sequence[VisitId]) -> Fact:
    number = number_counted(linker.archive, ids)
    return Fact(label=label, text=f"{number:,}", note=not_counted(len(ids) - number))


def _balance(one: str, other: str, there: int, back: int) -> str:
    if not there and not back:
        return "No visit on record has been made yet."
    if there == back:
        return f"Balanced: {counted(there, 'visit')} in each direction on record."
    if not there or not back:
        from_, to = (one, other) if there else (other, one)
        return f"On record are only visits from {with_article(from_)} to {with_article(to)}."
    more, fewer = (one, other) if there > back else (other, one)
    return (
        f"{capital(with_article(more))} sent {max(there, back):,} visits and received {min(there, back):,} "
        f"from {with_article(fewer)}."
    )
