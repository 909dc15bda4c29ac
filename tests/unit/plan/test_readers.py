"""What was made from what, followed in the direction of what changes."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from visitgen.plan.dependencies import Graph, Memo, Notes, noting

EDGES = st.dictionaries(st.integers(0, 30), st.sets(st.integers(0, 30)), max_size=20)


def graph_of(edges: dict[int, set[int]]) -> Graph:
    """A graph in which each of these numbers was made from others, all lower than itself."""
    below = {number: array("I", sorted(one for one in read if one < number)) for number, read in edges.items()}
    return Graph(names=["n"] * 31, keys=[*range(31)], made_from=below)


@given(EDGES, st.sets(st.integers(0, 30)), EDGES)
def test_readers_lead_to_what_passes_over_everything_find(
    edges: dict[int, set[int]], changed: set[int], later: dict[int, set[int]]
) -> None:
    plain, indexed = graph_of(edges), graph_of(edges)
    indexed.index()
    assert indexed.followers(changed) == plain.followers(changed)
    for number, read in sorted(later.items()):
        below = array("I", sorted(one for one in read if one < number))
        for graph in (plain, indexed):
            graph.made_from[number] = below
        assert indexed.readers
        indexed.readers.add(number, below)
    assert indexed.followers(changed) == plain.followers(changed)


def test_what_is_made_after_the_index_is_found_too() -> None:
    notes = Notes(sources={})
    notes.graph.index()
    with noting(notes):
        base = Memo[str, str]("base", str)
        above = Memo[str, str]("above", lambda key: base[key] * 2)
        assert above["x"] == "xx"
    assert notes.graph.followers({notes.graph.number(("base", "x"))}) == {
        notes.graph.number(("base", "x")), notes.graph.number(("above", "x"))
    }  # fmt: skip
