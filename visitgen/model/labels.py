"""Records as written -> what each id stands for, in a few words: shown beside it where ids are offered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from visitgen.load import Raw
from visitgen.model.fields import RecordKind
from visitgen.model.identity import Item, Register, names_of
from visitgen.model.schema import Known

LONGEST = 100
"""The most characters of a label."""


def known_words(register: Register, zones: Iterable[str] = ()) -> Known:
    """Every id on record with its label, countries by their ISO codes too.

    Shapes: ids in alphabetical order, a country's codes behind all of the ids.
    """
    named = {
        kind: dict(sorted((id, label(item)) for id, item in items.items())) for kind, items in register.items.items()
    }
    countries = named.get("country", {})
    codes = {code: countries[id] for code, id in sorted(register.country_codes.items()) if id in countries}
    ids: dict[RecordKind, Mapping[str, str]] = {**named, "country": {**countries, **codes}}
    return Known(ids=ids, zones=tuple(sorted(zones)), unread=register.unread)


def label(item: Item) -> str:
    """What a record is called, or what it says of itself; empty when that is nothing."""
    made = _LABELS.get(item.kind, _name)(item.raw)
    return made if len(made) <= LONGEST else f"{made[: LONGEST - 1].rstrip()}…"


def _name(raw: Mapping[str, Raw]) -> str:
    return next(names_of(raw), "")


def _country(raw: Mapping[str, Raw]) -> str:
    """The English name of today, if it has one, else the last one."""
    names = raw.get("names")
    entries = [entry for entry in (names if isinstance(names, list) else [names]) if isinstance(entry, dict)]
    english = [entry for entry in entries if entry.get("lang") in (None, "en")]
    lasting = [entry for entry in english if entry.get("to") is None] or english[-1:]
    name = lasting[0].get("name") if lasting else _name(raw)
    span = "–".join(_text(raw.get(key))[:4] for key in ("valid_from", "valid_to")) if raw.get("valid_to") else ""
    return f"{_text(name)} ({span})" if span else _text(name)


def _visit(raw: Mapping[str, Raw]) -> str:
    return f"{_text(raw.get('visitor'))} in {_text(raw.get('host'))}, {_text(raw.get('start') or raw.get('within'))}"


def _meeting(raw: Mapping[str, Raw]) -> str:
    people = raw.get("participants")
    names = [_party(person) for person in (people if isinstance(people, list) else [people])]
    day = _text(raw.get("date") or raw.get("within"))
    return _text(raw.get("title")) or ", ".join(part for part in (*names, day) if part)


def _words(*keys: str) -> Callable[[Mapping[str, Raw]], str]:
    def words(raw: Mapping[str, Raw]) -> str:
        return ": ".join(filter(None, (_party(raw.get(key)) for key in keys)))

    return words


def _party(value: Raw) -> str:
    """A leader, organisation or name, or plain text."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("leader", "organisation", "name", "anonymous") if value.get(key)), None)
    return _text(value)


def _text(value: Raw) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


_LABELS: Mapping[RecordKind, Callable[[Mapping[str, Raw]], str]] = {
    "country": _country,
    "visit": _visit,
    "meeting": _meeting,
    "itinerary": lambda raw: _name(raw) or _text(raw.get("traveller")),
    "statement": _words("speaker", "text"),
    "claim": _words("measure", "value"),
}
