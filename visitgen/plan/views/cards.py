"""Lines of a chronology."""

from __future__ import annotations

from typing import ClassVar

from visitgen.load import Late
from visitgen.plan.views.words import Badge, Link, Person, Time
from visitgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Late):
    """One line of a chronology: a visit, or a meeting that belongs to none. Unique by `anchor` in any list.

    For a visit `people` is the visitor alone, `where` the host country, and `verb` all that stands before its name,
    with the space: "in the "; `detail` names places.
    """

    READ_WHOLE: ClassVar[int] = 200

    kind: str
    anchor: str
    address: str
    when: Time
    people: tuple[Person, ...]
    verb: str
    where: Link | None
    detail: str = ""
    badges: tuple[Badge, ...] = ()
    journey: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """Cards under one heading: a year, a month, a direction. `more` leads to the whole list."""

    heading: str
    anchor: str
    cards: tuple[Card, ...]
    address: str | None = None
    note: str = ""
