"""Search and comparison in a real browser: items 1, 2, 6, 7 and 18 of the reader's checklist."""

from __future__ import annotations

import re
from typing import Any

import pytest

SETTLED = "() => new Promise(done => setTimeout(done, 150))"


def typed(tab: Any, field: str, text: str) -> Any:
    """A text typed into a field, once what it needs has been loaded and has answered."""
    tab.page.click(field)
    tab.page.wait_for_function("() => window.visitgenBox && window.visitgenData && window.visitgenData.names")
    tab.page.keyboard.type(text)
    tab.do(SETTLED)
    return tab.page


def heading(tab: Any) -> str:
    """How many visits the page of results says there are."""
    text: str = tab.page.inner_text("#count_")
    return text


def cards(tab: Any) -> list[str]:
    """The visits shown, who and where."""
    found: list[str] = tab.page.locator("#results_ .what a").all_inner_texts()
    return found


def faults(tab: Any) -> list[str]:
    """What went wrong; not what a page had asked for when the reader left it."""
    return [fault for fault in tab.wrong if "ERR_ABORTED" not in fault]


# Without a script


@pytest.mark.parametrize("disk", [True, False], ids=["from disk", "from a host"])
def test_01_without_script_the_form_leads_to_the_lists(view: Any, disk: bool) -> None:
    tab = view(java_script_enabled=False)
    page = tab.open("demo:/leaders/emmanuel-macron/", disk=disk).page
    page.fill("#seek_", "israel")
    page.press("#seek_", "Enter")
    page.wait_for_url(re.compile(r"/search/index\.html\?q=israel$"))
    assert "does not run it" in page.inner_text("main")
    assert not page.is_visible("#filters_") and not page.is_visible("#results_")
    page.click("main ul a >> text=Leaders")
    assert page.inner_text("h1") == "Leaders"


def test_01_without_script_the_comparison_says_where_to_look(view: Any) -> None:
    page = view(java_script_enabled=False).open("demo:/leaders/emmanuel-macron/").page
    page.click("text=Compare with another leader")
    page.wait_for_load_state()
    assert "does not run it" in page.inner_text("main") and not page.is_visible("#chooser_")
    page.click("main ul a >> text=Pairs of countries")
    assert page.inner_text("h1") == "Pairs of countries"


# The box in the header


def test_02_the_box_works_from_disk_and_loads_its_data_when_used(view: Any) -> None:
    tab = view(fresh=True)
    page = tab.open("demo:/visits/macron-israel-2023-10-24/", disk=True).page
    assert not any("search" in url for url in tab.fetched), "nothing is loaded before it is used"
    typed(tab, "#seek_", "netan")
    assert any(url.endswith("search/names.js") for url in tab.fetched)
    assert not any(url.endswith("search/visits.js") for url in tab.fetched), "visits only where they are searched"
    page.click("[role=option] >> text=Benjamin Netanyahu")
    page.wait_for_url(re.compile("leaders/benjamin-netanyahu/index.html$"))
    assert not faults(tab)


@pytest.mark.parametrize("address", ["", "leaders/emmanuel-macron/", "relations/france--israel/"])
def test_02_the_box_leads_right_from_any_depth_under_a_strict_policy(view: Any, address: str) -> None:
    tab = view()
    page = typed(tab.open(f"demo:/{address}"), "#seek_", "jordan")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/countries/jordan/"))
    assert page.inner_text("h1") == "Jordan"
    assert not faults(tab)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("macron", "Emmanuel Macron"), ("MACRÓN", "Emmanuel Macron"), ("Nétanyahou", "Benjamin Netanyahu"),
        ("נתניהו", "Benjamin Netanyahu"), ("burma", "Myanmar"), ("tel aviv", "Tel Aviv"), ("USA", "United States"),
    ],
)  # fmt: skip
def test_06_the_box_finds_names_in_any_spelling_and_script(view: Any, text: str, name: str) -> None:
    page = typed(view().open("demo:/"), "#seek_", text)
    assert page.inner_text("[role=option] >> nth=0 >> .name") == name


def test_06_the_box_answers_within_a_tenth_of_a_second(view: Any) -> None:
    tab = view()
    typed(tab.open("demo:/"), "#seek_", "ma")
    taken = tab.do(
        "() => { const field = document.getElementById('seek_'); field.value = 'france';"
        " const began = performance.now(); field.dispatchEvent(new Event('input')); return performance.now() - began; }"
    )
    assert taken < 100


