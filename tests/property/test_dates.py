"""Our reading of EDTF level 1 against that of the `edtf` package, and what must hold of every date.

Two differences are known, and ours on purpose:

- Winter (`2023-24`). The package gives it December of the year alone, 1 to 31 December. In the calendar of the north, to
  which EDTF's unqualified seasons are mostly put, winter runs over the end of the year: ours ends with the last day of the
  following February, so that nothing a researcher can have meant is left out.
- Uncertain and approximate dates have the same bounds as certain ones here: `lower_strict` and `upper_strict`, not the
  padded `lower_fuzzy` and `upper_fuzzy`. A padding nobody stated would be an invention.
"""

from __future__ import annotations

import calendar
from datetime import date

from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from visitgen.model.dates import Date, Interval, NotADate, parsed_date, parsed_interval

YEARS = st.integers(1, 9999).map("{:04}".format)
MONTHS = st.integers(1, 12).map("{:02}".format)
QUALIFIERS = st.sampled_from(["", "?", "~", "%"])


@st.composite
def days(draw: st.DrawFn) -> str:
    day = draw(st.dates())
    return day.isoformat()


SIMPLE = st.one_of(days(), st.builds("{}-{}".format, YEARS, MONTHS), YEARS)
PLAIN = st.one_of(
    SIMPLE,
    st.builds("{}-XX".format, YEARS),
    st.builds("{}-{}-XX".format, YEARS, MONTHS),
    st.builds("{}-XX-XX".format, YEARS),
    st.integers(1, 999).map("{:03}X".format),
    st.integers(1, 99).map("{:02}XX".format),
)
# The package does not read a season in doubt (`2023-21?`), nor unspecified digits inside an interval.
SEASONS = st.builds("{}-{}".format, YEARS, st.sampled_from(["21", "22", "23"]))
DATES = st.one_of(SEASONS, st.builds("{}{}".format, PLAIN, QUALIFIERS))
ENDS = st.builds("{}{}".format, SIMPLE, QUALIFIERS)
WINTERS = st.builds("{}-24".format, YEARS)


def as_date(moment: object) -> date:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)  # type: ignore[attr-defined]


@given(DATES)
def test_the_bounds_are_those_of_the_reference_implementation(text: str) -> None:
    ours, theirs = parsed_date(text), parse_edtf(text)
    assert isinstance(ours, Date)
    assert (ours.first, ours.last) == (as_date(theirs.lower_strict()), as_date(theirs.upper_strict()))
    qualified = text[-1] if text[-1] in "?~%" else ""
    assert (ours.uncertain, ours.approximate) == (qualified in {"?", "%"}, qualified in {"~", "%"})


@given(WINTERS)
def test_winter_begins_as_in_the_reference_implementation_and_ends_in_february(text: str) -> None:
    ours, theirs = parsed_date(text), parse_edtf(text)
    assert isinstance(ours, Date)
    assert ours.first == as_date(theirs.lower_strict())
    assert as_date(theirs.upper_strict()) == date(ours.first.year, 12, 31)
    year = ours.first.year + 1
    assert ours.last == (date(year, 2, calendar.monthrange(year, 2)[1]) if year <= 9999 else date.max)


@given(st.tuples(ENDS, ENDS).map(sorted))
def test_intervals_reach_as_far_as_in_the_reference_implementation(ends: list[str]) -> None:
    text = "/".join(ends)
    ours = parsed_interval(text)
    if isinstance(ours, NotADate):
        first, last = (parsed_date(end) for end in ends)
        assert isinstance(first, Date) and isinstance(last, Date) and last.last < first.first
        return
    theirs = parse_edtf(text)
    assert (ours.first, ours.last) == (as_date(theirs.lower_strict()), as_date(theirs.upper_strict()))


@given(DATES, st.booleans(), st.sampled_from(["", ".."]))
def test_an_open_end_has_no_bound(text: str, at_the_end: bool, sign: str) -> None:
    ours = parsed_interval(f"{text}/{sign}" if at_the_end else f"{sign}/{text}")
    one = parsed_date(text)
    assert isinstance(ours, Interval) and isinstance(one, Date)
    assert (ours.first, ours.last) == ((one.first, date.max) if at_the_end else (date.min, one.last))


@given(st.one_of(DATES, WINTERS))
def test_a_date_holds_its_first_day_and_ends_no_earlier(text: str) -> None:
    value = parsed_date(text)
    assert isinstance(value, Date)
    assert value.first <= value.last
    assert value.text == text
    assert (value.precision == "day") == (value.first == value.last)


@given(st.text(max_size=30))
def test_every_text_is_a_date_or_says_why_not(text: str) -> None:
    for value in (parsed_date(text), parsed_interval(text)):
        assert isinstance(value, Date | Interval) or value.reason


@given(st.text("0123456789X-?~%./ ", max_size=14))
def test_what_looks_like_a_date_is_one_or_says_why_not(text: str) -> None:
    value = parsed_date(text)
    assert isinstance(value, Date) or value.reason
