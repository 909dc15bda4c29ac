"""Ids that the site has had, and has no longer."""

from __future__ import annotations

from datetime import date

import pytest

from visitgen.diagnostics import Finding
from visitgen.load import load_register
from visitgen.model.identity import identified
from visitgen.model.parts import Origin
from visitgen.model.rules.published import Published, id_disappeared, lost_ids, published_ids, withdrawn_record
from visitgen.model.settings import Site

FILES = {
    "leaders/anna.yaml": "name: Anna",
    "leaders/berta.yaml": "name: Berta\nformerly: bertha",
    "leaders/clara.yaml": "name: Clara\ndraft: yes",
    "visits/v.yaml": "visitor: anna\nhost: italy\nstart: 2023-10-24",
}
AS_OF = date(2023, 12, 31)


def lost(world, before: Published, files: dict[str, str] = FILES, **withdrawn: str) -> tuple[Published, list[Finding]]:
    """What of a site is lost, and what is said of it."""
    settings = Site(title="T", withdrawn=tuple(withdrawn.items()), origin=Origin(file="site.yaml"))
    known = world(files).register
    return lost_ids(known, settings, before), list(id_disappeared(known, settings, before))


def test_every_record_with_a_page_is_remembered(world) -> None:
    assert published_ids(world(FILES).archive) == {("leader", "anna"), ("leader", "berta"), ("visit", "v")}


def test_nothing_is_lost_while_all_is_there(world) -> None:
    assert lost(world, frozenset({("leader", "anna"), ("visit", "v")})) == (frozenset(), [])


def test_a_former_id_and_a_draft_are_not_lost(world) -> None:
    assert lost(world, frozenset({("leader", "bertha"), ("leader", "clara")})) == (frozenset(), [])


def test_ids_are_told_by_kind(world) -> None:
    gone, (finding,) = lost(world, frozenset({("place", "anna")}))
    assert gone == {("place", "anna")}
    assert finding.code.number == "M421" and "place `anna`" in finding.message and finding.at.file == "site.yaml"


@pytest.mark.parametrize("old", ["ana", "hanna"])
def test_the_nearest_new_record_is_shown(world, old: str) -> None:
    _, (finding,) = lost(world, frozenset({("leader", old)}))
    assert finding.at.file == "leaders/anna.yaml" and f"add `formerly: [{old}]` to it" in (finding.help or "")


def test_a_record_that_was_there_before_is_no_successor(world) -> None:
    _, (finding,) = lost(world, frozenset({("leader", "ana"), ("leader", "anna")}))
    assert finding.at.file == "site.yaml"


def test_a_draft_is_no_successor(world) -> None:
    _, (finding,) = lost(world, frozenset({("leader", "clar")}))
    assert finding.at.file == "site.yaml"


def test_a_withdrawn_record_is_not_lost(world) -> None:
    assert lost(world, frozenset({("visit", "w")}), **{"visit:w": "It never was."}) == (frozenset(), [])


@pytest.mark.parametrize("text", ["visit", "visit:", ":w", "vist:w", "country:france", "statement:x", "visit:A B", "visit:v", "leader:bertha"])
def test_what_cannot_be_withdrawn(world, text: str) -> None:
    _, (finding,) = lost(world, frozenset(), **{text: "why"})
    assert finding.code.number == "M104" and finding.at.path == ("withdrawn", text)


def test_a_withdrawn_record_has_kind_and_id() -> None:
    assert withdrawn_record("visit:2023-x") == ("visit", "2023-x")


def test_very_many_lost_ids_are_told_without_a_guess(world) -> None:
    many = {f"leaders/a{number}.yaml": "name: A" for number in range(200)}
    kept = frozenset(("leader", f"a{number}") for number in range(0, 200, 2))
    _, findings = lost(world, kept | {("leader", f"b{number}") for number in range(99)} | {("visit", f"b{number}") for number in range(200)}, many)
    assert len(findings) == 1 and "of 399 records that were published, 299 are" in findings[0].message
    everything = frozenset(("leader", f"a{number}") for number in range(200))
    _, findings = lost(world, everything | {("leader", f"b{number}") for number in range(150)}, many)
    assert len(findings) == 150 and {finding.at.file for finding in findings} == {"site.yaml"}


def test_a_look_at_a_register_needs_no_settings() -> None:
    known, _ = identified((), load_register(), AS_OF)
    assert lost_ids(known, Site(title="T", origin=Origin(file="site.yaml")), frozenset({("visit", "x")}))
