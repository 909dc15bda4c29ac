"""Links inside the site: written once for any page, made relative at the end, and all checked."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b

from visitgen.diagnostics import Finding, Span, codes, did_you_mean
from visitgen.plan import file_of

ROOT, TOP = "\x00", "\x01"
"""Stand for the ways to the edition's root and to the top of the site while a page is rendered; no record or template
can hold them."""

Blame = Callable[[Sequence[str], str, str], Span]
"""From the files of the pages that hold a link, and the file and the fragment it leads to, to where it was written."""

_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")

# The values of attributes. A pattern that begins with the rare `=` and looks back is three times as fast as one that
# begins with the name.
_LINK = re.compile(r'=(?:(?<=\shref=)|(?<=\ssrc=))"([^"]*)"')
_ID = re.compile(r'=(?<=\sid=)"([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A file of the site. `path` is relative to the site's root."""

    path: str
    data: bytes
    _digest: list[str] = field(default_factory=list, init=False, compare=False, repr=False)

    @property
    def digest(self) -> str:
        """The digest of its bytes."""
        if not self._digest:
            self._digest.append(blake2b(self.data, digest_size=16).hexdigest())
        return self._digest[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file of the site that stays as it is: where, and the digest of its bytes."""

    path: str
    digest: str


def kept_of(artifact: Artifact) -> Kept:
    """A file as it is kept once it is written."""
    return Kept(path=artifact.path, digest=artifact.digest)


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
    inside = _inside(folder)
    for link in set(_LINK.findall(html)):
        if link[:1] in (ROOT, TOP):
            found.add(inside[link])
        elif link.startswith("#"):
            found.add(_parts(path + link))
        elif not _OUTSIDE.match(link):
            file, hash_, fragment = link.partition("#")
            found.add(_parts(posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) + hash_ + fragment))
    return frozenset(found)


@cache
def _inside(folder: str) -> _Inside:
    return _Inside(folder)


class _Inside(dict[str, tuple[str, str]]):
    """Where links that begin with `ROOT` or `TOP` lead: the same from every page of an edition."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __missing__(self, link: str) -> tuple[str, str]:
        found = self[link] = _parts((self.folder if link[0] == ROOT else "") + link[1:])
        return found


def _parts(target: str) -> tuple[str, str]:
    file, _, fragment = target.replace("&amp;", "&").partition("#")
    return file.partition("?")[0], fragment


def parts_of(data: bytes) -> frozenset[str]:
    """The fragments that a link to an HTML file may lead to."""
    return frozenset(_ID.findall(data.decode("utf-8")))


def dangling(
    pages: Iterable[tuple[str, Iterable[tuple[str, str]]]], files: Collection[str], parts: Callable[[str], Set[str]],
    blame: Blame,
) -> Iterator[Finding]:  # fmt: skip
    """Every link that leads to no file of the site, or to no part of its page.

    `pages` are those to look at, by path, with their links, in the order of the site; `parts` tells the fragments of a
    file. Shapes: one finding for each place that is missing, however many pages link to it. Errors: R102, R103.
    """
    known: dict[str, Set[str]] = {}
    there: dict[tuple[str, str], bool] = {}

    def is_there(link: tuple[str, str]) -> bool:
        file, fragment = link
        if file in files and fragment and file not in known:
            known[file] = parts(file)
        return file in files and (not fragment or fragment in known[file])

    missing: dict[tuple[str, str], list[str]] = {}
    for path, linked in pages:
        for link in linked:
            if link not in there:
                there[link] = is_there(link)
            if not there[link]:
                missing.setdefault((link[0], link[1] if link[0] in files else ""), []).append(path)
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
            near = did_you_mean(file, [path for path in sorted(files) if path[:4] == file[:4]][:5000])
            yield Finding(code=codes.DANGLING_LINK, message=f"{links} `{file}`, which the site does not have", at=at,
                          help=near or "correct the link in the template or the text")  # fmt: skip
