"""Text -> values and places: nothing is guessed, nothing dropped, and every place is exact."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from visitgen.diagnostics import Finding, Pointer, Related, Span, codes, whole_file
from visitgen.load.source import Source, decoded, located, positions, read_value


def read(text: str, file: str = "x.yaml", form: str = "yaml"):
    return read_value(Source(file=file, text=text, form=form))


def numbers(text: str, **how: str) -> list[str]:
    """The codes of all problems of a text."""
    return [finding.code.number for finding in read(text, **how)[1]]


def cut(text: str, span: Span) -> str:
    """What stands at a span."""
    lines = re.split("\r\n|[\n\r\x85\u2028\u2029]", text)
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    whole = [lines[span.line - 1][span.column - 1 :], *lines[span.line : span.end_line - 1]]
    return "\n".join(
        [*whole, lines[span.end_line - 1][: span.end_column - 1]] if span.end_line <= len(lines) else whole
    )


@pytest.mark.parametrize(
    "text",
    ["NO", "no", "Yes", "14:30", "010", "1e3", "2023-10", "2023-10-24", "0x1F", "1_000", "~", "null", "true", "=", "1.0", ".inf", "-0",
     "12e03", "2001-12-14t21:59:43.10-05:00", "0o7", "+1", "١٢"],
)  # fmt: skip
def test_a_plain_word_stays_the_text_it_is(text: str) -> None:
    assert read(f"key: {text}\nlist: [{text}]\n") == ({"key": text, "list": [text]}, ())


def test_only_a_key_with_nothing_after_it_has_no_value() -> None:
    assert read("a:\nb: ''\nc: \"\"\nd: ~\n") == ({"a": None, "b": "", "c": "", "d": "~"}, ())


@pytest.mark.parametrize("text", ["", "\n", "# a comment\n", "---\n", "\ufeff", "# a\n\n# b"])
def test_a_file_without_a_record_has_no_value_and_no_problem(text: str) -> None:
    assert read(text) == (None, ())


def test_an_empty_list_and_an_empty_mapping_are_values() -> None:
    assert read("[]") == ([], ())
    assert read("{}") == ({}, ())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("a: b\na: c\n", "L112"),
        ("a: &x b\n", "L109"),
        ("a: &x b\nc: *x\n", "L110"),
        ("a: !t b\n", "L108"),
        ("a: !!str b\n", "L108"),
        ("<<: {a: b}\n", "L111"),
        ("[a, b]: c\n", "L113"),
        ("{a: b}: c\n", "L113"),
        ("a: b\n---\nc: d\n", "L107"),
        ("a: [b\n", "L105"),
        ("a: b: c\n", "L105"),
        ("\ta: b\n", "L105"),
        ('a: "\\0"\n', "L104"),
        ('a: "\\x1b[31m"\n', "L104"),
        ('"\\x07": b\n', "L104"),
        ('a: "\\ud800"\n', "L105"),
        ("a: " + "[" * 10_000 + "\n", "L106"),
        ("a: " + "{b: " * 10_000 + "\n", "L106"),
        ("".join(" " * depth + "a:\n" for depth in range(5_000)), "L106"),
        ("- " * 10_000, "L106"),
        ("? " * 10_000, "L106"),
    ],
    ids=lambda value: value[:24],
)  # fmt: skip
def test_each_fault_has_its_code(text: str, number: str) -> None:
    assert number in numbers(text)


def test_a_merge_key_in_quotes_is_a_key() -> None:
    assert read('"<<": b\n') == ({"<<": "b"}, ())


def test_all_faults_of_a_file_are_told_at_once() -> None:
    assert numbers("a: &x b\nc: !t d\na: e\n[f]: g\n") == ["L109", "L108", "L112", "L113"]


def test_an_alias_bomb_is_told_and_not_expanded() -> None:
    text = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 20))
    value, findings = read(text)
    assert {finding.code.number for finding in findings} == {"L109", "L110"}
    assert isinstance(value, dict) and value["a19"] == [None] * 9


def test_the_first_of_two_values_is_kept_and_both_keys_are_shown() -> None:
    value, findings = read("host: israel\nhost: jordan\n")
    assert value == {"host": "israel"}
    [diagnostic] = located(findings, {"x.yaml": Source(file="x.yaml", text="host: israel\nhost: jordan\n")})
    assert (diagnostic.primary.span.line, diagnostic.others[0].span.line) == (2, 1)


@pytest.mark.parametrize("tagged", ["a: !t b", "- !!map {c: d}", "a: &x !t b", "a: !t &x b", "k: {a: !<tag:x> b}"])
def test_a_tag_is_told_at_the_sign_itself(tagged: str) -> None:
    [span] = [finding.at for finding in read(tagged)[1] if finding.code is codes.YAML_TAG]
    assert isinstance(span, Span) and cut(tagged, span).startswith("!")
    assert " " not in cut(tagged, span)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: b\nc d\ne: f\n", 2, 1),  # a key without its colon, not the line after it
        ('a: b\nc: "d\ne: f\n', 2, 4),  # a quote that is never closed, where it opens
        ("a: b\nc: [d\ne: f\n", 2, 4),
        ("a: b\nc: *d* e\n", 2, 4),
        ("a: b\nc: 'd'e f'\n", 2, 7),
        ("a: b\n c: d\n", 2, 3),
        ("习近平: b: c\n", 1, 7),  # columns are characters, not bytes
        ("a: b\r\nc: d: e\r\n", 2, 5),
        ("a: b\rc: d: e\r", 2, 5),
        ("a: b\u2028c: d: e", 2, 5),
    ],
)
def test_a_syntax_error_is_told_where_the_slip_is(text: str, line: int, column: int) -> None:
    [finding] = read(text)[1]
    assert isinstance(finding.at, Span)
    assert (finding.code.number, finding.at.line, finding.at.column) == ("L105", line, column)
    assert finding.help


@pytest.mark.parametrize("text", ["a: [", '"', "'", "{", "a: |", "? ", "-", ":", "!", "&", "*", "%", "@", "`", "\t", "a:\n\t- b", "a: |x\n b",
                                  "%YAML 9.9\n---\na: b", "%TAG ! x", "--- a\n...\nb", "a: b\n]", "{a: b", "[a, b", "a: 'b' c", "- a\nb: c"])  # fmt: skip
def test_every_syntax_error_is_in_plain_words_at_a_real_place(text: str) -> None:
    for finding in read(text)[1]:
        assert isinstance(finding.at, Span)
        assert 1 <= finding.at.line <= text.count("\n") + 1
        assert 1 <= finding.at.column <= len(text.split("\n")[finding.at.line - 1]) + 1
        assert finding.help and "while" not in finding.message and "expected" not in finding.message


@pytest.mark.parametrize(
    ("data", "number", "line", "column"),
    [
        ("name: François".encode("latin-1"), "L102", 1, 11),
        (b"# ok\nname: \xe2\x82", "L102", 2, 7),
        ("name: x".encode("utf-16"), "L102", 1, 1),
        ("name: x".encode("utf-16-be"), "L104", 1, 1),
        (b"name: a\x00b", "L104", 1, 8),
        (b"a: b\nname: a\x1bb", "L104", 2, 8),
        (b"name: a\x7fb", "L104", 1, 8),
        (b"\xed\xa0\x80", "L102", 1, 1),  # a surrogate in bytes
        (b"\xef\xbb\xbf\xff", "L102", 1, 1),  # behind a byte order mark
        (b"\xef\xbb\xbfname: x\nrole: \xe9", "L102", 2, 7),
    ],
)
def test_bytes_that_are_no_text_are_told_at_their_place(data: bytes, number: str, line: int, column: int) -> None:
    finding = decoded("x.yaml", data)
    assert isinstance(finding, Finding) and isinstance(finding.at, Span)
    assert (finding.code.number, finding.at.line, finding.at.column) == (number, line, column)


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decoded("x.yaml", b"\xef\xbb\xbfname: x\n") == "name: x\n"


@pytest.mark.parametrize("text", ["a\tb", "a\r\nb", "\x85", "\u2028", "\u202e", "🇮🇱", "e\u0301"])
def test_text_that_an_editor_can_hold_is_text(text: str) -> None:
    assert decoded("x.yaml", text.encode()) == text


# Values: plain words of any script that YAML reads back as they are, in values, lists and mappings.
WORD = st.from_regex(r"[a-zé习א][a-zé习א語\u0301 0-9]{0,8}[a-z0-9习]", fullmatch=True).filter(
    lambda word: "  " not in word
)
VALUES = st.recursive(
    WORD, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(WORD, inner, max_size=4)), max_leaves=12
)


@given(VALUES, st.sampled_from([None, True, False]), st.sampled_from(["", '"', "'"]), st.sampled_from(["\n", "\r\n"]))
def test_every_scalar_stands_at_its_span(value, flow: bool | None, style: str, line_break: str) -> None:
    text = yaml.safe_dump(
        value, default_flow_style=flow, default_style=style or None, allow_unicode=True, width=10_000, line_break=line_break, sort_keys=False
    )  # fmt: skip
    text = text.replace("!!str ", "")
    source = Source(file="x.yaml", text=text.removesuffix("...\n").removesuffix("...\r\n"))
    found, findings = read_value(source)
    assert (found, findings) == (value, ())
    places = positions(source)

    def check(inner, path) -> None:
        if isinstance(inner, dict):
            for key, entry in inner.items():
                assert cut(text, places[*path, key][0]).strip("\"'") == key
                check(entry, (*path, key))
        elif isinstance(inner, list):
            for index, entry in enumerate(inner):
                check(entry, (*path, index))
        else:
            assert cut(text, places[path][1]).strip("\"'") == inner

    check(value, ())


@pytest.mark.parametrize(
    ("text", "path", "at"),
    [
        ("a: b\n", ("a",), "b"),
        ("- a: b\n- a: c\n", (1, "a"), "c"),
        ("a: {b: [c, d]}\n", ("a", "b", 1), "d"),
        ("a:\n    - b:  'c d'\n", ("a", 0, "b"), "'c d'"),
        ("a: |\n  b\n  c\n", ("a",), "|\n  b\n  c"),
        ('{"a": "b"}', ("a",), '"b"'),
        ("a: b # comment\n", ("a",), "b"),
        ("a:  \tb\n", ("a",), "b"),
        ("习: 近平\n", ("习",), "近平"),
        ("🇮🇱: 👩‍👩‍👧 x\n", ("🇮🇱",), "👩‍👩‍👧 x"),
    ],
)
def test_values_of_every_style_have_their_place(text: str, path: tuple[str | int, ...], at: str) -> None:
    assert cut(text, positions(Source(file="x.yaml", text=text))[path][1]).rstrip("\n") == at


class TestPages:
    TEXT = "---\ntitle: About us\nnav: yes\n---\n\n# Who we are\n\nSee [[leader:x]].\n"

    def test_the_text_below_the_front_matter_is_its_own_value(self) -> None:
        value, findings = read(self.TEXT, file="x.md", form="page")
        assert findings == ()
        assert value == {"title": "About us", "nav": "yes", "text": "\n# Who we are\n\nSee [[leader:x]].\n"}

    def test_lines_are_those_of_the_whole_file(self) -> None:
        source = Source(file="x.md", text=self.TEXT, form="page")
        assert positions(source)["nav",][1].line == 3
        finding = Finding(
            code=codes.UNKNOWN_REFERENCE, message="", at=Pointer(file="x.md", path=("text",), text="[[leader:x]]")
        )
        [diagnostic] = located([finding], {"x.md": source})
        assert (diagnostic.primary.span.line, diagnostic.primary.span.column) == (8, 5)
        assert diagnostic.primary.line_text == "See [[leader:x]]."

    def test_a_fault_in_the_front_matter_is_at_its_line(self) -> None:
        [finding] = read("---\ntitle: a: b\n---\n", file="x.md", form="page")[1]
        assert isinstance(finding.at, Span) and (finding.at.line, finding.at.column) == (2, 9)

    @pytest.mark.parametrize(
        "text", ["", "# Title\n", " ---\ntitle: x\n---\n", "---\ntitle: x\n", "----\na: b\n----\n", "--- \ntitle: x"]
    )
    def test_a_page_without_front_matter_is_told_so(self, text: str) -> None:
        assert numbers(text, file="x.md", form="page") == ["L118"]

    @pytest.mark.parametrize(
        "text", ["---\r\ntitle: x\r\n---\r\nText\r\n", "---\ntitle: x\n---", "---  \ntitle: x\n---\t\nText"]
    )
    def test_line_ends_and_trailing_blanks_do_not_matter(self, text: str) -> None:
        value, findings = read(text, file="x.md", form="page")
        assert findings == () and isinstance(value, dict) and value["title"] == "x"

    def test_text_in_the_front_matter_is_not_overwritten_in_silence(self) -> None:
        assert numbers("---\ntitle: x\ntext: y\n---\nz\n", file="x.md", form="page") == ["L112"]

    def test_an_empty_front_matter_has_no_value(self) -> None:
        assert read("---\n---\nText\n", file="x.md", form="page") == (None, ())


class TestJson:
    def test_numbers_are_kept_as_written_and_null_is_nothing(self) -> None:
        text = '[{"title": "A", "volume": 1e400, "page": 010, "issue": null, "note": "null"}]'.replace("010", "10")
        value, findings = read(text, file="x.json", form="json")
        assert findings == ()
        assert value == [{"title": "A", "volume": "1e400", "page": "10", "issue": None, "note": "null"}]

    def test_tabs_and_one_line_files_are_read(self) -> None:
        items = [{"title": "A", "author": [{"family": "B"}]}]
        for text in (json.dumps(items), json.dumps(items, indent="\t"), json.dumps(items, separators=(",", ":"))):
            assert read(text, file="x.json", form="json") == (items, ())

    def test_a_character_written_as_two_escapes_is_one(self) -> None:
        text = json.dumps([{"title": "🌍 “A” \\ud83c /"}]).replace("/", "\\/")
        assert read(text, file="x.json", form="json") == ([{"title": "🌍 “A” \\ud83c /"}], ())

    @pytest.mark.parametrize(
        "text",
        ["", "[", "{'title': 'A'}", '[{"title": "A"},]', "<html>", "title: A", "[1]", '"x"', "null", '{"items": []}'],
    )
    def test_what_is_no_csl_json_is_told_so(self, text: str) -> None:
        assert numbers(text, file="x.json", form="json") == ["L116"]

    def test_the_place_of_a_json_error_is_exact(self) -> None:
        [finding] = read('[\n  {"title": "A",\n   type: 1}\n]', file="x.json", form="json")[1]
        assert isinstance(finding.at, Span) and (finding.at.line, finding.at.column) == (3, 4)

    def test_a_lone_surrogate_is_told_and_not_passed_on(self) -> None:
        assert numbers('[{"title": "\\ud800"}]', file="x.json", form="json") == ["L105"]

    def test_deep_nesting_and_huge_numbers_end(self) -> None:
        assert numbers("[" * 100_000 + "]" * 100_000, file="x.json", form="json") == ["L106"]
        assert numbers('[{"title": "A", "volume": ' + "9" * 10_000 + "}]", file="x.json", form="json") == []


class TestLocated:
    SOURCE = Source(
        file="x.yaml",
        text="visitor: a\nstops: {name: Ramallah, country: xx}\nsummary: >-\n  one [[leader:x|two\n  three]] four\n",
    )

    def place(self, *path: str | int, on: str = "value", text: str | None = None) -> str:
        at = Pointer(file="x.yaml", path=path, on=on, text=text)
        [diagnostic] = located([Finding(code=codes.BAD_VALUE, message="", at=at)], {"x.yaml": self.SOURCE})
        return cut(self.SOURCE.text, diagnostic.primary.span)

    def test_a_value_and_its_key(self) -> None:
        assert self.place("visitor") == "a"
        assert self.place("visitor", on="key") == "visitor"

    def test_a_step_that_is_not_written_is_left_out(self) -> None:
        assert self.place("stops", 0, "place", "country") == "xx"

    def test_what_is_not_there_is_shown_at_its_holder(self) -> None:
        assert self.place("stops", 0, "note") == "{"

    def test_a_text_folded_over_two_lines_is_found(self) -> None:
        assert self.place("summary", text="[[leader:x|two three]]") == "[[leader:x|two\n  three]]"

    def test_each_word_is_looked_for_behind_the_one_before(self) -> None:
        source = Source(file="x.yaml", text="bio: a [[leader:x]] [[leader:y]] [[leader:x]] end\n")
        told = ("[[leader:x]]", "[[leader:y]]", "[[leader:x]]", "bio", "[[leader:y]]", "[[leader:x]]", "[[leader:x]]")
        findings = [
            Finding(
                code=codes.UNKNOWN_REFERENCE, message=f"{number}", at=Pointer(file="x.yaml", path=("bio",), text=text)
            )
            for number, text in enumerate(told)
        ]
        found = {int(each.message): each.primary.span.column for each in located(findings, {"x.yaml": source})}
        assert [found[number] for number in range(7)] == [8, 21, 34, 6, 21, 34, 8]

    def test_a_text_that_is_not_there_as_written_is_shown_at_its_value(self) -> None:
        assert self.place("visitor", text="zzz") == "a"

    def test_a_second_place_that_the_file_does_not_have_is_left_out(self) -> None:
        others = tuple(
            Related(at=Pointer(file="x.yaml", path=path), label="") for path in (("valid_from",), ("visitor",), ())
        )
        finding = Finding(
            code=codes.BAD_VALUE, message="", at=Pointer(file="x.yaml", path=("visitor",)), related=others
        )
        [diagnostic] = located([finding], {"x.yaml": self.SOURCE})
        assert [other.span.line for other in diagnostic.others] == [1, 1]

    def test_an_unknown_file_is_shown_without_a_line(self) -> None:
        [diagnostic] = located([Finding(code=codes.BAD_VALUE, message="", at=Pointer(file="y", path=("a",)))], {})
        assert (diagnostic.primary.span, diagnostic.primary.line_text) == (whole_file("y"), None)

    def test_order_is_file_line_column_and_each_is_told_once(self) -> None:
        sources = {"a.yaml": Source(file="a.yaml", text="x: 1\ny: 2\n"), "b.yaml": Source(file="b.yaml", text="x: 1\n")}
        wanted = [("a.yaml", "x"), ("a.yaml", "y"), ("b.yaml", "x")]
        findings = [
            Finding(code=codes.BAD_VALUE, message="", at=Pointer(file=f, path=(k,)))
            for f, k in [*wanted[::-1], *wanted]
        ]
        found = located(findings, sources)
        assert [(d.primary.span.file, d.primary.span.line) for d in found] == [
            ("a.yaml", 1),
            ("a.yaml", 2),
            ("b.yaml", 1),
        ]


@pytest.mark.parametrize("text", ["---\n", "---"])
def test_a_value_missing_at_the_end_is_told_on_the_last_line_there_is(text: str) -> None:
    source = Source(file="x.yaml", text=text)
    at = Pointer(file="x.yaml", path=())
    (found,) = located([Finding(code=codes.YAML_SYNTAX, message="m", at=at)], {"x.yaml": source})
    assert (found.primary.span.line, found.primary.span.column, found.primary.line_text) == (1, 1, "---")
