"""What pages there are, and what they say of records that are not the usual ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from visitgen.diagnostics import Finding
from visitgen.plan import Page
from visitgen.plan.views import (
    CountryView,
    HomeView,
    IndexView,
    ItineraryView,
    LeaderView,
    PeriodView,
    RelationView,
    StatisticsView,
    TimelineView,
    VisitView,
)
from visitgen.plan.words import plain

Planned = Callable[..., tuple[dict[str, Page], tuple[Finding, ...]]]

ANNA = "{name: Anna, terms: [{title: president, country: france, from: 2000-01-01}]}"
BELA = "{name: Béla, terms: [{title: king, country: italy, from: 2000-01-01}]}"


def view(pages: dict[str, Page], address: str, kind: type[Any]) -> Any:
    """A page's view."""
    found = pages[address].view
    assert isinstance(found, kind)
    return found


def count(facts: Any, label: str) -> str:
    """A labelled count."""
    return next(str(fact.text) for fact in facts if fact.label == label)


def test_an_empty_archive_has_its_pages(planned: Planned) -> None:
    pages, clashes = planned()
    assert clashes == ()
    assert {"", "timeline/", "leaders/", "countries/", "statistics/", "data/", "about/", "404.html"} <= set(pages)
    assert not [address for address in pages if address.startswith(("visits/", "20"))]


@pytest.mark.parametrize("id", ["leaders", "timeline", "about", "data", "statistics", "relations", "visits"])
def test_a_free_page_in_the_place_of_another(id: str, planned: Planned) -> None:
    _, clashes = planned(**{f"pages__{id}": "---\ntitle: Mine\n---\nText."})
    if f"{id}/" in ("visits/",):
        assert clashes == ()
    else:
        assert [finding.code.number for finding in clashes] == ["P101"]
        assert "“Mine”" in clashes[0].message


def test_a_free_page_in_the_place_of_a_year(planned: Planned) -> None:
    _, clashes = planned(
        leaders__anna=ANNA, visits__v="{visitor: anna, host: italy, start: 2023}", pages__2023="---\ntitle: M\n---\nT"
    )
    assert [finding.code.number for finding in clashes] == ["P101"]


def test_addresses_are_unique_and_every_page_is_described(planned: Planned) -> None:
    pages, _ = planned(
        leaders__anna=ANNA, leaders__bela=BELA, visits__v="{visitor: anna, host: italy, start: 2023-10-24}"
    )
    assert all(page.title and page.description for page in pages.values())
    titles = [page.title for page in pages.values()]
    assert len(titles) == len(set(titles)), sorted(titles)


def test_pages_of_one_name_have_titles_of_their_own(planned: Planned) -> None:
    pages, _ = planned(
        leaders__all="[{id: one, name: George Bush}, {id: two, name: George Bush}, {id: b, name: Bermuda}]",
        places__bermuda="{name: Bermuda, country: bermuda}",
        visits__v="{visitor: one, host: bermuda, start: 2023-10-24, stops: [bermuda]}",
    )
    assert pages["leaders/one/"].title == "George Bush (one)"
    assert pages["leaders/two/"].title == "George Bush (two)"
    assert pages["leaders/two/"].description.startswith("George Bush (two)")
    assert pages["countries/bermuda/"].title == "Bermuda"
    assert pages["places/bermuda/"].title == "Bermuda (place)"
    assert pages["leaders/b/"].title == "Bermuda (leader)"


def test_years_without_records_are_shown_as_such(planned: Planned) -> None:
    pages, _ = planned(
        leaders__anna=ANNA,
        visits__v="[{id: a, visitor: anna, host: italy, start: 2001},"
        " {id: b, visitor: anna, host: italy, start: 2004}]",
    )
    years = view(pages, "timeline/", TimelineView).years
    assert [(line.year, line.count, line.address) for line in years] == [
        (2001, 1, "2001/"), (2002, 0, None), (2003, 0, None), (2004, 1, "2004/"),
    ]  # fmt: skip
    way = view(pages, "2001/", PeriodView).way
    assert way.previous is None and way.next is not None and way.next.address == "2004/"


def test_a_visit_of_a_month_is_in_the_month_its_day_unknown(planned: Planned) -> None:
    pages, _ = planned(leaders__anna=ANNA, visits__v="{visitor: anna, host: italy, start: 2023-10}")
    (group,) = view(pages, "2023/10/", PeriodView).groups
    assert group.heading == "October 2023, day not known"


