"""Markdown as a page may have it: no raw HTML, links of allowed schemes only, pictures of the site's own.

What reads it takes a twentieth of a second to import: only where a text has something for it to read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.paragraph import paragraph
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from visitgen.model.references import SCHEMES
from visitgen.plan.links import PAGE_SCHEME

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PATH = re.compile(r"[^\x00-\x1f\x7f:\\?#]*")

DEEPEST = 20
"""The levels of quotes and lists that are told apart, a list being two; what is deeper stands as it is written."""


def markdown_renderer(way: Callable[[str], str]) -> Callable[[str, int], str]:
    """A function that makes HTML of a text, its headings lowered by a number of levels.

    `way` makes a link to an address of the site.
    Source: CommonMark 0.31, with the tables of GitHub Flavored Markdown.
    """
    options = {"html": False, "xhtmlOut": False, "maxNesting": DEEPEST}
    markdown = _Reader("commonmark", options, renderer_cls=_Writer).enable("table")
    markdown.block.ruler.before("table", "too_deep", _too_deep)
    return lambda text, lower: str(markdown.render(text, {"lower": lower, "way": way}))


class _Reader(MarkdownIt):
    """Takes every address as it is written: which of them are allowed is for the writer to say."""

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link


class _Writer(RendererHTML):
    """Says what links, pictures, headings and cells may be; aligned cells get a class: left, center, right.

    Shapes: `env` holds the levels by which headings are lowered, what makes a link to an address, and whether the link
    that is open is allowed; links hold no links.
    """

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return html.escape(tokens[idx].content, quote=False)

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        target = _target(str(tokens[idx].attrGet("href")), env["way"])
        env["allowed"] = target is not None
        if target is None:
            return ""
        tokens[idx].attrSet("href", target)
        return self.renderToken(tokens, idx, options, env)

    def link_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return self.renderToken(tokens, idx, options, env) if env["allowed"] else ""

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        source = str(tokens[idx].attrGet("src"))
        if not _is_local(source):
            return html.escape(self.renderInlineAsText(tokens[idx].children, options, env), quote=False)
        tokens[idx].attrSet("src", env["way"](source.lstrip("/")))
        return super().image(tokens, idx, options, env)

    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        tokens[idx].tag = f"h{min(6, int(tokens[idx].tag[1:]) + env['lower'])}"
        return self.renderToken(tokens, idx, options, env)

    heading_close = heading_open

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        # The site's pages carry no `style`: their security policy forbids it.
        if side := tokens[idx].attrs.pop("style", None):
            tokens[idx].attrSet("class", str(side).removeprefix("text-align:"))
        return self.renderToken(tokens, idx, options, env)

    td_open = th_open

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return self.code_block(tokens, idx, options, env)


def _too_deep(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Takes what is nested too deep as a paragraph: the parser passes over what lies below `maxNesting` in silence."""
    return state.level >= DEEPEST - 2 and paragraph(state, startLine, endLine, silent)


def _target(href: str, way: Callable[[str], str]) -> str | None:
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
    return way(href.lstrip("/"))


def _is_local(address: str) -> bool:
    """Whether an address is one of the site's own: what a browser makes of it names no scheme and no host.

    A character reference that Markdown has left in it, as it does between `<` and `>`, is part of no such address.
    """
    path = _PATH.match(address)
    assert path, "an empty path matches too"
    rest = address[path.end() :]
    return not address.startswith("//") and (not rest or rest[0] in "?#") and html.unescape(address) == address
