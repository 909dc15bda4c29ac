"""Links inside the site: written once for any page, made relative at the end, and all checked."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from visitgen.diagnostics import Finding, codes, did_you_mean, whole_file

ROOT = "\x00"
"""Stands for the way to the site's root while a page is rendered; no record or template can hold it."""

_LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]+)"')
_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A file of the site. `path` is relative to the site's root."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A page's file, and the files and fragments of the site it links to, as (file, fragment)."""

    artifact: Artifact
    links: frozenset[tuple[str, str]]


def way_to_root(path: str) -> str:
    """The relative way from a file of the site to its root: `../../` for `leaders/x/index.html`."""
    return "../" * path.count("/")


def links_of(path: str, html: str) -> frozenset[tuple[str, str]]:
    """Where the links of a page's HTML lead inside the site, before `ROOT` is resolved."""
    found: set[tuple[str, str]] = set()
    for link in set(_LINK.findall(html)):
        if link.startswith(ROOT):
            target = link[1:]
        elif link.startswith("#"):
            target = path + link
        elif _OUTSIDE.match(link):
            continue
        else:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link.partition("#")[0]))
            target += "".join(link.partition("#")[1:])
        file, _, fragment = target.replace("&amp;", "&").partition("#")
        found.add((file.partition("?")[0], fragment))
    return frozenset(found)


def dangling(pages: Iterable[Rendered], files: Mapping[str, Artifact]) -> Iterator[Finding]:
    """Every link that leads to no file of the site, or to no part of its page. Errors: R102, R103."""
    anchors: dict[str, frozenset[str]] = {}
    for page in pages:
        for file, fragment in sorted(page.links):
            if file not in files:
                yield Finding(
                    code=codes.DANGLING_LINK,
                    message=f"`{page.artifact.path}` links to `{file}`, which the site does not have",
                    at=whole_file(page.artifact.path),
                    help=did_you_mean(file, [path for path in files if path[:4] == file[:4]][:5000])
                    or "correct the link in the template or the text",
                )
            elif fragment:
                if file not in anchors:
                    anchors[file] = frozenset(_ID.findall(files[file].data.decode("utf-8")))
                if fragment not in anchors[file]:
                    yield Finding(
                        code=codes.DANGLING_FRAGMENT,
                        message=f"`{page.artifact.path}` links to `{file}#{fragment}`, a part that page does not have",
                        at=whole_file(page.artifact.path),
                        help="correct the part after `#`",
                    )