def test_a_visit_of_a_year_is_in_no_month(planned: Planned) -> None:
    pages, _ = planned(leaders__anna=ANNA, visits__v="{visitor: anna, host: italy, start: 2023}")
    assert "2023/01/" not in pages
    assert view(pages, "2023/", PeriodView).groups[0].heading == "2023, month not known"


def test_a_visit_before_a_day_is_under_the_year_of_that_day(planned: Planned) -> None:
    pages, _ = planned(leaders__anna=ANNA, visits__v="{visitor: anna, host: italy, within: ../2023-10-24}")
    assert "2023/" in pages and "0001/" not in pages
    assert view(pages, "leaders/anna/", LeaderView).made[0].heading == "2023"


def test_planned_visits_are_apart_on_the_front_page_and_not_counted(planned: Planned) -> None:
    pages, _ = planned(
        leaders__anna=ANNA,
        visits__v="[{id: past, visitor: anna, host: italy, start: 2023-10-24},"
        " {id: coming, visitor: anna, host: spain, start: 2024-10-24},"
        " {id: off, visitor: anna, host: spain, start: 2023-11-01, status: cancelled}]",
    )
    home = view(pages, "", HomeView)
    assert [card.anchor for card in home.upcoming] == ["coming"]
    assert [card.anchor for card in home.latest] == ["past"]
    assert count(home.counts, "Visits") == "1"
    assert view(pages, "visits/coming/", VisitView).headline == "Anna, president of France, to Spain"
    assert pages["visits/off/"].title == "Anna, president of France, to Spain, 1 November 2023"
    assert view(pages, "visits/past/", VisitView).ways[0].next.text == "Anna to Spain, 1 November 2023"


def test_cards_take_the_article(planned: Planned) -> None:
    pages, _ = planned(
        leaders__anna=ANNA,
        visits__v="[{id: a, visitor: anna, host: US, start: 2023-10-24},"
        " {id: b, visitor: anna, host: GB, start: 2024-10-24}]",
    )
    cards = [card for group in view(pages, "timeline/", TimelineView).groups for card in group.cards]
    assert [(card.verb, card.where.text) for card in cards] == [
        ("in the ", "United States"),
        ("to the ", "United Kingdom"),
    ]


def test_a_visitor_without_office_or_country(planned: Planned) -> None:
    pages, _ = planned(leaders__nobody="{name: Nobody}", visits__v="{visitor: nobody, host: italy, start: 2023-10-24}")
    found = view(pages, "visits/v/", VisitView)
    assert found.headline == "Nobody in Italy"
    assert found.relation is None
    assert not [address for address in pages if address.startswith("relations/") and address != "relations/"]


def test_a_visit_to_the_visitors_own_country_makes_no_pair(planned: Planned) -> None:
    pages, _ = planned(leaders__anna=ANNA, visits__v="{visitor: anna, host: france, start: 2023-10-24}")
    assert not [address for address in pages if address.startswith("relations/") and address != "relations/"]
    country = view(pages, "countries/france/", CountryView)
    assert country.partners == ()


def test_the_country_has_its_name_of_the_day(planned: Planned) -> None:
    pages, _ = planned(
        leaders__old="{name: Old, terms: [{title: president, country: france, from: 1950, to: 1960}]}",
        visits__v="{visitor: old, host: myanmar, start: 1955-10-24}",
    )
    assert view(pages, "visits/v/", VisitView).host.text == "Burma"
    assert view(pages, "countries/myanmar/", CountryView).name == "Myanmar"


def test_a_pair_of_countries_shows_both_directions(planned: Planned) -> None:
    pages, _ = planned(
        leaders__anna=ANNA,
        leaders__bela=BELA,
        visits__v="[{id: a, visitor: anna, host: italy, start: 2021},"
        " {id: b, visitor: bela, host: france, start: 2022},"
        " {id: c, visitor: anna, host: italy, start: 2023}]",
    )
    pair = view(pages, "relations/france--italy/", RelationView)
    assert [card.anchor for card in pair.first_to_second] == ["a", "c"]
    assert [card.anchor for card in pair.second_to_first] == ["b"]
    assert pair.balance == "France sent 2 visits and received 1 from Italy."


