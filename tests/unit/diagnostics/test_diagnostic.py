"""Diagnostics as values: their order, and the nearest spelling."""

from __future__ import annotations

import pytest

from visitgen.diagnostics import Diagnostic, Excerpt, Span, codes, did_you_mean, nearest, ordered, whole_file


def at(file: str, line: int = 1, column: int = 1, code: codes.Code = codes.BAD_VALUE, message: str = "") -> Diagnostic:
    span = Span(file=file, line=line, column=column, end_line=line, end_column=column)
    return Diagnostic(
        code=code,
        severity="error",
        message=message,
        primary=Excerpt(span=span, line_text=None, label=""),
        others=(),
        help=None,
    )


def test_order_is_file_line_column_code_message_and_each_is_kept_once() -> None:
    wanted = [
        at("a", 1, 2),
        at("a", 2, 1),
        at("a", 10, 1),
        at("a", 10, 1, message="b"),
        at("a", 10, 1, codes.BAD_DATE),
        at("b"),
    ]
    assert ordered([*reversed(wanted), *wanted]) == tuple(wanted)


def test_the_place_of_a_whole_file_is_its_beginning() -> None:
    assert whole_file("x") == Span(file="x", line=1, column=1, end_line=1, end_column=1)


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("vistor", ["visitor", "host"], "visitor"),
        ("VISITOR", ["visitor", "host"], "visitor"),
        ("zzz", ["visitor", "host"], None),
        ("", ["visitor"], None),
        ("visitor", [], None),
        ("x" * 1_000_000, ["x" * 999_999], None),
        ("hostage", ["hostages", "ceasefire"], "hostages"),
    ],
)
def test_the_nearest_spelling(word: str, known: list[str], near: str | None) -> None:
    assert nearest(word, known) == near
    assert did_you_mean(word, known) == (f"did you mean `{near}`?" if near else None)


def test_it_does_not_depend_on_the_order_of_the_known() -> None:
    known = ["alpha-a", "alpha-b", "alpha-c"]
    assert nearest("alpha-x", known) == nearest("alpha-x", known[::-1])
