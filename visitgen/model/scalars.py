"""Text -> one value: a strict reader for each simple field type, which converts the text or says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Literal
from zoneinfo import available_timezones

from visitgen.diagnostics import Code, Path, Related, codes, did_you_mean
from visitgen.load import Raw
from visitgen.model.dates import Date, Interval, NotADate, parsed_date, parsed_interval
from visitgen.model.faults import Fault, Faults
from visitgen.model.fields import (
    AsOf,
    Clock,
    DateField,
    Figure,
    Flag,
    Id,
    IntervalField,
    Language,
    Switch,
    Text,
    Web,
    Zone,
)
from visitgen.model.identity import slug

Reader = Callable[[Raw, Any], Any]
"""Reads a value with a context, which only readers of references look at; raises `Faults`."""

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_CLOCK_SLIP = re.compile(r"(\d{1,2})[:.h](\d\d)(?::\d\d)?\s*(?:([ap])\.?m\.?)?", re.ASCII | re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_FLAGS = {"true": "yes", "false": "no", "on": "yes", "off": "no", "y": "yes", "n": "no", "1": "yes", "0": "no"}


def fail(
    code: Code,
    message: str,
    help: str | None = None,
    *,
    text: str | None = None,
    related: tuple[Related, ...] = (),
    path: Path = (),
) -> Faults:
    """One fault, ready to raise."""
    return Faults([Fault(code, message, path=path, help=help, text=text, related=related)])


def line(raw: Raw, context: Any) -> str:
    """Reads any text that is not empty."""
    if raw.__class__ is not str:
        raise fail(codes.WRONG_TYPE, f"text is wanted here, not a {_shape(raw)}", "write one value after the colon")
    assert isinstance(raw, str)
    if not raw.strip():
        raise fail(codes.WRONG_TYPE, "this text is empty", "write the value, or delete the key")
    return raw


def _flag(raw: Raw, context: Any) -> str:
    text = line(raw, context)
    if text in ("yes", "no", "unknown"):
        return text
    meant = _FLAGS.get(text.lower()) or (text.lower() if text.lower() in ("yes", "no", "unknown") else None)
    raise fail(
        codes.BAD_VALUE, f"`{text}` is no flag", f"write `{meant}`" if meant else "write `yes`, `no` or `unknown`"
    )


def _switch(raw: Raw, context: Any) -> bool:
    text = line(raw, context)
    if text in ("yes", "no"):
        return text == "yes"
    meant = _FLAGS.get(text.lower())
    raise fail(
        codes.BAD_VALUE, f"`{text}` is neither yes nor no", f"write `{meant}`" if meant else "write `yes` or `no`"
    )


def date_text(raw: Raw, context: Any) -> Date:
    """Reads one date in EDTF."""
    text = line(raw, context)
    value = parsed_date(text)
    if isinstance(value, NotADate):
        raise fail(codes.BAD_DATE, f"`{text}`: {value.reason}", value.help)
    return value


def interval_text(raw: Raw, context: Any) -> Interval:
    """Reads the time between two dates in EDTF, one of which may be open."""
    text = line(raw, context)
    value = parsed_interval(text)
    if isinstance(value, NotADate):
        raise fail(codes.BAD_DATE, f"`{text}`: {value.reason}", value.help)
    return value


def _as_of(raw: Raw, context: Any) -> str:
    text = line(raw, context)
    if text == "today":
        return text
    value = parsed_date(text)
    if isinstance(value, NotADate) or not value.certain:
        raise fail(codes.BAD_DATE, f"`{text}` is neither a day nor `today`", "write 2023-10-24, or today")
    return text


def _clock(raw: Raw, context: Any) -> str:
    text = line(raw, context)
    if _CLOCK.fullmatch(text):
        return text
    help = "write hours and minutes, `14:30`"
    if slip := _CLOCK_SLIP.fullmatch(text):
        hours = int(slip[1]) % 12 + 12 * (slip[3] in ("p", "P")) if slip[3] else int(slip[1])
        if _CLOCK.fullmatch(meant := f"{hours:02}:{slip[2]}"):
            help = f"write `{meant}`"
    raise fail(codes.BAD_VALUE, f"`{text}` is not a time of day", help)


def _pattern_reader(pattern: re.Pattern[str], what: str, help: str) -> Reader:
    def read(raw: Raw, context: Any) -> str:
        text = line(raw, context)
        if not pattern.fullmatch(text):
            raise fail(codes.BAD_VALUE, f"`{text}` is not {what}", help)
        return text

    return read


def _zone(raw: Raw, context: Any) -> str:
    text = line(raw, context)
    zones = _zones()
    if text not in zones:
        raise fail(codes.BAD_VALUE, f"`{text}` is no time zone", _nearest_zone(text, zones))
    return text


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _nearest_zone(text: str, zones: Iterable[str]) -> str:
    """A help line for a time zone: the IANA zone of that name, or of that city."""
    city = slug(text.rsplit("/", 1)[-1])
    same = sorted(zone for zone in zones if slug(zone.rsplit("/", 1)[-1]) == city)
    return f"did you mean `{same[0]}`?" if same else "write an IANA name such as `Asia/Jerusalem`"


def _figure(raw: Raw, context: Any) -> Decimal:
    text = line(raw, context)
    plain = text.replace(",", "").replace(" ", "").replace("\u202f", "").replace("\u00a0", "")
    grouped = "," in text and not re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text)
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal("NaN")
    if grouped or not value.is_finite() or not re.fullmatch(r"-?[0-9]{1,30}(\.[0-9]{1,30})?", plain):
        raise fail(
            codes.BAD_VALUE,
            f"`{text}` is no number",
            "write digits, `1400` or `1,400`; put words such as about into `qualifier`",
        )
    return value


def choice_reader(words: tuple[str, ...]) -> Reader:
    """A reader of one word of a fixed list."""
    allowed = frozenset(words)

    def read(raw: Raw, context: Any) -> str:
        text = line(raw, context)
        if text not in allowed:
            near = did_you_mean(text.replace(" ", "_").replace("-", "_"), words)
            raise fail(
                codes.BAD_VALUE,
                f"`{text}` is not one of the words for this field",
                near or f"the words are {', '.join(words)}",
            )
        return text

    return read


def number_reader(low: float, high: float, whole: bool) -> Reader:
    """A reader of a number between two bounds, both included."""

    def read(raw: Raw, context: Any) -> float | int:
        text = line(raw, context)
        pattern = r"[+-]?[0-9]+" if whole else r"[+-]?[0-9]+(\.[0-9]+)?"
        if not re.fullmatch(pattern, text):
            comma = not whole and re.fullmatch(r"[+-]?[0-9]+,[0-9]+", text)
            help = f"write `{text.replace(',', '.')}`" if comma else f"write {'digits' if whole else 'it as `31.77`'}"
            raise fail(codes.BAD_VALUE, f"`{text}` is no {'whole ' if whole else ''}number", help)
        value = float(text)
        if not low <= value <= high:
            raise fail(codes.BAD_VALUE, f"`{text}` is out of range", f"it runs from {low:g} to {high:g}")
        return int(value) if whole else value

    return read


def words_reader(keys: Literal["language", "any"]) -> Reader:
    """A reader of a mapping from free keys to text, as pairs in the order written."""

    def read(raw: Raw, context: Any) -> tuple[tuple[str, str], ...]:
        if not isinstance(raw, dict):
            raise fail(codes.WRONG_TYPE, f"keys and values are wanted here, not {article(raw)}", "write `key: value`")
        pairs: list[tuple[str, str]] = []
        faults: list[Fault] = []
        for key, value in raw.items():
            if keys == "language" and not _LANGUAGE.fullmatch(key):
                faults.append(
                    Fault(
                        codes.BAD_VALUE,
                        f"`{key}` is no language tag",
                        path=(key,),
                        on="key",
                        help="write `en`, `ar`, `zh-Hant`",
                    )
                )
            try:
                pairs.append((key, line("" if value is None else value, context)))
            except Faults as inner:
                faults += (fault.under(key) for fault in inner.faults)
        if faults:
            raise Faults(faults)
        return tuple(pairs)

    return read


def _shape(raw: Raw) -> str:
    return "list" if isinstance(raw, list) else "mapping" if isinstance(raw, dict) else "blank"


def article(raw: Raw) -> str:
    """What a value is, with its article: "a list"."""
    return "plain text" if isinstance(raw, str) else f"a {_shape(raw)}"


SIMPLE: Mapping[type, Reader] = {
    Text: line,
    Id: line,
    Flag: _flag,
    Switch: _switch,
    DateField: date_text,
    IntervalField: interval_text,
    AsOf: _as_of,
    Figure: _figure,
    Zone: _zone,
    Clock: _clock,
    Web: _pattern_reader(WEB, "a web address", "write it in full, with https://"),
    Language: _pattern_reader(_LANGUAGE, "a language tag", "write `en`, `ar`, `zh-Hant`"),
}
