"""Charts as the theme draws them: well-formed SVG that says what it shows, without a style of its own."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from visitgen.commands.build import Options, make
from visitgen.commands.report import Progress

FILES = {
    "site": "{title: Site, as_of: 2023-12-31}",
    "leaders/anna": "{name: Anna & <Co>, terms: [{title: president, country: france, from: 2000~, to: 2010},"
    " {title: envoy, country: france, from: 2015-01-01}]}",
    "leaders/bela": "{name: Béla, terms: [{title: king, country: united-states, from: 1990-01-01}]}",
    "visits/all": "\n".join(
        f"- {{visitor: {who}, host: {host}, start: {start}}}"
        for who, host, start in (
            ("anna", "united-states", "2003-05-01"), ("anna", "egypt", "2003-05-02"), ("anna", "egypt", "2009"),
            ("bela", "france", "1991-01-01"), ("bela", "france", "1995-01-01"), ("bela", "japan", "1995-03-01"),
        )
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of a small site, by path."""
    folder = tmp_path_factory.mktemp("charts")
    for name, text in FILES.items():
        path = folder / "content" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with Progress() as progress:
        made = make(Options(content=folder / "content", output=folder / "site", theme="chronicle"), progress)
    assert made.archive is not None, made.diagnostics
    return {file.path: file.data.decode() for file in made.files.made.values() if file.path.endswith(".html")}


PAGES = ("index.html", "statistics/index.html", "timeline/index.html", "2003/index.html", "leaders/anna/index.html",
         "countries/france/index.html", "relations/france--united-states/index.html")  # fmt: skip


def figures(html: str) -> list[str]:
    return re.findall(r"<figure class=\"chart.*?</figure>", html, re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
def test_svg_is_well_formed_and_carries_no_style(page: str, site: dict[str, str]) -> None:
    drawn = [svg for figure in figures(site[page]) for svg in re.findall(r"<svg.*?</svg>", figure, re.DOTALL)]
    for figure in figures(site[page]):
        for _, svg in _outer(figure):
            ElementTree.fromstring(svg)
    assert " style=" not in site[page]
    assert "nan%" not in site[page]
    assert "%%" not in site[page]
    assert drawn or page == "2003/index.html"


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_says_what_it_shows(page: str, site: dict[str, str]) -> None:
    for figure in figures(site[page]):
        assert re.search(r"<figure [^>]*aria-label=\"[^\"]+\"", figure)
        assert re.search(r"<figcaption>[^<]+\.</figcaption>", figure)
        assert re.search(r"<p class=\"rule\">[^<]+\.", figure)
        for tag in re.findall(r"<svg[^>]*>", figure):
            held = 'class="columns' in tag  # the picture is the SVG inside it, beside the layer of links
            assert held or 'role="img" aria-label="' in tag or 'aria-hidden="true"' in tag, tag


def test_no_link_is_inside_a_picture(site: dict[str, str]) -> None:
    for page in PAGES:
        for figure in figures(site[page]):
            for _, svg in _outer(figure):
                tree = ElementTree.fromstring(svg)
                for picture in (e for e in tree.iter() if e.get("role") == "img"):
                    assert picture.find(".//a") is None
                for link in tree.iter("a"):
                    assert link.get("tabindex") == "-1"


def test_the_columns_are_as_high_as_the_numbers(site: dict[str, str]) -> None:
    figure = next(part for part in figures(site["statistics/index.html"]) if 'aria-label="Visits per year"' in part)
    bars = ElementTree.fromstring(_outer(figure)[0][1]).findall("svg/rect")
    heights = [float(bar.get("height", "").rstrip("%")) for bar in bars]
    assert heights == [50, 100, 100, 50]
    assert re.findall(r"<td class=\"num\">(\d+)</td>", figure) == ["1", "0", "2", "0", "2", "0", "1"]


def test_the_page_has_a_way_to_each_chart(site: dict[str, str]) -> None:
    html = site["statistics/index.html"]
    contents = re.findall(r"<a href=\"#([a-z-]+)\">", html)
    assert {"counting", "per-year", "days", "destinations", "travellers", "regions", "reciprocity", "quality"} <= set(
        contents
    )
    assert html.index('id="counting"') < html.index('id="per-year"')


def _outer(html: str) -> list[tuple[int, str]]:
    """The outermost `svg` elements, each with its place."""
    found: list[tuple[int, str]] = []
    depth = start = 0
    for tag in re.finditer(r"<svg\b|</svg>", html):
        if tag[0] == "</svg>":
            depth -= 1
            if depth == 0:
                found.append((start, html[start : tag.end()]))
        else:
            start = start if depth else tag.start()
            depth += 1
    return found
