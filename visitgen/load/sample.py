"""The small archive that `visitgen init` begins with, as texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable


def load_sample() -> Mapping[str, str]:
    """The text of each file by its name with `/`, sorted by name."""
    return dict(sorted(_texts(files("visitgen.load").joinpath("starter"), "")))


def _texts(folder: Traversable, before: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _texts(entry, f"{before}{entry.name}/")
        else:
            # A file named `.gitignore` would hide its neighbours from git, and so from the package.
            name = ".gitignore" if entry.name == "gitignore" else entry.name
            yield f"{before}{name}", entry.read_text(encoding="utf-8")
