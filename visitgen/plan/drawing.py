"""A map drawn: ground, ways, signs and words as one view."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from visitgen.model.vocabulary import CountryId
from visitgen.plan.atlas import Atlas, way, way_dots
from visitgen.plan.dependencies import Memo
from visitgen.plan.frames import Dot, Frame, bar
from visitgen.plan.language import number_words, say
from visitgen.plan.lettering import NARROW, WIDE, Sign, Written, lettering
from visitgen.plan.projection import Place
from visitgen.plan.views import IndexEntry, MapClass, MapMark, MapText, MapView
from visitgen.values import dataclass

BREAKS = (1, 2, 5, 10, 20)
"""Where the classes of visits begin on the maps of a leader or a country: the same on all, so that they compare."""

MOST_NEAR = 7
"""The most capitals named on a map for a reader to find the way by."""

APART = 60.0
"""How far capitals so named lie apart and from other signs, in units of the drawing."""

LOCAL = 4500.0
"""The breadth in kilometres up to which a map has a scale bar, and names capitals around."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A place to be marked. `number` is its place in an order, 0 for none; without a name it is not lettered."""

    at: Place
    kind: str
    title: str
    name: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What a map is to show: its pins, those to lie on top last, and the ways between places."""

    frame: Frame
    pins: tuple[Pin, ...]
    ways: tuple[tuple[Place, Place], ...] = ()
    lettered: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What stands on the ground of a map."""

    ways: tuple[str, ...]
    marks: tuple[MapMark, ...]
    texts: tuple[MapText, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The table maps are drawn on: the atlas, and the capitals of today by name, for a reader's bearings."""

    atlas: Atlas
    capitals: Mapping[CountryId, tuple[str, Place]]
    _near: Memo[Frame, tuple[tuple[str, Dot], ...]] = field(init=False)
    _signs: dict[Sketch, Signs] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_near", Memo("capitals in sight", self._capitals))

    def signs(self, sketch: Sketch) -> Signs:
        """What stands on the ground of a map, made once for all maps that show the same."""
        near = self.near(sketch.frame) if sketch.lettered and not sketch.ways else ()  # every map notes what it reads
        if sketch not in self._signs:
            self._signs[sketch] = _signs(sketch, near)
        return self._signs[sketch]

    def near(self, frame: Frame) -> tuple[tuple[str, Dot], ...]:
        """The capitals inside a frame, those nearest to its middle first; none on a map of half the world."""
        if frame.km * frame.width > LOCAL:
            return ()
        return self._near[frame]

    def _capitals(self, frame: Frame) -> tuple[tuple[str, Dot], ...]:
        dots = [(name, frame.at(place)) for name, place in self.capitals.values()]
        inside = [(name, dot) for name, dot in dots if frame.holds(dot, 12)]
        middle = (frame.width / 2, frame.height / 2)
        inside.sort(key=lambda entry: (round(abs(entry[1][0] - middle[0]) + abs(entry[1][1] - middle[1])), entry[0]))
        return tuple(inside)


def drawn(
    table: Table, sketch: Sketch, *, anchor: str, title: str, finding: str, legend: Sequence[MapClass] = (),
    entries: Sequence[IndexEntry] = (), notes: Iterable[str] = (),
) -> MapView:  # fmt: skip
    """The view of a map."""
    frame = sketch.frame
    ground = table.atlas.ground(frame)
    signs = table.signs(sketch)
    length, units = bar(frame) if frame.km * frame.width < LOCAL else (0, 0.0)
    return MapView(
        anchor=anchor,
        title=title,
        finding=finding,
        label=say("Map: {title}. {finding}", title=title, finding=finding),
        width=frame.width,
        height=frame.height,
        sphere=ground.sphere,
        land=ground.land,
        borders=ground.borders,
        disputed=ground.disputed,
        ways=signs.ways,
        marks=signs.marks,
        texts=signs.texts,
        legend=tuple(legend),
        entries=tuple(entries),
        notes=tuple(notes),
        bar=f"{units:.0f}" if length else "",
        bar_text=say("{number} km", number=number_words(length)) if length else "",
    )


def size_class(count: int, breaks: Sequence[int] = BREAKS) -> str:
    """The class of a count: c1 for the smallest."""
    return f"c{max(1, sum(count >= least for least in breaks))}"


def class_words(breaks: Sequence[int]) -> tuple[tuple[int, str], ...]:
    """The classes in words, "1", "2–4", "20 and more", each with the number that a noun beside it agrees with."""
    found = []
    for least, after in itertools.zip_longest(breaks, breaks[1:]):
        low = number_words(least)
        if after is None:
            found.append((max(least, 2), say("{number} and more", number=low)))
        else:
            found.append((after - 1, low if after == least + 1 else f"{low}–{number_words(after - 1)}"))
    return tuple(found)


def _signs(sketch: Sketch, near: Sequence[tuple[str, Dot]]) -> Signs:
    frame = sketch.frame
    own = [
        Sign(dot=dot, kind=pin.kind, title=pin.title, name=pin.name, number=pin.number)
        for pin in sketch.pins
        if frame.holds(dot := frame.at(pin.at))
    ]
    texts: tuple[MapText, ...] = ()
    shown: list[Sign] = []
    if sketch.lettered:
        size = (frame.width, frame.height)
        soft = [dot for one, two in sketch.ways for dot in way_dots(frame, one, two)]
        broad = lettering([*own, *_near(near, own)], size, WIDE, soft)
        texts = _texts(broad, lettering(own, size, NARROW, soft))
        shown = [sign for written in broad for sign in written.signs if sign.optional][:MOST_NEAR]
        texts = tuple(text for text in texts if text.kind != "near" or text.text in {sign.name for sign in shown})
    return Signs(
        ways=tuple(path for one, two in sketch.ways if (path := way(frame, one, two))),
        marks=tuple(
            MapMark(x=f"{sign.dot[0]:.0f}", y=f"{sign.dot[1]:.0f}", kind=sign.kind, title=sign.title)
            for sign in (*shown, *own)
        ),
        texts=texts,
    )


def _near(near: Sequence[tuple[str, Dot]], own: Sequence[Sign]) -> list[Sign]:
    """The capitals around; none where the way of a journey is enough."""
    found: list[Sign] = []
    for name, dot in near:
        others = (sign.dot for sign in (*own, *found))
        if all(abs(dot[0] - x) + abs(dot[1] - y) > APART for x, y in others):
            found.append(Sign(dot=dot, kind="near", title=name, name=name, optional=True))
    return found[: MOST_NEAR * 2]


def _texts(broad: Sequence[Written], small: Sequence[Written]) -> tuple[MapText, ...]:
    """Words on both drawings; those that stand on both in the same way are written once."""
    both = set(broad) & set(small)
    found = []
    for room, all_written in (("wide", broad), ("narrow", small)):
        for written in all_written:
            if written in both and room == "narrow":
                continue
            found.append(
                MapText(
                    x=f"{written.dot[0]:.0f}",
                    y=f"{written.dot[1]:.0f}",
                    dx=_across(written),
                    dy=_down(written),
                    text=written.text,
                    side=written.side,
                    kind=written.signs[0].kind.split()[0],
                    room="" if written in both else room,
                )
            )
    return tuple(found)


def _across(written: Written) -> str:
    return {"end": f"{written.gap:g}em", "start": f"{-written.gap:g}em"}.get(written.side, "0")


def _down(written: Written) -> str:
    return {"over": f"{-written.gap:g}em", "under": f"{written.gap + 0.7:g}em"}.get(written.side, ".34em")
