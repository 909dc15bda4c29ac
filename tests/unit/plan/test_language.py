"""What the site says itself, in languages other than English."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from visitgen.load import ENGLISH, Language, load_language
from visitgen.model.dates import Date, Interval, parsed_date, parsed_interval
from visitgen.plan.language import number_words, say, say_as, say_count, speaking, spoken
from visitgen.plan.words import date_words, day_words, interval_words, listed, plain, range_words

LANGUAGES = Path(__file__).parents[3] / "languages"


@pytest.fixture(scope="module")
def french() -> Language:
    return language("fr")


@pytest.fixture(scope="module")
def arabic() -> Language:
    return language("ar")


def language(tag: str) -> Language:
    """A language of the project's own catalogues, without a fault."""
    found, findings = load_language(tag, (LANGUAGES,))
    assert not findings
    return found


def test_words_are_said_in_the_language_spoken_and_in_english_again_afterwards() -> None:
    german = replace(ENGLISH, tag="de", messages={("", "Home"): ("Startseite",), ("list", "Home"): ("Heim",)})
    with speaking(german):
        assert (say("Home"), say_as("list", "Home"), say("Map"), spoken().tag) == ("Startseite", "Heim", "Map", "de")
        with speaking(ENGLISH):
            assert say("Home") == "Home"
        assert say("Home") == "Startseite"
    assert say("Home") == "Home"


def test_a_failure_does_not_leave_the_language_behind() -> None:
    with pytest.raises(ZeroDivisionError), speaking(replace(ENGLISH, tag="de")):
        assert 1 / 0
    assert spoken().tag == "en"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 visits"), (1, "1 visit"), (2, "2 visits"), (1204, "1,204 visits")]
)
def test_english_counts(number: int, words: str) -> None:
    assert say_count(number, "{n} visit", "{n} visits") == words


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 visite"), (1, "1 visite"), (2, "2 visites"), (1204, "1\u202f204 visites")]
)
def test_french_counts(number: int, words: str, french: Language) -> None:
    with speaking(french):
        assert say_count(number, "{n} visit", "{n} visits") == words


def test_arabic_has_six_forms_of_number(arabic: Language) -> None:
    with speaking(arabic):
        forms = [say_count(n, "{n} visit", "{n} visits") for n in (0, 1, 2, 3, 11, 100)]
    assert len({form.replace("3", "").replace("11", "").replace("100", "").strip() for form in forms}) >= 4
    assert forms[3].endswith("زيارات") and forms[4].startswith("11 زيارة") and "زيارتان" in forms[2]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-10-24", "24 octobre 2023"), ("2023-04-01", "1er avril 2023"), ("2023-10", "octobre 2023"),
        ("1874~", "vers 1874"), ("195X", "les années 1950"), ("2023-24", "hiver 2023"),
    ],
)  # fmt: skip
def test_a_french_date(text: str, words: str, french: Language) -> None:
    value = parsed_date(text)
    assert isinstance(value, Date)
    with speaking(french):
        assert plain(date_words(value)) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2023-10-24", "2023-10-25", "24–25 octobre 2023"), ("2023-04-01", "2023-04-12", "1er–12 avril 2023"),
        ("2023-10-24", None, "à partir du 24 octobre 2023"), ("2023-10", None, "depuis octobre 2023"),
    ],
)  # fmt: skip
def test_a_french_stretch_of_time(start: str, end: str | None, words: str, french: Language) -> None:
    first, last = parsed_date(start), parsed_date(end) if end else None
    assert isinstance(first, Date) and (last is None or isinstance(last, Date))
    with speaking(french):
        assert plain(range_words(first, last)) == words


def test_a_french_unknown_day(french: Language) -> None:
    days, months = parsed_interval("2023-10-07/2023-10-24"), parsed_interval("2023-10/2023-11")
    assert isinstance(days, Interval) and isinstance(months, Interval)
    with speaking(french):
        assert plain(interval_words(days)) == "entre le 7 et le 24 octobre 2023"
        assert plain(interval_words(months)) == "entre octobre 2023 et novembre 2023"


def test_arabic_dates_and_lists(arabic: Language) -> None:
    value = parsed_date("2023-10-24")
    assert isinstance(value, Date)
    with speaking(arabic):
        assert plain(day_words(value.first)) == "24 أكتوبر 2023"
        assert listed(["أ", "ب", "ج"]) == "أ وب وج"
        assert number_words(1204) == "1,204"


def test_the_machine_value_stays(french: Language) -> None:
    value = parsed_date("2023-10-24~")
    assert isinstance(value, Date)
    with speaking(french):
        assert [part.datetime for part in date_words(value)] == [None, "2023-10-24"]