def test_a_country_lists_who_held_its_offices_in_order_of_time(planned: Planned) -> None:
    pages, _ = planned(
        leaders__anna="{name: Anna, terms: [{title: king, country: italy}]}",
        leaders__bela="{name: Béla, terms: [{title: president-elect, country: italy, from: 1990-01-01, to: 1990-02-01,"
        " capacity: elect}, {title: president, country: italy, from: 1990-02-02}]}",
        leaders__cleo="{name: Cleo, terms: [{title: president, country: italy, from: 1980, capacity: acting}]}",
        visits__v="{visitor: anna, host: italy, start: 2023-10-24}",
    )
    officers = view(pages, "countries/italy/", CountryView).leaders
    assert [(officer.label, officer.text) for officer in officers] == [
        ("Cleo", "acting president, since 1980"),
        ("Béla", "president-elect, 1 January – 1 February 1990; president, since 2 February 1990"),
        ("Anna", "king, dates not recorded"),
    ]


@pytest.mark.parametrize(
    ("type", "named"),
    [("article-newspaper", "Newspaper article"), ("motion_picture", "Film"), ("post_office-box", "Post office box")],
)
def test_a_source_is_named_in_words(type: str, named: str, planned: Planned) -> None:
    pages, _ = planned(sources__s=f"{{title: It, type: {type}, language: en-GB}}")
    shown = pages["sources/s/"].view
    assert shown.kind == f"Source: {named}" and count(shown.facts, "Language") == "English"


def test_accents_do_not_part_the_index(planned: Planned) -> None:
    names = ("Émile", "Emil", "Žofie", "Zoe", "習近平", "9th")
    people = ", ".join(f'{{id: p{number}, name: "{name}"}}' for number, name in enumerate(names))
    pages, _ = planned(leaders__all=f"[{people}]")
    groups = view(pages, "leaders/", IndexView).groups
    assert [group.heading for group in groups] == ["E", "Z", "#"]
    assert [entry.link.text for entry in groups[0].entries] == ["Emil", "Émile"]


def test_an_itinerary_of_months_says_when(planned: Planned) -> None:
    pages, _ = planned(
        leaders__anna=ANNA,
        itineraries__tour="{traveller: anna, visits: [{id: a, visitor: anna, host: italy, start: 2021-03},"
        " {id: b, visitor: anna, host: spain, within: 2021-03/2021-04}]}",
    )
    tour = view(pages, "itineraries/tour/", ItineraryView)
    assert tour.title == "Journey of Anna"
    assert "March 2021" in plain(tour.when)
    assert count(tour.counts, "Days abroad") == "0"


def test_counts_are_the_same_everywhere(planned: Planned) -> None:
    pages, _ = planned(
        leaders__anna=ANNA,
        visits__v="[{id: a, visitor: anna, host: italy, start: 2021-03-01, end: 2021-03-03},"
        " {id: b, visitor: anna, host: spain, start: 2021-03-03},"
        " {id: c, visitor: anna, host: spain, start: 2021-05-01},"
        " {id: d, visitor: anna, host: spain, start: 2021-07}, {id: e, visitor: anna, host: spain, start: 2025}]",
    )
    for address, kind in (("", HomeView), ("statistics/", StatisticsView), ("leaders/anna/", LeaderView)):
        counts = view(pages, address, kind).counts
        assert [count(counts, label) for label in ("Journeys", "Visits", "Days abroad")] == ["3", "4", "4"], address


def test_references_in_prose_lead_to_pages(planned: Planned) -> None:
    pages, _ = planned(
        leaders__anna=ANNA,
        visits__v='{visitor: anna, host: italy, start: 2023-10-24, summary: "[[leader:anna]] [[country:IT|*there*]]"}',
    )
    prose = view(pages, "visits/v/", VisitView).summary
    assert prose.markdown == r"[Anna](visitgen:leaders/anna/) [\*there\*](visitgen:countries/italy/)"


RICH = {
    "leaders__anna": ANNA,
    "leaders__bela": BELA,
    "countries__italy": "{valid_to: 2050, part_of: [{country: france, to: 1900}]}",
    "organisations__body": "{name: A Body, founded: 1950, dissolved: 1999~, members: [italy, france], "
    "designations: [{by: Somebody, label: a label, from: 1960}]}",
    "places__rome": "{name: Rome, country: italy, lat: -41.9, lon: -12.5, tz: Europe/Rome}",
    "sources__one": "{title: One, URL: 'https://example.org/', archive_url: 'https://archive.example/', archive_date: 2020, "
    "DOI: 10.1/x, accessed: 2021, publisher: P, container-title: P}",
    "topics": "{wide: Wide, narrow: {label: Narrow, broader: wide}}",
    "events__summit": "{name: A Summit, series: G7, host: italy, organisation: body, places: [rome], start: 2023-10-24}",
    "visits__v": """
visitor: anna
host: italy
start: 2023-10-24
event: summit
hosts: [bela]
verification: contested
companions: [{organisation: body}, {name: Somebody}]
claims:
  - {measure: m, low: 5, high: 7, attributed_to: bela, source: one, rank: preferred}
  - {measure: m, low: 5, attributed_to: {name: X}, source: one, rank: deprecated}
  - {measure: m, high: 7, attributed_to: {organisation: body}, source: {source: one, locator: p. 4}}
statements:
  - {speaker: {organisation: body}, text: Words., kind: direct, source: one, locator: p. 5, date: 2023-10-25}
""",
    "meetings__all": """
- id: call
  date: 2023-10-24
  event: summit
  visit: v
  mode: phone
  verification: unverified
  participants: [anna, {leader: bela, attended: no}, {organisation: body, side: observer}, {name: Crowd, kind: group}]
- {id: letter, date: 2023-10-24, event: summit, mode: written, time: "09:05", tz: Europe/Paris, participants: [bela]}
- {id: unclear, mode: unknown, participants: [anna]}
""",
}


