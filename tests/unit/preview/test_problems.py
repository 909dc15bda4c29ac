"""Diagnostics as the overlay shows them."""

from __future__ import annotations

from visitgen.diagnostics import Diagnostic, Excerpt, Span, codes
from visitgen.preview import problem


def excerpt(line: str | None, column: int, end: int, label: str = "") -> Excerpt:
    """A place on line 3."""
    return Excerpt(
        span=Span(file="content/x.yaml", line=3, column=column, end_line=3, end_column=end), line_text=line, label=label
    )


def test_a_problem_with_its_places() -> None:
    told = problem(
        Diagnostic(
            code=codes.UNKNOWN_REFERENCE,
            severity="error",
            message="there is no leader `x\x1b[1m`",
            help="did you mean `y`?",
            primary=excerpt("visitor: \tx\u202e <b>", 11, 12, "here"),
            others=(excerpt(None, 1, 1, "whole"),),
        )
    )
    assert told["severity"] == "error" and told["code"] == "M201" and told["help"] == "did you mean `y`?"
    assert told["message"] == "there is no leader `x\N{REPLACEMENT CHARACTER}[1m`"
    first, second = told["places"]
    assert first["where"] == "content/x.yaml:3:11" and first["number"] == 3 and first["label"] == "here"
    assert first["line"] == ("visitor:  ", "x", "\N{REPLACEMENT CHARACTER} <b>")
    assert second["line"] == () and second["label"] == "whole"


def test_a_long_line_is_cut_around_what_is_meant() -> None:
    told = problem(
        Diagnostic(
            code=codes.UNKNOWN_REFERENCE,
            severity="error",
            message="m",
            help=None,
            others=(),
            primary=excerpt("a" * 5000 + "X" + "b" * 5000, 5001, 5002),
        )
    )
    before, meant, after = told["places"][0]["line"]  # type: ignore[misc]
    assert meant == "X" and len(before + meant + after) == 160 and told["help"] == ""
