"""A label, the source's country id and a day -> the state that existed then. `U.S.S.R.` filed under `russia`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

from visitgen.load.foreign.rows import folded, straight
from visitgen.values import dataclass

Verdict = Literal[
    "as filed",
    "historical state",
    "one of several states of that label",
    "label wrong for its date",
    "label of no state known",
    "no state of that date",
    "unknown",
]

# The source's country ids where the register's differ: the same country under another slug.
_SLUGS: Mapping[str, str] = {
    "antigua-barbuda": "antigua-and-barbuda",
    "bosnia-herzegovina": "bosnia-and-herzegovina",
    "burma": "myanmar",
    "cape-verde": "cabo-verde",
    "congo-democratic-republic": "democratic-republic-of-the-congo",
    "congo-republic": "republic-of-the-congo",
    "czech-republic": "czechia",
    "east-timor": "timor-leste",
    "german-democratic-republic": "east-germany",
    "korea-north": "north-korea",
    "korea-south": "south-korea",
    "macedonia": "north-macedonia",
    "palestinian-authority": "palestine",
    "saint-kitts-nevis": "saint-kitts-and-nevis",
    "saint-vincent-grenadines": "saint-vincent-and-the-grenadines",
    "sao-tome-principe": "sao-tome-and-principe",
    "swaziland": "eswatini",
    "turkey": "turkiye",
    "west-bank": "palestine",
}

# What a label names, where that is not a name of the register; the first that existed on the day is meant.
_LABELS: Mapping[str, tuple[str, ...]] = {
    "ussr": ("soviet-union",),
    "soviet union": ("soviet-union",),
    "russia": ("russia", "soviet-russia", "russian-empire"),
    "china peoples republic of": ("china",),
    "china republic of": ("taiwan", "china"),
    "republic of china": ("taiwan", "china"),
    "korea": ("south-korea",),
    "korea republic of": ("south-korea",),
    "korea south": ("south-korea",),
    "korea north": ("north-korea",),
    "germany federal republic of": ("germany",),
    "german democratic republic": ("east-germany",),
    "yemen arab republic": ("north-yemen",),
    "yemen": ("yemen", "north-yemen"),
    "vietnam": ("vietnam", "south-vietnam"),
    "malaya": ("malaya",),
    "tanganyika": ("tanganyika",),
    "yugoslavia": ("yugoslavia", "federal-republic-of-yugoslavia"),
    "serbia montenegro": ("serbia-and-montenegro", "federal-republic-of-yugoslavia"),
    "palestinian authority": ("palestine",),
    "west bank": ("palestine", "palestinian-territories", "jordan"),
    "bosnia": ("bosnia-and-herzegovina",),
    "bosnia herzegovina": ("bosnia-and-herzegovina",),
    "brunei darussalam": ("brunei",),
    "congo republic of": ("republic-of-the-congo",),
    "kirghizia": ("kyrgyzstan",),
    "macedonia former yugoslav republic of": ("north-macedonia",),
    "muscat oman": ("oman",),
    "slovak republic": ("slovakia",),
    "somali republic": ("somalia",),
    "st christopher and nevis": ("saint-kitts-and-nevis",),
    "st kitts and nevis": ("saint-kitts-and-nevis",),
    "st lucia": ("saint-lucia",),
    "st vincent and the grenadines": ("saint-vincent-and-the-grenadines",),
    "the gambia": ("gambia",),
    "union of south africa": ("south-africa",),
    "vatican city": ("holy-see",),
}

# Brackets that say what kind of government it was, and name no place.
_GOVERNMENTS = frozenset({"provisional government", "government in exile"})

SLUG_LENGTH = 80
"""The longest id made from one text, in characters."""

_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae",
                          "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "ð": "d", "ʻ": None})


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The state found for a row.

    Shapes: `bracket` is a part of the country that the label names in brackets, `alias` another name of the country
    in brackets; `note` is for readers.
    """

    id: str
    verdict: Verdict
    label: str
    bracket: str = ""
    alias: str = ""
    government: Literal["", "provisional", "exile"] = ""
    note: str = ""


