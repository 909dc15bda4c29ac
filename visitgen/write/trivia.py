"""Comments and blank lines of a YAML file, each given to the key or list entry it is about.

A tree of what is on lines of its own (blocks and their entries) is made from ruamel.yaml's nodes; nothing in it is
text yet. What stands between brackets is one value, unless a comment is in it or it is too long for a line.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import field
from typing import Any

from visitgen.values import dataclass

_COMMENT = re.compile(r"#[^\r\n]*")
_MARKER = re.compile(r"^(?:(?:---|\.\.\.)(?!\S)|%[^\r\n]*)", re.MULTILINE)


@dataclass(slots=True, eq=False)
class Entry:
    """A key with its value, or a list entry; with the lines that are about it. A blank line is an empty text."""

    key: Any
    value: Any
    start: int
    column: int
    inside: Block | None = None
    above: list[str] = field(default_factory=list)
    beside: str | None = None
    below: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Block:
    """A mapping or list whose entries are on lines of their own. `column` is that of the entries in the file as it was.

    `flow` says that it stood between brackets, `outer` is the entry whose value it is, with the block that has it.
    `pinned` says that the lines above the first entry may be about all of the block: the entry stays the first.
    """

    node: Any
    column: int
    flow: bool
    outer: tuple[Block, Entry] | None
    entries: list[Entry] = field(default_factory=list)
    end: list[str] = field(default_factory=list)
    pinned: bool = False

    @property
    def is_map(self) -> bool:
        """Whether the entries have keys."""
        return type(self.node).__name__ == "MappingNode"


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its comments found. `bare` is as long, with all but values and structure replaced by spaces."""

    text: str
    bare: str
    comments: tuple[re.Match[str], ...]
    filled: frozenset[int]


def marked(text: str, root: Any) -> Marked:
    """The comments of a text, and the lines that hold anything else; `root` is its ruamel.yaml node."""
    spans = sorted(_spans(root, text))
    begins = line_begins(text)
    bare = list(text)
    comments: list[re.Match[str]] = []
    for start, end in zip([0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)], strict=True):
        found = [*_COMMENT.finditer(text, start, end)]
        comments += found
        for match in (*found, *_MARKER.finditer(text, start, end)):
            bare[match.start() : match.end()] = " " * (match.end() - match.start())
    filled = {number for number, line in enumerate("".join(bare).split("\n")) if line.strip(" \t\r")}
    for start, end in spans:
        filled.update(range(bisect_right(begins, start) - 1, bisect_right(begins, end - 1)))
    return Marked(text, "".join(bare), tuple(comments), frozenset(filled))


def comment_text(comment: re.Match[str]) -> str:
    """A comment without the space behind it."""
    return comment[0].rstrip(" \t")


