"""What machines read of the pages: Atom feeds, the site map, robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from visitgen.model import Archive
from visitgen.model.vocabulary import VisitId
from visitgen.plan import Heading, SiteView
from visitgen.render.files import Artifact
from visitgen.render.links import way_to_root

ENTRIES = 50
"""The most entries of a feed."""

ADDRESSES = 50_000
"""The most addresses of a site map. Source: sitemaps.org protocol 0.9."""


def feeds_of(pages: Iterable[Heading]) -> dict[str, Heading | None]:
    """The path of every feed of the edition, with the page of the leader or country it is of; `None` for all visits."""
    return {"feed.xml": None} | {
        page.feed: page for page in pages if page.feed and page.kind in ("leader", "country")
    }  # fmt: skip


class Feeds:
    """The Atom feeds of an edition. What a feed says of a visit is made once: most visits are in three or four.

    Shapes: `pages` are the headings of the edition by address.
    """

    def __init__(self, archive: Archive, pages: Mapping[str, Heading], site: SiteView) -> None:
        self._archive = archive
        self._pages = pages
        self._site = site
        self._entries: dict[tuple[str, str], str] = {}  # by address, and where links begin

    def feed(self, address: str | None, path: str) -> Artifact:
        """A feed of the latest visits, of all or of the leader or country at an address.

        Shapes: newest first by the visit's first day. An entry's `updated` is that day, since records carry no clock,
        or the archive's as-of day for a visit still to come.
        Source: RFC 4287.
        """
        archive, site = self._archive, self._site
        if address is None:
            return self._of(tuple(archive.visits), path, site.title, "")
        id: Any = address.split("/")[1]
        page = self._pages[address]
        ids: set[VisitId] = (
            {*archive.visits_by.get(id, ()), *archive.visits_received_by.get(id, ())}
            if page.kind == "leader"
            else {*archive.visits_to.get(id, ()), *archive.visits_from.get(id, ())}
        )
        ordered = sorted(ids, key=lambda visit: (archive.outlines[visit].when.first, visit))
        return self._of(ordered, path, f"{page.title}: {site.title}", address)

    def _of(self, ids: Sequence[VisitId], path: str, title: str, address: str) -> Artifact:
        archive, site = self._archive, self._site
        base = site.base_url or way_to_root(path)
        latest = list(reversed(ids))[:ENTRIES]
        days = [_day(archive, id) for id in latest]
        updated = max(days, default=archive.as_of)
        index = "" if site.base_url else "index.html"
        pages = (self._pages[f"visits/{id}/"] for id in latest)
        entries = "".join(self._entry(page, day, base, index) for page, day in zip(pages, days, strict=True))
        author = archive.site.editors[0].name if archive.site.editors else site.title
        xml = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_attribute(site.language)}>\n'
            f"<id>{_text(_identity(path, site))}</id>\n<title>{_text(title)}</title>\n"
            f"<updated>{_stamp(updated)}</updated>\n<author><name>{_text(author)}</name></author>\n"
            f'<link rel="self" type="application/atom+xml" href={_attribute(base + path)}/>\n'
            f'<link rel="alternate" type="text/html" href={_attribute(base + address + index)}/>\n'
            f"<generator>{_text(site.generator)}</generator>\n{entries}</feed>\n"
        )
        return Artifact(path=site.folder + path, data=xml.encode("utf-8"))

    def _entry(self, page: Heading, day: date, base: str, index: str) -> str:
        key = page.address, base
        if key not in self._entries:
            self._entries[key] = (
                f"<entry>\n<id>{_text(_identity(page.address, self._site))}</id>\n<title>{_text(page.title)}</title>\n"
                f"<updated>{_stamp(day)}</updated>\n"
                f'<link rel="alternate" type="text/html" href={_attribute(base + page.address + index)}/>\n'
                f"<summary>{_text(page.description)}</summary>\n</entry>\n"
            )
        return self._entries[key]


def sitemap(pages: Iterable[Heading], site: SiteView) -> Iterator[Artifact]:
    """`sitemap.xml` with every page of every edition, and `robots.txt`. Without a base URL there can be no site map.

    `pages` are those of the main edition, which the others have too, and `site` is the view of the main edition.
    Shapes: where there are more than `ADDRESSES`, `sitemap.xml` lists site maps of so many each.
    Source: sitemaps.org protocol 0.9, "Using Sitemap index files"; RFC 9309.
    """
    robots = "User-agent: *\nAllow: /\n"
    if site.base_url:
        robots += f"Sitemap: {site.base_url}sitemap.xml\n"
        listed = [page.address for page in pages if page.kind not in ("redirect", "withdrawn", "not-found")]
        urls = [f"{site.base_url}{edition.folder}{address}" for edition in site.editions for address in listed]
        parts = [_site_map("urlset", "url", urls[at : at + ADDRESSES]) for at in range(0, len(urls), ADDRESSES)]
        if len(parts) == 1:
            yield Artifact(path="sitemap.xml", data=parts[0])
        else:
            paths = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
            index = _site_map("sitemapindex", "sitemap", [f"{site.base_url}{path}" for path in paths])
            yield Artifact(path="sitemap.xml", data=index)
            yield from (Artifact(path=path, data=data) for path, data in zip(paths, parts, strict=True))
    yield Artifact(path="robots.txt", data=robots.encode("utf-8"))


def _site_map(root: str, entry: str, urls: Iterable[str]) -> bytes:
    lines = "".join(f"<{entry}><loc>{_text(url)}</loc></{entry}>\n" for url in urls)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{lines}</{root}>\n".encode()


def _day(archive: Archive, id: VisitId) -> date:
    when = archive.outlines[id].when
    return min(when.last if when.first == date.min else when.first, archive.as_of)


def _identity(path: str, site: SiteView) -> str:
    """A permanent id: the URL where there is one, else a name-based UUID that the same site gets again."""
    if site.base_url:
        return site.base_url + path
    return uuid5(uuid5(NAMESPACE_URL, site.title), site.folder + path).urn


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _text(value: str) -> str:
    return escape(value, quote=False)


def _attribute(value: str) -> str:
    return f'"{escape(value)}"'
