"""A real yaml-language-server with visitgen's schemas: it marks what is wrong at its line, and offers what there is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from visitgen.commands.schema import schema, schema_line
from visitgen.commands.start import init
from visitgen.diagnostics import codes

ROOT = Path(__file__).parents[2]
Start = Callable[..., Any]
VISIT = "visits/2023/new.yaml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The records of the demonstration that were written by hand, with their schemas."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns("history-state"))
    assert schema(content, None) == 0
    return content


def told(problems: list[dict[str, Any]]) -> dict[int, str]:
    """The message on each line, lines counted from 1."""
    found: dict[int, str] = {}
    for problem in problems:
        line = problem["range"]["start"]["line"] + 1
        found[line] = f"{found[line]} | {problem['message']}" if line in found else problem["message"]
    return found


def labels(items: list[dict[str, Any]]) -> list[str]:
    """What is offered, as it would be shown."""
    return [item["label"] for item in items]


def text(content: Path, *lines: str, kind: str = "visit", name: str = VISIT) -> str:
    """A file with the line that names its schema."""
    return "\n".join([f"# {schema_line(content, name, kind)}", *lines, ""])


def test_a_right_record_is_not_marked(start: Start, content: Path) -> None:
    server = start(content.parent)
    lines = ("visitor: emmanuel-macron", "host: israel", "start: 2023-10-24", "sources: [times-of-israel-2023-10-24]")
    assert server.open(content / VISIT, text(content, *lines)) == []


def test_mistakes_are_marked_at_their_lines(start: Start, content: Path) -> None:
    server = start(content.parent)
    found = told(server.open(content / VISIT, text(
        content,
        "visitor: emmanuel-macron",
        "start: 24.10.2023",
        "type: stat",
        "visitr: somebody",
        "hosts: [isaac-herzog, nobody]",
        "meetings:",
        "  - date: 2023-10-24",
        "    participants: [emmanuel-macron]",
        "    fromat: plenary",
        "flags:",
        "  business: maybe",
    )))  # fmt: skip
    assert found.keys() == {2, 3, 4, 5, 6, 10, 12}
    assert found[2] == 'Missing property "host".'
    assert found[3].startswith("A date is written 2023-10-24")
    assert found[4].startswith("The words here are unspecified, state,")
    assert found[5] == "Property visitr is not allowed."
    assert found[6].startswith("No leader with this id was on record")
    assert found[10] == "Property fromat is not allowed."
    assert found[12] == "A flag is yes, no or unknown"


def test_a_missing_key_is_marked_in_its_own_record_of_a_list(start: Start, content: Path) -> None:
    server = start(content.parent)
    lines = ("- visitor: emmanuel-macron", "  host: israel", "  start: 2023", "- visitor: emmanuel-macron",
             "  host: israel")  # fmt: skip
    assert told(server.open(content / VISIT, text(content, *lines))) == {5: 'Missing property "start".'}


def test_leaders_and_countries_are_offered(start: Start, content: Path) -> None:
    server = start(content.parent)
    file = content / VISIT
    offered = server.complete(file, text(content, "visitor: |", "host: israel"))
    assert {"emmanuel-macron", "benjamin-netanyahu"} <= set(labels(offered))
    macron = next(item for item in offered if item["label"] == "emmanuel-macron")
    assert macron["documentation"] == "Emmanuel Macron" and macron["insertText"] == "emmanuel-macron"
    countries = labels(server.complete(file, text(content, "visitor: emmanuel-macron", "host: |")))
    assert {"israel", "soviet-union", "FR", "FRA"} <= set(countries)
    assert "NO" in {label.strip('"') for label in countries}
    assert "emmanuel-macron" not in countries


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (("hosts: |",), {"isaac-herzog"}),
        (("hosts: [|]",), {"isaac-herzog"}),
        (("hosts:", "  - isaac-herzog", "  - |"), {"benjamin-netanyahu"}),
        (("type: |",), {"state", "official"}),
        (("stops:", "  - |"), {"jerusalem", "place", "start"}),
        (("stops:", "  - place: |"), {"jerusalem"}),
        (("meetings:", "  - date: 2023-10-24", "    place: |"), {"jerusalem"}),
        (("meetings: [|]",), {"macron-netanyahu-2023-10-24"}),
        (("sources: |",), {"times-of-israel-2023-10-24"}),
        (("topics: [|]",), {"hostages"}),
        (("tz: |",), {"Asia/Jerusalem"}),
        (("start: |",), {"2023-10-24", "1874~"}),
        (("flags:", "  |"), {"met_host_leader", "business"}),
        (("status_history:", "  - |"), {"status", "said_by"}),
        (("|",), {"start", "type", "summary"}),
    ],
)
def test_what_is_offered_elsewhere(start: Start, content: Path, lines: tuple[str, ...], wanted: set[str]) -> None:
    server = start(content.parent)
    offered = server.complete(content / VISIT, text(content, "visitor: emmanuel-macron", "host: israel", *lines))
    assert wanted <= set(labels(offered))
    assert not {"true", "false", "null"} & set(labels(offered))


def test_a_key_is_written_with_what_begins_behind_it(start: Start, content: Path) -> None:
    server = start(content.parent)
    offered = server.complete(content / VISIT, text(content, "visitor: emmanuel-macron", "host: israel", "|"))
    written = {item["label"]: item["insertText"] for item in offered}
    assert written["role"] == "role: " and written["hosts"] == "hosts: "
    assert written["flags"] == "flags:\n  " and written["status_history"] == "status_history:\n  - "


def test_a_key_and_an_id_say_what_they_are(start: Start, content: Path) -> None:
    server = start(content.parent)
    assert "The leader who travels." in server.hover(content / VISIT, text(content, "vis|itor: emmanuel-macron"))
    assert "`emmanuel-macron`: Emmanuel Macron" in server.hover(
        content / VISIT, text(content, "visitor: emm|anuel-macron")
    )


def test_rules_are_offered_where_one_is_waived(start: Start, content: Path) -> None:
    server = start(content.parent)
    file = content / VISIT
    record = ("visitor: emmanuel-macron", "host: israel", "start: 2023-10-24")
    for lines in (("waive:", "  - rule: |"), ("waive: [{rule: |}]",), ("waive:", "  rule: |")):
        offered = server.complete(file, text(content, *record, *lines))
        rules = {item["label"]: item.get("documentation") for item in offered}
        assert rules["very-long-stay"] == codes.VERY_LONG_STAY.what, lines
        assert "no-source" in rules and not {"conflicting-fields", "unused-waiver"} & rules.keys()
    lines = ("waive:", "  - {rule: very-long-stai, reason: x}", "  - {rule: unused-waiver, reason: x}",
             "  - {rule: no-source, reason: x}", "  - {rule: , reason: x}")  # fmt: skip
    marked = told(server.open(file, text(content, *record, *lines)))
    assert marked.keys() == {6, 7, 9} and marked[6].startswith("There is no such rule")
    hovered = server.hover(file, text(content, *record, "waive:", "  - rule: very-|long-stay", "    reason: x"))
    assert codes.VERY_LONG_STAY.what in hovered


def test_rules_are_offered_where_the_site_sets_them(start: Start, content: Path) -> None:
    server = start(content.parent)

    def settings(*lines: str) -> str:
        return text(content, "title: x", "rules:", *lines, kind="site", name="site.yaml")

    file = content / "site.yaml"
    offered = {item["label"]: item for item in server.complete(file, settings("  |"))}
    assert offered["single-source"]["insertText"] == "single-source: "
    assert codes.SINGLE_SOURCE.what in str(offered["single-source"]["documentation"])
    assert "unused-waiver" not in offered
    words = labels(server.complete(file, settings("  single-source: |")))
    assert words == ['"off"', "note", "warning", "error"], "with quotes, for editors to which `off` is a flag"
    assert told(server.open(file, settings("  single-source: of", "  no-sauce: off", "  no-source: off"))) == {
        4: "The words here are off, note, warning, error", 5: "Property no-sauce is not allowed.",
    }  # fmt: skip
    assert codes.NO_SOURCE.what in server.hover(file, settings("  no-|source: off"))


def test_settings_and_topics(start: Start, content: Path) -> None:
    server = start(content.parent)
    site = text(content, "tagline: x", "titel: y", kind="site", name="site.yaml")
    assert told(server.open(content / "site.yaml", site)) == {
        2: 'Missing property "title".', 3: "Property titel is not allowed.",
    }  # fmt: skip
    topics = text(content, "new:", "  label: New", "  broader: nothing", kind="topics", name="topics.yaml")
    assert told(server.open(content / "topics.yaml", topics)).keys() == {4}


@pytest.mark.parametrize("version", ["1.2", "1.1"])
def test_nothing_in_the_demonstration_is_marked(start: Start, content: Path, version: str) -> None:
    """By folders, as settings of an editor name them: no file needs a line of its own."""
    folder = "../.visitgen/schema"
    named = {"visit": "visits", "leader": "leaders", "itinerary": "itineraries", "meeting": "meetings",
             "place": "places", "source": "sources", "organisation": "organisations"}  # fmt: skip
    schemas = {(content / folder / f"{kind}.json").resolve().as_uri(): f"content/{name}/**/*.yaml"
               for kind, name in named.items()}  # fmt: skip
    server = start(content.parent, yamlVersion=version, schemas=schemas)
    files = [path for path in sorted(content.rglob("*.yaml")) if path.parent != content]
    assert len(files) > 30
    marked = server.open_all({path: path.read_text(encoding="utf-8") for path in files})
    assert {path.name: told(problems) for path, problems in marked.items() if problems} == {}
    wrong = content / "visits/2023/wrong.yaml"
    assert server.open(wrong, "visitr: x\n"), "the settings are not in force"


def test_a_new_archive_is_not_marked(start: Start, tmp_path: Path) -> None:
    assert init(tmp_path / "archive") == 0
    server = start(tmp_path / "archive")
    files = sorted((tmp_path / "archive").rglob("*.yaml"))
    assert len(files) > 20
    marked = server.open_all({path: path.read_text(encoding="utf-8") for path in files})
    assert {path.name: told(problems) for path, problems in marked.items() if problems} == {}
    mine = tmp_path / "archive/content/leaders/emmanuel-macron.yaml"
    assert server.open(mine, mine.read_text(encoding="utf-8") + "nmae: x\n"), "the line is not in force"
