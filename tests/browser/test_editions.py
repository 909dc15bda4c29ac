"""One archive in three languages: English, French under `/fr/`, Arabic under `/ar/`."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from visitgen.load import load_language

BASE = "https://visits.example/"
LANGUAGES = Path(__file__).parents[2] / "languages"
FOLDERS = {"en": "", "fr": "fr/", "ar": "ar/"}
NO_PAGE = ("redirect", "withdrawn", "not-found")
VISIT = "visits/macron-israel/"
_ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">')
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class Texts(HTMLParser):
    """The texts of a page, each with the language of the element it is in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.languages: list[str] = [""]
        self.found: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        lang = values.get("lang") or self.languages[-1]
        for name in ("aria-label", "title", "placeholder"):
            if values.get(name):
                self.found.append((lang, values[name] or ""))
        if tag not in _VOID:
            self.languages.append("script" if tag in ("script", "style") else lang)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.languages.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.languages.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append((self.languages[-1], " ".join(data.split())))


def edition_of(address: str) -> str:
    """The language of the edition that an address is in."""
    return next((tag for tag, folder in FOLDERS.items() if folder and address.startswith(folder)), "en")


def test_every_edition_has_every_page(sites: dict[str, Any]) -> None:
    pages: dict[str, set[str]] = {tag: set() for tag in FOLDERS}
    for page in sites["editions"].pages:
        tag = edition_of(page.address)
        pages[tag].add(page.address.removeprefix(FOLDERS[tag]))
    assert pages["en"] == pages["fr"] == pages["ar"] and len(pages["en"]) > 40


def test_every_page_says_its_language_and_leads_to_the_others(sites: dict[str, Any]) -> None:
    site = sites["editions"]
    for page in site.pages:
        html, tag = site.html(page.address), edition_of(page.address)
        assert f'<html lang="{tag}" dir="{"rtl" if tag == "ar" else "ltr"}"' in html, page
        alternates = dict(_ALTERNATE.findall(html))
        if page.kind in NO_PAGE:
            assert not alternates, page
            continue
        here = page.address.removeprefix(FOLDERS[tag])
        wanted = {other: f"{BASE}{folder}{here}" for other, folder in FOLDERS.items()}
        assert alternates == {**wanted, "x-default": wanted["en"]}, page
        assert f'<link rel="canonical" href="{wanted[tag]}">' in html, page


@pytest.mark.parametrize("tag", ["fr", "ar"])
def test_no_words_of_the_site_are_left_in_english(sites: dict[str, Any], tag: str) -> None:
    """Every text outside of what is marked as English: none is a message of the catalogue as it stands in English."""
    language, _ = load_language(tag, (LANGUAGES,))
    same = {english for (_, english), forms in language.messages.items() if english in forms}
    english = {message for _, message in language.messages} - same
    left = [
        (page.address, text)
        for page in sites["editions"].pages if edition_of(page.address) == tag
        for lang, text in Texts(sites["editions"].html(page.address)).found
        if lang == tag and text.strip(" .:,;") in english
    ]  # fmt: skip
    assert not left, left[:10]


@pytest.mark.parametrize("tag", ["fr", "ar"])
def test_prose_of_the_records_is_marked_as_english(sites: dict[str, Any], tag: str) -> None:
    texts = Texts(sites["editions"].html(FOLDERS[tag] + VISIT)).found
    assert ("en", "He spoke of a") in texts
    assert ("en", "Two hours in the old city.") in texts
    assert ("en", "Ceasefire") in texts and ("en", "Hostages") not in texts
    texts = Texts(sites["editions"].html(FOLDERS[tag])).found
    assert ("en", "Visits of heads of state and government.") in texts and ("en", "A small record of visits") in texts


