"""Markdown -> safe HTML: no raw HTML, links of allowed schemes only, pictures of the site's own."""

from __future__ import annotations

import re
from collections.abc import Callable
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


def prose_renderer() -> Callable[[Prose, int], Markup]:
    """A function that makes HTML of prose, its headings lowered by a number of levels.

    Each distinct text is rendered once. An address without a scheme is one of the site's, from its root.
    """
    markdown = Markdown(extensions=["tables", "sane_lists"], output_format="html")
    markdown.preprocessors.deregister("html_block")
    markdown.inlinePatterns.deregister("html")
    markdown.inlinePatterns.deregister("automail")
    safe = _Safe(markdown)
    markdown.treeprocessors.register(safe, "visitgen-safe", 0)
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
    """Rewrites what a link, a picture or a heading may be."""

    lower = 2

    def run(self, root: Element) -> None:
        """Changes the tree in place, as Markdown's tree processors do."""
        for element in root.iter():
            if element.tag == "a":
                target = _target(element.get("href", ""))
                if target is None:
                    element.attrib.pop("href", None)
                    element.tag = "span"
                else:
                    element.set("href", target)
            elif element.tag == "img":
                source = element.get("src", "")
                if _SCHEME.match(source) or source.startswith("//"):
                    element.tag = "span"
                    element.text = element.get("alt") or ""
                    element.attrib.clear()
                else:
                    element.set("src", f"{ROOT}{source.lstrip('/')}")
            elif match := _HEADING.fullmatch(element.tag if isinstance(element.tag, str) else ""):
                element.tag = f"h{min(6, int(match[1]) + self.lower)}"


def _target(href: str) -> str | None:
    """The address a link in prose leads to, or `None` when its scheme is not allowed."""
    if href.startswith(PAGE_SCHEME):
        address, hash_, fragment = href[len(PAGE_SCHEME) :].partition("#")
        return f"{ROOT}{file_of(address)}{hash_}{fragment}"
    scheme = _SCHEME.match(href)
    if scheme:
        return href if scheme[0][:-1].lower() in SCHEMES else None
    if href.startswith("//"):
        return None
    if href.startswith("#"):
        return href
    address, hash_, fragment = href.lstrip("/").partition("#")
    return f"{ROOT}{file_of(address)}{hash_}{fragment}"
