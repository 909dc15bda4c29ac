"""Items 1 to 5 and 8 of the reader's checklist: reached and read without a script, from disk, by address, by date."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest

LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')


# 1. Script off: every visit, leader, country and year is reachable and complete.


def test_01_script_off_every_record_is_reachable(sites: dict[str, Any]) -> None:
    """By the links of the pages alone, from the front page, and a year's way leads through the chronology."""
    site = sites["demo"]
    start = (site.folder / "index.html").as_uri()
    found, ahead = {start}, [start]
    while ahead:
        here = ahead.pop()
        path = Path(unquote(here.removeprefix("file://")))
        for link in LINK.findall(path.read_text(encoding="utf-8")):
            there = urldefrag(urljoin(here, link)).url
            if there.endswith(".html") and there.startswith("file:") and there not in found:
                found.add(there)
                ahead.append(there)
    records = {"visit", "leader", "country", "year", "month", "meeting", "itinerary", "place", "relation", "timeline"}
    lost = [
        page.address
        for page in site.pages
        if page.kind in records and (site.folder / page.address / "index.html").as_uri() not in found
    ]
    assert not lost
    assert sum(page.kind == "visit" for page in site.pages) > 800


def test_01_script_off_pages_are_complete(view: Any, choose: Any, template: str) -> None:
    """The same words with the script and without it."""
    without, with_script = view(java_script_enabled=False), view()
    for shown in choose(template, smallest=False):
        if template in ("redirect", "search", "compare"):  # the last two say without the script what it would do
            continue
        words = with_script.open(shown).page.inner_text("main")
        assert len(words) > 20
        assert without.open(shown).page.inner_text("main") == words, shown


def test_01_script_off_a_reader_clicks_through_to_a_visit(view: Any) -> None:
    tab = view(java_script_enabled=False)
    page = tab.open("demo:/").page
    page.click("nav[aria-label=Main] a[href*='timeline/']")
    page.click(".decades a[href*='2008/']")
    page.click(".parts a >> nth=0")
    page.click(".card a >> nth=0")
    assert "/visits/2008-" in page.url
    page.click(".facts a[href*='leaders/']")
    assert page.inner_text("h1") == "George W. Bush"
    page.click(".made .group header a >> nth=0")
    assert re.search(r"/\d{4}/", page.url)


# 2. Opened from disk: styles, links, search and filters work.


def test_02_from_disk_pages_are_whole(view: Any, choose: Any, template: str) -> None:
    """Styled, nothing asked for that is not there, nothing from elsewhere, and the script at work."""
    if template == "not-found":
        pytest.skip("a host answers with this page: its links begin at the root of the host")
    tab = view()
    for shown in choose(template, smallest=False):
        tab.open(shown, disk=True)
        if template == "redirect":  # what the first page asked for is broken off when it leads on
            assert shown.address not in tab.page.url
            tab.wrong.clear()
        assert not [said for said in tab.wrong if "favicon.svg: net::ERR_ABORTED" not in said], (shown, tab.wrong)
        assert all(url.startswith(("file:", "data:")) for url in tab.fetched), shown
        assert tab.do("getComputedStyle(document.body).maxInlineSize") != "none", f"{shown}: no style"
        assert tab.do("document.documentElement.classList.contains('js')"), f"{shown}: no script"


def test_02_from_disk_links_lead_on(view: Any, sites: dict[str, Any]) -> None:
    page = view().open("demo:/", disk=True).page
    page.click("nav[aria-label=Main] a[href*='leaders/']")
    page.click("main a[href*='emmanuel-macron']")
    page.click(".card a >> nth=0")
    assert page.url.startswith((sites["demo"].folder / "visits").as_uri())
    page.click("nav[aria-label=Breadcrumb] a >> nth=0")
    assert page.url == (sites["demo"].folder / "index.html").as_uri()
    page.go_back()
    assert "/visits/" in page.url


# 3. Every visit has its own address, and an id in each list; `#id` lands below any sticky bar and marks the entry.


