"""The committed base of maps, and where a theme's base comes from."""

import itertools
from pathlib import Path

from visitgen.load import base_of, load_theme

ROOT = Path(__file__).resolve().parents[3]
SQUARE = '{"source": "Ours; of today", "units": 100, "finest": 8, "step": 2, "land": [[[0, 0, 9, 0, 0, 9], "999"]], "borders": []}'


def test_the_committed_base_is_the_world():
    base = base_of((ROOT / "themes/chronicle/map.json").read_text(encoding="utf-8"))
    xs = [x for line, _, _ in base.land for x in line]
    assert -base.units / 2 <= min(xs) < -0.48 * base.units and 0.48 * base.units < max(xs) <= base.units / 2
    assert "Natural Earth" in base.source and "public domain" in base.source
    assert len(base.borders) > 300 and 10 < len(base.disputed) < 60


def test_no_line_of_the_base_jumps_over_the_map():
    base = base_of((ROOT / "themes/chronicle/map.json").read_text(encoding="utf-8"))
    for xs, _, _ in (*base.land, *base.borders, *base.disputed):
        assert all(abs(x - a) < base.units / 4 for a, x in itertools.pairwise(xs))


def test_a_theme_has_its_own_base_or_its_parents(tmp_path):
    for name, parent in (("old", ""), ("new", 'parent = "old"'), ("newer", 'parent = "new"')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "theme.toml").write_text(parent)
    (tmp_path / "old" / "map.json").write_text(SQUARE)
    for name in ("old", "new", "newer"):
        theme, found = load_theme(name, [tmp_path])
        assert not found and theme.base is not None and theme.base.source == "Ours; of today"
    (tmp_path / "newer" / "map.json").write_text(SQUARE.replace("Ours", "Newer"))
    assert load_theme("newer", [tmp_path])[0].base.source == "Newer; of today"


def test_a_theme_without_a_base_has_none(tmp_path):
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "theme.toml").write_text("")
    assert load_theme("bare", [tmp_path])[0].base is None


def test_a_wrong_base_is_a_fault_of_the_theme(tmp_path):
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "theme.toml").write_text("")
    (tmp_path / "bad" / "map.json").write_text("{")
    _, (fault,) = load_theme("bad", [tmp_path])
    assert fault.code.number == "L202" and "no map can be drawn on this file: not JSON" in fault.message
