"""The office held, the name borne and the country belonged to on a date."""

from __future__ import annotations

from datetime import date

import pytest

from visitgen.model.dates import Date, parsed_date
from visitgen.model.parts import Belonging, DatedName, Meta, Origin, Term
from visitgen.model.records import Country, Leader
from visitgen.model.terms import (
    Role,
    belonging_on,
    exists_on,
    home_of,
    name_on,
    possibly,
    role_on,
    surely_exists_on,
    terms_on,
)


def day(text: str | None) -> Date | None:
    value = parsed_date(text) if text else None
    assert value is None or isinstance(value, Date)
    return value


def term(title: str, from_: str | None = None, to: str | None = None, country: str | None = "israel", **more) -> Term:
    return Term(title=title, from_=day(from_), to=day(to), country=country, **more)


def country(id: str, valid_from: str | None = None, valid_to: str | None = None, *part_of: Belonging) -> Country:
    return Country(
        id=id, valid_from=day(valid_from), valid_to=day(valid_to), part_of=part_of, names=(DatedName(name="X"),),
        meta=Meta(), origin=Origin(file="x"),
    )  # fmt: skip


COUNTRIES = {
    made.id: made
    for made in (
        country("israel", "1948-05-14"), country("france"), country("czechoslovakia", "1918-10-28", "1992-12-31"),
        country("czech-republic", "1993-01-01"),
    )
}  # fmt: skip


def leader(*terms: Term) -> Leader:
    return Leader(id="x", name="X", terms=terms, meta=Meta(), origin=Origin(file="x"))


def titles(who: Leader, first: str, last: str | None = None) -> list[str]:
    return [held.title for held in terms_on(who, date.fromisoformat(first), date.fromisoformat(last or first), COUNTRIES)]


LAPID = leader(
    term("foreign minister", "2021-06-13", "2022-06-30"),
    term("prime minister", "2022-07-01", "2022-12-29", role="head_of_government"),
    term("leader of the opposition", "2023-01-02"),
)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2021-06-12", []),
        ("2021-06-13", ["foreign minister"]),
        ("2022-06-30", ["foreign minister"]),
        ("2022-07-01", ["prime minister"]),
        ("2022-12-29", ["prime minister"]),
        ("2022-12-31", []),  # between two offices
        ("2023-01-02", ["leader of the opposition"]),
        ("2053-10-24", ["leader of the opposition"]),  # an open end
    ],
)
def test_the_role_is_the_one_held_on_the_day(on: str, expected: list[str]) -> None:
    assert titles(LAPID, on) == expected


def test_on_a_handover_day_both_offices_are_held() -> None:
    who = leader(term("minister", "2020", "2021-05-01"), term("prime minister", "2021-05-01", "2022"))
    assert titles(who, "2021-05-01") == ["minister", "prime minister"]


def test_on_a_stay_over_a_handover_the_office_of_the_first_day_counts() -> None:
    assert titles(LAPID, "2022-06-29", "2022-07-02") == ["foreign minister"]
    assert titles(LAPID, "2022-12-30", "2023-01-05") == ["leader of the opposition"]  # none on the first day


def test_two_offices_at_a_time_are_both_held_in_the_order_written() -> None:
    who = leader(term("president", "2020"), term("chair", "2019", country=None, organisation="au"))
    assert titles(who, "2021-01-01") == ["president", "chair"]


def test_a_date_without_a_day_is_held_by_whoever_may_have_held_it() -> None:
    who = leader(term("a", "2020", "2021"), term("b", "2021-06", "2022"))
    assert titles(who, "2021-06-15") == ["a", "b"]
    assert titles(who, "2020-01-01") == ["a"]


def test_undated_terms_count_only_where_no_dated_one_does() -> None:
    who = leader(term("member of parliament"), term("prime minister", "2022-07-01", "2022-12-29"))
    assert titles(who, "2022-08-01") == ["prime minister"]
    assert titles(who, "2023-08-01") == ["member of parliament"]


def test_a_term_with_one_end_is_dated() -> None:
    who = leader(term("old", to="2000"), term("new", "2010"))
    assert (titles(who, "1990-01-01"), titles(who, "2005-01-01"), titles(who, "2010-12-31")) == (["old"], [], ["new"])


def test_the_capacity_goes_with_the_term() -> None:
    who = leader(term("president", "2020-11-03", "2021-01-20", capacity="elect"), term("president", "2021-01-20"))
    assert [held.capacity for held in terms_on(who, date(2020, 12, 1), date(2020, 12, 1), COUNTRIES)] == ["elect"]
    assert [held.capacity for held in terms_on(who, date(2021, 2, 1), date(2021, 2, 1), COUNTRIES)] == ["full"]


class TestPinned:
    ON = date(2022, 6, 30)

    @pytest.mark.parametrize("words", ["foreign minister", "Foreign Minister"])
    def test_a_pinned_title_finds_its_term(self, words: str) -> None:
        assert role_on(LAPID, self.ON, self.ON, COUNTRIES, words) == Role(terms=(LAPID.terms[0],), pinned=None)

    def test_a_pinned_kind_of_office_finds_its_term(self) -> None:
        on = date(2022, 8, 1)
        assert role_on(LAPID, on, on, COUNTRIES, "head_of_government").terms == (LAPID.terms[1],)

    def test_words_that_no_term_has_stay_as_they_are(self) -> None:
        assert role_on(LAPID, self.ON, self.ON, COUNTRIES, "special envoy") == Role(terms=(), pinned="special envoy")
        assert role_on(LAPID, self.ON, self.ON, COUNTRIES, "prime minister") == Role(terms=(), pinned="prime minister")


