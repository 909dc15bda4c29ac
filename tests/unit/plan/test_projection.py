"""The projection against its paper and other software, and great circles against known ones."""

import itertools
import math

import pytest

from visitgen.plan.projection import (
    RADIUS,
    breadth,
    cut_at,
    distance,
    equal_earth,
    great_circle,
    latitude,
    middle_meridian,
)

TOKYO, HONOLULU, PARIS, WASHINGTON = (139.69, 35.69), (-157.86, 21.31), (2.35, 48.85), (-77.04, 38.9)


@pytest.mark.parametrize(
    ("lon", "lat", "x", "y"),
    [
        # PROJ 9.5.1, `+proj=eqearth +R=1`
        (180, 0, 2.7066299836960748, 0),
        (0, 90, 0, 1.3173627591574133),
        (0, 0, 0, 0),
        (-180, 90, -1.6035886482840516, 1.3173627591574133),
        (2.35, 48.85, 0.02941832794798925, 0.9232553717737497),
        (139.69, 35.69, 1.9094344534547114, 0.6978537656248642),
        (-157.86, 21.31, -2.295794696327846, 0.4264476434980776),
        (174.78, -41.29, 2.310260865892579, -0.7970842832876586),
    ],
)
def test_known_points(lon, lat, x, y):
    assert equal_earth(lon, lat) == pytest.approx((x, y), abs=1e-12)


def test_the_pole_is_a_line_0_59_times_as_long_as_the_equator():
    # Šavrič, Patterson and Jenny 2018: "pole lines ... 0.59 times the length of the equator"
    assert equal_earth(180, 90)[0] / equal_earth(180, 0)[0] == pytest.approx(0.59, abs=0.005)


def test_the_height_is_0_49_times_the_breadth():
    assert equal_earth(0, 90)[1] / equal_earth(180, 0)[0] == pytest.approx(0.4867, abs=0.0005)


@pytest.mark.parametrize("lat", [-85, -60, -23.4, 0, 10, 45, 71])
def test_areas_are_true(lat):
    step = 0.01
    height = equal_earth(0, lat + step / 2)[1] - equal_earth(0, lat - step / 2)[1]
    width = equal_earth(step, lat)[0]
    on_the_globe = math.radians(step) ** 2 * math.cos(math.radians(lat))
    assert height * width == pytest.approx(on_the_globe, rel=1e-4)


@pytest.mark.parametrize("lat", [-90, -63.2, 0, 1e-7, 38.9, 89.9, 90])
def test_latitude_and_breadth_undo_the_height(lat):
    x, y = equal_earth(57.29577951308232, lat)
    assert latitude(y) == pytest.approx(lat, abs=1e-5)
    assert breadth(y) == pytest.approx(x)


def test_distances():
    assert distance(PARIS, WASHINGTON) == pytest.approx(6162, abs=15)
    assert distance((0, 0), (180, 0)) == pytest.approx(math.pi * RADIUS)
    assert distance(PARIS, PARIS) == 0


def test_a_great_circle_runs_over_the_north_of_the_ocean():
    way = great_circle(PARIS, WASHINGTON)
    assert way[0] == PARIS and way[-1] == WASHINGTON
    assert max(lat for _, lat in way) > 51
    assert all(distance(one, two) < 225 for one, two in itertools.pairwise(way))
    assert sum(distance(one, two) for one, two in itertools.pairwise(way)) == pytest.approx(
        distance(PARIS, WASHINGTON), rel=1e-6
    )


def test_a_great_circle_runs_on_over_the_antimeridian():
    lons = [lon for lon, _ in great_circle(TOKYO, HONOLULU)]
    assert lons == sorted(lons) and lons[-1] == pytest.approx(360 - 157.86)


def test_a_great_circle_between_antipodes_leads_over_the_pole():
    way = great_circle((10, 20), (-170, -20))
    assert max(lat for _, lat in way) == 90 and way[-1][1] == -20


def test_a_great_circle_to_where_it_began_is_a_point():
    assert great_circle(PARIS, PARIS) == (PARIS,)


def test_a_way_from_tokyo_to_honolulu_is_cut_in_two_at_one_latitude():
    east, west = cut_at(great_circle(TOKYO, HONOLULU), 0)
    assert east[0] == TOKYO and west[-1] == pytest.approx(HONOLULU)
    assert east[-1][0] == 180 and west[0][0] == -180
    assert east[-1][1] == pytest.approx(west[0][1])
    assert all(-180 <= lon <= 180 for part in (east, west) for lon, _ in part)


def test_a_way_is_whole_on_a_map_of_the_pacific():
    (way,) = cut_at(great_circle(TOKYO, HONOLULU), 180)
    assert [lon for lon, _ in way] == sorted(lon for lon, _ in way)


def test_a_way_back_is_cut_too():
    west, east = cut_at(great_circle(HONOLULU, TOKYO), 0)
    assert west[-1][0] == -180 and east[0][0] == 180


@pytest.mark.parametrize(
    ("lons", "middle", "width"),
    [([10], 10, 0), ([170, -170], 180, 20), ([-77, 2, 139], 31, 216), ([-77, 116, 140], -161.5 + 1, 167 - 0)],
)
def test_the_narrowest_band(lons, middle, width):
    found, broad = middle_meridian([(lon, 0) for lon in lons])
    assert abs((found - middle + 180) % 360 - 180) < 1.1 and broad == pytest.approx(width)
