"""Values of this program as bytes, and back: a pickle that may name nothing but plain values and our own.

Whatever the bytes are, reading them runs no code but that which puts such values together.
"""

from __future__ import annotations

import dataclasses
import io
import pickle
import sys
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

_OURS = (
    "visitgen.diagnostics.", "visitgen.load.content", "visitgen.model", "visitgen.plan.", "visitgen.commands.kept",
    "visitgen.render.links",
)  # fmt: skip
_PLAIN = {
    ("array", "array"), ("array", "_array_reconstructor"), ("collections", "Counter"), ("datetime", "date"),
    ("decimal", "Decimal"), ("builtins", "frozenset"), ("pathlib", "PosixPath"), ("pathlib", "WindowsPath"),
}  # fmt: skip
"""What is not a dataclass of the program's and may be named all the same."""

_FAULTS = (
    pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError, ValueError, IndexError, KeyError,
    OverflowError, MemoryError, RecursionError,
)  # fmt: skip
"""What reading bytes that are no such values may come to."""


def packed(value: object) -> bytes:
    """A value as bytes: plain ones, dataclasses of this program, and whatever mappings and sequences of them."""
    stream = io.BytesIO()
    _Writer(stream, 5).dump(value)
    return stream.getvalue()


def unpacked(data: bytes) -> Any:
    """The value again; `ValueError` for bytes that are none."""
    try:
        return _Reader(io.BytesIO(data)).load()
    except _FAULTS as error:
        raise ValueError(f"no value of this program: {error}") from None


@dataclasses.dataclass(frozen=True, slots=True)
class _Form:
    """How values of a class come apart and together: by its own `apart` and `together`, or field by field."""

    apart: Callable[[Any], tuple[Any, ...]]
    together: Callable[..., Any]


@cache
def _form(kind: Any) -> _Form | None:
    """The form of a dataclass of this program, `None` for anything else."""
    if not (isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__module__.startswith(_OURS)):
        return None
    if hasattr(kind, "apart"):
        return _Form(kind.apart, kind.together)  # type: ignore[attr-defined]
    names = [field.name for field in dataclasses.fields(kind)]
    places = [getattr(kind, name).__set__ for name in names]

    def apart(value: Any) -> tuple[Any, ...]:
        return tuple([getattr(value, name) for name in names])

    def together(*parts: Any) -> Any:
        made = object.__new__(kind)
        for put, part in zip(places, parts, strict=True):
            put(made, part)
        return made

    return _Form(attrgetter(*names) if len(names) > 1 else apart, together)


def together(kind: type, *parts: object) -> object:
    """A value of a class put together, as the bytes ask for it. Errors: `TypeError` for a class that is not ours."""
    form = _form(kind)
    if form is None:
        raise TypeError(kind)
    return form.together(*parts)


class _Writer(pickle.Pickler):
    """Takes dataclasses apart faster than they do themselves."""

    def reducer_override(self, value: Any) -> Any:
        """How a value is put together again."""
        kind: Any = type(value)
        form = _form(kind)
        return NotImplemented if form is None else (together, (kind, *form.apart(value)))


class _Reader(pickle.Unpickler):
    """Reads values, and refuses whatever else a pickle can name."""

    def find_class(self, module: str, name: str) -> Any:
        """A class that may be named. Errors: `UnpicklingError` for any other."""
        if (module, name) == (__name__, "together"):
            return together
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.startswith(_OURS) and module in sys.modules:
            found = getattr(sys.modules[module], name, None)
            if isinstance(found, type) and dataclasses.is_dataclass(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
