"""Dates as history knows them: EDTF level 1, with the first and last day each could mean."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Literal

from visitgen.values import dataclass

Precision = Literal["day", "month", "season", "year", "decade", "century"]
PRECISIONS: tuple[Precision, ...] = ("day", "month", "season", "year", "decade", "century")

_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([?~%]?)", re.ASCII)
_MONTHS = frozenset(f"{month:02}" for month in range(1, 13))
# EDTF's seasons without a hemisphere, by the months the reference implementation gives them.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


@dataclass(frozen=True, slots=True)
class Date:
    """One date of stated precision. Units: `first` and `last` are the outermost days it can mean, both included."""

    text: str
    first: date
    last: date
    precision: Precision
    uncertain: bool = False
    approximate: bool = False

    @property
    def certain(self) -> bool:
        """Whether the date is one known day, free of doubt."""
        return self.precision == "day" and not (self.uncertain or self.approximate)


@dataclass(frozen=True, slots=True)
class Interval:
    """A span of time between two dates; `None` is an end that is open (`..`) or unknown (empty)."""

    text: str
    start: Date | None
    end: Date | None

    @property
    def first(self) -> date:
        """The earliest day inside the span."""
        return self.start.first if self.start else date.min

    @property
    def last(self) -> date:
        """The latest day inside the span."""
        return self.end.last if self.end else date.max


@dataclass(frozen=True, slots=True)
class NotADate:
    """Why a text is no date, in words that fit after "…: ", and what to write instead."""

    reason: str
    help: str | None = None


@lru_cache(maxsize=65536)
def parsed_date(text: str) -> Date | NotADate:
    """The date that an EDTF level 1 text means, or why it means none.

    Units: years 0001 to 9999; the calendar is the proleptic Gregorian one.
    Source: Library of Congress, Extended Date/Time Format Specification, levels 0 and 1 (ISO 8601-2:2019).
    """
    match = _DATE.fullmatch(text)
    if not match:
        return _explained(text)
    year_text, month_text, day_text, qualifier = match.groups()
    uncertain, approximate = qualifier in ("?", "%"), qualifier in ("~", "%")

    def made(first: date, last: date, precision: Precision) -> Date:
        return Date(text, first, last, precision, uncertain, approximate)

    if "X" in year_text:
        if month_text:
            return NotADate("a year with unknown digits has no month", "write the decade alone, as in 195X")
        width = 10 ** year_text.count("X")
        base = int(year_text.rstrip("X")) * width
        if base == 0:
            return NotADate("years run from 0001 to 9999")
        return made(date(base, 1, 1), date(base + width - 1, 12, 31), "decade" if width == 10 else "century")
    year = int(year_text)
    if year == 0:
        return NotADate("years run from 0001 to 9999")
    if month_text is None or (month_text == "XX" and day_text in (None, "XX")):
        return made(date(year, 1, 1), date(year, 12, 31), "year")
    if month_text == "XX":
        return NotADate("a day without its month is not part of EDTF level 1", "write the year alone")
    month = int(month_text)
    if month in _SEASONS and day_text is None:
        low, high = _SEASONS[month]
        # Winter runs over the end of the year; its last day is that of the following February.
        last = date(year, high, _month_days(year, high)) if month != 24 else _winter_end(year)
        return made(date(year, low, 1), last, "season")
    if not 1 <= month <= 12:
        return NotADate(
            f"there is no month {month_text}",
            f"write {year_text}-{day_text}-{month_text}, if that is meant"
            if day_text in _MONTHS and month <= 31
            else "dates are written year-month-day, as in 2023-10-24",
        )
    days = _month_days(year, month)
    if day_text is None or day_text == "XX":
        return made(date(year, month, 1), date(year, month, days), "month")
    day = int(day_text)
    if not 1 <= day <= days:
        return NotADate(
            f"{calendar.month_name[month]} {year} has {days} days",
            f"write {year_text}-{month_text} if the day is not known",
        )
    return made(date(year, month, day), date(year, month, day), "day")


@lru_cache(maxsize=8192)
def parsed_interval(text: str) -> Interval | NotADate:
    """The interval that an EDTF level 1 text means, or why it means none."""
    if text.count("/") != 1:
        return NotADate("an interval is two dates with one `/` between them", "write 2023-10-07/2023-10-24")
    ends: list[Date | None] = []
    for end in text.split("/"):
        if end in ("", ".."):
            ends.append(None)
            continue
        value = parsed_date(end)
        if isinstance(value, NotADate):
            return value
        ends.append(value)
    start, end_ = ends
    if start is None and end_ is None:
        return NotADate("an interval needs at least one date", "write ../2023-10-24 or 2023-10-07/..")
    if start and end_ and end_.last < start.first:
        return NotADate("the interval ends before it begins", "write the earlier date first")
    return Interval(text, start, end_)


def date_order(first: date, precision: Precision) -> tuple[date, int]:
    """What puts records in order: the earliest bound, then the finer precision (content model, section 2)."""
    return (first, PRECISIONS.index(precision))


def _month_days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _winter_end(year: int) -> date:
    return date(year + 1, 2, _month_days(year + 1, 2)) if year < 9999 else date(9999, 12, 31)


def _explained(text: str) -> NotADate:
    """Why a text is no date, for the slips that people make."""
    form = "write 2023-10-24, 2023-10, 2023, 2023-10-24?, 1874~ or 195X"
    if not text.isascii() and any(letter.isdecimal() and not letter.isascii() for letter in text):
        return NotADate("dates are written with the digits 0 to 9", form)
    if slip := re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", text):
        first, second = slip[1].zfill(2), slip[3].zfill(2)
        readings = [
            f"{slip[4]}-{month}-{day}"
            for day, month in dict.fromkeys(((first, second), (second, first)))
            if isinstance(parsed_date(f"{slip[4]}-{month}-{day}"), Date)
        ]
        return NotADate("dates are written year-month-day", f"write {' or '.join(readings) or '2023-10-24'}")
    if slip := re.fullmatch(r"(\d{4})([./-])(\d{1,2})(?:\2(\d{1,2}))?([?~%]?)", text):
        parts = [slip[1], slip[3].zfill(2), *([slip[4].zfill(2)] if slip[4] else [])]
        reason = "months and days have two digits" if slip[2] == "-" else "year, month and day are set apart by hyphens"
        return NotADate(reason, f"write {'-'.join(parts)}{slip[5]}")
    if "/" in text:
        return NotADate(
            "this field takes one date, not an interval",
            "a stay has `start` and `end`; one unknown day inside a span is `within`",
        )
    if slip := re.fullmatch(r"(?:c|ca|circa|about)\b\.?\s*(.*)", text, re.IGNORECASE):
        year = slip[1] if isinstance(parsed_date(slip[1]), Date) and slip[1].isdecimal() else "1874"
        return NotADate("about is written with a tilde", f"write {year}~")
    if re.fullmatch(r"-?\d{5,}|Y-?\d+|-\d{4}", text):
        return NotADate("years run from 0001 to 9999", "leave the date out, and say in `notes` what is known")
    return NotADate("not a date in EDTF level 1", form)
