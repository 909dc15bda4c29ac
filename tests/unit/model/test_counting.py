"""Journeys, visits and days abroad: three counts, never confused."""

from __future__ import annotations

import tracemalloc
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from visitgen.model.counting import Counts, counts_of

LEADERS = {"leaders/a.yaml": "name: A\n", "leaders/b.yaml": "name: B\n"}


def archive(world, *visits: str, **files: str):
    """The archive of some visits in short: `a israel 2023-10-11/2023-10-12 private`."""
    records = []
    for number, text in enumerate(visits):
        visitor, host, when, *more = text.split()
        start, _, end = when.partition("/")
        time = f"within: {more.pop()}" if "within" in more else f"start: {start}" + (f"\nend: {end}" if end else "")
        rest = "".join(f"\n{word.replace('=', ': ')}" for word in more if word != "within")
        records.append((f"visits/v{number}.yaml", f"visitor: {visitor}\nhost: {host}\n{time}{rest}\n"))
    return world({**LEADERS, **dict(records), **files}).sound


def counts(made) -> Counts:
    return counts_of(made.visits.values(), made.journey_of, made.status)


def grouped(made) -> list[list[str]]:
    return [list(journey.visits) for journey in made.journeys.values()]


@pytest.mark.parametrize(
    ("visits", "journeys", "days"),
    [
        (["a israel 2023-10-11"], 1, 1),
        (["a israel 2023-10-11/2023-10-12", "a jordan 2023-10-13"], 1, 3),  # the next day
        (["a israel 2023-10-11/2023-10-12", "a jordan 2023-10-12"], 1, 2),  # the same day
        (["a israel 2023-10-11/2023-10-12", "a jordan 2023-10-14"], 2, 3),  # a day at home between
        (["a jordan 2023-10-13", "a bahrain 2023-10-13", "a qatar 2023-10-13"], 1, 1),  # three countries in a day
        (["a israel 2023-10-11", "b jordan 2023-10-12"], 2, 2),  # two travellers
        (["a israel 2023-10-11", "b israel 2023-10-11"], 2, 2),  # a day of each
        (
            ["a israel 2023-10-01/2023-10-20", "a jordan 2023-10-05", "a egypt 2023-10-21"],
            1,
            21,
        ),  # one stay inside another
        (["a israel 2022-12-31", "a jordan 2023-01-01"], 1, 2),  # over the end of the year
    ],
)
def test_visits_join_into_a_journey_when_the_gap_is_at_most_one_day(
    world, visits: list[str], journeys: int, days: int
) -> None:
    made = archive(world, *(f"{visit} status=completed" for visit in visits))
    assert counts(made) == Counts(journeys=journeys, visits=len(visits), days=days, undated=0, apart=0, others=0)


days = st.integers(1, 60).map(lambda number: date(2023, 1, 1) + timedelta(days=number))
stays = st.tuples(st.sampled_from("ab"), days, days).map(lambda stay: (stay[0], min(stay[1:]), max(stay[1:])))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(stays, min_size=1, max_size=6))
def test_days_abroad_are_the_distinct_days_of_each_leader(world, stays: list[tuple[str, date, date]]) -> None:
    made = archive(world, *(f"{who} israel {first}/{last} status=completed" for who, first, last in stays))
    every = {(who, first + timedelta(days=day)) for who, first, last in stays for day in range((last - first).days + 1)}
    assert counts(made).days == len(every)


def test_stays_of_any_length_are_counted(world) -> None:
    made = archive(
        world, "a israel 0001-01-01/9999-12-31 status=under_way", "a jordan 2023-10-12/9999-12-31 status=under_way"
    )
    assert counts(made).days == date.max.toordinal() == 3_652_059


def test_the_days_of_a_stay_are_not_listed_one_by_one(world) -> None:
    made = archive(world, "a israel 0001-01-01/9999-12-31 status=under_way")
    tracemalloc.start()
    try:
        counts(made)
        assert tracemalloc.get_traced_memory()[1] < 100_000  # bytes; every day would take 200 million
    finally:
        tracemalloc.stop()


class TestUndated:
    @pytest.mark.parametrize("when", ["2023-10", "2022", "2023-10-11?", "2023-10-11~", "2023-10-11/2023-10", "195X"])
    def test_a_visit_of_unknown_days_counts_no_days_and_joins_nothing(self, world, when: str) -> None:
        made = archive(world, f"a israel {when}", "a jordan 2023-10-12")
        assert counts(made) == Counts(journeys=2, visits=2, days=1, undated=1, apart=0, others=0)

    def test_so_does_one_unknown_day_inside_a_span(self, world) -> None:
        made = world({**LEADERS, "visits/x.yaml": "visitor: a\nhost: israel\nwithin: 2023-10-07/2023-10-24\n"}).sound
        assert counts(made) == Counts(journeys=1, visits=1, days=0, undated=1, apart=0, others=0)

    def test_it_does_not_part_what_is_joined_around_it(self, world) -> None:
        made = archive(world, "a israel 2023-10-11", "a egypt 2023-10-11?", "a jordan 2023-10-12")
        assert grouped(made) == [["v0", "v2"], ["v1"]]


