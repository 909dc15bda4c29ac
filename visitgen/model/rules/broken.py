"""A broken rule, and the words that rules share."""

from __future__ import annotations

from datetime import date

from visitgen.diagnostics import Code, Finding, Related, codes
from visitgen.model.records import Record

Broken = tuple[Record, Finding]
"""The record whose waiver counts, and what is wrong."""


def days(first: date, last: date) -> str:
    """A stretch of days in words and digits, as it stands after "did not exist"."""
    if first == last:
        return f"on {first.isoformat()}"
    if first == date.min:
        return f"up to {last.isoformat()}"
    if last == date.max:
        return f"from {first.isoformat()} on"
    return f"between {first.isoformat()} and {last.isoformat()}"


def may(rule: Code, record: Record, message: str, *path: str | int, related: tuple[Related, ...] = ()) -> Broken:
    """The note that a rule is broken under some readings of uncertain dates."""
    return record, Finding(
        code=codes.MAY_BREAK, message=message, at=record.origin.at(*path), label=f"may break `{rule.name}`",
        related=related, help="nothing to do, unless the date can be narrowed down",
    )  # fmt: skip
