"""The register as a reader may rely on it. These tests read only the JSON file, and the corpus when it is there."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
REGISTER = ROOT / "visitgen" / "load" / "countries.json"
DOCUMENT = ROOT / "docs" / "countries.md"
CORPUS = ROOT.parent / "shared" / "corpus" / "history-state"

TEXT = REGISTER.read_text("utf-8")
COUNTRIES: list[dict[str, Any]] = json.loads(TEXT)["countries"]
BY_ID = {country["id"]: country for country in COUNTRIES}

KEYS = (
    *("id", "kind", "names", "valid_from", "valid_to", "predecessors", "successors", "part_of", "codes"),
    *("region", "subregion", "capital", "lat", "lon", "note"),
)
KINDS = {"state", "partially_recognised", "territory", "historical_state", "government_in_exile"}
REGIONS = {
    "Africa": {"Northern Africa", "Eastern Africa", "Middle Africa", "Southern Africa", "Western Africa"},
    "Americas": {"Caribbean", "Central America", "Northern America", "South America"},
    "Antarctica": {"Antarctica"},
    "Asia": {"Central Asia", "Eastern Asia", "South-eastern Asia", "Southern Asia", "Western Asia"},
    "Europe": {"Eastern Europe", "Northern Europe", "Southern Europe", "Western Europe"},
    "Oceania": {"Australia and New Zealand", "Melanesia", "Micronesia", "Polynesia"},
}
# ISO 3166-1 alpha-2, the 249 officially assigned codes.
ISO_TEXT = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA
CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA
GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS
MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS
RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW
TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
ISO = set(ISO_TEXT.split())

Span = tuple[date, date]


def span(record: dict[str, str], first: str = "from", last: str = "to") -> Span:
    """First and last day; an open end is the first or the last day there is."""
    return (
        date.fromisoformat(record[first]) if first in record else date.min,
        date.fromisoformat(record[last]) if last in record else date.max,
    )


def lives(country: dict[str, Any]) -> list[Span]:
    """The spans in which a visit may name the country: as a state, and as a dependency."""
    return [span(country, "valid_from", "valid_to"), *(span(part) for part in country.get("part_of", ()))]


def answers(country: dict[str, Any], day: date) -> bool:
    return any(first <= day <= last for first, last in lives(country))


def english(country: dict[str, Any]) -> list[dict[str, str]]:
    return [name for name in country["names"] if name.get("lang", "en") == "en"]


def name_on(country: dict[str, Any], day: date) -> list[str]:
    return [name["name"] for name in english(country) if span(name)[0] <= day <= span(name)[1]]


def scalars(value: Any) -> Iterator[Any]:
    match value:
        case dict():
            for item in value.values():
                yield from scalars(item)
        case list():
            for item in value:
                yield from scalars(item)
        case _:
            yield value


def today(country: dict[str, Any]) -> bool:
    return "valid_to" not in country


@pytest.fixture(params=COUNTRIES, ids=lambda country: country["id"])
def country(request: pytest.FixtureRequest) -> dict[str, Any]:
    record: dict[str, Any] = request.param
    return record


def test_one_record_per_line_sorted_by_id() -> None:
    lines = TEXT.splitlines()
    assert [json.loads(line.rstrip(","))["id"] for line in lines[1:-1]] == sorted(BY_ID)
    assert len(BY_ID) == len(COUNTRIES)


def test_shape(country: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", country["id"])
    assert list(country) == [key for key in KEYS if key in country]
    assert {"id", "kind", "names", "region", "subregion", "lat", "lon"} <= set(country)
    assert country["kind"] in KINDS
    assert all(isinstance(scalar, str) and scalar == scalar.strip() != "" for scalar in scalars(country))
    assert set(country.get("codes", {})) <= {"alpha2", "alpha3", "numeric", "cow"}


def test_references_resolve_and_are_symmetric(country: dict[str, Any]) -> None:
    for before in country.get("predecessors", ()):
        assert country["id"] in BY_ID[before]["successors"]
    for after in country.get("successors", ()):
        assert country["id"] in BY_ID[after]["predecessors"]
    for part in country.get("part_of", ()):
        assert part["country"] != country["id"]


def test_an_owner_exists_while_it_owns(country: dict[str, Any]) -> None:
    """The owner may itself be a dependency: the Cook Islands were New Zealand's when that was a British colony."""
    for part in country.get("part_of", ()):
        assert all(answers(BY_ID[part["country"]], day) for day in span(part))


