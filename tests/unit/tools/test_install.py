"""What the tests need is found where it is, installed once, and missed in words."""

from __future__ import annotations

import threading
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, install: ModuleType) -> Path:
    """A machine with nothing on its path and nothing in its cache."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("CHROMIUM", "PLAYWRIGHT_BROWSERS_PATH"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "bin").mkdir()
    return tmp_path


def program(path: Path) -> Path:
    """A program that does nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_a_chromium_is_found_wherever_it_is(empty: Path, install: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(install.Missing, match="make test"):
        install.chromium()
    downloaded = program(empty / "cache/ms-playwright/chromium-1200/chrome-linux/chrome")
    assert install.chromium() == downloaded
    google = program(empty / "bin/google-chrome")
    assert install.chromium() == google
    debian = program(empty / "bin/chromium")
    assert install.chromium() == debian
    monkeypatch.setenv("CHROMIUM", str(google))
    assert install.chromium() == google
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    with pytest.raises(install.Missing, match="no-such-browser"):
        install.chromium()


@pytest.mark.parametrize(("root", "said"), [(True, "failed"), (False, "sudo apt-get install")])
def test_what_was_tried_is_said(
    root: bool, said: str, empty: Path, install: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(empty / "bin/apt-get")
    monkeypatch.setattr(install.os, "geteuid", lambda: 0 if root else 1000)
    monkeypatch.setattr(install, "run", lambda *command, **more: f"{command[0]} has no network")
    told: list[str] = []
    with pytest.raises(install.Missing) as missing:
        install.install_chromium(told.append)
    assert said in str(missing.value) and "playwright install chromium` failed" in str(missing.value)
    assert any("playwright" in line for line in told)


def test_an_install_is_kept_and_done_once(empty: Path, install: ModuleType) -> None:
    made: list[Path] = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "proof").write_text("x")

    threads = [threading.Thread(target=install.kept, args=("thing", "proof", make)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (empty / "cache/visitgen-tests/thing/proof").read_text() == "x"
    before = len(made)
    assert install.kept("thing", "proof", make).name == "thing" and len(made) == before
    assert [path.name for path in (empty / "cache/visitgen-tests").iterdir()] == ["thing"]


def test_an_install_without_its_program_is_missing(empty: Path, install: ModuleType) -> None:
    with pytest.raises(install.Missing, match="without proof"):
        install.kept("thing", "proof", lambda folder: None)
    assert not list((empty / "cache/visitgen-tests").iterdir())
