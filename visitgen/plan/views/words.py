"""Small values that every page is made of: links, dates in words, people, facts."""

from __future__ import annotations

from visitgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way to a page of the site (`address`) or elsewhere (`url`); plain text when both are `None`."""

    text: str
    address: str | None = None
    url: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePart:
    """A stretch of a date in words; `datetime` is its machine value where HTML's `time` element can carry one."""

    text: str
    datetime: str | None = None


Time = tuple[TimePart, ...]
"""A date in words, as the parts that stand one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Markdown, its links to records resolved."""

    markdown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A word that sets a record apart. `kind` is for style only: planned, now, doubt, off, type."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone at a meeting or on a visit, with what they were that day."""

    link: Link
    role: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One labelled fact: a count, a date, a list of links."""

    label: str
    text: str = ""
    links: tuple[Link, ...] = ()
    when: Time = ()
    note: str = ""
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A step to a neighbour: `label` says along which line (of this leader, of all)."""

    label: str
    previous: Link | None
    next: Link | None
