"""EDTF level 1: what each text can mean, and why a text is no date."""

from __future__ import annotations

from datetime import date

import pytest

from visitgen.model.dates import (
    Date,
    Interval,
    NotADate,
    date_order,
    parsed_date,
    parsed_interval,
)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2023-10-24", (2023, 10, 24), (2023, 10, 24), "day"),
        ("2024-02-29", (2024, 2, 29), (2024, 2, 29), "day"),
        ("1900-02-28", (1900, 2, 28), (1900, 2, 28), "day"),
        ("0001-01-01", (1, 1, 1), (1, 1, 1), "day"),
        ("9999-12-31", (9999, 12, 31), (9999, 12, 31), "day"),
        ("2023-10", (2023, 10, 1), (2023, 10, 31), "month"),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "month"),
        ("2023-10-XX", (2023, 10, 1), (2023, 10, 31), "month"),
        ("2023", (2023, 1, 1), (2023, 12, 31), "year"),
        ("2023-XX", (2023, 1, 1), (2023, 12, 31), "year"),
        ("2023-XX-XX", (2023, 1, 1), (2023, 12, 31), "year"),
        ("2023-21", (2023, 3, 1), (2023, 5, 31), "season"),
        ("2023-22", (2023, 6, 1), (2023, 8, 31), "season"),
        ("2023-23", (2023, 9, 1), (2023, 11, 30), "season"),
        ("2023-24", (2023, 12, 1), (2024, 2, 29), "season"),
        ("9999-24", (9999, 12, 1), (9999, 12, 31), "season"),
        ("195X", (1950, 1, 1), (1959, 12, 31), "decade"),
        ("19XX", (1900, 1, 1), (1999, 12, 31), "century"),
        ("000X", None, None, None),
        ("00XX", None, None, None),
    ],
)
def test_a_date_spans_all_days_it_can_mean(text, first, last, precision) -> None:
    value = parsed_date(text)
    if first is None:
        assert isinstance(value, NotADate)
    else:
        assert value == Date(text, date(*first), date(*last), precision)


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate", "certain"),
    [
        ("2023-10-24", False, False, True),
        ("2023-10-24?", True, False, False),
        ("2023-10-24~", False, True, False),
        ("2023-10-24%", True, True, False),
        ("2023-10", False, False, False),
        ("1874~", False, True, False),
        ("195X?", True, False, False),
    ],
)
def test_doubt_is_kept_and_only_a_known_day_is_certain(
    text: str, uncertain: bool, approximate: bool, certain: bool
) -> None:
    value = parsed_date(text)
    assert isinstance(value, Date)
    assert (value.uncertain, value.approximate, value.certain) == (uncertain, approximate, certain)
    assert value.text == text


