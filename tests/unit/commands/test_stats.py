"""`stats`: figures as aligned tables, cut where they are long, and as JSON, complete."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from visitgen.cli import commands
from visitgen.commands.stats import stats

ROOT = Path(__file__).parents[3]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small content folder."""
    shutil.copytree(ROOT / "tests/sites/one-visit/content", tmp_path / "content")
    return tmp_path / "content"


def test_tables_are_aligned(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert stats(content, as_of=date(2023, 11, 14)) == 0
    out, err = capsys.readouterr()
    assert err == "" and out.startswith("Coverage as of 2023-11-14\n")
    lines = out.split("\n")
    at = lines.index("How finely visits are dated")
    assert [line.split() for line in lines[at + 1 : at + 3]] == [["visits"], ["day", "1"]]
    assert len(lines[at + 1]) == len(lines[at + 2])
    assert not any(line.endswith(" ") for line in lines)
    assert "Leaders without terms: none" in lines


def test_long_tables_are_cut_and_all_prints_them_whole(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "leaders/many.yaml").write_text("".join(f"- id: person-{n:02}\n  name: Person {n}\n" for n in range(25)))
    assert stats(content) == 0
    out = capsys.readouterr().out
    assert "Leaders without terms: 25" in out and "  … and 15 more (--all)" in out and "person-24" not in out
    assert stats(content, in_full=True) == 0
    out = capsys.readouterr().out
    assert "person-24" in out and "--all" not in out


def test_json_has_everything(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "leaders/many.yaml").write_text("".join(f"- id: person-{n:02}\n  name: Person {n}\n" for n in range(25)))
    assert stats(content, form="json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["records"]["visit"] == 1 and data["visit_dates"] == {"day": 1}
    assert len(data["leaders_without_terms"]) == 25
    assert data["by_year"][0]["of"] == "2023" and 0 <= data["by_year"][0]["share"] <= 1
    assert {row["kind"] for row in data["citing"]} >= {"visit", "leader"}


def test_records_with_errors_have_no_figures(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "visits/bad.yaml").write_text("visitor: nobody\nhost: israel\nstart: 2023-10-24\n")
    assert stats(content) == 1
    out, err = capsys.readouterr()
    assert out == "" and "error[M201]" in err and "No figures: 1 error" in err


def test_the_demonstration_archive(capsys: pytest.CaptureFixture[str]) -> None:
    assert stats(ROOT / "content", form="json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["records"]["visit"] == sum(data["visit_dates"].values()) == sum(row["visits"] for row in data["by_leader"])
    assert data["differing"][0]["figures"] == ["220", "224"]


def test_the_command_line(content: Path) -> None:
    result = CliRunner().invoke(commands, ["stats", "--content", str(content), "--as-of", "2023-11-14", "--all"])
    assert result.exit_code == 0 and "Coverage as of 2023-11-14" in result.output
    assert CliRunner().invoke(commands, ["stats", "--format", "xml"]).exit_code == 2
