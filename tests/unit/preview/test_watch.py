"""Watching: whatever way a file is saved, it is told; what an editor makes for a moment is not."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from visitgen.preview import CannotWatch, Watch, watch

LONG = 10_000
SHORT = 150
"""Milliseconds in which nothing is to be told."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a record."""
    (tmp_path / "content/visits").mkdir(parents=True)
    (tmp_path / "content/visits/x.yaml").write_text("visitor: a\n")
    return tmp_path / "content"


@pytest.fixture
def watched(folder: Path) -> Iterator[Watch]:
    """What watches it, and a folder that is not there yet."""
    found = Watch([folder, folder.with_name("themes")])
    yield found
    found.close()


def names(watched: Watch, milliseconds: int = LONG) -> set[str]:
    """The names of what has changed."""
    return {Path(path).name for path in watched.wait(milliseconds)}


def until(watched: Watch, name: str) -> None:
    """Waits until a change of this file is told."""
    for _ in range(20):
        if name in names(watched):
            return
    raise AssertionError(f"{name} was never told")


def quiet(watched: Watch) -> None:
    """Waits until there is nothing more to tell."""
    while watched.wait(SHORT):
        pass


def test_a_file_that_is_written_made_renamed_deleted(watched: Watch, folder: Path) -> None:
    file = folder / "visits/x.yaml"
    file.write_text("visitor: b\n")
    assert names(watched) == {"x.yaml"}
    quiet(watched)
    (folder / "visits/y.yaml").write_text("visitor: a\n")
    until(watched, "y.yaml")
    quiet(watched)
    file.rename(folder / "visits/z.yaml")
    assert names(watched) >= {"x.yaml"} or names(watched) >= {"z.yaml"}
    quiet(watched)
    (folder / "visits/z.yaml").unlink()
    assert names(watched) == {"z.yaml"}
    assert names(watched, SHORT) == set()


def test_a_folder_and_what_is_in_it(watched: Watch, folder: Path) -> None:
    new = folder / "leaders/france"
    new.mkdir(parents=True)
    (new / "one.yaml").write_text("name: One\n")
    assert watched.wait(LONG)
    quiet(watched)
    (new / "one.yaml").write_text("name: Two\n")
    until(watched, "one.yaml")
    quiet(watched)
    shutil.rmtree(folder / "leaders")
    assert watched.wait(LONG)


def test_what_is_saved_while_nobody_waits_is_told_afterwards(watched: Watch, folder: Path) -> None:
    for number in range(5):
        (folder / f"visits/{number}.yaml").write_text("visitor: a\n")
        time.sleep(0.02)
    told: set[str] = set()
    while len(told) < 5:
        found = names(watched)
        assert found
        told |= found
    assert told == {f"{number}.yaml" for number in range(5)}


def test_saving_as_vim_does(watched: Watch, folder: Path) -> None:
    """A probe whether files can be made, the old file as a backup, the new one in its place, a swap file all along."""
    file = folder / "visits/x.yaml"
    (folder / "visits/.x.yaml.swp").write_bytes(b"swap")
    probe = folder / "visits/4913"
    probe.touch()
    probe.chmod(0o644)
    probe.unlink()
    assert names(watched, SHORT) == set()
    file.rename(f"{file}~")
    file.write_text("visitor: c\n")
    Path(f"{file}~").unlink()
    (folder / "visits/.x.yaml.swp").unlink()
    assert names(watched) == {"x.yaml"}


@pytest.mark.parametrize(
    "name",
    ["x.yaml.tmp", "x.yaml.tmp.4711", "x.yaml.AbC123", "x.yaml___jb_tmp___", "sedk3Xy0q", "tmp8_x2", ".x.yaml.1"],
)
def test_saving_beside_and_renaming(watched: Watch, folder: Path, name: str) -> None:
    beside = folder / "visits" / name
    beside.write_text("visitor: c\n")
    assert names(watched, SHORT) == set()
    beside.replace(folder / "visits/x.yaml")
    assert names(watched) == {"x.yaml"}


def test_saving_in_place_in_two_pieces(watched: Watch, folder: Path) -> None:
    with open(folder / "visits/x.yaml", "w") as stream:
        stream.write("visitor: c\n")
        stream.flush()
        assert names(watched) == {"x.yaml"}
        quiet(watched)
        stream.write("host: d\n")
    assert names(watched) == {"x.yaml"}


@pytest.mark.parametrize("name", ["x.yaml~", ".x.yaml.swp", ".#x.yaml", ".git/index.yaml", "x.yaml.swp", ".DS_Store"])
def test_what_no_build_reads_is_not_told(watched: Watch, folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("a")
    (folder / name).unlink()
    assert names(watched, SHORT) == set()


def test_reading_is_no_change(watched: Watch, folder: Path) -> None:
    (folder / "visits/x.yaml").read_text()
    os.listdir(folder)
    assert names(watched, SHORT) == set()


def test_a_passing_file_that_a_build_may_have_seen_is_told_when_it_goes(watched: Watch, folder: Path) -> None:
    stray = folder / "visits/notes.tmp"
    stray.write_text("a")
    assert names(watched, SHORT) == set()
    (folder / "visits/x.yaml").write_text("visitor: b\n")
    assert names(watched) == {"x.yaml"}
    quiet(watched)
    stray.unlink()
    assert names(watched) == {"notes.tmp"}


def test_a_folder_that_comes_later_and_one_that_goes_and_comes_back(watched: Watch, folder: Path) -> None:
    assert names(watched, SHORT) == set()
    themes = folder.with_name("themes")
    themes.mkdir()
    assert watched.wait(LONG)
    quiet(watched)
    (themes / "style.css").write_text("p {}")
    until(watched, "style.css")
    away = folder.with_name("away")
    folder.rename(away)
    assert watched.wait(LONG)
    quiet(watched)
    away.rename(folder)
    assert watched.wait(LONG)
    quiet(watched)
    (folder / "visits/x.yaml").write_text("visitor: b\n")
    until(watched, "x.yaml")


def test_a_neighbour_is_not_told(watched: Watch, folder: Path) -> None:
    """The site is written beside the records: it is never watched."""
    (folder.with_name("site")).mkdir()
    (folder.with_name("site") / "index.html").write_text("a")
    assert names(watched, SHORT) == set()


def test_nothing_to_watch(tmp_path: Path) -> None:
    found = Watch([tmp_path / "none/content"])
    assert found.wait(SHORT) == frozenset()
    found.close()


def test_an_interrupt_ends_the_wait(watched: Watch) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        timer = threading.Timer(0.1, os.kill, [os.getpid(), signal.SIGINT])
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            watched.wait()
        timer.join()
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_system_that_tells_nothing(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def refuse(*given: object) -> None:
        raise OSError("the limit of watches is reached")

    monkeypatch.setattr(watch, "RustNotify", refuse)
    with pytest.raises(CannotWatch, match="limit of watches"):
        Watch([folder])
