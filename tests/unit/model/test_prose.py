"""Prose is judged by no rule, and nothing is linked or derived by it: so an archive may be told in other words."""

from __future__ import annotations

import dataclasses
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from visitgen.diagnostics import Finding
from visitgen.load import Content, Document, Raw, load_content, load_register
from visitgen.model import Archived, archive_of, by_kind, linked_alike, site_of
from visitgen.model.fields import Prose, RecordKind
from visitgen.model.link import PLURALS, linked
from visitgen.model.prose import retold
from visitgen.model.rules import broken_rules
from visitgen.plan import derived_of

CONTENT = Path(__file__).parents[3] / "content"
AS_OF = date(2023, 12, 31)


def read(content: Content, last: Archived | None = None) -> tuple[Archived | None, tuple[Finding, ...]]:
    """The archive of a content folder, upon what there was the last time."""
    site, _ = site_of(content)
    return archive_of(content, load_register(), site, AS_OF, last=last)


@pytest.fixture(scope="module")
def content() -> Content:
    """The demonstration records, as read, and an event: so there is a record of every kind."""
    found = load_content(CONTENT)[0]
    value: Raw = {"name": "A summit", "start": "2023-11-01", "summary": "What it was about."}
    event = Document(kind="event", file="events/summit.yaml", stem="summit", value=value)
    return replace(found, documents=(*found.documents, event))


@pytest.fixture(scope="module")
def demo(content: Content) -> Archived:
    """Their archive."""
    found, _ = read(content)
    assert found
    return found


def otherwise(value: Any) -> Any:
    """A record, or a part of one, with other words wherever it holds prose; written apart from the code under test."""
    changed = {}
    for field in fields(value):
        if isinstance(getattr(field.metadata.get("key"), "type", None), Prose):
            changed[field.name] = "Other **words** [[leader:nobody]], in [1999](https://example.org)."
        elif dataclasses.is_dataclass(found := getattr(value, field.name)) and "part" in field.metadata:
            changed[field.name] = otherwise(found)
    return replace(value, **changed)


def test_no_rule_reads_prose_and_nothing_is_linked_or_derived_by_it(demo: Archived) -> None:
    records = {
        kind: {id: otherwise(record) for id, record in of.items()} for kind, of in demo.structured.records.items()
    }
    assert records["visit"] != demo.structured.records["visit"]
    other = linked(demo.archive.site, records, AS_OF)
    for field in fields(other):
        if field.name not in ("outlines", *PLURALS.values()):
            assert getattr(other, field.name) == getattr(demo.archive, field.name), field.name
    register = demo.structured.register
    assert broken_rules(other, register, frozenset()) == broken_rules(demo.archive, register, frozenset())
    derived, before = derived_of(other, ()), derived_of(demo.archive, ())
    for field in fields(derived):
        if field.name != "archive":
            assert getattr(derived, field.name) == getattr(before, field.name), field.name
    assert derived.archive.outlines.differing(before.archive.outlines) == set()

    told = retold(demo.archive, demo.archive.site, records)
    assert told == other
    assert linked_alike(told, demo.archive)
    assert not linked_alike(other, demo.archive)


@pytest.mark.parametrize("kind", get_args(RecordKind))
def test_an_archive_is_not_retold_where_more_than_prose_differs(demo: Archived, kind: RecordKind) -> None:
    site, records = demo.archive.site, demo.structured.records
    of = records[kind]
    id, record = next(iter(of.items()))
    for field in fields(record):
        if "part" not in field.metadata and not isinstance(getattr(field.metadata.get("key"), "type", None), Prose):
            odd = {**of, id: replace(record, **{field.name: object()})}
            assert retold(demo.archive, site, {**records, kind: odd}) is None, field.name
    checked = replace(record, meta=replace(record.meta, verification="odd"))
    assert retold(demo.archive, site, {**records, kind: {**of, id: checked}}) is None
    assert retold(demo.archive, site, {**records, kind: {k: v for k, v in of.items() if k != id}}) is None
    assert retold(demo.archive, replace(site, title="Another"), records) is None
    assert retold(demo.archive, site, records) is demo.archive


def test_only_the_files_that_changed_are_gone_through_again(content: Content, demo: Archived) -> None:
    at, old = next((n, one) for n, one in enumerate(content.documents) if one.kind == "visit")

    def edited(**keys: str) -> Archived | None:
        value = old.value
        whole = value if isinstance(value, dict) else value[0]  # type: ignore[index]
        new: Any = {**whole, **keys}  # type: ignore[dict-item]
        document = replace(old, value=new if isinstance(value, dict) else [new, *value[1:]])  # type: ignore[index]
        documents = (*content.documents[:at], document, *content.documents[at + 1 :])
        changed = replace(content, documents=documents)
        (found, faults), (clean, clean_faults) = read(changed, demo), read(changed)
        assert found == clean and faults == clean_faults
        return found

    told = edited(summary="In other words.")
    assert told and linked_alike(told.archive, demo.archive)
    assert sum(one is not demo.archive.visits[id] for id, one in told.archive.visits.items()) == 1
    for of in by_kind(told.archive).values():
        if of is not told.archive.visits:
            assert any(of is known for known in by_kind(demo.archive).values())
    moved = edited(end="2023-12-30", start="2023-12-30")
    assert moved is None or not linked_alike(moved.archive, demo.archive)
    hidden = edited(draft="yes")
    assert hidden is None or len(hidden.archive.visits) < len(demo.archive.visits)
    edited(formerly="an-old-id")
    edited(id="quite-another")
    edited(visitor="nobody")
    edited(id="No Id")
