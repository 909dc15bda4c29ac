"""Classes of values are what the standard library makes of them, but for being made sooner."""

from __future__ import annotations

import dataclasses
import pickle
from dataclasses import field
from typing import Any

import pytest

from visitgen.values import dataclass


def classes(make: Any) -> list[Any]:
    """The same classes by one maker of them."""

    @make(frozen=True, slots=True, kw_only=True)
    class Frozen:
        """Two that count, one that does not, and one that is not shown."""

        one: int
        two: str = "b"
        silent: int = field(default=0, compare=False)
        hidden: int = field(default=0, repr=False)

    @make(frozen=True, slots=True)
    class Single:
        one: tuple[object, ...] = ()

    @make(frozen=True)
    class Empty:
        """Nothing."""

    @make(slots=True)
    class Open:
        one: list[int] = field(default_factory=list)

    @make(slots=True, eq=False)
    class Itself:
        one: int = 1

        def __repr__(self) -> str:
            return "itself"

    @make(frozen=True)
    class More(Empty):  # type: ignore[misc]
        """Of another class."""

        one: int = 1

    return [Frozen, Single, Empty, Open, Itself, More]


VALUES = [
    (0, {"one": 1}), (0, {"one": 1, "two": "b"}), (0, {"one": 1, "silent": 5}), (0, {"one": 1, "hidden": 5}),
    (0, {"one": 2}), (1, {}), (1, {"one": (1, 2)}), (1, {"one": ((1, 2),)}), (2, {}), (3, {}), (3, {"one": [1]}),
    (4, {}), (4, {}), (5, {}), (5, {"one": 2}),
]  # fmt: skip


def test_they_say_equal_and_hash_what_the_library_says() -> None:
    both = [[kinds[at](**given) for at, given in VALUES] for kinds in (classes(dataclass), classes(dataclasses.dataclass))]
    ours, theirs = both
    assert [*map(repr, ours)] == [*map(repr, theirs)] and "itself" in map(repr, ours)
    assert [[a == b for b in ours] for a in ours] == [[a == b for b in theirs] for a in theirs]
    for our, their in zip(ours, theirs, strict=True):
        assert (type(our).__hash__ is None) == (type(their).__hash__ is None)
        if type(our).__hash__:
            assert [hash(our) == hash(each) for each in ours if each == our and type(each).__hash__].count(False) == 0
        assert hasattr(our, "__dict__") == hasattr(their, "__dict__")
        assert dataclasses.asdict(our) == dataclasses.asdict(their)
    assert dataclasses.replace(ours[0], one=7).one == 7 and ours[0] != 1
    with pytest.raises(TypeError):
        classes(dataclass)[0](1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """To another process."""

    one: int
    two: tuple[str, ...]


def test_they_go_to_another_process() -> None:
    sent = Sent(one=1, two=("a",))
    assert pickle.loads(pickle.dumps(sent)) == sent
