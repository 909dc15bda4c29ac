"""Facts in words."""

from __future__ import annotations

import pytest

from visitgen.model.dates import Date, Interval, parsed_date, parsed_interval
from visitgen.model.parts import Term
from visitgen.plan.grammar import with_article
from visitgen.plan.language import say_count
from visitgen.plan.words import (
    capital,
    date_words,
    interval_words,
    listed,
    plain,
    range_words,
    said_words,
    term_words,
    title_words,
)


def day(text: str | None) -> Date | None:
    """A date, or none."""
    value = parsed_date(text) if text else None
    assert value is None or isinstance(value, Date)
    return value


@pytest.mark.parametrize(
    ("text", "words", "machine"),
    [
        ("2023-10-24", "24 October 2023", "2023-10-24"),
        ("2023-10", "October 2023", "2023-10"),
        ("2023-10-XX", "October 2023", "2023-10"),
        ("2023", "2023", "2023"),
        ("0987", "987", "0987"),
        ("2023-10-24?", "24 October 2023 (uncertain)", "2023-10-24"),
        ("1874~", "about 1874", "1874"),
        ("1874-05%", "about May 1874 (uncertain)", "1874-05"),
        ("195X", "the 1950s", None),
        ("19XX", "the years 1900–1999", None),
        ("2023-21", "spring 2023", None),
        ("2023-24", "winter 2023", None),
    ],
)
def test_a_date(text: str, words: str, machine: str | None) -> None:
    value = day(text)
    assert value is not None
    parts = date_words(value)
    assert plain(parts) == words
    assert [part.datetime for part in parts if part.datetime] == ([machine] if machine else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-10-07/2023-10-24", "between 7 and 24 October 2023"),
        ("2023-09-07/2023-10-24", "between 7 September and 24 October 2023"),
        ("2022-10-07/2023-10-24", "between 7 October 2022 and 24 October 2023"),
        ("2023-10/2023-11", "between October 2023 and November 2023"),
        ("2023-10-07~/2023-10-24", "between about 7 October 2023 and 24 October 2023"),
        ("2023-10-07/..", "on or after 7 October 2023"),
        ("../2023-10-07", "on or before 7 October 2023"),
        ("2023-10/", "on or after October 2023"),
    ],
)
def test_an_unknown_day_inside_a_span(text: str, words: str) -> None:
    value = parsed_interval(text)
    assert isinstance(value, Interval)
    assert plain(interval_words(value)) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2023-10-24", "2023-10-24", "24 October 2023"),
        ("2023-10-24", "2023-10-25", "24–25 October 2023"),
        ("2023-09-30", "2023-10-02", "30 September – 2 October 2023"),
        ("2022-12-30", "2023-01-02", "30 December 2022 – 2 January 2023"),
        ("2022-10-24", "2023-10-24", "24 October 2022 – 24 October 2023"),
        ("1901", "1902", "1901–1902"),
        ("1901", "1902~", "from 1901 to about 1902"),
        ("2023-10-24?", "2023-10-25", "from 24 October 2023 (uncertain) to 25 October 2023"),
        ("2023-10-24", None, "from 24 October 2023"),
        (None, "2023-10-24", "until 24 October 2023"),
        (None, None, ""),
    ],
)
def test_a_stretch_of_time(start: str | None, end: str | None, words: str) -> None:
    assert plain(range_words(day(start), day(end))) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (parsed_date("1874~"), "about 1874"),
        (parsed_interval("2001/2003"), "2001–2003"),
        (parsed_interval("2001~/2003~"), "from about 2001 to about 2003"),
        (parsed_interval("2001/.."), "from 2001"),
        ("n.d.", "n.d."),
    ],
)
def test_when_a_source_appeared_is_said_as_far_as_it_is_known(value: Date | Interval | str, words: str) -> None:
    assert plain(said_words(value)) == words


def term(
    title: str = "prime minister", capacity: str = "full", start: str | None = None, end: str | None = None
) -> Term:
    """A term of office."""
    return Term(title=title, capacity=capacity, from_=day(start), to=day(end))


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2022-12-29", None, "since 29 December 2022"),
        (None, "2022-12-29", "until 29 December 2022"),
        ("2022-07-01", "2022-12-29", "1 July – 29 December 2022"),
        (None, None, "dates not recorded"),
    ],
)
def test_the_time_of_an_office(start: str | None, end: str | None, words: str) -> None:
    assert plain(term_words(term(start=start, end=end))) == words


@pytest.mark.parametrize(
    ("title", "capacity", "of", "words"),
    [
        ("prime minister", "full", "of the Netherlands", "prime minister of the Netherlands"),
        ("prime minister", "caretaker", "of the Netherlands", "caretaker prime minister of the Netherlands"),
        ("president", "elect", "of France", "president-elect of France"),
        ("president", "acting", "of France", "acting president of France"),
        ("president", "interim", "of France", "interim president of France"),
        ("king", "in_exile", "of Norway", "king (in exile) of Norway"),
        ("president", "disputed", "of Venezuela", "president (disputed) of Venezuela"),
        ("acting president", "acting", "of France", "acting president of France"),
        ("King of Jordan", "full", "of Jordan", "King of Jordan"),
        ("pope", "full", "", "pope"),
    ],
)
def test_an_office(title: str, capacity: str, of: str, words: str) -> None:
    assert title_words(term(title, capacity), of) == words


@pytest.mark.parametrize(
    "name",
    ["United States", "United Kingdom", "Netherlands", "Philippines", "Bahamas", "Gambia", "Holy See", "Soviet Union",
     "Czech Republic", "Democratic Republic of the Congo", "United Arab Emirates", "Ottoman Empire", "Papal States",
     "Solomon Islands", "Isle of Man", "Palestinian Authority", "Kingdom of Serbs, Croats and Slovenes", "Saar",
     "South African Republic (Transvaal)", "Independent State of Croatia"],
)  # fmt: skip
def test_names_that_take_the_article(name: str) -> None:
    assert with_article(name) == f"the {name}"


@pytest.mark.parametrize(
    "name", ["France", "Israel", "South Africa", "New Zealand", "Palestine", "Taiwan", "Netherlands New Guinea",
             "Trinidad and Tobago", "Saudi Arabia", "Vietnam", "the Hague", "The Gambia", "Saarland", "Türkiye"]
)  # fmt: skip
def test_names_that_do_not(name: str) -> None:
    assert with_article(name) == name


def test_small_words() -> None:
    visits = [say_count(n, "{n} visit", "{n} visits") for n in (0, 1, 2, 1204)]
    assert visits == ["0 visits", "1 visit", "2 visits", "1,204 visits"]
    assert say_count(2, "{n} country", "{n} countries") == "2 countries"
    assert [listed(w) for w in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == ["", "a", "a and b", "a, b and c"]
    assert [capital(text) for text in ("", "élan", "iPhone")] == ["", "Élan", "IPhone"]
