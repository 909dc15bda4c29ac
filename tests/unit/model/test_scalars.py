"""Each simple field reads its own form of text, strictly, and says what to write instead."""

from __future__ import annotations

from decimal import Decimal

import pytest

from visitgen.model.faults import Fault, Faults
from visitgen.model.fields import AsOf, Clock, Figure, Flag, Language, Switch, Text, Web, Zone
from visitgen.model.scalars import SIMPLE, choice_reader, number_reader, words_reader


def fault(read, raw) -> Fault:
    """The one fault of a value that cannot be read."""
    with pytest.raises(Faults) as caught:
        read(raw, None)
    [found] = caught.value.faults
    return found


@pytest.mark.parametrize("type_", [Text, Flag, Switch, AsOf, Clock, Zone, Web, Language, Figure])
@pytest.mark.parametrize(("raw", "message"), [([], "a list"), ({}, "a mapping"), ("", "empty"), (" \n", "empty")])
def test_a_simple_field_is_one_text(type_: type, raw, message: str) -> None:
    found = fault(SIMPLE[type_], raw)
    assert found.code.number == "M103" and message in found.message and found.help


@pytest.mark.parametrize("text", ["NO", "010", "1e3", "14:30", "2023-10", "~", "null", " x ", "a\nb", "\u202e", "🇮🇱"])
def test_text_stays_as_it_is(text: str) -> None:
    assert SIMPLE[Text](text, None) == text


@pytest.mark.parametrize("text", ["yes", "no", "unknown"])
def test_a_flag_is_one_of_three_words(text: str) -> None:
    assert SIMPLE[Flag](text, None) == text


@pytest.mark.parametrize(
    ("text", "help"),
    [("Yes", "write `yes`"), ("NO", "write `no`"), ("true", "write `yes`"), ("False", "write `no`"), ("on", "write `yes`"), ("0", "write `no`"),
     ("N", "write `no`"), ("Unknown", "write `unknown`"), ("maybe", "write `yes`, `no` or `unknown`"), ("null", "write `yes`, `no` or `unknown`")],
)  # fmt: skip
def test_any_other_word_is_no_flag(text: str, help: str) -> None:
    assert (fault(SIMPLE[Flag], text).code.number, fault(SIMPLE[Flag], text).help) == ("M104", help)


def test_a_switch_is_yes_or_no() -> None:
    assert [SIMPLE[Switch](text, None) for text in ("yes", "no")] == [True, False]
    assert fault(SIMPLE[Switch], "unknown").help == "write `yes` or `no`"
    assert fault(SIMPLE[Switch], "True").help == "write `yes`"


@pytest.mark.parametrize("text", ["00:00", "14:30", "23:59", "09:05"])
def test_a_time_of_day(text: str) -> None:
    assert SIMPLE[Clock](text, None) == text


@pytest.mark.parametrize(
    ("text", "help"),
    [("9:30", "write `09:30`"), ("9.30am", "write `09:30`"), ("9:30 p.m.", "write `21:30`"), ("12.05 am", "write `00:05`"),
     ("14h30", "write `14:30`"), ("14:30:00", "write `14:30`"), ("24:00", "write hours and minutes, `14:30`"), ("noon", "write hours and minutes, `14:30`"),
     ("14:60", "write hours and minutes, `14:30`"), ("١٤:٣٠", "write hours and minutes, `14:30`"), ("870", "write hours and minutes, `14:30`")],
)  # fmt: skip
def test_what_is_no_time_of_day(text: str, help: str) -> None:
    assert (fault(SIMPLE[Clock], text).code.number, fault(SIMPLE[Clock], text).help) == ("M104", help)


def test_a_time_zone_is_one_of_iana() -> None:
    assert SIMPLE[Zone]("Asia/Jerusalem", None) == "Asia/Jerusalem"
    assert fault(SIMPLE[Zone], "jerusalem").help == "did you mean `Asia/Jerusalem`?"
    assert fault(SIMPLE[Zone], "Europe/Tel Aviv").help == "did you mean `Asia/Tel_Aviv`?"
    assert fault(SIMPLE[Zone], "+02:00").code.number == "M104"
    assert fault(SIMPLE[Zone], "../../etc/passwd").code.number == "M104"


@pytest.mark.parametrize(
    "text", ["https://example.org", "http://example.org/a?b=c#d", "HTTPS://EXAMPLE.ORG", "https://пример.рф/"]
)
def test_a_web_address(text: str) -> None:
    assert SIMPLE[Web](text, None) == text


@pytest.mark.parametrize(
    "text", ["www.example.org", "example.org", "ftp://a.b", "javascript:alert(1)", "https://", "https:// a", 'https://a"b', "https://a<b", "https://a\nb"]
)  # fmt: skip
def test_what_is_no_web_address(text: str) -> None:
    assert fault(SIMPLE[Web], text).code.number == "M104"


