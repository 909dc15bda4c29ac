"""A site built again and again: what changed is told, what is wrong too, and what is looked at is not published."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import visitgen.commands.edition as edition_module
import visitgen.render.page as page_module
from visitgen.commands.build import Options
from visitgen.commands.builder import Builder, Built
from visitgen.write import read_manifest

SITES = Path(__file__).parents[2] / "sites"
PAGE = "visits/macron-israel/index.html"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A small archive with its theme."""
    shutil.copytree(SITES / "one-visit/content", tmp_path / "content")
    shutil.copytree(SITES / "themes", tmp_path / "themes")
    return tmp_path


def builder(archive: Path, *, drafts: bool = False) -> Builder:
    """What builds it into `site`."""
    return Builder(Options(content=archive / "content", output=archive / "site"), drafts=drafts)


def test_what_changed_is_told(archive: Path) -> None:
    site, visit = builder(archive), archive / "content/visits/2023/macron-israel.yaml"
    built = site.build()
    files = {path.relative_to(archive / "site").as_posix() for path in (archive / "site").rglob("*") if path.is_file()}
    assert not built.failed and built.changed == files - {".visitgen-manifest"} and not built.removed
    again = site.build()
    assert not again.changed and not again.removed and "\n" not in again.summary
    written: list[str] = []
    for start, end in (("sources:", "summary: Talks.\nsources:"), ("start: 2023-10-24", "start: 2023-10-26")):
        assert start in visit.read_text()
        visit.write_text(visit.read_text().replace(start, end))
        built = site.build([PAGE, "about/index.html", "none.html"], written.append)
        assert {*written, *built.ahead} == {PAGE} <= built.changed and "about/index.html" not in built.changed
    visit.unlink()
    assert PAGE in site.build().removed


def test_who_saves_again_does_not_wait_until_the_output_has_been_looked_at(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, page = builder(archive), archive / "site" / PAGE
    site.build()
    monkeypatch.setattr("visitgen.commands.kept.LOOKS", 1)
    whole = page.read_bytes()
    page.write_bytes(b"somebody else's")
    assert not site.build(more=lambda: True).changed and page.read_bytes() != whole
    assert site.build().changed == {PAGE} and page.read_bytes() == whole


def test_the_page_looked_at_is_made_first_and_shown_ahead_of_many(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, settings, page = builder(archive), archive / "content/site.yaml", archive / "site" / PAGE
    site.build()
    made: list[str] = []
    original = page_module._rendered
    monkeypatch.setattr(page_module, "_rendered", lambda page, *more: made.append(page.address) or original(page, *more))
    shown: dict[str, bytes] = {}
    written: list[str] = []

    def edited(title: str, first: str) -> Built:
        made.clear(), shown.clear(), written.clear()
        settings.write_text(re.sub("(?m)^title: .*", f"title: {title}", settings.read_text()))
        return site.build([first, "none.html"], written.append, shown.__setitem__)

    monkeypatch.setattr(edition_module, "MANY", 1000)
    assert written == [] and edited("One", PAGE).ahead == frozenset() and written == [PAGE] and shown == {}
    monkeypatch.setattr(edition_module, "MANY", 2)
    built = edited("Two", PAGE)
    assert made[0] == "visits/macron-israel/" and len(made) > 20
    assert shown == {PAGE: page.read_bytes()} and b"Two" in shown[PAGE]
    assert built.ahead == {PAGE} and PAGE in built.changed and written == []
    before = page.read_bytes()
    (archive / "content/pages").mkdir(exist_ok=True)
    (archive / "content/pages/odd.md").write_text("---\ntitle: Odd\n---\n[Nowhere](/nowhere/)\n")
    built = edited("Three", PAGE)
    assert built.failed and b"Three" in shown[PAGE] and built.changed == {PAGE} and page.read_bytes() == before


def test_what_is_wrong_is_told_and_nothing_written(archive: Path) -> None:
    site, visit = builder(archive), archive / "content/visits/2023/macron-israel.yaml"
    site.build()
    good = visit.read_text()
    before = (archive / "site" / PAGE).read_bytes()
    visit.write_text(good.replace("emmanuel", "emanuel"))
    built = site.build()
    assert built.failed and not built.changed and not built.removed and "1 error" in built.summary
    (found,) = built.diagnostics
    assert found.code.number == "M201" and found.primary.line_text == "visitor: emanuel-macron"
    assert (archive / "site" / PAGE).read_bytes() == before
    visit.write_text(good)
    built = site.build()
    assert not built.failed and not built.changed


def test_a_folder_that_cannot_be_written_to(archive: Path) -> None:
    options = Options(content=archive / "content", output=archive / "content/site")
    assert "W101" in {found.code.number for found in Builder(options).build().diagnostics}
    (archive / "site").mkdir()
    (archive / "site/index.html").write_text("mine")
    built = builder(archive).build()
    assert built.failed and "W102" in {found.code.number for found in built.diagnostics}


def test_what_is_looked_at_is_not_published(archive: Path) -> None:
    """A record may be made, looked at and renamed without its first id being missed."""
    site, visit = builder(archive), archive / "content/visits/2023/macron-israel.yaml"
    site.build()
    assert read_manifest(archive / "site").published == frozenset()
    visit.rename(visit.with_name("another-name.yaml"))
    built = site.build()
    assert "M421" not in {found.code.number for found in built.diagnostics}


def test_drafts_are_shown_where_that_is_asked_for(archive: Path) -> None:
    draft = "visitor: emmanuel-macron\nhost: norway\nstart: 2023-11-02\ndraft: yes\n"
    (archive / "content/visits/later.yaml").write_text(draft)
    builder(archive).build()
    assert not (archive / "site/visits/later").exists()
    builder(archive, drafts=True).build()
    assert (archive / "site/visits/later/index.html").is_file()


@pytest.mark.parametrize(("url", "root"), [("https://example.org/", ""), ("https://example.org/a/visits/", "a/visits")])
def test_the_folder_on_its_host(archive: Path, url: str, root: str) -> None:
    with (archive / "content/site.yaml").open("a") as settings:
        settings.write(f"base_url: {url}\n")
    assert builder(archive).build().root == root
