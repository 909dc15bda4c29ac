"""What was made of a source is known to be another wherever it would come out otherwise, and hardly anywhere else."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from visitgen.plan import Notes, Watched, changed_nodes, noting

KEYS = st.integers(0, 4)
SOURCES = st.one_of(
    st.tuples(*[st.dictionaries(KEYS, st.integers(0, 2), max_size=4)] * 2),
    st.tuples(*[st.lists(st.integers(0, 2), max_size=4).map(tuple)] * 2),
    st.tuples(*[st.frozensets(KEYS, max_size=4)] * 2),
)
WAYS = {
    "in": lambda of, key: key in of,
    "get": lambda of, key: of.get(key) if isinstance(of, Watched) and isinstance(of._of, dict) else None,
    "item": lambda of, key: of[key] if isinstance(of._of, dict) and key in of else None,
    "keys": lambda of, key: [*of],
    "number": lambda of, key: len(of),
    "values": lambda of, key: [*of.values()] if isinstance(of._of, dict) else None,
    "items": lambda of, key: [*of.items()] if isinstance(of._of, dict) else None,
}
"""The ways to read a source, of which some are for mappings alone."""


def read(source: Any, way: str, key: int, notes: Notes) -> Any:
    """What comes of reading a source, noted as the node ("made", 0)."""
    with noting(notes):
        watched: Any = Watched("source", source)
        return notes.graph.made(("made", 0), lambda: WAYS[way](watched, key))


@given(SOURCES, st.sampled_from([*WAYS]), KEYS)
def test_what_would_come_out_otherwise_is_made_again(sources: tuple[Any, Any], way: str, key: int) -> None:
    before, now = sources
    notes = Notes(sources={"source": before})
    old, new = read(before, way, key, notes), read(now, way, key, Notes(sources={}))
    changed = changed_nodes(notes.graph, {"source": before}, {"source": now})
    assert old == new or ("made", 0) in changed
    if way == "in" and not isinstance(before, tuple):
        assert (old != new) == (("made", 0) in changed), "nothing but whether there is one was asked"
    if way in ("get", "item") and isinstance(before, dict) and before.get(key) == now.get(key):
        assert ("made", 0) not in changed
