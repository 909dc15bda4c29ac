"""The demonstration site as a reader opens it: from a folder, without a server; with none of visitgen's checks."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from visitgen.commands.build import Options, build

ROOT = Path(__file__).parents[2]
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


@dataclass
class Read(HTMLParser):
    """What a page links to, its ids, and how it is put together."""

    html: str
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    described: str = ""
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.html)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if len(values) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.tags[tag] += 1
        self.links += [values[name] for name in ("href", "src", "poster", "action") if name in values]
        if values.get("http-equiv") == "refresh":
            self.links.append(values["content"].partition("url=")[2])
        if "id" in values:
            self.ids.append(values["id"])
        if values.get("name") == "description":
            self.described = values["content"]
        if "style" in values or any(name.startswith("on") for name in values):
            self.faults.append(f"<{tag}> has a style or script of its own")
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            self.links += [f"#{id}" for id in values.get(name, "").split()]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes another element")

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["title"] and "svg" not in self.open:
            self.titles.append(data)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration site on disk, with the theme as it is now."""
    place = tmp_path_factory.mktemp("demo")
    shutil.copytree(ROOT / "content", place / "content")
    shutil.copytree(ROOT / "themes", place / "themes")
    output = place / "a folder with spaces & signs #1"
    assert build(Options(content=place / "content", output=output, base_url="https://example.org/p/")) == 0
    return output


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Read]:
    """Every page by its file."""
    return {path: Read(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


def test_every_link_leads_to_a_file_and_a_part_of_it(site: Path, pages: dict[Path, Read]) -> None:
    ids = {path: frozenset(page.ids) for path, page in pages.items()}
    there: dict[str, bool] = {}
    broken: set[str] = set()
    for path, page in pages.items():
        base = path.as_uri()
        for link in dict.fromkeys(page.links):
            if re.match(r"(https?|mailto):", link):
                continue
            if path.name == "404.html" and link.startswith("/"):
                link = link.replace("/p/", site.as_uri() + "/", 1)
            target = urljoin(base, link)
            parts = urlsplit(target)
            file = unquote(parts.path)
            if file not in there:
                there[file] = parts.scheme == "file" and Path(file).is_file() and Path(file).is_relative_to(site)
            if not there[file]:
                broken.add(f"{path.relative_to(site)} -> {link}")
            elif parts.fragment and Path(file).suffix == ".html" and unquote(parts.fragment) not in ids[Path(file)]:
                broken.add(f"{path.relative_to(site)} -> {link} (no such part)")
    assert not broken, "\n".join(sorted(broken)[:50])


def test_every_page_is_reached_by_links_alone(site: Path, pages: dict[Path, Read]) -> None:
    """Script off: every visit, leader, country and year is reachable from the front page."""
    found: set[Path] = set()
    ahead = [site / "index.html"]
    while ahead:
        path = ahead.pop()
        if path in found or path not in pages:
            continue
        found.add(path)
        for link in pages[path].links:
            if not re.match(r"[a-z]+:", link):
                ahead.append(Path(unquote(urlsplit(urljoin(path.as_uri(), link)).path)))
    lost = sorted(path.relative_to(site).as_posix() for path in pages.keys() - found)
    redirects = {path for path in lost if "http-equiv" in (site / path).read_text(encoding="utf-8")}
    assert set(lost) - redirects - {"404.html"} == set()


def test_ids_are_unique_on_each_page(site: Path, pages: dict[Path, Read]) -> None:
    for path, page in pages.items():
        twice = [id for id, count in Counter(page.ids).items() if count > 1]
        assert not twice, f"{path.relative_to(site)}: {twice[:10]}"


def test_pages_are_well_put_together(site: Path, pages: dict[Path, Read]) -> None:
    for path, page in pages.items():
        where = path.relative_to(site)
        assert not page.faults, f"{where}: {page.faults[:10]}"
        assert (page.tags["h1"], page.tags["main"], len(page.titles)) == (1, 1, 1), where
        assert page.html.startswith("<!DOCTYPE html>\n<html lang="), where


def test_titles_and_descriptions_are_unique(site: Path, pages: dict[Path, Read]) -> None:
    shown = {path: page for path, page in pages.items() if 'http-equiv="refresh"' not in page.html}
    for what in ("titles", "described"):
        seen: dict[str, list[str]] = {}
        for path, page in shown.items():
            value = getattr(page, what)
            seen.setdefault(" ".join(value) if isinstance(value, list) else value, []).append(
                str(path.relative_to(site))
            )
        assert "" not in seen, seen[""][:5]
        twice = {value: paths for value, paths in seen.items() if len(paths) > 1}
        assert not twice, list(twice.items())[:5]


def test_feeds_and_site_map_name_what_is_there(site: Path, pages: dict[Path, Read]) -> None:
    base = "https://example.org/p/"
    here = {f"{base}{path.relative_to(site).as_posix().removesuffix('index.html')}" for path in pages}
    listed = [node.text for node in ElementTree.parse(site / "sitemap.xml").iter() if node.tag.endswith("}loc")]
    assert len(listed) == len(set(listed)) and set(listed) <= here
    left_out = {url for url in here - set(listed) if url and not url.endswith("404.html")}
    assert all('http-equiv="refresh"' in pages[site / f"{url.removeprefix(base)}index.html"].html for url in left_out)
    identities: Counter[str] = Counter()
    for file in site.rglob("feed.xml"):
        feed = ElementTree.parse(file)
        identities[feed.findtext("{*}id") or ""] += 1
        for link in feed.iter("{http://www.w3.org/2005/Atom}link"):
            target = link.attrib["href"]
            assert target in here or (site / target.removeprefix(base)).is_file(), f"{file}: {target}"
        ids = [node.findtext("{*}id") for node in feed.iter("{http://www.w3.org/2005/Atom}entry")]
        assert len(ids) == len(set(ids))
    assert identities.most_common(1)[0][1] == 1


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    for path in (*site.rglob("*.html"), *site.rglob("*.css"), *site.rglob("*.js")):
        text = path.read_text(encoding="utf-8")
        for found in re.finditer(r"""(?:\ssrc=["']|url\(["']?|@import\s+["'])(?:https?:)?//[^"')]+""", text):
            raise AssertionError(f"{path.relative_to(site)}: {found[0]}")
        for found in re.finditer(r'<link\b[^>]*rel="(?:stylesheet|icon|preload)"[^>]*>', text):
            assert "//" not in found[0], path
