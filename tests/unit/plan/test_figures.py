"""What charts say of their numbers: findings, gaps, ties, scales."""

from __future__ import annotations

from collections import Counter

import pytest

from visitgen.plan.exchanges import _steps, balance
from visitgen.plan.figures import (
    countries,
    from_to,
    leading,
    peak,
    received,
    sent,
    two_way_chart,
    year_tick,
    years_chart,
)
from visitgen.plan.rankings import most_made, most_received
from visitgen.plan.views import Chart, Columns


def chart(per_year: dict[int, int], top: int = 0) -> Chart:
    made = years_chart(per_year, anchor="a", title="T", rule="R.", top=top)
    assert made is not None
    return made


def columns(made: Chart | None) -> Columns:
    assert made is not None
    assert isinstance(made.drawing, Columns)
    return made.drawing


@pytest.mark.parametrize(
    ("per_year", "finding"),
    [
        ({1999: 1}, "1 visit, in 1999."),
        ({1999: 3}, "3 visits, all in 1999."),
        ({1999: 3, 2000: 3}, "6 visits from 1999 to 2000, 3 each in 1999 and 2000."),
        ({1999: 1, 2000: 2, 2001: 1}, "4 visits from 1999 to 2001, most in 2000, with 2."),
        ({1999: 1, 2001: 2, 2003: 2}, "5 visits from 1999 to 2003, most in 2001 and 2003, with 2 each; none in 2000 and 2002."),
        ({1999: 1, 2000: 1, 2001: 1}, "3 visits from 1999 to 2001, never more than 1 a year."),
        ({1900: 1, 2000: 2}, "3 visits from 1900 to 2000, most in 2000, with 2; none in 99 of the 101 years."),
        ({1999: 1, 2001: 0}, "1 visit, in 1999."),
        ({2000: 1200, 2001: 34}, "1,234 visits from 2000 to 2001, most in 2000, with 1,200."),
    ],
)  # fmt: skip
def test_the_finding_is_true_of_the_numbers(per_year: dict[int, int], finding: str) -> None:
    assert chart(per_year).finding == finding


def test_no_number_makes_no_chart_and_one_year_no_drawing() -> None:
    assert years_chart({}, anchor="a", title="T", rule="") is None
    assert years_chart({1999: 0}, anchor="a", title="T", rule="") is None
    alone = chart({1999: 5})
    assert (alone.drawing, alone.table) == (None, None)


def test_every_year_has_a_column_and_a_gap_leads_nowhere() -> None:
    made = chart({1998: 1, 2002: 4, 2003: 2})
    drawn = columns(made)
    assert [(one.label, one.value, one.address) for one in drawn.columns] == [
        ("1998", 1, "1998/"), ("1999", 0, None), ("2000", 0, None), ("2001", 0, None), ("2002", 4, "2002/"),
        ("2003", 2, "2003/"),
    ]  # fmt: skip
    assert made.table is not None
    assert [(head.text, cells) for head, cells in made.table.rows] == [
        ("1998", ("1",)), ("1999–2001", ("0",)), ("2002", ("4",)), ("2003", ("2",)),
    ]  # fmt: skip


@pytest.mark.parametrize("span", [2, 12, 30, 60, 119, 159, 400, 1500])
def test_a_long_chart_stays_legible(span: int) -> None:
    drawn = columns(chart({2000 - span + 1: 7, 2000: 150}))
    assert len(drawn.columns) == span
    always = sum(one.tick == 1 for one in drawn.columns)
    roomy = sum(one.tick > 0 for one in drawn.columns)
    assert 1 <= always <= 8
    assert always <= roomy <= 36
    assert drawn.few == (span <= 8)
    assert len(drawn.grid) <= 4
    assert all(0 < value <= 150 for value in drawn.grid)


def test_a_shared_scale_is_kept() -> None:
    assert columns(chart({1999: 1, 2000: 2}, top=32)).top == 32
    assert columns(chart({1999: 1, 2000: 40}, top=32)).top == 40


def test_two_directions_share_a_scale() -> None:
    made = two_way_chart({2000: 3, 2002: 1}, {2001: 5}, anchor="a", title="T", rule="", directions=(received(), sent()))
    assert made is not None
    assert made.finding == "4 visits received, most in 2000, with 3; 5 visits sent, all in 2001."
    drawn = columns(made)
    assert (drawn.top, drawn.bottom) == (3, 5)
    assert [(one.value, one.below) for one in drawn.columns] == [(3, 0), (0, 5), (1, 0)]
    assert made.table is not None
    assert [(head.text, cells) for head, cells in made.table.rows] == [
        ("2000", ("3", "0")), ("2001", ("0", "5")), ("2002", ("1", "0")),
    ]  # fmt: skip


def test_one_direction_alone_stands_upright() -> None:
    made = two_way_chart({}, {2001: 5, 2002: 1}, anchor="a", title="T", rule="", directions=(received(), sent()))
    assert made is not None
    assert made.finding == "None received; 6 visits sent, most in 2001, with 5."
    assert (columns(made).top, columns(made).bottom) == (5, 0)
    assert two_way_chart({}, {}, anchor="a", title="T", rule="", directions=(received(), sent())) is None


def test_a_direction_from_country_to_country() -> None:
    way = from_to("United States", "Netherlands")
    assert way.name == "from the United States to the Netherlands"
    assert [way.told(number) for number in (0, 1, 1200)] == [
        "none from the United States to the Netherlands", "1 visit from the United States to the Netherlands",
        "1,200 visits from the United States to the Netherlands",
    ]  # fmt: skip


def test_who_leads() -> None:
    assert most_received([("France", 1)], 1) == "The one visit was received by France."
    assert most_received([("France", 3)], 3) == "All 3 visits were received by France."
    assert most_made([("Anna", 3)], 3) == "All 3 visits were made by Anna."
    assert most_made([("A", 3), ("B", 1)], 4) == "Most visits were made by A, with 3 of 4."
    assert leading([("A", 3), ("B", 3), ("C", 1)], 7, countries) == "A and B, with 3 each of 7"
    assert leading([(name, 2) for name in "ABCD"], 8, countries) == "4 countries, with 2 each"


def test_balance_in_words() -> None:
    names = ("United States", "France")
    assert balance(names, (3, 3)) == "even"
    assert balance(names, (5, 3)) == "2 more by the United States"
    assert balance(names, (0, 3)) == "only by France"


@pytest.mark.parametrize("top", [1, 2, 5, 6, 8, 40, 397, 1419, 99_999])
def test_shades_are_round_and_rise(top: int) -> None:
    steps = _steps(top)
    assert steps[0] == 1
    assert list(steps) == sorted(set(steps))
    assert len(steps) <= 5
    assert steps[-1] <= top


def test_years_named_where_there_is_room_hold_those_always_named() -> None:
    for all in (7, 14, 35, 70, 140, 350, 700, 5000):
        for year in range(1000, 3000):
            if year_tick(year, all) == 1:
                assert year_tick(year, min(all, 7)) == 1
    assert peak(Counter({2000: 2, 2001: 2, 2002: 1})) == "most in 2000 and 2001, with 2 each"
