"""The places named for a row -> place records and the stops of a visit. `London, Cornwall` is two stops."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from visitgen.load.foreign.rows import folded, straight
from visitgen.load.foreign.states import Countries, compared, slug
from visitgen.values import dataclass

# A comma inside one place's name, and a place followed by its region rather than by another place.
_ONE_PLACE = ("Mexico, D.F.",)
_WITH_REGION: Mapping[str, tuple[str, str]] = {
    "Martinique, West Indies": ("Martinique", "West Indies"),
    "Birch Grove, Sussex": ("Birch Grove", "Sussex"),
    "Montebello, Quebec": ("Montebello", "Quebec"),
}

# The same place under two spellings in the source, checked by hand: (country, spelling, the one kept). Only slips of
# the pen, two ways of writing one name, and shortened names: a name of another time (Peking, Djakarta, Kiev) stays.
_SAME_PLACE: Mapping[tuple[str, str], str] = {
    ("china", "Guelin"): "Guilin",
    ("france", "Colleville"): "Colleville-sur-Mer",
    ("georgia", "Tblisi"): "Tbilisi",
    ("germany", "Elmau"): "Schloss Elmau",
    ("guatemala", "Antigua"): "Antigua Guatemala",
    ("jordan", "Shuneh"): "South Shuneh",
    ("saudi-arabia", "Jidda"): "Jeddah",
    ("senegal", "Goree Island"): "Goree",
    ("soviet-union", "Tblisi"): "Tbilisi",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place as a row names it.

    Shapes: `region` is what stood in brackets; `alias` too, or the source's own spelling. Empty if there is none.
    """

    name: str
    country: str
    region: str = ""
    alias: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place record to be. Shapes: `countries` with the first and last day of each, the earliest first."""

    id: str
    name: str
    other_names: tuple[str, ...]
    regions: tuple[str, ...]
    countries: tuple[tuple[str, str, str], ...]


def mentions(locale: str, host: str, day: str, part: str, countries: Countries) -> tuple[Mention, ...]:
    """The places of a locale, in order. `part` is the part of the country that the row's label names, if any.

    Shapes: every word of the locale is in one of them.
    """
    text = straight(folded(locale)).replace("; ", ", ")
    if not text:
        return ()
    if text in _WITH_REGION:
        name, region = _WITH_REGION[text]
        return (Mention(name=name, country=_part_of(host, name, day, countries), region=region, day=day),)
    for whole in _ONE_PLACE:
        text = text.replace(whole, whole.replace(",", "\0"))
    found: list[Mention] = []
    for piece in re.split(r",\s*(?![^()]*\))", text):
        mention = _mention(piece.replace("\0", ",").strip(), host, day, countries)
        if part and mention.country == host:
            mention = replace(mention, country=_part_of(host, part, day, countries))
        if mention.name:
            found.append(_respelt(mention))
    return tuple(found)


def _mention(piece: str, host: str, day: str, countries: Countries) -> Mention:
    """One place: a bracket is a country that belonged to the host then, another name of the place, or a region."""
    match = re.fullmatch(r"(.*?) ?\(([^()]*)\)\.?", piece)
    if not match:
        name = _without_stop(piece)
        return Mention(name=name, country=_part_of(host, name, day, countries), day=day)
    name, bracket = match[1], match[2]
    country = _part_of(host, bracket, day, countries)
    if country != host:
        return Mention(name=name, country=country, day=day)
    if (name, bracket) in _ALIASES:
        return Mention(name=name, country=host, alias=bracket, day=day)
    return Mention(name=name, country=host, region=bracket, day=day)


def _respelt(mention: Mention) -> Mention:
    """The mention under the spelling that the table prefers, with the source's own as another name."""
    better = _SAME_PLACE.get((mention.country, mention.name))
    return replace(mention, name=better, alias=mention.name) if better else mention


_ALIASES = frozenset({("Mumbai", "Bombay"), ("Bombay", "Mumbai"), ("Constantinople", "Istanbul")})
"""Brackets that hold another name of the same place. Any other bracket is a region."""

_COUNTRY_SPELLINGS = {"trinidad": "trinidad and tobago", "the bahamas": "bahamas", "the gambia": "gambia",
                      "antilles": "netherlands antilles", "st lucia": "saint lucia"}


def _part_of(host: str, name: str, day: str, countries: Countries) -> str:
    """The country of that name if it belonged to the host on the day, else the host."""
    key = compared(name)
    for id in countries.named(_COUNTRY_SPELLINGS.get(key, name)):
        if host in countries.holders(id, day):
            return id
    return host


def _without_stop(name: str) -> str:
    """The name without a full stop at its end, unless it ends an abbreviation."""
    return name[:-1] if re.search(r"\w{3}\.$", name) else name


