"""What the theme's search script finds, run by node on data that visitgen made."""

from __future__ import annotations

import gettext
import json
import random
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from visitgen.load import ENGLISH, Language, load_content, load_register
from visitgen.model import archive_of, site_of
from visitgen.model.dates import Date, parsed_date
from visitgen.plan.cards import cardfile
from visitgen.plan.language import number_words, say_count, speaking
from visitgen.plan.links import linker_of
from visitgen.plan.search import search_pages
from visitgen.plan.usage import usage_of
from visitgen.plan.words import plain, range_words
from visitgen.render import search_files

STATIC = Path(__file__).resolve().parents[3] / "themes" / "chronicle" / "static"

RECORDS = {
    "site.yaml": "title: Small",
    "leaders/all.yaml": """
- {id: emmanuel-macron, name: Emmanuel Macron, terms: [{title: president, country: france, from: 2017-05-14}]}
- {id: bibi, name: Benjamin Netanyahu, other_names: [{name: בנימין נתניהו, lang: he}, Binyamin Netanyahu],
   terms: [{title: prime minister, country: israel, from: 2009}]}
- {id: erdogan, name: Recep Tayyip Erdoğan, terms: [{title: president, country: turkiye, from: 2014}]}
- {id: macronis, name: Macronis, terms: [{title: king, country: greece, from: 1950, to: 1960}]}
""",
    "places/all.yaml": "[{id: tel-aviv, name: Tel Aviv, country: israel}, {id: washington, name: 'Washington, D.C.', country: US}]",
    "events/summit.yaml": "{name: Summit of the Sea, host: italy, start: 2019-06-01}",
    "visits/all.yaml": """
- {id: v1, visitor: emmanuel-macron, host: israel, start: 2023-10-24, end: 2023-10-25, stops: [tel-aviv], hosts: [bibi]}
- {id: v2, visitor: emmanuel-macron, host: US, start: 2022-11-29, end: 2022-12-02, stops: [washington], type: state}
- {id: v3, visitor: bibi, host: US, start: 2018-03, type: working}
- {id: v4, visitor: bibi, host: france, start: 2018-06-05, status: cancelled}
- {id: v5, visitor: erdogan, host: france, within: 2018-01-05/2018-01-09}
- {id: v6, visitor: macronis, host: myanmar, start: 1955-10-24}
- {id: v7, visitor: erdogan, host: italy, start: 2019-06-01, event: summit}
""",
}

SMALL = "a and at by from in of on the to visit visits with"
FRENCH = replace(
    ENGLISH,
    tag="fr",
    months=("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
            "décembre"),
    thousands="\u202f",
    plural=gettext.c2py("n > 1"),  # type: ignore[attr-defined]
    messages={
        ("", "{n} visit"): ("{n} visite", "{n} visites"),
        ("", "Leaders"): ("Dirigeants",),
        ("", "{leader} {in_country}"): ("{in_country} : {leader}",),
        ("", SMALL): ("à au aux de en et la le visite visites",),
        ("", "No script says this."): ("Aucun script ne dit cela.",),
        ("first day of a month", "{day}"): ("{day}er",),
    },
)  # fmt: skip
ARABIC = replace(
    ENGLISH,
    tag="ar",
    thousands=".",
    plural=gettext.c2py("n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"),  # type: ignore[attr-defined]
    messages={
        ("", "{n} visit"): tuple(f"{form}: {{n}}" for form in ("zero", "one", "two", "few", "many", "other")),
        ("date", "{day} {month} {year}"): ("{year} {month} {day}",),
        ("date", "{day} {month}"): ("{month} {day}",),
    },
)
JAPANESE = replace(
    ENGLISH, tag="ja", plural=gettext.c2py("0"), messages={("", "{n} visit"): ("訪問{n}回",)}  # type: ignore[attr-defined]
)  # fmt: skip

Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """A function that evaluates an expression over `names`, `visits` and `S`, the script's functions."""
    return asker(tmp_path_factory.mktemp("content"), ENGLISH)


