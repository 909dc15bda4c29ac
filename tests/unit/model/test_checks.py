"""What must hold inside one record."""

from __future__ import annotations

import pytest

A = {"leaders/a.yaml": "name: A\n", "organisations/o.yaml": "name: O\n"}
VISIT = "visitor: a\nhost: israel\n"


@pytest.mark.parametrize(
    ("start", "end", "codes"),
    [
        ("2023-10-24", "2023-10-24", []),
        ("2023-10-24", "2023-10-23", ["M301"]),
        ("2023-10-24", "2023-10", []),  # some day of October may be after the 24th
        ("2023-10", "2023-10-01", []),
        ("2023-11", "2023-10", ["M301"]),
        ("2023-10-24", "2023-09", ["M301"]),
        ("195X", "1950", []),
        ("196X", "1959-12-31", ["M301"]),
        ("2023-10-24?", "2023-10-23~", ["M301"]),  # doubt does not widen a date
    ],
)
def test_an_end_is_before_its_start_only_if_it_is_however_both_are_read(
    world, start: str, end: str, codes: list[str]
) -> None:
    made = world({**A, "visits/x.yaml": f"{VISIT}start: {start}\nend: {end}\n"})
    assert made.codes == codes
    if codes:
        assert made.places == [("M301", "visits/x.yaml", 4, 6)]
        assert made.diagnostics[0].others[0].span.line == 3


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("leaders/x.yaml", "name: X\nborn: 1900\ndied: 1899\n", 3),
        ("leaders/x.yaml", "name: X\nterms:\n  - title: king\n    from: 1900\n    to: 1899\n", 5),
        ("organisations/x.yaml", "name: X\nfounded: 1900\ndissolved: 1899\n", 3),
        ("organisations/x.yaml", "name: X\nmembers:\n  - {country: IL, from: 1960, to: 1950}\n", 3),
        ("countries/x.yaml", "names: X\nvalid_from: 1900\nvalid_to: 1899\n", 3),
        ("places/x.yaml", "name: X\nnames:\n  - {name: Y, from: 1900, to: 1899}\n", 3),
        ("visits/x.yaml", VISIT + "start: 2023\nplanned:\n  start: 2023-02\n  end: 2023-01\n", 6),
        ("visits/x.yaml", VISIT + "start: 2023\nstops:\n  - {place: {name: Y}, start: 2023-02, end: 2023-01}\n", 5),
        ("events/x.yaml", "name: X\nstart: 1900\nend: 1899\n", 3),
        ("itineraries/x.yaml", "traveller: a\nvisits: {id: v, visitor: a, host: IL, start: 2023}\ndeparts: {date: 2023-02}\nreturns: {date: 2023-01}\n", 4),
    ],
)  # fmt: skip
def test_so_it_is_everywhere(world, file: str, text: str, line: int) -> None:
    made = world({**A, file: text})
    assert [place[:3] for place in made.places] == [("M301", file, line)]


def test_a_visit_has_a_start_or_a_span_and_not_both(world) -> None:
    assert world({**A, "visits/x.yaml": VISIT}).places == [("M102", "visits/x.yaml", 1, 1)]
    assert world({**A, "visits/x.yaml": VISIT + "end: 2023\n"}).places == [("M102", "visits/x.yaml", 3, 6)]
    both = world({**A, "visits/x.yaml": VISIT + "start: 2023-10-07\nend: 2023-10-08\nwithin: 2023-10-07/2023-10-24\n"})
    assert both.places == [("M107", "visits/x.yaml", 3, 1), ("M107", "visits/x.yaml", 4, 1)]
    assert world({**A, "visits/x.yaml": VISIT + "within: 2023-10-07/2023-10-24\n"}).codes == []


def test_a_meeting_may_have_no_date_and_not_two(world) -> None:
    assert world({**A, "meetings/x.yaml": "participants: a\n"}).codes == []
    two = world({**A, "meetings/x.yaml": "participants: a\ndate: 2023\nwithin: 2022/2023\n"})
    assert two.places == [("M107", "meetings/x.yaml", 2, 1)]


