"""Schemas: they know every key, never refuse what visitgen accepts, and refuse most of what it refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from visitgen.diagnostics import codes
from visitgen.load import FOLDERS, load_content, load_register
from visitgen.load.sample import load_sample
from visitgen.load.source import Source, read_value
from visitgen.model import identified
from visitgen.model.checks import CHECKS
from visitgen.model.dates import NotADate, parsed_date, parsed_interval
from visitgen.model.fields import Group, Id, ListOf, keys_of
from visitgen.model.identity import CLASSES, Item, Register
from visitgen.model.labels import LONGEST, known_words, label
from visitgen.model.parts import Meta, Origin
from visitgen.model.schema import MADE_IDS, ONE_OF, Known, Schema, needed, schemas
from visitgen.model.settings import Site
from visitgen.model.specimen import specimen
from visitgen.model.structure import structured

ROOT = Path(__file__).parents[3]
NOTHING = Known(ids={})

# YAML as editors read it


class Core(yaml.CSafeLoader):
    """YAML 1.2's core schema, which yaml-language-server uses: `yes` and dates are text, `2023` is a number."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", list("-+.0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))


class Old(yaml.CSafeLoader):
    """YAML 1.1, which other editors use: `yes` and `NO` are flags, `14:30` is a number."""


# A date becomes a text again, as JSON has none.
Old.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))


def kind_of(name: str) -> str | None:
    """The schema for a file of a content folder."""
    if name in ("site.yaml", "topics.yaml"):
        return name.removesuffix(".yaml")
    top, _, rest = name.partition("/")
    return FOLDERS.get(top) if rest.endswith(".yaml") else None


@cache
def archive(folder: Path) -> dict[str, Draft7Validator]:
    """The schemas of a content folder."""
    content, _ = load_content(folder)
    register, _ = identified(content.documents, load_register(), date.max, drafts=True, unread=content.unread)
    made = schemas(known_words(register, available_timezones()))
    return {name: Draft7Validator(schema) for name, schema in made.items()}


def files(folder: Path) -> Iterator[tuple[str, str, str]]:
    """The YAML files of a content folder: name, kind and text."""
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and (kind := kind_of(name)):
            yield name, kind, path.read_bytes().decode("utf-8-sig", "replace")


def faults(folder: Path, loader: type[yaml.CSafeLoader]) -> list[str]:
    """What the schemas of a folder say against its files."""
    found: list[str] = []
    for name, kind, text in files(folder):
        try:
            value = yaml.load(text, loader)
        except (yaml.YAMLError, ValueError, RecursionError):
            continue
        for error in archive(folder)[kind].iter_errors(value):
            found.append(f"{name}: {'.'.join(map(str, error.path))}: {error.message[:100]}")
    return found


# What is accepted


@pytest.mark.parametrize("loader", [Core, Old])
@pytest.mark.parametrize("folder", ["content", *(f"tests/sites/{path.name}/content" for path in
                         sorted((ROOT / "tests/sites").iterdir()) if (path / "content").is_dir())])  # fmt: skip
def test_nothing_that_visitgen_accepts_is_refused(folder: str, loader: type[yaml.CSafeLoader]) -> None:
    assert faults(ROOT / folder, loader) == []


MARKED = ("M101", "M102", "M103", "M104", "M105", "M201")
"""The problems of one value or one mapping."""

SURE = (
    "M101-unknown-key", "M101-unknown-key-inside", "M101-unknown-key-owned", "M101-unknown-key-site",
    "M102-missing-field", "M102-missing-field-date", "M102-missing-field-empty", "M103-wrong-type",
    "M104-bad-value", "M104-bad-value-flag", "M104-bad-value-unknown-rule", "M105-bad-date-words", "M105-bad-date-month-first",
    "M201-unknown-reference", "M201-unknown-reference-country", "M201-unknown-reference-source",
)  # fmt: skip
"""Broken records that a schema must find."""


def test_structural_mistakes_are_marked() -> None:
    """Most of them: not those in prose or pages, nor those for which days must be counted or dates compared."""
    cases = [case for case in sorted((ROOT / "tests/broken").iterdir()) if case.name[:4] in MARKED]
    marked = {case.name for case in cases if faults(case / "content", Core)}
    assert set(SURE) - marked == set()
    assert len(marked) >= 0.75 * len(cases)


@given(st.from_regex(r"[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?[?~%]?", fullmatch=True) | st.dates().map(str) | st.text())
def test_every_date_matches_the_pattern_for_dates(text: str) -> None:
    pattern = schemas_of_nothing()["visit"]["definitions"]["visit"]["properties"]["start"]["pattern"]
    if not isinstance(parsed_date(text), NotADate):
        assert re.search(pattern, text)


