"""What stands in a frame: the land and borders of the base inside it, and great circles."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from visitgen.load import Base
from visitgen.load.base import Outline
from visitgen.plan.frames import Dot, Frame
from visitgen.plan.projection import Place, breadth, cut_at, equal_earth, great_circle, latitude

EDGE = 6.0
"""How far beyond the frame lines are followed, in its units, so that their cut ends do not show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a frame shows under its marks, as SVG path data. `sphere` is the edge of the world, where it is in sight."""

    sphere: str
    land: str
    borders: str
    disputed: str


Bounds = tuple[float, float, float, float]
"""West, south, east and north."""

STRETCH = 24
"""The points of a stretch of a line, which is passed over as one where it lies beside the frame."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its bounds, and its stretches with theirs."""

    bounds: Bounds
    stretches: tuple[tuple[tuple[Dot, ...], Bounds], ...]


@dataclass(frozen=True, slots=True)
class Atlas:
    """A base ready to be drawn in any frame, each frame's ground made once.

    Shapes: lines as (longitude in radians, y in radii) with their bounds, for each of the levels 0 to 9.
    """

    land: tuple[tuple[Line, ...], ...]
    borders: tuple[tuple[Line, ...], ...]
    disputed: tuple[tuple[Line, ...], ...]
    finest: float
    step: float
    _grounds: dict[Frame, Ground] = field(default_factory=dict)

    def ground(self, frame: Frame) -> Ground:
        """The land and borders that a frame shows."""
        if frame not in self._grounds:
            seen = max(frame.km * frame.width / 300, self.finest)  # two pixels of a broad screen, in kilometres
            level = min(9, round(math.log(seen / self.finest, self.step)))
            bounds = reach(frame)

            def inside(lines: Iterable[Line]) -> str:
                return "".join(
                    f"{path}z"
                    for line, whole in _shown(lines, frame, bounds)
                    for path in _inside(line, frame, bounds, whole)
                )

            def across(lines: Iterable[Line]) -> str:
                return "".join(
                    path for line, _ in _shown(lines, frame, bounds) for path in _across(line, frame, bounds)
                )

            self._grounds[frame] = Ground(
                sphere=_sphere(frame) if frame.whole else "",
                land=inside(self.land[level]),
                borders=across(self.borders[level]),
                disputed=across(self.disputed[level]),
            )
        return self._grounds[frame]


def atlas_of(base: Base) -> Atlas:
    """The atlas of a base."""
    unit = 2 * equal_earth(180, 0)[0] / base.units
    broad: dict[int, float] = {}

    def levels(outlines: Sequence[Outline]) -> tuple[tuple[Line, ...], ...]:
        lines: list[list[tuple[float, float, int]]] = []
        for outline in outlines:
            for _, y in outline[0]:
                if y not in broad:
                    broad[y] = breadth(-y * unit)
            lines.append([(x * unit / broad[y], -y * unit, int(level)) for (x, y), level in zip(*outline, strict=True)])
        found = []
        for least in range(10):
            kept = [tuple((lon, y) for lon, y, level in line if level >= least) for line in lines]
            found.append(tuple(_line(line) for line in kept if len(line) > 1))
        return tuple(found)

    return Atlas(levels(base.land), levels(base.borders), levels(base.disputed), base.finest, base.step)


def _line(dots: tuple[Dot, ...]) -> Line:
    stretches = (dots[at : at + STRETCH] for at in range(0, len(dots), STRETCH))
    return Line(_bounds(dots), tuple((stretch, _bounds(stretch)) for stretch in stretches))


def _bounds(line: Sequence[Dot]) -> Bounds:
    lons, ys = [lon for lon, _ in line], [y for _, y in line]
    return min(lons), min(ys), max(lons), max(ys)


def _shown(lines: Iterable[Line], frame: Frame, within: Bounds) -> Iterator[tuple[Sequence[Dot], bool]]:
    """The lines whose bounds the frame touches, their longitudes counted from its middle meridian, on every turn.

    With each, whether it lies inside as a whole. Of a stretch beside the frame the ends alone are given: whatever lies
    between them is cut away with them.
    """
    west, south, east, north = within
    start = math.radians(frame.middle)
    for line in lines:
        bounds = line.bounds
        if bounds[1] > north or bounds[3] < south:
            continue
        for turn in (-2 * math.pi, 0.0, 2 * math.pi):
            shift = turn - start
            if bounds[0] + shift < east and bounds[2] + shift > west:
                whole = (
                    bounds[0] + shift >= west
                    and bounds[2] + shift <= east
                    and bounds[1] >= south
                    and bounds[3] <= north
                )
                dots: list[Dot] = []
                for stretch, (left, low, right, high) in line.stretches:
                    if right + shift < west or left + shift > east or low > north or high < south:
                        stretch = (stretch[0], stretch[-1])
                    dots += [(lon + shift, y) for lon, y in stretch]
                yield dots, whole


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
    return "".join(_path([frame.on(lon - frame.middle, lat) for lon, lat in part]) for part in parts)


