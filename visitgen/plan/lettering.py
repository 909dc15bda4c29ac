"""Words on a map: which of them have room, on a small drawing and on a broad one, and on which side of their sign."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from visitgen.plan.frames import Dot
from visitgen.plan.language import comma
from visitgen.values import dataclass

SIDES = ("end", "start", "over", "under")
"""Where words stand, in the order tried: after the sign, before it, above, below."""

NARROW, WIDE = 31.0, 17.5
"""The height of letters, in units of a drawing 720 wide, when it is shown as broad as a telephone or a page."""

RADII = {"c2": 4.25, "c3": 6.5, "c4": 9.25, "c5": 12.5, "near": 1.75, "disputed": 5.0}
"""The radius of a sign in pixels, by its kind, as in the theme's stylesheet; the others have one of 4."""

PIXELS = 12
"""The height of letters in pixels."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Something on a map: where, what kind it is (for style), and what can be written beside it.

    `number` is its place in an order, 0 for none. A sign that is `optional` is left out where its name has no room.
    """

    dot: Dot
    kind: str
    title: str
    name: str = ""
    number: int = 0
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Words that found room beside the sign at `dot`, `gap` of their height from its middle; `signs` are those they
    belong to."""

    dot: Dot
    text: str
    side: str
    gap: float
    signs: tuple[Sign, ...]


def lettering(
    signs: Sequence[Sign], size: tuple[int, int], height: float, avoided: Iterable[Dot] = ()
) -> tuple[Written, ...]:
    """The words beside signs that do not lie over each other, over another sign or beyond the edge.

    Signs too close to each other to be told apart share their words. Shapes: in the order of `signs`. Cost: quadratic
    in the signs that have words.
    """
    groups = _together([sign for sign in signs if sign.name or sign.number], height)
    dots = [sign.dot for sign in signs if not sign.optional]
    soft = tuple(avoided)
    taken: list[Box] = []
    found: list[Written] = []
    for group in sorted(groups, key=lambda group: group[0].optional):
        here = group[0].dot
        gap = round(max(RADII.get(word, 4.0) for sign in group for word in sign.kind.split()[-1:]) / PIXELS + 0.25, 2)
        full = " ".join(text for text in (_numbers(group), _names(group)) if text)
        others = [dot for dot in dots if max(abs(dot[0] - here[0]), abs(dot[1] - here[1])) >= height * 0.7]
        for text in dict.fromkeys((full, _numbers(group))):
            width = _width(text) * height
            free = [
                (sum(_inside(dot, box) for dot in soft), place, side, box)
                for place, side in enumerate(SIDES)
                if text and _free(box := _box(here, width, side, height, gap), size, taken, others, height)
            ]
            if free:
                _, _, side, box = min(free)
                taken.append(box)
                found.append(Written(dot=here, text=text, side=side, gap=gap, signs=tuple(group)))
                break
    return tuple(found)


def _together(signs: Sequence[Sign], height: float) -> list[list[Sign]]:
    groups: list[list[Sign]] = []
    for sign in signs:
        for group in groups:
            (x, y), (other_x, other_y) = sign.dot, group[0].dot
            if abs(x - other_x) < height * 0.7 and abs(y - other_y) < height * 0.7 and not sign.optional:
                group.append(sign)
                break
        else:
            groups.append([sign])
    return groups


def _numbers(group: Sequence[Sign]) -> str:
    """The numbers of a group: "1–3, 6"."""
    numbers = sorted({sign.number for sign in group if sign.number})
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return comma().join(
        f"{run[0]}" if len(run) == 1 else f"{run[0]}{'–' if len(run) > 2 else ', '}{run[-1]}" for run in runs
    )


def _names(group: Sequence[Sign]) -> str:
    """The one name of a group; none when it has several that cannot all be told by number."""
    names = list(dict.fromkeys(sign.name for sign in group if sign.name))
    if len(names) == 1 or not any(sign.number for sign in group):
        return names[0] if names else ""
    return comma().join(names) if sum(map(len, names)) < 26 else ""


def _width(text: str) -> float:
    """How broad a text is, in heights of its letters."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.54 for c in text)


def _box(dot: Dot, width: float, side: str, height: float, gap: float) -> Box:
    x, y = dot
    far = gap * height
    if side in ("end", "start"):
        left = x + far if side == "end" else x - far - width
        return left, y - 0.5 * height, left + width, y + 0.55 * height
    top = y - far - 0.95 * height if side == "over" else y + far - 0.1 * height
    return x - width / 2, top, x + width / 2, top + height


def _free(box: Box, size: tuple[int, int], taken: Iterable[Box], others: Iterable[Dot], height: float) -> bool:
    """Whether words in this box lie inside the drawing, and over no other words and none of the other signs."""
    left, top, right, bottom = box
    if left < 4 or top < 4 or right > size[0] - 4 or bottom > size[1] - 4:
        return False
    if any(left < east and right > west and top < south and bottom > north for west, north, east, south in taken):
        return False
    near = height * 0.25
    left, top, right, bottom = left - near, top - near, right + near, bottom + near
    return not any(left <= x <= right and top <= y <= bottom for x, y in others)


def _inside(dot: Dot, box: Box) -> bool:
    return box[0] <= dot[0] <= box[2] and box[1] <= dot[1] <= box[3]