@given(st.lists(st.dates().map(str) | st.sampled_from(["", "..", "195X", "2023-10", "1874~"]), min_size=2, max_size=2))
def test_every_interval_matches_the_pattern_for_intervals(ends: list[str]) -> None:
    pattern = schemas_of_nothing()["visit"]["definitions"]["visit"]["properties"]["within"]["pattern"]
    if not isinstance(parsed_interval("/".join(ends)), NotADate):
        assert re.search(pattern, "/".join(ends))


@cache
def schemas_of_nothing() -> dict[str, Schema]:
    """The schemas of an archive without records."""
    return schemas(NOTHING)


@pytest.mark.parametrize(
    ("kind", "value", "right"),
    [
        ("visit", {"visitor": "a", "host": "b", "start": 2023}, True),
        ("visit", {"visitor": "a", "host": "b", "start": 20231024}, False),
        ("visit", {"visitor": "a", "host": "b", "start": 2023.1}, False),
        ("visit", {"visitor": "a", "host": False, "start": "2023"}, True),
        ("visit", {"visitor": "a", "host": "c", "start": "2023"}, False),
        ("visit", {"visitor": "a", "host": "b", "start": "2023", "time": 870}, True),
        ("visit", {"visitor": "a", "host": "b", "start": "2023", "time": "2.30 pm"}, False),
        ("visit", {"visitor": "a", "host": "b", "start": "2023", "flags": {"business": True}}, True),
        ("visit", {"visitor": "a", "host": "b", "start": "2023", "flags": {"business": "maybe"}}, False),
        ("visit", {"visitor": "a", "host": "b", "start": "2023", "summary": None, "flags": None}, True),
        ("visit", {"visitor": None, "host": "b", "start": "2023"}, False),
        ("visit", {"visitor": "a", "host": "b", "within": "2023/2024"}, True),
        ("visit", {"visitor": "a", "host": "b"}, False),
        ("visit", {"visitor": "a", "host": "b", "start": "2023", "hosts": "a"}, True),
        ("visit", {"visitor": "a", "host": "b", "start": "2023", "hosts": ["a", "x"]}, False),
        ("visit", {"visitor": "a", "host": "b", "start": "2023", "stops": [{"name": "P", "country": "b"}]}, True),
        ("visit", {"visitor": "a", "host": "b", "start": "2023", "stops": [{"place": {"name": "P"}}]}, True),
        ("visit", {"visitor": "a", "host": "b", "start": "2023", "stops": [{"start": "2023"}]}, False),
        ("visit", {"visitor": "a", "host": "b", "start": "2023", "sources": "https://example.org/"}, True),
        (
            "visit",
            {"visitor": "a", "host": "b", "start": "2023", "sources": ["s", {"source": "s", "locator": 4}]},
            True,
        ),
        ("visit", {"visitor": "a", "host": "b", "start": "2023", "sources": "nowhere"}, False),
        ("visit", {"visitor": "a", "host": "b", "start": "2023", "meetings": [{"participants": "a"}, "m"]}, True),
        ("visit", {"visitor": "a", "host": "b", "start": "2023", "meetings": [{"participants": []}]}, False),
        ("visit", {"visitor": "a", "host": "b", "start": "2023", "planned": ["a"]}, False),
        ("visit", [{"visitor": "a", "host": "b", "start": "2023"}], True),
        ("visit", "text", False),
        ("leader", {"name": 7}, True),
        ("leader", {"name": ["A"]}, False),
        ("leader", [{"name": "A"}], False),
        ("leader", [{"name": "A", "id": "a"}], True),
        ("leader", {"name": "A", "id": "A b"}, False),
        ("leader", {"name": "A", "terms": {"title": "king", "from": 1990}}, True),
        ("leader", {"name": "A", "terms": "king"}, False),
        ("place", {"name": "P", "lat": "31.7", "lon": 35}, True),
        ("place", {"name": "P", "lat": 91}, False),
        ("place", {"name": "P", "names": [{"name": "Q", "lang": "zh-Hant"}, "R"]}, True),
        ("source", {"title": "T", "URL": "example.org"}, False),
        ("source", {"title": "T", "publisher-place": "Paris", "medium": "print"}, True),
        ("source", {"title": "T", "author": [{"family": "B", "given": "L"}], "issued": {"date-parts": [[2023]]}}, True),
        ("source", {"title": "T", "issued": {"year": 2023}}, False),
        ("claim", {"measure": "m", "value": "1,400", "attributed_to": "AFP"}, True),
        ("claim", {"measure": "m", "value": "many", "attributed_to": "AFP"}, False),
        ("claim", {"measure": "m", "low": 1}, True),
        ("claim", {"measure": "m", "unit": "people"}, False),
        ("leader", {"name": "A", "waive": [{"rule": "title-in-name", "reason": "r"}]}, True),
        ("leader", {"name": "A", "waive": {"rule": "title-in-name", "reason": "r"}}, True),
        ("leader", {"name": "A", "waive": [{"rule": "titles-in-name", "reason": "r"}]}, False),
        ("leader", {"name": "A", "waive": [{"rule": "unused-waiver", "reason": "r"}]}, False),
        ("leader", {"name": "A", "waive": [{"rule": "title-in-name"}]}, False),
        ("leader", {"name": "A", "waive": [{"rule": ["title-in-name"], "reason": "r"}]}, False),
        ("site", {"title": "T", "rules": {"no-source": "off", "single-source": "error"}}, True),
        ("site", {"title": "T", "rules": {"no-source": False}}, True),
        ("site", {"title": "T", "rules": None}, True),
        ("site", {"title": "T", "rules": {"no-source": "never"}}, False),
        ("site", {"title": "T", "rules": {"no-sauce": "off"}}, False),
        ("site", {"title": "T", "rules": {"end-before-start": "off"}}, False),
        ("site", {"title": "T", "rules": ["no-source"]}, False),
        ("topics", {"t": "A label", "u": {"label": "U", "broader": "t", "labels": {"fr": "U"}}}, True),
        ("topics", {"t": {"label": "U", "labels": {"français": "U"}}}, False),
        ("topics", {"T": "A label"}, False),
        ("site", {"title": "T", "as_of": "today", "editors": ["E", {"name": "F"}], "limits": {"file_bytes": 10}}, True),
        ("site", {"title": "T", "as_of": "yesterday"}, False),
        ("page", {"title": "T", "nav": True, "order": 3}, True),
        ("page", {"title": "T", "text": "…"}, False),
    ],
)
def test_values(kind: str, value: Any, right: bool) -> None:
    ids = {"leader": {"a": ""}, "country": {"b": ""}, "source": {"s": "S"}, "meeting": {"m": ""}, "topic": {"t": ""}}
    schema = schemas(Known(ids=ids))[kind]  # type: ignore[arg-type]
    assert Draft7Validator(schema).is_valid(value) is right


