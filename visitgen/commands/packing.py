"""Values of this program as bytes, and back: tables of the objects of each class, column by column.

Objects of the same class are taken apart and put together all at once, a field at a time, which costs a fifth of doing
so one by one. The tables are pickled, and a pickle may name nothing but plain values: whatever the bytes are, reading
them runs no code but that which puts values of our own classes together. An object that stands in several places is one
object again; one that comes late is another in each.
"""

from __future__ import annotations

import dataclasses
import io
import pickle
import sys
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice, repeat
from operator import attrgetter
from typing import Any, Protocol

from visitgen.load import Late
from visitgen.values import dataclass

_OURS = (
    "visitgen.diagnostics.", "visitgen.load.content", "visitgen.model", "visitgen.plan.", "visitgen.commands.kept",
    "visitgen.render.files", "visitgen.render.links",
)  # fmt: skip
_PLAIN = {
    ("array", "array"), ("array", "_array_reconstructor"), ("collections", "Counter"), ("datetime", "date"),
    ("decimal", "Decimal"), ("builtins", "frozenset"), ("pathlib", "PosixPath"), ("pathlib", "WindowsPath"),
}  # fmt: skip
"""What a pickle may name."""

_FAULTS = (
    pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError, ValueError, IndexError, KeyError,
    OverflowError, MemoryError, RecursionError, StopIteration,
)  # fmt: skip
"""What reading bytes that are no such values may come to."""

Column = tuple[Any, ...]
"""Values in a row, as they are written: what they are, then what it takes to have them again."""


Place = tuple[int, int]
"""Where some bytes begin and end."""

Rows = tuple[int, list[Column]]
"""So many objects of a class, by the columns of their parts."""


class Writable(Protocol):
    """Where bytes are written to, one after the other."""

    def write(self, data: bytes, /) -> object:
        """Takes some."""
        ...


def pack(value: object, stream: Writable) -> None:
    """Writes a value as bytes: plain ones, dataclasses of this program, and tuples, lists and dicts of them."""
    _pack([[value]], stream)


def unpacked(data: memoryview) -> Any:
    """The value again; `ValueError` for bytes that are none. What comes late is read from them when it is asked for."""
    columns = _unpacked(data)
    if len(columns) != 1 or len(columns[0]) != 1:
        raise ValueError("no value of this program: none, or several")
    return columns[0][0]


def _pack(columns: Iterable[list[Any]], stream: Writable, late: int = -1, size: int = 0) -> None:
    """Writes columns of values, of which one may come late, so many of its values together."""
    counted = _Counted(stream)
    tables = _Tables(counted)
    first = [tables.late(of, size) if at == late else tables.column(of) for at, of in enumerate(columns)]
    where = [(module, name, number, counted.put(columns)) for module, name, number, columns in tables.filled()]
    at, _ = counted.put((where, first))
    counted.write(at.to_bytes(_NUMBER, "big"))


def _unpacked(data: memoryview) -> list[list[Any]]:
    """The columns again; `ValueError` for bytes that are none."""
    try:
        where, first = _read(data, (int.from_bytes(data[-_NUMBER:], "big"), len(data)))
        rows: dict[type, list[Rows]] = {}
        for module, name, number, at in where:
            rows.setdefault(_class(module, name), []).append((number, _read(data, at)))
        return [*map(_Objects(rows, data).values, first)]
    except _FAULTS as error:
        raise ValueError(f"no value of this program: {error}") from None


_NUMBER = 8
"""The bytes of the number at the end, which tells where the list of tables is."""


class _Counted:
    """Writes to a stream, and knows how many bytes it has written."""

    def __init__(self, stream: Writable) -> None:
        self._stream = stream
        self.at = 0

    def write(self, data: bytes, /) -> int:
        """Writes some bytes."""
        self._stream.write(data)
        size = memoryview(data).nbytes
        self.at += size
        return size

    def put(self, plain: object) -> Place:
        """Writes plain values, and tells where."""
        at = self.at
        _Writer(self, 5).dump(plain)
        return at, self.at


def _read(data: memoryview, place: Place) -> Any:
    """The plain values at a place."""
    return _Reader(io.BytesIO(data[slice(*place)])).load()


