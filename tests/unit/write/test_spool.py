"""Files put aside: the same bytes from any process, gone with the last who can ask for them, kept where there is no room."""

from __future__ import annotations

import errno
import gc
import os
import pickle
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from visitgen.render import Artifact
from visitgen.write import Spool


def files(number: int = 20) -> list[Artifact]:
    """Some files, one of them empty."""
    return [Artifact(path=f"{n}.html", data=f"<p>{n}é</p>".encode() * n) for n in range(number)]


def test_files_come_back_as_they_were() -> None:
    spool = Spool()
    for file, aside in [(file, spool.put(file)) for file in files()]:
        assert (aside.path, aside.data, aside.digest) == (file.path, file.data, file.digest)
        assert isinstance(aside, Artifact)


def test_nothing_is_left_in_the_folder_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    aside = [Spool().put(file) for file in files()]
    assert [*tmp_path.iterdir()] == [] and aside[3].data == files()[3].data


@pytest.mark.skipif(sys.platform != "linux", reason="the open files of a process are listed on Linux alone")
def test_a_spool_lasts_as_long_as_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened() -> int:
        found = 0
        for number in os.listdir("/proc/self/fd"):
            with suppress(OSError):
                found += os.readlink(f"/proc/self/fd/{number}").startswith(f"{tmp_path}/")
        return found

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    spool = Spool()
    aside = [spool.put(file) for file in files()]
    assert not any(tmp_path.iterdir()), "a build that is killed would leave it"
    del spool
    gc.collect()
    assert opened() == 1 and [file.data for file in aside] == [file.data for file in files()]
    del aside
    gc.collect()
    assert opened() == 0


@pytest.mark.skipif(sys.platform != "linux", reason="processes are divided on Linux alone")
def test_what_another_process_puts_aside_can_be_read() -> None:
    spool = Spool()
    end, there = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(there, pickle.dumps([spool.put(file) for file in files()]))
        os._exit(0)
    os.waitpid(child, 0)
    aside = pickle.loads(os.read(end, 1 << 16))
    os.close(end)
    os.close(there)
    assert [file.data for file in aside] == [file.data for file in files()]


def test_where_there_is_no_room_files_stay_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    spool, file = Spool(), files()[3]
    monkeypatch.setattr(os, "pwrite", full, raising=False)
    assert spool.put(file) is file
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert Spool().put(file) is file
