"""What stands in a frame: the land and borders of the base inside it, and great circles."""

from __future__ import annotations

import itertools
import math
import operator
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache

from visitgen.load import Base
from visitgen.load.base import Outline
from visitgen.plan.frames import Dot, Frame
from visitgen.plan.projection import Place, breadth, cut_at, equal_earth, great_circle, latitude
from visitgen.values import dataclass

EDGE = 6.0
"""How far beyond the frame lines are followed, in its units, so that their cut ends do not show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a frame shows under its marks, as SVG path data. `sphere` is the edge of the world, where it is in sight."""

    sphere: str
    land: str
    borders: str
    disputed: str


Points = tuple[Sequence[float], Sequence[float], Sequence[float]]
"""Longitudes in radians, heights on the plane in radii, and how broad a radian of longitude is at each.

Those of the base are arrays: numbers that lie side by side in memory are read faster.
"""

Dots = tuple[list[float], list[float]]
"""A line on a drawing: each x, and each y."""

Bounds = tuple[float, float, float, float]
"""West, south, east and north."""

STRETCH = 24
"""The points of a stretch of a line, which is told as one to be beside the frame or inside."""

LEAST = 1.5
"""The breadth and height together, in units of a drawing, below which a piece of land is left out."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line among the points of its shape: from which it goes, before which it ends, its bounds and its stretches."""

    shape: Shape
    at: int
    end: int
    bounds: Bounds
    stretches: Sequence[tuple[int, int, Bounds]]

    @property
    def points(self) -> Points:
        """The points of the line alone."""
        return self.shape.part(self.at, self.end)


@dataclass(frozen=True, slots=True)
class Shape:
    """Lines, side by side: there are thousands of most shapes, and a frame shows a few.

    Shapes: `points` are those of all lines, and `starts` tells where each line begins and the last one ends; `bounds`
    are the west of each, the south, the east and the north. `stretches` are those of the long ones, each from a point
    to before another.
    """

    points: Points
    starts: Sequence[int]
    bounds: Sequence[Sequence[float]]
    stretches: Mapping[int, Sequence[tuple[int, int, Bounds]]]

    def part(self, at: int, end: int) -> Points:
        """Some of the points."""
        lons, ys, broads = self.points
        return lons[at:end], ys[at:end], broads[at:end]

    def line(self, number: int) -> Line:
        """One of the lines."""
        at, end = self.starts[number], self.starts[number + 1]
        west, south, east, north = (side[number] for side in self.bounds)
        bounds = west, south, east, north
        return Line(self, at, end, bounds, self.stretches.get(number) or ((at, end, bounds),))


@dataclass(frozen=True, slots=True)
class Atlas:
    """A base ready to be drawn in any frame: the shapes of each level, and each frame's ground, are made once.

    Shapes: `outlines` are land, borders and disputed borders: points, with the digit of each point's level.
    """

    outlines: tuple[tuple[tuple[Points, str], ...], ...]
    finest: float
    step: float
    _levels: dict[int, tuple[Shape, ...]] = field(default_factory=dict)
    _grounds: dict[Frame, Ground] = field(default_factory=dict)

    def ground(self, frame: Frame) -> Ground:
        """The land and borders that a frame shows."""
        found = self._grounds.get(frame)
        if found is None:
            seen = max(frame.km * frame.width / 300, self.finest)  # two pixels of a broad screen, in kilometres
            land, borders, disputed = self.level(min(9, round(math.log(seen / self.finest, self.step))))
            found = self._grounds[frame] = Ground(
                sphere=_sphere(frame) if frame.whole else "",
                land="".join(_land(land, frame)),
                borders="".join(_borders(borders, frame)),
                disputed="".join(_borders(disputed, frame)),
            )
        return found

    def level(self, least: int) -> tuple[Shape, ...]:
        """The shapes in points of at least this level, from 0 to 9."""
        if least not in self._levels:
            self._levels[least] = tuple(_shape(outlines, f"{least}") for outlines in self.outlines)
        return self._levels[least]


