"""The part of the world that a map shows, and where a place is on it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

from visitgen.plan.projection import RADIUS, Place, breadth, equal_earth, middle_meridian
from visitgen.values import dataclass

WORLD = (-57.0, 84.0)
"""The latitudes of a map of the world: what lies beyond is shown only where something is recorded there."""

Dot = tuple[float, float]
"""A point of a drawing: x to the right, y down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A window on the Equal Earth plane whose middle meridian is `middle`, broadened by `stretch`.

    The stretch makes shapes true in the middle of the window, where its scale is the same in all directions; areas
    stay true to each other. `left` and `top` are in radii of the earth, y up. Units: `width` and `height` are those of
    the drawing, `scale` of them go in a radius.
    """

    middle: float
    stretch: float
    left: float
    top: float
    scale: float
    width: int
    height: int

    @property
    def km(self) -> float:
        """The kilometres in a unit of the drawing."""
        return RADIUS / self.scale

    @property
    def whole(self) -> bool:
        """Whether the frame holds the whole breadth of the world."""
        return self.width / self.scale >= 2 * equal_earth(180, 0)[0] * self.stretch * 0.98

    def at(self, place: Place) -> Dot:
        """Where a place is on the drawing."""
        lon = (place[0] - self.middle + 180) % 360 - 180
        return self.on(lon, place[1])

    def on(self, lon: float, lat: float) -> Dot:
        """Where a latitude is, on a meridian counted from the middle one."""
        x, y = equal_earth(lon, lat)
        return (x * self.stretch - self.left) * self.scale, (self.top - y / self.stretch) * self.scale

    def holds(self, dot: Dot, margin: float = 0) -> bool:
        """Whether a point of the drawing is inside it."""
        return margin <= dot[0] <= self.width - margin and margin <= dot[1] <= self.height - margin


def world_frame(width: int, places: Iterable[Place] = (), middle: float = 0.0) -> Frame:
    """The world from side to side."""
    lats = [lat for _, lat in places]
    top, bottom = equal_earth(0, max([WORLD[1], *lats]))[1], equal_earth(0, min([WORLD[0], *(x - 4 for x in lats)]))[1]
    half = equal_earth(180, 0)[0] * 1.004
    scale = width / 2 / half
    height = round((top - bottom) * scale)
    return Frame(middle=middle, stretch=1.0, left=-half, top=top, scale=scale, width=width, height=height)


def frame_of(places: Sequence[Place], width: int, least: float, shapes: tuple[float, float] = (0.5, 0.72)) -> Frame:
    """The smallest frame with room around all places: at least `least` kilometres broad, of a height within `shapes`
    times its width; the whole world where they lie all around it."""
    return _frame_of(tuple(places), width, least, shapes)


@lru_cache(maxsize=1 << 12)  # most maps have the places of others
def _frame_of(places: Sequence[Place], width: int, least: float, shapes: tuple[float, float]) -> Frame:
    middle, band = middle_meridian(places)
    over = abs(middle) + band / 2 > 180  # the antimeridian is among them
    if band > 240 or (band > 110 and not over):
        middle = 0.0
    middle = float(round(middle, 1))
    lats = [lat for _, lat in places]
    centre = (min(lats) + max(lats)) / 2
    lons = [(lon - middle + 180) % 360 - 180 for lon, _ in places]
    apart = max(max(lons) - min(lons), max(lats) - min(lats))
    near = max(0.0, min(1.0, (110 - apart) / 60))  # 1 for a country, 0 for half the world
    y = equal_earth(0, centre)[1]
    stretch = round((math.cos(math.radians(min(abs(centre), 75))) / breadth(y)) ** near, 4)
    spots = [equal_earth(lon, lat) for lon, lat in zip(lons, lats, strict=True)]
    xs, ys = [x * stretch for x, _ in spots], [y / stretch for _, y in spots]
    broad, high = max(xs) - min(xs), max(ys) - min(ys)
    room = 1.32
    least_height = least * shapes[0] / RADIUS
    broad, high = max(broad * room, least / RADIUS), max(high * room + 0.02, least_height)
    limit = 2 * equal_earth(180, 0)[0] * stretch
    if max(broad, high / shapes[1]) > limit * 0.86:
        return world_frame(width, places, middle)
    shape = max(shapes[0], min(shapes[1], high / broad))
    broad = max(broad, high / shape)
    high = broad * shape
    across, down = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    edge = equal_earth(0, 90)[1] / stretch
    top = min(down + high / 2, max(edge, max(ys) + 0.02))
    return Frame(
        middle=middle, stretch=stretch, left=across - broad / 2, top=top, scale=width / broad,
        width=width, height=round(shape * width),
    )  # fmt: skip


def bar(frame: Frame) -> tuple[int, float]:
    """A round number of kilometres, from a tenth to a quarter of the breadth, and its length on the drawing."""
    room = round(frame.km * frame.width / 4, 3)
    tens = 10 ** math.floor(math.log10(room))
    length = max(n * tens for n in (1, 2, 5) if n * tens <= room)
    return int(length), length / frame.km
