"""The record that a page comes from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from visitgen.load import load_content, load_register
from visitgen.model import Archive, archive_of, site_of
from visitgen.plan import origin_of

FILES = {
    "site.yaml": "title: T\nwithdrawn: {visit:w: It never was.}\n",
    "leaders/anna.yaml": "name: Anna\nformerly: [an, ann]\n",
    "visits/v.yaml": "visitor: anna\nhost: italy\nstart: 2023\n",
    "pages/more.md": "---\ntitle: More\n---\nText\n",
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    content, _ = load_content(tmp_path)
    site, _ = site_of(content)
    archived, _ = archive_of(content, load_register(), site, date(2023, 12, 31))
    assert archived
    return archived.archive


@pytest.mark.parametrize(
    ("address", "file", "path"),
    [
        ("visits/v/", "visits/v.yaml", ()),
        ("visits/v/index.html", "visits/v.yaml", ()),
        ("more/", "pages/more.md", ()),
        ("leaders/ann/", "leaders/anna.yaml", ("formerly", 1)),
        ("visits/w/", "site.yaml", ("withdrawn", "visit:w")),
        ("", "site.yaml", ()),
        ("index.html", "site.yaml", ()),
        ("2023/", "site.yaml", ()),
        ("2023/10/", "site.yaml", ()),
        ("leaders/", "site.yaml", ()),
        ("relations/a--b/", "site.yaml", ()),
    ],
)
def test_the_origin_of_an_address(archive: Archive, address: str, file: str, path: tuple[str | int, ...]) -> None:
    found = origin_of(archive, address)
    assert found.file.endswith(file) and found.path == path