def test_records_with_everything(planned: Planned) -> None:
    """Each kind with the keys that few records have."""
    pages, clashes = planned(**RICH)
    assert clashes == ()
    visit = view(pages, "visits/v/", VisitView)
    facts = {fact.label: fact for fact in visit.facts}
    assert [link.text for link in facts["Accompanied by"].links] == ["A Body", "Somebody"]
    assert facts["Event"].links[0].text == "A Summit"
    assert "contested" in [badge.text for badge in visit.badges]
    (group,) = visit.claims
    assert [claim.figure for claim in group.claims] == ["5–7", "5 or more", "7 or fewer"]
    assert [claim.rank for claim in group.claims] == ["preferred by the editors", "set aside by the editors", ""]
    assert [note.locator for note in visit.about.sources] == ["p. 5", "", "p. 4"]
    assert visit.statements[0].quoted and visit.statements[0].speaker.link.text == "A Body"


def test_contacts_are_named_by_their_means(planned: Planned) -> None:
    pages, _ = planned(**RICH)
    titles = [pages[f"meetings/{id}/"].title for id in ("call", "letter", "unclear")]
    assert titles == [
        "Contact by telephone: Anna, Béla, A Body and Crowd, 24 October 2023",
        "Contact in writing: Béla, 24 October 2023",
        "Contact: Anna",
    ]
    meeting = pages["meetings/call/"].view.meeting  # type: ignore[union-attr]
    assert [person.note for person in meeting.participants] == ["", "did not attend", "observer", "group"]
    assert "Europe/Paris" in pages["meetings/letter/"].view.meeting.time  # type: ignore[union-attr]


def test_an_event_tells_who_came_and_who_met(planned: Planned) -> None:
    pages, _ = planned(**RICH)
    event = pages["events/summit/"].view
    assert [person.link.text for person in event.people] == ["Anna", "Béla"]  # type: ignore[union-attr]
    assert len(event.visits) == 1 and len(event.meetings) == 2  # type: ignore[union-attr]
    assert {fact.label for fact in event.facts} == {"Series", "Host country", "Organisation", "Places"}  # type: ignore[union-attr]


def test_subjects_tell_their_facts(planned: Planned) -> None:
    pages, _ = planned(**RICH)

    def facts(address: str) -> dict[str, str]:
        return {
            fact.label: fact.text or plain(fact.when) or ", ".join(link.text for link in fact.links)
            for fact in pages[address].view.facts  # type: ignore[union-attr]
        }

    assert facts("places/rome/")["Position"] == "41.90° S, 12.50° W"
    assert facts("organisations/body/") == {
        "Founded": "1950",
        "Dissolved": "about 1999",
        "Members": "Italy, France",
        "Called": "“a label” by Somebody, since 1960",
    }
    assert facts("topics/wide/")["Covers"] == "Narrow" and facts("topics/narrow/")["Part of"] == "Wide"
    source = facts("sources/one/")
    assert (
        source["Published"] == "P"
        and source["Archived copy"]
        and source["DOI"] == "10.1/x"
        and source["Read"] == "2021"
    )
    assert facts("countries/italy/")["Dependency of"]


def test_a_withdrawn_record_keeps_its_address(planned: Planned) -> None:
    pages, clashes = planned(site="title: S\nwithdrawn:\n  visit:2023-a: The newspaper corrected its report.")
    page = pages["visits/2023-a/"]
    assert (page.template, page.view.reason) == ("pages/withdrawn.html", "The newspaper corrected its report.")
    assert clashes == ()