def test_18_the_keyboard_alone_is_enough(view: Any) -> None:
    tab = view()
    page = tab.open("demo:/countries/france/").page
    page.keyboard.press("/")
    assert tab.do("() => document.activeElement.id") == "seek_"
    page.wait_for_function("() => window.visitgenBox")
    page.keyboard.type("isr")
    tab.do(SETTLED)
    field = page.locator("#seek_")
    assert field.get_attribute("role") == "combobox" and field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    marked = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{marked}").get_attribute("aria-selected") == "true"
    assert page.locator("[role=option][aria-selected=true]").count() == 1
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None, "one step back is the field itself"
    page.keyboard.press("Escape")
    assert field.input_value() == "" and field.get_attribute("aria-expanded") == "false"
    page.keyboard.type("isr/")
    assert field.input_value() == "isr/", "in a field a stroke is a letter"
    page.keyboard.press("Tab")
    assert tab.do("() => document.activeElement.id") != "seek_", "nothing traps a key"
    assert not page.is_visible("[role=listbox]")


def test_18_enter_without_a_choice_leads_to_the_results(view: Any) -> None:
    tab = view()
    page = typed(tab.open("demo:/places/"), "#seek_", "biden israel")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/.*q=biden"))
    tab.do(SETTLED)
    assert heading(tab) == "2 visits"
    assert cards(tab) == ["Joseph R. Biden in Israel"] * 2


# The page of results


@pytest.mark.parametrize("disk", [True, False], ids=["from disk", "from a host"])
def test_07_filters_stand_in_the_address_and_back_restores_them(view: Any, disk: bool) -> None:
    tab = view(fresh=True)
    page = tab.open("demo:/search/", disk=disk).page
    everything = heading(tab)
    typed(tab, "#leader_", "biden")
    page.keyboard.press("Enter")
    tab.do(SETTLED)
    with_leader = heading(tab)
    assert "leader=joseph-r-biden" in page.url and with_leader != everything
    page.select_option("#direction_", "made")
    page.fill("#from_", "2022")
    page.press("#from_", "Tab")
    assert page.url.endswith("leader=joseph-r-biden&direction=made&from=2022")
    chips = page.locator("#chips_ button:not(.clear)").all_inner_texts()
    assert [re.sub(r"^Remove the filter\s+", "", chip) for chip in chips] == [
        "Leader: Joseph R. Biden", "Visits: made", "Years: from 2022",
    ]  # fmt: skip
    narrowest = heading(tab)
    page.go_back()
    page.go_back()
    tab.do(SETTLED)
    assert heading(tab) == with_leader and page.input_value("#leader_") == "Joseph R. Biden"
    assert page.input_value("#from_") == "" and page.input_value("#direction_") == ""
    page.go_forward()
    page.go_forward()
    tab.do(SETTLED)
    assert heading(tab) == narrowest
    page.reload()
    assert heading(tab) == narrowest and page.input_value("#from_") == "2022"
    assert not faults(tab)


def test_07_back_from_a_visit_restores_the_results(view: Any) -> None:
    tab = view(fresh=True)
    page = tab.open("demo:/search/", "?q=biden&from=2021").page
    before = cards(tab)
    page.click("#results_ a >> nth=1")
    page.wait_for_url(re.compile("/visits/"))
    page.go_back()
    page.wait_for_selector("#results_ .card")
    assert cards(tab) == before and page.input_value("#q_") == "biden"


def test_07_a_chip_removes_its_filter_and_keeps_the_focus_near(view: Any) -> None:
    tab = view(fresh=True)
    page = tab.open("demo:/search/", "?country=israel&from=1990&to=2010").page
    page.click("#chips_ button >> nth=0")
    assert "country" not in page.url and "from=1990&to=2010" in page.url
    assert tab.do("() => document.activeElement.textContent.includes('1990–2010')")
    page.keyboard.press("Enter")
    assert page.url.endswith("/search/") or page.url.endswith("index.html")
    assert tab.do("() => document.activeElement.id") == "q_"


def test_07_the_count_is_announced_politely(view: Any) -> None:
    tab = view()
    page = tab.open("demo:/search/", "?q=france").page
    assert page.get_attribute("#told_", "role") == "status"
    page.wait_for_function("() => /^\\d+ visits/.test(document.getElementById('told_').textContent)")
    page.fill("#q_", "no such thing on record")
    page.wait_for_function("() => /^No visits/.test(document.getElementById('told_').textContent)")


def test_07_an_empty_result_offers_the_nearest_wider_one(view: Any) -> None:
    tab = view(fresh=True)
    page = tab.open("demo:/search/", "?q=biden+poland&from=1990&to=1991").page
    assert heading(tab) == "No visits"
    assert page.inner_text("#empty_ p >> nth=0") == (
        "No visit on record fits all of this at once: “biden poland”, 1990–1991."
    )
    page.click("#empty_ a >> nth=0")
    assert heading(tab) == "2 visits" and "from" not in page.url
    page.go_back()
    tab.do(SETTLED)
    assert heading(tab) == "No visits"