def test_home_is_the_country_of_the_role_or_the_only_one_of_all_terms() -> None:
    on = date(2022, 8, 1)
    assert home_of(LAPID, role_on(LAPID, on, on, COUNTRIES)) == "israel"
    assert home_of(LAPID, Role()) == "israel"
    moved = leader(term("a", "2000", "2001", "syria"), term("b", "2010", "2011", "jordan"))
    assert home_of(moved, Role()) is None
    assert home_of(moved, Role(terms=(moved.terms[1],))) == "jordan"
    assert home_of(leader(term("chair", country=None)), Role()) is None


@pytest.mark.parametrize(
    ("from_", "to", "first", "last", "expected"),
    [
        (None, None, "2023-01-01", "2023-01-01", True),
        ("2023-01-02", None, "2023-01-01", "2023-01-01", False),
        ("2023-01-02", None, "2023-01-01", "2023-01-02", True),
        (None, "2022-12-31", "2023-01-01", "2023-01-01", False),
        (None, "2022-12", "2022-12-31", "2023-01-01", True),
        ("2023", "2023", "2023-06-01", "2023-06-01", True),
        ("2023-06", "2023", "2023-05-31", "2023-05-31", False),
    ],
)
def test_a_span_is_read_as_widely_as_it_can_be(from_, to, first: str, last: str, expected: bool) -> None:
    assert possibly(day(from_), day(to), date.fromisoformat(first), date.fromisoformat(last)) is expected


def test_names_by_date_and_language() -> None:
    names = (
        DatedName(name="Persia", to=day("1935-03-21")), DatedName(name="Iran", from_=day("1935-03-22")),
        DatedName(name="Perse", lang="fr", to=day("1935")),
    )  # fmt: skip
    assert name_on(names, date(1920, 1, 1)) == "Persia"
    assert name_on(names, date(1935, 3, 21)) == "Persia"
    assert name_on(names, date(1935, 3, 22)) == "Iran"
    assert name_on(names, date(2000, 1, 1), "fr") == "Perse"  # the nearest in time, when none is valid
    assert name_on(names, date(2000, 1, 1), "de") is None
    assert name_on((), date(2000, 1, 1)) is None


def test_the_nearest_name_when_none_was_valid() -> None:
    names = (DatedName(name="A", to=day("1900")), DatedName(name="B", from_=day("1950")))
    assert (name_on(names, date(1910, 1, 1)), name_on(names, date(1940, 1, 1))) == ("A", "B")


def test_the_country_a_place_belonged_to() -> None:
    times = (Belonging(country="jordan", to=day("1967-06-07")), Belonging(country="palestine", from_=day("1994-05-04")))
    assert belonging_on(times, date(1960, 1, 1)) == "jordan"
    assert belonging_on(times, date(2000, 1, 1)) == "palestine"
    assert belonging_on(times, date(1980, 1, 1)) == "jordan"
    assert belonging_on((), date(1980, 1, 1)) is None


def test_a_country_exists_as_a_state_or_as_a_dependency() -> None:
    colony = Belonging(country="united-kingdom", from_=day("1900"), to=day("1960-10-01"))
    land = country("x", "1960-10-01", None, colony)
    assert [exists_on(land, date(year, 1, 1), date(year, 1, 1)) for year in (1899, 1900, 1950, 1961)] == [
        False,
        True,
        True,
        True,
    ]


class TestTermsOfStatesThatWere:
    HAVEL = leader(
        term("president of Czechoslovakia", country="czechoslovakia"), term("president", country="czech-republic")
    )

    def test_an_undated_term_ends_with_its_country(self) -> None:
        assert titles(self.HAVEL, "1990-02-19") == ["president of Czechoslovakia"]
        assert titles(self.HAVEL, "1995-02-05") == ["president"]

    def test_where_the_day_may_be_on_either_side_both_stand(self) -> None:
        assert len(titles(self.HAVEL, "1992-12-01", "1993-01-31")) == 2

    def test_the_only_term_stands_however_the_country_fared(self) -> None:
        assert titles(leader(term("king", country="czechoslovakia")), "1995-01-01") == ["king"]

    def test_home_is_the_state_of_the_day(self) -> None:
        on = date(1995, 2, 5)
        assert home_of(self.HAVEL, role_on(self.HAVEL, on, on, COUNTRIES)) == "czech-republic"


@pytest.mark.parametrize(
    ("on", "sure"),
    [("1899-12-31", False), ("1900-06-01", False), ("1901-01-01", True), ("1960-06-01", True), ("1990-01-01", True)],
)
def test_a_country_surely_exists_outside_the_year_that_its_time_begins_in(on: str, sure: bool) -> None:
    land = country("x", "1960", None, Belonging(country="france", from_=day("1900"), to=day("1960")))
    assert surely_exists_on(land, date.fromisoformat(on)) is sure