def line_begins(text: str) -> list[int]:
    """Where each line of a text begins."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def value_end(node: Any, text: str) -> int:
    """Where a value ends in the text, without the blank lines below a block of text."""
    start, end = node.start_mark.index, node.end_mark.index
    return int(start + len(text[start:end].rstrip(" \n")) if getattr(node, "style", None) in ("|", ">") else end)


def place_comments(file: Marked, root: Block) -> list[str]:
    """Gives every comment and blank line below the top to an entry of the tree or to the end of a block.

    Shapes: returns the lines at the head of the file, which are about all of it.
    """
    order = list(_walk(root))
    starts = [entry.start for _, entry in order]
    begins = line_begins(file.text)
    own: dict[int, re.Match[str]] = {}
    for comment in file.comments:
        line = bisect_right(begins, comment.start()) - 1
        if line in file.filled:
            _place_beside(comment, *order[max(0, bisect_left(starts, comment.start()) - 1)])
        else:
            own[line] = comment
    head: list[str] = []
    for first, last in _runs(file.filled, len(begins)):
        run = [
            (comment_text(own[line]), own[line].start() - begins[line]) if line in own else ("", 0)
            for line in range(first, last + 1)
        ]
        after = bisect_left(starts, begins[last])
        if after == 0:
            head = _place_head([line for line, _ in run], root)
        else:
            _place_run(run, begins[first], order[after - 1], order[after] if after < len(order) else None, file.text)
    return head


def _spans(node: Any, text: str) -> Iterator[tuple[int, int]]:
    """Where the scalars of a node stand."""
    if isinstance(node.value, str):
        if not _is_absent(node):
            yield node.start_mark.index, value_end(node, text)
        return
    for child in node.value:
        for inner in child if isinstance(child, tuple) else (child,):
            yield from _spans(inner, text)


def _is_absent(node: Any) -> bool:
    """Whether nothing is written for a value: ruamel.yaml gives it the place of what comes after it."""
    return node.value == "" and not node.style


def _walk(block: Block) -> Iterator[tuple[Block, Entry]]:
    for entry in block.entries:
        yield block, entry
        if entry.inside:
            yield from _walk(entry.inside)


def _runs(filled: frozenset[int], count: int) -> Iterator[tuple[int, int]]:
    """The runs of lines that hold nothing but comments and blanks, as (first, last)."""
    first: int | None = None
    for line in range(count + 1):
        empty = line < count and line not in filled
        if empty and first is None:
            first = line
        elif not empty and first is not None:
            yield first, line - 1
            first = None


def _place_beside(comment: re.Match[str], block: Block, entry: Entry) -> None:
    """A comment that follows something on its line goes beside that; beside a list's dash, above the entry."""
    while block.flow and block.outer and comment.start() >= block.node.end_mark.index:
        block, entry = block.outer  # it follows a closing bracket
    if entry.beside is None and (block.is_map or not entry.inside):
        entry.beside = comment_text(comment)
    else:
        entry.above.append(comment_text(comment))


def _place_head(lines: list[str], root: Block) -> list[str]:
    """Above the first entry: what a blank line sets apart is about the file, the rest about the file or the entry."""
    gap = max((number for number, line in enumerate(lines) if not line), default=-1)
    root.entries[0].above += lines[gap + 1 :]
    root.pinned = bool(lines[gap + 1 :])
    return lines[: gap + 1]


def _place_run(
    run: list[tuple[str, int]], at: int, before: tuple[Block, Entry], after: tuple[Block, Entry] | None, text: str
) -> None:
    """Whole lines between two entries: about the one below, about the one above, or the end of a block.

    `run` holds each line with its column, `at` is where it begins.
    """
    block, entry = before
    lines = [line for line, _ in run if line]
    if entry.inside and after and after[0] is entry.inside:
        (after[1] if block.is_map else entry).above += lines
        entry.inside.pinned = bool(lines)
        return
    if not entry.inside and not _is_absent(entry.value) and at < value_end(entry.value, text):
        entry.above += lines  # between a key and its value, or between brackets
        return
    if brackets := next((outer for outer in _around(block) if outer.flow and at < outer.node.end_mark.index), None):
        inner = after is not None and after[1].start < brackets.node.end_mark.index
        (after[1].above if after and inner else brackets.end).extend(lines)
        return
    ending = [outer for outer in _around(block, after[0] if after else None) if not outer.flow]
    level, gap = 0, 0
    for number, (line, column) in enumerate(run):
        if not line:
            continue
        while level < len(ending) and column < ending[level].column:
            level += 1
        if after and (level == len(ending) or column <= after[1].column):
            break
        ending[min(level, len(ending) - 1)].end += [line for line, _ in run[gap : number + 1]]
        gap = number + 1
    if after:
        _share([line for line, _ in run[gap:]], *after, first=gap == 0)


def _share(lines: list[str], block: Block, entry: Entry, *, first: bool) -> None:
    """Lines between two entries of a block: those that touch the one above it and not the one below are about it."""
    position = block.entries.index(entry)
    gap = lines.index("") if "" in lines else len(lines)
    if first and position and 0 < gap < len(lines):
        block.entries[position - 1].below += lines[:gap]
        lines = lines[gap:]
    entry.above += lines


def _around(block: Block, until: Block | None = None) -> Iterator[Block]:
    """A block and those around it, innermost first, up to one that is left out."""
    current: Block | None = block
    while current is not None and current is not until:
        yield current
        current = current.outer[0] if current.outer else None