# What a schema knows


def test_every_schema_is_one_of_draft_07() -> None:
    for name, schema in schemas_of_nothing().items():
        assert schema["$schema"].endswith("draft-07/schema#"), name
        Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("kind", CLASSES)
def test_every_key_is_there_with_what_it_says(kind: str) -> None:
    name = "topics" if kind == "topic" else kind
    schema = schemas_of_nothing()[name]
    record = schema if kind == "page" else schema["definitions"][kind]
    wanted = {spelling: key.help for spelling, (_, key) in keys_of(CLASSES[kind]).items()}
    if kind == "page":
        del wanted["text"]
    described = {key: value["description"] for key, value in record["properties"].items()}
    assert wanted.items() <= described.items()
    assert record["additionalProperties"] is False


def test_the_settings_are_there() -> None:
    assert schemas_of_nothing()["site"]["properties"].keys() == keys_of(Site).keys()


def classes(record: type) -> Iterator[type]:
    """A class and all that stand inside it."""
    yield record
    for _, key in keys_of(record).values():
        inner = key.type.item if isinstance(key.type, ListOf) else key.type
        if isinstance(inner, Group):
            yield from classes(inner.record)


EVERY = {inner for record in (*CLASSES.values(), Site) for inner in classes(record)}


@pytest.mark.parametrize(
    "record", sorted(EVERY, key=lambda record: record.__name__), ids=lambda record: record.__name__
)
def test_what_is_needed_is_what_checks_ask_for(record: type) -> None:
    """An empty record lacks, to `checks`, what the schema says it needs, over and above the required keys."""
    asked = {names[0] for names in needed(record)} - {
        name for name, (_, key) in keys_of(record).items() if key.required and not isinstance(key.type, Id)
    }
    told: set[str] = set()
    for part, check in CHECKS.items():
        keys = keys_of(part)
        if part not in (record, *(f.metadata["part"].record for f in record.__dataclass_fields__.values()
                                  if "part" in f.metadata)):  # fmt: skip
            continue
        empty: dict[str, Any] = dict.fromkeys(part.__dataclass_fields__)
        empty |= {name: () for name, field in part.__dataclass_fields__.items() if field.default == ()}
        if "meta" in empty:
            empty["meta"] = Meta()
        for fault in check(part(**empty)):
            if fault.code is codes.MISSING_FIELD:
                told.add(next(word for word in re.findall(r"`(\w+)", fault.message) if word in keys))
    told.discard("names")  # a country's own record may leave its names to the register
    assert asked == told


