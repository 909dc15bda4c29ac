"""Where a broken link was written: the record or the template to correct."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from visitgen.diagnostics import Span, whole_file
from visitgen.load import Source, Theme
from visitgen.model import Archive
from visitgen.plan import Heading, file_of, origin_of
from visitgen.render.links import Blame


def blamer(
    archive: Archive, headings: Sequence[Mapping[str, Heading]], theme: Theme, sources: Mapping[str, Source],
    folders: Sequence[str] = (),
) -> Blame:  # fmt: skip
    """A function that finds where a link was written: in the prose of a record, else in a template.

    `headings` are those of each edition; `folders` are those of the editions beside the main one, whose pages are
    written where the main one's are.
    """

    @cache
    def template_of() -> Mapping[str, str]:
        return {file_of(page.address): page.template for of_edition in headings for page in of_edition.values()}

    def blame(paths: Sequence[str], file: str, fragment: str) -> Span:
        paths = [_in_main_edition(path, folders) for path in paths]
        file = _in_main_edition(file, folders)
        written = _written(file, fragment)
        for path in paths:
            source = sources.get(origin_of(archive, path).file)
            if source and (match := written.search(source.text)):
                return _span(source.file, source.text, *match.span("link"))
        mine = template_of().get(paths[0], "")
        for name in (mine, *theme.templates):
            if match := re.search(re.escape(fragment or _stem(file)), theme.templates.get(name, "")):
                return _span(theme.files[name], theme.templates[name], match.start(), match.end())
        return whole_file(theme.files.get(mine, mine))

    return blame


def _in_main_edition(path: str, folders: Sequence[str]) -> str:
    return path.removeprefix(next((folder for folder in folders if path.startswith(folder)), ""))


def _written(file: str, fragment: str) -> re.Pattern[str]:
    """The ways to write a link in Markdown to a file of the site, and to a part of it."""
    to = rf"/?{re.escape(_stem(file))}(?:/(?:index\.html)?)?" if not fragment else rf"[^)\s]*\#{re.escape(fragment)}"
    return re.compile(rf"(?:\]\(|\]:)\s*<?(?P<link>{to})(?![\w-])")


def _stem(file: str) -> str:
    return file.removesuffix("index.html").rstrip("/")


def _span(file: str, text: str, begin: int, end: int) -> Span:
    line = text.count("\n", 0, begin) + 1
    column = begin - (text.rfind("\n", 0, begin) + 1) + 1
    return Span(file=file, line=line, column=column, end_line=line, end_column=column + end - begin)