@pytest.mark.parametrize(
    ("text", "reason", "help"),
    [
        ("2023-02-29", "February 2023 has 28 days", "write 2023-02 if the day is not known"),
        ("1900-02-29", "February 1900 has 28 days", "write 1900-02 if the day is not known"),
        ("2023-04-31", "April 2023 has 30 days", "write 2023-04 if the day is not known"),
        ("2023-10-00", "October 2023 has 31 days", "write 2023-10 if the day is not known"),
        ("2023-13", "there is no month 13", "dates are written year-month-day, as in 2023-10-24"),
        ("2023-00", "there is no month 00", "dates are written year-month-day, as in 2023-10-24"),
        ("2023-24-10", "there is no month 24", "write 2023-10-24, if that is meant"),
        ("2023-24-XX", "there is no month 24", "dates are written year-month-day, as in 2023-10-24"),
        ("2023-XX-24", "a day without its month is not part of EDTF level 1", "write the year alone"),
        ("195X-10", "a year with unknown digits has no month", "write the decade alone, as in 195X"),
        ("0000", "years run from 0001 to 9999", None),
        ("24/10/2023", "dates are written year-month-day", "write 2023-10-24"),
        ("10/24/2023", "dates are written year-month-day", "write 2023-10-24"),
        ("3/4/2023", "dates are written year-month-day", "write 2023-04-03 or 2023-03-04"),
        ("4.4.2023", "dates are written year-month-day", "write 2023-04-04"),
        ("24-10-2023", "dates are written year-month-day", "write 2023-10-24"),
        ("31/31/2023", "dates are written year-month-day", "write 2023-10-24"),
        ("2023-1-5", "months and days have two digits", "write 2023-01-05"),
        ("2023-1", "months and days have two digits", "write 2023-01"),
        ("2023-1-5?", "months and days have two digits", "write 2023-01-05?"),
        ("2023/10/24", "year, month and day are set apart by hyphens", "write 2023-10-24"),
        ("2023.10.24", "year, month and day are set apart by hyphens", "write 2023-10-24"),
        ("c. 1874", "about is written with a tilde", "write 1874~"),
        ("circa 1900", "about is written with a tilde", "write 1900~"),
        ("about 1874 or so", "about is written with a tilde", "write 1874~"),
        ("2023-10-07/2023-10-24", "this field takes one date, not an interval", None),
        ("-0044", "years run from 0001 to 9999", None),
        ("Y12345", "years run from 0001 to 9999", None),
        ("20231024", "years run from 0001 to 9999", None),
        ("٢٠٢٣-١٠-٢٤", "dates are written with the digits 0 to 9", None),
        ("२०२३", "dates are written with the digits 0 to 9", None),
        ("October 2023", "not a date in EDTF level 1", None),
        ("2023-10-24T14:30", "not a date in EDTF level 1", None),
        ("2023-10-24 ", "not a date in EDTF level 1", None),
        ("2023?-10", "not a date in EDTF level 1", None),
        ("9" * 5000, "years run from 0001 to 9999", None),
        ("", "not a date in EDTF level 1", None),
    ],
)
def test_a_text_that_is_no_date_is_explained(text: str, reason: str, help: str | None) -> None:
    value = parsed_date(text)
    assert isinstance(value, NotADate)
    assert value.reason == reason
    if help:
        assert value.help == help


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-10-07/2023-10-24", date(2023, 10, 7), date(2023, 10, 24)),
        ("2023-10/2023-11", date(2023, 10, 1), date(2023, 11, 30)),
        ("195X/1960~", date(1950, 1, 1), date(1960, 12, 31)),
        ("2023-10-07/2023-10-07", date(2023, 10, 7), date(2023, 10, 7)),
        ("2023-10/2023-10-07", date(2023, 10, 1), date(2023, 10, 7)),
        ("2023-10-24/2023-10", date(2023, 10, 24), date(2023, 10, 31)),
        ("../1985", date.min, date(1985, 12, 31)),
        ("/1985", date.min, date(1985, 12, 31)),
        ("1985/..", date(1985, 1, 1), date.max),
        ("1985/", date(1985, 1, 1), date.max),
    ],
)
def test_an_interval_reaches_from_its_earliest_to_its_latest_day(text: str, first: date, last: date) -> None:
    value = parsed_interval(text)
    assert isinstance(value, Interval)
    assert (value.first, value.last, value.text) == (first, last, text)


@pytest.mark.parametrize(
    "text", ["2023", "", "/", "../..", "2023-10-24/2023-10-07", "2023/2022", "2023/2024/2025", "a/2023", "2023/b", "2023-02-30/2023-03-01"]
)  # fmt: skip
def test_a_text_that_is_no_interval_is_refused(text: str) -> None:
    assert isinstance(parsed_interval(text), NotADate)


def test_order_is_earliest_day_then_the_finer_precision() -> None:
    texts = ["2023-10", "2023-10-01", "2023-09-30", "202X", "2023-21", "2020", "2020-01", "20XX"]
    values = [parsed_date(text) for text in texts]
    found = sorted(
        (value for value in values if isinstance(value, Date)), key=lambda v: date_order(v.first, v.precision)
    )
    assert [value.text for value in found] == [
        "20XX",
        "2020-01",
        "2020",
        "202X",
        "2023-21",
        "2023-09-30",
        "2023-10-01",
        "2023-10",
    ]
