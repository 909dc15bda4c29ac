"""The base of all maps: land and borders as lines on the plane, read from a theme's `map.json`."""

from __future__ import annotations

import json
from array import array
from dataclasses import field
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate

from visitgen.values import dataclass

Outline = tuple["array[int]", "array[int]", str]
"""A line: of its points each x to the right and each y down from the middle of the world, and a digit, its level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A map of the world in the Equal Earth projection, the meridian of Greenwich in the middle.

    Shapes: `land` holds closed rings, within each other where there are lakes; `borders` and `disputed` open lines.
    Units: `units` from one end of the equator to the other. A point of level n is of use where `finest` times `step`
    to the power of n, in kilometres, can be seen; one of level 9 always. Two of one `digest` are the same.
    """

    digest: str
    source: str = field(compare=False)
    units: int = field(compare=False)
    finest: float = field(compare=False)
    step: float = field(compare=False)
    land: tuple[Outline, ...] = field(compare=False, repr=False)
    borders: tuple[Outline, ...] = field(compare=False, repr=False)
    disputed: tuple[Outline, ...] = field(compare=False, repr=False)


@lru_cache(maxsize=2)
def base_of(text: str) -> Base:
    """The base that a `map.json` holds, the same each time. Errors: ValueError, with the reason, for any other text."""
    try:
        read = json.loads(text)
        found = Base(
            digest=blake2b(text.encode(), digest_size=16).hexdigest(), source=str(read.get("source", "")),
            units=int(read["units"]), finest=float(read["finest"]), step=float(read["step"]),
            land=_outlines(read["land"]), borders=_outlines(read["borders"]),
            disputed=_outlines(read.get("disputed", [])),
        )  # fmt: skip
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg}") from error
    except (KeyError, TypeError, AttributeError, IndexError, OverflowError) as error:
        raise ValueError("not the base of a map") from error
    if found.units <= 0 or found.finest <= 0 or found.step <= 1:
        raise ValueError("`units` and `finest` are above 0, and `step` is above 1")
    return found


def _outlines(lines: list[tuple[list[int], str]]) -> tuple[Outline, ...]:
    found: list[Outline] = []
    for steps, levels in lines:
        if len(steps) != 2 * len(levels) or not levels.isdecimal() or not all(type(step) is int for step in steps):
            raise ValueError("a line has two whole numbers and one digit for each of its points")
        found.append((array("q", accumulate(steps[::2])), array("q", accumulate(steps[1::2])), levels))
    return tuple(found)
