"""Atom feeds, the site map, robots.txt."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from urllib.parse import urljoin
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LEADER = "{name: Anna, terms: [{title: president, country: france, from: 2000-01-01}]}"
BASE = "https://example.org/a/"

SiteOf = Callable[..., dict[str, bytes]]


def visits(*days: str) -> str:
    """A visit on each of some days."""
    return "\n".join(f"- {{id: v{day}, visitor: anna, host: italy, start: {day}}}" for day in days)


def settings(base_url: str = "", more: str = "") -> str:
    """The settings of a site."""
    return f"title: Säte & <site>\nas_of: 2023-12-31\n{f'base_url: {base_url}' if base_url else ''}\n{more}\n"


def feeds(files: dict[str, bytes]) -> dict[str, Element]:
    """The feeds of a site by path."""
    found = {path: ElementTree.fromstring(data) for path, data in files.items() if path.endswith("feed.xml")}
    assert {root.tag for root in found.values()} == {f"{ATOM}feed"}
    return found


def locs(data: bytes) -> list[str]:
    """The addresses a site map lists, in order."""
    return [node.text or "" for node in ElementTree.fromstring(data).iter(f"{MAP}loc")]


def ids(feed: Element) -> list[str]:
    """The ids of a feed's entries."""
    return [entry.findtext(f"{ATOM}id") or "" for entry in feed.iter(f"{ATOM}entry")]


@pytest.mark.parametrize("base", ["", BASE])
def test_every_feed_is_atom(base: str, site_of: SiteOf) -> None:
    files = site_of(site=settings(base), leaders__anna=LEADER, visits__all=visits("2023-01-02", "2023-03-04"))
    found = feeds(files)
    assert set(found) == {"feed.xml", "leaders/anna/feed.xml", "countries/italy/feed.xml", "countries/france/feed.xml"}
    assert len({feed.findtext(f"{ATOM}id") for feed in found.values()}) == len(found)
    for path, feed in found.items():
        assert "Säte & <site>" in (feed.findtext(f"{ATOM}title") or "")
        assert feed.findtext(f"{ATOM}author/{ATOM}name")
        assert feed.findtext(f"{ATOM}updated") == "2023-03-04T00:00:00Z"
        assert len(ids(feed)) == len(set(ids(feed))) == 2
        for id in (feed.findtext(f"{ATOM}id") or "", *ids(feed)):
            assert id.startswith(("urn:uuid:", "https://")), "an id is a full IRI"
        for entry in feed.iter(f"{ATOM}entry"):
            assert (
                entry.findtext(f"{ATOM}title") and entry.findtext(f"{ATOM}summary") and entry.findtext(f"{ATOM}updated")
            )
        for link in feed.iter(f"{ATOM}link"):
            href = link.attrib["href"]
            if base:
                assert href.startswith(BASE)
                address = href.removeprefix(BASE)
            else:
                address = posixpath.normpath(urljoin(f"/{path}", href)).lstrip("/")
            file = address if address in files else f"{address}index.html"
            assert file in files, f"{path} links to {href}"


@pytest.mark.parametrize("base", ["", BASE])
def test_an_entry_is_the_same_in_every_feed(base: str, site_of: SiteOf) -> None:
    found = feeds(site_of(site=settings(base), leaders__anna=LEADER, visits__all=visits("2023-01-02")))
    assert len({tuple(ids(feed)) for feed in found.values()}) == 1


def test_the_newest_come_first(site_of: SiteOf) -> None:
    feed = feeds(
        site_of(site=settings(BASE), leaders__anna=LEADER, visits__all=visits("2023-03-04", "2022-01-02", "2023"))
    )["feed.xml"]
    assert ids(feed) == [f"{BASE}visits/v2023-03-04/", f"{BASE}visits/v2023/", f"{BASE}visits/v2022-01-02/"]


def test_a_feed_holds_fifty_entries(site_of: SiteOf) -> None:
    days = [f"20{number:02}-01-01" for number in range(1, 61) if number < 24] + [
        f"20{n:02}-02-01" for n in range(1, 24)
    ]
    days += [f"20{number:02}-03-01" for number in range(1, 24)]
    found = feeds(site_of(site=settings(), leaders__anna=LEADER, visits__all=visits(*days)))
    assert len(ids(found["feed.xml"])) == 50


def test_nothing_is_dated_after_the_archive(site_of: SiteOf) -> None:
    found = feeds(site_of(site=settings(), leaders__anna=LEADER, visits__all=visits("2025-01-02", "2023-01-02")))
    dates = [node.text for feed in found.values() for node in feed.iter(f"{ATOM}updated")]
    assert set(dates) == {"2023-12-31T00:00:00Z", "2023-01-02T00:00:00Z"}


def test_a_site_without_visits_has_a_feed(site_of: SiteOf) -> None:
    found = feeds(site_of(site=settings()))
    assert ids(found["feed.xml"]) == []
    assert found["feed.xml"].findtext(f"{ATOM}updated") == "2023-12-31T00:00:00Z"


def test_the_author_is_the_first_editor(site_of: SiteOf) -> None:
    found = feeds(site_of(site=settings(more="editors: [An Editor, Another]")))
    assert found["feed.xml"].findtext(f"{ATOM}author/{ATOM}name") == "An Editor"


def test_the_site_map_lists_exactly_the_pages(site_of: SiteOf) -> None:
    files = site_of(
        site=settings(BASE),
        leaders__anna="{name: Anna, formerly: [old], terms: [{title: president, country: france}]}",
        visits__all=visits("2023-01-02"),
    )
    listed = locs(files["sitemap.xml"])
    assert len(listed) == len(set(listed))
    pages = {f"{BASE}{path.removesuffix('index.html')}" for path in files if path.endswith(".html")}
    assert set(listed) == pages - {f"{BASE}404.html", f"{BASE}leaders/old/"}


def test_a_site_of_many_pages_has_several_site_maps(site_of: SiteOf, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site map holds fifty thousand addresses at most."""
    monkeypatch.setattr("visitgen.render.feeds.ADDRESSES", 4)
    files = site_of(site=settings(BASE))
    assert ElementTree.fromstring(files["sitemap.xml"]).tag == f"{MAP}sitemapindex"
    parts = [locs(files[url.removeprefix(BASE)]) for url in locs(files["sitemap.xml"])]
    assert len(parts) > 1 and all(len(part) == 4 for part in parts[:-1])
    pages = {f"{BASE}{path.removesuffix('index.html')}" for path in files if path.endswith(".html")}
    assert sorted(url for part in parts for url in part) == sorted(pages - {f"{BASE}404.html"})


def test_robots_lead_to_the_site_map(site_of: SiteOf) -> None:
    files = site_of(site=settings(BASE))
    assert files["robots.txt"].decode().splitlines() == ["User-agent: *", "Allow: /", f"Sitemap: {BASE}sitemap.xml"]


def test_without_a_base_url_there_is_no_site_map(site_of: SiteOf) -> None:
    files = site_of(site=settings())
    assert "sitemap.xml" not in files
    assert b"Sitemap" not in files["robots.txt"]
    assert b'rel="canonical"' not in b"".join(files.values())
