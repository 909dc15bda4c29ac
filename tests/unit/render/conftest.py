"""Small sites in memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from visitgen.commands.build import Options, make
from visitgen.commands.report import Progress

SITES = Path(__file__).parents[2] / "sites"


@pytest.fixture
def site_of(tmp_path: Path) -> Callable[..., dict[str, bytes]]:
    """A function that builds some record files, given by name, with the plain theme: the site's files by path."""

    def built(**files: str) -> dict[str, bytes]:
        (tmp_path / "themes").symlink_to(SITES / "themes")
        for name, text in files.items():
            path = tmp_path / "content" / f"{name.replace('__', '/')}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        with Progress() as progress:
            made = make(Options(content=tmp_path / "content", output=tmp_path / "site", theme="plain"), progress)
        assert made.archive is not None, made.diagnostics
        return {artifact.path: artifact.data for artifact in made.files.made.values()}

    return built
