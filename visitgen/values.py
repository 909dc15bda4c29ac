"""Classes of values: what `dataclass` makes, in half the time.

For each class `dataclasses` writes and compiles six methods, which for some 250 of them took a fifth of what a command
needs that builds after a small edit. Here a class has an `__init__` of its own, and shares the rest with all others.

Nothing keeps a frozen value from being changed but the type checker, for which this is `dataclasses.dataclass` itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from operator import attrgetter

    def dataclass(cls=None, /, *, frozen=False, slots=False, kw_only=False, eq=True):
        """The class with what `dataclasses.dataclass` gives it; values of a frozen one can be hashed."""

        def made(cls):
            given = vars(cls)
            own = dataclasses.dataclass(cls, slots=slots, kw_only=kw_only, eq=False, repr=False)
            fields = dataclasses.fields(own)
            own.__shown__ = tuple(field.name for field in fields if field.repr)
            own.__repr__ = given.get("__repr__", _shown)
            if eq:
                own.__compared__ = _all_of([field.name for field in fields if field.compare])
                own.__eq__ = given.get("__eq__", _equal)
                own.__hash__ = given.get("__hash__") or (_hash if frozen else None)
            return own

        return made(cls) if cls else made

    def _all_of(names):
        """What gives the attributes of these names, in a tuple."""
        if len(names) > 1:
            return attrgetter(*names)
        return lambda value: tuple([getattr(value, name) for name in names])

    def _shown(self):
        values = ", ".join([f"{name}={getattr(self, name)!r}" for name in self.__shown__])
        return f"{type(self).__qualname__}({values})"

    def _equal(self, other):
        kind = type(self)
        if type(other) is not kind:
            return NotImplemented
        return kind.__compared__(self) == kind.__compared__(other)

    def _hash(self):
        return hash(type(self).__compared__(self))
