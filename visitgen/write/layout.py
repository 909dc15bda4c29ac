"""A YAML file's text -> the same in the canonical layout: key order, indentation, blank lines, line width.

The round trip is ruamel.yaml's: it reads the file into nodes, the nodes are put in order, and it writes them, with
every comment where it belongs. Values never pass through it: it writes a placeholder for each, which is then replaced
by the value as it stands in the file, quotes and all. What cannot be kept so is left alone: `laid_out` compares.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from visitgen.diagnostics import Finding, Span, codes, whole_file
from visitgen.load.source import Source, read_value
from visitgen.model.order import KeyOrder
from visitgen.write.records import WIDTH, folded, is_plain_prose
from visitgen.write.trivia import Block, Entry, marked, place_comments

PROSE = WIDTH - 6
"""The longest line of folded prose, without its indentation, as `records` writes it."""

_LINE = re.compile(r"(?P<dashes> *(?:- +)*)(?:V(?P<key>\d+)V:)?(?: *V(?P<value>\d+)V)?(?: *#C(?P<comment>\d+))?")

_KEPT = re.compile(r"(?<=[:-] )[|>](?:\d?\+|\+\d)(?=[ \t]*(?:#.*)?$)", re.MULTILINE)
"""What begins a text that owns the blank lines below it."""


class _NotKept(Exception):
    """This file cannot be laid out."""


def laid_out(source: Source, order: KeyOrder) -> str | Finding:
    """The file's text in canonical layout, or why it cannot be had.

    Shapes: a text that says what it said: same value as `read_value` reads it, same comments, same quotes; laid out
    again, it stays as it is. Line ends are those that most lines had. Text that holds no list or mapping, or is not
    well-formed, comes back as it is.
    Errors: W104.
    """
    value, findings = read_value(source)
    if findings or not isinstance(value, list | dict) or not value:
        return source.text
    from ruamel.yaml.error import YAMLError

    text = source.text.replace("\r\n", "\n")
    try:
        layout = _Layout(text)
        made = layout.made(order)
    except YAMLError as error:
        return _unread(source.file, getattr(error, "problem_mark", None))
    except (RecursionError, _NotKept):
        return _refused(source)
    if not layout.complete or read_value(Source(file=source.file, text=made)) != (value, ()):
        return _refused(source)
    crlf = source.text.count("\r\n") * 2 > source.text.count("\n")
    return made.replace("\n", "\r\n") if crlf else made


def _refused(source: Source) -> Finding:
    """What is said of a file whose values or comments would not be the same, at the likely reason."""
    message = "laid out anew, this file would not say the same"
    if kept := _KEPT.search(source.text):
        line = source.text.count("\n", 0, kept.start()) + 1
        column = kept.start() - source.text.rfind("\n", 0, kept.start())
        at = Span(file=source.file, line=line, column=column, end_line=line, end_column=column + len(kept[0]))
        label = "the blank lines below this text are part of it"
        cure = f"write `{kept[0].replace('+', '')}`, if they need not be; else lay the file out by hand"
        return Finding(code=codes.LAYOUT_NOT_KEPT, message=message, at=at, label=label, help=cure)
    cure = "lay the file out by hand; a comment between a key and its text below `|` or `>` is a usual reason"
    return Finding(code=codes.LAYOUT_NOT_KEPT, message=message, at=whole_file(source.file), help=cure)


def _unread(file: str, mark: Any) -> Finding:
    """What is said of a file that visitgen can read and ruamel.yaml cannot."""
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    at = Span(file=file, line=line, column=column, end_line=line, end_column=column + 1)
    message = "this file is written in a way that cannot be laid out from here on"
    cure = "a tab or an invisible character is the usual reason: write a space for it, or put the text in quotes"
    return Finding(code=codes.LAYOUT_NOT_KEPT, message=message, at=at, help=cure)


def _yaml() -> Any:
    """ruamel.yaml's round trip, in our indentation, and with lines as long as they come."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 1_000_000
    return yaml