@lru_cache(maxsize=2)
def atlas_of(base: Base) -> Atlas:
    """The atlas of a base, the same each time, with what has been drawn of it."""
    unit = 2 * equal_earth(180, 0)[0] / base.units

    def points(outline: Outline) -> Points:
        ys = array("d", [-y * unit for y in outline[1]])
        broads = array("d", map(breadth, ys))
        return array("d", [x * unit / broad for x, broad in zip(outline[0], broads, strict=True)]), ys, broads

    shapes = tuple(
        tuple((points(outline), outline[2]) for outline in outlines)
        for outlines in (base.land, base.borders, base.disputed)
    )
    return Atlas(shapes, base.finest, base.step)


def _shape(outlines: Iterable[tuple[Points, str]], least: str) -> Shape:
    lons, ys, broads = (array("d") for _ in range(3))
    starts = array("I", [0])
    bounds = [array("d") for _ in range(4)]
    stretches: dict[int, Sequence[tuple[int, int, Bounds]]] = {}
    for points, levels in outlines:
        wanted = [level >= least for level in levels]
        at, end = len(lons), len(lons) + sum(wanted)
        if end - at < 2:
            continue
        for column, values in zip((lons, ys, broads), points, strict=True):
            column.extend(itertools.compress(values, wanted))
        if end - at > STRETCH:
            cuts = [(cut, min(cut + STRETCH, end)) for cut in range(at, end, STRETCH)]
            stretches[len(starts) - 1] = [(cut, stop, _bounds(lons[cut:stop], ys[cut:stop])) for cut, stop in cuts]
        for side, value in zip(bounds, _bounds(lons[at:], ys[at:]), strict=True):
            side.append(value)
        starts.append(end)
    return Shape((lons, ys, broads), starts, bounds, stretches)


def _bounds(lons: Sequence[float], ys: Sequence[float]) -> Bounds:
    return min(lons), min(ys), max(lons), max(ys)


def _shown(shape: Shape, frame: Frame, within: Bounds, least: float = 0.0) -> Iterator[tuple[Line, float]]:
    """The lines whose bounds the frame touches, on every turn: each with what counts its longitudes from the middle.

    Lines that are sure to be less than `least` broad and high together, in units of the drawing, are left out.
    """
    west, south, east, north = within
    start = math.radians(frame.middle)
    shifts = [-start]
    if start + west < -3:  # the antimeridian is in sight, or almost
        shifts.insert(0, -math.tau - start)
    if start + east > 3:
        shifts.append(math.tau - start)
    # a radian of longitude is never broader than 0.87, and its breadth changes by less than 0.75 of a change in height
    across = 0.87 * frame.stretch * frame.scale
    down = frame.scale / frame.stretch + 0.75 * max(east, -west) * frame.stretch * frame.scale
    near = [
        number for number, (left, low, right, high) in enumerate(zip(*shape.bounds, strict=True))
        if low <= north and high >= south and (right - left) * across + (high - low) * down >= least
    ]  # fmt: skip
    lefts, _, rights, _ = shape.bounds
    for number in near:
        for shift in shifts:
            if lefts[number] + shift < east and rights[number] + shift > west:
                yield shape.line(number), shift


def _side(bounds: Bounds, shift: float, within: Bounds) -> str:
    """The side of the frame on which a part of a line is, or whether it is inside; nothing where that is mixed."""
    left, low, right, high = bounds
    west, south, east, north = within
    if high < south:
        return "south"
    if low > north:
        return "north"
    if right + shift < west:
        return "west" if low >= south and high <= north else "a western corner"
    if left + shift > east:
        return "east" if low >= south and high <= north else "an eastern corner"
    return "inside" if left + shift >= west and right + shift <= east and low >= south and high <= north else ""


