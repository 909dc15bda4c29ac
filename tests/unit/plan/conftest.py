"""Small archives, planned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from visitgen.diagnostics import Finding
from visitgen.load import load_content, load_register
from visitgen.model import archive_of, site_of
from visitgen.plan import Page, pages

Planned = Callable[..., tuple[dict[str, Page], tuple[Finding, ...]]]


@pytest.fixture
def planned(tmp_path: Path) -> Planned:
    """A function that plans the pages of some record files, given by name: the pages by address, and what was found."""

    def plan(as_of: date = date(2023, 12, 31), **files: str) -> tuple[dict[str, Page], tuple[Finding, ...]]:
        for name, text in {"site": "title: Site", **files}.items():
            suffix = ".md" if name.startswith("pages") else ".yaml"
            path = tmp_path / f"{name.replace('__', '/')}{suffix}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        content, found = load_content(tmp_path)
        site, more = site_of(content)
        archived, judged = archive_of(content, load_register(), site, as_of)
        assert archived, (*found, *more, *judged)
        made, clashes = pages(archived.archive, ())
        return {page.address: page for page in made}, clashes

    return plan
