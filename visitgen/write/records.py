"""Plain records -> canonical YAML files, added to a content folder without touching what is there.

A record is text, lists and mappings. The text written reads back exactly as it was through libyaml's events, with no
implicit typing: plain where that is safe, a folded or literal block for prose, double quotes for everything else.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO, TypeAlias

from visitgen.diagnostics import Finding, codes, whole_file
from visitgen.values import dataclass
from visitgen.write.refusal import refusal

Plain: TypeAlias = "str | Sequence[Plain] | Mapping[str, Plain]"
"""A value that a record file can hold."""

WIDTH = 120
_WORD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._+-]*[A-Za-z0-9])?")
_KEY_LENGTH = 120
# What libyaml reads as part of a word after a first letter or digit, without the characters that end a plain scalar.
_PLAIN = re.compile(r"\w(?:[\w .,;()/&'’‘“”!?%+=*@$–—…:#\[\]-]*[\w.,;)/'’”!?%…-])?")
_NAMED = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\0": "\\0",
    "\x85": "\\N",
    "\xa0": "\\_",
    "\u2028": "\\L",
    "\u2029": "\\P",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file to be added: its name inside the content folder with `/`, and its text."""

    name: str
    text: str


def record_text(value: Plain, comment: str = "") -> str:
    """The YAML of a record, or of a list of them, below a comment.

    Shapes: ends with one line break; keys in the order given; a list of single words stands on one line.
    """
    head = "".join(f"# {line}\n" if line else "#\n" for line in comment.splitlines())
    gap = "\n" if head else ""
    records = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else None
    if records and all(isinstance(record, Mapping) and record for record in records):
        blocks = ["\n".join(_block([record])) for record in records]
        return head + gap + "\n\n".join(blocks) + "\n"
    lines = [value if _is_plain(value) else _quoted(value)] if isinstance(value, str) else _block(value)
    return head + gap + "\n".join(lines) + "\n"


def add_files(folder: Path, files: Sequence[NewFile]) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Writes each file, beside one that already has its name if need be; the names written, and what failed.

    Shapes: `1990.yaml` becomes `1990-2.yaml` when there is a `1990.yaml`. No file is ever changed or replaced, and a
    file that cannot be written whole is taken away again.
    Errors: W103.
    """
    written: list[str] = []
    for file in files:
        try:
            written.append(_added(folder, file))
        except OSError as error:
            why, cure = refusal(error)
            place = whole_file(str(PurePosixPath(folder.as_posix()) / file.name))
            message = f"this file cannot be written: {why}"
            return tuple(written), (Finding(code=codes.CANNOT_WRITE, message=message, at=place, help=cure),)
    return tuple(written), ()


def _added(folder: Path, file: NewFile) -> str:
    """Writes one file under the first free name; that name."""
    wanted = PurePosixPath(file.name)
    for number in range(1, 10_000):
        name = wanted if number == 1 else wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with open(path, "xb") as stream:
                _write_whole(stream, path, file.text)
        except FileExistsError:
            continue
        return str(name)
    raise OSError("there are too many files of this name")


def _write_whole(stream: BinaryIO, path: Path, text: str) -> None:
    """Writes a new file to its end, or takes it away again."""
    try:
        stream.write(text.encode("utf-8"))
        stream.flush()
    except OSError:
        os.unlink(path)
        raise


def _block(value: Plain) -> list[str]:
    """The lines of a value that may begin on a line of its own."""
    if isinstance(value, str):
        return _scalar(value)
    if isinstance(value, Mapping):
        if not value:
            return ["{}"]
        return [line for key, inner in value.items() for line in _entry(key, inner)]
    if not value:
        return ["[]"]
    lines: list[str] = []
    for item in value:
        first, *rest = _block(item)
        lines += [f"- {first}", *(f"  {line}" if line else "" for line in rest)]
    return lines


def _entry(key: str, value: Plain) -> list[str]:
    """The lines of one key of a mapping and its value."""
    name = key if _WORD.fullmatch(key) else _quoted(key)
    if len(name) > _KEY_LENGTH:
        first, *rest = _block(value)
        return [f"? {name}", f": {first}", *(f"  {line}" if line else "" for line in rest)]
    if isinstance(value, str):
        first, *rest = _scalar(value)
        return [f"{name}: {first}", *(f"  {line}" if line else "" for line in rest)]
    if not value:
        return [f"{name}: {{}}" if isinstance(value, Mapping) else f"{name}: []"]
    if not isinstance(value, Mapping) and (flow := _flow(value)) and len(name) + len(flow) + 2 <= WIDTH:
        return [f"{name}: {flow}"]
    return [f"{name}:", *(f"  {line}" if line else "" for line in _block(value))]


def _flow(items: Sequence[Plain]) -> str | None:
    """The list on one line, if it holds single words only."""
    words = [item for item in items if isinstance(item, str) and _WORD.fullmatch(item)]
    return f"[{', '.join(words)}]" if len(words) == len(items) else None


def _scalar(text: str) -> list[str]:
    """The lines of a text: the first stands after its key, the others are indented by their holder.

    Shapes: block lines already carry the two columns of their own indentation at the top level.
    """
    prose = len(text) > WIDTH - 20 and is_plain_prose(text)
    if prose and "\n" not in text and "  " not in text:
        return [">-", *folded(text)]
    if "\n" in text and is_plain_prose(text.removesuffix("\n")):
        body = text.removesuffix("\n")
        return ["|" if text.endswith("\n") else "|-", *body.split("\n")]
    if _is_plain(text):
        return [text]
    return [_quoted(text)]


def _is_plain(text: str) -> bool:
    """Whether a text may stand without quotes, outside brackets."""
    return bool(_PLAIN.fullmatch(text)) and ": " not in text and " #" not in text and not text.endswith(":")


def is_plain_prose(text: str) -> bool:
    """Whether a text may stand in a block: every line begins and ends with a visible character, and none is hidden."""
    lines = text.split("\n")
    return (
        bool(lines[0])
        and bool(lines[-1])
        and all(not line or (not line[0].isspace() and not line[-1].isspace() and line.isprintable()) for line in lines)
    )


def folded(text: str) -> list[str]:
    """One line of prose cut at single spaces into lines of a page's width."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and len(joined) > WIDTH - 6:
            lines.append(word)
        else:
            lines[-1] = joined
    return lines


def _quoted(text: str) -> str:
    """The text in double quotes, on one line, everything invisible escaped."""
    return '"' + "".join(_NAMED.get(char) or (char if char.isprintable() else _escaped(char)) for char in text) + '"'


def _escaped(char: str) -> str:
    number = ord(char)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