def test_03_every_visit_has_an_id_in_its_lists(sites: dict[str, Any]) -> None:
    """On the lists of its year, its leader, its country: an entry with the visit's id that links to its page."""
    entry = re.compile(r'<li class="card[^"]*" id="([^"]+)">.*?<a href="(?:\.\./)*visits/([^"/]+)/')
    for name in ("demo", "rtl"):
        site = sites[name]
        visits = {page.address.split("/")[1] for page in site.pages if page.kind == "visit"}
        for kind in ("year", "leader", "country"):
            listed: set[str] = set()
            for page in site.pages:
                if page.kind == kind:
                    for anchor, visit in entry.findall(site.html(page.address)):
                        assert anchor == visit, f"{page}: {visit} has the id {anchor}"
                        listed.add(visit)
            assert visits - listed == set(), f"on no {kind} page"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "address",
    [
        "2008/",
        "leaders/george-w-bush/",
        "relations/united-kingdom--united-states/",
        "countries/united-states/",
    ],
)
def test_03_fragment_lands_below_bars_and_marks_the_entry(view: Any, address: str, width: int) -> None:
    tab = view()
    tab.open(f"demo:/{address}", width=width)
    anchors = tab.do("[...document.querySelectorAll('.card[id], .group[id]')].map(card => card.id)")
    assert len(anchors) > 10
    for at in (0, len(anchors) // 3, len(anchors) // 2, -2):
        tab.page.goto("about:blank")  # so that the address with its fragment is opened anew
        tab.open(f"demo:/{address}", f"#{anchors[at]}")
        tab.page.wait_for_load_state()
        tab.draw()
        assert not tab.check("landed"), (address, anchors[at])


def test_03_landing_check_sees_a_bar_and_a_missing_mark(view: Any) -> None:
    tab = view()
    tab.open("demo:/2008/")
    anchor = tab.do("[...document.querySelectorAll('.card[id]')].at(-3).id")
    tab.open("demo:/2008/", f"#{anchor}")
    tab.do(
        """() => {
          const bar = document.body.appendChild(document.createElement('div'));
          bar.style = 'position: fixed; inset: 0 0 auto 0; height: 90vh; background: red';
          const mark = document.querySelector(':target');
          mark.style = 'background: none; box-shadow: none; outline: none';
        }"""
    )
    said = " ".join(tab.check("landed"))
    assert "covers" in said and "not marked" in said


# 4. Dates in words, with the machine's value.


def test_04_times_are_words_with_a_machine_value(view: Any, choose: Any, template: str) -> None:
    tab = view()
    for shown in choose(template, giants=True):
        if template != "redirect":
            assert not tab.open(shown).check("times"), shown


@pytest.mark.parametrize(
    ("visit", "words", "values"),
    [
        ("day-uncertain", "21 October 1903 (uncertain)", ["1903-10-21"]),
        ("day-about", "about 22 October 1903", ["1903-10-22"]),
        ("month", "October 1903", ["1903-10"]),
        ("stay-in-a-month", "24–25 November 1903", ["1903-11-24", "1903-11-25"]),
        ("stay-over-new-year", "30 December 1903 – 2 January 1904", ["1903-12-30", "1904-01-02"]),
        ("within-days", "between 7 and 24 October 1904", ["1904-10-07", "1904-10-24"]),
        ("decade", "the 1900s", []),
    ],
)
def test_04_doubt_about_dates_is_in_words(view: Any, visit: str, words: str, values: list[str]) -> None:
    page = view().open(f"uncertain:/visits/{visit}/").page
    dates = page.locator("header .dates")
    assert words.lower() in dates.inner_text().lower()
    assert [time.get_attribute("datetime") for time in dates.locator("time").all()] == values


def test_04_times_check_sees_wrong_values(view: Any) -> None:
    tab = view().open("demo:/visits/macron-israel-2023-10-24/")
    tab.do("document.querySelector('main time').setAttribute('datetime', '2022-10-25')")
    tab.do("document.querySelector('h1').append(' 2023-10-24')")
    assert len(tab.check("times")) == 3


# 5. Sources are links next to what they support; a missing source is said.


@pytest.mark.parametrize("kind", ["visit", "meeting", "itinerary", "event"])
def test_05_sources_stand_beside_what_they_support(view: Any, sites: dict[str, Any], kind: str) -> None:
    tab = view()
    pages = sorted((page for page in sites["demo"].pages if page.kind == kind), key=lambda page: page.size)
    for shown in (*pages[:1], *pages[-6:], *(page for page in sites["rtl"].pages if page.kind == kind)):
        assert not tab.open(shown).check("sources"), shown


def test_05_a_note_leads_to_its_source(view: Any) -> None:
    tab = view().open("demo:/visits/macron-israel-2023-10-24/")
    tab.page.click(".cite a >> nth=3")
    assert tab.page.url.endswith("#source-1")
    tab.draw()
    assert not tab.check("landed")


def test_05_a_missing_source_is_said(view: Any) -> None:
    tab = view().open("rtl:/visits/sisi-jordan-unsourced/")
    assert tab.page.locator(".missing").count() == 1
    tab.do("document.querySelector('.missing').remove()")
    assert tab.check("sources") == ["no source, and nothing says so"]


# 8. Year headings stay in sight and carry their count; a density strip shows gaps.


@pytest.mark.parametrize("width", [320, 1280])
def test_08_headings_stay_in_sight_with_their_count(view: Any, width: int) -> None:
    tab = view()
    groups = 0
    for address in ("relations/united-kingdom--united-states/", "leaders/george-w-bush/", "countries/france/", "2008/"):
        tab.open(f"demo:/{address}", width=width)
        groups += tab.check("groups")
        assert not tab.check("headings"), address
    assert groups > 3
    tab.open("demo:/leaders/george-w-bush/")
    tab.do("document.styleSheets[0].insertRule('.group > header { position: static !important }')")
    tab.do("document.querySelectorAll('.card').forEach(card => card.style.minHeight = '40vh')")
    assert any("out of sight" in said for said in tab.check("headings"))


def test_08_density_strip_has_a_bar_a_year_and_shows_gaps(view: Any) -> None:
    """A column for each year with visits, which leads to it; where there are none there is a gap."""
    tab = view().open("demo:/", width=1280)
    columns = tab.do(
        """[...document.querySelectorAll('.columns .ways a')].map(way => [
             ...way.textContent.trim().split(': ').map(Number), way.getAttribute('href'), way.getBoundingClientRect().left])"""
    )
    years = [column[0] for column in columns]
    assert years == sorted(set(years)) and years[0] == 1906 and years[-1] >= 2023
    assert all(count > 0 and link.startswith(f"{year}/") for year, count, link, _ in columns)
    assert sum(column[1] for column in columns) > 800
    slot = (columns[-1][3] - columns[0][3]) / (years[-1] - years[0])
    assert all(abs(left - columns[0][3] - slot * (year - 1906)) < 2 for year, _, _, left in columns), (
        "gaps are as wide as years"
    )
    assert set(range(1906, years[-1])) - set(years), "some years are gaps"
