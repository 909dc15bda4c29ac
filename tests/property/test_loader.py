"""Whatever a record file holds, a build ends with a site or with diagnostics at real places; it never raises.

A few changes only: `fuzz.py` tries as many as one has time for.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

EXAMPLES = 120


def loaded() -> ModuleType:
    """The module beside this one."""
    spec = importlib.util.spec_from_file_location("visitgen_fuzz", Path(__file__).with_name("fuzz.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


fuzz = loaded()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One journey and all that it names, and other things that records can be."""
    place = fuzz.Place(tmp_path_factory.mktemp("project") / "content", {})
    place.hold(fuzz.journey())
    return place


def checked(world: Any, name: str, data: bytes, *, whole: bool) -> dict[str, str]:
    """The codes found with one file changed, up to the rules or through all of `check`, when all that must hold does."""
    world.write(name, data)
    try:
        found = fuzz.check_whole(world.folder) if whole else fuzz.check_archive(world.folder, fuzz.few_countries({}))
    finally:
        world.restore(name)
    return dict(found)


def test_the_records_build_as_they_are(world: Any) -> None:
    assert "error" not in fuzz.check_whole(world.folder).values()


@pytest.mark.parametrize("whole", [False, True])
def test_no_change_of_a_record_stops_the_build_without_saying_why(world: Any, whole: bool) -> None:
    @settings(max_examples=EXAMPLES // 5 if whole else EXAMPLES, deadline=None)
    @given(st.sampled_from(sorted(world.files)), st.integers(0, 2**32))
    def holds(name: str, seed: int) -> None:
        checked(world, name, fuzz.changed_file(world.files[name], seed, world.files), whole=whole)

    holds()


@settings(max_examples=EXAMPLES // 8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_file_of_any_name_stops_the_build_without_saying_why(
    world: Any,
    data: st.DataObject,
) -> None:
    folder = data.draw(st.sampled_from(["leaders", "visits", "pages", "sources", "media", "nowhere", "countries", "."]))
    letters = st.characters(exclude_characters="/\0", exclude_categories=("Cs",))
    stem = data.draw(st.text(letters, min_size=1, max_size=30).filter(lambda text: text.strip(".")))
    suffix = data.draw(st.sampled_from([".yaml", ".md", ".json", ".txt", ""]))
    text = data.draw(
        st.one_of(st.binary(max_size=60), st.sampled_from([b"", b"name: A\n", b"title: A\n", b"[]", b"{}", b"- - a\n"]))
    )
    checked(world, f"{folder}/{stem}{suffix}", text, whole=True)


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_change_is_the_same_each_time(seed: int) -> None:
    """A case of a long run can be tried again by its number alone."""
    one, other = (fuzz.changed_file(b"visitor: a\nstops: [b, {place: c}]\n", seed, {"x": b"y: z\n"}) for _ in range(2))
    assert one == other
