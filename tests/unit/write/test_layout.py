"""The canonical layout: order, indentation, blank lines and width; comments stay with what they are about."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from visitgen.diagnostics import Finding, Span
from visitgen.load.source import Source, read_value
from visitgen.model.order import KeyOrder, key_order
from visitgen.write.layout import laid_out
from visitgen.write.records import record_text


def laid(text: str, kind: str = "visit") -> str:
    made = laid_out(Source(file="x.yaml", text=text), key_order(kind))
    assert isinstance(made, str)
    return made


def same(text: str, kind: str = "visit") -> None:
    assert laid(dedent(text).lstrip("\n"), kind) == dedent(text).lstrip("\n")


def becomes(before: str, after: str, kind: str = "visit") -> None:
    made = laid(dedent(before).lstrip("\n"), kind)
    assert made == dedent(after).lstrip("\n")
    assert laid(made, kind) == made


# Order


def test_keys_stand_in_the_order_of_the_model_and_others_below_as_they_stood() -> None:
    becomes(
        "zeal: b\nstart: 2023\nabc: a\nhost: IL\nvisitor: x\n", "visitor: x\nhost: IL\nstart: 2023\nzeal: b\nabc: a\n"
    )


def test_keys_inside_groups_lists_and_citations_have_their_order_too() -> None:
    becomes(
        """
        sources:
          - locator: p. 4
            source: x
        flags: {business: yes, met_host_leader: no}
        planned:
          end: 2023
          start: 2022
        """,
        """
        planned:
          start: 2022
          end: 2023
        flags: {business: yes, met_host_leader: no}
        sources:
          - source: x
            locator: p. 4
        """,
    )


def test_records_written_in_place_come_after_the_records_own_facts() -> None:
    becomes(
        "meetings:\n  - date: 2023\n    id: m\nsources: [s]\nvisitor: x\n",
        "visitor: x\nsources: [s]\nmeetings:\n  - id: m\n    date: 2023\n",
    )
    becomes("sources: [s]\nmeetings: [m]\nvisitor: x\n", "visitor: x\nmeetings: [m]\nsources: [s]\n")


def test_topics_and_settings_have_an_order() -> None:
    becomes("b:\n  note: n\n  label: l\na: A\n", "b:\n  label: l\n  note: n\na: A\n", "topics")
    becomes("theme: x\ntitle: t\n", "title: t\ntheme: x\n", "site")


def test_an_unknown_kind_has_no_order() -> None:
    assert key_order("weather") == KeyOrder()
    assert key_order("visit").under("stops").keys == ("place", "start", "end", "note")


# Layout


def test_indentation_is_two_and_lists_are_set_off() -> None:
    becomes(
        "stops:\n- place: a\n  note: b\n-   place: c\nflags:\n     business:   yes\n",
        "stops:\n  - place: a\n    note: b\n  - place: c\nflags:\n  business: yes\n",
    )


def test_one_blank_line_between_records_and_none_lost_between_keys() -> None:
    becomes(
        "\n\n- id: a\n  host: x\n\n\n  start: 2023\n- id: b\n\n\n# about c\n- id: c\n",
        "- id: a\n  host: x\n\n  start: 2023\n\n- id: b\n\n# about c\n- id: c\n",
    )


def test_short_brackets_stay_and_long_ones_open() -> None:
    same("hosts: [a, b]\nflags: {business: yes}\n")
    becomes("hosts: [a,\n  b , c]\n", "hosts: [a, b, c]\n")
    names = [f"leader-number-{number}" for number in range(10)]
    becomes(f"hosts: [{', '.join(names)}]\n", "hosts:\n" + "".join(f"  - {name}\n" for name in names))
    becomes("stops: [{place: a, # first\n  note: b}]\n", "stops:\n  - place: a  # first\n    note: b\n")


def test_prose_that_is_too_wide_is_folded_and_other_text_is_not_touched() -> None:
    wide = " ".join(["word"] * 40)
    assert laid(f"summary: {wide}\n") == record_text({"summary": wide})
    assert laid(f"summary: >-\n  {wide}\n") == record_text({"summary": wide})
    same(f'summary: "{wide}"\n')
    same("summary: >-\n  One sentence a line.\n  That is allowed.\n")
    same(f"summary: |\n  {wide}\n")
    becomes(f"summary: >\n  {wide}\n\n  {wide}\n", f"summary: >\n{_folded(wide)}\n\n{_folded(wide)}\n")


def _folded(text: str) -> str:
    return record_text({"x": text}).removeprefix("x: >-\n").removesuffix("\n")


@pytest.mark.parametrize(
    "value",
    [
        "NO",
        "010",
        "14:30",
        "1e3",
        "~",
        "2023-10",
        "0x1F",
        "'it''s'",
        '"\\u00e9 \\t"',
        "null",
        "2023-10-24?",
        "-5",
        "=",
        "!"[:0],
    ],
)
def test_values_come_back_as_they_are_written(value: str) -> None:
    same(f"id: {value}".rstrip() + f"\nhosts: [{value or 'a'}]\n")


def test_texts_move_with_their_key() -> None:
    becomes(
        "stops:\n- place: a\n  note: |\n       two\n         lines\n\n       # no comment\n",
        "stops:\n  - place: a\n    note: |\n      two\n        lines\n\n      # no comment\n",
    )
    becomes('notes: "a\n\n     b"\nsummary: c\n  d\n', 'summary: c\n  d\nnotes: "a\n\n  b"\n')
    becomes("notes: |2-\n    x\n  y\nsummary: z\n", "summary: z\nnotes: |2-\n    x\n  y\n")


def test_document_signs_go_and_the_last_line_ends() -> None:
    becomes("%YAML 1.1\n---\n# head\n\nid: a\n...\n", "# head\n\nid: a\n")
    becomes("id: a\nnotes: |\n  b", "id: a\nnotes: |-\n  b\n")


def test_line_ends_stay() -> None:
    assert laid("start: 2023\r\n# c\r\nhost: x\r\n") == "start: 2023\r\n# c\r\nhost: x\r\n".replace(
        "start: 2023\r\n", "", 1
    ).replace("host: x\r\n", "host: x\r\nstart: 2023\r\n")


# Comments


def test_comments_go_with_what_they_are_about() -> None:
    becomes(
        """
        # The head of the file.

        start: 2023  # beside start
        # above host
        # in two lines
        host: IL
        visitor: x
        """,
        """
        # The head of the file.

        visitor: x
        # above host
        # in two lines
        host: IL
        start: 2023  # beside start
        """,
    )


def test_a_comment_that_touches_only_what_is_above_it_is_about_that() -> None:
    becomes(
        "visitor: x\nstart: 2023\n# about the start\n\nhost: IL\n",
        "visitor: x\n\nhost: IL\nstart: 2023\n# about the start\n",
    )


def test_a_comment_on_top_keeps_its_key_there_because_it_may_be_about_either() -> None:
    same("# Either about the record, or about its status.\nstatus: cancelled\nvisitor: x\n")
    becomes(
        "# About the record.\n\nstatus: cancelled\nvisitor: x\n",
        "# About the record.\n\nvisitor: x\nstatus: cancelled\n",
    )


def test_comments_at_the_end_of_a_block_stay_in_it() -> None:
    same(
        """
        stops:
          - place: a
            # later: note
          - place: b
          # more stops
        # type: state
        flags:
          business: yes
          # cultural_site: yes
        # the end
        """
    )


def test_comments_between_list_entries_and_beside_dashes() -> None:
    becomes("- # one\n  id: a\n# two\n- id: b # three\n# end\n", "# one\n- id: a\n\n# two\n- id: b  # three\n# end\n")


def test_comments_between_a_key_and_its_value_are_kept() -> None:
    becomes("hosts: # which\n  # two\n  - a\nid:\n  # odd\n  x\n", "# odd\nid: x\nhosts:  # which\n  # two\n  - a\n")


def test_the_line_for_editors_stays_first() -> None:
    same("# yaml-language-server: $schema=../../schema/visit.json\nvisitor: x\n")
    becomes(
        "# yaml-language-server: $schema=x.json\n\nhost: y\nvisitor: x\n",
        "# yaml-language-server: $schema=x.json\n\nvisitor: x\nhost: y\n",
    )


# What is left alone


@pytest.mark.parametrize(
    "text", ["", "# only a comment\n", "just text\n", "[]\n", "a: 1\na: 2\n", "a: &b 1\n", "a: [\n", "a: !t b\n"]
)
def test_what_is_no_sound_record_comes_back_as_it_is(text: str) -> None:
    assert laid(text) == text


def test_what_cannot_be_kept_is_refused() -> None:
    found = laid_out(Source(file="x.yaml", text="- notes: |+\n    a\n\n\n\n- id: b\n"), key_order("visit"))
    assert isinstance(found, Finding) and found.code.number == "W104"
    found = laid_out(Source(file="x.yaml", text="id: a\nname: a\tb\n"), key_order("leader"))
    assert isinstance(found, Finding) and isinstance(found.at, Span) and (found.at.line, found.at.column) == (2, 8)


def test_the_demonstration_archive_is_in_canonical_layout() -> None:
    from visitgen.load import load_content

    content, _ = load_content(Path(__file__).parents[3] / "content")
    own = [document for document in content.documents if "history-state/" not in document.file]
    assert len(own) > 50
    wrong = [
        document.file
        for document in own
        if (source := content.sources[document.file]).form == "yaml"
        and laid_out(source, key_order(document.kind)) != source.text
    ]
    assert wrong == [], "run visitgen fmt"


# Hard files

LONG = ", ".join(f"leader-number-{number}" for number in range(20))
HARD = {
    "comments all around a list": "visitor: a\nhosts: # beside key\n  # above first\n  - b # beside b\n  # between\n\n"
    "  # again\n  - c\n  # end of list\n# below the list\nhost: d\n# end of file\n",
    "comments between keys and values": "visitor:\n  # why\n  a\nhost: b\nsummary:\n  # prose\n  some words\n  going on\n"
    "sources:\n  # c1\n\n  # c2\n  [s]\n",
    "a comment beside the sign of a block": "visitor: a\nsummary: | # c\n  text # no comment\n\n  more\n# after\nhost: b\n",
    "long brackets": f"visitor: a\nhost: b\nhosts: [{LONG}]\n",
    "comments in brackets": "stops: [ # s\n  { # m\n  place: x, # p\n  note: y } # n\n ] # e\nvisitor: a\n",
    "brackets over blank lines": "stops: [a,\n\n  b,\n c,]\nvisitor: a\n",
    "sharp signs": "visitor: a#b\nrole: 'a # b'\nhost: a #\n#\n##\n#!x\n",
    "quotes": "visitor: 'it''s'\nsummary: \"a\\tb \\u00e9 \\\"q\\\" \\\n  joined\"\nhost: \"#no\" # yes\ntype_label: ''\n",
    "quotes over lines": "visitor: 'one\n\n  two\n  three'\nhost: \"x\n  y\n\n\n  z\"\n",
    "quoted keys": "\"host\": b\n'visitor': a # x\n",
    "keys with question marks": "? host\n: b\n? visitor\n: a # c\n",
    "an odd indentation": "meetings:\n    - date: 2023\n      # c\n      participants:\n          - leader: a\n            # d\n"
    "            side: host # e\n\n          # f\n          - leader: b\n    # g\n# h\nvisitor: a\n",
    "a list that is not indented": "visitor: a\nhosts:\n- b\n# c\n- d\nhost: x\n",
    "comments beside dashes": "stops:\n  - # first\n    place: x\n  -   # second\n    place: y\nvisitor: a\n",
    "lists in lists": "stops:\n  - - a\n    - b # x\n  - [c, d]\nvisitor: a\n",
    "records": "# head\n\n# one\n- start: 2023\n  visitor: a # va\n  # end\n\n\n\n# two\n-   host: b\n    visitor: c\n# tail\n",
    "no values": "visitor: # nothing yet\nhost: ~\nstops:\n  - # none\n  - a # x\n",
    "signs of a document": "%YAML 1.2\n--- # head\nhost: b\nvisitor: a\n... # tail\n# after\n",
    "a byte order mark inside": "host: b\nvisitor: \ufeffa\n",
    "other scripts": "host: Élysée 東京 القدس 🇮🇱 # ünï 🇮🇱\nvisitor: ‎Z\u200dW\nsummary: |\n  שלום\n",
    "a wide line with a comment": f"visitor: a\nsummary: {'word ' * 60}end # said\nhost: b\n",
    "a wide word": f"visitor: a\nsummary: {'w' * 300}\nhost: b\n",
    "wide spaces": f"visitor: a\nsummary: {'word  ' * 60}end\nhost: b\n",
    "JSON": '{\n  "host": "b",\n  "stops": ["c", {"place": "d"}],\n  "visitor": "a"\n}\n',
    "CRLF": "# a\r\n\r\nhost: b # c\r\nvisitor: a\r\nsummary: |\r\n  x\r\n\r\n  y\r\n# e\r\n",
    "a last line without an end": "host: b\nvisitor: a # x",
    **{
        f"text below {sign}": f"visitor: a\nsummary: {sign}\n  one\n    two\n\n  three # no comment\n\n\n# c\nhost: b\n"
        for sign in ("|", "|-", ">", ">-", "|2", "|2-", "|-2", ">2", "|1")
    },
}


@pytest.mark.parametrize("name", HARD)
def test_hard_files_keep_their_values_and_comments(name: str) -> None:
    text = HARD[name]
    value, findings = read_value(Source(file="x.yaml", text=text))
    assert value and not findings
    made = laid(text)
    assert read_value(Source(file="x.yaml", text=made)) == (value, ())
    assert laid(made) == made
    told = sorted(re.findall(r"(?<=\s)#[^\r\n]*|\A#[^\r\n]*", made))
    assert told == sorted(comment.rstrip() for comment in re.findall(r"(?<=\s)#[^\r\n]*|\A#[^\r\n]*", text))
    if "\r" in text:
        assert made.count("\n") == made.count("\r\n")


@pytest.mark.parametrize(
    ("text", "line", "help"),
    [
        ("visitor: a\nsummary: |+\n  one\n\n\nhost: b\n", 2, "write `|`"),
        ("visitor: a\nsummary: >1+ # c\n  one\n\n\nhost: b\n", 2, "write `>1`"),
        ("visitor: a\nsummary: # about it\n  |\n  text\nhost: b\n", 1, "a comment between a key and its text"),
        ("visitor: a\t# c\nhost: b\n", 1, "a tab"),
        ("visitor: a\nhost:\tb\n", 2, "a tab"),
    ],
)
def test_what_is_refused_says_where_and_what_to_do(text: str, line: int, help: str) -> None:
    assert read_value(Source(file="x.yaml", text=text))[1] == ()
    found = laid_out(Source(file="x.yaml", text=text), key_order("visit"))
    assert isinstance(found, Finding) and isinstance(found.at, Span)
    assert found.code.number == "W104" and found.at.line == line and help in (found.help or "")
