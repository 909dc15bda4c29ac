"""Items 11 to 14 of the reader's checklist: colours, motion, paper, drawings, scripts and directions."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest

PAPER = "getComputedStyle(document.documentElement).backgroundColor"
EARLY = """
  window.early = [];
  new MutationObserver(() => {
    if (document.body && !early.length) early.push(document.documentElement.dataset.theme || 'none');
  }).observe(document, { childList: true, subtree: true });
"""
"""Notes the choice of colours at the moment when there is first something to draw."""


def brightness(colour: str) -> float:
    """From 0, black, to 1, white."""
    numbers = [float(number) for number in re.findall(r"[\d.]+", colour)[:3]]
    return sum(numbers) / 3 / (255 if colour.startswith("rgb") else 1)


# 11. Dark and light follow the system, a button overrides without a flash; charts follow; forced colours; reduced motion.


def test_11_colours_follow_the_system(view: Any, choose: Any, template: str) -> None:
    tab = view()
    for shown in choose(template, smallest=False):
        tab.page.emulate_media(color_scheme="light")
        tab.open(shown)
        if template == "redirect":
            continue
        light = brightness(tab.do(PAPER))
        tab.page.emulate_media(color_scheme="dark")
        dark = brightness(tab.do(PAPER))
        tab.page.emulate_media(color_scheme="light")
        assert light > 0.9 and dark < 0.2, shown


def test_11_charts_follow_the_system(view: Any) -> None:
    tab = view()
    for address, mark in (("demo:/", ".columns [role=img] rect"), ("demo:/statistics/", "svg.bar rect")):
        tab.open(address)
        look = f"getComputedStyle(document.querySelector('{mark}')).fill"
        tab.page.emulate_media(color_scheme="light")
        light = brightness(tab.do(look))
        tab.page.emulate_media(color_scheme="dark")
        dark = brightness(tab.do(look))
        tab.page.emulate_media(color_scheme="light")
        assert dark - light > 0.2, address


@pytest.mark.parametrize("disk", [False, True])
def test_11_a_button_overrides_and_is_remembered_without_a_flash(view: Any, disk: bool) -> None:
    tab = view(fresh=True, color_scheme="light")
    tab.page.add_init_script(EARLY)
    tab.open("demo:/", disk=disk)
    assert tab.do("early") == ["none"]
    button = tab.page.locator(".theme-button")
    button.click()
    button.click()
    assert "dark" in button.inner_text() and brightness(tab.do(PAPER)) < 0.2
    for address in ("demo:/2008/", "demo:/"):
        tab.open(address, disk=disk)
        assert tab.do("early") == ["dark"], "a flash: the choice comes after the first drawing"
        assert brightness(tab.do(PAPER)) < 0.2
    tab.page.emulate_media(color_scheme="dark")
    button = tab.page.locator(".theme-button")
    button.click()
    assert tab.do("document.documentElement.dataset.theme") is None
    button.click()
    assert brightness(tab.do(PAPER)) > 0.9, "light was chosen, and the system is dark"


def test_11_the_flash_is_seen_when_the_script_comes_late(view: Any) -> None:
    tab = view(fresh=True, color_scheme="light")
    tab.page.add_init_script(EARLY)
    late = "addEventListener('load', () => { document.documentElement.dataset.theme = 'dark'; });"
    tab.page.route("**/theme.js", lambda route: route.fulfill(body=late, content_type="text/javascript"))
    tab.open("demo:/")
    tab.draw()
    assert tab.do("early") == ["none"] and brightness(tab.do(PAPER)) < 0.2


def test_11_forced_colours_lose_nothing(view: Any, choose: Any, template: str) -> None:
    tab = view(forced_colors="active")
    for shown in choose(template, smallest=False):
        if template == "redirect":
            continue
        tab.open(shown)
        assert not tab.check("forced"), shown
        tab.page.keyboard.press("Tab")
        assert not tab.check("focus")["problems"], shown


def test_11_forced_colours_check_sees_a_lost_bar(view: Any) -> None:
    tab = view(forced_colors="active").open("demo:/")
    tab.do(
        "document.querySelectorAll('.columns rect').forEach(bar => bar.style = 'forced-color-adjust: none; fill: Canvas')"
    )
    assert any("bar is not seen" in said for said in tab.check("forced"))


def test_11_reduced_motion_stills_everything(view: Any, choose: Any, template: str) -> None:
    tab = view()
    for shown in choose(template, smallest=False):
        if template != "redirect":
            assert not tab.open(shown).check("motion"), shown


def test_11_motion_check_sees_motion(view: Any) -> None:
    tab = view(reduced_motion="no-preference").open("small:/")
    tab.do("document.querySelector('h1').style = 'transition: color 1s'")
    said = tab.check("motion")
    assert any("takes its time" in line for line in said) and any("smoothly" in line for line in said)


# 12. Print: navigation gone, source addresses shown, entries kept whole.


def test_12_print_is_for_paper(view: Any, choose: Any, template: str) -> None:
    tab = view(color_scheme="dark")
    for shown in choose(template, smallest=False):
        if template in ("redirect", "not-found"):
            continue
        tab.open(shown, width=1280)
        tab.page.emulate_media(media="print")
        problems = tab.check("printed")
        paper, ink = tab.do(PAPER), tab.do("getComputedStyle(document.querySelector('h1')).color")
        tab.page.emulate_media(media="screen")
        assert not problems, shown
        assert brightness(paper) > 0.95 > 0.2 > brightness(ink), f"{shown}: printed in the dark"


def squeezed(text: str) -> str:
    """A text without its spaces, which are not the same on paper, nor capitals and joined letters."""
    for joined, letters in (("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬀ", "ff"), ("ﬃ", "ffi"), ("ﬄ", "ffl")):
        text = text.replace(joined, letters)
    return re.sub(r"[\s\xad\u200b-\u200f]+", "", text).lower()


@pytest.mark.parametrize("address", ["visits/2008-01-09-george-w-bush-israel/", "leaders/george-w-bush/", "2008/"])
def test_12_sheets_hold_whole_entries_and_addresses(view: Any, address: str) -> None:
    """What is on each sheet of paper, as it would be printed."""
    pypdf = pytest.importorskip("pypdf")
    tab = view().open(f"demo:/{address}")
    cards = tab.do(
        """() => [...document.querySelectorAll('.card')].map(card => {
          const walk = document.createTreeWalker(card, NodeFilter.SHOW_TEXT), parts = [];
          while (walk.nextNode()) if (walk.currentNode.parentElement.checkVisibility()) parts.push(walk.currentNode.data);
          return parts;
        })"""
    )
    links = tab.do("[...document.querySelectorAll('.sources a[href^=http]')].map(link => link.getAttribute('href'))")
    sheets = [squeezed(sheet.extract_text()) for sheet in pypdf.PdfReader(io.BytesIO(tab.page.pdf(format="A4"))).pages]
    torn = [card for card in cards if not any(all(squeezed(part) in sheet for part in card) for sheet in sheets)]
    assert not torn
    assert all(any(squeezed(link) in sheet for sheet in sheets) for link in links)
    assert links or not address.startswith("visits/")
    whole = "".join(sheets)
    assert cards and whole
    assert "skiptothecontent" not in whole and "chronologyleaders" not in whole


def test_12_print_check_sees_what_is_wrong(view: Any) -> None:
    tab = view().open("demo:/visits/2008-01-09-george-w-bush-israel/")
    tab.do(
        """() => {
          for (const rule of ['.main-nav { display: block !important }', '.card { break-inside: auto !important }',
                              '.sources a::after { content: none !important }', '.masthead { position: sticky !important }'])
            document.styleSheets[0].insertRule(`@layer base { ${rule} }`, 0);
        }"""
    )
    tab.page.emulate_media(media="print")
    said = " ".join(tab.check("printed"))
    tab.page.emulate_media(media="screen")
    assert all(word in said for word in ("is printed", "is sticky", "may be torn", "prints no address")), said


# 13. Charts: title, one-sentence finding, the same numbers as text; nothing by colour alone.


def test_13_charts_say_what_they_show(view: Any, choose: Any, template: str) -> None:
    tab = view()
    for shown in choose(template, giants=True):
        if template != "redirect":
            assert not tab.open(shown, width=1280).check("charts"), shown


def test_13_charts_are_where_they_belong(view: Any) -> None:
    tab = view()
    for address in ("", "statistics/", "leaders/george-w-bush/", "countries/france/"):
        tab.open(f"demo:/{address}")
        assert tab.page.locator("figure.chart").count(), address
        said = tab.page.inner_text("body")
        assert "as of 22 November 2026" in said, address


def test_13_charts_check_sees_wrong_bars(view: Any) -> None:
    tab = view().open("demo:/", width=1280)
    tab.do(
        """() => {
          document.querySelector('.columns .ways a title').textContent = '1906: 9';
          document.querySelector('.columns [role=img] rect:last-of-type').setAttribute('height', '1%');
          document.querySelector('figcaption').textContent = 'No sentence';
        }"""
    )
    assert len(tab.check("charts")) >= 3


# 14. Names in other scripts sit in <bdi lang dir>; a right-to-left page mirrors fully.

LATIN = r"[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]"
ARABIC = r"[\p{Script=Latin}\p{Script=Arabic}\p{Script=Common}\p{Script=Inherited}]"
"""An Arabic page may have Latin names in its text, for which the letters themselves give the direction."""


def test_14_other_scripts_are_marked(view: Any, choose: Any, template: str) -> None:
    tab = view()
    for shown in choose(template, giants=True, every=True):
        if template == "redirect":
            continue
        tab.open(shown)
        assert not tab.check("scripts", LATIN if shown.site == "demo" else ARABIC), shown


def test_14_other_scripts_are_there_to_be_marked(view: Any) -> None:
    page = view().open("demo:/leaders/benjamin-netanyahu/").page
    assert page.locator("bdi[lang=he][dir]").first.inner_text() == "בנימין נתניהו"


def test_14_scripts_check_sees_a_bare_name(view: Any) -> None:
    tab = view().open("demo:/")
    tab.do("document.querySelector('main').append('בנימין')")
    assert len(tab.check("scripts", LATIN)) == 1


def test_14_right_to_left_pages_mirror_fully(view: Any, sites: dict[str, Any]) -> None:
    tab = view()
    kinds: dict[str, Any] = {}
    for shown in sorted(sites["rtl"].pages, key=lambda page: page.size):
        kinds[shown.kind] = shown
    for kind, shown in kinds.items():
        if kind == "redirect":
            continue
        tab.open(shown)
        assert tab.do("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
        for width in (320, 1280):
            tab.resize(width)
            assert not tab.check("mirrored"), (shown, width)
            assert not tab.check("sideways"), (shown, width)


def test_14_right_to_left_headings_stand_at_the_right(view: Any) -> None:
    tab = view().open("rtl:/visits/abdullah-egypt-2023/", width=1280)
    box = "(selector => document.querySelector(selector).getBoundingClientRect())"
    assert tab.do(f"{box}('.sec > header').left > {box}('.sec > div').right - 1")
    assert tab.do(f"{box}('.brand').left > {box}('.theme-button').right")


def test_14_mirror_check_sees_one_sided_style(view: Any) -> None:
    tab = view().open("rtl:/visits/abdullah-egypt-2023/", width=1280)
    tab.do("document.querySelector('.facts').style = 'margin-left: 3rem'")
    tab.do("document.querySelector('h1').style = 'text-align: left'")
    said = " ".join(tab.check("mirrored"))
    assert "turned round" in said and "aligned left" in said