def test_days_are_in_order(country: dict[str, Any]) -> None:
    for first, last in [*lives(country), *map(span, country["names"])]:
        assert first <= last


def test_names_never_overlap_per_language(country: dict[str, Any]) -> None:
    for lang in {name.get("lang", "en") for name in country["names"]}:
        spans = sorted(span(name) for name in country["names"] if name.get("lang", "en") == lang)
        assert all(earlier[1] < later[0] for earlier, later in pairwise(spans))


def test_english_names_cover_every_day_it_may_be_named(country: dict[str, Any]) -> None:
    spans = sorted(map(span, english(country)))
    for earlier, later in pairwise(spans):
        assert later[0] - earlier[1] == timedelta(days=1)
    assert spans[0][0] <= min(first for first, _ in lives(country))
    assert spans[-1][1] >= max(last for _, last in lives(country))


def test_french_and_arabic_have_one_name_without_dates(country: dict[str, Any]) -> None:
    others = [name for name in country["names"] if "lang" in name]
    assert [name["lang"] for name in others] == ["fr", "ar"]
    assert not any({"from", "to"} & set(name) for name in others)


def test_place(country: dict[str, Any]) -> None:
    assert country["subregion"] in REGIONS[country["region"]]
    assert -90 <= float(country["lat"]) <= 90
    assert -180 <= float(country["lon"]) <= 180


def test_iso_3166_1_is_complete() -> None:
    assert len(ISO) == 249
    current = {
        country["codes"]["alpha2"] for country in COUNTRIES if today(country) and "alpha2" in country.get("codes", {})
    }
    assert current - ISO == {"XK"}
    assert current >= ISO


@pytest.mark.parametrize("code", ["alpha2", "alpha3", "numeric"])
def test_iso_codes_name_one_record(code: str) -> None:
    codes = [country["codes"][code] for country in COUNTRIES if code in country.get("codes", {})]
    assert len(codes) == len(set(codes))


def test_cow_numbers_name_one_record_today() -> None:
    numbers = [country["codes"]["cow"] for country in COUNTRIES if today(country) and "cow" in country.get("codes", {})]
    assert len(numbers) == len(set(numbers))