@pytest.fixture(scope="module", params=[ENGLISH, FRENCH, ARABIC, JAPANESE], ids=lambda language: language.tag)
def said(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Language, Ask]:
    """A language, and the function for a site that speaks it."""
    return request.param, asker(tmp_path_factory.mktemp("content"), request.param)


@pytest.fixture(scope="module")
def demande(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """The function for a site in French."""
    return asker(tmp_path_factory.mktemp("content"), FRENCH)


def asker(content: Path, language: Language) -> Ask:
    """The function for the site of `RECORDS` in a language."""
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not installed: the theme's script cannot be run here")
    for name, text in RECORDS.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text, encoding="utf-8")
    read, _ = load_content(content)
    site, _ = site_of(read)
    archived, found = archive_of(read, load_register(), site, date(2023, 12, 31))
    assert archived, found
    scripts = [file.read_bytes() for file in STATIC.glob("*.js")]
    with speaking(language):
        linker = linker_of(archived.archive)
        pages = search_pages(linker, cardfile(linker), usage_of(archived.archive))
        data = b"".join(artifact.data for artifact in search_files(pages, scripts=scripts)).decode()
    script = (STATIC / "search.js").read_text(encoding="utf-8")

    def evaluate(expression: str, given: Any = None) -> Any:
        program = (
            f"{script}\n{data}\nglobalThis.visitgenData = visitgenData;"
            "const S = visitgenSearch, W = visitgenSay, given = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
            "const names = S.readNames(visitgenData.names), visits = S.readVisits(visitgenData.visits, names);"
            f"process.stdout.write(JSON.stringify({expression}));"
        )
        file = content / "program.js"
        file.write_text(program, encoding="utf-8")
        done = subprocess.run([node, str(file)], input=json.dumps(given), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return evaluate


def found(ask: Ask, **filters: str) -> list[str]:
    """The ids of the visits that fit, in order of time."""
    result: list[str] = ask("S.search(visits, given, {state: 'state visit'}).visits.map(v => v.id)", filters)
    return result


def named(ask: Ask, text: str) -> list[str]:
    """The ids of the subjects that fit, best first."""
    result: list[str] = ask("S.find(names, given).found.map(hit => hit.one.id)", text)
    return result


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("macron", "emmanuel-macron"), ("MACRON emm", "emmanuel-macron"), ("Nétanyahou", "bibi"), ("נתניהו", "bibi"),
        ("binyam", "bibi"), ("erdogan", "erdogan"), ("Erdoğ", "erdogan"), ("burma", "myanmar"), ("usa", "united-states"),
        ("tel-aviv", "tel-aviv"), ("sea summit", "summit"),
    ],
)  # fmt: skip
def test_a_subject_is_found_by_any_name(ask: Ask, text: str, id: str) -> None:
    assert named(ask, text)[0] == id


def test_the_nearest_name_comes_first(ask: Ask) -> None:
    assert named(ask, "macron") == ["emmanuel-macron", "macronis"], "the whole word before its beginning"
    assert named(ask, "nobody") == []
    assert named(ask, "") == []


def test_a_slip_is_forgiven_only_where_nothing_fits(ask: Ask) -> None:
    assert ask("S.find(names, 'emanuel').forgiven") is True
    assert ask("S.find(names, 'macron').forgiven") is False
    assert named(ask, "bim") == [], "short words must be right"


