"""A build that has nothing to do says so at once, and only then."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from visitgen.commands.unchanged import MANY, inputs_of, keep_state, seen_files, seen_inputs, told_unchanged

ROOT = Path(__file__).parents[3]
SCRIPT = """
import os, sys
before = set(sys.modules)
sys.argv = ["visitgen", *sys.argv[1:]]
leave = os._exit
def told(status):
    if "visitgen.cli" not in sys.modules and os.getpid() == own:
        foreign = sorted(name for name, module in sys.modules.items() if name not in before and "-packages" in (getattr(module, "__file__", "") or ""))
        print("AT ONCE", *foreign, file=sys.stderr, flush=True)
    leave(status)
own, os._exit = os.getpid(), told
from visitgen.__main__ import main
main()
"""
"""Says when the command came to its end without the command line, and what it imported of others."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small archive, built once, its files older than a moment ago; and a copy of all as it was then."""
    folder, copy = (tmp_path_factory.mktemp(name) for name in ("project", "copy"))
    shutil.copytree(ROOT / "tests/sites/uncertain/content", folder / "content")
    for file in (folder / "content").rglob("*.yaml"):
        os.utime(file, (1_600_000_000, 1_600_000_000))
    run(folder)
    return folder, shutil.copytree(folder, copy, dirs_exist_ok=True)


@pytest.fixture
def project(built: tuple[Path, Path]) -> Path:
    """That archive and its site, where it was built."""
    folder, copy = built
    shutil.rmtree(folder)
    shutil.copytree(copy, folder)
    return folder


def run(project: Path, *more: str, **env: str) -> tuple[bool, str, str]:
    """Builds: whether it was told at once, what was told, and the findings."""
    command = [sys.executable, "-c", SCRIPT, "build", "--theme", "chronicle", *more]
    whole = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1700000000", **env}
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, env=whole, timeout=120)
    assert done.returncode == 0, done.stderr
    findings, at_once, foreign = done.stderr.partition("AT ONCE")
    assert not foreign.strip(), f"imported {foreign}"
    return bool(at_once), re.sub(r"\d+\.\d s", "… s", done.stdout), findings


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_changed(project: Path) -> None:
    """It says what a whole build says, and imports nothing that is not Python's or visitgen's own."""
    before = tree(project / "site")
    at_once, told, findings = run(project)
    assert at_once and "0 written" in told and " 0 removed; … s" in told
    (project / ".site.visitgen-state").unlink()
    assert run(project) == (False, told, findings)
    assert findings and tree(project / "site") == before


def test_a_fresh_checkout_of_the_same_files(project: Path) -> None:
    """Times say nothing of what is in a file."""
    for file in (project / "content").rglob("*.yaml"):
        os.utime(file, (1_650_000_000, 1_650_000_000))
    assert run(project)[0]


def leader(project: Path) -> Path:
    return project / "content/leaders/traveller.yaml"


OF_THE_SITE = ("a page of the site", "a page deleted", "the manifest", "the site", "the state, cut", "the state, damaged",
               "the state, foreign")  # fmt: skip
"""The changes that leave the records as they were, and so what a first build makes."""

