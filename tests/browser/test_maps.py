"""Item 13 of the reader's checklist, for maps: drawn at build time, told in words too, and still what they are in any colours."""

from __future__ import annotations

import re
from typing import Any

import pytest

PLACES = [
    "demo:/map/", "demo:/visits/macron-israel-2023-10-24/", "demo:/itineraries/blinken-middle-east-2023-10/",
    "demo:/leaders/antony-j-blinken/", "demo:/countries/israel/", "demo:/places/jerusalem/", "rtl:/map/",
]  # fmt: skip
OVERLAPS = """() => [...document.querySelectorAll('.map svg:not(.swatch)')].flatMap(svg => {
  const words = [...svg.querySelectorAll('text')].filter(text => getComputedStyle(text).display !== 'none')
    .map(text => ({ text: text.textContent, box: text.getBoundingClientRect() }));
  const frame = svg.getBoundingClientRect();
  const found = words.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1)
    .map(({ text }) => `${text} beyond the edge`);
  words.forEach((one, n) => words.slice(n + 1).forEach(two => {
    const over = Math.min(one.box.right, two.box.right) - Math.max(one.box.left, two.box.left);
    const down = Math.min(one.box.bottom, two.box.bottom) - Math.max(one.box.top, two.box.top);
    if (over > 3 && down > 6) found.push(`${one.text} over ${two.text}`);
  }));
  return found;
})"""
"""Words that lie over others. The boxes of letters are a little higher than the letters."""


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("shown", PLACES)
def test_13_no_words_on_a_map_lie_over_each_other(view: Any, shown: str, width: int) -> None:
    tab = view().open(shown, width=width)
    assert tab.do("document.querySelectorAll('.map svg').length")
    assert tab.do(OVERLAPS) == []


@pytest.mark.parametrize("shown", PLACES)
def test_13_words_on_a_map_can_be_read_at_any_width(view: Any, shown: str) -> None:
    for width in (320, 480, 768, 1280):
        tab = view().open(shown, width=width)
        heights = tab.do(
            """() => [...document.querySelectorAll('.map text')].filter(text => text.getClientRects().length)
              .map(text => parseFloat(getComputedStyle(text).fontSize) * text.ownerSVGElement.getScreenCTM().a)"""
        )
        assert all(9 <= height <= 17 for height in heights), (width, heights)


@pytest.mark.parametrize("shown", PLACES)
def test_13_a_map_says_in_words_what_it_shows(view: Any, sites: dict[str, Any], shown: str) -> None:
    name, _, address = shown.partition(":/")
    html = sites[name].html(address)
    for figure in re.findall(r'<figure class="map".*?</figure>', html, re.DOTALL):
        assert re.search(r"<figcaption>[^<]{15,}</figcaption>", figure)
        assert re.search(r'<svg [^>]*width="\d+" height="\d+" role="img" aria-label="(?:Map|خريطة): [^"]{15,}"', figure)
        assert " style=" not in figure
        assert all(f'id="{one}"' in html for one in re.findall(r'<use href="#([^"]+)"', figure))
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_13_every_place_of_the_world_has_a_link(view: Any, sites: dict[str, Any]) -> None:
    html = sites["demo"].html("map/")
    listed = set(re.findall(r'href="\.\./places/([^/"]+)/', html))
    assert {page.address.split("/")[1] for page in sites["demo"].pages if page.kind == "place"} <= listed


@pytest.mark.parametrize("colours", [{"color_scheme": "dark"}, {"forced_colors": "active"}, {"color_scheme": "light"}])
def test_11_maps_follow_the_colours(view: Any, colours: dict[str, str]) -> None:
    """Land, sign and paper are three colours, far enough apart to be told."""
    tab = view(**colours).open("demo:/places/jerusalem/", width=800)
    seen = tab.do(
        """() => { const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
          const shown = colour => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
            const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data; return .2126 * r + .7152 * g + .0722 * b; };
          const of = (what, name) => shown(getComputedStyle(document.querySelector(what))[name]);
          return [of('.map .land', 'fill'), of('.map circle.place', 'stroke'), of('html', 'backgroundColor')]; }"""
    )
    land, sign, paper = seen
    assert abs(land - paper) > 15 and abs(sign - land) > 60, seen


def test_13_words_over_each_other_are_seen(view: Any) -> None:
    tab = view().open("demo:/itineraries/blinken-middle-east-2023-10/", width=1280)
    tab.do(
        "document.querySelectorAll('.map text').forEach(text => { text.setAttribute('x', 300); text.setAttribute('y', 90); })"
    )
    assert any(" over " in told for told in tab.do(OVERLAPS))
