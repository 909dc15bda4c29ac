"""The demonstration archive, built once: the whole, and the part written by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.demo.offices import ROLES, probe
from tests.demo.reading import CONTENT, Pages
from visitgen.commands.build import Made, Options, make
from visitgen.commands.report import Progress

IMPORTED = "# Imported from the data of the Office of the Historian"


def _read(made: Made) -> Pages:
    assert made.archive is not None, made.diagnostics
    return Pages({artifact.path: artifact.data for artifact in made.files.made.values()})


@pytest.fixture(scope="session")
def demo() -> Made:
    """The whole demonstration archive, built in memory."""
    with Progress() as progress:
        return make(Options(content=CONTENT, output=Path("never-written")), progress)


@pytest.fixture(scope="session")
def pages(demo: Made) -> Pages:
    """Its pages."""
    return _read(demo)


@pytest.fixture(scope="session")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the records written by hand, without the import, and with meetings that ask for roles on many days."""
    folder = tmp_path_factory.mktemp("by-hand") / "content"
    for file in sorted(CONTENT.rglob("*")):
        if file.is_file() and not file.read_bytes().startswith(IMPORTED.encode()):
            copy = folder / file.relative_to(CONTENT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    lines = [
        f"- {{id: {probe(leader, day)}, date: {day}, participants: [{leader}]}}\n" for leader, day, _ in ROLES
    ]
    (folder / "meetings" / "probes.yaml").write_text("".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def roles(by_hand: Path) -> Pages:
    """The pages of the records written by hand, and of the meetings that ask for roles."""
    with Progress() as progress:
        return _read(make(Options(content=by_hand, output=by_hand.parent / "site"), progress))
