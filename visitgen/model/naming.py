"""A new record -> the id it is offered, and the folder it is put into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from visitgen.load import Raw
from visitgen.model.fields import RecordKind
from visitgen.model.identity import ID_LENGTH, Register, bad_id, slug

BY_YEAR = frozenset({"visit", "meeting"})
"""The kinds whose files stand in a folder for each year."""


def proposed_id(kind: RecordKind, raw: Mapping[str, Raw], register: Register) -> str | None:
    """An id that is free, short, and likely to stay fitting; `None` if the record says too little, or all are taken.

    An id is for good, and no number is added to one in silence: what tells a record from another like it is its date.
    """
    return next((id for id in likely_ids(kind, raw, register) if not taken(kind, id, register)), None)


def likely_ids(kind: RecordKind, raw: Mapping[str, Raw], register: Register) -> Iterator[str]:
    """The ids that would suit a record, free or not, the shortest first."""
    return (id for id in _candidates(kind, raw, register) if id and len(id) <= ID_LENGTH and not bad_id(id))


def taken(kind: RecordKind, id: str, register: Register) -> bool:
    """Whether a record of this kind has the id, or once had it, so that its address leads elsewhere."""
    return id in register.items[kind] or id in register.former[kind]


def subfolder(kind: RecordKind, raw: Mapping[str, Raw]) -> str:
    """The folder inside that of the kind, ending in `/`: the year of a visit or meeting; empty otherwise."""
    year = _day(raw)[:4]
    return f"{year}/" if kind in BY_YEAR and year.isdecimal() else ""


def _candidates(kind: RecordKind, raw: Mapping[str, Raw], register: Register) -> Iterator[str]:
    day = slug(_day(raw))
    match kind:
        case "visit":
            visitor, host = _text(raw.get("visitor")), _text(raw.get("host"))
            host = slug(register.country_codes.get(host, host))
            short = f"{_surname(visitor, register)}-{host}"
            yield from (short, f"{short}-{day[:4]}", f"{short}-{day[:7]}", f"{short}-{day}")
            yield f"{day}-{slug(visitor)}-{host}"
        case "meeting":
            names = _people(raw, register)
            if names:
                yield "-".join(part for part in (*names[:3], day) if part)
                yield "-".join(part for part in (*names, day) if part)
        case "itinerary":
            yield slug(_text(raw.get("title")))
            yield slug(f"{_surname(_text(raw.get('traveller')), register)}-journey")
        case "event":
            name = slug(_text(raw.get("name")))
            yield name
            yield f"{name}-{day[:4]}"
        case "source":
            where = next(filter(None, (_text(raw.get(key)) for key in ("container-title", "publisher", "author"))), "")
            issued = slug(_text(raw.get("issued")))
            if where and issued:
                yield f"{slug(where).removeprefix('the-')}-{issued}"
            yield _cut(slug(_text(raw.get("title"))))
        case _:
            yield slug(_text(raw.get("name")))


def _surname(leader: str, register: Register) -> str:
    """The part of a leader's name that lists begin with, as their record has it, else the whole id."""
    item = register.items["leader"].get(leader)
    first, comma, _ = _text(item.raw.get("sort_name")).partition(",") if item else ("", "", "")
    return slug(first) if comma and slug(first) else slug(leader)


def _people(raw: Mapping[str, Raw], register: Register) -> list[str]:
    people = raw.get("participants")
    names: list[str] = []
    for person in people if isinstance(people, list) else [people]:
        if isinstance(person, dict):
            leader = _text(person.get("leader"))
            name = _text(person.get("organisation")) or _cut(slug(_text(person.get("name"))), 30)
        else:
            leader, name = _text(person), ""
        names.append(_surname(leader, register) if leader else slug(name))
    return [name for name in names if name]


def _cut(text: str, length: int = 60) -> str:
    """The words of an id that fit into a length."""
    return text if len(text) <= length else text[: length + 1].rpartition("-")[0] or text[:length]


def _day(raw: Mapping[str, Raw]) -> str:
    """The beginning of the record's time, as written, without marks of doubt."""
    for key in ("start", "date", "within"):
        if day := _text(raw.get(key)).partition("/")[0].rstrip("?~%"):
            return day
    return ""


def _text(value: Raw) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, str) else ""
