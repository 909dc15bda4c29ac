"""Links inside the site: written once for any page, made relative at the end, and all checked."""

from __future__ import annotations

import itertools
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from visitgen.diagnostics import Finding, Span, codes, did_you_mean
from visitgen.plan import file_of

ROOT, TOP = "\x00", "\x01"
"""Stand for the ways to the edition's root and to the top of the site while a page is rendered; no record or template
can hold them."""

Blame = Callable[[Sequence[str], str, str], Span]
"""From the files of the pages that hold a link, and the file and the fragment it leads to, to where it was written."""

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


def href(address: str, shared: frozenset[str] = frozenset()) -> str:
    """A link to an address of the site, with its query and fragment; resolved for each page at the end.

    `shared` are the files that all editions have in common.
    """
    rest, hash_, fragment = address.partition("#")
    path, mark, query = rest.partition("?")
    return f"{TOP if path in shared else ROOT}{file_of(path)}{mark}{query}{hash_}{fragment}"


def way_to_root(path: str) -> str:
    """The relative way from a file of the site to its root: `../../` for `leaders/x/index.html`."""
    return "../" * path.count("/")


def links_of(path: str, html: str, folder: str = "") -> frozenset[tuple[str, str]]:
    """Where the links of a page's HTML lead inside the site, before `ROOT` and `TOP` are resolved.

    `folder` is that of the page's edition, which `path` begins with.
    """
    found: set[tuple[str, str]] = set()
    for link in _values(html, "href") | _values(html, "src"):
        if link.startswith(ROOT):
            target = folder + link[1:]
        elif link.startswith(TOP):
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


def _values(html: str, name: str) -> set[str]:
    """The values of all attributes of a name, found by cutting at them, four times as fast as a regular expression."""
    pieces = html.split(f'{name}="')
    return {
        piece[: piece.index('"')]
        for before, piece in itertools.pairwise(pieces) if before[-1:].isspace() and '"' in piece
    }  # fmt: skip


def dangling(pages: Iterable[Rendered], files: Mapping[str, Artifact], blame: Blame) -> Iterator[Finding]:
    """Every link that leads to no file of the site, or to no part of its page.

    Shapes: one finding for each place that is missing, however many pages link to it. Errors: R102, R103.
    """
    pages = tuple(pages)
    anchors: dict[str, set[str]] = {}

    def is_there(file: str, fragment: str) -> bool:
        if file in files and fragment and file not in anchors:
            anchors[file] = _values(files[file].data.decode("utf-8"), "id")
        return file in files and (not fragment or fragment in anchors[file])

    lost = {link for link in frozenset().union(*(page.links for page in pages)) if not is_there(*link)}
    missing: dict[tuple[str, str], list[str]] = {}
    for page in pages if lost else ():
        for file, fragment in page.links & lost:
            missing.setdefault((file, fragment if file in files else ""), []).append(page.artifact.path)
    for (file, fragment), paths in sorted(missing.items()):
        paths = list(dict.fromkeys(paths))
        others = {1: "", 2: " and another page"}.get(len(paths), f" and {len(paths) - 1:,} other pages")
        who = f"`{paths[0]}`{others}"
        links = f"{who} {'links' if len(paths) == 1 else 'link'} to"
        at = blame(paths, file, fragment)
        if fragment:
            yield Finding(code=codes.DANGLING_FRAGMENT, at=at,
                          message=f"{links} `{file}#{fragment}`, a part that page does not have",
                          help="correct the part after `#`")  # fmt: skip
        else:
            near = did_you_mean(file, [path for path in files if path[:4] == file[:4]][:5000])
            yield Finding(code=codes.DANGLING_LINK, message=f"{links} `{file}`, which the site does not have", at=at,
                          help=near or "correct the link in the template or the text")  # fmt: skip
