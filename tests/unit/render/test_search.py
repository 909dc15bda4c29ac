"""The data files of search: classic scripts that say all the records say, in few bytes."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from visitgen.load import ENGLISH
from visitgen.plan import Page
from visitgen.plan.language import speaking
from visitgen.plan.views import Searchable, SearchView, Subject, Tally, TimePart, VisitLine
from visitgen.render.links import ROOT, href
from visitgen.render.search import ALPHABET, NAMES, PAIRS, VISITS, WORDS, search_files

SiteOf = Callable[..., dict[str, bytes]]

RECORDS = {
    "site": "title: Search\nas_of: 2023-12-31",
    "leaders__all": """
- {id: anna, name: Anna, other_names: [Anuška, "A. \t the First"], terms: [{title: president, country: france, from: 2000}]}
- {id: bela-of-italy, name: "Béla;\nKing", terms: [{title: king, country: italy, from: 2000}]}
""",
    "places__rome": "{name: Rome, country: italy}",
    "visits__all": """
- {visitor: anna, host: italy, start: 2021-03-01, end: 2021-03-04, stops: [rome, {name: "</script>"}]}
- {id: other, visitor: bela-of-italy, host: france, start: 2022-01}
""",
    "meetings__call": "{date: 2023-01-02, mode: phone, participants: [anna, bela-of-italy]}",
}


def read(data: bytes) -> Any:
    """The value a data file assigns."""
    match = re.fullmatch(r"var visitgenData=visitgenData\|\|\{\};visitgenData\.(\w+)=(.*);\n", data.decode(), re.DOTALL)
    assert match, data[:80]
    return json.loads(match[2])


@pytest.fixture
def files(site_of: SiteOf) -> dict[str, bytes]:
    return site_of(**RECORDS)


def test_the_files_stand_beside_their_page(files: dict[str, bytes]) -> None:
    assert {NAMES, VISITS, PAIRS, "search/index.html", "compare/index.html"} <= set(files)


def test_names_are_columns(files: dict[str, bytes]) -> None:
    leaders = read(files[NAMES])[0]
    assert leaders["kind"] == "leader" and leaders["folder"] == "leaders"
    assert leaders["names"].split("\n") == ["Anna", "Béla; King"]
    assert leaders["ids"].split("\n") == ["", "bela-of-italy"], "an id made from the name is not written"
    assert leaders["also"].split("\n") == ["Anuška\tA. the First", ""]
    assert leaders["counts"] == [1, 1]


def test_visits_are_columns(files: dict[str, bytes]) -> None:
    visits = read(files[VISITS])
    assert visits["days"] == [737850, 306] and visits["stay"] == "30"
    assert visits["who"] == "01" and visits["ids"] == {"1": "other"}
    assert visits["spots"] == [["Rome", 0], ["</script>", -1]] and visits["spot"] == [[1, 2], 0]
    assert visits["words"] == {"1": ["January 2022", "2022-01"]}
    assert visits["posts"][visits["held"]["0"][0]][0] == "president of France"
    assert visits["before"] == [["in ", "to "]] and visits["hosts"][0][1:] == ["Italy", 0]
    assert visits["dates"] == ["{day} {month} {year}", "{day} {month}", "1"]


def test_contacts_and_counts_are_apart(files: dict[str, bytes]) -> None:
    pairs = read(files[PAIRS])
    assert pairs["contacts"] == [
        ["call", "Contact by telephone: Anna and Béla; King", ["2 January 2023", "2023-01-02"], [0, 1], "completed"]
    ]
    assert pairs["tallies"] == {"0": [1, 4, 0], "1": [1, 0, 1]}
    assert pairs["relations"] == [[0, 1]]


def test_many_values_are_numbers(site_of: SiteOf) -> None:
    many = len(ALPHABET) + 5
    leaders = "".join(f"- {{id: l{n}, name: Leader {n}}}\n" for n in range(many))
    visits = "".join(f"- {{visitor: l{n}, host: italy, start: 2021-03-01}}\n" for n in range(many))
    data = read(site_of(site="title: T\nas_of: 2023-12-31", leaders__all=leaders, visits__all=visits)[VISITS])
    assert isinstance(data["who"], list) and sorted(data["who"]) == list(range(many))


def test_an_empty_archive_has_its_data(site_of: SiteOf) -> None:
    files = site_of(site="title: T\nas_of: 2023-12-31")
    assert read(files[VISITS])["days"] == [] and read(files[NAMES])[0]["counts"] == []


def large(visits: int) -> Page:
    """A page of results of an archive as large as one may get: names, offices and days by chance, no two leaders alike."""
    chance = random.Random(4)
    parts = "an bel cor dim ez far gol han ib jor kam lin mar nor os pet qua ros sul tan um vor wen xa yil zor".split()

    def name(words: int) -> str:
        return " ".join("".join(chance.choices(parts, k=chance.randint(2, 3))).title() for _ in range(words))

    def subject(kind: str, at: int) -> Subject:
        shown = name(2 if kind == "leader" else 1)
        return Subject(id=f"{shown.lower().replace(' ', '-')}", name=shown, names=(name(2),) if at % 8 == 0 else (),
                       note=f"president of {name(1)}" if kind == "leader" else "", count=chance.randint(1, 40))  # fmt: skip

    sizes = {"leader": visits // 6, "country": 210, "place": visits // 7, "event": 100, "organisation": 50, "topic": 40}
    subjects = {kind: tuple(subject(kind, at) for at in range(size)) for kind, size in sizes.items()}
    day, lines = date(1866, 1, 1), []
    for _ in range(visits):
        day += timedelta(days=chance.choice((0, 0, 1, 3, 7, 20)))
        leader, host, place = (chance.choice(subjects[kind]) for kind in ("leader", "country", "place"))
        lines.append(VisitLine(
            id=f"{day}-{leader.id}-{host.id}", visitor=leader.id, role=leader.note, home=subjects["country"][0].id,
            host=host.id, where=host.name, at="in ", to="to ", received_by=(), places=((place.name, place.id),), event=None,
            day=day, last=day + timedelta(days=chance.randint(0, 5)), when=(TimePart(text="a day"),),
            type=chance.choice(("state", "official", "unspecified")), status="completed", badges=(),
        ))  # fmt: skip
    tallies = tuple(Tally(leader=one.id, journeys=3, days=9, undated=0) for one in subjects["leader"])
    index = Searchable(
        subjects=tuple(subjects.items()), visits=tuple(lines), contacts=(), tallies=tallies, relations=()
    )
    view = SearchView(doors=(), types=(), statuses=(), first_year=1866, last_year=2026, index=index)
    return Page(kind="search", address="search/", template="", title="", description="", view=view)


def test_seven_and_a_half_thousand_visits_are_110_kilobytes_at_most() -> None:
    sizes = {file.path: len(gzip.compress(file.data, 6)) for file in search_files([large(7500)])}
    assert sum(sizes.values()) < 110_000, sizes
    assert sizes[NAMES] < 50_000, "what the search box loads"


def test_the_same_records_make_the_same_bytes() -> None:
    assert list(search_files([large(100)])) == list(search_files([large(100)]))


WELSH = replace(
    ENGLISH, tag="cy", thousands=".", plural=lambda number: min(number, 2),
    messages={
        ("", "{n} visit"): ("dim", "{n} ymweliad", "{n} o ymweliadau"), ("", "Say “so”"): ("Dywedwch “felly”",),
        ("", "Say"): ("Dywedwch",), ("list", "so"): ("felly",),
    },
)  # fmt: skip


def test_a_site_in_another_language_has_the_words_of_its_scripts() -> None:
    scripts = (b'say("Say ' + "“so”".encode() + b'")', b'sayCount(n, "{n} visit", "{n} visits"); say("so");')
    with speaking(WELSH):
        files = {file.path: file.data for file in search_files([large(10)], "cy/", scripts)}
    assert set(files) == {f"cy/{path}" for path in (NAMES, VISITS, PAIRS, WORDS)}
    words = read(files[f"cy/{WORDS}"])
    assert words["messages"] == {
        "{n} visit": ["dim", "{n} ymweliad", "{n} o ymweliadau"], "Say “so”": "Dywedwch “felly”",
    }, "only those of the scripts, and none that depends on a context"  # fmt: skip
    assert words["thousands"] == "." and words["plural"] == "01" + "2" * 198


def test_a_site_in_english_has_no_such_file(files: dict[str, bytes]) -> None:
    assert WORDS not in files


def test_a_link_may_carry_a_query() -> None:
    assert href("compare/?a=x&b=y") == f"{ROOT}compare/index.html?a=x&b=y"
    assert href("leaders/x/#made") == f"{ROOT}leaders/x/index.html#made"
    assert href("search/?q=a#b") == f"{ROOT}search/index.html?q=a#b"
