"""The maps of records: what they mark, what they say, what they leave out and say so."""

import json
from datetime import date

import pytest

from visitgen.load import Base, base_of, load_content, load_register
from visitgen.model import archive_of, site_of
from visitgen.plan import pages
from visitgen.plan.worldmap import classes

LEADERS = """
- id: ann
  name: Ann Able
  terms: [{title: President, country: france, from: 2000-01-01}]
- id: bob
  name: Bob Best
  terms: [{title: President, country: nauru, from: 2000-01-01}]
"""
PLACES = """
- {id: cairo, name: Cairo, country: egypt}
- {id: luxor, name: Luxor, country: egypt, lat: 25.7, lon: 32.64}
- {id: nowhere, name: Nowhere, country: egypt}
- {id: divided, name: Divided, disputed: yes, lat: 31.8, lon: 35.2}
"""
VISIT = "visitor: ann\nhost: egypt\nstart: 2003-05-01\n"
BASE = {"source": "Ours (free); of today", "units": 1000, "finest": 8, "step": 1.5, "borders": [],
        "land": [[[-9, -9, 18, 0, 0, 18, -18, 0], "9999"]]}  # fmt: skip
GROUND = base_of(json.dumps(BASE))


@pytest.fixture
def drawn(tmp_path):
    """A function that plans the pages of some record files on a base: the pages by address."""

    def plan(base: Base | None = GROUND, **files: str):
        for name, text in {"site": "title: Site", "leaders__all": LEADERS, "places__all": PLACES, **files}.items():
            path = tmp_path / f"{name.replace('__', '/')}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        content, _ = load_content(tmp_path)
        site, _ = site_of(content)
        archived, found = archive_of(content, load_register(), site, date(2023, 12, 31))
        assert archived, found
        made, clashes = pages(archived.archive, (), base)
        assert not clashes
        return {page.address: page for page in made}

    return plan


def one(drawn, text):
    return drawn(visits__one=text)["visits/one/"].view.map


def test_the_stops_of_a_visit_are_numbered_in_order(drawn):
    shown = one(drawn, f"{VISIT}stops: [luxor, cairo]")
    assert [(mark.kind, mark.title) for mark in shown.marks if mark.kind == "stop"] == [
        ("stop", "1. Luxor"),
        ("stop", "2. Cairo"),
    ]
    assert shown.finding == "The stops of the visit to Egypt, numbered in their order: Luxor and Cairo."
    assert {"1 Luxor", "2 Cairo"} <= {text.text for text in shown.texts}
    assert shown.bar_text and shown.label.startswith("Map: ")


def test_a_capital_without_a_position_stands_where_the_register_has_it(drawn):
    (place,) = [page for address, page in drawn().items() if address == "places/cairo/"]
    assert place.view.map.notes == ("The position is that of the capital in the register of countries.",)


def test_stops_without_a_position_are_said(drawn):
    shown = one(drawn, f"{VISIT}stops: [luxor, nowhere]")
    assert shown.notes == ("1 of 2 stops has no position on record: Nowhere.",)


def test_a_visit_without_positions_is_shown_by_the_capital_and_says_so(drawn):
    assert one(drawn, f"{VISIT}stops: [nowhere]").finding == (
        "No position is on record for Nowhere: the sign stands at the capital of Egypt, Cairo."
    )
    assert one(drawn, VISIT).finding.startswith("No place is on record: the sign stands at the capital")


def test_a_disputed_place_is_marked_so(drawn):
    shown = drawn()["places/divided/"].view.map
    assert [mark.kind for mark in shown.marks if mark.kind != "near"] == ["place disputed"]
    assert "disputed" in shown.notes[0]


def test_a_disputed_stop_has_a_sign_of_its_own_and_its_country_is_not_said(drawn):
    shown = one(drawn, f"{VISIT}stops: [divided]")
    assert [mark.kind for mark in shown.marks if mark.kind != "near"] == ["stop disputed"]
    assert shown.finding == "The stop of the visit to Egypt: Divided." and "disputed" in shown.notes[0]


def test_a_place_without_a_position_has_no_map(drawn):
    assert drawn()["places/nowhere/"].view.map is None


JOURNEY = """
title: Tour
traveller: ann
visits:
- {visitor: ann, host: egypt, start: 2003-05-01, stops: [luxor, nowhere, cairo]}
- {visitor: ann, host: japan, start: 2003-05-04}
"""


def test_a_journey_leads_from_home_to_home(drawn):
    shown = drawn(itineraries__tour=JOURNEY)["itineraries/tour/"].view.map
    assert [mark.title for mark in shown.marks] == ["1. Luxor", "2. Cairo", "3. Japan", "Home: Paris"]
    assert len(shown.ways) == 4
    assert shown.finding.startswith("3 stops in order, from Paris and back to Paris")
    assert shown.notes == (
        "No position is on record for Nowhere.",
        "Shown at the capital, for want of a place on record: Japan.",
        "Where it began or ended is not on record: the capital of the home country stands for it.",
    )


def test_a_journey_far_from_home_is_shown_closer_too(drawn):
    text = (
        "title: Tour\ntraveller: ann\nvisits:\n- {visitor: ann, host: egypt, start: 2003-05-01, stops: [luxor, cairo]}"
    )
    shown = drawn(itineraries__tour=text)["itineraries/tour/"].view.map
    assert shown.closer is not None and shown.closer.anchor != shown.anchor
    assert [mark.title for mark in shown.closer.marks] == ["1. Luxor", "2. Cairo"] and len(shown.closer.ways) == 1