def test_the_document_lists_every_country_that_has_ended() -> None:
    listed = re.findall(r"^\| `([a-z0-9-]+)` \| .* \| (\d{4}-\d\d-\d\d) \|", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    assert listed == [(country["id"], country["valid_to"]) for country in COUNTRIES if not today(country)]


@pytest.mark.parametrize(
    ("ident", "day", "name"),
    [
        ("sri-lanka", "1972-05-21", "Ceylon"),
        ("sri-lanka", "1972-05-22", "Sri Lanka"),
        ("thailand", "1931-04-28", "Siam"),
        ("thailand", "1942-01-01", "Thailand"),
        ("thailand", "1947-01-01", "Siam"),
        ("iran", "1935-03-20", "Persia"),
        ("germany", "1963-06-26", "West Germany"),
        ("germany", "1990-10-03", "Germany"),
        ("egypt", "1965-01-01", "United Arab Republic"),
        ("zimbabwe", "1979-07-09", "Zimbabwe Rhodesia"),
        ("democratic-republic-of-the-congo", "1973-01-01", "Zaire"),
        ("jordan", "1946-05-25", "Transjordan"),
        ("china", "1972-02-21", "China"),
        ("turkiye", "2015-11-15", "Turkey"),
        ("czechia", "1994-01-11", "Czech Republic"),
    ],
)
def test_name_on_a_day(ident: str, day: str, name: str) -> None:
    assert name_on(BY_ID[ident], date.fromisoformat(day)) == [name]


@pytest.mark.parametrize(
    ("ident", "day", "named"),
    [
        ("gambia", "1943-01-13", True),  # Roosevelt in Bathurst: a British dependency
        ("gambia", "1965-02-18", True),
        ("ukraine", "1972-05-29", False),  # Nixon in Kiev: the Soviet Union
        ("soviet-union", "1972-05-29", True),
        ("ukraine", "1991-12-18", True),
        ("bangladesh", "1970-01-01", False),
        ("singapore", "1964-01-01", False),
        ("panama", "1903-11-02", False),
        ("norway", "1905-01-01", True),
        ("kosovo", "1999-07-29", False),
        ("federal-republic-of-yugoslavia", "1999-07-29", True),
        ("hong-kong", "1997-06-30", True),
        ("hong-kong", "1997-07-01", True),
        ("czechoslovakia", "1943-05-12", True),
        ("palestine", "1994-05-17", True),
        ("timor-leste", "2000-02-29", True),
        ("taiwan", "1949-10-01", False),
    ],
)
def test_may_be_named(ident: str, day: str, named: bool) -> None:
    assert answers(BY_ID[ident], date.fromisoformat(day)) is named


# The corpus names a country by one id under many labels. CORPUS_ID says where its ids differ from ours;
# SEVERAL lists, for an id that means several of our records, the ones to try.
CORPUS_ID = {
    "antigua-barbuda": "antigua-and-barbuda",
    "bosnia-herzegovina": "bosnia-and-herzegovina",
    "burma": "myanmar",
    "cape-verde": "cabo-verde",
    "congo-democratic-republic": "democratic-republic-of-the-congo",
    "congo-republic": "republic-of-the-congo",
    "czech-republic": "czechia",
    "german-democratic-republic": "east-germany",
    "korea-north": "north-korea",
    "korea-south": "south-korea",
    "macedonia": "north-macedonia",
    "palestinian-authority": "palestine",
    "saint-kitts-nevis": "saint-kitts-and-nevis",
    "saint-vincent-grenadines": "saint-vincent-and-the-grenadines",
    "swaziland": "eswatini",
    "turkey": "turkiye",
    "west-bank": "palestine",
}
SEVERAL = {
    "kosovo": ["kosovo", "federal-republic-of-yugoslavia"],
    "malaysia": ["malaysia", "malaya"],
    "russia": ["russia", "soviet-union", "soviet-russia", "russian-empire"],
    "serbia": ["serbia", "serbia-and-montenegro", "federal-republic-of-yugoslavia"],
    "tanzania": ["tanzania", "tanganyika", "zanzibar"],
    "vietnam": ["vietnam", "south-vietnam", "north-vietnam"],
    "yemen": ["yemen", "north-yemen", "south-yemen"],
    "yugoslavia": ["yugoslavia", "federal-republic-of-yugoslavia"],
}


def corpus_rows() -> Iterator[tuple[str, str, str]]:
    """Country id, label and first day of every trip and visit in the corpus."""
    for path in sorted(CORPUS.glob("*/*.xml")):
        for row in ET.parse(path).getroot():
            place = row.find("country") if row.find("country") is not None else row.find("from")
            start = (row.findtext("start-date") or "").strip()
            if place is not None and start:
                yield place.get("id", ""), " ".join("".join(place.itertext()).split()), start


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_the_corpus_can_be_answered() -> None:
    rows = list(corpus_rows())
    assert len(rows) > 5000
    unanswered = set()
    for ident, label, start in rows:
        candidates = SEVERAL.get(ident) or [CORPUS_ID.get(ident, ident)]
        if not any(answers(BY_ID[candidate], date.fromisoformat(start)) for candidate in candidates):
            unanswered.add((ident, label, start))
    assert not unanswered
