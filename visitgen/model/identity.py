"""Documents -> Items: every record found, owned ones taken out of their owners, each with its permanent id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar, cast

from visitgen.diagnostics import Finding, Pointer, Related, codes
from visitgen.load import REGISTER_FILE, Document, Late, Raw
from visitgen.model import records
from visitgen.model.dates import Date, Interval, parsed_date, parsed_interval
from visitgen.model.fields import ListOf, Owned, RecordKind, keys_of
from visitgen.model.parts import Origin
from visitgen.values import dataclass

CLASSES: Mapping[RecordKind, type] = {
    "country": records.Country,
    "topic": records.Topic,
    "source": records.Source,
    "leader": records.Leader,
    "organisation": records.Organisation,
    "place": records.Place,
    "event": records.Event,
    "visit": records.Visit,
    "meeting": records.Meeting,
    "itinerary": records.Itinerary,
    "statement": records.Statement,
    "claim": records.Claim,
    "page": records.FreePage,
}
"""The class of each kind of record."""

OWNED: Mapping[RecordKind, tuple[tuple[str, RecordKind], ...]] = {
    kind: tuple(
        (spelling, declared.type.item.kind)
        for spelling, (_, declared) in keys_of(record).items()
        if isinstance(declared.type, ListOf) and isinstance(declared.type.item, Owned)
    )
    for kind, record in CLASSES.items()
}
"""The keys under which a record of a kind owns others."""

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ID_LENGTH = 120
"""The longest id, in characters: with its folder it must fit every file system."""
_SPELT = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys("’'ʻ")
)
"""Letters that have no decomposition, and marks inside words that leave no gap."""
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
_ID_RULE = "ids have the letters a to z, digits and single hyphens"
_MADE_OF: Mapping[RecordKind, str] = {
    "visit": "complete `visitor`, `host` and `start` (or `within`), from which an id is made, or write `id: …`",
    "meeting": "complete `date` (or `within`) and `participants`, from which an id is made, or write `id: …`",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Late):
    """A record as written, with its id. `hidden` ones are drafts, under embargo, or owned by such."""

    LATE: ClassVar[str] = "raw"
    READ_WHOLE: ClassVar[int] = 200

    kind: RecordKind
    id: str
    raw: Mapping[str, Raw]
    origin: Origin
    owner: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Every record by kind and id, the countries by their codes, and the former ids.

    Shapes: items in the order of files; `former` maps an old id to the one that took its place. Of the kinds in
    `unread` some records could not be read or identified, so that a reference to one may be right all the same.
    """

    items: Mapping[RecordKind, Mapping[str, Item]]
    country_codes: Mapping[str, str]
    former: Mapping[RecordKind, Mapping[str, str]]
    unread: frozenset[str] = frozenset()


def identified(
    documents: Iterable[Document],
    register: Document,
    as_of: date,
    *,
    drafts: bool = False,
    unread: Iterable[str] = (),
) -> tuple[Register, tuple[Finding, ...]]:
    """The records of the documents and of the built-in register of countries, each under its id.

    `drafts` takes in drafts and embargoed records as if they were published. `unread` are kinds of which some files
    could not be read.
    Errors: L114 for values that are no records, M106 for ids that are none, M109 for records that need one, M202 for
    ids used twice.
    """
    documents = tuple(documents)
    countries = _register_countries(register)
    codes_by = _country_codes((item.raw, item.id) for item in countries.values())
    for document in documents:
        if document.kind == "country":
            codes_by.update(_country_codes(_own_countries(document)))
    work = _Work(codes_by, as_of, drafts)
    work.items["country"] = dict(countries)
    for document in documents:
        work.file(document)
    former = {kind: _former(items, work.findings) for kind, items in work.items.items()}
    known = Register(
        items=work.items, country_codes=codes_by, former=former, unread=_with_owned({*unread, *work.unread})
    )
    return known, tuple(work.findings)


def rewritten(
    known: Register, before: Sequence[Document], documents: Sequence[Document], as_of: date, *, drafts: bool
) -> Register | None:
    """The register of these documents, where it was `known` for those `before` without a fault, as of the same day.

    `None` where more has changed than what some records say: an id, an owner, what is hidden, a country.
    """
    if len(before) != len(documents):
        return None
    items: dict[RecordKind, dict[str, Item]] = {}
    for old, new in zip(before, documents, strict=True):
        if old is new:
            continue
        was, now = (_Work(known.country_codes, as_of, drafts) for _ in range(2))
        for document, work in ((old, was), (new, now)):
            work.file(document)
        if now.findings or new.kind == "country" or was.outline() != now.outline():
            return None
        for kind, found in now.items.items():
            if found:
                items.setdefault(kind, dict(known.items[kind])).update(found)
    return replace(known, items={**known.items, **items})


