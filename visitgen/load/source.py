"""Text files -> plain values whose every scalar is text, and the place of each value in its file.

YAML is read through libyaml's events with no implicit typing at all. Building values and finding their places is one
function: the first pass keeps values only; when a problem must be shown, the one file concerned is read again for
places, so that records need not carry any.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, ClassVar, Literal, TypeAlias

from yaml import YAMLError
from yaml import events as ev
from yaml._yaml import CParser
from yaml.reader import ReaderError

from visitgen.diagnostics import Diagnostic, Excerpt, Finding, Path, Pointer, Related, Span, codes, ordered, whole_file
from visitgen.load.late import Late
from visitgen.values import dataclass

Raw: TypeAlias = "str | list[Raw] | dict[str, Raw] | None"
"""A value as written: text, list, mapping; `None` is a key with nothing after it."""

DEPTH_LIMIT = 32
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""The bytes a file begins with that some editors save as "Unicode"."""

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_PAIR = re.compile(r"\\\\|\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
_FENCE = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


Form = Literal["yaml", "json", "page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Late):
    """A file's text and how to read it: all YAML, CSL-JSON, or a page with front matter."""

    LATE: ClassVar[str] = "text"

    file: str
    text: str
    form: Form = "yaml"


def decoded(file: str, data: bytes) -> str | Finding:
    """The file's text, or what is wrong with its bytes.

    Errors: L102 for bytes that are not UTF-8, L104 for control characters.
    """
    if data[:2] in UTF_16:
        return Finding(
            code=codes.NOT_UTF_8,
            message="this file is UTF-16, not UTF-8",
            at=whole_file(file),
            help="save the file as UTF-8 in your editor",
        )
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        return Finding(
            code=codes.NOT_UTF_8,
            message=f"byte 0x{data[error.start]:02x} is not UTF-8 text",
            at=_span_at(file, before, len(before), len(before) + 1),
            help="save the file as UTF-8 in your editor",
        )
    if found := _CONTROL.search(text):
        return Finding(
            code=codes.CONTROL_CHARACTER,
            message=f"control character U+{ord(found[0]):04X} in the text",
            at=_span_at(file, text, found.start(), found.end()),
            help="delete the character",
        )
    return text


def read_value(source: Source) -> tuple[Raw, tuple[Finding, ...]]:
    """What the file says, and every problem of its YAML.

    Shapes: `None` for an empty file, and for one whose YAML cannot be read to the end.
    Errors: L104 to L113, L116, L118.
    """
    if source.form == "page":
        return _read_page(source)
    if source.form == "json":
        return _read_json(source)
    return _read_yaml(source.file, source.text, None)


@lru_cache(maxsize=4096)
def positions(source: Source) -> Mapping[Path, tuple[Span, Span]]:
    """The place of every value of the file, as (key, value); a list entry's key is the entry itself.

    Shapes: what stands before a syntax error only, if there is one.
    """
    found: dict[Path, tuple[Span, Span]] = {}
    if source.form == "page":
        fence = _FENCE.match(source.text)
        if fence:
            _read_yaml(source.file, fence[1], found, first_line=1)
            body = _span_at(source.file, source.text, fence.end(), len(source.text))
            found.setdefault(("text",), (body, body))
        return found
    _read_yaml(source.file, _as_yaml(source), found)
    return found


def located(findings: Iterable[Finding], sources: Mapping[str, Source]) -> tuple[Diagnostic, ...]:
    """The findings as complete diagnostics, each place with its line, in order of place.

    Shapes: sorted by file, line, column, code; a place that cannot be found falls back to its nearest holder. A second
    place that the file does not have, because the built-in register has it, is left out. Of several words told of in
    one value, each is looked for behind the one before, so that no text is read once for each of its words.
    """
    places: dict[str, Mapping[Path, tuple[Span, Span]]] = {}
    lines: dict[str, list[str]] = {}
    begins: dict[str, list[int]] = {}
    reached: dict[Span, int] = {}

    def places_of(source: Source) -> Mapping[Path, tuple[Span, Span]]:
        if source.file not in places:
            places[source.file] = positions(source)
        return places[source.file]

    def span_of(at: Pointer | Span) -> Span:
        if isinstance(at, Span):
            return at
        source = sources.get(at.file)
        if source is None:
            return whole_file(at.file)
        spans = places_of(source).get(_as_written(at.path, places_of(source)))
        if spans is None:
            return whole_file(at.file)
        span = spans[0 if at.on == "key" else 1]
        if at.text is None:
            return span
        if at.file not in begins:
            begins[at.file] = _line_begins(source.text)
        narrowed, reached[span] = _narrowed(source, begins[at.file], span, at.text, reached.get(span, 0))
        return narrowed or span

    def excerpt(at: Pointer | Span, label: str) -> Excerpt:
        span = span_of(at)
        if span.file in sources and span.file not in lines:
            lines[span.file] = _BREAK.split(sources[span.file].text)
        known = lines.get(span.file, [])
        last = max(1, len(known) - (known[-1:] == [""]))
        if known and span.line > last:  # what should follow the last line is missing
            span = Span(file=span.file, line=last, column=1, end_line=last, end_column=len(known[last - 1]) + 1)
        line = known[span.line - 1] if 0 < span.line <= len(known) else None
        return Excerpt(span=span, line_text=line, label=label)

    def written(at: Pointer | Span) -> bool:
        if isinstance(at, Span) or at.file not in sources or not at.path or isinstance(at.path[-1], int):
            return True
        return _as_written(at.path, places_of(sources[at.file]))[-1:] == at.path[-1:]

    return ordered(
        Diagnostic(
            code=finding.code,
            severity=finding.severity or finding.code.severity,
            message=finding.message,
            primary=excerpt(finding.at, finding.label),
            others=tuple(excerpt(related.at, related.label) for related in finding.related if written(related.at)),
            help=finding.help,
        )
        for finding in findings
    )


def _as_written(path: Path, places: Mapping[Path, tuple[Span, Span]]) -> Path:
    """The way to a value through the file itself.

    A step that is not there is left out: the number of the only value of a list without its brackets, or the key of a
    group written in its short form.
    """
    found: Path = ()
    for step in path:
        if (*found, step) in places:
            found = (*found, step)
    return found


def _read_page(source: Source) -> tuple[Raw, tuple[Finding, ...]]:
    fence = _FENCE.match(source.text)
    if not fence:
        begun = source.text.startswith("---")
        return None, (
            Finding(
                code=codes.NO_FRONT_MATTER,
                message="front matter that is never closed" if begun else "page without front matter",
                at=whole_file(source.file),
                help="write `---` on a line of its own below the last key"
                if begun
                else "begin the file with `---`, `title: …`, `---`",
            ),
        )
    value, findings = _read_yaml(source.file, fence[1], None, first_line=1)
    if isinstance(value, dict):
        if "text" in value:
            twice = Finding(
                code=codes.DUPLICATE_KEY,
                message="`text` is written in the front matter, and below it",
                at=Pointer(file=source.file, path=("text",), on="key"),
                help="keep the text below the front matter",
            )
            return value, (*findings, twice)
        value["text"] = source.text[fence.end() :]
    return value, findings


def _read_json(source: Source) -> tuple[Raw, tuple[Finding, ...]]:
    """A list of CSL-JSON items, or one item, with every value as text."""

    def wrong(message: str, at: Span, help: str) -> tuple[Raw, tuple[Finding, ...]]:
        return None, (Finding(code=codes.NOT_JSON, message=message, at=at, help=help),)

    again = "export the collection from Zotero again, as CSL JSON"
    try:
        json.loads(source.text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        at = _span_at(source.file, source.text, error.pos, error.pos + 1)
        return wrong(f"not well-formed JSON: {error.msg[:1].lower()}{error.msg[1:]}", at, again)
    except RecursionError:
        pass  # told as L106 by the reader below
    value, findings = _read_yaml(source.file, _as_yaml(source), None)
    items = value if isinstance(value, list) else [value]
    if not findings and not all(isinstance(item, dict) and ("title" in item or "type" in item) for item in items):
        return wrong("this is not a list of CSL-JSON items", whole_file(source.file), again)
    return value, findings


def _as_yaml(source: Source) -> str:
    """The text as libyaml reads it: a JSON character beyond U+FFFF may be written as a pair of escapes."""
    if source.form != "json" or "\\u" not in source.text:
        return source.text

    def joined(pair: re.Match[str]) -> str:
        if pair[1] is None:
            return pair[0]
        letter = 0x10000 + ((int(pair[1], 16) - 0xD800) << 10) + int(pair[2], 16) - 0xDC00
        return f"\\U{letter:08x}"

    return _PAIR.sub(joined, source.text)


class _Stop(Exception):
    """The rest of the file cannot be read; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding


def _read_yaml(
    file: str, text: str, places: dict[Path, tuple[Span, Span]] | None, *, first_line: int = 0
) -> tuple[Raw, tuple[Finding, ...]]:
    """Builds the value of one YAML document from libyaml's events; fills `places` when it is given."""
    json_null = file.endswith(".json")
    parser: Any = CParser(text)
    get = parser.get_event
    findings: list[Finding] = []
    lines: list[str] = []

    def span(event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(
            file=file,
            line=start.line + 1 + first_line,
            column=start.column + 1,
            end_line=end.line + 1 + first_line,
            end_column=end.column + 1,
        )

    def problem(code: codes.Code, message: str, event: Any, help: str) -> Finding:
        return Finding(code=code, message=message, at=span(event), help=help)

    def adorned(event: Any) -> None:
        """L108 and L109, each at the sign itself, and what a double-quoted text must not hide."""
        mark = event.start_mark
        if not lines:
            lines.extend(_BREAK.split(text))
        after = lines[mark.line][mark.column :]
        for code, name, sign, given in (
            (codes.YAML_ANCHOR, "anchor", "&", event.anchor),
            (codes.YAML_TAG, "tag", "!", event.tag),
        ):
            if given is not None:
                found = re.search(rf"{sign}\S*", after)
                written = found[0] if found else f"{sign}{given}"
                column = mark.column + (found.start() if found else 0) + 1
                line = mark.line + 1 + first_line
                at = Span(file=file, line=line, column=column, end_line=line, end_column=column + len(written))
                help = f"delete the {name}; text that begins with `{sign}` needs quotes"
                findings.append(Finding(code=code, message=f"{name} `{written}`", at=at, help=help))

    def hidden(event: Any) -> None:
        if found := _CONTROL.search(event.value):
            message = f"control character U+{ord(found[0]):04X} in the text"
            findings.append(problem(codes.CONTROL_CHARACTER, message, event, "delete the escape that stands for it"))

    def value_of(event: Any, path: Path, depth: int) -> Raw:
        kind = event.__class__
        if kind is not ev.AliasEvent and (event.anchor is not None or event.tag is not None):
            adorned(event)
        if kind is ev.ScalarEvent:
            if places is not None:
                places[path] = (places[path][0] if path in places else span(event), span(event))
            if event.style == '"':
                hidden(event)
            value: str = event.value
            return value if (value and not (json_null and value == "null")) or event.style else None
        if kind is ev.AliasEvent:
            findings.append(
                problem(
                    codes.YAML_ALIAS,
                    f"alias `*{event.anchor}`",
                    event,
                    "write the value out; text that begins with `*` needs quotes",
                )
            )
            return None
        if depth >= DEPTH_LIMIT:
            raise _Stop(
                problem(
                    codes.NESTING_TOO_DEEP, f"nested more than {DEPTH_LIMIT} levels deep", event, "flatten the value"
                )
            )
        if places is not None:
            places[path] = (places[path][0] if path in places else span(event), span(event))
        return mapping(path, depth + 1) if kind is ev.MappingStartEvent else sequence(path, depth + 1)

    def sequence(path: Path, depth: int) -> list[Raw]:
        items: list[Raw] = []
        while (event := get()).__class__ is not ev.SequenceEndEvent:
            items.append(value_of(event, (*path, len(items)) if places is not None else path, depth))
        return items

    def mapping(path: Path, depth: int) -> dict[str, Raw]:
        values: dict[str, Raw] = {}
        firsts: dict[str, Any] = {}
        while (event := get()).__class__ is not ev.MappingEndEvent:
            name = key_of(event, path, depth)
            if name is None:
                value_of(get(), (*path, "?"), depth)
                continue
            inner = path
            if places is not None:
                inner = (*path, name)
                if name not in values:
                    places[inner] = (span(event), span(event))
            value = value_of(get(), inner if name not in values else (*inner, "again"), depth)
            if name in values:
                findings.append(
                    Finding(
                        code=codes.DUPLICATE_KEY,
                        message=f"key `{name}` is written twice",
                        at=span(event),
                        label="here again",
                        related=(Related(at=span(firsts[name]), label="first here"),),
                        help="delete or rename one of the two; several values go into a list",
                    )
                )
            else:
                values[name] = value
                firsts[name] = event
        return values

    def key_of(event: Any, path: Path, depth: int) -> str | None:
        if event.__class__ is not ev.ScalarEvent:
            findings.append(
                problem(codes.KEY_NOT_TEXT, "this key is not text", event, "quote the key, or check the indentation")
            )
            value_of(event, (*path, "?"), depth)
            return None
        if event.anchor is not None or event.tag is not None:
            adorned(event)
        name: str = event.value
        if name == "<<" and not event.style:
            findings.append(problem(codes.YAML_MERGE, "merge key `<<`", event, "write the keys out"))
            return None
        if event.style == '"':
            hidden(event)
        return name

    value: Raw = None
    try:
        get()
        event = get()
        if event.__class__ is ev.StreamEndEvent:
            return None, ()
        value = value_of(get(), (), 0)
        get()
        event = get()
        if event.__class__ is not ev.StreamEndEvent:
            findings.append(
                problem(
                    codes.SEVERAL_DOCUMENTS,
                    "a second document begins here",
                    event,
                    "write the records as a list (`- …`), or each in a file of its own",
                )
            )
    except _Stop as stop:
        return None, (*findings, stop.finding)
    except YAMLError as error:
        return None, (*findings, _syntax_finding(file, text, error, first_line))
    return value, tuple(findings)


_PLAIN_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        "found character that cannot start any token",
        "a character that cannot begin a value",
        "put the text in quotes",
    ),
    (
        "mapping values are not allowed",
        "a colon where no key can stand",
        "put text that contains `: ` in quotes, and check the indentation",
    ),
    (
        "did not find expected key",
        "a line that is not a key of this mapping",
        "check the indentation of this line and of the one above it",
    ),
    ("could not find expected ':'", "a key without its colon", "write `key: value`"),
    (
        "did not find expected '-' indicator",
        "a line that is not an entry of this list",
        "begin each entry with `- `, all at the same indentation",
    ),
    ("found unexpected end of stream", "a quote or bracket that is never closed", "close it"),
    ("did not find expected ',' or", "a bracket or brace that is never closed", "close it, or put the text in quotes"),
    ("found a tab character", "a tab in the indentation", "indent with spaces"),
    ("found undefined tag handle", "a tag", "delete the tag; text that begins with `!` needs quotes"),
    ("while parsing a tag", "a tag", "delete the tag; text that begins with `!` needs quotes"),
    ("while scanning a tag", "a tag", "delete the tag; text that begins with `!` needs quotes"),
    (
        "found invalid Unicode character escape code",
        "an escape that stands for no character",
        "write the character itself",
    ),
    (
        "did not find expected hexdecimal number",
        "an escape that stands for no character",
        "write the backslash twice, or use single quotes",
    ),
    (
        "found unknown escape character",
        "an unknown escape in a quoted text",
        "write the backslash twice, or use single quotes",
    ),
    ("found duplicate anchor", "an anchor", "delete the anchor; text that begins with `&` needs quotes"),
    (
        "did not find expected <document start>",
        "text after the end of the record",
        "check the indentation of this line",
    ),
    (
        "block sequence entries are not allowed",
        "a list entry where none can stand",
        "begin the list on the line below its key",
    ),
    ("while scanning an alias", "text that begins with `*`", "put it in quotes"),
    ("while scanning an anchor", "text that begins with `&`", "put it in quotes"),
    (
        "did not find expected node content",
        "a value that is missing between brackets",
        "complete the list or mapping, and close it",
    ),
    (
        "while scanning a block scalar",
        "text on the line of `|` or `>`",
        "begin the text on the next line, indented; text that begins with `|` or `>` needs quotes",
    ),
    ("mapping keys are not allowed", "a `?` where no key can stand", "put text that begins with `?` in quotes"),
    ("found unexpected document indicator", "a line of `---` or `...` inside quotes", "close the quote above it"),
    ("while scanning a directive", "a YAML directive", "delete it; text that begins with `%` needs quotes"),
)


def _syntax_finding(file: str, text: str, error: YAMLError, first_line: int) -> Finding:
    """libyaml's complaint in plain words, at its place."""
    if isinstance(error, ReaderError):
        return Finding(
            code=codes.CONTROL_CHARACTER,
            message="a character that no text contains",
            at=whole_file(file),
            help="delete the character",
        )
    problem = " ".join(str(part) for part in (getattr(error, "context", None), getattr(error, "problem", None)) if part)
    marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    if any(sign in problem for sign in _BEST_SHOWN_WHERE_IT_BEGINS):
        marks.reverse()
    mark = marks[0] or marks[1]
    message, help_line = next(
        ((words, cure) for pattern, words, cure in _PLAIN_WORDS if pattern in problem),
        ("not well-formed YAML", "look at this line and the one above it"),
    )
    lines = _BREAK.split(text)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):
        line, column = len(lines) - 1, 0
    end = column + 1
    if "could not find expected ':'" in problem:
        end = len(lines[line].rstrip())
    elif "cannot start any token" in problem:
        message, help_line = _unfit_beginning(lines[line][column : column + 1]) or (message, help_line)
    elif column and "did not find expected key" in problem and lines[line][column - 1] in "'\"":
        message = "text after a closing quote"
        help_line = "inside single quotes write an apostrophe twice (''), or put the text in double quotes"
    return Finding(
        code=codes.YAML_SYNTAX,
        message=message,
        at=Span(
            file=file,
            line=line + 1 + first_line,
            column=column + 1,
            end_line=line + 1 + first_line,
            end_column=max(end, column + 1) + 1,
        ),
        help=help_line,
    )


_BEST_SHOWN_WHERE_IT_BEGINS = (
    "end of stream",
    "did not find expected ',' or",
    "could not find expected ':'",
    "while scanning an alias",
    "while scanning an anchor",
)
"""Complaints of libyaml about something whose beginning says more than the place where it gave up."""


def _unfit_beginning(letter: str) -> tuple[str, str] | None:
    """What to say of a character that cannot begin a value, by the character."""
    if letter == "\t":
        return "a tab in the indentation", "indent with spaces"
    return (f"text that begins with `{letter}`", "put it in quotes") if letter in ("@", "`", "%") else None


def _line_begins(text: str) -> list[int]:
    """Where each line of a text begins."""
    return [0, *(match.end() for match in _BREAK.finditer(text))]


def _span_at(file: str, text: str, start: int, end: int, begins: list[int] | None = None) -> Span:
    """The span of two offsets of a text."""
    begins = begins or _line_begins(text)
    first, last = bisect_right(begins, start) - 1, bisect_right(begins, end) - 1
    return Span(
        file=file,
        line=first + 1,
        column=start - begins[first] + 1,
        end_line=last + 1,
        end_column=end - begins[last] + 1,
    )


def _narrowed(source: Source, begins: list[int], span: Span, text: str, behind: int) -> tuple[Span | None, int]:
    """The first occurrence of a text inside a span and behind an offset, or else the first of all; and where it ends.

    Shapes: the text may be folded over lines; there is no span where it does not stand as written.
    """
    if span.end_line > len(begins):
        return None, behind
    start = begins[span.line - 1] + span.column - 1
    end = begins[span.end_line - 1] + span.end_column - 1
    folded = re.compile(r"\s+".join(re.escape(word) for word in text.split()))
    found = folded.search(source.text, max(start, behind), end) or folded.search(source.text, start, end)
    if found is None:
        return None, behind
    return _span_at(source.file, source.text, found.start(), found.end(), begins), found.end()