def _cut(line: Line, shift: float, within: Bounds) -> tuple[list[Dot], dict[int, Points]]:
    """A line with the ends alone of stretches that lie inside or beside the frame: clipping cuts away, or leaves as it
    is, whatever is between them. The middles of those inside are apart, by the identity of the points they follow.
    """
    found: list[Dot] = []
    middles: dict[int, Points] = {}
    before = ""
    lons, ys, _ = line.shape.points
    for at, end, bounds in line.stretches:
        side = _side(bounds, shift, within)
        last = end - 1
        if not side or end - at < 3:
            found += [(lon + shift, y) for lon, y in zip(lons[at:end], ys[at:end], strict=True)]
        elif side == before in ("west", "south", "east", "north"):
            found[-1] = (lons[last] + shift, ys[last])
        else:
            found += ((lons[at] + shift, ys[at]), (lons[last] + shift, ys[last]))
            if side == "inside":
                middles[id(found[-2])] = line.shape.part(at + 1, last)
        before = side
    return found, middles


def _mended(dots: Iterable[Dot], middles: Mapping[int, Points], shift: float) -> Points:
    """A part of a line that was cut, with the middles of its stretches."""
    lons: list[float] = []
    ys: list[float] = []
    broads: list[float] = []
    for dot in dots:
        lons.append(dot[0])
        ys.append(dot[1])
        broads.append(breadth(dot[1]))
        if middle := middles.get(id(dot)):
            lons += [lon + shift for lon in middle[0]]
            ys += middle[1]
            broads += middle[2]
    return lons, ys, broads


def reach(frame: Frame) -> Bounds:
    """The longitudes (in radians from the middle meridian) and heights that a frame touches."""
    margin = EDGE / frame.scale
    high, low = frame.top + margin, frame.top - frame.height / frame.scale - margin
    left, right = frame.left - margin, frame.left + frame.width / frame.scale + margin
    broad = [breadth(min(max(y * frame.stretch, -1.317), 1.317)) * frame.stretch for y in (low, high)]
    west, east = (min(left / b for b in broad), max(right / b for b in broad))
    return max(-math.pi, west), low * frame.stretch, min(math.pi, east), high * frame.stretch


def way(frame: Frame, one: Place, other: Place) -> str:
    """The great circle between two places as path data, in two parts where the edge of the map lies between them."""
    parts = cut_at(great_circle(one, other), frame.middle)
    return "".join(_path(*_lists([frame.on(lon - frame.middle, lat) for lon, lat in part])) for part in parts)


def way_dots(frame: Frame, one: Place, other: Place) -> list[Dot]:
    """Points along the great circle between two places."""
    return [frame.at(place) for place in great_circle(one, other)]


def _sphere(frame: Frame) -> str:
    low = latitude((frame.top - frame.height / frame.scale) * frame.stretch)
    high = latitude(frame.top * frame.stretch)
    lats = [low + (high - low) * n / 36 for n in range(37)]
    line = [frame.on(-180, lat) for lat in lats] + [frame.on(180, lat) for lat in reversed(lats)]
    return f"{_path(*_lists(line))}z"


def _land(shape: Shape, frame: Frame) -> Iterator[str]:
    """The parts of rings in a frame, as closed paths; where they follow the frame's edge they lie outside it."""
    within = reach(frame)
    whole = frame.whole
    beyond = frame.width + EDGE
    for line, shift in _shown(shape, frame, within, LEAST):
        if _side(line.bounds, shift, within) == "inside":
            ring = line.points
        else:
            ring, shift = _inside(line, shift, within), 0.0
            if not ring[0]:
                continue
        xs, ys = _drawn(frame, _stepped(ring) if whole else ring, shift)
        left, right = min(xs), max(xs)
        if right - left + max(ys) - min(ys) < LEAST:
            continue
        if left < -EDGE or right > beyond:
            xs, ys = _lists(_half(_half([*zip(xs, ys, strict=True)], 0, -EDGE, 1), 0, beyond, -1))
        if len(xs) > 2 and (path := _path(xs, ys)):
            yield f"{path}z"