class _Layout:
    """One file on its way through ruamel.yaml. `values` and `comments` hold what its placeholders stand for.

    Columns are those that ruamel.yaml writes: it sets off every list by two, so that those of a file that is a list are
    larger by two than they will be.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.node = _yaml().compose(text)
        self.file = marked(text, self.node)
        self.values: list[Any] = []
        self.comments: list[str] = []
        self.seen: list[int] = []

    @property
    def complete(self) -> bool:
        """Whether every comment of the file was written, and once."""
        return sorted(self.seen) == list(range(len(self.file.comments)))

    def made(self, order: KeyOrder) -> str:
        """The text in canonical layout."""
        shift = 0 if _is_map(self.node) else 2
        root = self.block(self.node, shift, shift, None)
        head = place_comments(self.file, root)
        self.comments = [line for line in head if line]
        self.seen = list(range(len(self.comments)))
        _put_in_order(root, order)
        if not root.is_map:
            _set_apart(root)
        stream = io.StringIO()
        _yaml().serialize(self.dressed(root, shift, [], None), stream)
        lines = (line.removeprefix(" " * shift) for line in stream.getvalue().split("\n"))
        body = "\n".join(written for line in lines for written in self.written(line)).strip("\n")
        top = "\n".join(_spaced(head)).strip("\n")
        return f"{top}\n\n{body}\n" if top else f"{body}\n"

    def block(self, node: Any, column: int, shift: int, outer: tuple[Block, Entry] | None) -> Block:
        """The tree of a list or mapping whose entries go on lines of their own, beginning at `column`."""
        block = Block(node=node, column=node.start_mark.column, flow=bool(node.flow_style), outer=outer)
        for item in node.value:
            key, value = item if block.is_map else (None, item)
            start = self.dash(value, block.flow) if key is None else key.start_mark.index
            entry = Entry(key=key, value=value, start=start, column=block.column)
            before = column - shift + (2 if key is None else len(self.source(key)) + 2)
            if not isinstance(value.value, str) and value.value and not self.fits(value, before):
                entry.inside = self.block(value, column + 2, shift, (block, entry))
            block.entries.append(entry)
        return block

    def dash(self, item: Any, flow: bool) -> int:
        """Where a list entry begins: at its dash, if it has one."""
        start = int(item.start_mark.index)
        return start if flow else self.file.bare.rindex("-", 0, max(start, 1))

    def source(self, node: Any) -> str:
        """A node as it stands in the file."""
        return self.text[node.start_mark.index : node.end_mark.index]

    def fits(self, node: Any, column: int) -> bool:
        """Whether a list or mapping stays between its brackets: no comment is in it, and it ends within the line."""
        start, end = node.start_mark.index, node.end_mark.index
        if not node.flow_style or any(start < comment.start() < end for comment in self.file.comments):
            return False
        text = self.flowing(node)
        return "\n" not in text and column + len(text) <= WIDTH

    def flowing(self, node: Any) -> str:
        """A value between brackets, on one line if its texts are."""
        if isinstance(node.value, str):
            return self.source(node)
        if _is_map(node):
            return "{" + ", ".join(f"{self.source(key)}: {self.flowing(value)}" for key, value in node.value) + "}"
        return "[" + ", ".join(self.flowing(item) for item in node.value) + "]"

    def dressed(self, block: Block, column: int, above: list[str], beside: str | None) -> Any:
        """The block as a node for ruamel.yaml to write, with its comments, and placeholders for its values."""
        from ruamel.yaml.nodes import MappingNode, SequenceNode

        items: list[Any] = []
        pending: list[str] = []
        for entry in block.entries:
            lines = _spaced([*pending, *entry.above] if items else _unspaced(entry.above))
            pending = [*entry.below, ""] if entry.below else []
            if block.is_map:
                value = self.value(entry, column, [])
                items.append((self.placeholder(entry.key, self.lines(lines, column)), value))
            else:
                lines = _spaced([*lines, *_lifted(entry.inside)])
                items.append(self.value(entry, column, lines))
        end = _spaced([*pending, *block.end] if block.end else pending[:-1])
        comment = [self.comment(beside), self.lines(above, column - 2), self.lines(end, column)]
        if block.is_map:
            return MappingNode("tag:yaml.org,2002:map", items, flow_style=False, comment=comment)
        return SequenceNode("tag:yaml.org,2002:seq", items, flow_style=False, comment=comment)

    def value(self, entry: Entry, column: int, above: list[str]) -> Any:
        """An entry's value as a node for ruamel.yaml to write."""
        if entry.inside:
            return self.dressed(entry.inside, column + 2, above, entry.beside)
        value = self.placeholder(entry.value, self.lines(above, column))
        value.comment[0] = self.comment(entry.beside)
        return value

    def placeholder(self, node: Any, above: list[Any] | None) -> Any:
        """A word that stands for a value, below some comments."""
        from ruamel.yaml.nodes import ScalarNode

        self.values.append(node)
        return ScalarNode("tag:yaml.org,2002:str", f"V{len(self.values) - 1}V", comment=[None, above])

    def comment(self, text: str | None, column: int = 0) -> Any:
        """A comment, or a blank line, for ruamel.yaml to write."""
        from ruamel.yaml.error import CommentMark
        from ruamel.yaml.tokens import CommentToken

        if text is None:
            return None
        if text:
            self.comments.append(text)
        return CommentToken(f"#C{len(self.comments) - 1}\n" if text else "\n", CommentMark(column), None)

    def lines(self, texts: list[str], column: int) -> list[Any] | None:
        """Comments on lines of their own."""
        return [self.comment(text, column) for text in texts] or None

    def written(self, line: str) -> Iterator[str]:
        """A line that ruamel.yaml wrote, with what its placeholders stand for: several lines for long values."""
        match = _LINE.fullmatch(line)
        if not match:
            raise _NotKept  # a list directly inside a list, in some versions of ruamel.yaml
        dashes, key, value, comment = match["dashes"], match["key"], match["value"], match["comment"]
        first = dashes + (self.source(self.values[int(key)]) + ":" if key else "")
        rest: list[str] = []
        beside = ""
        if comment:
            beside = self.comments[int(comment)]
            self.seen.append(int(comment))
        if value:
            column = len(dashes) if key else len(dashes) - 2
            begun, *rest = self.scalar(self.values[int(value)], column, len(first), alone=not beside)
            first += (" " if key and begun else "") + begun
        if beside and not rest:
            first = f"{first.rstrip(' ')}  {beside}" if key or value else dashes + beside
        elif beside:
            rest[-1] += f"  {beside}"
        yield first.rstrip(" ") if not rest else first
        yield from rest

    def scalar(self, node: Any, column: int, before: int, *, alone: bool) -> list[str]:
        """The lines of a value whose key or dash stands at `column`, after `before` characters on the first line."""
        if not isinstance(node.value, str):
            return [self.flowing(node)]
        source = self.source(node)
        if node.style in ("|", ">"):
            return self.text_block(node, column)
        wide = "\n" not in source and before + len(source) >= WIDTH
        if node.style is None and alone and wide and _foldable(node.value):
            return [">-", *(f"{' ' * (column + 2)}{line}" for line in folded(node.value))]
        first, *rest = source.split("\n")
        return [first, *(_indented(line.lstrip(" \t"), column + 2) for line in rest)]

    def text_block(self, node: Any, column: int) -> list[str]:
        """The lines of a text written below `|` or `>`; prose whose lines are too long is folded anew."""
        header, *body = self.source(node).split("\n")
        sign = header.partition("#")[0]
        while "+" not in sign and body and not body[-1].strip(" "):
            body.pop()
        if body and not re.search(r"[-+]", sign) and not node.value.endswith("\n"):  # the file ends inside the text
            header = re.sub(r"^([|>]\d?)", r"\1-", header)
        full = [line for line in body if line.strip(" ")]
        digit = re.search(r"\d", sign)
        old = _leading(full[0]) - _leading(node.value.lstrip("\n")) if full else 0
        prose = node.value.replace("\a", "").removesuffix("\n")  # ruamel.yaml marks with \a where lines were folded
        if ">" in sign and "+" not in sign and max(map(len, full), default=0) - old > PROSE and _foldable(prose):
            parts = [folded(part) if part else [] for part in prose.split("\n")]
            body = [*parts[0], *(line for part in parts[1:] for line in ("", *part))]
            old = 0
        return [header, *(_indented(line[old:], column + int(digit[0] if digit else 2)) for line in body)]