@pytest.mark.parametrize(
    ("tag", "heading", "dates", "host"),
    [
        ("en", "Emmanuel Macron, president of France, in Israel", "24–25 October 2023 · 2 days", "Israel"),
        ("fr", "Emmanuel Macron, président de la République de France, en Israël", "24–25 octobre 2023", "Israël"),
        ("ar", "إيمانويل ماكرون، رئيس فرنسا، في إسرائيل", "24–25 أكتوبر 2023", "إسرائيل"),
    ],
)
def test_a_visit_in_each_language(view: Any, tag: str, heading: str, dates: str, host: str) -> None:
    page = view().open(f"editions:/{FOLDERS[tag]}{VISIT}").page
    assert page.inner_text("h1") == heading
    assert page.inner_text(".dates").startswith(dates.partition(" · ")[0])
    assert host in page.inner_text("dl.facts")
    assert page.get_attribute(".dates time >> nth=0", "datetime") == "2023-10-24"


@pytest.mark.parametrize("disk", [False, True])
def test_a_reader_goes_from_one_language_to_another_and_stays_on_the_page(view: Any, disk: bool) -> None:
    tab = view()
    page = tab.open(f"editions:/{VISIT}", disk=disk).page
    page.click("nav.editions >> text=العربية")
    page.wait_for_url("**/ar/visits/macron-israel/**")
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    page.click("nav.editions >> text=Français")
    page.wait_for_url("**/fr/visits/macron-israel/**")
    assert page.locator("h1").inner_text().endswith("en Israël")
    page.click("main dl.facts a >> nth=0")
    page.wait_for_url("**/fr/leaders/emmanuel-macron/**")
    assert not tab.wrong


@pytest.mark.parametrize(
    ("tag", "typed", "group", "name"),
    [
        ("fr", "etats", "Pays", "États-Unis"),
        ("ar", "ماكرون", "القادة", "إيمانويل ماكرون"),
        ("ar", "rutte", "القادة", "مارك روته"),
    ],
)
def test_the_search_box_speaks_the_language(view: Any, tag: str, typed: str, group: str, name: str) -> None:
    tab = view()
    page = tab.open(f"editions:/{FOLDERS[tag]}", disk=True).page
    page.fill("#seek_", "")
    page.focus("#seek_")
    page.keyboard.type(typed, delay=5)
    page.wait_for_selector("#seek_list_:not([hidden])")
    assert page.inner_text("#seek_list_ .group-name >> nth=0") == group
    assert page.inner_text("#seek_list_ .name >> nth=0") == name
    assert not tab.wrong


def test_results_are_found_by_the_month_as_it_is_called(view: Any) -> None:
    tab = view()
    page = tab.open("editions:/fr/search/?q=octobre+2023").page
    page.wait_for_selector("main li.card")
    assert page.locator("main li.card").count() == 2
    assert "octobre 2023" in page.inner_text("main li.card >> nth=0")
    assert not tab.wrong


@pytest.mark.parametrize("address", ["fr/", "ar/", "fr/visits/macron-israel/", "ar/visits/macron-israel/",
                                     "ar/statistics/", "fr/leaders/mark-rutte/", "ar/countries/israel/"])  # fmt: skip
def test_nothing_is_too_broad_for_a_phone(view: Any, address: str) -> None:
    tab = view().open(f"editions:/{address}", width=320)
    assert tab.do("() => document.scrollingElement.scrollWidth") <= 320
    tab.resize(1280)


def test_the_site_map_has_every_edition(sites: dict[str, Any]) -> None:
    listed = (sites["editions"].folder / "sitemap.xml").read_text(encoding="utf-8")
    for folder in FOLDERS.values():
        assert f"<loc>{BASE}{folder}{VISIT}</loc>" in listed
    assert not (sites["editions"].folder / "fr/sitemap.xml").exists()
    feed = (sites["editions"].folder / "fr/feed.xml").read_text(encoding="utf-8")
    assert 'xml:lang="fr"' in feed and f'href="{BASE}fr/{VISIT}"' in feed and "en Israël" in feed


def test_style_and_data_are_there_once(sites: dict[str, Any]) -> None:
    folder = sites["editions"].folder
    assert {path.name for path in folder.rglob("chronicle.css")} == {"chronicle.css"}
    assert len(list(folder.rglob("chronicle.css"))) == len(list(folder.rglob("visits.csv"))) == 1
