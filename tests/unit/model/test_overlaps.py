"""Stays of one leader that share days, and names that hold a title: what is told, and what is not."""

from __future__ import annotations

import pytest

from visitgen.model.rules.names import near_duplicate_name, title_in_name
from visitgen.model.rules.time import duplicate_visit, two_places_at_once

LEADERS = {"leaders/anna.yaml": "name: Anna", "leaders/berta.yaml": "name: Berta"}


def stays(world, *lines: str):
    """An archive of Anna's stays, each as "host start end"."""
    visits = "".join(
        f"- {{id: v{number}, visitor: anna, host: {host}, start: {start}, end: {end}}}\n"
        for number, (host, start, end) in enumerate(line.split() for line in lines)
    )
    return world({**LEADERS, "visits/all.yaml": visits}).archive


def told(rule, archive) -> list[tuple[str, str]]:
    """What a rule says, as (number of the code, id of the record)."""
    return [(finding.code.number, record.id) for record, finding in rule(archive)]


class TestTwoPlacesAtOnce:
    @pytest.mark.parametrize(
        ("one", "other", "expected"),
        [
            ("2023-10-01 2023-10-05", "2023-10-06 2023-10-08", []),
            ("2023-10-01 2023-10-05", "2023-10-05 2023-10-08", ["M501"]),
            ("2023-10-01 2023-10-05", "2023-10-04 2023-10-08", ["M401"]),
            ("2023-10-01 2023-10-09", "2023-10-04 2023-10-08", ["M501"]),  # a side trip
            ("2023-10-01 2023-10-05", "2023-10-01 2023-10-05", ["M501"]),
            ("2023-10-01 2023-10-05", "2023-10-01 2023-10-09", ["M501"]),
            ("2023-10-01 2023-10", "2023-10-04 2023-10-08", []),  # the days are not known
        ],
    )
    def test_two_stays(self, world, one: str, other: str, expected: list[str]) -> None:
        archive = stays(world, f"france {one}", f"italy {other}")
        assert [code for code, _ in told(two_places_at_once, archive)] == expected

    def test_a_crossing_pair_inside_a_longer_stay(self, world) -> None:
        archive = stays(world, "switzerland 2023-10-01 2023-10-20", "france 2023-10-05 2023-10-10", "italy 2023-10-08 2023-10-12")
        assert told(two_places_at_once, archive) == [("M501", "v1"), ("M501", "v2"), ("M401", "v2")]

    def test_very_many_open_stays_are_not_all_compared(self, world) -> None:
        hosts = ("france", "italy")
        archive = stays(world, *(f"{hosts[number % 2]} 2023-01-01 2023-12-31" for number in range(300)))
        assert len(told(two_places_at_once, archive)) < 300 * 50


class TestDuplicateVisit:
    def test_the_same_first_day_is_told_once(self, world) -> None:
        assert told(duplicate_visit, stays(world, "france 2023-10-01 2023-10-05", "france 2023-10-01 2023-10-02")) == [("M404", "v1")]

    def test_a_stay_that_begins_while_the_first_lasts(self, world) -> None:
        assert told(duplicate_visit, stays(world, "france 2023-10-01 2023-10-05", "france 2023-10-05 2023-10-07")) == [("M404", "v1")]

    def test_out_and_back_is_two_stays(self, world) -> None:
        archive = stays(world, "israel 2023-10-01 2023-10-02", "syria 2023-10-02 2023-10-02", "israel 2023-10-02 2023-10-04")
        assert told(duplicate_visit, archive) == []

    def test_the_next_day_is_another_stay(self, world) -> None:
        assert told(duplicate_visit, stays(world, "france 2023-10-01 2023-10-05", "france 2023-10-06 2023-10-07")) == []


def test_one_leader_under_two_states_that_followed_each_other(world) -> None:
    term = "terms: [{title: president, country: %s}]"
    archive = world({
        "leaders/a.yaml": f"name: Julius Nyerere\n{term % 'tanganyika'}", "leaders/b.yaml": f"name: J. K. Nyerere\n{term % 'tanzania'}",
        "leaders/c.yaml": f"name: Joseph Nyerere\n{term % 'kenya'}",
    }).archive  # fmt: skip
    assert told(near_duplicate_name, archive) == [("M419", "b")]


def test_very_many_namesakes_are_not_all_compared(world) -> None:
    line = "- {{id: a{0}, name: 'Ann{0} Smith', terms: [{{title: king, country: france}}]}}\n"
    archive = world({"leaders/all.yaml": "".join(line.format(number) for number in range(1000))}).archive
    assert told(near_duplicate_name, archive) == []


@pytest.mark.parametrize(
    ("name", "title", "found"),
    [
        ("King Hussein", "king", True), ("Lord Gowrie", "governor general", True), ("Tun Abdul Razak", "prime minister", True),
        ("Shah Mahmud", "prime minister", False), ("Shah Reza", "Shah", True), ("Earl Warren", "chief justice", False),
        ("Amir Abbas Hoveyda", "prime minister", False), ("Emmanuel Macron", "president", False), ("Baroness", "x", False),
    ],
)  # fmt: skip
def test_a_title_that_is_a_given_name_too(world, name: str, title: str, found: bool) -> None:
    archive = world({"leaders/x.yaml": f"name: {name}\nterms: [{{title: {title}, country: france}}]"}).archive
    assert bool(list(title_in_name(archive))) is found
