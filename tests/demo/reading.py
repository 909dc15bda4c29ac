"""Pages as a reader sees them: the words that are visible, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

CONTENT = Path(__file__).parents[2] / "content"
VISIT = "/visits/macron-israel-2023-10-24/"
BRIEFING = "/meetings/elysee-briefing-2023-10-24/"
HERZOG = "/meetings/macron-herzog-2023-10-24/"
TIMES = "Macron calls for international coalition against Hamas based on anti-ISIS campaign"
SINCE_THE_WAR_BEGAN = "between 7 and 24 October 2023"
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
INLINE = frozenset({"a", "abbr", "b", "bdi", "cite", "em", "i", "mark", "small", "strong", "sub", "sup", "time"})
UNSEEN = frozenset({"head", "script", "style", "template", "svg"})


@dataclass
class Node:
    """An element of a page."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)
    parent: Node | None = None

    def elements(self) -> Iterator[Node]:
        """This element and all inside it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.elements()

    def words(self) -> str:
        """The visible text, white space collapsed, capitals set aside."""
        text = " ".join("".join(self._pieces()).split())
        return re.sub(r" ([,.;:)\]])", r"\1", text).casefold()

    def _pieces(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in UNSEEN and "hidden" not in child.attributes:
                gap = "" if child.tag in INLINE else " "
                yield gap
                yield from child._pieces()
                yield gap


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.here = self.root = Node("document")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, parent=self.here)
        self.here.children.append(node)
        if tag not in VOID:
            self.here = node

    def handle_endtag(self, tag: str) -> None:
        at: Node | None = self.here
        while at is not None and at.tag != tag:
            at = at.parent
        if at is not None and at.parent is not None:
            self.here = at.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


class Pages:
    """The main part of each page of a built site, by address."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.known: dict[str, Node] = {}

    def __call__(self, address: str) -> Node:
        """The `main` element of a page; `/visits/x/`."""
        if address not in self.known:
            path = f"{address.lstrip('/')}index.html"
            assert path in self.files, f"there is no page {address}"
            reader = _Reader()
            reader.feed(self.files[path].decode())
            self.known[address] = next(node for node in reader.root.elements() if node.tag == "main")
        return self.known[address]

    def part(self, address: str, id: str) -> Node:
        """The element of a page with this id."""
        found = [node for node in self(address).elements() if node.attributes.get("id") == id]
        assert len(found) == 1, f"{len(found)} elements of {address} have the id `{id}`"
        return found[0]


def wanted(where: str, text: str, *phrases: str) -> None:
    """Fails unless every phrase is in the text."""
    for phrase in phrases:
        assert " ".join(phrase.split()).casefold() in text, f"“{phrase}” is not visible on {where}:\n{text[:3000]}"


def counts(node: Node) -> dict[str, str]:
    """The labelled counts of a page: what stands as a term, and its definition."""
    found: dict[str, str] = {}
    for element in node.elements():
        if element.tag == "dt" and element.parent is not None:
            beside = [child for child in element.parent.children if isinstance(child, Node) and child.tag == "dd"]
            if beside:
                found.setdefault(element.words(), beside[0].words())
    return found