def test_language_tags() -> None:
    for text in ("en", "ar", "zh-Hant", "sr-Latn-RS", "haw"):
        assert SIMPLE[Language](text, None) == text
    for text in ("English language", "e", "en_US", "عربي", "abcdefghi"):
        assert fault(SIMPLE[Language], text).code.number == "M104"


@pytest.mark.parametrize(
    ("text", "value"),
    [("1400", "1400"), ("1,400", "1400"), ("5 791", "5791"), ("5\u202f791", "5791"), ("1,234,567.5", "1234567.5"), ("-3", "-3"), ("0.50", "0.50"), ("007", "7")],
)  # fmt: skip
def test_a_figure_keeps_its_digits(text: str, value: str) -> None:
    found = SIMPLE[Figure](text, None)
    assert isinstance(found, Decimal) and found == Decimal(value) and str(Decimal(value)) in (str(found), text)


@pytest.mark.parametrize(
    "text",
    [
        "about 5,000",
        "1,40",
        "1.400,5",
        "1e3",
        "NaN",
        "Infinity",
        "٣",
        "--1",
        "1.",
        ".5",
        "5000+",
        "9" * 31,
        "1_000",
        "0x1F",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert fault(SIMPLE[Figure], text).code.number == "M104"


class TestNumbers:
    def test_between_two_bounds_both_included(self) -> None:
        read = number_reader(-90, 90, False)
        assert [read(text, None) for text in ("-90", "90", "31.77", "+5", "007.5")] == [-90, 90, 31.77, 5, 7.5]
        for text in ("90.0001", "-91", "9" * 5000):
            assert "out of range" in fault(read, text).message

    def test_whole(self) -> None:
        read = number_reader(1, 5, True)
        assert [read(text, None) for text in ("1", "05", "+3")] == [1, 5, 3]
        assert all(isinstance(read(text, None), int) for text in ("1", "5"))
        assert "out of range" in fault(read, "9" * 5000).message
        for text in ("3.0", "three", "٣", "", "1e0", "0b1"):
            assert fault(read, text).code.number in ("M103", "M104")

    def test_a_decimal_comma_is_named(self) -> None:
        assert fault(number_reader(-90, 90, False), "31,9").help == "write `31.9`"

    @pytest.mark.parametrize("text", ["1e400", "nan", "inf", "31.9° N", "31°46′", "31.", ".5", "1_0"])
    def test_other_forms_are_not_guessed(self, text: str) -> None:
        assert fault(number_reader(-90, 90, False), text).code.number == "M104"


class TestChoices:
    READ = staticmethod(choice_reader(("unspecified", "state", "official_working")))

    def test_one_word_of_the_list(self) -> None:
        assert self.READ("state", None) == "state"

    @pytest.mark.parametrize(("text", "help"), [("State", "did you mean `state`?"), ("official working", "did you mean `official_working`?"),
                                                ("official-workin", "did you mean `official_working`?"),
                                                ("tourism", "the words are unspecified, state, official_working")])  # fmt: skip
    def test_any_other_word_is_refused_with_the_nearest(self, text: str, help: str) -> None:
        assert (fault(self.READ, text).code.number, fault(self.READ, text).help) == ("M104", help)

    def test_a_very_long_word_is_not_compared(self) -> None:
        assert fault(self.READ, "x" * 1_000_000).code.number == "M104"


def test_words_keep_their_order_and_their_keys_may_be_languages() -> None:
    read = words_reader("any")
    assert read({"wikidata": "Q1", "viaf": "2", "a b": "c"}, None) == (("wikidata", "Q1"), ("viaf", "2"), ("a b", "c"))
    assert words_reader("language")({"he": "ראש"}, None) == (("he", "ראש"),)
    found = fault(words_reader("language"), {"Hebrew language": "x"})
    assert (found.code.number, found.path, found.on) == ("M104", ("Hebrew language",), "key")
    assert fault(read, {"wikidata": []}).path == ("wikidata",)
    assert fault(read, {"wikidata": None}).message == "this text is empty"
    for raw in ("Q1", ["Q1"]):
        assert fault(read, raw).code.number == "M103"


def test_as_of_is_a_day_or_today() -> None:
    assert [SIMPLE[AsOf](text, None) for text in ("today", "2023-10-24")] == ["today", "2023-10-24"]
    for text in ("2023-10", "now", "2023-10-24/2023-10-25"):
        assert fault(SIMPLE[AsOf], text).code.number == "M105"
    assert fault(SIMPLE[AsOf], "2023-10-24?").code.number == "M105"
