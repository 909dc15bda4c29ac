"""A problem in full, on one line, and counted."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitgen.diagnostics import Diagnostic, Excerpt, Span, codes
from visitgen.diagnostics.show import LONGEST_VALUE, WIDEST, concise, full, tally


def excerpt(text: str | None, part: str = "", *, line: int = 1, label: str = "", file: str = "x.yaml") -> Excerpt:
    """A place in a line: the part of it that is meant."""
    column = (text or "").find(part) + 1 if part else 1
    span = Span(file=file, line=line, column=column, end_line=line, end_column=column + len(part))
    return Excerpt(span=span, line_text=text, label=label)


def diagnostic(
    primary: Excerpt, *others: Excerpt, message: str = "a fault", help: str | None = "mend it"
) -> Diagnostic:
    return Diagnostic(
        code=codes.BAD_VALUE, severity="error", message=message, primary=primary, others=others, help=help
    )


def width(text: str) -> int:
    """Terminal columns, by Unicode's own tables."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def test_in_full() -> None:
    shown = full(
        diagnostic(
            excerpt("type: offical", "offical", line=12, label="here"),
            excerpt("a: b", "b", line=3, label="there", file="y.yaml"),
        )
    )
    assert shown == (
        "error[M104]: a fault\n"
        "  --> x.yaml:12:7\n"
        "   |\n"
        "12 | type: offical\n"
        "   |       ^^^^^^^ here\n"
        "  ::: y.yaml:3:4\n"
        "   |\n"
        " 3 | a: b\n"
        "   |    - there\n"
        "help: mend it\n"
    )


def test_on_one_line() -> None:
    assert (
        concise(diagnostic(excerpt("type: offical", "offical", line=12)))
        == "x.yaml:12:7: error[M104] a fault (mend it)\n"
    )
    assert concise(diagnostic(excerpt(None), help=None)) == "x.yaml:1:1: error[M104] a fault\n"


@pytest.mark.parametrize("text", [None, "", "   ", "\t"])
def test_a_place_without_a_line_is_named_alone(text: str | None) -> None:
    assert full(diagnostic(excerpt(text))) == "error[M104]: a fault\n --> x.yaml:1:1\nhelp: mend it\n"
    assert full(diagnostic(excerpt(text, label="why"), help=None)) == "error[M104]: a fault\n --> x.yaml:1:1\n  = why\n"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("name: 习近平 (Xi)", "(Xi)"),
        ("name: 习近平 (Xi)", "习近平"),
        ("name: e\u0301le\u0300ve x", "x"),
        ("name: שָׁלוֹם x", "x"),
        ("name: ที่นี่ x", "x"),  # Thai marks above and below take no column
        ("name: 🇮🇱👩 x", "x"),
        ("name:\tx\ty", "y"),
        ("name: a\u202eb\u200dc x", "x"),
        ("ｎａｍｅ: x", "x"),
    ],
)
def test_carets_stand_under_what_is_meant(text: str, part: str) -> None:
    *_, shown, carets, _ = full(diagnostic(excerpt(text, part))).splitlines()
    before, _, rest = carets.partition("^")
    at = shown.index(part)
    assert width(shown[:at]) == width(before)
    assert 1 + len(rest) == max(1, width(part))


@given(st.text(max_size=60), st.integers(0, 70), st.integers(0, 70))
def test_whatever_the_line_holds_nothing_invisible_is_printed(text: str, start: int, length: int) -> None:
    span = Span(file="a\nb\udcff.yaml", line=1, column=start + 1, end_line=1, end_column=start + length + 1)
    found = diagnostic(Excerpt(span=span, line_text=text.replace("\n", " "), label=text), message=text, help=text)
    for shown in (full(found), concise(found)):
        assert all(letter == "\n" or letter.isprintable() for letter in shown)
    assert concise(found).count("\n") == 1
    assert full(found).count("\n") in (2, 3, 4, 6)


def test_a_span_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    span = Span(file="x.yaml", line=1, column=4, end_line=3, end_column=2)
    shown = full(diagnostic(Excerpt(span=span, line_text="a: [b,  ", label="")))
    assert shown.splitlines()[-2] == "  |    ^^^"


def test_a_long_line_is_cut_around_the_place() -> None:
    text = "a" * 1000 + "HERE" + "b" * 1000
    *_, shown, carets, _ = full(diagnostic(excerpt(text, "HERE"))).splitlines()
    assert len(shown) <= WIDEST + 6
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "HERE"
    *_, shown, carets, _ = full(diagnostic(excerpt(text, text))).splitlines()
    assert len(carets) <= WIDEST + 6


def test_a_long_value_in_a_message_is_cut_in_the_middle() -> None:
    shown = full(diagnostic(excerpt(None), message=f"`{'9' * 5000}` is no number, and `short` is"))
    assert "`short`" in shown and "9…9" in shown and "is no number" in shown
    assert len(shown.splitlines()[0]) < LONGEST_VALUE + 60


def test_they_are_counted_by_severity() -> None:
    def of(severity):
        return Diagnostic(
            code=codes.BAD_VALUE, severity=severity, message="", primary=excerpt(None), others=(), help=None
        )

    assert tally([]) == "no problems"
    assert tally([of("error")]) == "1 error"
    assert tally([of("note"), of("warning"), of("error"), of("warning")]) == "1 error, 2 warnings, 1 note"
    assert tally([of("error")] * 1200) == "1,200 errors"