CHANGES: dict[str, Callable[[Path], object]] = {
    "edited": lambda project: leader(project).write_text(leader(project).read_text() + "# a comment\n"),
    "edited, as long": lambda project: leader(project).write_text(leader(project).read_text().replace("A Traveller", "O Traveller")),
    "renamed": lambda project: leader(project).rename(leader(project).with_name("traveller.yml")) and leader(
        project).with_name("traveller.yml").rename(project / "content/leaders/another.yaml"),
    "added": lambda project: (project / "content/leaders/new.yaml").write_text("name: New\n"),
    "deleted": lambda project: (project / "content/meetings/undated.yaml").unlink(),
    "settings": lambda project: (project / "content/site.yaml").write_text(
        (project / "content/site.yaml").read_text() + "version: '2'\n"),
    "a theme": lambda project: ((project / "themes/mine").mkdir(parents=True),
                                (project / "themes/mine/theme.toml").write_text("")),
    "a catalogue": lambda project: ((project / "languages").mkdir(), (project / "languages/de.po").write_text("")),
    "a page of the site": lambda project: (project / "site/index.html").write_text("mine"),
    "a page deleted": lambda project: (project / "site/about/index.html").unlink(),
    "the manifest": lambda project: os.utime(project / "site/.visitgen-manifest", (1, 1)),
    "the site": lambda project: shutil.rmtree(project / "site"),
    "the state, cut": lambda project: (project / ".site.visitgen-state").write_bytes(
        (project / ".site.visitgen-state").read_bytes()[:-9]),
    "the state, damaged": lambda project: (project / ".site.visitgen-state").write_bytes(
        (project / ".site.visitgen-state").read_bytes().replace(b"written", b"wrotten")),
    "the state, foreign": lambda project: (project / ".site.visitgen-state").write_bytes(b"visitgen state 1\n" + b"x" * 99),
    "a link": lambda project: (project / "content/leaders/link.yaml").symlink_to("traveller.yaml"),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changed_is_built(
    project: Path, built: tuple[Path, Path], what: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """And the site is that of a first build, as are the findings."""
    clean, first_findings = built[1], run(project)[2]
    CHANGES[what](project)
    if what == "renamed":
        dates = project / "content/visits/dates.yaml"
        dates.write_text(dates.read_text().replace("visitor: traveller", "visitor: another"))
        undated = project / "content/meetings/undated.yaml"
        undated.write_text(undated.read_text().replace("[traveller", "[another"))
    at_once, _, findings = run(project)
    assert not at_once
    if what not in OF_THE_SITE:
        clean = tmp_path_factory.mktemp("clean")
        for folder in ("content", "themes", "languages"):
            if (project / folder).is_dir():
                shutil.copytree(project / folder, clean / folder, symlinks=True)
        first_findings = run(clean)[2]
    # What was published and is gone is told where the site is that had it.
    assert first_findings == findings or what in ("deleted", "renamed")
    mine, first = tree(project / "site"), tree(clean / "site")
    mine.pop(".visitgen-manifest"), first.pop(".visitgen-manifest")
    assert mine == first


@pytest.mark.parametrize("what", ["edited", "a page of the site", "a page deleted", "a page touched"])
def test_after_what_was_built_there_is_nothing_to_do(project: Path, what: str) -> None:
    """What one build has seen of the site while it was at work, the next one finds."""
    touched = {**CHANGES, "a page touched": lambda project: os.utime(project / "site/about/index.html", (1, 1))}
    touched[what](project)
    assert [run(project)[0] for _ in range(2)] == [False, True]


@pytest.mark.parametrize(
    ("more", "env"), [(("--as-of", "2024-01-01"), {}), (("--base-url", "https://example.org/"), {}), ((), {"SOURCE_DATE_EPOCH": "1600000000"})]
)  # fmt: skip
def test_another_command_is_another_build(project: Path, more: tuple[str, ...], env: dict[str, str]) -> None:
    assert not run(project, *more, **env)[0]
    assert run(project, *more, **env)[0]


def test_a_build_that_failed_leaves_the_next_to_do(project: Path) -> None:
    leader(project).write_text("name: [\n")
    command = [sys.executable, "-m", "visitgen", "build", "--theme", "chronicle"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1700000000"}
    for _ in range(2):
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, env=env)
        assert done.returncode == 1 and "error[L105]" in done.stderr


def test_what_was_read_is_known_by_its_path_from_here(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    known, looked = seen_inputs("site")
    assert "content/leaders/traveller.yaml" in known and looked > 0
    monkeypatch.chdir(project / "content")
    assert seen_inputs("../site") == ({}, 0)


@pytest.mark.parametrize("changed", [None, 0, 800, 1200, MANY + 9])
def test_a_large_site_is_looked_at_by_two_processes(
    changed: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = ["build", "--output", "site"]
    files = [f"{number // 100}/{number}.html" for number in range(MANY + 10)]
    for name in ("content/visits", *(f"site/{number}" for number in range(len(files) // 100 + 1))):
        Path(name).mkdir(parents=True)
    Path("content/visits/one.yaml").write_text("visitor: somebody\n")
    for name in files:
        Path("site", name).write_text("a page")
    inputs = inputs_of("content", {}, 0)
    assert inputs
    keep_state(arguments, "site", inputs, ("1 warning\n", "2,010 files: 0 written, ", "; 1 warning\n"), files, {})
    assert seen_files("site").keys() == set(files)
    if changed is not None:
        Path("site", files[changed]).write_text("another page")
    assert told_unchanged(arguments) == (changed is None) and Path.cwd() == tmp_path
    said, found = capfd.readouterr()
    if changed is None:
        assert re.fullmatch(r"2,010 files: 0 written, 2,009 unchanged, 0 removed; \d\.\d s; 1 warning\n", said)
    assert found == ("1 warning\n" if changed is None else "")
