"""XML bytes -> elements with their places. No DTD, so no entities of the file's own and nothing fetched."""

from __future__ import annotations

from xml.parsers import expat

from visitgen.diagnostics import Finding, Span, codes
from visitgen.values import dataclass

DEPTH_LIMIT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An XML element. Shapes: `text` is all text inside it, as written. Units: line and column count from 1."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    text: str
    children: tuple[Element, ...]
    line: int
    column: int

    def attribute(self, name: str) -> str:
        """The attribute's value; empty if absent."""
        return dict(self.attributes).get(name, "")

    def child(self, name: str) -> Element | None:
        """The first child of that name."""
        return next((child for child in self.children if child.name == name), None)


def parsed_xml(file: str, data: bytes) -> Element | Finding:
    """The root element of an XML file, or why there is none.

    Errors: L301 for bytes that are no XML, for a document type declaration, and for nesting beyond reason.
    """
    builder = _Builder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: builder.start(
        name, attributes, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
    )
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.StartDoctypeDeclHandler = lambda *_declaration: builder.doctype(
        parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
    )
    try:
        parser.Parse(data, True)
    except _Refused as refused:
        return foreign_finding(file, refused.why, refused.line, refused.column)
    except expat.ExpatError as error:
        return foreign_finding(
            file, f"not well-formed XML: {expat.ErrorString(error.code)}", error.lineno, error.offset + 1
        )
    except (LookupError, ValueError):
        return foreign_finding(file, "the XML names an encoding that is not known", 1, 1)
    assert builder.root, "expat reports a document without a root"
    return builder.root


def foreign_finding(file: str, message: str, line: int = 1, column: int = 1) -> Finding:
    """L301 at a place of a foreign file."""
    return Finding(
        code=codes.FOREIGN_FILE,
        message=message,
        at=Span(file=file, line=line, column=column, end_line=line, end_column=column + 1),
        help="download the file again, or correct it",
    )


class _Refused(Exception):
    """Something a data file never needs, where it stands."""

    def __init__(self, why: str, line: int, column: int) -> None:
        self.why, self.line, self.column = why, line, column


class _Builder:
    """Gathers elements while expat reads. Lives inside one call of `parsed_xml`."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self.open: list[tuple[str, dict[str, str], list[str], list[Element], int, int]] = []

    def start(self, name: str, attributes: dict[str, str], line: int, column: int) -> None:
        if len(self.open) >= DEPTH_LIMIT:
            raise _Refused(f"elements are nested more than {DEPTH_LIMIT} levels deep", line, column)
        self.open.append((name, attributes, [], [], line, column))

    def end(self, _name: str) -> None:
        name, attributes, texts, children, line, column = self.open.pop()
        element = Element(
            name=name,
            attributes=tuple(attributes.items()),
            text="".join(texts),
            children=tuple(children),
            line=line,
            column=column,
        )
        if self.open:
            self.open[-1][2].append(element.text)
            self.open[-1][3].append(element)
        else:
            self.root = element

    def characters(self, text: str) -> None:
        self.open[-1][2].append(text)

    def doctype(self, line: int, column: int) -> None:
        raise _Refused("the file declares a document type (DTD), which a data file never needs", line, column)
