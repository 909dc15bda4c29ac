"""`schema`: files for the editor, beside the content folder and outside everything that is read or published."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from visitgen.commands.build import Options, build
from visitgen.commands.check import check
from visitgen.commands.schema import on_record, refresh, schema, schema_folder, schema_line

SITES = Path(__file__).parents[2] / "sites"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small content folder of its own."""
    shutil.copytree(SITES / "one-visit/content", tmp_path / "content")
    return tmp_path / "content"


def leaders(folder: Path) -> list[str]:
    """The ids of leaders that the schema of visits knows."""
    made = json.loads((folder / "visit.json").read_text(encoding="utf-8"))
    ids: list[str] = made["definitions"]["leader-id"]["enum"]
    return ids


def test_one_file_for_each_kind_and_for_the_settings(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert schema(content, None) == 0
    folder = content.parent / ".visitgen/schema"
    names = {path.stem for path in folder.iterdir()}
    assert names == {"visit", "meeting", "itinerary", "event", "leader", "organisation", "place", "country", "statement",
                     "claim", "source", "page", "topics", "site"}  # fmt: skip
    assert leaders(folder) == ["emmanuel-macron"]
    out = capsys.readouterr().out
    assert "342 countries" in out and "1 leader," in out and "docs/editor.md" in out


def test_a_second_run_changes_nothing_and_a_new_record_does(content: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    assert schema(content, folder) == 0
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()}
    assert schema(content, folder) == 0
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()} == before
    (content / "leaders/olaf-scholz.yaml").write_text("name: Olaf Scholz\n")
    assert schema(content, folder) == 0
    assert leaders(folder) == ["emmanuel-macron", "olaf-scholz"]


def test_drafts_are_offered_too(content: Path) -> None:
    (content / "leaders/olaf-scholz.yaml").write_text("name: Olaf Scholz\ndraft: yes\n")
    schema(content, None)
    assert "olaf-scholz" in leaders(schema_folder(content))


def test_broken_records_do_not_stop_it(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "leaders/olaf-scholz.yaml").write_text("name: [\n")
    assert schema(content, None) == 0
    assert "cannot be read" in capsys.readouterr().err
    made = json.loads((schema_folder(content) / "visit.json").read_text(encoding="utf-8"))
    visitor = made["definitions"]["visit"]["properties"]["visitor"]
    assert "emmanuel-macron" in made["definitions"]["leader-id"]["enum"]
    assert visitor["then"] == {"type": "string", "errorMessage": "The id of a leader is wanted here"}, "no id is marked"


def test_without_a_content_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert schema(tmp_path / "none", None) == 1
    assert "there is no folder" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content.parent / "file").write_text("mine")
    assert schema(content, content.parent / "file") == 1
    assert "W103" in capsys.readouterr().err
    assert (content.parent / "file").read_text() == "mine"


def test_other_files_are_left_alone(content: Path) -> None:
    folder = schema_folder(content)
    folder.mkdir(parents=True)
    (folder / "mine.json").write_text("{}")
    assert refresh(on_record(content), folder) == ()
    assert (folder / "mine.json").read_text() == "{}"
    assert not list(folder.glob("*.new"))


@pytest.mark.parametrize(
    ("name", "kind", "way"),
    [
        ("visits/2023/x.yaml", "visit", "../../../.visitgen/schema/visit.json"),
        ("leaders/x.yaml", "leader", "../../.visitgen/schema/leader.json"),
        ("site.yaml", "site", "../.visitgen/schema/site.json"),
    ],
)
def test_the_line_in_a_file_leads_to_its_schema(content: Path, name: str, kind: str, way: str) -> None:
    assert schema_line(content, name, kind) == f"yaml-language-server: $schema={way}"
    schema(content, None)
    assert ((content / name).parent / way).resolve().is_file() or not (content / name).parent.is_dir()


def test_the_content_folder_may_be_the_one_we_are_in(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(content)
    assert schema(Path("."), None) == 0
    assert (content.parent / ".visitgen/schema/visit.json").is_file()
    assert schema_line(Path("."), "site.yaml", "site").endswith("=../.visitgen/schema/site.json")


def test_a_build_renews_the_schemas_that_are_there(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "site.yaml").write_text("title: Visits\nas_of: 2023-11-14\n")
    options = Options(content=content, output=content.parent / "site")
    assert build(options) == 0
    assert not schema_folder(content).exists(), "whoever has no schemas gets none"
    schema(content, None)
    (content / "leaders/olaf-scholz.yaml").write_text("name: Olaf Scholz\n")
    assert check(options) == 0
    assert "olaf-scholz" not in leaders(schema_folder(content)), "check writes nothing"
    (content / "leaders/x.yaml").write_text("nmae: x\n")
    assert build(options) == 1
    assert "olaf-scholz" not in leaders(schema_folder(content))
    (content / "leaders/x.yaml").unlink()
    assert build(options) == 0
    assert "olaf-scholz" in leaders(schema_folder(content))
    assert {".visitgen", "content", "site"} < {path.name for path in content.parent.iterdir()}
