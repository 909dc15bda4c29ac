"""Every code has a folder `CODE-name/` whose records show it, and `expected.txt` with the exact text that comes.

A folder holds a project: `content/`, and `themes/` or `output/` where the fault is there. `command.txt`, if there is one,
is the command that is run inside it; else `check`. What git cannot store is made by a function of `SETUPS`.
After a change of wording, `VISITGEN_UPDATE=1 pytest tests/broken` rewrites the texts; read the difference before you commit it.
"""

from __future__ import annotations

import difflib
import os
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from visitgen.cli import commands
from visitgen.diagnostics import CODES

HERE = Path(__file__).parent
FOLDERS = sorted(folder.name for folder in HERE.iterdir() if (folder / "content").is_dir())
UPDATE = os.environ.get("VISITGEN_UPDATE") == "1"
SETUPS: dict[str, Callable[[Path], None]] = {}

_VARYING = re.compile(r"\b\d+\.\d(?= s\b)|\b\d+(?= (?:of \d+ )?rules\b)|(?<=\bof )\d+(?= rules\b)|\b[\d,]+(?= pages\b)")
_CODE = re.compile(r"^(?:error|warning|note)\[([A-Z]\d{3})\]: ", re.MULTILINE)


def setup(name: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Makes what git cannot store in the copy of a folder before the command runs."""

    def register(make: Callable[[Path], None]) -> Callable[[Path], None]:
        SETUPS[name] = make
        return make

    return register


@setup("L101-unreadable-file")
def _a_pipe(project: Path) -> None:
    os.mkfifo(project / "content" / "leaders" / "emmanuel-macron.yaml")


@setup("L101-unreadable-file-link-to-nothing")
def _a_link_to_nothing(project: Path) -> None:
    (project / "content/visits/macron-israel.yaml").symlink_to("../archive/macron-israel.yaml")


@setup("L101-unreadable-file-link-to-itself")
def _a_link_to_itself(project: Path) -> None:
    (project / "content/visits/macron-israel.yaml").symlink_to("macron-israel.yaml")


@setup("L117-outside-content")
def _a_link_to_a_file_outside(project: Path) -> None:
    (project / "notes.yaml").write_text("name: Emmanuel Macron\n")
    (project / "content/leaders/emmanuel-macron.yaml").symlink_to("../../notes.yaml")


@setup("L117-outside-content-folder")
def _a_link_to_a_folder(project: Path) -> None:
    (project / "shared-drive").mkdir()
    (project / "content/visits").symlink_to("../shared-drive")


@setup("W101-unsafe-output-file")
def _a_file_for_an_output(project: Path) -> None:
    (project / "site").write_text("not a folder\n")


@setup("W103-cannot-write")
def _a_file_where_a_folder_is_needed(project: Path) -> None:
    (project / "published").write_text("a file\n")


def run(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """The exit status of a folder's command and what it prints, its seconds and the numbers of rules and pages left out."""
    project = tmp_path / "project"
    shutil.copytree(HERE / folder, project)
    if folder in SETUPS:
        SETUPS[folder](project)
    monkeypatch.chdir(project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")  # 2023-11-14
    stated = project / "command.txt"
    command = shlex.split(stated.read_text()) if stated.is_file() else ["check"]
    result = CliRunner().invoke(commands, command, catch_exceptions=False)
    text = result.output.replace(str(project.resolve()), "…/project").replace(str(project), "…/project")
    return result.exit_code, _VARYING.sub("…", text)


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_exact_text_comes(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status, text = run(folder, tmp_path, monkeypatch)
    expected = HERE / folder / "expected.txt"
    if UPDATE:
        expected.write_bytes(text.encode())
    wanted = expected.read_bytes().decode() if expected.is_file() else ""
    difference = "".join(
        difflib.unified_diff(wanted.splitlines(True), text.splitlines(True), f"{folder}/expected.txt", "printed")
    )
    assert not difference, f"\n{difference}\nVISITGEN_UPDATE=1 rewrites it, if the new text is better"
    assert status == (1 if "error[" in text else 0)
    assert folder[:4] in _CODE.findall(text), f"{folder[:4]} does not come"


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_folder_under_its_name(code: str) -> None:
    name = f"{code}-{CODES[code].name}"
    assert any(folder == name or folder.startswith(f"{name}-") for folder in FOLDERS), f"make tests/broken/{name}/"


def test_every_folder_is_of_a_code() -> None:
    names = tuple(f"{code.number}-{code.name}" for code in CODES.values())
    assert [folder for folder in FOLDERS if not any(folder == n or folder.startswith(f"{n}-") for n in names)] == []


def test_every_setup_has_its_folder() -> None:
    assert sorted(set(SETUPS) - set(FOLDERS)) == []
