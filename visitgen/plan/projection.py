"""The earth on paper: the Equal Earth projection, and great circles.

Units: degrees for longitudes and latitudes; the projected plane in radii of the earth, y up.
Source: Šavrič, Patterson and Jenny, "The Equal Earth map projection", International Journal of Geographical
Information Science 33 (2018), doi:10.1080/13658816.2018.1504949.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = math.sqrt(3) / 2
RADIUS = 6371.0088
"""The earth's mean radius in kilometres."""

Place = tuple[float, float]
"""Longitude and latitude."""


def equal_earth(lon: float, lat: float) -> tuple[float, float]:
    """The point on the plane, the meridian of Greenwich in the middle."""
    theta = math.asin(M * math.sin(math.radians(lat)))
    return math.radians(lon) * _breadth(theta), _height(theta)


@lru_cache(maxsize=1 << 16)  # the points of the base lie at some thousand heights
def breadth(y: float) -> float:
    """How broad a radian of longitude is at this height of the plane: x is longitude times this."""
    return _breadth(_theta(y))


def latitude(y: float) -> float:
    """The latitude at this height of the plane."""
    return math.degrees(math.asin(max(-1.0, min(1.0, math.sin(_theta(y)) / M))))


def _breadth(theta: float) -> float:
    return math.cos(theta) / (M * _slope(theta))


def _height(theta: float) -> float:
    t2 = theta * theta
    return theta * (A1 + A2 * t2 + t2**3 * (A3 + A4 * t2))


def _slope(theta: float) -> float:
    t2 = theta * theta
    return A1 + 3 * A2 * t2 + t2**3 * (7 * A3 + 9 * A4 * t2)


def _theta(y: float) -> float:
    theta = y / A1
    for _ in range(12):  # Newton's method; four steps are enough but at the poles
        step = (_height(theta) - y) / _slope(theta)
        theta -= step
        if abs(step) < 1e-12:
            break
    return theta


def distance(one: Place, other: Place) -> float:
    """The length of the great circle between two places, in kilometres."""
    return RADIUS * _angle(_vector(one), _vector(other))


def great_circle(one: Place, other: Place, step: float = 2.0) -> tuple[Place, ...]:
    """The shortest way between two places, as points at most `step` degrees of arc apart, both ends included.

    Longitudes run on past 180 rather than jump. Between antipodes, where every way is the shortest, it leads over the
    north pole.
    """
    a, b = _vector(one), _vector(other)
    angle = _angle(a, b)
    if angle < 1e-9:
        return (one,)
    if math.pi - angle < 1e-6:
        return (*great_circle(one, (one[0], 90.0), step), *great_circle((other[0], 90.0), other, step)[1:])
    count = max(1, math.ceil(math.degrees(angle) / step))
    points = [one]
    for n in range(1, count):
        near, far = math.sin(angle * (1 - n / count)), math.sin(angle * n / count)
        x, y, z = ((near * p + far * q) / math.sin(angle) for p, q in zip(a, b, strict=True))
        points.append(
            _beside(points[-1], (math.degrees(math.atan2(y, x)), math.degrees(math.asin(max(-1, min(1, z))))))
        )
    return (*points, _beside(points[-1], other))


def cut_at(way: Sequence[Place], middle: float) -> tuple[tuple[Place, ...], ...]:
    """A way in the parts that a map with this middle meridian shows, each with longitudes within 180 of the middle."""
    turns = [math.floor((lon - middle + 180) / 360) for lon, _ in way]
    parts: list[list[Place]] = [[]]
    for index, (place, turn) in enumerate(zip(way, turns, strict=True)):
        if index and turn != turns[index - 1]:
            before = way[index - 1]
            edge = middle + 180 + 360 * min(turn, turns[index - 1])
            share = (edge - before[0]) / (place[0] - before[0])
            lat = before[1] + share * (place[1] - before[1])
            parts[-1].append((edge - 360 * turns[index - 1], lat))
            parts.append([(edge - 360 * turn, lat)])
        parts[-1].append((place[0] - 360 * turn, place[1]))
    return tuple(tuple(dict.fromkeys(part)) for part in parts if len(set(part)) > 1 or len(parts) == 1)


def middle_meridian(places: Sequence[Place]) -> tuple[float, float]:
    """The middle and the width, in degrees, of the narrowest band of longitudes that holds all places."""
    lons = sorted({lon % 360 for lon, _ in places})
    gaps = [(after - before, after) for before, after in zip(lons, [*lons[1:], lons[0] + 360], strict=True)]
    gap, start = max(gaps, key=lambda entry: (entry[0], -entry[1]))
    width = 360 - gap
    middle = (start + width / 2 + 180) % 360 - 180
    return middle, width


def _beside(before: Place, place: Place) -> Place:
    """The place with its longitude on the same turn as the one before."""
    return place[0] + 360 * round((before[0] - place[0]) / 360), place[1]


def _vector(place: Place) -> tuple[float, float, float]:
    lon, lat = math.radians(place[0]), math.radians(place[1])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _angle(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    cross = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
    return math.atan2(math.hypot(*cross), sum(p * q for p, q in zip(a, b, strict=True)))