@dataclass(frozen=True, slots=True)
class _Form:
    """How the objects of a class come apart: into their fields, or what the class itself says.

    `apart` gives the parts of objects, one column of them after the other; `places` put each into an object that has
    none yet, unless `together` makes one of all of them. One of the columns may come `late`, by its number, so many of
    its values at a time; or all of them, of as many objects as are read as a `whole`.
    """

    apart: Callable[[list[Any]], Iterable[list[Any]]]
    places: tuple[Callable[[Any, Any], None], ...]
    together: Callable[..., Any] | None
    late: int = -1
    size: int = 0
    whole: int = 0


@cache
def _form(kind: Any) -> _Form | None:
    """The form of a dataclass of this program, `None` for anything else."""
    if not (isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__module__.startswith(_OURS)):
        return None
    if hasattr(kind, "apart"):
        apart: Callable[[Any], tuple[Any, ...]] = kind.apart
        return _Form(lambda objects: map(list, zip(*map(apart, objects), strict=True)), (), kind.together)  # type: ignore[attr-defined]
    names = [field.name for field in dataclasses.fields(kind)]
    late, size, whole = -1, 0, 0
    if issubclass(kind, Late):
        late, size, whole = names.index(kind.LATE) if kind.LATE else -1, kind.READ_TOGETHER, kind.READ_WHOLE
    places = tuple(getattr(kind, "later" if at == late else name).__set__ for at, name in enumerate(names))
    return _Form(lambda objects: ([*map(attrgetter(name), objects)] for name in names), places, None, late, size, whole)


def _class(module: str, name: str) -> type:
    """A class of our own by its name. Errors: `TypeError` for any other."""
    found: Any = getattr(sys.modules.get(module), name, None)
    if _form(found) is None:
        raise TypeError(f"{module}.{name}")
    kind: type = found
    return kind


class _Tables:
    """The objects of each class that are found in some values, with a number each, and their parts as columns."""

    def __init__(self, stream: _Counted) -> None:
        self._stream = stream
        self._numbers: dict[type, dict[int, int]] = {}
        self._waiting: dict[type, list[Any]] = {}

    def column(self, values: list[Any]) -> Column:
        """Values as they are written, the objects among them by their numbers."""
        kinds = set(map(type, values))
        if len(kinds) > 1:
            if not any(map(_has_parts, kinds)):
                return "plain", values
            which = {kind: number for number, kind in enumerate(dict.fromkeys(map(type, values)))}
            apart = [[value for value in values if type(value) is kind] for kind in which]
            return "mixed", array("H", map(which.__getitem__, map(type, values))), [*map(self.column, apart)]
        kind: Any = next(iter(kinds), None)
        if kind is tuple or kind is list:
            inner = self.column([*chain.from_iterable(values)])
            if inner[0] == "plain":
                return "plain", values
            return kind.__name__, array("I", map(len, values)), inner
        if kind is dict:
            keys, found = (self.column([*chain.from_iterable(part)]) for part in (values, map(dict.values, values)))
            if keys[0] == found[0] == "plain":
                return "plain", values
            return "dict", array("I", map(len, values)), keys, found
        if _form(kind):
            return "objects", kind.__module__, kind.__name__, self._numbered(kind, values)
        return "plain", values

    def _numbered(self, kind: type, values: list[Any]) -> array[int]:
        numbers = self._numbers.setdefault(kind, {})
        new = {id(value): value for value in values if id(value) not in numbers}
        for one in new:
            numbers[one] = len(numbers)
        self._waiting.setdefault(kind, []).extend(new.values())
        return array("I", map(numbers.__getitem__, map(id, values)))

    def filled(self) -> Iterator[tuple[str, str, int, list[Column]]]:
        """Tables of all objects that have a number, and of those found in these: classes by their names, each perhaps
        several times, and how many objects there are more of it."""
        while self._waiting:
            kind, objects = self._waiting.popitem()
            form = _form(kind)
            if form and objects:
                if form.whole:
                    made = [self._whole(form, objects)]
                else:
                    columns = enumerate(form.apart(objects))
                    made = [self.late(of, form.size) if at == form.late else self.column(of) for at, of in columns]
                yield kind.__module__, kind.__name__, len(objects), made

    def late(self, values: list[Any], size: int) -> Column:
        """Values to be read when they are asked for, so many together: they are written down by themselves."""
        starts = []
        for at in range(0, len(values), size):
            starts.append(self._stream.at)
            _pack([values[at : at + size]], self._stream)
        return "late", size, len(values), array("Q", (*starts, self._stream.at))

    def _whole(self, form: _Form, objects: list[Any]) -> Column:
        """The parts of objects, likewise."""
        starts = []
        for at in range(0, len(objects), form.whole):
            starts.append(self._stream.at)
            _pack(form.apart(objects[at : at + form.whole]), self._stream, form.late, form.size)
        return "whole", array("Q", (*starts, self._stream.at))


