"""XML that is broken, hostile or of another form is a finding at its place, never a traceback."""

from dataclasses import replace
from pathlib import Path

import pytest

from visitgen.diagnostics import Finding, Span
from visitgen.load.foreign.elements import parsed_xml
from visitgen.load.foreign.offices import election_day, officials
from visitgen.load.foreign.rows import Presidency, Row, folded, is_day, read_history_state, straight


@pytest.mark.parametrize(("data", "message", "line", "column"), [
    (b"<visits>\n <visit>\n</visits>", "not well-formed XML: mismatched tag", 3, 3),
    (b"", "not well-formed XML: no element found", 1, 1),
    (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
     "the file declares a document type (DTD), which a data file never needs", 1, 13),
    (b"<a>" * 40, "elements are nested more than 32 levels deep", 1, 97),
    (b'<?xml version="1.0" encoding="klingon"?><a/>', "the XML names an encoding that is not known", 1, 1),
    (b"<a>&x;</a>", "not well-formed XML: undefined entity", 1, 4),
    (b"<a>\xff</a>", "not well-formed XML: not well-formed (invalid token)", 1, 4),
])
def test_xml_that_cannot_be_read(data, message, line, column):
    finding = parsed_xml("x.xml", data)
    assert isinstance(finding, Finding)
    assert isinstance(finding.at, Span)
    assert (finding.code.number, finding.message) == ("L301", message)
    assert (finding.at.line, finding.at.column) == (line, column)


def reading(folder: Path, **files: str):
    for name, text in files.items():
        path = folder / "visits" / f"{name}.xml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    rows, findings = read_history_state(folder, ["visits"])
    return rows, [finding.message for finding in findings]


def test_files_of_another_form(tmp_path):
    _, messages = reading(
        tmp_path, a="<trips/>", b="<visits><trip/></visits>",
        c="<visits><visit><id>1</id><visitor> </visitor></visit></visits>", d="<visits/>", e="<visits>",
    )
    assert sorted(messages) == sorted([
        "the root is `<trips>`, not `<visits>`", "`<trip>` where `<visit>` belongs",
        "this row has no country and no traveller", "not well-formed XML: no element found",
    ])


def test_missing_folders(tmp_path):
    _, findings = read_history_state(tmp_path / "none", ["visits"])
    assert [finding.message for finding in findings] == ["there is no such folder"]
    _, findings = read_history_state(tmp_path, ["visits"])
    assert [finding.message for finding in findings] == ["this folder of the published data is missing"]
    assert read_history_state(tmp_path, [])[1] == ()


def test_a_file_that_cannot_be_opened(tmp_path):
    (tmp_path / "visits" / "x.xml").mkdir(parents=True)
    assert reading(tmp_path)[1] == ["this file cannot be read: is a directory"]


def test_elements_nobody_expected_are_kept(tmp_path):
    rows, _ = reading(tmp_path, a='<visits><visit><id>1</id><visitor>King X</visitor><from id="f">F</from>'
                                  "<mood>good \n one</mood><id>2</id><created-by>x</created-by><hue/></visit></visits>")
    assert rows.rows[0].extra == (("mood", "good one"), ("id", "2"))


def test_an_element_of_another_list_and_text_between_elements_are_kept(tmp_path):
    rows, _ = reading(tmp_path, a='<visits><visit>about <id>1</id><visitor>King X</visitor><from id="f">F</from>'
                                  "<remarks>good</remarks>here<role>king</role></visit></visits>")
    assert rows.rows[0].extra == (("remarks", "good"), ("role", "king"), ("visit", "about here"))


def test_a_role_that_is_not_the_folders_is_kept(tmp_path):
    path = tmp_path / "president-travels" / "x.xml"
    path.parent.mkdir()
    row = "<trip><id>{}</id><role>{}</role><name>R. Roe</name><country id='f'>F</country></trip>"
    path.write_text(f"<trips>{row.format(1, 'president')}{row.format(2, 'vice president')}</trips>", encoding="utf-8")
    rows, _ = read_history_state(tmp_path, ["presidents"])
    assert [row.extra for row in rows.rows] == [(), (("role", "vice president"),)]


def test_text_of_names():
    assert folded(" St. Mere- \n Eglise\u00a0x ") == "St. Mere-Eglise x"
    assert folded("a\x7f\x85b\x90") == "a b"
    assert folded("Four- and six-day") == "Four- and six-day"
    assert straight("Sana'a`ʼ") == "Sana’a’’"
    assert [is_day(text) for text in ("1991-02-28", "1991-02-30", "1991-2-3", "")] == [True, False, False, False]


def presidency(took: str, left: str, who: str = "roe-r") -> Presidency:
    return Presidency(who=who, name="R. Roe", born="1880", died="", took_office=took, left_office=left)


def travel(who: str, start: str, section: str = "presidents") -> Row:
    return Row(section=section, stem=who, number="1", who=who, traveller="R. Roe", start=start, end=start,  # type: ignore[arg-type]
               country="france", label="France", locale="", prose="")


def test_terms_of_presidents():
    assert election_day("1953-01-20") == "1952-11-04"
    assert election_day("1909-03-04") == "1908-11-03"
    (one,) = officials([presidency("1953-01-20", "1957-01-20")], [travel("roe-r", "1952-12-02")])
    assert [(term.title, term.from_, term.to) for term in one.terms] == [
        ("president-elect", "1952-11-04", "1953-01-19"), ("president", "1953-01-20", "1957-01-20"),
    ]
    # Who succeeded on another day had been no president-elect.
    (one,) = officials([presidency("1945-04-12", "1953-01-20")], [travel("roe-r", "1945-01-02")])
    assert [term.title for term in one.terms] == ["president"]


def test_a_second_presidency_and_an_office_before_it_are_one_person():
    (one,) = officials([presidency("1885-03-04", "1889-03-04"), presidency("1893-03-04", "")],
                       [travel("roe-r-s", "1881-01-01", "secretaries")])
    assert [term.title for term in one.terms] == ["secretary of state", "president", "president"]
    assert one.president_between("1894-01-01", "")
    assert not one.president_between("1890-01-01", "1890-02-01")
    assert one.surname == "Roe"


def test_a_name_that_only_one_trip_gives_is_another_name():
    other = replace(travel("roe-r", "1954-01-01"), traveller="Rick Roe")
    (one,) = officials([presidency("1953-01-20", "1957-01-20")], [travel("roe-r", "1953-02-01"), other])
    assert (one.name, one.other_names) == ("R. Roe", ("Rick Roe",))


def test_a_president_missing_from_the_list_has_an_undated_term():
    (one,) = officials([], [travel("roe-r", "1925-01-01")])
    assert [(term.title, term.from_) for term in one.terms] == [("president", "")]
    assert one.terms[0].covers("1925-01-01")