def placed(
    found: Iterable[Mention], countries: Countries, taken: Mapping[str, frozenset[str]]
) -> tuple[Mapping[Mention, str], tuple[Place, ...]]:
    """The id of each mention, and the places to be written.

    `taken` are the ids of places that the archive has, with the countries of each: the same name in another country
    gets an id of its own.
    Shapes: mentions of one name are one place when one of their countries came from the other or belonged to it.
    """
    by_name: dict[str, list[Mention]] = {}
    for mention in dict.fromkeys(found):
        by_name.setdefault(compared(mention.name), []).append(mention)
    plain = {slug(group[0].name) for group in by_name.values()}
    ids: dict[Mention, str] = {}
    places: list[Place] = []
    for group in by_name.values():
        clusters = _clusters(group, countries)
        for cluster in clusters:
            id = _id(cluster, len(clusters) > 1, countries, taken)
            if id in ids.values() or (len(clusters) > 1 and id in plain):
                id = f"{slug(cluster[0].name)}-in-{_latest(cluster)}"
            places.append(_place(id, cluster, countries))
            ids.update(dict.fromkeys(cluster, id))
    return ids, tuple(sorted(places, key=lambda place: place.id))


def _clusters(group: list[Mention], countries: Countries) -> list[list[Mention]]:
    """Mentions of one name, put together by country and region."""
    clusters: list[list[Mention]] = []
    for mention in group:
        same = [cluster for cluster in clusters if any(_same(mention, other, countries) for other in cluster)]
        joined = [*(entry for cluster in same for entry in cluster), mention]
        clusters = [cluster for cluster in clusters if cluster not in same] + [joined]
    return clusters


def _same(first: Mention, second: Mention, countries: Countries) -> bool:
    if first.country == second.country:
        regions = {_region(first.region), _region(second.region)} - {""}
        return len(regions) < 2 or any(a != b and a in b for a in regions for b in regions)
    return any(_kin(first.country, second.country, mention.day, countries) for mention in (first, second))


def _kin(first: str, second: str, day: str, countries: Countries) -> bool:
    """Whether two countries are one line of succession, or one belonged to the other on a day."""
    held = second in countries.holders(first, day) or first in countries.holders(second, day)
    return held or countries.kindred(first, second)


def _region(text: str) -> str:
    return compared(text).removeprefix("the ")


def _id(
    cluster: list[Mention], ambiguous: bool, countries: Countries, taken: Mapping[str, frozenset[str]]
) -> str:
    """The slug of the name; with the region or the country where the name alone would be ambiguous."""
    base = slug(cluster[0].name) or "place"
    own = {mention.country for mention in cluster}
    others, day = taken.get(base, frozenset()), cluster[-1].day
    foreign = bool(others) and not any(_kin(a, b, day, countries) for a in own for b in others)
    if not ambiguous and not foreign:
        return base
    regions = sorted({_region(mention.region) for mention in cluster} - {""})
    suffix = regions[0].replace(" ", "-") if regions else _latest(cluster)
    return f"{base}-{suffix}"


def _latest(cluster: list[Mention]) -> str:
    return max(cluster, key=lambda mention: mention.day).country


def _place(id: str, cluster: list[Mention], countries: Countries) -> Place:
    """The record of a cluster: its commonest spelling, and its countries with their dates where there are several."""
    spellings = sorted({mention.name for mention in cluster})
    counted = [mention.name for mention in cluster]
    name = max(spellings, key=lambda spelling: (counted.count(spelling), -len(spelling), spelling))
    others = [spelling for spelling in spellings if spelling != name]
    others += sorted({mention.alias for mention in cluster} - {""})
    ids = sorted({mention.country for mention in cluster}, key=lambda id: (countries.years(id)[0], id))
    dated = tuple((id, *(_years(id, ids, countries))) for id in ids) if len(ids) > 1 else ((ids[0], "", ""),)
    regions: dict[str, str] = {}
    for mention in cluster:
        regions.setdefault(_region(mention.region), mention.region)
    regions.pop("", None)
    return Place(id=id, name=name, other_names=tuple(others), regions=tuple(regions.values()), countries=dated)


def _years(id: str, ids: list[str], countries: Countries) -> tuple[str, str]:
    """The first and last day a place belonged to one of several countries, as far as the register says.

    Shapes: a country that went on, but without the place, ends when the next began.
    """
    first, last = countries.years(id)
    if first and not any(countries.years(other)[0] < first for other in ids if other != id):
        first = ""
    if not last:
        later = [countries.years(other)[0] for other in ids if other != id and countries.years(other)[0] > first]
        last = _day_before(min(later)) if later else ""
    return first, last


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