VISITS = """
- {visitor: ann, host: egypt, start: 2003-05-01, stops: [luxor]}
- {visitor: ann, host: egypt, start: 2004-05-01}
- {visitor: ann, host: nauru, start: 2011-05-01}
- {visitor: bob, host: france, start: 2012-05-01}
- {visitor: ann, host: japan, start: 2030-05-01}
"""


def test_a_leader_has_the_countries_visited_by_number(drawn):
    shown = drawn(visits__all=VISITS)["leaders/ann/"].view.map
    assert [(mark.kind, mark.title) for mark in shown.marks] == [
        ("made c2", "Egypt: 2 made"), ("made c1", "Nauru: 1 made"),
    ]  # fmt: skip
    assert [(entry.link.text, entry.count) for entry in shown.entries] == [("Egypt", "2"), ("Nauru", "1")]
    assert [line.text for line in shown.legend] == ["1 visit", "2–4 visits"]


def test_a_country_has_both_directions_and_itself(drawn):
    shown = drawn(visits__all=VISITS)["countries/nauru/"].view.map
    assert sorted(mark.kind for mark in shown.marks) == ["home", "received c1", "sent c1"]
    assert shown.finding.startswith("Visitors came from 1 country, and its leaders went to 1.")


def test_the_world_has_a_disc_for_every_country_however_small(drawn):
    view = drawn(visits__all=VISITS)["map/"].view
    assert [mark.title for mark in view.world.marks] == ["Egypt: 2 visits", "France: 1 visit", "Nauru: 1 visit"]
    assert [(row.country.text, row.count, row.size) for row in view.rows] == [
        ("Egypt", 2, "c2"), ("France", 1, "c1"), ("Nauru", 1, "c1"),
    ]  # fmt: skip
    assert [line.text for line in view.world.legend] == ["1 visit", "2 and more visits"]
    assert view.policy == "Land and borders: Ours (free)."


def test_ten_years_have_a_page_where_there_are_visits_in_them(drawn):
    planned = drawn(visits__all=VISITS)
    assert [(one.label, one.count, one.address) for one in planned["map/"].view.decades] == [
        ("2000s", 2, "map/2000s/"), ("2010s", 2, "map/2010s/"),
    ]  # fmt: skip
    view = planned["map/2000s/"].view
    assert [row.country.text for row in view.rows] == ["Egypt"]
    assert view.world.legend == planned["map/"].view.world.legend, "the classes compare"
    assert [entry.link.text for group in view.place_groups for entry in group.entries] == ["Luxor"]


def test_every_place_is_in_the_lists_and_those_not_on_the_map_are_counted(drawn):
    view = drawn(visits__all=VISITS)["map/"].view
    entries = {entry.link.text: entry.note for group in view.place_groups for entry in group.entries}
    assert entries == {"Cairo": "", "Luxor": "", "Nowhere": "not on the map", "Divided": "disputed"}
    assert view.places.finding.startswith("3 of 4 places, each a dot; 1 has no position")
    assert all(entry.link.address for group in view.place_groups for entry in group.entries)


def test_an_archive_without_visits_has_a_map_still(drawn):
    view = drawn(places__all="[]")["map/"].view
    assert view.summary == "0 visits in all years, in 0 countries." and view.rows == () and view.places is None


def test_without_a_base_only_the_world_has_a_map(drawn):
    planned = drawn(base=None, visits__all=VISITS)
    assert planned["leaders/ann/"].view.map is None
    assert len(planned["map/"].view.world.marks) == 3 and planned["map/"].view.world.land == ""


@pytest.mark.parametrize(
    ("most", "begin"),
    [(0, (1,)), (1, (1,)), (2, (1, 2)), (12, (1, 2, 5, 10)), (68, (1, 5, 10, 20, 50)), (640, (1, 5, 20, 100, 500))],
)
def test_classes_begin_at_round_numbers(most, begin):
    assert classes([1, most] if most else []) == begin


def test_five_thousand_visits_cost_no_more_than_five_times_a_thousand(drawn):
    from time import process_time

    from visitgen.plan import derived_of, survey_of
    from visitgen.plan.worldmap import world_of, world_page

    hosts = ("egypt", "japan", "nauru", "france", "peru", "kenya", "italy")

    def cost(count, tmp):
        text = "".join(
            f"- {{id: v{n}, visitor: ann, host: {hosts[n % 7]}, start: {1950 + n % 70}-05-01, stops: [luxor]}}\n"
            for n in range(count)
        )
        places = "".join(
            f"- {{id: p{n}, name: P{n}, country: egypt, lat: {n % 60}, lon: {n % 170}}}\n" for n in range(count // 7)
        )
        for name, body in (("site", "title: S"), ("leaders/all", LEADERS), ("places/all", PLACES + places),
                           ("visits/all", text)):  # fmt: skip
            path = tmp / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body)
        content, _ = load_content(tmp)
        site, _ = site_of(content)
        archived, found = archive_of(content, load_register(), site, date(2023, 12, 31))
        assert archived, found
        base = base_of(json.dumps(BASE))
        maps = survey_of(derived_of(archived.archive, ()), base).maps
        began = process_time()
        world = world_of(archived.archive)
        assert len([world_page(maps, base, world, decade) for decade in world.received]) == 8
        return process_time() - began

    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as five:
        little, much = cost(1000, Path(one)), cost(5000, Path(five))
    assert much < 10 * little + 0.5
