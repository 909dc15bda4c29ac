"""Links inside the site: written once for any page, made relative at the end, and all checked."""

from __future__ import annotations

import posixpath
import re
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import field

from visitgen.diagnostics import Finding, Span, codes, did_you_mean
from visitgen.plan import file_of
from visitgen.render.files import Artifact
from visitgen.values import dataclass

ROOT, TOP = "\x00", "\x01"
"""Stand for the ways to the edition's root and to the top of the site while a page is rendered; no record or template
can hold them."""

Blame = Callable[[Sequence[str], str, str], Span]
"""From the files of the pages that hold a link, and the file and the fragment it leads to, to where it was written."""

Link = tuple[str, str]
"""Where a link leads: a file of the site, and a part of it or nothing."""

_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")

# The values of attributes. A pattern that begins with the rare `=` and looks back is three times as fast as one that
# begins with the name.
_LINK = re.compile(r'=(?:(?<=\shref=)|(?<=\ssrc=))"([^"]*)"')
_ID = re.compile(r'=(?<=\sid=)"([^"]*)"')


@dataclass(slots=True)
class Targets:
    """Where the links of an edition lead, each once, by number: a page has some hundred links, most the same on all.

    `into` tells the numbers of those that lead into a file.
    """

    links: list[Link] = field(default_factory=list)
    numbers: dict[Link, int] = field(default_factory=dict)
    into: dict[str, list[int]] = field(default_factory=dict)

    def apart(self) -> tuple[list[Link]]:
        """The links alone, to be written down."""
        return (self.links,)

    @classmethod
    def together(cls, links: list[Link]) -> Targets:
        """The same again."""
        made = cls(links, {link: number for number, link in enumerate(links)})
        for number, (file, _) in enumerate(links):
            made.into.setdefault(file, []).append(number)
        return made

    def number(self, link: Link) -> int:
        """The number of a link, a new one if it has none yet."""
        found = self.numbers.get(link)
        if found is None:
            found = self.numbers[link] = len(self.links)
            self.links.append(link)
            self.into.setdefault(link[0], []).append(found)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A page's file, and the numbers of its links inside the site."""

    artifact: Artifact
    links: array[int]


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


class LinkReader:
    """Reads where the links of pages lead inside the site, before `ROOT` and `TOP` are resolved.

    `folder` is that of the pages' edition, which their paths begin with.
    """

    def __init__(self, targets: Targets, folder: str = "") -> None:
        self._targets = targets
        self._inside = _Inside(targets, folder)

    def read(self, path: str, html: str) -> array[int]:
        """The numbers of a page's links, in no order; but of those to a part that it has itself."""
        links = set(_LINK.findall(html))
        here = {link for link in links if link.startswith("#")}
        parts = _ID.findall(html) if here else ()
        found = {self._targets.number(_parts(path + link)) for link in here.difference(f"#{part}" for part in parts)}
        for link in links - here:
            if link[:1] in (ROOT, TOP):
                found.add(self._inside[link])
            elif not _OUTSIDE.match(link):
                file, hash_, fragment = link.partition("#")
                file = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
                found.add(self._targets.number(_parts(file + hash_ + fragment)))
        return array("I", found)


class _Inside(dict[str, int]):
    """The numbers of links that begin with `ROOT` or `TOP`: the same from every page of an edition."""

    def __init__(self, targets: Targets, folder: str) -> None:
        self._targets = targets
        self._folder = folder

    def __missing__(self, link: str) -> int:
        target = (self._folder if link[0] == ROOT else "") + link[1:]
        found = self[link] = self._targets.number(_parts(target))
        return found


def _parts(target: str) -> tuple[str, str]:
    file, _, fragment = target.replace("&amp;", "&").partition("#")
    return file.partition("?")[0], fragment


def parts_of(data: bytes) -> frozenset[str]:
    """The fragments that a link to an HTML file may lead to."""
    return frozenset(_ID.findall(data.decode("utf-8")))


def is_there(link: Link, files: Collection[str], parts: Callable[[str], Collection[str]]) -> bool:
    """Whether a link leads to a file of the site, and to a part that it has. `parts` tells the fragments of a file."""
    file, fragment = link
    return file in files and (not fragment or fragment in parts(file))


def dangling(
    broken: Iterable[tuple[str, Iterable[Link]]], files: Collection[str], blame: Blame
) -> Iterator[Finding]:  # fmt: skip
    """A finding for each place that links lead to and that is missing: a file of the site, or a part of one.

    `broken` are the pages with such links, by path, with these links, in the order of the site. Shapes: of a file that
    is missing there is one finding, however many pages link to it, and to whatever parts. Errors: R102, R103.
    """
    missing: dict[Link, list[str]] = {}
    for path, links in broken:
        for file, fragment in links:
            missing.setdefault((file, fragment if file in files else ""), []).append(path)
    for (file, fragment), paths in sorted(missing.items()):
        paths = list(dict.fromkeys(paths))
        others = {1: "", 2: " and another page"}.get(len(paths), f" and {len(paths) - 1:,} other pages")
        who = f"`{paths[0]}`{others}"
        linking = f"{who} {'links' if len(paths) == 1 else 'link'} to"
        at = blame(paths, file, fragment)
        if fragment:
            yield Finding(code=codes.DANGLING_FRAGMENT, at=at,
                          message=f"{linking} `{file}#{fragment}`, a part that page does not have",
                          help="correct the part after `#`")  # fmt: skip
        else:
            near = did_you_mean(file, [path for path in sorted(files) if path[:4] == file[:4]][:5000])
            yield Finding(code=codes.DANGLING_LINK, message=f"{linking} `{file}`, which the site does not have",
                          at=at, help=near or "correct the link in the template or the text")  # fmt: skip
