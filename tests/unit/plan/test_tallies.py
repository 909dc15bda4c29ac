"""What charts count, over archives whose numbers are plain to see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from visitgen.diagnostics import Finding
from visitgen.plan import Page
from visitgen.plan.tallies import days_by_year
from visitgen.plan.views import Chart, Columns, Lanes, Matrix, Pairs, Rows

Planned = Callable[..., tuple[dict[str, Page], tuple[Finding, ...]]]

ANNA = "{name: Anna, terms: [{title: president, country: france, from: 2000-01-01}]}"
BELA = "{name: Béla, terms: [{title: king, country: italy, from: 2000, to: 2010-05}]}"
CARL = "{name: Carl, terms: [{title: secretary-general, organisation: body, role: igo_head, from: 2000}]}"
BODY = "{name: A Body, kind: igo}"
VISITS = """
- {id: a, visitor: anna, host: italy, start: 2021-12-30, end: 2022-01-02}
- {id: b, visitor: anna, host: spain, start: 2022-01-02, end: 2022-01-03}
- {id: c, visitor: anna, host: italy, start: 2022-05, type: private}
- {id: d, visitor: bela, host: france, start: 2008-07-01}
- {id: e, visitor: carl, host: italy, start: 2021-06-01}
- {id: f, visitor: anna, host: egypt, start: 2021-06-01, type: transit}
- {id: g, visitor: anna, host: egypt, start: 2022-06-01, event: summit}
- {id: h, visitor: anna, host: egypt, start: 2030-06-01}
- {id: i, visitor: anna, host: egypt, start: 2021-06-01, status: cancelled}
"""
FILES = {
    "leaders__anna": ANNA, "leaders__bela": BELA, "leaders__carl": CARL, "organisations__body": BODY,
    "events__summit": "{name: A Summit, host: egypt, start: 2022-06-01}", "visits__all": VISITS,
}  # fmt: skip


def charts(pages: dict[str, Page]) -> dict[str, Chart]:
    view: Any = pages["statistics/"].view
    return {chart.anchor: chart for chart in view.charts}


def table(chart: Chart) -> list[tuple[str, ...]]:
    assert chart.table is not None
    return [(head.text, *cells) for head, cells in chart.table.rows]


def test_days_are_counted_once_and_in_their_year() -> None:
    new_year = (date(2021, 12, 30), date(2022, 1, 2))
    assert days_by_year([new_year, (date(2022, 1, 2), date(2022, 1, 3))]) == Counter({2021: 2, 2022: 3})
    assert days_by_year([new_year, (date(2021, 12, 31), date(2021, 12, 31))]) == Counter({2021: 2, 2022: 2})
    assert days_by_year([(date(1999, 12, 31), date(2002, 1, 1))]) == Counter({1999: 1, 2000: 366, 2001: 365, 2002: 1})
    assert days_by_year([]) == Counter()


def test_the_charts_of_a_small_archive(planned: Planned) -> None:
    pages, _ = planned(**FILES)
    found = charts(pages)
    assert table(found["per-year"]) == [("2008", "1"), ("2009–2020", "0"), ("2021", "3"), ("2022", "3")]
    assert table(found["days"]) == [("2008", "1"), ("2009–2020", "0"), ("2021", "4"), ("2022", "4")]
    assert "1 visit of unknown days apart" in found["days"].rule
    assert "would give 10, 11.1 % too many" in found["days"].rule
    assert [row[:2] for row in table(found["kinds"])] == [
        ("Bilateral", "3"), ("Multilateral", "1"), ("Private", "1"), ("Transit", "1"),
        ("For an international organisation", "1"),
    ]  # fmt: skip
    assert table(found["destinations"]) == [("France", "1", "1"), ("Italy", "1", "1"), ("Spain", "1", "1")]
    assert table(found["travellers"]) == [("Anna", "2", "1", "5", "2"), ("Béla", "1", "1", "1", "1")]
    assert table(found["organisations"]) == [("Carl", "1", "1", "1", "1")]
    assert table(found["first-visits"]) == [("France", "1", "50.0 %"), ("Italy", "1", "50.0 %")]
    assert table(found["quality"])[:3] == [
        ("Sources: two or more", "0", "0 %"), ("Sources: one", "0", "0 %"), ("Sources: none", "9", "100 %"),
    ]  # fmt: skip


def test_regions_and_pairs(planned: Planned) -> None:
    pages, _ = planned(**FILES)
    matrix = charts(pages)["regions"].drawing
    assert isinstance(matrix, Matrix)
    assert matrix.heads == ("Africa", "Europe", "All")
    assert [(row, [cell.value for cell in cells], sum) for row, cells, sum in matrix.rows] == [
        ("Africa", [0, 0], 0), ("Europe", [2, 4], 6),
    ]  # fmt: skip
    assert matrix.sums == (2, 4, 6)
    assert "1 visit without a region" in charts(pages)["regions"].rule
    assert table(charts(pages)["reciprocity"]) == [
        ("France and Italy", "2", "1", "1 more by France"), ("France and Egypt", "2", "0", "only by France"),
        ("France and Spain", "1", "0", "only by France"),
    ]  # fmt: skip
    relation: Any = pages["relations/france--italy/"].view
    assert relation.years.finding == (
        "2 visits from France to Italy, 1 each in 2021 and 2022; 1 visit from Italy to France, in 2008."
    )
    country: Any = pages["countries/egypt/"].view
    assert country.counts[0].text == "2"
    assert country.counts[0].note == "2 more not counted: planned or not made"


def test_bars_and_tables_tell_the_same(planned: Planned) -> None:
    pages, _ = planned(**FILES)
    for chart in charts(pages).values():
        match chart.drawing:
            case Columns(columns=columns):
                rows = dict(table(chart))  # type: ignore[arg-type]
                assert {one.label: f"{one.value}" for one in columns if one.value} == {
                    label: value for label, value in rows.items() if value != "0"
                }
            case Rows(groups=groups):
                told = {row[0].lower(): row[1] for row in table(chart)}
                for group in groups:
                    for row in group.rows:
                        label = f"{group.heading}: {row.link.text}" if group.heading else row.link.text
                        assert told[label.lower()] == row.text.split()[0]
            case Pairs(pairs=pairs):
                assert [(row.link.text, *map(str, row.values)) for row in pairs] == [row[:3] for row in table(chart)]


@pytest.mark.parametrize(
    ("visits", "first"),
    [
        ("[{id: a, visitor: anna, host: italy, start: 2021}, {id: b, visitor: anna, host: spain, start: 2021-05-01}]", None),
        ("[{id: a, visitor: anna, host: italy, start: 2021}, {id: b, visitor: anna, host: italy, start: 2021-05-01}]", "Italy"),
        ("[{id: a, visitor: anna, host: italy, start: 2021-05-01, end: 2021-05-03},"
         " {id: b, visitor: anna, host: spain, start: 2021-05-01}]", "Spain"),
        ("[{id: a, visitor: anna, host: italy, start: 2021-05-01}, {id: b, visitor: anna, host: spain, start: 2021-05-01}]", None),
        ("[{id: a, visitor: anna, host: italy, within: 2021-05-01/2021-05-09}, {id: b, visitor: anna, host: spain, start: 2021-05-10}]",
         "Italy"),
        ("[{id: a, visitor: anna, host: italy, within: ../2021-05-09}, {id: b, visitor: anna, host: spain, start: 2021-05-08}]", None),
    ],
)  # fmt: skip
def test_a_first_visit_is_told_only_where_it_is_known(visits: str, first: str | None, planned: Planned) -> None:
    pages, _ = planned(leaders__anna=ANNA, visits__v=visits)
    found = charts(pages).get("first-visits")
    assert (table(found)[0][0] if found else None) == first


def test_one_record_and_none(planned: Planned) -> None:
    pages, _ = planned()
    assert charts(pages) == {}
    home: Any = pages[""].view
    assert home.years is None
    pages, _ = planned(leaders__anna=ANNA, visits__v="{visitor: anna, host: egypt, start: 2021-05-01}")
    found = charts(pages)
    assert {anchor: chart.finding for anchor, chart in found.items()} == {
        "per-year": "1 visit, in 2021.",
        "days": "1 day abroad, in 2021.",
        "kinds": "The one visit is bilateral.",
        "destinations": "The one visit was received by Egypt.",
        "travellers": "The one visit was made by Anna.",
        "regions": "The one visit went from Europe to Africa.",
        "reciprocity": "On record are visits between two countries, France and Egypt: 1 and none.",
        "first-visits": "On record, the first visit of one leader led to Egypt.",
        "quality": "The one visit on record rests on no source; it does not say how far the record was checked.",
    }
    assert all(chart.drawing is None for chart in found.values())


def test_all_leaders_share_a_scale(planned: Planned) -> None:
    pages, _ = planned(**FILES)
    for leader in ("anna",):
        view: Any = pages[f"leaders/{leader}/"].view
        assert view.years.drawing.top == 3
        assert "goes to 3 visits a year" in view.years.rule


def test_the_strip_of_a_leader(planned: Planned) -> None:
    pages, _ = planned(**FILES)
    view: Any = pages["leaders/bela/"].view
    strip = view.career.drawing
    assert isinstance(strip, Lanes)
    assert view.career.finding == "The one visit on record was made in office."
    office, stays = strip.lanes
    # From some day of 2000 to some day of May 2010: sure only in between.
    assert [span.sure for span in office.spans] == [False, True, False]
    assert office.spans[0].begin == 0
    assert office.spans[0].end <= office.spans[1].begin + 0.1
    assert not office.before
    assert not office.after
    assert (stays.kind, stays.note, len(stays.spans)) == ("visits", "1 visit", 1)
    anna: Any = pages["leaders/anna/"].view
    office, stays = anna.career.drawing.lanes
    assert office.after
    assert [span.sure for span in office.spans] == [False]
    # Two visits that share a day are one stretch; the visit of a month is not sure.
    assert [span.sure for span in stays.spans] == [True, True, True, False]
    assert anna.career.finding == "All 5 visits were made in an office on record."


def test_a_leader_without_dated_offices_has_no_strip(planned: Planned) -> None:
    pages, _ = planned(
        leaders__anna="{name: Anna, terms: [{title: president, country: france}]}",
        visits__v="{visitor: anna, host: egypt, start: 2021-05-01}",
    )
    view: Any = pages["leaders/anna/"].view
    assert view.career is None
    assert view.terms
