"""Names and dates as CSL-JSON has them, the form in which Zotero exports sources."""

from __future__ import annotations

import re
from typing import Any

from visitgen.diagnostics import codes
from visitgen.load import Raw
from visitgen.model.dates import Date, Interval, NotADate, parsed_date, parsed_interval
from visitgen.model.faults import Faults
from visitgen.model.scalars import date_text, fail, interval_text, line

_DATE_KEYS = frozenset({"date-parts", "season", "circa", "literal", "raw"})
_NAMED_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
# A season by its number alone, and as the month that follows the twelfth, in which way Better BibTeX writes it.
_SEASONS = _NAMED_SEASONS | {str(number + add): str(number + 20) for number in range(1, 5) for add in (0, 12)}
_ABOUT = frozenset({"c", "c.", "ca", "ca.", "circa", "about"})
_PART = re.compile(r"-?\d{1,9}|", re.ASCII)


def csl_names(raw: Raw, context: Any) -> tuple[str, ...]:
    """CSL names: text, or mappings with `family` and `given`, or `literal`."""
    names: list[str] = []
    entries = raw if isinstance(raw, list) else [raw]
    for index, entry in enumerate(entries):
        if isinstance(entry, dict) and set(entry) <= {
            "family",
            "given",
            "literal",
            "suffix",
            "dropping-particle",
            "non-dropping-particle",
            "comma-suffix",
        }:
            parts = ("literal", "given", "dropping-particle", "non-dropping-particle", "family", "suffix")
            if all(value is None or isinstance(value, str) for value in entry.values()):
                entry = " ".join(str(entry[part]) for part in parts if entry.get(part))
        if not isinstance(entry, str) or not entry.strip():
            raise fail(codes.WRONG_TYPE, "a name is text, or `{family: …, given: …}`", path=(index,))
        names.append(entry)
    return tuple(names)


def csl_date(raw: Raw, context: Any) -> Date | Interval | str | None:
    """When a source appeared or was read: EDTF text, one date or two with a `/` between; or a date of CSL-JSON.

    Shapes: what a CSL-JSON date says in words that are no date, such as `n.d.`, or of a year before the year 1, is kept
    as text; one that says nothing is `None`. Errors: M105.
    Source: the schema of CSL-JSON 1.0.2 (date variable); what Zotero and Better BibTeX export.
    """
    if not isinstance(raw, dict):
        text = line(raw, context)
        return interval_text(text, context) if "/" in text else date_text(text, context)
    if raw.keys().isdisjoint(_DATE_KEYS):
        raise fail(codes.BAD_DATE, "this is no CSL date", "write 2023-10-24, or `date-parts: [[2023, 10, 24]]`")
    season, literal, written = (_text(raw.get(key)) for key in ("season", "literal", "raw"))
    about = "~" if raw.get("circa") not in (None, "", "0", "false") else ""
    try:
        match _date_parts(raw.get("date-parts")):
            case []:
                return _said(literal or written or season)
            case [[year]] if season.lower() in _ABOUT:
                return _dated([[year]], "~")
            case [[year]] if season:
                month = _SEASONS.get(season.lower())
                return _dated([[year, month]], about) if month else f"{season} {year}"
            case dates:
                return _dated(dates, about)
    except Faults as faults:
        raise Faults([fault.under("date-parts") for fault in faults.faults]) from None


def _date_parts(raw: Raw) -> list[list[str]]:
    """The one or two dates of `date-parts`, each as its year, month and day; none if no year is said.

    Shapes: a date of two may be empty, which leaves that end open; so does the year 0.
    """
    dates: list[list[str]] = []
    for date in raw if isinstance(raw, list) else [] if raw is None else [raw]:
        parts = [part or "" for part in date] if isinstance(date, list) else [None]
        if len(parts) > 3 or not all(isinstance(part, str) and _PART.fullmatch(part) for part in parts):
            raise fail(codes.BAD_DATE, "this is no CSL date", "write `date-parts: [[2023, 10, 24]]`")
        written = [str(part) for part in parts if part]
        dates.append(written if written and int(written[0]) else [])
    if len(dates) > 2:
        raise fail(codes.BAD_DATE, f"these are {len(dates)} dates, not one or two", "write the first and the last")
    return dates if any(dates) else []


def _dated(dates: list[list[str]], about: str) -> Date | Interval | str:
    """One date, or the time between two, each of them marked as approximate or not."""
    if any(date and date[0].startswith("-") for date in dates):
        return "/".join("-".join(date) for date in dates)
    texts = [_edtf(*date) + about if date else ".." for date in dates]
    return date_text(texts[0], None) if len(set(texts)) == 1 else interval_text("/".join(texts), None)


def _edtf(year: str, month: str = "", day: str = "") -> str:
    """A date in EDTF of its parts as CSL-JSON has them."""
    if not day and len(month) == 2:
        month = _SEASONS.get(month, month)
    return "-".join(filter(None, (year.zfill(4), month and month.zfill(2), day and day.zfill(2))))


def _text(raw: Raw) -> str:
    return raw.strip() if isinstance(raw, str) else ""


def _said(text: str) -> Date | Interval | str | None:
    """What a text says: a date, the time between two, its own words, or nothing."""
    if not text:
        return None
    value = parsed_interval(text) if "/" in text else parsed_date(text)
    return text if isinstance(value, NotADate) else value