def test_the_tables_speak_of_keys_there_are() -> None:
    for record, names in ONE_OF.items():
        assert set(names) <= keys_of(record).keys()
    assert set(CLASSES) >= MADE_IDS


def test_the_same_records_make_the_same_schemas() -> None:
    ids = {"leader": {"b": "B", "a": "A"}}
    one, other = (json.dumps(schemas(Known(ids=ids, zones=("Europe/Paris",)))) for _ in range(2))  # type: ignore[arg-type]
    assert one == other


def test_of_a_kind_that_cannot_be_read_any_id_is_right() -> None:
    known = Known(ids={"leader": {"a": ""}, "country": {"b": ""}}, unread=frozenset({"leader"}))
    schema = Draft7Validator(schemas(known)["visit"])
    assert schema.is_valid({"visitor": "x", "host": "b", "start": "2023"})
    assert not schema.is_valid({"visitor": "x", "host": "x", "start": "2023"})


# Labels


def test_ids_are_told_by_what_they_stand_for() -> None:
    ids = known_words(read(ROOT / "content")).ids
    assert ids["leader"]["emmanuel-macron"] == "Emmanuel Macron"
    assert ids["country"]["NO"] == ids["country"]["NOR"] == ids["country"]["norway"] == "Norway"
    assert ids["country"]["soviet-union"] == "Soviet Union (1922–1991)"
    assert ids["visit"]["meloni-israel-2023-10"].startswith("giorgia-meloni in israel, ")
    assert ids["topic"]["hostages"] == "Hostages"
    assert ids["meeting"]["macron-herzog-2023-10-24"] == "emmanuel-macron, isaac-herzog, 2023-10-24"
    assert all(len(said) <= LONGEST for words in ids.values() for said in words.values())


@cache
def read(folder: Path) -> Register:
    """The records of a content folder."""
    return identified(load_content(folder)[0].documents, load_register(), date.max)[0]


@pytest.mark.parametrize("kind", CLASSES)
def test_any_record_has_a_label(kind: str) -> None:
    for raw in ({}, {"names": ["N"]}, {"participants": [None, {"name": ["x"]}], "visitor": [], "speaker": {}}):
        assert isinstance(label(Item(kind=kind, id="x", raw=raw, origin=Origin(file="x"))), str)  # type: ignore[arg-type]


# Specimens


@pytest.mark.parametrize("kind", [*CLASSES, "site"])
def test_a_specimen_has_every_key_and_is_a_record_when_uncommented(kind: str) -> None:
    record = Site if kind == "site" else CLASSES[kind]  # type: ignore[index]
    text = specimen(record, {})
    assert text.endswith("\n") and not text.endswith("\n\n")
    assert all(line.startswith("#") for line in text.splitlines() if line)
    live = "".join(f"{line[2:] if line.startswith('# ') else line}\n" for line in text.splitlines())
    value, findings = read_value(Source(file="x.yaml", text=live))
    assert not findings and isinstance(value, dict)
    assert list(value) == list(keys_of(record))
    if kind != "site":
        nothing = Item(kind=kind, id="x", raw=value, origin=Origin(file="x.yaml"))  # type: ignore[arg-type]
        items: Any = {other: {"x": nothing} if other == kind else {} for other in CLASSES}
        former: Any = {other: {} for other in CLASSES}
        known = Register(items=items, country_codes={}, former=former, unread=frozenset(CLASSES))
        found = [f for f in structured(known)[1] if f.code.name not in ("conflicting-fields", "unknown-rule")]
        assert [f.message for f in found if "waive" not in getattr(f.at, "path", ())] == []


def test_the_sample_is_complete() -> None:
    names = load_sample()
    assert {"README.md", ".gitignore", "content/site.yaml", "content/topics.yaml"} <= names.keys()
    assert sum(name.startswith("content/leaders/") for name in names) == 2
    lines = names["content/visits/2023/macron-israel.yaml"].splitlines()
    assert len(lines) == 5, "a visit is five lines"