def _has_parts(kind: type) -> bool:
    return kind in (tuple, list, dict) or _form(kind) is not None


class _Objects:
    """The objects of tables, put together class by class, those that others hold before them."""

    def __init__(self, rows: dict[type, list[Rows]], data: memoryview) -> None:
        self._rows = rows
        self._data = data
        self._made: dict[type, list[Any]] = {}

    def values(self, column: Column) -> list[Any]:
        """The values of a column."""
        what, *of = column
        if what == "plain":
            plain: list[Any] = of[0]
            return plain
        if what == "late":
            return [*zip(repeat(_Values(self._data, *of)), range(of[1]))]
        if what == "objects":
            return [*map(self._of(_class(of[0], of[1])).__getitem__, of[2])]
        if what == "mixed":
            apart = [iter(self.values(one)) for one in of[1]]
            return [*map(next, map(apart.__getitem__, of[0]))]
        if what == "dict":
            keys, found = map(iter, map(self.values, of[1:]))
            return [dict(zip(islice(keys, size), islice(found, size), strict=True)) for size in of[0]]
        kind: Callable[[Iterable[Any]], Any] = tuple if what == "tuple" else list
        inside = iter(self.values(of[1]))
        return [kind(islice(inside, size)) for size in of[0]]

    def _of(self, kind: type) -> list[Any]:
        """All objects of a class, in the order of their numbers."""
        if kind in self._made:
            return self._made[kind]
        form, rows = _form(kind), self._rows.pop(kind)
        if form is None:
            raise TypeError(kind)
        if form.together:
            parts = (zip(*map(self.values, columns), strict=True) for _, columns in rows)
            made = [form.together(*one) for one in chain.from_iterable(parts)]
            self._made[kind] = made
            return made
        made = self._made[kind] = [*map(object.__new__, repeat(kind, sum(number for number, _ in rows)))]
        rest = iter(made)
        for number, columns in rows:
            objects = [*islice(rest, number)]
            if form.whole:
                unread = _Parts(self._data, form, objects, columns[0][1])
                deque(map(_LATER, objects, zip(repeat(unread), range(number))), maxlen=0)
                continue
            for put, column in zip(form.places, columns, strict=True):
                deque(map(put, objects, self.values(column)), maxlen=0)
        return made


class _Writer(pickle.Pickler):
    """Writes plain values, and refuses objects of our own in places where none is looked for, such as sets."""

    def reducer_override(self, value: Any) -> Any:
        """Nothing but what pickling does itself. Errors: `PicklingError`."""
        kind: type = type(value)
        if _form(kind):
            raise pickle.PicklingError(f"{kind} where no object of ours is looked for")
        return NotImplemented


class _Reader(pickle.Unpickler):
    """Reads plain values, and refuses whatever else a pickle can name."""

    def find_class(self, module: str, name: str) -> Any:
        """A class that may be named. Errors: `UnpicklingError` for any other."""
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


class _Values:
    """Values of one part of objects, of which some are read together, when one of them is first asked for."""

    def __init__(self, data: memoryview, together: int, size: int, ends: Sequence[int]) -> None:
        self._data = data
        self._together = together
        self._ends = ends
        self._read: dict[int, list[Any]] = {}

    def put(self, into: Any, at: int) -> None:
        """Puts the value at a place into an object."""
        number, place = divmod(at, self._together)
        if number not in self._read:
            (self._read[number],) = _unpacked(self._data[self._ends[number] : self._ends[number + 1]])
        object.__setattr__(into, type(into).LATE, self._read[number][place])


class _Parts:
    """All parts of objects, of which some are read together, when a part of one of them is first asked for."""

    def __init__(self, data: memoryview, form: _Form, objects: list[Any], ends: Sequence[int]) -> None:
        self._data = data
        self._form = form
        self._objects = objects
        self._ends = ends

    def put(self, into: Any, at: int) -> None:
        """Puts their parts into the objects read together with the one at a place."""
        size, number = self._form.whole, at // self._form.whole
        objects = self._objects[number * size : (number + 1) * size]
        columns = _unpacked(self._data[self._ends[number] : self._ends[number + 1]])
        for put, column in zip(self._form.places, columns, strict=True):
            deque(map(put, objects, column), maxlen=0)


_LATER = Late.__dict__["later"].__set__
