"""Items 15, 16 and 20 of the reader's checklist: what a page says of itself, what is planned, and where one is."""

from __future__ import annotations

import html
import json
import re
from collections import Counter, defaultdict
from typing import Any

import pytest

HEAD = {
    "title": re.compile(r"<title>(.*?)</title>", re.DOTALL),
    "description": re.compile(r'<meta name="description" content="([^"]*)">'),
    "canonical": re.compile(r'<link rel="canonical" href="([^"]*)">'),
    "og:title": re.compile(r'<meta property="og:title" content="([^"]*)">'),
    "og:description": re.compile(r'<meta property="og:description" content="([^"]*)">'),
    "og:url": re.compile(r'<meta property="og:url" content="([^"]*)">'),
    "og:type": re.compile(r'<meta property="og:type" content="([^"]*)">'),
    "og:site_name": re.compile(r'<meta property="og:site_name" content="([^"]*)">'),
}
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
BASES = {"demo": "https://visitgen.example/", "rtl": "https://example.org/"}
NO_PAGE = ("not-found", "redirect", "withdrawn")
"""Pages that stand for no record: they have no address of their own to be found by."""

TYPES = {
    "visit": "Event", "meeting": "Event", "itinerary": "Trip", "event": "Event", "leader": "Person",
    "country": "Country", "place": "Place", "organisation": "Organization", "data": "Dataset",
}  # fmt: skip


def head_of(text: str) -> dict[str, list[str]]:
    """What the head of a page says, each thing with all its values."""
    head = text.partition("</head>")[0]
    return {name: [html.unescape(value) for value in pattern.findall(head)] for name, pattern in HEAD.items()}


def things(text: str) -> list[dict[str, Any]]:
    """What the page says in JSON-LD."""
    found: list[dict[str, Any]] = []
    for data in DATA.findall(text):
        read = json.loads(data)
        for one in read if isinstance(read, list) else read.get("@graph", [read]):
            found.append(one)
    return found


def types(one: dict[str, Any]) -> list[str]:
    """The types of a thing, of which there may be several."""
    said = one.get("@type", [])
    return said if isinstance(said, list) else [said]


# 15. Title, description, canonical, Open Graph and JSON-LD true and unique per page.


@pytest.mark.parametrize("name", ["demo", "rtl"])
def test_15_heads_are_true_and_unique(sites: dict[str, Any], name: str) -> None:
    """Over every page of the site."""
    site = sites[name]
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[str] = []
    for page in site.pages:
        said = head_of(site.html(page.address))
        if page.kind in NO_PAGE:
            continue
        for what, values in said.items():
            if len(values) != 1 or not values[0].strip():
                wrong.append(f"{page}: {what} {values}")
        if wrong:
            continue
        here = BASES[name] + page.address
        if (said["canonical"], said["og:url"]) != ([here], [here]):
            wrong.append(f"{page}: is at {said['canonical']}, {said['og:url']}")
        if said["og:title"][0] not in said["title"][0] or said["og:description"] != said["description"]:
            wrong.append(f"{page}: says one thing here and another there")
        for what in ("title", "description", "canonical", "og:title"):
            seen[what][said[what][0]] += 1
    assert not wrong, wrong[:10]
    for what, counts in seen.items():
        twice = [value for value, count in counts.items() if count > 1]
        assert not twice, (what, twice[:10])


