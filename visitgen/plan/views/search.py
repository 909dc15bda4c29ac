"""The search, the comparison, and what both look into."""

from __future__ import annotations

from datetime import date

from visitgen.plan.views.words import Badge, Link, Time
from visitgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A record that search leads to. `names` are those it is found by beside `name`; `count` is of visits."""

    id: str
    name: str
    names: tuple[str, ...]
    note: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """A visit as it is searched and shown among results.

    Shapes: `day` puts visits in order; it is the first of the stay, and `last` the last, where the days are known,
    and else `last` is `None`. `places` are (name of the day, id of its record). `at` and `to` stand before `where`
    in a sentence: "in the ", "to the ".
    """

    id: str
    visitor: str
    role: str
    home: str | None
    host: str
    where: str
    at: str
    to: str
    received_by: tuple[str, ...]
    places: tuple[tuple[str, str | None], ...]
    event: str | None
    day: date
    last: date | None
    when: Time
    type: str
    status: str
    badges: tuple[Badge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A meeting or contact of two leaders or more."""

    id: str
    title: str
    when: Time
    leaders: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A traveller's counts that no list of visits gives at once. Units: `days` are distinct days abroad."""

    leader: str
    journeys: int
    days: int
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Searchable:
    """All that can be searched. Shapes: visits in order of time; `relations` are pairs of countries, each sorted."""

    subjects: tuple[tuple[str, tuple[Subject, ...]], ...]
    visits: tuple[VisitLine, ...]
    contacts: tuple[Contact, ...]
    tallies: tuple[Tally, ...]
    relations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value to choose in a filter."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """The page of results. `index` becomes the data that scripts search; templates have no use for it."""

    doors: tuple[Link, ...]
    types: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    first_year: int | None
    last_year: int | None
    index: Searchable


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareView:
    """Two leaders or two countries side by side. `doors` lead to the same without a script."""

    doors: tuple[Link, ...]