class TestStatus:
    @pytest.mark.parametrize(
        "status", ["announced", "confirmed", "postponed", "cancelled", "did_not_occur", "reported", "unknown"]
    )
    def test_only_what_is_completed_or_under_way_counts(self, world, status: str) -> None:
        made = archive(
            world, "a israel 2023-10-11", f"a jordan 2023-10-12 status={status}", "a egypt 2023-10-13 status=under_way"
        )
        assert (counts(made).visits, counts(made).days, counts(made).others) == (2, 2, 1)

    @pytest.mark.parametrize("status", ["postponed", "cancelled", "did_not_occur"])
    def test_what_did_not_take_place_is_on_no_derived_journey(self, world, status: str) -> None:
        made = archive(world, "a israel 2023-10-11", f"a jordan 2023-10-12 status={status}", "a egypt 2023-10-13")
        assert grouped(made) == [["v0"], ["v2"]]

    def test_types_that_can_be_set_apart_are_counted_and_told(self, world) -> None:
        made = archive(
            world,
            *(
                f"a israel 2023-0{n}-01 type={t}"
                for n, t in enumerate(("private", "transit", "multilateral", "state"), 1)
            ),
        )
        assert (counts(made).visits, counts(made).apart) == (4, 3)


class TestItineraries:
    def test_an_itinerary_is_one_journey_whatever_the_gaps(self, world) -> None:
        made = archive(world, "a israel 2023-10-11", "a jordan 2023-10-20", "a egypt 2023-10-21",
                       **{"itineraries/x.yaml": "traveller: a\nvisits: [v0, v1]\n"})  # fmt: skip
        assert grouped(made) == [["v0", "v1"], ["v2"]]
        assert [journey.itinerary for journey in made.journeys.values()] == ["x", None]
        assert (counts(made).journeys, counts(made).days) == (2, 3)

    def test_a_journey_that_did_not_take_place_is_none(self, world) -> None:
        made = archive(
            world, "a israel 2023-10-11 status=cancelled", **{"itineraries/x.yaml": "traveller: a\nvisits: [v0]\n"}
        )
        assert (len(made.journeys), counts(made).journeys) == (1, 0)

    def test_journeys_are_in_order_of_their_first_visit(self, world) -> None:
        made = archive(world, "b israel 2023-10-12", "a israel 2023-10-10", "a jordan 2023-10-30",
                       **{"itineraries/x.yaml": "traveller: a\nvisits: [v2]\n"})  # fmt: skip
        assert grouped(made) == [["v1"], ["v0"], ["v2"]]


def test_eight_stays_in_seven_countries_in_eight_days(world) -> None:
    """The journey of Antony J. Blinken from 11 to 18 October 2023: one journey, eight visits, eight days."""
    stays = [
        "israel 2023-10-11/2023-10-12", "jordan 2023-10-13", "bahrain 2023-10-13", "qatar 2023-10-13", "united-arab-emirates 2023-10-14",
        "saudi-arabia 2023-10-14/2023-10-15", "egypt 2023-10-15", "israel 2023-10-16/2023-10-18",
    ]  # fmt: skip
    made = archive(world, *(f"a {stay}" for stay in stays))
    assert counts(made) == Counts(journeys=1, visits=8, days=8, undated=0, apart=0, others=0)
    rows = sum((visit.when.last - visit.when.first).days + 1 for visit in made.visits.values())
    assert rows == 12  # what adding up the rows would have given


def test_the_counts_of_some_visits_are_of_these_alone(world) -> None:
    made = archive(world, "a israel 2023-10-11", "a jordan 2023-10-11", "b israel 2023-10-11")
    to_israel = [made.visits[id] for id in made.visits_to["israel"]]
    assert counts_of(to_israel, made.journey_of, made.status) == Counts(
        journeys=2, visits=2, days=2, undated=0, apart=0, others=0
    )
    assert counts_of((), {}, {}) == Counts(journeys=0, visits=0, days=0, undated=0, apart=0, others=0)


def test_the_first_and_the_last_year_have_their_days(world) -> None:
    made = archive(world, "a israel 9999-12-30/9999-12-31 status=under_way", "b israel 0001-01-01 status=under_way",
                   **{"countries/israel.yaml": "valid_from: 0001-01-01\n"})  # fmt: skip
    assert counts(made).days == 3
    assert [visit.when.first for visit in made.visits.values()] == [date.min, date(9999, 12, 30)]


def test_of_two_visits_that_begin_on_one_day_the_shorter_came_first(world) -> None:
    lines = "- {id: a, visitor: anna, host: china, start: 2023-10-01, end: 2023-10-04}\n- {id: b, visitor: anna, host: japan, start: 2023-10-01}\n"
    archive = world({"leaders/anna.yaml": "name: Anna", "visits/all.yaml": lines}).archive
    assert [journey.visits for journey in archive.journeys.values()] == [("b", "a")]
