"""Markdown -> safe HTML: no raw HTML, links of allowed schemes only, pictures of the site's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from visitgen.model.references import SCHEMES
from visitgen.plan.links import PAGE_SCHEME
from visitgen.plan.urls import file_of
from visitgen.plan.views import Prose
from visitgen.render.links import ROOT

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HEADING = re.compile(r"h([1-6])")
_PATH = re.compile(r"[^\x00-\x1f\x7f:\\?#]*")


def prose_renderer() -> Callable[[Prose, int], Markup]:
    """A function that makes HTML of prose, its headings lowered by a number of levels.

    Each distinct text is rendered once. An address without a scheme is one of the site's, from its root.
    """
    markdown = Markdown(extensions=["tables", "sane_lists"], output_format="html")
    markdown.preprocessors.deregister("html_block")
    markdown.inlinePatterns.deregister("html")
    markdown.inlinePatterns.deregister("automail")
    safe = _Safe(markdown)
    markdown.treeprocessors.register(safe, "visitgen-safe", -1)  # after all others
    known: dict[tuple[str, int], Markup] = {}

    def render(prose: Prose, lower: int = 2) -> Markup:
        key = (prose.markdown, lower)
        if key not in known:
            markdown.reset()
            safe.lower = lower
            known[key] = Markup(markdown.convert(prose.markdown))
        return known[key]

    return render


class _Safe(Treeprocessor):
    """Rewrites what links, pictures, headings and cells may be; aligned cells get a class: left, center, right."""

    lower = 2

    def run(self, root: Element) -> None:
        """Changes the tree in place, as Markdown's tree processors do."""
        for element in root.iter():
            if element.tag == "a":
                target = _target(element.get("href", ""))
                if target is None:
                    element.tag = "span"
                    element.attrib.clear()
                else:
                    element.set("href", target)
            elif element.tag == "img":
                source = element.get("src", "")
                if _is_local(source):
                    element.set("src", f"{ROOT}{source.lstrip('/')}")
                else:
                    element.tag = "span"
                    element.text = element.get("alt") or ""
                    element.attrib.clear()
            elif element.tag in ("th", "td"):
                # The site's pages carry no `style`: their security policy forbids it.
                if side := element.attrib.pop("style", "").removeprefix("text-align: ").rstrip(";"):
                    element.set("class", side)
            elif match := _HEADING.fullmatch(element.tag if isinstance(element.tag, str) else ""):
                element.tag = f"h{min(6, int(match[1]) + self.lower)}"


def _target(href: str) -> str | None:
    """The address a link in prose leads to, or `None` when it is not allowed."""
    scheme = _SCHEME.match(href)
    if scheme and scheme[0] != PAGE_SCHEME:
        name = scheme[0][:-1].lower()
        return href if name in SCHEMES and (name == "mailto" or href[scheme.end() :].startswith("//")) else None
    if href.startswith("#"):
        return href
    href = href.removeprefix(PAGE_SCHEME)
    if not _is_local(href):
        return None
    address, hash_, fragment = href.lstrip("/").partition("#")
    return f"{ROOT}{file_of(address)}{hash_}{fragment}"


def _is_local(address: str) -> bool:
    """Whether an address is one of the site's own: what a browser makes of it names no scheme and no host.

    A character reference in its path would be resolved by the browser alone, and could hide either.
    """
    path = _PATH.match(address)
    assert path, "an empty path matches too"
    rest = address[path.end() :]
    hidden = "&#" in address or unescape(path[0]) != path[0]
    return not address.startswith("//") and (not rest or rest[0] in "?#") and not hidden