def _inside(line: Line, shift: float, within: Bounds) -> Points:
    """The part of a ring inside bounds, one ring or none."""
    ring, middles = _cut(line, shift, within)
    west, south, east, north = within
    for axis, edge, side in ((1, south, 1), (1, north, -1), (0, west, 1), (0, east, -1)):
        ring = _half(ring, axis, edge, side)
    return _mended(ring, middles, shift)


def _borders(shape: Shape, frame: Frame) -> Iterator[str]:
    """The parts of lines that touch a frame."""
    within = west, south, east, north = reach(frame)
    for line, shift in _shown(shape, frame, within):
        if _side(line.bounds, shift, within) == "inside":
            yield _path(*_drawn(frame, line.points, shift))
            continue
        dots, middles = _cut(line, shift, within)
        # the sides each point is on, as bits: where two have one in common, what is between them does not touch
        sides = [(lon < west) + 2 * (lon > east) + 4 * (y < south) + 8 * (y > north) for lon, y in dots]
        at = 0
        for beside, steps in itertools.groupby(one & two != 0 for one, two in itertools.pairwise(sides)):
            until = at + sum(1 for _ in steps)
            if not beside:
                yield _path(*_drawn(frame, _mended(dots[at : until + 1], middles, shift), 0.0))
            at = until


def _drawn(frame: Frame, points: Points, shift: float) -> Dots:
    """Points on the drawing, their longitudes counted from its middle when `shift` is added."""
    stretch, left, top, scale = frame.stretch, frame.left, frame.top, frame.scale
    lons, ys, broads = points
    return (
        [((lon + shift) * broad * stretch - left) * scale for lon, broad in zip(lons, broads, strict=True)],
        [(top - y / stretch) * scale for y in ys],
    )


def _half(ring: list[Dot], axis: int, edge: float, side: int) -> list[Dot]:
    """The part of a ring on one side of a line (Sutherland and Hodgman)."""
    inside = [dot[axis] >= edge for dot in ring] if side > 0 else [dot[axis] <= edge for dot in ring]
    if all(inside):
        return ring
    kept: list[Dot] = []
    at, end = 0, len(ring)
    before = end - 1
    inside += (True, False)  # so that every run has an end
    while at < end:
        if inside[at] != inside[before]:
            one, two = ring[before], ring[at]
            share = (edge - one[axis]) / (two[axis] - one[axis])
            other = one[1 - axis] + share * (two[1 - axis] - one[1 - axis])
            kept.append((edge, other) if axis == 0 else (other, edge))
        until = min(inside.index(not inside[at], at), end)
        if inside[at]:
            kept += ring[at:until]
        at, before = until, until - 1
    return kept


def _stepped(ring: Points) -> Points:
    """The ring with points in small steps where it runs along the edge of the world."""
    found: list[Dot] = []
    dots = list(zip(*ring[:2], strict=True))
    for one, two in zip(dots, [*dots[1:], *dots[:1]], strict=True):
        found.append(one)
        steps = int(abs(two[1] - one[1]) / 0.05) if one[0] == two[0] else 0
        found += [(one[0], one[1] + (two[1] - one[1]) * n / steps) for n in range(1, steps)]
    return _mended(found, {}, 0.0)


def _lists(dots: Sequence[Dot]) -> Dots:
    return [x for x, _ in dots], [y for _, y in dots]


def _path(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Path data in whole units, from point to point; nothing for a line that stays where it begins."""
    across, down = [*map(round, xs)], [*map(round, ys)]
    steps = "".join(map(_step, map(operator.sub, across[1:], across), map(operator.sub, down[1:], down)))
    return f"M{across[0]} {down[0]}l{steps.lstrip()}".replace(" -", "-") if steps else ""


@lru_cache(maxsize=1 << 16)  # most steps are short, and the same in all drawings
def _step(x: int, y: int) -> str:
    """A step of a path and what parts it from the one before; nothing for none."""
    return f" {x} {y}".replace(" -", "-") if x or y else ""
