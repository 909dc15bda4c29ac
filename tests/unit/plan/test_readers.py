"""What was made from what, followed in the direction of what changes."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from visitgen.plan.changes import changed_nodes
from visitgen.plan.dependencies import Graph, Memo, Notes, Watched, graph_of, noting

EDGES = st.dictionaries(st.integers(0, 30), st.sets(st.integers(0, 30)), max_size=20)


def graph_from(edges: dict[int, set[int]]) -> Graph:
    """A graph in which each of these numbers was made from others, all lower than itself."""
    below = {number: array("I", sorted(one for one in read if one < number)) for number, read in edges.items()}
    return Graph(names=["n"] * 31, keys=[*range(31)], made_from=below)


@given(EDGES, st.sets(st.integers(0, 30)), EDGES)
def test_readers_lead_to_what_passes_over_everything_find(
    edges: dict[int, set[int]], changed: set[int], later: dict[int, set[int]]
) -> None:
    plain, indexed = graph_from(edges), graph_from(edges)
    indexed.index()
    assert indexed.followers(changed) == plain.followers(changed)
    for number, read in sorted(later.items()):
        below = array("I", sorted(one for one in read if one < number))
        for graph in (plain, indexed):
            graph.made_from[number] = below
        assert indexed.readers
        indexed.readers.add(number, below)
    assert indexed.followers(changed) == plain.followers(changed)


KEYS = st.integers(0, 12)
BUILDS = st.lists(
    st.tuples(st.sets(KEYS), st.dictionaries(KEYS, st.tuples(st.sets(KEYS), st.sets(KEYS)), max_size=8)), max_size=4
)
"""Builds one after the other: what has changed of a source, and memos, each with what it reads of it and of memos
lower than itself. One reads the same in all builds until that has changed, as whatever is made from the same does."""


def memo_of(versions: dict[int, int], reads: dict[int, tuple[set[int], set[int]]]) -> Memo[int, str]:
    """A memo of which each value reads what it is to read."""
    leaf = Watched("leaf", versions)

    def make(key: int) -> str:
        leaves, memos = reads.get(key, (set(), set()))
        return str([[leaf[one] for one in leaves], [memo[one] for one in sorted(memos) if one < key]])

    memo = Memo[int, str]("memo", make)
    return memo


@given(BUILDS, st.sets(KEYS))
def test_what_was_written_down_tells_what_follows_like_what_was_noted(
    builds: list[tuple[set[int], dict[int, tuple[set[int], set[int]]]]], changed: set[int]
) -> None:
    notes, reads = Notes(sources={}), dict[int, tuple[set[int], set[int]]]()
    versions = dict.fromkeys(range(13), 0)
    for differs, asked in builds:
        before = {"leaf": dict(versions)}
        versions.update((key, versions[key] + 1) for key in differs)
        stale = {key for name, key in changed_nodes(notes.known, before, {"leaf": dict(versions)}) if name == "memo"}
        reads.update((key, of) for key, of in asked.items() if key in stale or key not in reads)
        notes = Notes(sources={}, past=notes.known)
        with noting(notes):
            memo = memo_of(versions, reads)
            for key in asked:
                assert memo[key]
    whole = notes.whole
    past = whole.past()
    numbers = {number for key in changed if (number := whole.numbered("leaf").get(key)) is not None}
    assert past.followers(numbers) == whole.followers(numbers)
    assert {past.node(number) for number in numbers} == {("leaf", key) for key in changed & whole.numbered("leaf").keys()}
    again = graph_of(past)
    assert (again.made_from, again.names, again.keys) == (whole.made_from, whole.names, whole.keys)
    again.index()
    assert again.followers(numbers) == whole.followers(numbers)


def test_a_graph_is_in_order_until_something_reads_what_came_later() -> None:
    notes = Notes(sources={})
    reads = {"a": ["x"]}
    for also, in_order in (("b", True), ("a", False), ("b", False)):
        notes = Notes(sources={}, past=notes.known)
        with noting(notes):
            source = Watched("s", dict.fromkeys("xyz", 0))
            memo = Memo[str, list[int]]("memo", lambda key, of=source: [of[one] for one in reads.get(key, ["y"])])
            assert memo[also] == [0] * len(reads.get(also, ["y"]))
            assert memo["a"]
        reads["a"] = ["x", "z"]
        assert notes.whole.past().in_order is in_order


def test_what_is_made_after_the_index_is_found_too() -> None:
    before = Notes(sources={})
    with noting(before):
        Memo[str, str]("base", str)["x"]
    before.whole.index()
    notes = Notes(sources={}, past=before.known)
    with noting(notes):
        base = Memo[str, str]("base", str)
        above = Memo[str, str]("above", lambda key: base[key] * 2)
        assert above["x"] == "xx"
    whole = notes.whole
    assert whole.readers
    assert whole.followers({whole.number(("base", "x"))}) == {
        whole.number(("base", "x")), whole.number(("above", "x"))
    }  # fmt: skip