def _is_map(node: Any) -> bool:
    return type(node).__name__ == "MappingNode"


def _put_in_order(block: Block, order: KeyOrder) -> None:
    """The keys of a block and of all inside it in canonical order; a pinned first one stays the first."""
    if block.is_map:
        fixed = 1 if block.pinned else 0
        by_key = {entry.key.value: entry for entry in block.entries}
        keys = tuple(by_key)
        held = frozenset(key for key in order.held if key in by_key and _holds_mappings(by_key[key].value))
        block.entries = [by_key[key] for key in (*keys[:fixed], *order.sorted(keys[fixed:], last=held))]
    for entry in block.entries:
        if entry.inside:
            _put_in_order(entry.inside, order.under(entry.key.value) if block.is_map else order)


def _holds_mappings(node: Any) -> bool:
    return not isinstance(node.value, str) and (_is_map(node) or any(_is_map(item) for item in node.value))


def _set_apart(block: Block) -> None:
    """One blank line between the records of a list."""
    for entry in block.entries[1:]:
        if entry.inside:
            entry.above = ["", *_unspaced(entry.above)]


def _lifted(block: Block | None) -> list[str]:
    """What stands above the first entry of a block, taken away: it goes above the dash that the entry shares."""
    if block is None:
        return []
    first = block.entries[0]
    lines, first.above = _unspaced(first.above), []
    return [*lines, *_lifted(first.inside if not block.is_map else None)]


def _spaced(lines: list[str]) -> list[str]:
    """The lines with one blank line where there were several."""
    return [line for number, line in enumerate(lines) if line or number == 0 or lines[number - 1]]


def _unspaced(lines: list[str]) -> list[str]:
    """The same without blank lines at the top."""
    spaced = _spaced(lines)
    return spaced[1:] if spaced[:1] == [""] else spaced


def _foldable(text: str) -> bool:
    """Whether `records` would fold a text of this kind."""
    return len(text) > WIDTH - 20 and "  " not in text and is_plain_prose(text)


def _indented(line: str, column: int) -> str:
    return " " * column + line if line else ""


def _leading(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