@pytest.mark.parametrize(
    ("typed", "word", "near"),
    [
        ("macrn", "macron", True), ("macroon", "macron", True), ("mecron", "macron", True), ("amcron", "macron", True),
        ("macr", "macron", True), ("mecr", "macron", False), ("mecrn", "macron", False), ("netanyahou", "netanyahu", True),
        ("xmacron", "macron", True), ("macronx", "macron", True), ("macro", "macron", True), ("nacrom", "macron", False),
    ],
)  # fmt: skip
def test_one_letter_may_be_wrong(ask: Ask, typed: str, word: str, near: bool) -> None:
    assert ask("S.near(given[0], given[1])", [typed, word]) is near


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("macron", ["v6", "v2", "v1"]), ("macron israel", ["v1"]), ("israel macron 2023", ["v1"]),
        ("macron in the united states", ["v2"]), ("tel aviv", ["v1"]), ("D.C.", ["v2"]), ("burma", ["v6"]),
        ("myanmar", ["v6"]), ("october 2023", ["v1"]), ("2023-10-25", ["v1"]), ("2022-12", ["v2"]),
        ("king", ["v6"]), ("summit", ["v7"]), ("state visits macron", ["v2"]), ("נתניהו", ["v3", "v4", "v1"]),
        ("24 october", ["v6", "v1"]), ("Nétanyahou 2018", ["v3", "v4"]), ("nowhere", []),
    ],
)  # fmt: skip
def test_words_find_visits(ask: Ask, text: str, ids: list[str]) -> None:
    assert found(ask, q=text) == ids


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"leader": "bibi"}, ["v3", "v4", "v1"]),
        ({"leader": "bibi", "direction": "made"}, ["v3", "v4"]),
        ({"leader": "bibi", "direction": "received"}, ["v1"]),
        ({"country": "france"}, ["v5", "v4", "v2", "v1"]),
        ({"country": "france", "direction": "made"}, ["v2", "v1"]),
        ({"country": "france", "direction": "received"}, ["v5", "v4"]),
        ({"leader": "bibi", "country": "france", "direction": "received"}, ["v1"]),
        ({"type": "state"}, ["v2"]),
        ({"status": "cancelled"}, ["v4"]),
        ({"from": "2019"}, ["v7", "v2", "v1"]),
        ({"from": "2018", "to": "2018"}, ["v5", "v3", "v4"]),
        ({"to": "1960"}, ["v6"]),
        ({"q": "france", "leader": "erdogan"}, ["v5"]),
    ],
)  # fmt: skip
def test_filters(ask: Ask, filters: dict[str, str], ids: list[str]) -> None:
    assert found(ask, **filters) == ids


def test_the_widest_way_out_comes_first(ask: Ask) -> None:
    ways = ask(
        "S.wider(visits, given, {}).map(way => [way.dropped, way.count])",
        {"q": "macron", "country": "france", "type": "working", "from": "2022", "to": "2022"},
    )
    assert ways == [["type", 1]]
    ways = ask("S.wider(visits, given, {}).map(way => [way.dropped, way.count])", {"q": "macron tokyo"})
    assert ways == [["word:tokyo", 3]]
    ways = ask("S.wider(visits, given, {}).map(way => [way.dropped, way.count])", {"leader": "bibi", "type": "state"})
    assert ways == [["type", 3], ["leader", 1]]


def test_visits_say_what_their_cards_say(ask: Ask) -> None:
    said = ask(
        "visits.list.map(v => [v.id, S.when(visits, v).filter((_, at) => at % 2 === 0).join(''), v.role, S.places(visits, v)])"
    )
    assert ["v1", "24–25 October 2023", "president of France", "Tel Aviv"] in said
    assert ["v3", "March 2018", "prime minister of Israel", ""] in said
    assert ["v5", "between 5 and 9 January 2018"] in [row[:2] for row in said]


def test_a_country_has_what_stands_before_it(ask: Ask, demande: Ask) -> None:
    before = "visits.list.map(v => [v.id, v.at + v.where, v.to + v.where])"
    assert ["v2", "in the United States", "to the United States"] in ask(before)
    assert ["v6", "in Burma", "to Burma"] in ask(before)
    assert ["v2", "aux États-Unis", "aux États-Unis"] in demande(before)


