"""Parts of a whole, as bars and as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from visitgen.plan.figures import share
from visitgen.plan.language import number_words, say, say_as, to_say
from visitgen.plan.views import Link, Row, RowGroup, Rows, Table

NOT_STATED = to_say("Not stated")
"""The part of what is not on record."""


def parts(groups: Mapping[str, Sequence[tuple[str, int]]], total: int) -> Rows:
    """Bars of parts of a whole, all on the scale of the whole; those of nothing are left to the table."""
    return Rows(
        groups=tuple(
            RowGroup(
                heading=heading,
                rows=tuple(
                    Row(
                        link=Link(text=label),
                        text=f"{number_words(number)} ({percent(number, total)})",
                        share=share(number, total),
                    )
                    for label, number in lines
                    if number
                ),
            )
            for heading, lines in groups.items()
        )
    )


def parts_table(
    title: str, columns: tuple[str, ...], groups: Mapping[str, Sequence[tuple[str, int]]], total: int
) -> Table:
    """The same parts as a table."""
    return Table(
        title=title,
        note="",
        columns=columns,
        rows=tuple(
            (Link(text=_line(heading, label)), (number_words(number), percent(number, total)))
            for heading, lines in groups.items()
            for label, number in lines
        ),
    )


def _line(heading: str, label: str) -> str:
    """A label under its heading as one line: "Sources: two or more"."""
    if not heading:
        return label
    return say_as("table", "{heading}: {label}", heading=heading, label=label[:1].lower() + label[1:])


def percent(number: int, total: int) -> str:
    """A share in words: none and all only where it is none and all."""
    value = 100 * number / total
    if number and value < 0.1:
        return say("under {number} %", number=number_words(Decimal("0.1")))
    if number < total and value > 99.9:
        return say("over {number} %", number=number_words(Decimal("99.9")))
    return say("{number} %", number=number_words(Decimal(f"{value:.1f}" if number % total else f"{value:.0f}")))