@pytest.mark.parametrize(
    ("participant", "code"),
    [
        ("a", None),
        ("{leader: a}", None),
        ("{organisation: o, role: observer}", None),
        ("{name: Families, kind: group}", None),
        ("{role: observer}", "M102"),
        ("{leader: a, name: A}", "M107"),
        ("{leader: a, organisation: o, name: A}", "M107"),
        ("{}", "M102"),
    ],
)
def test_a_participant_is_one_of_three(world, participant: str, code: str | None) -> None:
    made = world({**A, "meetings/x.yaml": f"participants: [{participant}]\n"})
    assert made.codes == ([code] if code else [])
    if code:
        assert made.diagnostics[0].primary.span.line == 1


@pytest.mark.parametrize(
    ("speaker", "code"),
    [("a", None), ("{anonymous: official, of: o}", None), ("{of: o}", "M102"), ("{leader: a, anonymous: b}", "M107")],
)
def test_so_is_a_speaker(world, speaker: str, code: str | None) -> None:
    made = world({**A, "statements/x.yaml": f"speaker: {speaker}\ntext: Yes.\nsource: https://example.org\n"})
    assert made.codes == ([code] if code else [])


def test_an_office_is_of_a_country_or_of_an_organisation(world) -> None:
    made = world(
        {**A, "leaders/x.yaml": "name: X\nterms: [{title: envoy, country: IL, organisation: o}, {title: heir}]\n"}
    )
    assert made.codes == ["M107"]


@pytest.mark.parametrize("status", ["cancelled", "postponed", "did_not_occur"])
def test_what_did_not_happen_has_no_outcomes(world, status: str) -> None:
    made = world({**A, "visits/x.yaml": f"{VISIT}start: 2023\nstatus: {status}\noutcomes: A treaty\n"})
    assert made.places == [("M308", "visits/x.yaml", 5, 11)]


@pytest.mark.parametrize("status", ["completed", "reported", "announced", "unknown"])
def test_what_may_have_happened_may_have_outcomes(world, status: str) -> None:
    assert world({**A, "visits/x.yaml": f"{VISIT}start: 2023\nstatus: {status}\noutcomes: A treaty\n"}).codes == []


def test_a_statement_has_a_source(world) -> None:
    text = "speaker: a\ntext: Yes.\n"
    assert world({**A, "statements/x.yaml": text}).places == [("M305", "statements/x.yaml", 1, 1)]
    assert world({**A, "statements/x.yaml": text + "source: https://example.org\n"}).codes == []
    assert world({**A, "statements/x.yaml": text + "sources: https://example.org\n"}).codes == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("value: 5", []),
        ("low: 5", []),
        ("high: 5", []),
        ("low: 5\nhigh: 5", []),
        ("low: 6\nhigh: 5", ["M104"]),
        ("value: 5\nlow: 4", ["M107"]),
        ("value: 5\nhigh: 6", ["M107"]),
        ("unit: people", ["M102"]),
        ("value: 0", []),
    ],
)
def test_a_claim_has_a_figure_or_its_bounds(world, text: str, codes: list[str]) -> None:
    assert world({"claims/x.yaml": f"measure: killed\nattributed_to: O\n{text}\n"}).codes == codes


def test_a_claim_is_somebodys(world) -> None:
    assert world({"claims/x.yaml": "measure: killed\nvalue: 5\n"}).codes == ["M306"]


def test_a_country_has_an_english_name(world) -> None:
    assert world({"countries/x.yaml": "names: {name: Ägypten, lang: de}\n"}).codes == ["M102"]
    assert world({"countries/x.yaml": "names: [{name: Ägypten, lang: de}, Egypt of old]\n"}).codes == []


def test_a_picture_says_what_it_shows(world) -> None:
    assert world({"leaders/x.yaml": "name: X\nimage: {file: media/x.jpg}\n"}).codes == ["M102"]
    assert world({"leaders/x.yaml": "name: X\nimage: {file: media/x.jpg, alt: X}\n"}).places == [
        ("M201", "leaders/x.yaml", 2, 15)
    ]
