"""Frames, and the land and ways inside them."""

import itertools
import json
import math
import re

import pytest

from visitgen.load import base_of
from visitgen.plan.atlas import atlas_of, way
from visitgen.plan.frames import bar, frame_of, world_frame
from visitgen.plan.projection import breadth, distance, equal_earth, latitude

TOKYO, HONOLULU, PARIS, WASHINGTON, SUVA = (
    (139.69, 35.69),
    (-157.86, 21.31),
    (2.35, 48.85),
    (-77.04, 38.9),
    (178.44, -18.14),
)


def a_base(*land, borders=(), disputed=()):
    """A base of 1,000 units whose lines are given by their points."""

    def steps(points, level=9):
        flat = [points[0], *((x - a, y - b) for (a, b), (x, y) in itertools.pairwise(points))]
        return [[n for step in flat for n in step], str(level) * len(points)]

    return base_of(
        json.dumps(
            {
                "units": 1000, "finest": 8, "step": 1.5, "land": [steps(ring) for ring in land],
                "borders": [steps(line) for line in borders], "disputed": [steps(line) for line in disputed],
            }
        )
    )  # fmt: skip


def points(path):
    """The points of path data, part by part."""
    parts = []
    for part in re.findall(r"M[^M]*", path.replace("z", "")):
        numbers = [int(n) for n in re.findall(r"-?\d+", part)]
        here, found = (0, 0), []
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            here = (here[0] + x, here[1] + y)
            found.append(here)
        parts.append(found)
    return parts


def test_all_places_are_inside_their_frame_with_room():
    for places in ([PARIS], [PARIS, WASHINGTON], [TOKYO, HONOLULU], [SUVA, (-175.2, -21.14)], [PARIS, (166, -77.8)]):
        frame = frame_of(places, 720, 1600)
        assert all(frame.holds(frame.at(place), 10) for place in places), places


def test_a_frame_is_at_least_so_broad_and_true_to_scale_in_its_middle():
    frame = frame_of([PARIS], 720, 1600)
    assert frame.km * frame.width == pytest.approx(1600, rel=1e-3)
    (x, y), (right, _), (_, up) = (frame.at(place) for place in (PARIS, (3.35, 48.85), (2.35, 49.85)))
    assert (right - x) * frame.km == pytest.approx(distance(PARIS, (3.35, 48.85)), rel=0.01)
    assert (y - up) * frame.km == pytest.approx(distance(PARIS, (2.35, 49.85)), rel=0.01)


def test_a_journey_over_the_pacific_has_the_pacific_in_the_middle():
    frame = frame_of([TOKYO, HONOLULU, WASHINGTON], 720, 1600)
    assert abs(frame.middle) > 140
    assert frame.at(TOKYO)[0] < frame.at(HONOLULU)[0] < frame.at(WASHINGTON)[0]


def test_a_journey_over_the_atlantic_has_greenwich_in_the_middle():
    assert frame_of([WASHINGTON, PARIS, (37.6, 55.8)], 720, 1600).middle == 0


def test_places_all_around_make_a_map_of_the_world():
    frame = frame_of([WASHINGTON, PARIS, TOKYO, (-175, -21), (77, 28)], 720, 1600)
    assert frame.whole and frame.middle == 0


def test_a_map_of_the_world_reaches_to_antarctica_only_where_something_is_recorded_there():
    assert not world_frame(1000).holds(world_frame(1000).at((166, -77.8)))
    frame = world_frame(1000, [(166, -77.8)])
    assert frame.holds(frame.at((166, -77.8))) and frame.height > world_frame(1000).height


def test_a_way_over_the_antimeridian_leaves_on_one_side_and_comes_in_on_the_other():
    frame = world_frame(1000)
    out, back = points(way(frame, TOKYO, HONOLULU))
    assert out[0][0] > 700 and out[-1][0] > 880 and back[0][0] < 120 and back[-1][0] < 200
    assert abs(out[-1][1] - back[0][1]) <= 1