def test_07_a_slip_is_forgiven_and_said(view: Any) -> None:
    tab = view()
    page = tab.open("demo:/search/", "?q=Nétanyahou").page
    assert "These are the nearest spellings." in page.inner_text("#forgiven_")
    assert cards(tab) and "Benjamin Netanyahu" in page.inner_text("#pages_")


def test_07_fifty_at_a_time_and_the_button_keeps_the_focus(view: Any) -> None:
    tab = view(fresh=True)
    page = tab.open("demo:/search/").page
    assert len(cards(tab)) == 50
    page.focus("#more_")
    page.keyboard.press("Enter")
    assert len(cards(tab)) == 100 and tab.do("() => document.activeElement.id") == "more_"
    assert "100 of" in page.inner_text("#told_")
    page.click("#results_ a >> nth=90")
    page.go_back()
    page.wait_for_selector("#results_ .card")
    assert len(cards(tab)) == 100, "as many as had been asked for"


def test_07_the_last_batch_leads_the_focus_on(view: Any) -> None:
    tab = view(fresh=True)
    page = tab.open("demo:/search/", "?from=2000&to=2004").page
    total = int(heading(tab).split()[0])
    assert total > 50
    while page.is_visible("#more_"):
        page.focus("#more_")
        page.keyboard.press("Enter")
    assert len(cards(tab)) == total
    assert tab.do("() => document.activeElement.closest('.card') !== null")


def test_07_results_say_what_the_cards_of_other_pages_say(view: Any, sites: Any) -> None:
    """Dates, names, badges and roles, word for word, and the same machine values."""
    tab = view()
    there = "e => [e.querySelector('.when').innerHTML.trim(), ...[...e.querySelectorAll('.what b, .badge')].map(b => b.textContent)]"
    shown = tab.open("demo:/search/", "?country=israel&direction=received").page.locator("#results_ .card")
    result = {one.get_attribute("id"): one.evaluate(there) for one in shown.all()}
    page = tab.open("demo:/countries/israel/").page
    other = {one.get_attribute("id"): one.evaluate(there) for one in page.locator("#content_ .card").all()}
    assert len(result) > 10
    for id, card in result.items():
        assert card == other[id], id


def test_07_the_box_of_the_page_gives_results_while_typing_and_esc_clears_it(view: Any) -> None:
    tab = view(fresh=True)
    page = tab.open("demo:/search/").page
    page.keyboard.press("/")
    page.keyboard.type("camp", delay=10)
    tab.do(SETTLED)
    assert page.url.endswith("?q=camp") and "visit" in heading(tab)
    page.keyboard.press("Escape")
    tab.do(SETTLED)
    assert page.input_value("#q_") == "" and "q=" not in page.url


@pytest.mark.parametrize(
    "address", ["search/", "search/?q=x&leader=nobody&type=none&from=abc", "search/?q=%3Cimg%20src=x%3E"]
)
def test_07_any_address_is_borne(view: Any, address: str) -> None:
    tab = view()
    page, _, query = address.partition("?")
    tab.open(f"demo:/{page}", f"?{query}" if query else "")
    assert heading(tab) and not faults(tab)
    assert tab.page.locator("main img").count() == 0


# The comparison


@pytest.mark.parametrize("disk", [True, False], ids=["from disk", "from a host"])
def test_two_leaders_side_by_side(view: Any, disk: bool) -> None:
    tab = view(fresh=True)
    page = tab.open("demo:/leaders/george-w-bush/", disk=disk).page
    page.click("text=Compare with another leader")
    page.wait_for_function("() => document.getElementById('a_')?.value")
    assert page.input_value("#a_") == "George W. Bush"
    typed(tab, "#b_", "obama")
    page.keyboard.press("Enter")
    tab.do(SETTLED)
    assert page.inner_text("h1") == "George W. Bush and Barack Obama"
    assert page.url.endswith("?a=george-w-bush&b=barack-obama")
    assert page.locator(".compared figure.chart").count() == 2
    made = page.inner_text(".compared tr:has(th:text('Visits made')) td >> nth=0")
    page.click(".compared tr:has(th:text('Visits made')) a >> nth=0")
    page.wait_for_selector("#results_ .card")
    assert heading(tab) == f"{made} visits"
    page.go_back()
    page.wait_for_selector(".compared figure.chart")
    assert page.inner_text("h1") == "George W. Bush and Barack Obama"
    page.go_back()
    page.wait_for_function("() => document.getElementById('title_').textContent === 'Compare'")
    assert not faults(tab)