def slug(text: str) -> str:
    """The id nearest to a text: lower case, marks dropped, everything else a hyphen; may be empty."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_SPELT))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")


class _Work:
    """The items gathered so far. One pass over the documents fills it; nothing outside this module sees it."""

    def __init__(self, country_codes: Mapping[str, str], as_of: date, drafts: bool) -> None:
        self.items: dict[RecordKind, dict[str, Item]] = {kind: {} for kind in CLASSES}
        self.findings: list[Finding] = []
        self.unread: set[str] = set()
        self.country_codes = country_codes
        self.as_of = as_of
        self.drafts = drafts

    def file(self, document: Document) -> None:
        """Files the records of one document."""
        kind = cast(RecordKind, "topic" if document.kind == "topics" else document.kind)
        for raw, origin, fallback in _entries(document, self.findings):
            self.take(kind, raw, origin, fallback)

    def outline(self) -> object:
        """What other records may be told of these, in their order."""
        return [
            (kind, id, item.owner, item.hidden, item.raw.get("formerly"))
            for kind, items in self.items.items()
            for id, item in items.items()
        ]

    def take(
        self,
        kind: RecordKind,
        raw: dict[str, Raw],
        origin: Origin,
        fallback: str | None,
        owner: str | None = None,
        hidden: bool = False,
    ) -> str | None:
        """Files one record and what it owns; its id, or `None` when it has none that can be used."""
        id = self.id_of(kind, raw, origin, fallback)
        if id is None:
            self.unread.add(kind)
            return None
        hidden = hidden or (not self.drafts and _unpublished(raw, self.as_of))
        for key, owned_kind in OWNED[kind]:
            if key in raw:
                raw = {**raw, key: self.owned(owned_kind, raw[key], origin, key, id, hidden)}
        if kind == "itinerary":
            hidden = hidden or self.all_hidden(raw.get("visits"), id)
        known = self.items[kind]
        earlier = known.get(id)
        if earlier and not (kind == "country" and earlier.origin.file == REGISTER_FILE):
            self.findings.append(
                Finding(
                    code=codes.DUPLICATE_ID,
                    message=f"two records of kind {kind} have the id `{id}`",
                    at=_id_place(raw, origin),
                    label="here",
                    related=(Related(at=_id_place(earlier.raw, earlier.origin), label="and here"),),
                    help="give one of them an explicit `id`, or delete it if they are the same",
                )
            )
            return id
        if earlier and hidden:
            return id  # what a draft would change of a built-in country is not published
        if earlier:
            raw = {**earlier.raw, **raw}
        known[id] = Item(kind=kind, id=id, raw=raw, origin=origin, owner=owner, hidden=hidden)
        return id

    def owned(self, kind: RecordKind, value: Raw, origin: Origin, key: str, owner: str, hidden: bool) -> Raw:
        """The value of an owning key with the records written in place filed, and their ids left instead."""
        entries = value if isinstance(value, list) else [value]
        if not any(isinstance(entry, dict) for entry in entries):
            return value
        kept: list[Raw] = []
        for index, entry in enumerate(entries):
            if not isinstance(entry, dict):
                kept.append(entry)
                continue
            path = (*origin.path, key, index) if isinstance(value, list) else (*origin.path, key)
            fallback = f"{owner}-{kind}-{index + 1}" if kind in ("statement", "claim") else None
            kept.append(self.take(kind, entry, Origin(file=origin.file, path=path), fallback, owner, hidden) or "?")
        return kept

    def all_hidden(self, visits: Raw, owner: str) -> bool:
        """Whether all visits of a journey are written in it and hidden, so that nothing of it can be shown."""
        known = self.items["visit"]
        items = [known.get(id) if isinstance(id, str) else None for id in (visits if isinstance(visits, list) else [])]
        return bool(items) and all(item is not None and item.hidden and item.owner == owner for item in items)

    def id_of(self, kind: RecordKind, raw: dict[str, Raw], origin: Origin, fallback: str | None) -> str | None:
        given = raw.get("id")
        if given is not None and not isinstance(given, str):
            self.findings.append(
                Finding(code=codes.WRONG_TYPE, message="an id is text", at=origin.at("id"), help="write one word")
            )
            return None
        if kind == "source" and given is not None and not ID.fullmatch(given) and origin.file.endswith(".json"):
            citation_key = raw.get("citation-key")
            given = slug(citation_key if isinstance(citation_key, str) else given.rstrip("/").rpartition("/")[2])
        id = given if given is not None else fallback or self.made_id(kind, raw)
        if id is None:
            cure = _MADE_OF.get(kind, f"write `id: …` as its first line; {_ID_RULE}")
            message = f"this {kind} needs an `id`"
            self.findings.append(Finding(code=codes.NEEDS_ID, message=message, at=origin.at(), help=cure))
            return None
        if fault := bad_id(id):
            self.findings.append(_bad_id(kind, id, fault, raw, origin))
            return None
        return id

    def made_id(self, kind: RecordKind, raw: dict[str, Raw]) -> str | None:
        """START-VISITOR-HOST for a visit, DATE-PARTICIPANTS for a meeting; content model, section 1.5."""
        day = _day_text(raw.get("start") if kind == "visit" else raw.get("date")) or _day_text(raw.get("within"))
        if kind == "visit":
            visitor, host = raw.get("visitor"), raw.get("host")
            if day and isinstance(visitor, str) and isinstance(host, str) and slug(visitor) and slug(host):
                return f"{day}-{slug(visitor)}-{self.country_codes.get(host, slug(host))}"
        if kind == "meeting" and day:
            people = raw.get("participants")
            names = [_participant(person) for person in (people if isinstance(people, list) else [people])]
            slugs = [slug(name) for name in names if name]
            made = "-".join([day, *slugs])
            if slugs and all(slugs) and len(made) <= ID_LENGTH:
                return made
        return None


def _entries(document: Document, findings: list[Finding]) -> Iterator[tuple[dict[str, Raw], Origin, str | None]]:
    """The records of one document: (as written, where, the id it falls back on)."""
    value = document.value
    top = Origin(file=document.file)
    if document.kind == "topics":
        if isinstance(value, dict):
            for name, entry in value.items():
                at = Origin(file=document.file, path=(name,))
                if isinstance(entry, dict | str):
                    yield {"label": entry} if isinstance(entry, str) else entry, at, name
                else:
                    findings.append(_no_record(at.at(), "a topic", "write `label: …` below it"))
        elif value is not None:
            findings.append(_no_record(top.at(), "a list of topics", "write `id: {label: …}` lines"))
        return
    if isinstance(value, dict):
        yield value, top, document.stem
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            at = Origin(file=document.file, path=(index,))
            if isinstance(entry, dict):
                numbered = document.kind in ("statement", "claim")
                yield entry, at, f"{slug(document.stem)}-{index + 1}" if numbered else None
            else:
                findings.append(_no_record(at.at(), "a record", "write `- key: value` lines, all keys indented alike"))
    else:
        what = "this file is empty" if value is None else None
        findings.append(_no_record(top.at(), "a record", "write `key: value` lines, or delete the file", what))


def _no_record(at: Pointer, wanted: str, help: str, message: str | None = None) -> Finding:
    return Finding(code=codes.NOT_A_RECORD, message=message or f"this is not {wanted}", at=at, help=help)


def bad_id(id: str) -> str | None:
    """What is wrong with an id, in words that fit behind it, or `None` when it is one."""
    if not ID.fullmatch(id):
        return "is no id"
    if len(id) > ID_LENGTH:
        return f"is longer than {ID_LENGTH} characters"
    return "is a name that Windows keeps for itself" if id in _RESERVED else None


def _bad_id(kind: RecordKind, id: str, fault: str, raw: Mapping[str, Raw], origin: Origin) -> Finding:
    """M106, where the id is written, with one that would do."""
    likely = (slug(text)[:ID_LENGTH].strip("-") for text in (id, *names_of(raw)))
    better = next((text for text in likely if not bad_id(text)), "")
    if "id" in raw:
        called, at, cure = "id", origin.at("id"), f"write `id: {better or '…'}`"
    elif kind == "topic":
        called, at, cure = "topic", origin.at(on="key"), f"write `{better or '…'}:`"
    elif origin.path:
        called, at, cure = "the id made for this record,", origin.at(), f"write `id: {better or '…'}`"
    else:
        name = f"{better}.{origin.file.rpartition('.')[2]}" if better else ""
        called, at, cure = "file name", origin.at(), f"rename the file to `{name}`" if name else "rename the file"
    help = "shorten it" if len(id) > ID_LENGTH and ID.fullmatch(id) else f"{cure}; {_ID_RULE}"
    return Finding(code=codes.BAD_ID, message=f"{called} `{id}` {fault}", at=at, help=help)


def names_of(raw: Mapping[str, Raw]) -> Iterator[str]:
    """The names a record goes by, as written."""
    for key in ("name", "title", "label"):
        if isinstance(name := raw.get(key), str):
            yield name
    for key in ("names", "other_names", "aliases"):
        entries = raw.get(key)
        for entry in entries if isinstance(entries, list) else [entries]:
            called = entry.get("name") if isinstance(entry, dict) else entry
            if isinstance(called, str):
                yield called


def _former(items: Mapping[str, Item], findings: list[Finding]) -> dict[str, str]:
    """The present id for every former one. Errors: M106 for what is no id, M202 for one that another record has."""
    found: dict[str, str] = {}
    for item in items.values():
        written = item.raw.get("formerly")
        for index, old in enumerate(written if isinstance(written, list) else [written]):
            if not isinstance(old, str) or not old.strip():
                continue  # told as M103 by `structure`
            at = item.origin.at("formerly", index)
            if fault := bad_id(old):
                better = slug(old)[:ID_LENGTH].strip("-")
                cure = f"write `{better}`; {_ID_RULE}" if better and not bad_id(better) else _ID_RULE
                findings.append(Finding(code=codes.BAD_ID, message=f"former id `{old}` {fault}", at=at, help=cure))
                continue
            other = items.get(old) or (items[found[old]] if old in found else None)
            if other:
                has = "is the id of this record itself" if other is item else f"is the id of another {item.kind}"
                place = Related(at=_id_place(other.raw, other.origin), label="the other one")
                findings.append(
                    Finding(
                        code=codes.DUPLICATE_ID,
                        message=f"former id `{old}` {has}",
                        at=at,
                        related=() if other is item else (place,),
                        help="take it out of `formerly`: an address leads to one record only",
                    )
                )
            found.setdefault(old, item.id)
    return found


def _with_owned(kinds: Iterable[str]) -> frozenset[str]:
    """These kinds, and those of the records they may hold inline."""
    found = set(kinds)
    waiting = list(found)
    while waiting:
        for _, owned in OWNED.get(waiting.pop(), ()):  # type: ignore[call-overload]
            if owned not in found:
                found.add(owned)
                waiting.append(owned)
    return frozenset(found)


def _id_place(raw: Mapping[str, Raw], origin: Origin) -> Pointer:
    """Where a record says its id, or the record itself."""
    return origin.at("id") if "id" in raw else origin.at()


def _register_countries(register: Document) -> dict[str, Item]:
    countries: dict[str, Item] = {}
    assert isinstance(register.value, list)
    for raw in register.value:
        assert isinstance(raw, dict) and isinstance(raw["id"], str)
        countries[raw["id"]] = Item(kind="country", id=raw["id"], raw=raw, origin=Origin(file=register.file))
    return countries


def _own_countries(document: Document) -> Iterator[tuple[Mapping[str, Raw], str]]:
    values = document.value if isinstance(document.value, list) else [document.value]
    for raw in values:
        if isinstance(raw, dict):
            id = raw.get("id", document.stem)
            if isinstance(id, str):
                yield raw, id


def _country_codes(countries: Iterable[tuple[Mapping[str, Raw], str]]) -> dict[str, str]:
    """Country ids by ISO code; where a past state shares a code with a present one, the present one has it."""
    found: dict[str, str] = {}
    for raw, id in sorted(countries, key=lambda entry: "valid_to" in entry[0]):
        stated = raw.get("codes")
        if isinstance(stated, dict):
            for name in ("alpha2", "alpha3"):
                code = stated.get(name)
                if isinstance(code, str):
                    found.setdefault(code, id)
    return found


def _unpublished(raw: Mapping[str, Raw], as_of: date) -> bool:
    """Whether a record is a draft or under embargo; an embargo that cannot be read counts as one."""
    if raw.get("draft") == "yes":
        return True
    embargo = raw.get("embargo_until")
    if embargo is None:
        return False
    until = parsed_date(embargo) if isinstance(embargo, str) else None
    return not isinstance(until, Date) or as_of < until.last


def _day_text(value: Raw) -> str | None:
    """The earliest date of a text as it stands in an id, `2023-10-07`; `None` if it is no date."""
    if not isinstance(value, str):
        return None
    found = parsed_interval(value) if "/" in value else parsed_date(value)
    if isinstance(found, Interval):
        found = found.start or found.end  # type: ignore[assignment]
    return slug(found.text) if isinstance(found, Date) else None


def _participant(value: Raw) -> str | None:
    if isinstance(value, dict):
        value = next((value[key] for key in ("leader", "organisation", "name") if key in value), None)
    return value if isinstance(value, str) else None
