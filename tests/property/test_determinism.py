"""The same records make the same bytes, wherever, whenever and in whatever order they are read."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from visitgen.write.manifest import MANIFEST

ROOT = Path(__file__).parent.parent.parent
CONTENT = ROOT / "content"
IMPORTED = b"# Imported from the data of the Office of the Historian"
DAY = "1698105600"  # 24 October 2023, 00:00 UTC

SHUFFLED = """
import os, random, sys
from pathlib import Path

seed = random.Random(int(sys.argv.pop(1)))
listdir, scandir, walk = os.listdir, os.scandir, os.walk

def mixed(entries):
    entries = list(entries)
    seed.shuffle(entries)
    return entries

class Scan:
    def __init__(self, *path):
        with scandir(*path) as entries:
            self.entries = iter(mixed(entries))
    def __iter__(self): return self
    def __next__(self): return next(self.entries)
    def __enter__(self): return self
    def __exit__(self, *error): pass
    def close(self): pass

def mixed_walk(*arguments, **named):
    for parent, folders, files in walk(*arguments, **named):
        seed.shuffle(folders)
        seed.shuffle(files)
        yield parent, folders, files

os.listdir, os.scandir, os.walk = lambda *path: mixed(listdir(*path)), Scan, mixed_walk
for name in ("rglob", "glob", "iterdir"):
    setattr(Path, name, (lambda real: lambda *arguments: iter(mixed(real(*arguments))))(getattr(Path, name)))

from visitgen.cli import main
main()
"""
"""A build that finds the files of every folder in another order."""


def copied(place: Path, theme: Path) -> Path:
    """The records written by hand, and a theme beside them."""
    shutil.copytree(theme, place / "themes/chronicle")
    for file in sorted(CONTENT.rglob("*")):
        if file.is_file() and not file.read_bytes().startswith(IMPORTED):
            copy = place / "content" / file.relative_to(CONTENT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    site = place / "content/site.yaml"
    kept = site.read_text(encoding="utf-8").splitlines()
    lines = [line for line in kept if not line.startswith(("as_of:", "base_url:"))]
    site.write_text("\n".join([*lines, "as_of: today", "base_url: https://example.org/a/", ""]), encoding="utf-8")
    return place / "content"


def digest(site: Path) -> dict[str, str]:
    """Every file of a site with the digest of its bytes."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def built(
    content: Path,
    output: Path,
    environment: Mapping[str, str] = MappingProxyType({}),
    *,
    cwd: Path = ROOT,
    start: tuple[str, ...] = ("-m", "visitgen"),
) -> dict[str, str]:
    """Builds in a process of its own; the site's digests."""
    result = subprocess.run(
        [sys.executable, *start, "build", "--content", str(content), "--output", str(output)],
        cwd=cwd, text=True, capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": DAY, "PYTHONHASHSEED": "1", **environment},
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    return digest(output)


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The theme as it is now, so that it may be worked on while tests run."""
    return shutil.copytree(ROOT / "themes/chronicle", tmp_path_factory.mktemp("theme") / "chronicle")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory, theme: Path) -> Path:
    return copied(tmp_path_factory.mktemp("first"), theme)


@pytest.fixture(scope="module")
def first(content: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return built(content, tmp_path_factory.mktemp("out") / "site")


def locales() -> list[str]:
    """The locales at hand, of those that have turned programs upside down."""
    known: list[str] = []
    if shutil.which("locale"):
        known = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.split()
    return ["C", "C.UTF-8", *(name for name in known if name.startswith(("tr_TR", "ar_", "de_DE")))]


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "2"},
        {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati"},
        {"TZ": "America/Adak"},
        {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "POSIX"},
        *({"LC_ALL": name} for name in locales()),
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"COLUMNS": "20", "NO_COLOR": "1", "HOME": "/nowhere", "USER": "somebody"},
    ],
    ids=lambda environment: " ".join(f"{name}={value}" for name, value in environment.items()),
)
def test_the_environment_does_not_matter(
    environment: dict[str, str], content: Path, first: dict[str, str], tmp_path: Path
) -> None:
    assert built(content, tmp_path / "site", environment) == first


def test_the_place_does_not_matter(theme: Path, first: dict[str, str], tmp_path: Path) -> None:
    content = copied(tmp_path / "ein anderer Ort" / "für Akten", theme)
    os.utime(content / "site.yaml", (0, 0))
    assert built(content, tmp_path / "out put" / "s") == first


def test_the_working_folder_does_not_matter(content: Path, first: dict[str, str], tmp_path: Path) -> None:
    near = Path(os.path.relpath(content, content.parent))
    assert built(near, tmp_path / "site", cwd=content.parent) == first
    far = Path(os.path.relpath(content, content / "visits"))
    assert built(far, tmp_path / "other", cwd=content / "visits") == first


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_the_order_of_the_file_system_does_not_matter(
    seed: str, content: Path, first: dict[str, str], tmp_path: Path
) -> None:
    assert built(content, tmp_path / "site", start=("-c", SHUFFLED, seed)) == first


def test_a_build_over_another_site_is_the_same(content: Path, first: dict[str, str], tmp_path: Path) -> None:
    other = ROOT / "tests/sites/one-visit"
    shutil.copytree(other / "content", tmp_path / "content")
    shutil.copytree(ROOT / "tests/sites/themes", tmp_path / "themes")
    built(tmp_path / "content", tmp_path / "site")
    after = built(content, tmp_path / "site")
    assert after.pop(MANIFEST) != first[MANIFEST], "the record remembers what the other site had"
    assert after == {path: digest for path, digest in first.items() if path != MANIFEST}


def test_the_names_of_files_do_not_matter(theme: Path, first: dict[str, str], tmp_path: Path) -> None:
    """Folders are for people: the same records filed elsewhere make the same site."""
    content = copied(tmp_path, theme)
    for file in sorted((content / "visits").rglob("*.yaml")):
        file.rename(content / "visits" / file.name)
    for number, file in enumerate(sorted((content / "leaders").glob("*.yaml"))):
        folder = content / "leaders" / f"{90 - number}"
        folder.mkdir()
        file.rename(folder / file.name)
    assert built(content, tmp_path / "site") == first


def test_the_day_comes_from_source_date_epoch(content: Path, first: dict[str, str], tmp_path: Path) -> None:
    other = built(content, tmp_path / "site", {"SOURCE_DATE_EPOCH": str(int(DAY) + 86400 * 400)})
    assert other.keys() == first.keys() and other != first
    assert "27 November 2024" in (tmp_path / "site/index.html").read_text(encoding="utf-8")