def test_two_countries_side_by_side(view: Any) -> None:
    tab = view(fresh=True)
    page = tab.open("demo:/relations/france--israel/").page
    page.click("text=Compare the two side by side")
    page.wait_for_selector(".compared .cards")
    assert page.inner_text("h1") == "France and Israel"
    assert "Emmanuel Macron in Israel" in page.inner_text(".compared .cards")
    page.click("text=All visits between France and Israel")
    page.wait_for_url(re.compile("/relations/france--israel/"))


def test_a_comparison_whose_visits_do_not_come_says_so(view: Any) -> None:
    tab = view(fresh=True)
    tab.page.route("**/search/visits.js", lambda route: route.abort("internetdisconnected"))
    page = tab.open("demo:/compare/", "?a=george-w-bush&b=joseph-r-biden").page
    page.wait_for_selector(".compared button")
    assert page.inner_text(".compared .note") == page.inner_text("#told_") == "The visits could not be loaded."
    page.click(".compared button")
    page.wait_for_selector(".compared button")
    page.unroute("**/search/visits.js")
    page.focus(".compared button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".compared figure.chart")
    assert page.inner_text("h1") == "George W. Bush and Joseph R. Biden"
    assert tab.do("document.activeElement.id") == "title_"


def test_counts_compared_are_those_of_the_leaders_page(view: Any) -> None:
    tab = view()
    page = tab.open("demo:/compare/", "?a=george-w-bush&b=joseph-r-biden").page

    def row(label: str) -> str:
        text: str = page.inner_text(f".compared tr:has(th:text('{label}')) td >> nth=0")
        return text

    got = [row(label) for label in ("Journeys", "Visits made", "Days abroad")]
    tab.open("demo:/leaders/george-w-bush/")
    assert [
        page.inner_text(f".counts div:has(dt:text-is('{label}')) dd b")
        for label in ("Journeys", "Visits", "Days abroad")
    ] == got


# Looks


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize(
    "address", ["search/?q=biden&country=israel&type=official", "compare/?a=george-w-bush&b=joseph-r-biden"]
)
def test_nothing_scrolls_sideways(view: Any, address: str, width: int) -> None:
    page, _, query = address.partition("?")
    tab = view()
    tab.open(f"demo:/{page}", f"?{query}", width=width)
    tab.do(SETTLED)
    assert tab.do("() => document.documentElement.scrollWidth") <= width


def test_the_list_stays_in_the_window(view: Any) -> None:
    tab = view(fresh=True)
    typed(tab.open("demo:/", width=320), "#seek_", "a")
    box = tab.page.locator("#seek_list_").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 320


def test_print_leaves_the_fields_out(view: Any) -> None:
    tab = view(fresh=True)
    page = tab.open("demo:/search/", "?q=macron").page
    page.emulate_media(media="print")
    assert (
        not page.is_visible("#ask_")
        and not page.is_visible("#filters_")
        and page.is_visible("#results_ .card >> nth=0")
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("address", "field", "text"),
    [
        ("search/?q=france&leader=joseph-r-biden", "", ""),
        ("search/?q=biden+poland&from=1990&to=1991", "", ""),
        ("search/", "#country_", "an"),
        ("search/", "#country_", "no such"),
        ("leaders/emmanuel-macron/", "#seek_", "ma"),
        ("compare/?a=george-w-bush&b=joseph-r-biden", "", ""),
    ],
)
def test_09_axe_finds_nothing_in_what_the_script_makes(
    view: Any, node_modules: Any, scheme: str, address: str, field: str, text: str
) -> None:
    tab = view(color_scheme=scheme)
    page, _, query = address.partition("?")
    tab.open(f"demo:/{page}", f"?{query}" if query else "", width=1280)
    if field:
        typed(tab, field, text).keyboard.press("ArrowDown")
    tab.do((node_modules / "axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = tab.do("async () => (await axe.run()).violations.map(one => one.id + ': ' + one.nodes[0].html)")
    assert not found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("اسحاق", "إسحاق هرتسوغ"),  # without its hamza
        ("הרצוג", "إسحاق هرتسوغ"),
        ("ISAAC", "إسحاق هرتسوغ"),
        ("el sisi", "عبد الفتاح السيسي"),
        ("عبدَ الفتّاح", "عبد الفتاح السيسي"),  # with its vowel points
    ],
)
def test_14_a_page_from_right_to_left_finds_every_script(view: Any, text: str, name: str) -> None:
    tab = view()
    page = typed(tab.open("rtl:/", width=320), "#seek_", text)
    assert page.inner_text("[role=option] >> nth=0 >> .name") == name
    box = page.locator("#seek_list_").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 320
