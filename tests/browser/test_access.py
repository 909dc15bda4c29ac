"""Items 9, 10 and 18 of the reader's checklist: for eyes, hands and readers of screens of every kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BROKEN = """() => {
  const bad = document.querySelector('main').appendChild(document.createElement('div'));
  bad.innerHTML = '<p>Grey on grey.</p><img src="/static/favicon.svg"><h5>Too deep</h5>';
  bad.firstChild.style = 'color: #999; background: #aaa';
}"""


def axe(tab: Any, node_modules: Path) -> list[str]:
    """What axe says of the page as it is: rule, element, why."""
    if not tab.do("() => 'axe' in window"):
        tab.do((node_modules / "axe-core/axe.min.js").read_text(encoding="utf-8"))
    return tab.do(
        """async (wanted) => {
          const told = await axe.run({ runOnly: { type: 'tag', values: wanted }, resultTypes: ['violations'], preload: false, iframes: false });
          return told.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 150)}: ${node.failureSummary}`));
        }""",
        RULES,
    )


def look(tab: Any, width: int, scheme: str) -> None:
    """Shows the page that is open in another window and other colours."""
    tab.resize(width)
    tab.page.emulate_media(color_scheme=scheme)
    tab.draw()


# 9. axe reports nothing; focus visible and never covered; targets 24 px.


def test_09_axe_finds_nothing(view: Any, choose: Any, node_modules: Path, template: str) -> None:
    """In the dark at 320 px, the biggest in the light at 1280 px too; of long lists the first and last entries.

    The slow test goes through all, in both colours at both widths.
    """
    tab = view(bypass_csp=True)
    for at, shown in enumerate(choose(template)):
        if template == "redirect":
            continue
        tab.open(shown)
        tab.check("thin", 16)
        look(tab, 320, "dark")
        assert not axe(tab, node_modules), (shown, "dark, 320 px")
        if at == 0:
            look(tab, 1280, "light")
            assert not axe(tab, node_modules), (shown, "light, 1280 px")


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_09_axe_finds_nothing_on_the_biggest_pages(
    view: Any, choose: Any, node_modules: Path, template: str, width: int, scheme: str
) -> None:
    tab = view(bypass_csp=True)
    for shown in choose(template, giants=True, every=True):
        if template != "redirect":
            tab.open(shown)
            look(tab, width, scheme)
            assert not axe(tab, node_modules), shown


def test_09_axe_finds_what_is_wrong(view: Any, node_modules: Path) -> None:
    tab = view(bypass_csp=True).open("small:/")
    tab.do(BROKEN)
    said = {line.partition(":")[0] for line in axe(tab, node_modules)}
    assert {"color-contrast", "image-alt", "heading-order"} <= said


def walk(tab: Any, key: str, most: int) -> tuple[list[int], list[str]]:
    """Presses a key again and again: which stops were met, and what was wrong at them."""
    met: list[int] = []
    problems: list[str] = []
    for _ in range(most):
        tab.page.keyboard.press(key)
        told = tab.check("focus")
        if told["problems"]:  # what comes into sight only now is drawn first
            tab.draw()
            told = tab.check("focus")
        problems += told["problems"]
        if told["at"] < 0 or told["at"] in met:
            break
        met.append(told["at"])
    return met, problems


@pytest.mark.parametrize("width", [320, 1280])
def test_09_focus_is_seen_and_never_covered(view: Any, choose: Any, template: str, width: int) -> None:
    """At the first and the last stops of the biggest page of each kind, forward and backward."""
    tab = view()
    for shown in choose(template, smallest=False, giants=True):
        if template == "redirect":
            continue
        tab.open(shown, width=width)
        stops = tab.check("stops")
        met, problems = walk(tab, "Tab", 15)
        assert met == list(range(min(stops, 15))), shown
        tab.check("focusOn", stops // 2)
        tab.draw()
        problems += walk(tab, "Tab", 3)[1] + walk(tab, "Shift+Tab", 6)[1]
        tab.check("focusOn", -1)
        back, said = walk(tab, "Shift+Tab", 12)
        assert back[:5] == list(range(stops - 2, max(stops - 7, -1), -1)), shown
        assert not problems + said, shown


def test_09_focus_check_sees_a_covering_bar_and_a_lost_outline(view: Any) -> None:
    tab = view().open("demo:/2008/", width=320)
    tab.do(
        """() => {
          const bar = document.body.appendChild(document.createElement('div'));
          bar.style = 'position: fixed; inset: 0 0 auto 0; height: 14rem; background: red';
          document.styleSheets[0].insertRule('.card a:focus-visible { outline: none !important }', 0);
        }"""
    )
    tab.check("focusOn", -1)
    said = " ".join(walk(tab, "Shift+Tab", 40)[1])
    assert "is over it" in said and "shows no focus" in said


def test_09_targets_are_large_enough(view: Any, choose: Any, template: str) -> None:
    tab = view()
    for shown in choose(template, giants=True):
        if template == "redirect":
            continue
        tab.open(shown).check("thin", 20)
        for width in (320, 1280):
            tab.resize(width)
            assert not tab.check("targets"), (shown, width)


def test_09_targets_check_sees_small_ones(view: Any) -> None:
    tab = view().open("demo:/")
    tab.do("document.querySelector('.main-nav ul').style = 'display: block; line-height: 1'")
    tab.do(
        "document.querySelectorAll('.main-nav a').forEach(link => link.style = 'padding: 0; line-height: 1; display: block')"
    )
    assert any("crowded" in said for said in tab.check("targets"))


# 10. No sideways scroll at 320 px or at 200 % text.


def test_10_no_sideways_scroll_at_320_px(view: Any, choose: Any, template: str) -> None:
    tab = view()
    for shown in choose(template, giants=True):
        if template != "redirect":
            tab.open(shown, width=320)
            assert not tab.check("sideways") + tab.check("cut"), shown


def test_10_no_sideways_scroll_at_200_percent_text(view: Any, choose: Any, template: str) -> None:
    """The reader's own size of text is twice the usual; the page is as wide as before."""
    tab = view(locale="en-GB")  # a tab of its own: the size of text stays
    if not hasattr(tab, "large"):
        tab.large = tab.context.new_cdp_session(tab.page)
        tab.large.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    for shown in choose(template, smallest=False):
        if template == "redirect":
            continue
        tab.open(shown).check("thin", 60)
        for width in (320, 640, 1280):
            tab.resize(width)
            assert float(tab.do("getComputedStyle(document.querySelector('h1')).fontSize").removesuffix("px")) > 40
            assert not tab.check("sideways") + tab.check("cut"), (shown, width)


def test_10_sideways_check_sees_a_wide_element(view: Any) -> None:
    tab = view().open("demo:/2008/", width=320)
    tab.do("document.querySelector('h1').style = 'white-space: nowrap; inline-size: 30rem'")
    tab.do("document.querySelector('.card').style = 'overflow: hidden; white-space: nowrap; block-size: 1rem'")
    assert any("px wide" in said for said in tab.check("sideways"))
    assert any("cut off" in said for said in tab.check("cut"))


# 18. Nothing traps a key, or is the only way.


@pytest.mark.parametrize(
    "address", ["demo:/", "demo:/statistics/", "demo:/visits/macron-israel-2023-10-24/", "demo:/2008/", "rtl:/"]
)
def test_18_nothing_traps_a_key(view: Any, address: str) -> None:
    """Tab goes through every stop of the page in its order and out at the end; so does Shift+Tab."""
    tab = view().open(address, width=1280)
    stops = tab.check("stops")
    tab.do(
        """() => {
          window.met = [];
          addEventListener('focusin', event => met.push(event.target));
        }"""
    )
    for _ in range(stops + 1):
        tab.page.keyboard.press("Tab")
    # In a window without a frame the round begins again after the last stop.
    assert tab.do("() => new Set(met).size") == stops
    assert tab.do(
        "() => met.every((one, at) => !at || at >= new Set(met).size || met[at - 1].compareDocumentPosition(one) & 4)"
    )
    tab.check("focusOn", -1)
    tab.do("() => { met = []; }")
    for _ in range(stops - 1):
        tab.page.keyboard.press("Shift+Tab")
    assert tab.do("() => new Set(met).size") == stops - 1


def test_18_the_keyboard_opens_and_chooses(view: Any) -> None:
    """The skip link, the list of a chart and the button of colours by keys alone."""
    tab = view(fresh=True).open("demo:/")
    keys = tab.page.keyboard
    keys.press("Tab")
    assert tab.do("document.activeElement.className") == "skip"
    keys.press("Enter")
    keys.press("Tab")
    assert tab.do("!!document.activeElement.closest('main')")
    tab.page.focus("summary")
    keys.press("Enter")
    assert tab.do("document.querySelector('details').open")
    tab.page.focus(".theme-button")
    keys.press("Space")
    assert tab.do("document.documentElement.dataset.theme") == "light"
