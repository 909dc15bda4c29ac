"""The import as a whole: on an invented data set, and on the published one where it is at hand."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from visitgen.commands.exchange import run_import
from visitgen.load import load_content, load_register
from visitgen.load.foreign import Countries, Existing, history_state_records, read_history_state
from visitgen.load.foreign.history_state import travel_of
from visitgen.load.foreign.noticing import row_remarks
from visitgen.load.foreign.rows import Row, Rows, folded
from visitgen.load.foreign.visits import dates
from visitgen.model import archive_of, site_of

_spec = importlib.util.spec_from_file_location("foreign_sample", Path(__file__).with_name("foreign_sample.py"))
assert _spec and _spec.loader
sample = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(sample)

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "history-state"
SECTIONS = ("presidents", "secretaries", "visits")
COUNTRIES = Countries(load_register().value)


def imported(folder: Path, existing: Existing | None = None, only=SECTIONS, facts_only=False):
    rows, findings = read_history_state(folder, only)
    assert findings == ()
    files, tally = history_state_records(rows, COUNTRIES, existing or Existing(), only=only, facts_only=facts_only)
    return {record["id"]: record for file in files for record in file.records}, files, tally


@pytest.fixture
def records(tmp_path: Path):
    return imported(sample.written_sample(tmp_path))[0]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "site.yaml").write_text("title: Test\n", encoding="utf-8")
    return folder


def errors(content: Path) -> list[str]:
    read, findings = load_content(content)
    site, found = site_of(read)
    _, more = archive_of(read, load_register(), site, date(2026, 1, 1))
    return [finding.message for finding in (*findings, *found, *more) if finding.code.severity == "error"]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_every_row_is_accounted_for(tmp_path):
    _, _, tally = imported(sample.written_sample(tmp_path))
    assert {section: dict(counts) for section, counts in tally.rows.items()} == {
        "presidents": {"written": 7, "merged": 1, "already there": 0, "unusable": 2},
        "secretaries": {"written": 2, "merged": 0, "already there": 0, "unusable": 0},
        "visits": {"written": 8, "merged": 0, "already there": 0, "unusable": 0},
    }
    assert tally.records["visits"] == (18, 0)


def test_a_row_without_a_date_or_a_known_country_is_reported(tmp_path):
    _, _, tally = imported(sample.written_sample(tmp_path))
    reasons = {entry.reason: entry.example for entry in tally.noticed}
    assert reasons["date: none, so no visit"] == "Canada, trip 8"
    assert reasons["country: none that the register knows, so no visit"] == "Atlantis, trip 9"


def test_a_trip(records):
    assert records["1963-05-01-jane-q-doe-soviet-union"] == {
        "id": "1963-05-01-jane-q-doe-soviet-union", "visitor": "jane-q-doe", "host": "soviet-union",
        "start": "1963-05-01", "end": "1963-05-03", "stops": ["moscow", "kiev"], "type": "state",
        "type_label": "State visit", "summary": "State visit. Met with \\*leaders\\*.",
        "sources": [{"source": "history-state-president-doe-jane-q", "locator": "trip 2"}],
        "verification": "single_source",
    }


def test_a_president_elect_has_a_term_for_it(records):
    assert records["jane-q-doe"] == {
        "id": "jane-q-doe", "name": "Jane Q. Doe", "born": "1900",
        "terms": [
            {"title": "president-elect", "country": "united-states", "role": "head_of_state_and_government",
             "from": "1961-11-07", "to": "1962-01-19", "capacity": "elect"},
            {"title": "president", "country": "united-states", "role": "head_of_state_and_government",
             "from": "1962-01-20", "to": "1966-01-20"},
        ],
    }
    assert records["1961-12-01-jane-q-doe-france"]["summary"] == "Good will trip."
    assert "paul-poe" not in records


def test_one_stay_in_two_rows_is_merged_and_another_keeps_its_number(records):
    merged = records["1963-06-01-jane-q-doe-united-kingdom"]
    assert [cited["locator"] for cited in merged["sources"]] == ["trip 3", "trip 4"]
    assert merged["summary"] == "Attended the NATO Summit.\n\nAttended a dinner."
    assert records["1963-06-01-jane-q-doe-united-kingdom-row-5"]["stops"] == ["bathurst"]
    assert records["bathurst"]["country"] == "gambia"


def test_dates_that_are_none_stay_in_the_notes(records):
    impossible = records["1963-09-jane-q-doe-mexico"]
    assert (impossible["start"], impossible["end"]) == ("1963-09", "1963-10-02")
    assert impossible["notes"] == "The source gives the first day as “1963-09-31”."
    assert impossible["stops"] == ["mexico-d-f", "puebla"]
    backward = records["1963-11-09-jane-q-doe-canada"]
    assert "end" not in backward
    assert backward["notes"] == "The source gives the last day as “1963-11-01”, before the first."
    assert backward["type"] == "transit"
    assert records["sydney"]["note"] == "The source places it in Nova Scotia."


def test_a_place_keeps_its_countries_through_time(records):
    assert records["kiev"]["country"] == [
        {"country": "soviet-union", "to": "1991-12-26"}, {"country": "ukraine", "from": "1991-08-24"},
    ]


def test_a_capital_has_the_point_of_the_register(records):
    assert (records["moscow"]["lat"], records["moscow"]["lon"]) == ("55.752", "37.6178")
    assert (records["paris"]["lat"], records["ottawa"]["note"]) == ("48.8534", "The source places it in Ontario.")
    assert not any("lat" in records[id] for id in ("kiev", "puebla", "ottawa", "bathurst"))


def test_who_accompanied_the_president_is_on_record(records):
    assert records["1963-05-01-richard-roe-soviet-union"]["companions"] == [{"leader": "jane-q-doe"}]
    assert records["richard-roe"]["other_names"] == ["Dick Roe"]


def test_a_surname_joins_the_only_full_name(records):
    assert records["georgi-dimitrov"]["other_names"] == ["Dimitrov"]
    met = records["1964-02-01-georgi-dimitrov-united-states"]
    assert (met["hosts"], met["flags"], met["purposes"]) == (["jane-q-doe"], {"met_host_leader": "yes"}, ["funeral"])


def test_two_offices_pin_the_role(records):
    assert records["1964-03-01-jose-perez-united-states"]["role"] == "president-elect"
    assert records["1964-03-01-jose-perez-united-states"]["notes"] == (
        "Listed by the source under “Cuba (Provisional Government)”."
    )
    assert records["1965-03-01-jose-perez-united-states"]["role"] == "president"
    assert "type" not in records["1965-03-01-jose-perez-united-states"]
    assert [term["title"] for term in records["jose-perez"]["terms"]] == ["president-elect", "president"]


def test_a_consort_travels_along_and_two_leaders_make_two_visits(records):
    assert records["1965-04-01-otto-norway-united-states"]["companions"] == [{"name": "Queen Ada"}]
    two = [records["1965-05-01-a-bee-united-states"], records["1965-05-01-cee-dee-united-states"]]
    assert [visit["sources"][0]["locator"] for visit in two] == ["visit 6", "visit 6"]


def test_namesakes_of_two_countries_have_their_country_in_the_id(records):
    assert {"otto-norway", "otto-sweden"} <= set(records)


def test_a_former_president_travels_without_the_office(records):
    assert "terms" not in records["eff-gee"]
    assert records["1965-06-01-eff-gee-united-states"]["notes"] == "Listed by the source as former president."


def test_facts_only_leaves_the_prose_out(tmp_path):
    records, _, tally = imported(sample.written_sample(tmp_path), facts_only=True)
    assert not any("summary" in record for record in records.values())
    assert records["1965-04-01-otto-norway-united-states"]["type"] == "state"
    assert any("--facts-only" in entry.reason and entry.count == 13 for entry in tally.noticed)


def test_ids_do_not_depend_on_the_part_imported(tmp_path):
    folder = sample.written_sample(tmp_path)
    whole, _, _ = imported(folder)
    parts: dict[str, object] = {}
    for section in SECTIONS:
        parts |= imported(folder, only=(section,))[0]
    assert parts == whole


def test_what_the_archive_has_is_left_alone(tmp_path):
    folder = sample.written_sample(tmp_path)
    existing = Existing(
        leaders={"jose-perez": frozenset({"president"})}, places={"moscow": frozenset({"united-states"})},
        sources=frozenset({"history-state-visits-cuba"}), visits=frozenset({"1965-03-01-jose-perez-united-states"}),
        visit_keys={("georgi-dimitrov", "united-states", "1964-02-01"): frozenset({"dimitrov-in-washington"})},
    )
    records, _, tally = imported(folder, existing)
    assert "jose-perez" not in records
    assert "1965-03-01-jose-perez-united-states" not in records
    assert "1964-02-01-georgi-dimitrov-united-states" not in records
    assert "history-state-visits-cuba" not in records
    assert tally.rows["visits"]["already there"] == 2
    # The archive's Moscow is another town, and its Pérez was never president-elect.
    assert records["1963-05-01-jane-q-doe-soviet-union"]["stops"] == ["moscow-soviet-union", "kiev"]
    elect = records["1964-03-01-jose-perez-united-states"]
    assert "role" not in elect
    assert elect["notes"].endswith("Listed by the source as president-elect.")


def test_the_result_builds_and_a_second_run_writes_nothing(tmp_path, content, capsys):
    folder = sample.written_sample(tmp_path / "data")
    assert run_import(folder, content, only=frozenset(), facts_only=False) == 0
    assert errors(content) == []
    before = tree(content)
    first = capsys.readouterr().out
    assert "  all rows       20       17       1              0         2" in first
    assert run_import(folder, content, only=frozenset(), facts_only=False) == 0
    assert tree(content) == before
    assert "0 files written" in capsys.readouterr().out


def test_new_rows_go_into_a_file_beside_the_old_one(tmp_path, content):
    folder = sample.written_sample(tmp_path / "data")
    run_import(folder, content, only=frozenset(), facts_only=False)
    before = tree(content)
    extra = sample.arrival(99, "1965-12-01", "1965-12-02", "King Otto", "norway", "Norway", "State visit.")
    path = folder / "visits" / "1960.xml"
    path.write_text(path.read_text(encoding="utf-8").replace("</visits>", extra + "</visits>"), encoding="utf-8")
    run_import(folder, content, only=frozenset(), facts_only=False)
    after = tree(content)
    assert {name: data for name, data in after.items() if name in before} == before
    assert set(after) - set(before) == {"visits/history-state/to-united-states-1965-2.yaml"}
    assert errors(content) == []


def test_a_broken_archive_stops_the_import(tmp_path, content, capsys):
    (content / "leaders").mkdir()
    (content / "leaders" / "x.yaml").write_text("name: [\n", encoding="utf-8")
    assert run_import(sample.written_sample(tmp_path / "d"), content, only=frozenset(), facts_only=False) == 1
    assert "L105" in capsys.readouterr().err
    assert not (content / "visits").exists()


def test_a_broken_data_set_is_reported_and_nothing_written(tmp_path, content, capsys):
    folder = sample.written_sample(tmp_path / "d")
    (folder / "visits" / "1970.xml").write_text("<visits>", encoding="utf-8")
    assert run_import(folder, content, only=frozenset(), facts_only=False) == 1
    assert "error[L301]: not well-formed XML" in capsys.readouterr().err
    assert not (content / "visits").exists()


def test_a_content_folder_that_cannot_be_written(tmp_path, capsys):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    folder = sample.written_sample(tmp_path / "d")
    assert run_import(folder, tmp_path / "file", only=frozenset({"visits"}), facts_only=False) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("0 of ")
    assert "error[W103]" in captured.err


def test_records_of_other_hands_are_seen_in_every_shape(tmp_path, content):
    folder = sample.written_sample(tmp_path / "d")
    (content / "places").mkdir()
    (content / "places" / "moscow.yaml").write_text("name: Moscow\ncountry: [{country: US}]\n", encoding="utf-8")
    (content / "places" / "kiev.yaml").write_text("name: Kiev\ncountry: UA\n", encoding="utf-8")
    (content / "places" / "paris.yaml").write_text("name: Paris\n", encoding="utf-8")
    (content / "leaders").mkdir()
    (content / "leaders" / "jane-q-doe.yaml").write_text("name: Jane Doe\n", encoding="utf-8")
    (content / "visits").mkdir()
    (content / "visits" / "mine.yaml").write_text(
        "visitor: jane-q-doe\nhost: GB\nstart: 1963-06-01\nsources: [https://example.org]\n", encoding="utf-8"
    )
    run_import(folder, content, only=frozenset({"presidents"}), facts_only=False)
    assert errors(content) == []
    trips = (content / "visits/history-state/president-doe-jane-q.yaml").read_text(encoding="utf-8")
    assert "stops: [moscow-soviet-union, kiev]" in trips
    assert "stops: [paris]" in trips
    assert "united-kingdom" not in trips
    assert not (content / "leaders" / "history-state").exists()


def test_dates_of_every_kind():
    def shown(start: str, end: str):
        made = sample_row(start, end)
        return dates(made)[:3]

    assert shown("1963-05-01", "1963-05-01") == ("1963-05-01", "", "")
    assert shown("1963-05-01", "") == ("1963-05-01", "", "")
    assert shown("", "1963-05-01") == ("", "", "../1963-05-01")
    assert shown("May 1963", "1963-05-01") == ("", "", "../1963-05-01")
    assert shown("1963-05-40", "1963-05-xx") == ("1963-05", "", "")
    assert shown("", "") == ("", "", "")


def sample_row(start: str, end: str) -> Row:
    return Row(section="visits", stem="x", number="1", who="", traveller="King X", start=start, end=end,
               country="norway", label="Norway", locale="", prose="", extra=(("mood", "good"),))


def test_a_row_with_an_end_alone_and_an_element_nobody_expected():
    rows = Rows(rows=(sample_row("", "1963-05-01"),), presidencies=())
    files, tally = history_state_records(rows, COUNTRIES, Existing(), only=SECTIONS, facts_only=False)
    (visit,) = (record for file in files for record in file.records if "visitor" in record)
    assert (visit["id"], visit["within"]) == ("1963-05-01-x-united-states", "../1963-05-01")
    assert visit["notes"] == "The source adds under `mood`: good"
    assert any("element nobody expected" in entry.reason for entry in tally.noticed)


def test_a_country_that_was_no_state_then_is_waived_with_its_reason():
    register = Countries([{"id": "norway", "names": [{"name": "Norway"}], "valid_from": "1990-01-01"}])
    row = replace(sample_row("1963-05-01", ""), section="presidents", who="roe-r", traveller="R. Roe")
    files, tally = history_state_records(
        Rows(rows=(row,), presidencies=()), register, Existing(), only=SECTIONS, facts_only=False
    )
    (visit,) = (record for file in files for record in file.records if "visitor" in record)
    assert [waiver["rule"] for waiver in visit["waive"]] == ["country-not-valid-then"]
    assert any("no state of that date" in entry.reason for entry in tally.noticed)


def test_two_titles_of_one_stay_are_both_kept():
    rows = tuple(replace(sample_row("1963-05-01", ""), number=str(number), traveller=f"{title} Ann Bee", extra=())
                 for number, title in enumerate(("President", "Prime Minister", "President")))
    files, _ = history_state_records(
        Rows(rows=rows, presidencies=()), COUNTRIES, Existing(), only=SECTIONS, facts_only=False
    )
    (visit,) = (record for file in files for record in file.records if "visitor" in record)
    assert (visit["role"], visit["notes"]) == ("president", "Listed by the source as prime minister too.")


def test_a_namesake_told_apart_is_waived():
    rows = tuple(replace(sample_row(day, ""), number=day, traveller="President Ospina", country="colombia",
                         label="Colombia") for day in ("1922-04-01", "1946-06-01"))
    files, tally = history_state_records(
        Rows(rows=rows, presidencies=()), COUNTRIES, Existing(), only=SECTIONS, facts_only=False
    )
    leaders = [record for file in files for record in file.records if "name" in record]
    assert [waiver["rule"] for waiver in leaders[1]["waive"]] == ["near-duplicate-name"]
    assert "waive" not in leaders[0]
    assert any("taken as another person than a namesake" in entry.reason for entry in tally.noticed)


@pytest.mark.parametrize(("visitor", "label", "more"), [
    ("President Kresimir Zubac", "Bosnian Federation", ""),
    ("Former President Kresimir (Kreso) Zubac", "Bosnia", "<remarks>unread</remarks>"),
    ("Prime Minster Lord Zubac", "Sarajevo &amp; Pale", "loose<visitor>Somebody Else</visitor><role>king</role>words"),
    ("Ban Zubac Zubac", "Bosnia (Brcko)", "<mood>good<why>weather</why></mood>"),
])
def test_every_word_of_a_row_is_kept_or_told(tmp_path, visitor, label, more):
    folder = sample.written_sample(tmp_path)
    path = folder / "visits" / "1960.xml"
    row = sample.arrival(99, "1996-05-13", "", visitor, "bosnia-herzegovina", label, "Talks.")
    text = path.read_text(encoding="utf-8").replace("</visits>", row.replace("</visit>", f"{more}</visit>") + "</visits>")
    path.write_text(text, encoding="utf-8")
    records = imported(folder)[0]
    assert lost_words(folder, records) == set()
    (visit,) = (record for record in records.values() if record.get("start") == "1996-05-13")
    visit.pop("notes", None)
    visit["summary"] = ""
    assert {word for _, _, word in lost_words(folder, records)} >= {"Talks."}


def lost_words(folder: Path, records) -> set[tuple[str, str, str]]:
    """Words of the rows' text that are in no record of the row, no name of its state, and no remark on it.

    Shapes: (row, element, word); who edited a row, rows that the report calls unusable, and the note that a term as
    president-elect stands for are left out. Another parser reads the XML: text of any depth and between elements.
    """
    rows, _ = read_history_state(folder, SECTIONS)
    told: dict[str, str] = {}
    for remark in row_remarks([travel_of(row, COUNTRIES) for row in rows.rows], COUNTRIES, facts_only=False):
        for place in re.findall(r"(?:trip|visit) [0-9]+", remark.example)[-1:]:
            told[place] = f"{told.get(place, '')} {remark.reason} {remark.example}"
    kept: dict[str, str] = {}
    for record in (record for record in records.values() if "visitor" in record):
        named = [records[id] for id in (record["visitor"], *record.get("stops", ()))]
        states = {record["host"], *(term["country"] for term in named[0].get("terms", ()))}
        for cited in record["sources"]:
            text = " ".join(map(str, (record, named, records[cited["source"]])))
            text += " ".join(NAMES[id] for id in states)
            kept[cited["locator"]] = kept.get(cited["locator"], "") + text
    lost: set[tuple[str, str, str]] = set()
    for path in sorted(folder.glob("*/*.xml")):
        for row in ElementTree.fromstring(path.read_bytes()):
            place = f"{row.tag} {row.findtext('id')}"
            if row.tag not in ("trip", "visit") or "so no visit" in told.get(place, ""):
                continue
            held = _letters(kept[place] + told.get(place, ""))
            texts = [(row.tag, row.text), *((child.tag, child.tail) for child in row)]
            texts += [(child.tag, "".join(child.itertext())) for child in row if not child.tag.endswith(EDITED)]
            texts = [(tag, folded(text or "").replace("[Visit made as President-elect.]", "")) for tag, text in texts]
            lost |= {(place, tag, word) for tag, text in texts for word in text.split() if _letters(word) not in held}
    return lost


EDITED = ("-by", "-datetime")
NAMES = {record["id"]: str(record["names"]) for record in load_register().value}


needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the published data is not at hand")


@pytest.fixture(scope="module")
def corpus() -> Iterator[tuple]:
    yield imported(CORPUS)


@needs_corpus
def test_the_published_rows_are_all_accounted_for(corpus):
    _, _, tally = corpus
    assert {section: tally.read(section) for section in tally.rows} == {
        "presidents": 832, "secretaries": 2395, "visits": 1815,
    }
    assert sum(sum(counts.values()) for counts in tally.rows.values()) == 5042
    assert all(counts["unusable"] == 0 for counts in tally.rows.values())


@needs_corpus
def test_every_published_row_is_cited(corpus):
    records, _, _ = corpus
    cited = {
        (source["source"].split("-")[2] == "visits", source["locator"].split()[1])
        for record in records.values() for source in record.get("sources", ())
    }
    rows, _ = read_history_state(CORPUS, SECTIONS)
    assert cited == {(row.section == "visits", row.number) for row in rows.rows}


@needs_corpus
def test_every_published_word_is_kept_or_told(corpus):
    records, _, _ = corpus
    assert lost_words(CORPUS, records) == set()


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


@needs_corpus
def test_the_published_data_builds_without_an_error(content):
    assert run_import(CORPUS, content, only=frozenset(), facts_only=False) == 0
    assert errors(content) == []
    before = tree(content)
    assert run_import(CORPUS, content, only=frozenset(), facts_only=True) == 0
    assert tree(content) == before