class Countries:
    """The register of countries, indexed by id, by name and by line of succession. Never changed once made."""

    def __init__(self, records: Sequence[Mapping[str, Any]]) -> None:
        self._by_id = {record["id"]: record for record in records}
        self._by_name: dict[str, list[str]] = {}
        for record in records:
            for name in record.get("names", ()):
                known = self._by_name.setdefault(compared(name["name"]), [])
                if record["id"] not in known:
                    known.append(record["id"])

    def named(self, name: str) -> tuple[str, ...]:
        """The ids of all countries that ever had a name."""
        return tuple(self._by_name.get(compared(name), ()))

    def known(self, id: str) -> bool:
        """Whether the register has it."""
        return id in self._by_id

    def name_on(self, id: str, day: str) -> str:
        """The country's English name on a day; its id if the register lacks it."""
        names = [name for name in self._by_id.get(id, {}).get("names", ()) if name.get("lang", "en") == "en"]
        fitting: list[str] = [name["name"] for name in names if name.get("from", "") <= day <= name.get("to", "9")]
        first: str = (fitting or [name["name"] for name in names] or [id])[0]
        return first

    def existed(self, id: str, day: str) -> bool:
        """Whether it was a state, or belonged to one, on a day. Units: ISO days, both ends included."""
        return self.lived(id, day) or bool(self.holders(id, day))

    def lived(self, id: str, day: str) -> bool:
        """Whether a day lies between its first and its last; an open end is older or younger than any day."""
        first, last = self.years(id)
        return self.known(id) and first <= day <= (last or "9")

    def seat(self, id: str) -> tuple[str, str, str]:
        """Its capital, and the latitude and longitude of that; empty texts where the register has none."""
        record = self._by_id.get(id, {})
        name, lat, lon = (record.get(key, "") for key in ("capital", "lat", "lon"))
        return (name, lat, lon) if name and lat and lon else ("", "", "")

    def holders(self, id: str, day: str) -> tuple[str, ...]:
        """The countries it belonged to on a day."""
        return tuple(
            part["country"]
            for part in self._by_id.get(id, {}).get("part_of", ())
            if part.get("from", "") <= day <= part.get("to", "9")
        )

    def years(self, id: str) -> tuple[str, str]:
        """The first and last day of its existence; empty where open."""
        record = self._by_id.get(id, {})
        return record.get("valid_from", ""), record.get("valid_to", "")

    def before(self, id: str) -> Iterator[str]:
        """Its predecessors, nearest first."""
        return self._line(id, "predecessors")

    def after(self, id: str) -> Iterator[str]:
        """Its successors, nearest first."""
        return self._line(id, "successors")

    def kindred(self, first: str, second: str) -> bool:
        """Whether two are one country or one came from the other."""
        return first == second or second in self.before(first) or first in self.before(second)

    def _line(self, id: str, key: str) -> Iterator[str]:
        seen, queue = {id}, [id]
        while queue:
            for other in self._by_id.get(queue.pop(0), {}).get(key, ()):
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
                    yield other


@lru_cache(maxsize=65536)
def compared(text: str) -> str:
    """The text as names are compared: lower case, no marks, no apostrophes, one space for anything else."""
    plain = unicodedata.normalize("NFKD", straight(text).translate(_LETTERS)).encode("ascii", "ignore").decode().lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain.replace(".", "")).split())


def slug(text: str) -> str:
    """The id nearest to a text: lower case, marks and apostrophes dropped, everything else a hyphen."""
    plain = unicodedata.normalize("NFKD", straight(text).replace("’", "").translate(_LETTERS))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower())[:SLUG_LENGTH].strip("-")


def filed_as(source_id: str) -> str:
    """The register's id for an id of the source."""
    return _SLUGS.get(source_id, source_id)


def state_of(label: str, source_id: str, day: str, locale: str, countries: Countries) -> State:
    """The state a row means: by its label, then by the source's id and what came before it.

    Shapes: the source's own id, with the verdict that says so, when no state of that day is found, or none at all.
    """
    label = straight(folded(label))
    plain, bracket = _opened(label)
    government: Literal["", "provisional", "exile"] = ""
    if compared(bracket) in _GOVERNMENTS:
        government = "exile" if "exile" in bracket else "provisional"
    filed = filed_as(source_id)
    named = tuple(_meant(plain, countries, locale) or _meant(bracket, countries, locale))
    line = (filed, *countries.before(filed), *countries.after(filed))
    found = _first(named, day, countries) or _first(line[:1], day, countries) or _first(line, day, countries)
    verdict = _verdict(found, filed, named) if found or countries.known(filed) else "unknown"
    found = found or filed
    alias = bool(bracket) and not government and found in _meant(bracket, countries, locale)
    place = bracket if bracket and not government and not alias else ""
    told = verdict in ("as filed", "historical state") and not government and not place
    return State(
        id=found,
        verdict=verdict,
        label=label,
        bracket=place,
        alias=bracket if alias else "",
        government=government,
        note="" if told else f"Listed by the source under “{label}”.",
    )


def _first(ids: Sequence[str], day: str, countries: Countries) -> str | None:
    """The first of the ids that lived on a day, else the first that belonged to another country then."""
    lived = next((id for id in ids if countries.lived(id, day)), None)
    return lived or next((id for id in ids if countries.existed(id, day)), None)


def _verdict(found: str | None, filed: str, named: Sequence[str]) -> Verdict:
    """How the state found compares with the source's id and with what its label names."""
    if found is None:
        return "no state of that date"
    if found == filed:
        if not named:
            return "label of no state known"
        return "as filed" if found in named else "label wrong for its date"
    if found not in named:
        return "label wrong for its date"
    return "historical state" if found == named[0] else "one of several states of that label"


def _meant(label: str, countries: Countries, locale: str) -> Sequence[str]:
    """The countries a label names, the likeliest first."""
    key = compared(label)
    if not key:
        return ()
    if key == "vietnam" and "Hanoi" in locale:
        return ("vietnam", "north-vietnam")
    return _LABELS.get(key) or countries.named(label)


def _opened(label: str) -> tuple[str, str]:
    """A label without its bracket, and the bracket."""
    match = re.fullmatch(r"(.*?) ?\(([^()]*)\)", label)
    return (match[1], match[2]) if match else (label, "")