def test_15_titles_say_what_the_page_is(view: Any, choose: Any, template: str) -> None:
    tab = view()
    for shown in choose(template):
        if template in ("redirect", "withdrawn"):  # the heading of the second is a sentence, in Arabic of other forms
            continue
        tab.open(shown)
        title, heading = tab.page.title(), tab.page.inner_text("h1")
        words = set(re.findall(r"\w{3,}", heading.lower()))
        assert not words or len(words & set(re.findall(r"\w{3,}", title.lower()))) >= len(words) / 2, (
            shown,
            title,
            heading,
        )


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_15_structured_data_is_true(view: Any, sites: dict[str, Any], kind: str) -> None:
    """The thing a page is about has its type, its name and its address; an event its first day; the way here is told."""
    tab = view()
    pages = [page for name in ("demo", "rtl") for page in sites[name].pages if page.kind == kind]
    assert pages
    for shown in sorted(pages, key=lambda page: page.size)[:: max(1, len(pages) // 4)]:
        here = BASES[shown.site] + shown.address
        said = things(sites[shown.site].html(shown.address))
        about = [one for one in said if TYPES[kind] in types(one)]
        assert about, f"{shown}: no {TYPES[kind]} in JSON-LD"
        page = tab.open(shown).page
        whole = page.inner_text("main")
        assert about[0].get("url", about[0].get("@id", "")).startswith(here), shown
        words = set(re.findall(r"\w+", about[0]["name"].casefold()))
        assert words and words <= set(re.findall(r"\w+", f"{page.title()} {whole}".casefold())), shown
        if kind in ("visit", "meeting", "event"):
            first = page.locator("main time").first.get_attribute("datetime")
            assert not about[0].get("startDate") or about[0]["startDate"].startswith(first or ""), shown
        trail = next((one for one in said if "BreadcrumbList" in types(one)), None)
        assert trail, f"{shown}: no BreadcrumbList"
        told = [entry.get("name") or entry["item"]["name"] for entry in trail["itemListElement"]]
        crumbs = page.locator("nav.crumbs a").all_inner_texts()
        assert told[: len(crumbs)] == crumbs, shown


def test_15_structured_data_can_be_read(sites: dict[str, Any]) -> None:
    """Over every page: it is JSON, says its vocabulary, and no two pages are about the same address."""
    for site in (sites["demo"], sites["rtl"], sites["small"]):
        for page in site.pages:
            for data in DATA.findall(site.html(page.address)):
                assert "schema.org" in json.dumps(json.loads(data)), page


def test_15_heads_are_read(sites: dict[str, Any]) -> None:
    text = sites["demo"].html("statistics/")
    assert head_of(text)["title"] == ["Statistics · Visits on Record"]
    assert head_of(text.replace('rel="canonical"', 'rel="other"'))["canonical"] == []


# 16. Planned visits are marked and set apart; postponed and cancelled ones are kept and labelled; doubt is in words.


@pytest.mark.parametrize(
    ("visit", "word"),
    [
        ("sisi-jordan-planned", "مقررة"),
        ("herzog-jordan-postponed", "مؤجلة"),
        ("herzog-egypt-cancelled", "ملغاة"),
        ("sisi-israel-doubt", "موضع خلاف"),
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_16_what_did_not_happen_or_is_in_doubt_is_labelled(view: Any, visit: str, word: str, scheme: str) -> None:
    """In words that are seen, Arabic ones: on its page, and on the lists of its traveller."""
    tab = view()
    tab.page.emulate_media(color_scheme=scheme)
    page = tab.open(f"rtl:/visits/{visit}/").page
    assert re.search(word, page.inner_text("main header") + page.inner_text(".facts"), re.IGNORECASE)
    traveller = visit.partition("-")[0]
    page = tab.open(f"rtl:/leaders/{traveller}/").page
    assert re.search(word, page.text_content(f"#{visit}") or "", re.IGNORECASE)
    tab.page.emulate_media(color_scheme="light")


def test_16_planned_visits_are_set_apart_and_not_counted(view: Any) -> None:
    page = view().open("rtl:/").page
    apart = page.locator(".planned-list")
    assert apart.locator("#sisi-jordan-planned").count() == 1
    assert page.locator("section:not(.planned-list) > div > .cards > #sisi-jordan-planned").count() == 0
    assert apart.evaluate("(one) => getComputedStyle(one).borderTopStyle") == "dashed"
    counts = page.inner_text(".counts")
    assert re.search(r"\b6\b", counts), f"of nine visits one is planned, one postponed, one cancelled: {counts}"


def test_16_figures_that_differ_are_said_to(view: Any) -> None:
    page = view().open("rtl:/visits/abdullah-egypt-2023/").page
    measure = page.locator(".measure.many")
    assert measure.locator(".figures > li").count() == 2
    assert "الأرقام مختلفة" in measure.locator(".differ").inner_text()


# 20. Breadcrumbs; a real 404 page with ways on; renamed pages redirect.


def test_20_breadcrumbs_lead_up(view: Any, choose: Any, template: str) -> None:
    tab = view()
    for shown in choose(template, smallest=False):
        if shown.kind in ("home", *NO_PAGE):
            continue
        page = tab.open(shown).page
        crumbs = page.locator("nav.crumbs a")
        assert crumbs.count() >= 1, shown
        addresses = [crumb.evaluate("link => link.pathname").removesuffix("index.html") for crumb in crumbs.all()]
        assert addresses[0] == "/", shown
        assert "/" + shown.address not in addresses, f"{shown}: a crumb leads to the page itself"


@pytest.mark.parametrize("address", ["nothing/", "visits/nothing/at/all/", "2008/13/", "leaders/nobody.html"])
def test_20_what_is_not_there_is_said_with_ways_on(view: Any, sites: dict[str, Any], address: str) -> None:
    """At any depth, styled, answered with 404, and its links work."""
    tab = view()
    page = tab.page
    answer = page.goto(sites["demo"].url + address)
    assert answer.status == 404
    assert page.inner_text("h1")
    assert tab.do("getComputedStyle(document.body).maxInlineSize") != "none"
    page.click("main a >> nth=1")
    page.wait_for_url(lambda url: not url.endswith(address))
    page.wait_for_load_state()
    assert page.locator("h1").count() == 1 and page.url != sites["demo"].url + address
    assert page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus") == 200


@pytest.mark.parametrize("disk", [False, True])
@pytest.mark.parametrize(
    ("old", "new"),
    [("leaders/isaac-herzog/", "leaders/herzog/"), ("visits/old-abdullah-egypt/", "visits/abdullah-egypt-2023/")],
)
def test_20_renamed_pages_lead_on(view: Any, sites: dict[str, Any], old: str, new: str, disk: bool) -> None:
    tab = view(java_script_enabled=False)
    tab.open(f"rtl:/{old}", disk=disk)
    tab.page.wait_for_url(re.compile(re.escape(new) + r"(index\.html)?$"), timeout=5000)
    said = head_of(sites["rtl"].html(old))
    assert said["canonical"] == [BASES["rtl"] + new]
    assert "noindex" in sites["rtl"].html(old)