def test_dates_are_in_the_words_of_the_other_pages(said: tuple[Language, Ask]) -> None:
    language, ask = said
    chance = random.Random(1)
    spans: list[tuple[str, str]] = [("2023-10-01", "2023-10-01"), ("2023-10-01", "2023-10-02")]
    for length in (0, 0, 1, 3, 20, 40, 400):
        for _ in range(60):
            first = date(1, 1, 1) + timedelta(days=chance.randrange(365, 730000))
            spans.append((first.isoformat(), (first + timedelta(days=length)).isoformat()))

    def words(first: str, last: str) -> list[str]:
        start, end = parsed_date(first), parsed_date(last)
        assert isinstance(start, Date) and isinstance(end, Date)
        return [text for part in range_words(start, end) for text in (part.text, part.datetime or "")]

    got = ask("given.map(span => S.stay(span[0], span[1], visits.data))", spans)
    with speaking(language):
        assert got == [words(*span) for span in spans]
    assert plain(range_words(parsed_date("2023-10-24"), parsed_date("2023-10-25"))) == "24–25 October 2023"  # type: ignore[arg-type]


def test_numbers_are_said_as_on_the_other_pages(said: tuple[Language, Ask]) -> None:
    """In the plural form and with the separator of the language."""
    language, ask = said
    numbers = [*range(1300), 9999, 10_000, 123_456, 1_000_003, 2_000_000]
    got = ask("given.map(n => [W.sayCount(n, '{n} visit', '{n} visits'), W.number(n)])", numbers)
    with speaking(language):
        assert got == [[say_count(n, "{n} visit", "{n} visits"), number_words(n)] for n in numbers]


def test_scripts_say_things_in_the_language_of_the_page(ask: Ask, demande: Ask) -> None:
    said = "[W.say('Leaders'), W.say('{leader} {in_country}', {leader: '$& {leader}', in_country: 'en Italie'}), W.say('No')]"
    assert ask(said) == ["Leaders", "$& {leader} en Italie", "No"]
    assert demande(said) == ["Dirigeants", "en Italie : $& {leader}", "No"]
    assert demande("Object.keys(visitgenData.words.messages).length") == 4, "what no script says is left out"


def test_what_is_asked_for_may_be_in_the_language_of_the_page(demande: Ask) -> None:
    assert found(demande, q="octobre 2023") == ["v1"]
    assert found(demande, q="visites de Macron à Tel Aviv") == ["v1"], "small words say nothing"
    assert found(demande, q="visits of Macron in Tel Aviv") == ["v1"], "nor do the English ones"
    assert found(demande, q="aout") == [] and found(demande, q="mars 2018") == []
    assert found(demande, q="juin 2019") == ["v7"]


def test_messages_of_scripts_are_literal() -> None:
    """Tools find them, and the words of a page are those whose literal stands in a script."""
    for file in STATIC.glob("*.js"):
        text = re.sub(r"function say\w*\([\w, ]*\)|say: say|sayCount: sayCount", "", file.read_text(encoding="utf-8"))
        for call in re.findall(r"\bsay\(\s*(.)", text) + re.findall(r"\bsayCount\(\s*[\w.\- ]+,\s*(.)", text):
            assert call == '"', file.name
        assert len(re.findall(r"\bsayCount\(", text)) == len(
            re.findall(r'\bsayCount\(\s*[\w.\- ]+,\s*"[^"]*",\s*"', text)
        )


def test_ten_thousand_visits_are_searched_in_a_tenth_of_a_second(ask: Ask) -> None:
    """The median of nine searches, each over all visits; the first, which prepares, is left out."""
    times = ask(
        "(() => { const many = []; for (let at = 0; at < 10000; at++) many.push(Object.assign({}, visits.list[at % 7]));"
        " const all = Object.assign({}, visits, {list: many});"
        " return ['macron israel', 'netanyahou', 'zzzzzz yyyyyy', 'france 2018 king'].map(q => {"
        "   const taken = []; for (let turn = 0; turn < 10; turn++) { const began = performance.now();"
        "   S.find(names, q); S.search(all, {q: q}, {}); taken.push(performance.now() - began); }"
        "   return taken.slice(1).sort((a, b) => a - b)[4]; }); })()"
    )
    assert max(times) < 100, times
