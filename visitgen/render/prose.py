"""Prose -> safe HTML: each distinct text once, and read as Markdown only where it holds some."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

from visitgen.plan.views import Prose
from visitgen.render.compiler import escaped, safe
from visitgen.render.links import href

_PLAIN = re.compile(r"[A-Za-z](?:[^\W_]|[ ,.;:()?'\"’‘“”–—-])*(?<! )")
"""A line that holds nothing Markdown knows: letters, digits and the signs of sentences."""


def prose_renderer(way: Callable[[str], str] = href, language: str | None = None) -> Callable[..., Markup]:
    """A function that makes HTML of prose, its headings lowered by a number of levels.

    `way` makes a link to an address of the site. `language` is that of the prose where the page has another; the
    HTML is marked with it, unless the third argument says that it is marked already.

    Each distinct text is rendered once, in a time that grows with its length and with nothing else it holds. An address
    without a scheme is one of the site's, from its root.
    """
    known: dict[tuple[str, int], Markup] = {}
    markdown: list[Callable[[str, int], str]] = []

    def html_of(text: str, lower: int) -> str:
        if _PLAIN.fullmatch(text):
            return f"<p>{text}</p>"
        if not markdown:
            from visitgen.render.markdown import markdown_renderer

            markdown.append(markdown_renderer(way))
        return markdown[0](text, lower).removesuffix("\n")

    def render(prose: Prose, lower: int = 2, marked: bool = False) -> Markup:
        key = (prose.markdown, lower)
        if key not in known:
            known[key] = safe(html_of(*key))
        if language is None or marked:
            return known[key]
        return safe(f'<div lang="{escaped(language)}" dir="auto">{known[key]}</div>')

    return render
