"""What is on record and what is missing, counted."""

from __future__ import annotations

import time
from datetime import date

import pytest

from visitgen.model.coverage import Completeness, Differing, Unmapped, coverage

FILES = {
    "leaders/a.yaml": "name: A\nterms:\n  - {title: king, country: jordan, from: 1999-02-07}\nsources: [s]\n",
    "leaders/b.yaml": "name: B\nterms:\n  - {title: envoy, country: israel}\n",
    "leaders/c.yaml": "name: C\n",
    "leaders/d.yaml": "name: D\n",
    "sources/s.yaml": "title: S\n",
    "sources/t.yaml": "title: T\n",
    "places/x.yaml": "name: X\ncountry: israel\nlat: 31\nlon: 35\n",
    "places/y.yaml": "name: Y\ncountry: israel\n",
    "countries/israel.yaml": "note: Own words.\n",
    "visits/v1.yaml": """
        visitor: a
        host: israel
        start: 2022-05-01
        type: state
        purposes: [summit]
        stops: [x, y, {name: Z, country: israel}]
        sources: [s, t]
        verification: verified
        confidence: 4
        companions: [c]
        meetings:
          - id: m
            date: 2022-05
            place: y
            participants: [a, b]
            sources: [s, {source: s, locator: p. 2}]
        claims:
          - {id: c1, measure: guests, value: 10, attributed_to: {name: N}, source: s}
          - {id: c2, measure: guests, value: "1,200", attributed_to: {name: O}, source: s, rank: preferred}
          - {id: c3, measure: cars, low: 2, high: 3, attributed_to: {name: O}, source: s}
          - {id: c4, measure: cars, low: 2, high: 3, attributed_to: {name: P}, source: https://example.org/}
        """,
    "visits/v2.yaml": "visitor: a\nhost: israel\nwithin: 2023-10-07/..\nstatus: cancelled\n",
    "visits/v3.yaml": """
        visitor: b
        host: jordan
        start: 2022-05-01?
        type: working
        summary: Words.
        sources: [{source: s, supports: [visitor, start]}, {source: t, supports: [host]}]
        """,
}


@pytest.fixture(scope="module")
def figures(world):
    return coverage(world(FILES).sound)


def test_records_by_kind_without_the_register(figures) -> None:
    counts = dict(figures.records)
    assert (counts["visit"], counts["meeting"], counts["leader"], counts["claim"], counts["country"]) == (3, 1, 4, 4, 1)
    assert counts["event"] == 0
    assert figures.as_of == date(2023, 11, 14)


def test_uncited_and_single_source_records(figures) -> None:
    by_kind = {row.kind: row for row in figures.citing}
    assert by_kind["visit"].uncited == ("v2",) and by_kind["visit"].single == ()
    assert by_kind["meeting"].single == ("m",)  # one source, cited twice
    assert by_kind["leader"].uncited == ("b", "c", "d") and by_kind["leader"].single == ("a",)
    assert by_kind["claim"].uncited == () and by_kind["claim"].single == ("c1", "c2", "c3", "c4")
    assert "event" not in by_kind


def test_fields_that_no_citation_supports(figures) -> None:
    by_kind = {row.kind: row.fields for row in figures.citing}
    assert by_kind["visit"] == (("summary", 1), ("type", 1))
    assert by_kind["leader"] == ()


def test_how_finely_dates_are_known(figures) -> None:
    assert figures.visit_dates == (("day", 1), ("day in doubt", 1), ("some day inside a span", 1))
    assert figures.meeting_dates == (("month", 1),)
    assert figures.undated_visits == ("v3", "v2")


def test_places(figures) -> None:
    assert figures.visits_without_stops == ("v3", "v2")
    assert figures.unmapped == (
        Unmapped(place="y", why="no coordinates", mentions=2), Unmapped(place="Z", why="no record", mentions=1),
    )  # fmt: skip


def test_leaders(figures) -> None:
    assert figures.leaders_without_terms == ("c", "d")
    assert figures.leaders_with_undated_terms == ("b",)
    assert figures.leaders_never_visiting == ("c", "d")
    assert figures.leaders_on_no_record == ("d",)  # c comes along


def test_completeness(figures) -> None:
    full = Completeness(of="a", visits=2, type=1, purposes=1, stops=1, meetings=1, sources=1)
    assert figures.by_leader[0] == full and full.share == 0.5
    assert [row.of for row in figures.by_year] == ["2022", "2023"]
    assert figures.by_year[0] == Completeness(of="2022", visits=2, type=2, purposes=1, stops=1, meetings=1, sources=2)


def test_statuses_verification_and_confidence(figures) -> None:
    assert figures.visit_statuses == (("completed", 2), ("cancelled", 1))
    assert figures.meeting_statuses == (("completed", 1),)
    assert figures.verification == (("unstated", 3), ("verified", 1))
    assert figures.confidence == (("4", 1), ("none", 3))


def test_claims_that_differ(figures) -> None:
    assert figures.differing == (
        Differing(measure="guests", about="v1", claims=("c1", "c2"), figures=("10", "1,200"), preferred=True),
    )


def test_countries_that_no_visit_touches(figures) -> None:
    assert "jordan" not in figures.countries_without_visits and "israel" not in figures.countries_without_visits
    assert "france" in figures.countries_without_visits


def test_an_open_beginning_counts_in_the_year_of_its_end(world) -> None:
    made = coverage(world({"leaders/a.yaml": "name: A\n", "visits/v.yaml": "visitor: a\nhost: israel\nwithin: ../1950\n"}).sound)
    assert [row.of for row in made.by_year] == ["1950"]


def test_an_empty_archive(world) -> None:
    made = coverage(world({}).sound)
    assert made.by_leader == made.by_year == made.citing == made.unmapped == ()


def test_the_cost_is_linear(world) -> None:
    def seconds(count: int) -> float:
        visits = "".join(
            f"- {{id: v{n}, visitor: l{n % 50}, host: israel, start: {1900 + n % 120}-05-01, stops: [{{name: P{n % 300}}}], "
            f"claims: [{{id: c{n}, measure: guests, value: {n}, attributed_to: {{name: N}}}}]}}\n"
            for n in range(count)
        )
        leaders = "".join(f"- {{id: l{n}, name: L{n}}}\n" for n in range(50))
        archive = world({"leaders/all.yaml": leaders, "visits/all.yaml": visits}).archive
        best = 9e9
        for _ in range(3):
            began = time.perf_counter()
            coverage(archive)
            best = min(best, time.perf_counter() - began)
        return best

    seconds(100)
    assert seconds(4000) < 12 * seconds(1000)
