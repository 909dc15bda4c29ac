"""Where a broken link was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from visitgen.cli import commands

VISIT = "visitor: anna\nhost: italy\nstart: 2023-10-24\nsources: [s]\nverification: single_source\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {
        "site.yaml": "title: T\nas_of: 2023-12-31\n",
        "leaders/anna.yaml": "name: Anna\n",
        "visits/v.yaml": VISIT,
        "sources/s.yaml": "type: book\ntitle: S\n",
    }.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def places(project: Path) -> list[str]:
    """Where the problems are, and which, one a line."""
    output = CliRunner().invoke(commands, ["check", "--format", "concise"]).output
    return [line.rpartition(":")[0] if " [" not in line else line.split(": ")[0] for line in output.splitlines()[:-1]]


@pytest.mark.parametrize(
    ("summary", "column"),
    [
        ("summary: See [them](leader/).", 21),
        ("summary: See [them](/leader).", 21),
        ("summary: See [them](leader/index.html).", 21),
        ("summary: See [them](</leader/>).", 22),
        ("summary: leader, leader, [leader](leader/).", 35),
        ("summary: See [a part](visits/v/#nowhere).", 23),
    ],
)
def test_in_the_prose_of_a_record(project: Path, summary: str, column: int) -> None:
    (project / "content/visits/v.yaml").write_text(f"{VISIT}{summary}\n")
    (place,) = places(project)
    assert place.startswith(f"content/visits/v.yaml:6:{column}")


def test_in_a_page_of_prose(project: Path) -> None:
    (project / "content/pages").mkdir()
    (project / "content/pages/more.md").write_text("---\ntitle: leader\n---\n\nThe\n\n[leaders]\n\n[leaders]: /leader/\n")
    (place,) = places(project)
    assert place.startswith("content/pages/more.md:9:12")


def test_in_the_settings(project: Path) -> None:
    (project / "content/site.yaml").write_text("title: T\nas_of: 2023-12-31\nscope: '[All](leader/) of them'\n")
    (place,) = places(project)
    assert place.startswith("content/site.yaml:3:15")


def test_in_a_template_that_every_page_has(project: Path) -> None:
    theme = project / "themes" / "mine"
    (theme / "pages").mkdir(parents=True)
    (theme / "theme.toml").write_text('parent = "chronicle"\n')
    (theme / "pages/visit.html").write_text(
        '{% extends "layouts/base.html" %}\n{% block main %}\n<a href="{{ "leader/x/"|href }}">X</a>\n{% endblock %}\n'
    )
    (project / "content/site.yaml").write_text("title: T\nas_of: 2023-12-31\ntheme: mine\n")
    (place,) = places(project)
    assert place.startswith("themes/mine/pages/visit.html:3:14")
