"""The page of every country, and of every pair of countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from visitgen.model import Archive
from visitgen.model.counting import COUNTED
from visitgen.model.records import Country, Visit
from visitgen.model.terms import name_on
from visitgen.model.vocabulary import CountryId, LeaderId, VisitId
from visitgen.plan.cards import Cardfile
from visitgen.plan.decades import decade_pages, listed_visits
from visitgen.plan.exchanges import WHAT_COUNTS, partners_chart
from visitgen.plan.figures import from_to, number_of_visits, received, sent, two_way_chart
from visitgen.plan.grammar import of_country, with_article
from visitgen.plan.landmarks import HOME, INDEXES
from visitgen.plan.language import number_words, say, say_as, say_count, semicolon, spoken
from visitgen.plan.links import Linker
from visitgen.plan.maps import Maps
from visitgen.plan.notes import Footnotes, about
from visitgen.plan.tallies import Tallies, number_counted
from visitgen.plan.urls import compare_address, index_address, record_address, relation_address
from visitgen.plan.views import (
    CountryView,
    Fact,
    Link,
    Page,
    PartnerLine,
    RelationView,
    TermView,
)
from visitgen.plan.words import (
    COUNTRY_KIND,
    capital,
    date_words,
    listed,
    plain,
    range_words,
    term_words,
    title_words,
)


def officers_of(archive: Archive) -> Mapping[CountryId, tuple[LeaderId, ...]]:
    """Who held an office of each country, by id: in the order in which they came to one, those without a date last.

    Cost: one pass over the leaders, and one sort.
    """
    found: dict[CountryId, dict[LeaderId, date]] = {}
    for leader in archive.leaders.values():
        for term in leader.terms:
            if term.country:
                known = found.setdefault(term.country, {})
                began = term.from_.first if term.from_ else date.max
                known[leader.id] = min(began, known.get(leader.id, date.max))
    return {country: tuple(sorted(known, key=lambda id: (known[id], id))) for country, known in found.items()}


def country_pages(
    linker: Linker, cards: Cardfile, maps: Maps, tallies: Tallies, officers: Mapping[CountryId, tuple[LeaderId, ...]],
    id: CountryId,
) -> Iterator[Page]:  # fmt: skip
    """The page of a country, and those of the decades of long lists."""
    archive = linker.archive
    country = archive.countries[id]
    hosted, made = archive.visits_to.get(id, ()), archive.visits_from.get(id, ())
    address, name = record_address("country", id), linker.country_name(id, archive.as_of)
    visits_in = [archive.outlines[visit] for visit in hosted]
    partners = _partners(linker, id, hosted, made)
    notes = Footnotes(linker)
    notes.cite(*country.meta.sources)
    yield Page(
        kind="country",
        address=address,
        template="pages/country.html",
        title=name,
        description=say(
            "{country}: {received} and {made}, with dates, places and sources.",
            country=name,
            received=say_count(number_counted(archive, hosted), "{n} visit received", "{n} visits received"),
            made=say_count(number_counted(archive, made), "{n} made by its leaders", "{n} made by its leaders"),
        ),
        view=CountryView(
            name=name,
            kind=say(COUNTRY_KIND[country.kind]),
            note=country.note or "",
            names=_country_names(linker, country),
            counts=(
                number_of_visits(linker.archive, say("Visits received"), hosted),
                number_of_visits(linker.archive, say("Visits made by its leaders"), made),
            ),
            facts=tuple(_country_facts(linker, country, visits_in)),
            years=two_way_chart(
                tallies.received.get(id, {}),
                tallies.sent.get(id, {}),
                anchor="per-year",
                title=say("Visits per year"),
                rule=_both_ways(),
                directions=(received(), sent()),
            ),
            leaders=tuple(_officer(linker, leader, id) for leader in officers.get(id, ())),
            exchange=partners_chart(partners, name),
            partners=partners,
            received=listed_visits(cards, hosted, "received", address),
            sent=listed_visits(cards, made, "sent", address),
            compare=Link(text=say("Compare with another country"), address=compare_address("country", id)),
            about=about(linker, "country", id, name, country.meta, notes),
            map=maps.of_country(id, hosted, made),
        ),
        breadcrumbs=(HOME.link, INDEXES["country"].link),
        section=index_address("country"),
        feed=f"{address}feed.xml",
    )
    index, own = INDEXES["country"].link, linker.country(id, archive.as_of)
    title = say("Visits received by {name}", name=with_article(name))
    yield from decade_pages(cards, hosted, "received", own, title, index)
    title = say("Visits made by leaders {of_country}", of_country=of_country(name))
    yield from decade_pages(cards, made, "sent", own, title, index)


def _officer(linker: Linker, id: LeaderId, country: CountryId) -> Fact:
    """A leader with the offices held of a country."""
    leader = linker.archive.leaders[id]
    offices = (
        f"{title_words(term, '')}, {plain(term_words(term))}"
        for term in leader.terms
        if term.country == country
    )
    return Fact(label=leader.name, links=(linker.leader(id),), text=semicolon().join(offices))


def relation_page(linker: Linker, cards: Cardfile, tallies: Tallies, pair: tuple[CountryId, CountryId]) -> Page:
    """The page of two countries with a visit between them."""
    archive = linker.archive
    (first, second), ids = pair, linker.relations[pair]
    there = tuple(id for id in ids if archive.outlines[id].host == second)
    back = tuple(id for id in ids if archive.outlines[id].host == first)
    one, other = linker.country(first, archive.as_of), linker.country(second, archive.as_of)
    earliest, latest = archive.outlines[ids[0]], archive.outlines[ids[-1]]
    sides = with_article(one.text), with_article(other.text)
    ways = from_to(one.text, other.text), from_to(other.text, one.text)
    return Page(
        kind="relation",
        address=relation_address(first, second),
        template="pages/relation.html",
        title=capital(listed(sides)),
        description=say(
            "Visits between {one} and {other}: {visits}, in both directions.",
            one=sides[0],
            other=sides[1],
            visits=say_count(number_counted(archive, ids), "{n} visit", "{n} visits"),
        ),
        view=RelationView(
            first=Link(text=sides[0], address=one.address),
            second=Link(text=sides[1], address=other.address),
            directions=(capital(ways[0].name), capital(ways[1].name)),
            counts=(
                *(
                    number_of_visits(linker.archive, capital(way.name), made)
                    for way, made in zip(ways, (there, back), strict=True)
                ),
                Fact(label=say("First on record"), links=(linker.visit(earliest),)),
                Fact(label=say("Latest on record"), links=(linker.visit(latest),)),
            ),
            balance=_balance(one.text, other.text, number_counted(archive, there), number_counted(archive, back)),
            years=two_way_chart(
                tallies.between.get((first, second), {}),
                tallies.between.get((second, first), {}),
                anchor="per-year",
                title=say("Visits per year"),
                rule=_both_ways(),
                directions=ways,
            ),
            first_to_second=cards.of_visits(there),
            second_to_first=cards.of_visits(back),
            chronology=cards.by_year(ids, "year"),
            compare=Link(
                text=say("Compare the two side by side"), address=compare_address("country", first, second)
            ),
        ),
        breadcrumbs=(HOME.link, INDEXES["country"].link, one),
        section=index_address("country"),
    )


def _both_ways() -> str:
    """The rule of a chart of two directions."""
    return say("{what_counts} Both directions on one scale.", what_counts=say(WHAT_COUNTS))


def _country_names(linker: Linker, country: Country) -> tuple[TermView, ...]:
    """The names a country has had, those of the language spoken where it has several; nothing for one alone."""
    tag = spoken().tag
    own = [name for name in country.names if name.lang in (tag, tag.partition("-")[0])]
    shown = own if len(own) > 1 else [name for name in country.names if name.lang == "en"]
    if len(shown) < 2:
        return ()
    day = linker.archive.as_of
    now = name_on(country.names, day)
    return tuple(
        TermView(
            title=linker.country_name(country.id, day) if name.name == now else say_as("country", name.name),
            when=range_words(name.from_, name.to),
        )
        for name in shown
    )


def _country_facts(linker: Linker, country: Country, received: Sequence[Visit]) -> Iterator[Fact]:
    day = linker.archive.as_of
    if country.valid_to:
        yield Fact(label=say("Existed"), when=range_words(country.valid_from, country.valid_to))
    elif country.valid_from:
        yield Fact(label=say("Existed since"), when=date_words(country.valid_from))
    for label, ids in ((say("Predecessors"), country.predecessors), (say("Successors"), country.successors)):
        if ids:
            yield Fact(label=label, links=tuple(linker.country(id, day) for id in ids))
    for time in country.part_of:
        link = linker.country(time.country, time.to.last if time.to else day)
        yield Fact(label=say("Dependency of"), links=(link,), when=range_words(time.from_, time.to))
    if country.region:
        yield Fact(label=say("Region"), text=say_as("region", country.subregion or country.region))
    if country.capital:
        yield Fact(label=say_as("city", "Capital"), text=country.capital)
    happened = [visit for visit in received if linker.archive.status[visit.id] in COUNTED]
    if happened:
        yield Fact(label=say("First visit received"), links=(linker.visit(happened[0]),))
        if len(happened) > 1:
            yield Fact(label=say("Latest visit received"), links=(linker.visit(happened[-1]),))


def _partners(
    linker: Linker, id: CountryId, received: Sequence[VisitId], sent: Sequence[VisitId]
) -> tuple[PartnerLine, ...]:  # fmt: skip
    archive = linker.archive
    came, went = Counter[CountryId](), Counter[CountryId]()
    for visit in received:
        if (home := archive.home[visit]) and home != id:
            came[home] += archive.status[visit] in COUNTED
    for visit in sent:
        if (host := archive.outlines[visit].host) != id:
            went[host] += archive.status[visit] in COUNTED
    order = sorted({*came, *went}, key=lambda other: (-(came[other] + went[other]), other))
    return tuple(
        PartnerLine(
            country=linker.country(other, archive.as_of), received=came[other], sent=went[other],
            relation=linker.relation(id, other, archive.as_of),
        )
        for other in order
    )  # fmt: skip


def _balance(one: str, other: str, there: int, back: int) -> str:
    if not there and not back:
        return say("No visit on record has been made yet.")
    if there == back:
        return say_count(
            there,
            "Balanced: {n} visit in each direction on record.",
            "Balanced: {n} visits in each direction on record.",
        )
    if not there or not back:
        way = from_to(one, other) if there else from_to(other, one)
        return say("On record are only visits {way}.", way=way.name)
    more, fewer = (one, other) if there > back else (other, one)
    told = say_count(
        max(there, back),
        "{more} sent {n} visit and received {received} from {fewer}.",
        "{more} sent {n} visits and received {received} from {fewer}.",
        more=with_article(more),
        received=number_words(min(there, back)),
        fewer=with_article(fewer),
    )
    return capital(told)
