"""What can be searched, and what the page of results and that of comparisons say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from visitgen.diagnostics import Finding
from visitgen.plan import Page
from visitgen.plan.search import other_names
from visitgen.plan.urls import compare_address
from visitgen.plan.views import CompareView, LeaderView, RelationView, Searchable, SearchView, Subject

Planned = Callable[..., tuple[dict[str, Page], tuple[Finding, ...]]]

RECORDS = {
    "leaders__all": """
- {id: anna, name: Anna, other_names: [{name: أنا, lang: ar}, ANNA, Anuška], terms: [{title: president, country: france, from: 2000}]}
- {id: bela, name: Béla, terms: [{title: king, country: italy, from: 2000}]}
""",
    "places__rome": "{name: Rome, names: [{name: Roma, lang: it}], country: italy}",
    "events__summit": "{name: Summit of Rome, series: G7, host: italy, start: 2023-10-24}",
    "organisations__nato": "{name: North Atlantic Treaty Organization, aliases: [NATO], kind: igo}",
    "topics": "peace: {label: Peace, labels: {fr: Paix}}",
    "visits__all": """
- {id: first, visitor: anna, host: italy, start: 2021-03-01, end: 2021-03-04, stops: [rome, {name: Ostia}, rome], hosts: [bela], type: state}
- {id: second, visitor: anna, host: italy, within: 2022-10-07/2022-10-24, status: cancelled}
- {id: third, visitor: bela, host: france, within: ../2020-05-06}
- {id: fourth, visitor: bela, host: france, start: 2023~, event: summit}
""",
    "meetings__call": "{date: 2023-01-02, mode: phone, participants: [anna, bela]}",
    "meetings__alone": "{date: 2023-01-02, participants: [anna, {name: Families, kind: group}]}",
}


def index_of(planned: Planned, **files: str) -> Searchable:
    """What can be searched in some records."""
    found = planned(**files)[0]["search/"].view
    assert isinstance(found, SearchView)
    return found.index


def subjects(index: Searchable, kind: str) -> dict[str, Subject]:
    """The subjects of a kind by id."""
    return {one.id: one for one in dict(index.subjects)[kind]}


def test_every_kind_is_found_by_all_its_names(planned: Planned) -> None:
    index = index_of(planned, **RECORDS)
    assert [kind for kind, _ in index.subjects] == ["leader", "country", "place", "event", "organisation", "topic"]
    assert subjects(index, "leader")["anna"].names == ("أنا", "Anuška")
    assert subjects(index, "place")["rome"].names == ("Roma",)
    assert subjects(index, "event")["summit"].names == ("G7",)
    assert subjects(index, "organisation")["nato"].names == ("NATO",)
    assert subjects(index, "topic")["peace"].names == ("Paix",)
    assert {"FR", "FRA"} <= set(subjects(index, "country")["france"].names)


def test_subjects_say_what_sets_them_apart(planned: Planned) -> None:
    index = index_of(planned, **RECORDS)
    notes = {one.id: one.note for _, of_kind in index.subjects for one in of_kind}
    assert notes["anna"] == "president of France"
    assert notes["rome"] == "Italy"
    assert notes["summit"] == "24 October 2023"
    assert subjects(index, "leader")["bela"].count == 3, "visits made and received"


def test_countries_are_found_by_names_of_the_past(planned: Planned) -> None:
    index = index_of(
        planned,
        leaders__old="{name: Old, terms: [{title: president, country: soviet-union, from: 1950, to: 1960}]}",
        visits__v="{visitor: old, host: myanmar, start: 1955-10-24}",
    )
    countries = subjects(index, "country")
    assert countries["myanmar"].name == "Myanmar" and "Burma" in countries["myanmar"].names
    assert countries["soviet-union"].note == "until 1991"
    assert "france" not in countries, "only what has a page"


def test_a_visit_is_searched_by_what_its_card_says(planned: Planned) -> None:
    lines = {line.id: line for line in index_of(planned, **RECORDS).visits}
    first = lines["first"]
    assert (first.visitor, first.role, first.home, first.host) == ("anna", "president of France", "france", "italy")
    assert (first.day, first.last) == (date(2021, 3, 1), date(2021, 3, 4))
    assert first.places == (("Rome", "rome"), ("Ostia", None))
    assert first.received_by == ("bela",)
    assert [badge.text for badge in first.badges] == ["state visit"]
    assert lines["fourth"].event == "summit"
    assert (first.at, first.to) == ("in ", "to ")


def test_days_that_are_not_known(planned: Planned) -> None:
    lines = {line.id: line for line in index_of(planned, **RECORDS).visits}
    assert (lines["second"].day, lines["second"].last) == (date(2022, 10, 7), None)
    assert (lines["third"].day, lines["third"].last) == (date(2020, 5, 6), None), "no day before it is known"
    assert lines["fourth"].last is None


def test_contacts_are_those_of_two_leaders(planned: Planned) -> None:
    (contact,) = index_of(planned, **RECORDS).contacts
    assert contact.id == "call" and contact.leaders == ("anna", "bela")
    assert contact.title == "Contact by telephone: Anna and Béla"


def test_tallies_count_as_everywhere_else(planned: Planned) -> None:
    pages, _ = planned(**RECORDS)
    index = index_of(planned, **RECORDS)
    anna = next(one for one in index.tallies if one.leader == "anna")
    assert (anna.journeys, anna.days, anna.undated) == (1, 4, 0)
    view = pages["leaders/anna/"].view
    assert isinstance(view, LeaderView)
    shown = {fact.label: fact.text for fact in view.counts}
    assert (shown["Journeys"], shown["Days abroad"]) == ("1", "4")


def test_filters_offer_what_is_on_record(planned: Planned) -> None:
    view = planned(**RECORDS)[0]["search/"].view
    assert isinstance(view, SearchView)
    assert [choice.value for choice in view.types] == ["unspecified", "state"]
    assert [choice.value for choice in view.statuses] == ["completed", "cancelled"]
    assert (view.first_year, view.last_year) == (2020, 2023)
    assert [door.address for door in view.doors][:3] == ["timeline/", "leaders/", "countries/"]


def test_an_empty_archive_can_be_searched(planned: Planned) -> None:
    pages, _ = planned()
    view = pages["search/"].view
    assert isinstance(view, SearchView) and (view.first_year, view.last_year) == (None, None)
    assert isinstance(pages["compare/"].view, CompareView)


def test_pages_lead_to_the_comparison(planned: Planned) -> None:
    pages, _ = planned(**RECORDS)
    leader, pair = pages["leaders/anna/"].view, pages["relations/france--italy/"].view
    assert isinstance(leader, LeaderView) and leader.compare.address == "compare/?a=anna"
    assert isinstance(pair, RelationView) and pair.compare.address == "compare/?of=countries&a=france&b=italy"
    assert compare_address("leader", "a", "b") == "compare/?a=a&b=b"


def test_free_pages_cannot_take_their_place(planned: Planned) -> None:
    for id in ("search", "compare"):
        _, clashes = planned(**{f"pages__{id}": "---\ntitle: Mine\n---\nText."})
        assert "P101" in {finding.code.number for finding in clashes}


def test_names_that_fold_alike_are_kept_once() -> None:
    assert other_names("Nétanyahou", ["netanyahou", "NETANYAHOU", "Netanyahu", "Nétanyahu", "—"]) == ("Netanyahu",)
    assert other_names("Abe Shinzō", ["Shinzo Abe"]) == (), "the order of words says nothing to a search"