def way_dots(frame: Frame, one: Place, other: Place) -> list[Dot]:
    """Points along the great circle between two places."""
    return [frame.at(place) for place in great_circle(one, other)]


def _sphere(frame: Frame) -> str:
    low = latitude((frame.top - frame.height / frame.scale) * frame.stretch)
    high = latitude(frame.top * frame.stretch)
    lats = [low + (high - low) * n / 36 for n in range(37)]
    line = [frame.on(-180, lat) for lat in lats] + [frame.on(180, lat) for lat in reversed(lats)]
    return f"{_path(line)}z"


def _inside(ring: Sequence[Dot], frame: Frame, within: Bounds, whole: bool) -> Iterator[str]:
    """The part of a ring in the frame, one ring or none; where it follows the frame's edge it lies outside it.

    `whole` tells that no part of it lies outside.
    """
    west, south, east, north = within
    if not whole:
        for axis, edge, side in ((1, south, 1), (1, north, -1), (0, west, 1), (0, east, -1)):
            ring = _half(ring, axis, edge, side)
    if not ring:
        return
    dots: Sequence[Dot] = [_dot(frame, lon, y) for lon, y in (_stepped(ring) if frame.whole else ring)]
    left, low, right, high = _bounds(dots)
    if right - left + high - low < 1.5:
        return
    if left < -EDGE:
        dots = _half(dots, 0, -EDGE, 1)
    if right > frame.width + EDGE:
        dots = _half(dots, 0, frame.width + EDGE, -1)
    if len(dots) > 2 and (path := _path(dots)):
        yield path


def _across(line: Sequence[Dot], frame: Frame, within: Bounds) -> Iterator[str]:
    """The parts of a line that touch the frame."""
    west, south, east, north = within
    part: list[Dot] = []
    for one, two in itertools.pairwise(line):
        touches = (
            max(one[0], two[0]) >= west and min(one[0], two[0]) <= east
            and max(one[1], two[1]) >= south and min(one[1], two[1]) <= north
        )  # fmt: skip
        if touches:
            part = part or [one]
            part.append(two)
        if part and (not touches or two is line[-1]):
            yield _path([_dot(frame, lon, y) for lon, y in part])
            part = []


def _dot(frame: Frame, lon: float, y: float) -> Dot:
    return (lon * breadth(y) * frame.stretch - frame.left) * frame.scale, (frame.top - y / frame.stretch) * frame.scale


def _half(ring: Sequence[Dot], axis: int, edge: float, side: int) -> Sequence[Dot]:
    """The part of a ring on one side of a line (Sutherland and Hodgman)."""
    kept: list[Dot] = []
    before = ring[-1] if ring else (0.0, 0.0)
    for dot in ring:
        inside, was_inside = (dot[axis] - edge) * side >= 0, (before[axis] - edge) * side >= 0
        if inside != was_inside:
            share = (edge - before[axis]) / (dot[axis] - before[axis])
            other = before[1 - axis] + share * (dot[1 - axis] - before[1 - axis])
            kept.append((edge, other) if axis == 0 else (other, edge))
        if inside:
            kept.append(dot)
        before = dot
    return kept


def _stepped(ring: Sequence[Dot]) -> list[Dot]:
    """The ring with points in small steps where it runs along the edge of the world."""
    found: list[Dot] = []
    for one, two in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        found.append(one)
        steps = int(abs(two[1] - one[1]) / 0.05) if one[0] == two[0] else 0
        found += [(one[0], one[1] + (two[1] - one[1]) * n / steps) for n in range(1, steps)]
    return found


def _path(line: Sequence[Dot]) -> str:
    """Path data in whole units, from point to point."""
    dots = [(round(x), round(y)) for x, y in line]
    steps = [
        f"{x - was_x} {y - was_y}" for (was_x, was_y), (x, y) in itertools.pairwise(dots)
        if (x, y) != (was_x, was_y)
    ]  # fmt: skip
    return f"M{dots[0][0]} {dots[0][1]}l{' '.join(steps)}".replace(" -", "-") if steps else ""
