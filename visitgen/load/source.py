"""Text files -> plain values whose every scalar is text, and the place of each value in its file.

YAML is read through libyaml's events with no implicit typing at all. Building values and finding their places is one
function: the first pass keeps values only; when a problem must be shown, the one file concerned is read again for
places, so that records need not carry any.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from yaml import YAMLError
from yaml import events as ev
from yaml._yaml import CParser
from yaml.reader import ReaderError

from visitgen.diagnostics import Diagnostic, Excerpt, Finding, Path, Pointer, Related, Span, codes, ordered, whole_file

Raw: TypeAlias = "str | list[Raw] | dict[str, Raw] | None"
"""A value as written: text, list, mapping; `None` is a key with nothing after it."""

DEPTH_LIMIT = 32
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_FENCE = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file's text and how to read it: all YAML (JSON included), or a page with front matter."""

    file: str
    text: str
    form: Literal["yaml", "page"] = "yaml"


def decoded(file: str, data: bytes) -> str | Finding:
    """The file's text, or what is wrong with its bytes.

    Errors: L102 for bytes that are not UTF-8, L104 for control characters.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Finding(
            code=codes.NOT_UTF_8,
            message="this file is UTF-16, not UTF-8",
            at=whole_file(file),
            help="save the file as UTF-8 in your editor",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
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
    Errors: L105 to L113, L118.
    """
    if source.form == "page":
        return _read_page(source)
    return _read_yaml(source.file, source.text, None)


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
            found["text",] = (body, body)
        return found
    _read_yaml(source.file, source.text, found)
    return found


def located(findings: Iterable[Finding], sources: Mapping[str, Source]) -> tuple[Diagnostic, ...]:
    """The findings as complete diagnostics, each place with its line, in order of place.

    Shapes: sorted by file, line, column, code; a place that cannot be found falls back to its nearest holder.
    """
    places: dict[str, Mapping[Path, tuple[Span, Span]]] = {}
    lines: dict[str, list[str]] = {}

    def span_of(at: Pointer | Span) -> Span:
        if isinstance(at, Span):
            return at
        source = sources.get(at.file)
        if source is None:
            return whole_file(at.file)
        if at.file not in places:
            places[at.file] = positions(source)
        path = at.path
        while path and path not in places[at.file]:
            path = path[:-1]
        spans = places[at.file].get(path)
        if spans is None:
            return whole_file(at.file)
        span = spans[0 if at.on == "key" else 1]
        if at.text and (inner := _narrowed(source, span, at.text)):
            return inner
        return span

    def excerpt(at: Pointer | Span, label: str) -> Excerpt:
        span = span_of(at)
        if span.file in sources and span.file not in lines:
            lines[span.file] = _BREAK.split(sources[span.file].text)
        known = lines.get(span.file, [])
        line = known[span.line - 1] if 0 < span.line <= len(known) else None
        return Excerpt(span=span, line_text=line, label=label)

    return ordered(
        Diagnostic(
            code=finding.code,
            severity=finding.code.severity,
            message=finding.message,
            primary=excerpt(finding.at, finding.label),
            others=tuple(excerpt(related.at, related.label) for related in finding.related),
            help=finding.help,
        )
        for finding in findings
    )


def _read_page(source: Source) -> tuple[Raw, tuple[Finding, ...]]:
    fence = _FENCE.match(source.text)
    if not fence:
        return None, (
            Finding(
                code=codes.NO_FRONT_MATTER,
                message="page without front matter",
                at=whole_file(source.file),
                help="begin the file with `---`, `title: …`, `---`",
            ),
        )
    value, findings = _read_yaml(source.file, fence[1], None, first_line=1)
    if isinstance(value, dict):
        value["text"] = source.text[fence.end() :]
    return value, findings


class _Stop(Exception):
    """The rest of the file cannot be read; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding


def _read_yaml(
    file: str, text: str, places: dict[Path, tuple[Span, Span]] | None, *, first_line: int = 0
) -> tuple[Raw, tuple[Finding, ...]]:
    """Builds the value of one YAML document from libyaml's events; fills `places` when it is given."""
    parser: Any = CParser(text)
    get = parser.get_event
    findings: list[Finding] = []

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
        if event.anchor is not None:
            findings.append(problem(codes.YAML_ANCHOR, f"anchor `&{event.anchor}`", event, "delete the anchor"))
        if event.tag is not None:
            findings.append(problem(codes.YAML_TAG, f"tag `{event.tag}`", event, "delete the tag"))

    def value_of(event: Any, path: Path, depth: int) -> Raw:
        kind = event.__class__
        if event.__class__ is not ev.AliasEvent and (event.anchor is not None or event.tag is not None):
            adorned(event)
        if kind is ev.ScalarEvent:
            if places is not None:
                places[path] = (places[path][0] if path in places else span(event), span(event))
            text: str = event.value
            return text if text or event.style else None
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

    def key_of(event: Any, path: Path, depth: int) -> str:
        if event.__class__ is not ev.ScalarEvent:
            findings.append(
                problem(codes.KEY_NOT_TEXT, "this key is not text", event, "quote the key, or check the indentation")
            )
            value_of(event, (*path, "?"), depth)
            return f"?{event.start_mark.line}:{event.start_mark.column}"
        if event.anchor is not None or event.tag is not None:
            adorned(event)
        name: str = event.value
        if name == "<<" and not event.style:
            findings.append(problem(codes.YAML_MERGE, "merge key `<<`", event, "write the keys out"))
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
        "indent with spaces, not tabs; put text that begins with @, `, %, tab or | in quotes",
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
    ("while scanning an alias", "an alias", "text that begins with `*` needs quotes"),
    ("while scanning an anchor", "an anchor", "text that begins with `&` needs quotes"),
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
    if any(sign in problem for sign in ("end of stream", "did not find expected ',' or")):
        marks.reverse()  # what is never closed is best shown where it opens
    mark = marks[0] or marks[1]
    message, help_line = next(
        ((words, cure) for pattern, words, cure in _PLAIN_WORDS if pattern in problem),
        (problem or "not well-formed YAML", "look at this line and the one above it"),
    )
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    count = len(_BREAK.split(text))
    if line > count:
        line, column = count, 1
    span = Span(file=file, line=line + first_line, column=column, end_line=line + first_line, end_column=column + 1)
    return Finding(code=codes.YAML_SYNTAX, message=message, at=span, help=help_line)


def _span_at(file: str, text: str, start: int, end: int) -> Span:
    """The span of two offsets of a text."""
    begins = [0, *(match.end() for match in _BREAK.finditer(text))]
    first, last = bisect_right(begins, start) - 1, bisect_right(begins, end) - 1
    return Span(
        file=file,
        line=first + 1,
        column=start - begins[first] + 1,
        end_line=last + 1,
        end_column=end - begins[last] + 1,
    )


def _narrowed(source: Source, span: Span, text: str) -> Span | None:
    """The first occurrence of a text inside a span, if it stands there as written."""
    begins = [0, *(match.end() for match in _BREAK.finditer(source.text))]
    if span.line > len(begins) or span.end_line > len(begins):
        return None
    start = begins[span.line - 1] + span.column - 1
    end = begins[span.end_line - 1] + span.end_column - 1
    found = source.text.find(text, start, end)
    return _span_at(source.file, source.text, found, found + len(text)) if found >= 0 else None
