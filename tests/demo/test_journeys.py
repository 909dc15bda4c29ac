"""The journeys of October 2023: order, counts, and what was still planned."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.demo.reading import Pages, counts, wanted
from visitgen.commands.build import Made, Options, build

BLINKEN: tuple[tuple[str, str, str, str, tuple[tuple[str, str, str], ...]], ...] = (
    ("israel-2023-10-11", "in Israel", "11–12 October 2023", "Tel Aviv", (
        ("blinken-herzog-2023-10-11", "Isaac Herzog", "president of Israel"),
        ("blinken-netanyahu-2023-10-11", "Benjamin Netanyahu", "prime minister of Israel"))),
    ("jordan-2023-10-13", "in Jordan", "13 October 2023", "Amman", (
        ("blinken-abbas-2023-10-13", "Mahmoud Abbas", "president of the Palestinian Authority"),
        ("blinken-abdullah-2023-10-13", "Abdullah II", "king of Jordan"))),
    ("bahrain-2023-10-13", "in Bahrain", "13 October 2023", "Manama", (
        ("blinken-salman-bin-hamad-2023-10-13", "Salman bin Hamad Al Khalifa",
         "crown prince and prime minister of Bahrain"),
    )),
    ("qatar-2023-10-13", "in Qatar", "13 October 2023", "Doha", (
        ("blinken-mohammed-bin-abdulrahman-2023-10-13", "Mohammed bin Abdulrahman Al Thani",
         "prime minister and foreign minister of Qatar"),)),
    ("uae-2023-10-14", "in the United Arab Emirates", "14 October 2023", "Abu Dhabi", (
        ("blinken-mohammed-bin-zayed-2023-10-14", "Mohammed bin Zayed Al Nahyan",
         "president of the United Arab Emirates"),)),
    ("saudi-arabia-2023-10-14", "in Saudi Arabia", "14–15 October 2023", "Riyadh", (
        ("blinken-mohammed-bin-salman-2023-10-14", "Mohammed bin Salman",
         "crown prince and prime minister of Saudi Arabia"),
    )),
    ("egypt-2023-10-15", "in Egypt", "15 October 2023", "Cairo", (
        ("blinken-sisi-2023-10-15", "Abdel Fattah el-Sisi", "president of Egypt"),)),
    ("israel-2023-10-16", "in Israel", "16–18 October 2023", "Tel Aviv", (
        ("blinken-herzog-2023-10-16", "Isaac Herzog", "president of Israel"),
        ("blinken-netanyahu-2023-10-16", "Benjamin Netanyahu", "prime minister of Israel"))),
)  # fmt: skip


@pytest.mark.parametrize("row", BLINKEN, ids=[row[0] for row in BLINKEN])
def test_blinkens_visit(row: tuple[str, str, str, str, tuple[tuple[str, str, str], ...]], pages: Pages) -> None:
    visit, where, dates, place, met = row
    address = f"/visits/blinken-{visit}/"
    text = pages(address).words()
    wanted(address, text, f"Antony J. Blinken, secretary of state of the United States, {where}", dates, place,
           "Travels of the Secretary of State: Antony J. Blinken")  # fmt: skip
    for meeting, name, role in met:
        wanted(address, text, f"{name} {role}")
        page = f"/meetings/{meeting}/"
        wanted(page, pages(page).words(), f"{name} {role}", place, "Antony J. Blinken secretary of state")


@pytest.mark.parametrize("id", ["blinken-herzog-2023-10-16", "blinken-netanyahu-2023-10-16"])
def test_blinkens_last_meetings_were_before_bidens_visit(id: str, pages: Pages) -> None:
    wanted(id, pages(f"/meetings/{id}/").words(), "Before the visit of Joseph R. Biden")


@pytest.mark.parametrize("address", ["/itineraries/blinken-middle-east-2023-10/", "/leaders/antony-j-blinken/"])
def test_blinkens_journey_is_counted_right(address: str, pages: Pages, roles: Pages) -> None:
    shown = counts((roles if "leaders" in address else pages)(address))
    assert (shown["journeys"], shown["visits"], shown["days abroad"]) == ("1", "8", "8")


def test_blinkens_visits_are_in_order(pages: Pages) -> None:
    links = [
        node.attributes["href"].removesuffix("index.html").rstrip("/").rpartition("/")[2]
        for node in pages("/itineraries/blinken-middle-east-2023-10/").elements()
        if node.tag == "a" and "visits/blinken-" in node.attributes.get("href", "")
    ]
    assert list(dict.fromkeys(links)) == [f"blinken-{row[0]}" for row in BLINKEN]


def test_three_countries_on_one_day(pages: Pages) -> None:
    day = pages.part("/2023/10/", "d2023-10-13").words()
    for country in ("Jordan", "Bahrain", "Qatar"):
        wanted("13 October", day, f"Antony J. Blinken in {country}")


def test_macrons_journey_counts_only_what_was_under_way(pages: Pages) -> None:
    shown = counts(pages("/itineraries/macron-middle-east-2023-10/"))
    assert shown["journeys"] == "1" and shown["days abroad"] == "1"
    assert shown["visits"].startswith("1 2 more not counted")


@pytest.mark.parametrize(
    "where",
    [
        "visits/macron-palestine-2023-10",
        "visits/macron-jordan-2023-10",
        "meetings/macron-abbas-2023-10",
        "meetings/macron-abdullah-2023-10",
        "meetings/macron-sisi-2023-10",
        "meetings/macron-gulf-leaders-2023-10",
    ],
)
def test_what_is_planned_is_marked_in_the_head_of_its_page(where: str, pages: Pages) -> None:
    head = next(node for node in pages(f"/{where}/").elements() if node.tag == "header")
    assert "planned" in head.words()


def test_planned_visits_are_marked_in_lists(pages: Pages) -> None:
    for id in ("macron-palestine-2023-10", "macron-jordan-2023-10"):
        assert "planned" in pages.part("/2023/10/", id).words()


def test_contacts_are_no_visits(demo: Made, pages: Pages) -> None:
    assert demo.archive is not None
    assert not [id for id in demo.archive.visits if "hezbollah" in id or "briefing" in id or "sisi-2023" in id]
    assert counts(pages("/leaders/emmanuel-macron/"))["visits"].startswith("1 ")


def test_the_archive_as_it_stood_on_24_october_2023(by_hand: Path, capsys: pytest.CaptureFixture[str]) -> None:

    probes = by_hand / "meetings" / "probes.yaml"
    kept = probes.read_text()
    probes.unlink()  # they lie partly in the future of that day
    try:
        output = by_hand.parent / "then"
        assert build(Options(content=by_hand, output=output, as_of=date(2023, 10, 24))) == 0, capsys.readouterr().err
    finally:
        probes.write_text(kept)
    pages = Pages({path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*.html")})
    for id in ("macron-palestine-2023-10", "macron-jordan-2023-10"):
        assert "planned" in pages.part("/2023/10/", id).words()
    assert "planned" not in pages.part("/2023/10/", "scholz-israel-2023-10").words()
    wanted("the front page", pages("/").words(), "Records as of 24 October 2023", "Emmanuel Macron to Palestine")


def test_the_demonstration_has_no_errors(demo: Made) -> None:
    assert not [found for found in demo.diagnostics if found.code.severity == "error"]


def test_counts_of_the_records_by_hand(roles: Pages) -> None:
    shown = counts(roles("/statistics/"))
    assert shown["visits"].startswith("15 2 more not counted"), "8 by Blinken, 1 by Macron, 1 by each of the six"
    assert shown["days abroad"].startswith("10 5 visits of unknown days apart"), "8, 1 and 1; five are of no known day"
