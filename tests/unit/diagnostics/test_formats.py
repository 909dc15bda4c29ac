"""Diagnostics for programs: JSON, SARIF, GitHub and GitLab; and the line that says what was checked."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from visitgen.diagnostics import CODES, Code, Diagnostic, Excerpt, Severity, Span
from visitgen.diagnostics.formats import (
    Checked,
    as_gitlab,
    as_json,
    counted,
    dumped,
    fingerprints,
    last_line,
    moved,
    worst_first,
)
from visitgen.diagnostics.github import SUMMARY_BYTES, as_annotations, as_summary
from visitgen.diagnostics.sarif import FINGERPRINT, as_sarif

SARIF = Draft4Validator(
    json.loads((Path(__file__).parents[2] / "schemas/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
)
WARNING = Code("M491", "odd", "warning", "It is odd.", "Odd is suspicious.", "Look again.")
NOTE = Code("M591", "curious", "note", "It is curious.", "Curious is interesting.", "Look again.")
BY_SEVERITY: dict[Severity, Code] = {"error": CODES["M201"], "warning": WARNING, "note": NOTE}


def place(file: str = "content/visits/a.yaml", line: int = 1, column: int = 10, width: int = 5, label: str = "",
          text: str | None = "visitor: nobody") -> Excerpt:  # fmt: skip
    """A place on one line."""
    span = Span(file=file, line=line, column=column, end_line=line, end_column=column + width)
    return Excerpt(span=span, line_text=text, label=label)


def problem(at: Excerpt | None = None, *others: Excerpt, code: Code = CODES["M201"],
            message: str = "there is no leader `nobody`", help: str | None = None) -> Diagnostic:  # fmt: skip
    """A diagnostic of a code."""
    return Diagnostic(code=code, severity=code.severity, message=message, primary=at or place(), others=others, help=help)


def many(number: int, code: Code = CODES["M201"], file: str = "content/visits/a.yaml") -> list[Diagnostic]:
    """So many diagnostics of one code, one on each line of a file."""
    return [problem(place(file, line), code=code, message=f"problem {line}") for line in range(1, number + 1)]


CHECKED = Checked(
    version="0.1.0",
    content="content",
    as_of=date(2023, 12, 31),
    records={"visits": 1204, "itineraries": 1, "leaders": 0, "free pages": 2},
    rules=tuple(CODES.values()),
    rule_count=len(CODES),
    complete=True,
    page_count=1312,
)

_anything = st.text(max_size=30)
_files = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)


@st.composite
def _places(draw: st.DrawFn) -> Excerpt:
    line, column = draw(st.integers(1, 10**6)), draw(st.integers(1, 500))
    end = draw(st.sampled_from([(line, column), (line, column + 7), (line + 3, 1)]))
    span = Span(file=draw(_files), line=line, column=column, end_line=end[0], end_column=end[1])
    return Excerpt(span=span, line_text=draw(st.none() | _anything), label=draw(_anything))


@st.composite
def _problems(draw: st.DrawFn) -> Diagnostic:
    code = draw(st.sampled_from([*CODES.values(), WARNING, NOTE]))
    return problem(
        draw(_places()),
        *draw(st.lists(_places(), max_size=2)),
        code=code,
        message=draw(_anything),
        help=draw(st.none() | _anything),
    )


_lists = st.lists(_problems(), max_size=30)


# The last line


def test_the_last_line_says_what_was_checked() -> None:
    assert last_line([], CHECKED, 0.84) == (
        "Checked 1,204 visits, 1 itinerary, 2 free pages in content; as of 2023-12-31: no problems; "
        f"{len(CODES)} rules, 1,312 pages, 0.8 s"
    )


def test_the_last_line_says_when_rules_were_not_run() -> None:
    checked = replace(CHECKED, rules=CHECKED.rules[:9], complete=False, page_count=0)
    line = last_line([problem()], checked, 0.0)
    assert f": 1 error; 9 of {len(CODES)} rules (the others need records without errors), 0.0 s" in line


def test_the_last_line_names_the_rules_that_are_switched_off() -> None:
    checked = replace(CHECKED, rules=CHECKED.rules[:9], off=("no-source", "single-source"))
    assert f"; 9 of {len(CODES)} rules (switched off: no-source, single-source), 1,312 pages, " in last_line([], checked, 0)
    checked = replace(checked, complete=False, page_count=0)
    line = last_line([], checked, 0)
    assert " rules (switched off: no-source, single-source; the others need records without errors), 0.0 s" in line


def test_the_last_line_says_what_is_not_shown() -> None:
    checked = replace(CHECKED, paths=("content/visits", "docs"), outside=("docs",), elsewhere=tuple(many(2)))
    line = last_line([], checked, 0.0)
    assert ": no problems in content/visits, docs (nothing is read in docs), 2 errors elsewhere; " in line
    checked = replace(CHECKED, paths=("a", "b", "c", "d"))
    assert ": no problems in 4 paths; " in last_line([], checked, 0.0)


@pytest.mark.parametrize(
    ("records", "text"),
    [
        ({}, "no records"),
        ({"visits": 0}, "no records"),
        ({"visits": 1, "itineraries": 1, "free pages": 1, "topics": 2}, "1 visit, 1 itinerary, 1 free page, 2 topics"),
    ],
)
def test_records_are_counted_in_words(records: dict[str, int], text: str) -> None:
    assert counted(records) == text


# JSON


def test_json_has_all_that_is_known() -> None:
    at, other = place(label="no such file"), place("content/leaders/b.yaml", 3, label="here")
    checked = replace(CHECKED, elsewhere=tuple(many(2, WARNING)), paths=("content/visits",))
    made = json.loads(as_json([problem(at, other, help="did you mean `x`?")], checked))
    assert made == {
        "tool": "visitgen",
        "version": "0.1.0",
        "schema": 1,
        "as_of": "2023-12-31",
        "checked": {
            "content": "content",
            "paths": ["content/visits"],
            "records": {"visits": 1204, "itineraries": 1, "leaders": 0, "free_pages": 2},
            "rules_run": len(CODES),
            "rules": len(CODES),
            "rules_off": [],
            "pages": 1312,
            "complete": True,
        },
        "found": {"errors": 1, "warnings": 0, "notes": 0},
        "found_elsewhere": {"errors": 0, "warnings": 2, "notes": 0},
        "diagnostics": [
            {
                "code": "M201",
                "name": "unknown-reference",
                "severity": "error",
                "message": "there is no leader `nobody`",
                "help": "did you mean `x`?",
                "primary": {"file": "content/visits/a.yaml", "line": 1, "column": 10, "end_line": 1, "end_column": 15,
                            "label": "no such file"},
                "related": [{"file": "content/leaders/b.yaml", "line": 3, "column": 10, "end_line": 3,
                             "end_column": 15, "label": "here"}],
            }
        ],
    }  # fmt: skip


def test_the_form_is_documented_key_by_key() -> None:
    page = (Path(__file__).parents[3] / "docs/check-output.md").read_text(encoding="utf-8")
    made = json.loads(as_json([problem()], CHECKED))
    keys = {*made, *made["diagnostics"][0], *made["diagnostics"][0]["primary"], *made["found"], *made["checked"]}
    assert [key for key in keys if not re.search(rf"`(checked\.)?{key}\b", page)] == []


def test_json_is_ascii_and_has_no_half_characters() -> None:
    assert dumped(["é 😀 \udcff", {"a": "\ud800"}]).isascii()
    assert json.loads(dumped(["é 😀 \udcff", {"a": 1}])) == ["é 😀 \N{REPLACEMENT CHARACTER}", {"a": 1}]


# Fingerprints


def test_a_fingerprint_stays_when_lines_are_added_above() -> None:
    before = [problem(place(line=3)), problem(place(line=9, text="host: nobody"))]
    after = [problem(place(line=13)), problem(place(line=19, text="  host:   nobody"))]
    assert fingerprints(before) == fingerprints(after)


def test_a_fingerprint_stays_when_another_problem_is_mended() -> None:
    first, second = problem(message="a"), problem(message="b")
    assert fingerprints([first, second])[1:] == fingerprints([second])


def test_a_fingerprint_changes_with_what_the_problem_is() -> None:
    one = problem()
    others = [problem(place("content/visits/b.yaml")), problem(message="x"), problem(code=CODES["M202"])]
    assert len({*fingerprints([one]), *(name for other in others for name in fingerprints([other]))}) == 4


@settings(deadline=None)
@given(_lists)
def test_fingerprints_are_unique(diagnostics: list[Diagnostic]) -> None:
    made = fingerprints([*diagnostics, *diagnostics])
    assert len(set(made)) == len(made) == 2 * len(diagnostics)
    assert all(re.fullmatch("[0-9a-f]{64}", name) for name in made)


# SARIF


def sarif_of(diagnostics: list[Diagnostic], checked: Checked = CHECKED) -> dict:
    """The one run of the SARIF, after validation."""
    made = json.loads(as_sarif(diagnostics, checked))
    assert [error.message for error in SARIF.iter_errors(made)] == []
    assert made["version"] == "2.1.0" and len(made["runs"]) == 1
    return made["runs"][0]


def test_the_schema_would_find_a_fault() -> None:
    made = json.loads(as_sarif([problem()], CHECKED))
    made["runs"][0]["results"][0]["level"] = "fatal"
    assert not SARIF.is_valid(made)


def test_sarif_with_nothing_found() -> None:
    run = sarif_of([])
    assert run["results"] == []
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(CODES)


def test_sarif_tells_place_level_and_rule() -> None:
    run = sarif_of([problem(place(label="here"), help="did you mean `x`?"), problem(code=WARNING), problem(code=NOTE)])
    first, second, third = run["results"]
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert first["message"]["text"] == "there is no leader `nobody` (here)\nhelp: did you mean `x`?"
    assert first["locations"] == [{"physicalLocation": {
        "artifactLocation": {"uri": "content/visits/a.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 1, "startColumn": 10, "endLine": 1, "endColumn": 15},
    }}]  # fmt: skip
    assert [result["level"] for result in (first, second, third)] == ["error", "warning", "note"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["M201", "M491", "M591"]
    assert rules[first["ruleIndex"]]["help"]["text"] == f"{CODES['M201'].why}\n\n{CODES['M201'].cure}"


def test_sarif_has_both_places_of_a_disagreement() -> None:
    (result,) = sarif_of([problem(place(), place("content/b.yaml", 7, label="and here"), place("c"))])["results"]
    assert [one["id"] for one in result["relatedLocations"]] == [1, 2]
    assert result["relatedLocations"][0]["message"]["text"] == "and here"
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 7


@pytest.mark.parametrize(
    ("file", "artifact"),
    [
        ("content/visits/a b.yaml", {"uri": "content/visits/a%20b.yaml", "uriBaseId": "%SRCROOT%"}),
        ("content/גולדה #1?.yaml", {"uri": "content/%D7%92%D7%95%D7%9C%D7%93%D7%94%20%231%3F.yaml",
                                    "uriBaseId": "%SRCROOT%"}),
        ("./content/a.yaml", {"uri": "content/a.yaml", "uriBaseId": "%SRCROOT%"}),
        ("content/\udcff.yaml", {"uri": "content/%FF.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/srv/themes/x y/theme.toml", {"uri": "file:///srv/themes/x%20y/theme.toml"}),
        ("C:/archive/a.yaml", {"uri": "file:///C:/archive/a.yaml"}),
    ],
)  # fmt: skip
def test_sarif_names_files_by_address(file: str, artifact: dict[str, str]) -> None:
    (result,) = sarif_of([problem(place(file))])["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == artifact


@settings(deadline=None)
@given(_lists)
def test_sarif_of_anything_is_valid(diagnostics: list[Diagnostic]) -> None:
    run = sarif_of(diagnostics)
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(ids) == len(set(ids)) and len(run["results"]) == len(diagnostics)
    for result, found in zip(run["results"], diagnostics, strict=True):
        assert ids[result["ruleIndex"]] == result["ruleId"] == found.code.number
        assert list(result["partialFingerprints"]) == [FINGERPRINT]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9%/._~:-]*", uri)
        assert found.primary.span.file.removeprefix("./") in unquote(uri) or found.primary.span.file[1:3] == ":/"


# GitHub


def commands_of(diagnostics: list[Diagnostic]) -> list[str]:
    """The workflow commands, each on its line."""
    text = as_annotations(diagnostics)
    lines = text.split("\n")
    assert lines.pop() == ""
    return lines


def test_an_annotation() -> None:
    at, other = place(label="no such file"), place("content/leaders/b.yaml", 3, label="here")
    assert commands_of([problem(at, other, help="50 % sure:\nno")]) == [
        "::error file=content/visits/a.yaml,line=1,endLine=1,col=10,endColumn=15,title=M201 unknown-reference"
        "::there is no leader `nobody` (no such file)%0Acontent/leaders/b.yaml:3: here%0Ahelp: 50 %25 sure:�no"
    ]


def test_annotations_are_of_three_types_the_worst_first() -> None:
    made = commands_of([problem(code=NOTE), problem(code=WARNING), problem()])
    assert [line.split(" ")[0] for line in made] == ["::error", "::warning", "::notice"]


def test_an_annotation_escapes_its_properties() -> None:
    (line,) = commands_of([problem(place("a,b:c%d\n.yaml"))])
    assert line.startswith("::error file=a%2Cb%3Ac%25d�.yaml,line=1,")


def test_an_annotation_of_several_lines_or_of_a_whole_file_has_no_columns() -> None:
    several = Excerpt(span=Span(file="a", line=2, column=3, end_line=4, end_column=1), line_text="x", label="")
    assert commands_of([problem(several)])[0].startswith("::error file=a,line=2,endLine=4,title=")
    assert commands_of([problem(place("a", width=0))])[0].startswith("::error file=a,line=1,endLine=1,title=")


def test_ten_problems_are_ten_annotations() -> None:
    made = commands_of([*many(6), *many(4, WARNING)])
    assert len(made) == 10 and not any("more" in line for line in made)


def test_repeats_of_a_rule_are_folded_into_one_that_counts_them() -> None:
    made = commands_of([*many(500, CODES["M103"]), *many(2, CODES["M201"], "content/b.yaml")])
    assert sum("M103" in line for line in made) == 5 and sum("M201" in line for line in made) == 2
    folded = [line for line in made if "more" in line]
    assert len(folded) == 1 and "problem 5%0Aand 495 more of this rule:%0Acontent/visits/a.yaml:6%0A" in folded[0]
    assert folded[0].endswith("content/visits/a.yaml:25%0A…")


def test_what_the_worse_leave_the_lesser_take() -> None:
    made = commands_of([*many(500), *many(500, WARNING), *many(3, NOTE)])
    assert [line.split(" ")[0] for line in made] == ["::error"] * 5 + ["::warning"] * 4 + ["::notice"]


def test_errors_take_the_places_of_warnings_but_not_the_last() -> None:
    made = commands_of([*many(300, WARNING), *many(300, NOTE), *many(8)])
    assert [line.split(" ")[0] for line in made] == ["::error"] * 8 + ["::warning", "::notice"]
    assert "and 299 more of this rule" in made[8]


def test_more_rules_than_places() -> None:
    codes = [code for code in CODES.values() if code.number.startswith("M")][:14]
    made = commands_of([problem(place(line=line), code=code) for line, code in enumerate(codes, 1)])
    assert len(made) == 10
    assert "and 4 more, of this rule and others:%0Acontent/visits/a.yaml:11 M" in made[9]


@settings(deadline=None)
@given(_lists)
def test_annotations_of_anything(diagnostics: list[Diagnostic]) -> None:
    made = commands_of(diagnostics)
    assert len(made) == min(len(diagnostics), 10) or len(made) < 10 < len(diagnostics)
    shown = 0
    for line in made:
        assert re.fullmatch(
            r"::(error|warning|notice) file=[^,:]*,line=\d+,endLine=\d+(,col=\d+,endColumn=\d+)?,title=[^,:]*::.*", line
        )
        more = re.search(r"%0Aand (\d+) more[^%]*:%0A", line)
        shown += 1 + (int(more[1]) if more else 0)
    assert shown == len(diagnostics), "every problem is shown or counted"
    assert {found.severity for found in diagnostics} == {
        {"error": "error", "warning": "warning", "notice": "note"}[line.split(" ")[0][2:]] for line in made
    }


# The job summary


def test_a_summary() -> None:
    diagnostics = [problem(code=WARNING), *many(2)]
    assert as_summary(diagnostics, "Checked 1 visit") == (
        "## visitgen: 2 errors, 1 warning\n\nChecked 1 visit\n\n"
        "| rule | severity | problems |\n|---|---|---:|\n"
        "| M201 unknown-reference | error | 2 |\n| M491 odd | warning | 1 |\n\n"
        "- **error** M201 `content/visits/a.yaml:1:10`: problem 1\n"
        "- **error** M201 `content/visits/a.yaml:2:10`: problem 2\n"
        "- **warning** M491 `content/visits/a.yaml:1:10`: there is no leader `nobody`\n"
    )


def test_a_summary_of_nothing() -> None:
    assert as_summary([], "Checked 1 visit") == "## visitgen: no problems\n\nChecked 1 visit\n"


def test_a_summary_shows_text_as_it_is() -> None:
    found = problem(place("a`b"), message="no `<b>` ![x](http://y) <img src=z> ``` *", help="*")
    assert as_summary([found], "").splitlines()[-1] == (
        r"- **error** M201 a\`b:1:10: no `<b>` \!\[x\](http://y) \<img src=z\> \`\`\` \*; help: \*"
    )


def test_a_summary_fits_and_says_what_is_left_out() -> None:
    text = as_summary(many(30_000), "Checked")
    assert SUMMARY_BYTES - 300 < len(text.encode()) <= SUMMARY_BYTES
    listed = text.count("- **error**")
    assert text.endswith(f"\nand {30_000 - listed:,} more, for which there is no room here.\n")
    assert as_summary(many(3), "Checked", 50) == ""


@settings(deadline=None)
@given(_lists, st.integers(0, 3000))
def test_a_summary_is_never_too_large(diagnostics: list[Diagnostic], room: int) -> None:
    assert len(as_summary(diagnostics, "Checked", room).encode()) <= room


# GitLab


def test_gitlab() -> None:
    made = json.loads(as_gitlab([problem(help="did you mean `x`?"), problem(code=WARNING), problem(code=NOTE)]))
    assert made[0] == {
        "description": "there is no leader `nobody` (did you mean `x`?)",
        "check_name": "M201 unknown-reference",
        "fingerprint": fingerprints([problem()])[0],
        "severity": "major",
        "location": {"path": "content/visits/a.yaml", "lines": {"begin": 1}},
    }
    assert [one["severity"] for one in made] == ["major", "minor", "info"]
    assert json.loads(as_gitlab([])) == []


@settings(deadline=None)
@given(_lists)
def test_gitlab_of_anything(diagnostics: list[Diagnostic]) -> None:
    made = json.loads(as_gitlab(diagnostics))
    assert len({one["fingerprint"] for one in made}) == len(diagnostics)
    assert all(one["description"] is not None and one["location"]["lines"]["begin"] >= 1 for one in made)


# All


def test_files_named_anew() -> None:
    found = problem(place("a"), place("b"))
    (named,) = moved([found], str.upper)
    assert (named.primary.span.file, named.others[0].span.file) == ("A", "B")
    assert moved([named], str.lower) == (found,)


def test_the_worst_come_first_and_keep_their_order() -> None:
    diagnostics = [problem(code=NOTE), *many(2), problem(code=WARNING)]
    assert worst_first(diagnostics) == (*many(2), problem(code=WARNING), problem(code=NOTE))


def test_a_rule_may_be_raised_or_lowered() -> None:
    found = replace(problem(code=WARNING), severity="error")
    (result,) = sarif_of([found])["results"]
    assert result["level"] == "error"
    assert as_annotations([found]).startswith("::error ")
    assert json.loads(as_gitlab([found]))[0]["severity"] == "major"
    assert json.loads(as_json([found], CHECKED))["found"] == {"errors": 1, "warnings": 0, "notes": 0}
