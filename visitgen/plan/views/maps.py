"""Maps."""

from __future__ import annotations

from visitgen.plan.views.overview import IndexEntry, IndexGroup
from visitgen.plan.views.words import Link
from visitgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MapMark:
    """A sign on a map. `kind` is for style: stop, home, place, near, made, received, sent, with a size c1 to c5."""

    x: str
    y: str
    kind: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapText:
    """Words beside a sign, `dx` and `dy` from it. `side` is for style: end, start, over, under. `room` is wide where
    only a broad drawing has room for it, narrow for what stands there instead on a small one, and empty for what
    always stands."""

    x: str
    y: str
    dx: str
    dy: str
    text: str
    side: str
    kind: str
    room: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapClass:
    """A line of the legend: a sign and what it means."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """A map, with what it shows in a sentence, and its facts as a list where the page has them nowhere else.

    `sphere`, `land`, `borders`, `disputed` and `ways` are SVG path data. Units: those of a drawing `width` by `height`;
    the scale bar is `bar` units long and `bar_text` on the ground; empty where a map has no one scale. `ground` is the
    id of another map's ground on the same page that is this map's too. `closer` shows a part of the same, larger.
    """

    anchor: str
    title: str
    finding: str
    label: str
    width: int
    height: int
    sphere: str
    land: str
    borders: str
    disputed: str
    ways: tuple[str, ...] = ()
    marks: tuple[MapMark, ...] = ()
    texts: tuple[MapText, ...] = ()
    legend: tuple[MapClass, ...] = ()
    entries: tuple[IndexEntry, ...] = ()
    notes: tuple[str, ...] = ()
    bar: str = ""
    bar_text: str = ""
    ground: str = ""
    closer: MapView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decade:
    """A range of years that the world can be seen in. `share` is the length of its bar, 0 to 100."""

    label: str
    count: int
    share: int
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldRow:
    """A country's row: its visits received, the class of its sign, where it stands on the map."""

    country: Link
    count: int
    size: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldView:
    """The world by visits received, in all years or in ten of them; and every place on record."""

    heading: str
    summary: str
    decades: tuple[Decade, ...]
    world: MapView
    parts: tuple[MapView, ...]
    rows: tuple[WorldRow, ...]
    rule: str
    places: MapView | None
    place_groups: tuple[IndexGroup, ...]
    policy: str
