"""The site is the same by any number of processes, and a process that fails is told of."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest

from visitgen.commands.build import Options, make
from visitgen.commands.processes import Helper, Turns, helpers, processes, shared
from visitgen.commands.report import Progress
from visitgen.render import Artifact, Files
from visitgen.write import MANIFEST, Written, write_output

T = TypeVar("T")

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are divided on Linux alone")

ROOT = Path(__file__).parents[2]


def built(content: Path, output: Path, jobs: int) -> dict[str, bytes]:
    """Every file of a site built in a process of its own, by so many."""
    command = [sys.executable, "-m", "visitgen", "build", "--content", str(content), "--output", str(output),
               "--theme", "chronicle", "--as-of", "2026-11-22", "--jobs", str(jobs)]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def differing(content: Path, output: Path) -> set[str]:
    """The files that are not the same by one, two and four processes; each site is in a folder that begins so."""
    one, *others = (built(content, output.with_name(f"{output.name}-{jobs}"), jobs) for jobs in (1, 2, 4))
    return {path for other in others for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


@pytest.mark.parametrize("content", ["content", "tests/sites/one-visit/content"])
def test_the_site_is_the_same_by_one_two_and_four_processes(content: str, tmp_path: Path) -> None:
    assert not differing(ROOT / content, tmp_path / "site")


def test_a_template_that_fails_is_told_of_alike_by_any_number(tmp_path: Path) -> None:
    theme = tmp_path / "themes/mine"
    shutil.copytree(ROOT / "tests/sites/editions/content", tmp_path / "content")
    (theme / "pages").mkdir(parents=True)
    (theme / "theme.toml").write_text('parent = "chronicle"\n')
    (theme / "pages/visit.html").write_text("{{ view.nothing.here }}")
    options = Options(content=tmp_path / "content", output=tmp_path / "site", as_of=date(2023, 12, 31), theme="mine")
    one, *others = (make(replace(options, jobs=jobs), Progress()).diagnostics for jobs in (1, 2, 3))
    assert [found.code.number for found in one if found.severity == "error"] == ["R101"]
    assert others == [one, one]


def test_so_it_is_when_only_what_changed_is_built(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "tests/sites/editions/content", content)
    assert not differing(content, tmp_path / "site")
    leaders = content / "leaders/leaders.yaml"
    leaders.write_text(leaders.read_text().replace("name: ", "name: Another ", 1))
    clean = built(content, tmp_path / "clean", 1)
    for jobs in (1, 2, 4):
        found = built(content, tmp_path / f"site-{jobs}", jobs)
        assert found.keys() == clean.keys()
        assert not [path for path in clean if found[path] != clean[path] and path != ".visitgen-manifest"]


def asking(question: str) -> Generator[str, str, None]:
    """Asks, and repeats the answer; fails where that is asked."""
    answer = yield question
    if answer == "fail":
        raise ValueError("as asked")
    yield f"{answer}!"


@on_linux
def test_a_helper_answers_and_its_faults_are_told() -> None:
    with helpers([asking("a"), asking("b")]) as (first, second):
        assert (first.answer(), second.answer()) == ("a", "b")
        first.ask("x")
        second.ask("fail")
        assert first.answer() == "x!"
        with pytest.raises(RuntimeError, match=r"(?s)Traceback.*ValueError: as asked"):
            second.answer()


@on_linux
def test_a_helper_that_is_killed_is_told_of() -> None:
    helper = Helper(asking("a"))
    assert helper.answer() == "a"
    helper._process.kill()
    with pytest.raises(RuntimeError, match="ended too soon"):
        helper.answer()
    helper.end()


def test_a_small_archive_takes_one_process() -> None:
    assert processes(10) == 1
    assert processes(10, 3) in (1, 3)  # one where this process has several threads


@on_linux
@pytest.mark.parametrize("number", [0, 1, 7, 8, 30_000])
def test_each_item_is_taken_once_by_one_of_several_processes(number: int) -> None:
    def taking(turns: Turns[int]) -> Generator[list[int], None, None]:
        yield list(turns)

    turns = Turns(range(number), 3)
    with helpers([taking(turns), taking(turns)]) as others:
        taken = [*turns, *(item for other in others for item in other.answer())]
    assert sorted(taken) == list(range(number))
    assert list(Turns(range(number), 1)) == list(range(number))


def by_three(items: Sequence[str], work: Callable[[Iterable[str]], T]) -> list[T]:
    """Shares work out to three processes."""
    return shared(items, work, 3)


def pages(**changed: str) -> Files:
    """A site of some hundred pages, of which some say something else."""
    texts = {f"{folder}/{number}/index": "the same" for folder in ("a", "b/c") for number in range(200)} | changed
    return Files.of(Artifact(path=f"{path}.html", data=text.encode()) for path, text in texts.items())


@on_linux
def test_a_site_is_written_alike_by_several_processes(tmp_path: Path) -> None:
    output = tmp_path / "site"
    done, findings = write_output(pages(), output, share=by_three)
    assert done == Written(written=400, unchanged=0, removed=0) and findings == ()
    (output / "own.txt").write_text("mine")
    old = (output / "a/7/index.html").stat()
    new = pages(**{"a/8/index": "another", "b/c/199/index": "another", "d/index": "new"})
    done, findings = write_output(new, output, share=by_three)
    assert done == Written(written=3, unchanged=398, removed=0) and findings == ()
    assert (output / "a/7/index.html").stat().st_mtime_ns == old.st_mtime_ns
    found = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert found.pop("own.txt") == b"mine" and found.pop(MANIFEST)
    assert found == {path: file.data for path, file in new.made.items()}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@on_linux
@pytest.mark.parametrize("folder", ["0", "z"])
def test_what_the_system_refuses_one_of_several_processes_is_told(folder: str, tmp_path: Path) -> None:
    output = tmp_path / "site"
    write_output(pages(), output, share=by_three)
    refused = pages(**{f"{folder}/{'x' * 300}": "too long a name"})
    done, (finding,) = write_output(refused, output, share=by_three)
    assert done is None and finding.code.number == "W103" and "longer than the system allows" in finding.message
    assert [path.name for path in tmp_path.iterdir()] == ["site"] and not (output / folder).exists()


@on_linux
def test_the_first_process_may_do_something_before() -> None:
    done: list[str] = []
    counts = shared(range(100), lambda items: (len(list(items)), len(done)), 2, lambda: done.append("before"))
    assert sum(count for count, _ in counts) == 100 and [before for _, before in counts] == [1, 0]
