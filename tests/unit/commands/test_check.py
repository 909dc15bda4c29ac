"""`check`: what `build` would say, and nothing written."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from visitgen.commands.build import Options, build
from visitgen.commands.check import check
from visitgen.commands.recall import memory_file

SITES = Path(__file__).parents[2] / "sites"


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """Records and a theme of their own."""
    shutil.copytree(SITES / "one-visit/content", tmp_path / "content")
    shutil.copytree(SITES / "themes", tmp_path / "themes")
    with (tmp_path / "content" / "visits/2023/macron-israel.yaml").open("a") as visit:
        visit.write("verification: single_source\n")  # so that there is nothing to report
    return Options(content=tmp_path / "content", output=tmp_path / "site")


def test_all_is_well(options: Options, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(options) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Checked 1 visit") and "no problems" in out and out.count("\n") == 1
    assert err == ""
    assert not options.output.exists()


def test_problems_are_what_is_asked_for_and_go_to_standard_output(
    options: Options, capsys: pytest.CaptureFixture[str]
) -> None:
    (options.content / "visits/bad.yaml").write_text("visitor: emanuel-macron\nhost: israel\nstart: 2023-10-24\n")
    assert check(options) == 1
    out, err = capsys.readouterr()
    assert "error[M201]" in out and "help: did you mean `emmanuel-macron`?" in out and err == ""
    assert out.splitlines()[-1].startswith("Checked ") and "1 error" in out.splitlines()[-1]


def added(name: str, text: str) -> Callable[[Path], object]:
    """Adds a text to a file, or writes it."""

    def add(project: Path) -> None:
        file = project / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text((file.read_text() if file.is_file() else "") + text)

    return add


VISIT = "content/visits/2023/macron-israel.yaml"
EDITS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda project: None,
    "a comment": added(VISIT, "# seen\n"),
    "a wrong reference": added("content/visits/bad.yaml", "visitor: emanuel-macron\nhost: israel\nstart: 2023-10-24\n"),
    "a warning": added("content/visits/more.yaml", "visitor: emmanuel-macron\nhost: israel\nstart: 2023-10-24\n"),
    "broken YAML": added(VISIT, "broken: [\n"),
    "a link that leads nowhere": added("content/pages/text.md", "---\ntitle: x\n---\n[x](visits/none/)"),
    "a template": added("themes/plain/pages/visit.html", "{{ view.nothing }}"),
    "a page of the site": lambda project: next((project / "site/visits").rglob("*.html")).write_text("mine"),
    "a page of the site deleted": lambda project: next((project / "site/leaders").rglob("*.html")).unlink(),
    "the site deleted": lambda project: shutil.rmtree(project / "site"),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_after_a_build_the_same_is_told_and_nothing_written(
    options: Options, edit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As without what the build left: with less to do, since what has not changed is not gone through again."""
    project = options.content.parent

    def told() -> tuple[int, str]:
        status = check(options, form="concise")
        return status, re.sub(r"\d+\.\d s", "… s", capsys.readouterr().out)

    def files() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}

    assert build(options) == 0
    EDITS[edit](project)
    capsys.readouterr()
    before = files()
    found = told()
    assert files() == before
    memory_file(options.output).unlink()
    assert told() == found


def test_the_last_stages_are_checked_too(options: Options, capsys: pytest.CaptureFixture[str]) -> None:
    (options.content / "pages").mkdir()
    (options.content / "pages/text.md").write_text("---\ntitle: x\n---\n[x](visits/none/)")
    assert check(options, form="concise") == 1
    assert "R102" in capsys.readouterr().out