def test_land_is_clipped_to_the_frame_and_kept_on_every_turn():
    ring = [(480, -40), (500, -40), (500, 40), (480, 40)]  # ends at the antimeridian
    other = [(-500, -40), (-480, -40), (-480, 40), (-500, 40)]  # goes on behind it
    atlas = atlas_of(a_base(ring, other, [(0, 0), (10, 0), (10, 10)]))
    frame = frame_of([(180, 0)], 720, 1600)
    parts = points(atlas.ground(frame).land)
    assert len(parts) == 2
    assert all(-10 <= x <= 730 for part in parts for x, _ in part)
    assert atlas.ground(frame_of([(90, 0)], 720, 1600)).land == ""


def test_a_frame_inside_the_land_is_all_land():
    ring = [(-200, -150), (200, -150), (200, 150), (-200, 150)]
    frame = frame_of([(0, 0)], 720, 1600)
    (part,) = points(atlas_of(a_base(ring)).ground(frame).land)
    xs, ys = [x for x, _ in part], [y for _, y in part]
    assert min(xs) <= 0 and max(xs) >= 720 and min(ys) <= 0 and max(ys) >= frame.height


def test_of_a_long_ring_every_point_in_the_frame_is_kept_and_none_far_beyond():
    turns = [2 * math.pi * n / 1000 for n in range(1000)]
    ring = [(round(120 * math.cos(turn)), round(120 * math.sin(turn))) for turn in turns]
    frame = frame_of([(35, 20)], 720, 6000)
    unit = 2 * equal_earth(180, 0)[0] / 1000
    dots = [frame.on(math.degrees(x * unit / breadth(-y * unit)) - frame.middle, latitude(-y * unit)) for x, y in ring]
    wanted = {(round(x), round(y)) for x, y in dots if frame.holds((x, y))}
    (part,) = points(atlas_of(a_base(ring)).ground(frame).land)
    assert {dot for dot in part if frame.holds(dot)} == wanted and len(wanted) > 100
    assert all(-10 <= x <= 730 and -10 <= y <= frame.height + 10 for x, y in part)
    (border,) = points(atlas_of(a_base(borders=[ring])).ground(frame).borders)
    assert {dot for dot in border if frame.holds(dot)} == wanted


def test_land_too_small_to_be_seen_is_left_out():
    specks = [[(n * 20, 0), (n * 20 + 1, 0), (n * 20 + 1, 1)] for n in range(5)]
    assert atlas_of(a_base(*specks)).ground(world_frame(200)).land == ""


def test_borders_are_lines_of_their_own_and_disputed_ones_apart():
    base = a_base([(-9, -9), (9, -9), (9, 9)], borders=[[(-400, 0), (400, 0)]], disputed=[[(0, -100), (0, 100)]])
    ground = atlas_of(base).ground(world_frame(1000))
    assert len(points(ground.borders)) == 1 and len(points(ground.disputed)) == 1
    assert atlas_of(base).ground(frame_of([(0, 60)], 720, 1600)).borders == ""


def test_small_points_are_left_out_of_maps_of_the_world():
    line = [[-400, 0, 400, 1, 400, -1], "909"]
    base = base_of(json.dumps({"units": 1000, "finest": 8, "step": 1.5, "land": [], "borders": [line]}))
    (part,) = points(atlas_of(base).ground(world_frame(1000)).borders)
    assert len(part) == 2


def test_a_scale_bar_is_round():
    assert bar(frame_of([PARIS], 720, 1600))[0] == 200
    assert bar(frame_of([PARIS], 720, 4000))[0] == 1000


def test_the_same_frame_is_drawn_once():
    atlas = atlas_of(a_base([(-9, -9), (9, -9), (9, 9)]))
    assert atlas.ground(world_frame(1000)) is atlas.ground(world_frame(1000))


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"units": 0, "finest": 8, "step": 2, "land": [], "borders": []}',
     '{"units": 9, "finest": 8, "step": 2, "land": [[[1], "1"]], "borders": []}',
     '{"units": 9, "finest": 8, "step": 2, "land": [[[1, 1.5], "1"]], "borders": []}',
     '{"units": 9, "finest": 8, "step": 2, "land": 3, "borders": []}'],
)  # fmt: skip
def test_a_file_that_is_no_base_says_why(text):
    with pytest.raises(ValueError, match=r"\w"):
        base_of(text)
