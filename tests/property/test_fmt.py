"""Whatever a record file holds and wherever its comments stand, `fmt` keeps all of it, and is done after one run.

`VISITGEN_FUZZ=20000 pytest tests/property/test_fmt.py` tries that many files instead of a few.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from visitgen.load import Raw
from visitgen.load.source import Source, read_value
from visitgen.model.fields import keys_of
from visitgen.model.identity import CLASSES
from visitgen.model.order import key_order
from visitgen.write.layout import laid_out
from visitgen.write.records import record_text

EXAMPLES = int(os.environ.get("VISITGEN_FUZZ", "150"))
PATIENT = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

KINDS = ["visit", "meeting", "itinerary", "leader", "place", "source", "topics", "site", "claim", "no-such-kind"]
WORDS = [
    "NO",
    "010",
    "14:30",
    "1e3",
    "~",
    "null",
    "2023-10",
    "2023-10-24?",
    "yes",
    "0x1F",
    "1_000",
    ".5",
    "=",
    "<<x",
    "a",
    "Élysée",
    "القدس",
    "🇮🇱",
]
PLAIN = st.sampled_from([*WORDS, "two words", "it's", "a#b", "x: y"[:1], "long " * 30 + "end", "one " * 40 + "stop"])
SCALARS: list[Callable[[str], list[str]]] = [
    lambda word: [word],
    lambda word: [f"'{word} # no comment'"],
    lambda word: [f'"{word} \\u00e9\\t# no: comment"'],
    lambda word: [word, "going on", "", "after a gap"],
    lambda word: [f'"{word} folded', "", 'to here"'],
    lambda word: ["|", f"{word}", "", "# no comment", "  more"],
    lambda word: [">-", f"{word}", "folded", "", "- no entry"],
    lambda word: ["|2-", "  indented", word],
    lambda word: ["[]"],
    lambda word: ["{}"],
    lambda word: [f"[{word}, 'b c', \"d\"]"],
    lambda word: [f"{{a: {word}, b: [c], d: }}"],
    lambda word: [f"[{word},", "b,", "c]"],
    lambda word: [f"[{word}, # in brackets", "{b: c}]"],
    lambda word: [f"[{', '.join([word] * 60)}]"],
    lambda word: [""],
]


class Writer:
    """Writes a random file. Every key is written once in it, and comments that name a key are about that key."""

    def __init__(self, draw: Callable[..., object], keys: list[str]) -> None:
        self.draw = draw
        self.keys = keys
        self.lines: list[str] = []
        self.count = 0

    def chance(self, percent: int) -> bool:
        return bool(self.draw(st.integers(0, 99)) < percent)  # type: ignore[operator]

    def above(self, column: int, name: str) -> None:
        """Some lines above a key, touching it."""
        if self.chance(15):
            self.lines.append("")
        for number in range(int(self.chance(25)) + int(self.chance(10))):
            self.lines.append(f"{' ' * column}# above {name} {number}")

    def beside(self, name: str) -> str:
        return f"{self.draw(st.sampled_from([' ', '    ']))}# beside {name}" if self.chance(20) else ""

    def entry(self, column: int, prefix: str, depth: int) -> None:
        """A key or a dash and what comes after it."""
        self.count += 1
        known = self.draw(st.sampled_from(self.keys))
        name = (
            f"{known}" if not any(re.search(rf"(?:^|[ -]){known}:", line) for line in self.lines) else f"k{self.count}"
        )
        if not prefix:
            self.above(column, name)
        choice = self.draw(st.integers(0, 9))
        if depth < 3 and choice < 2:
            self.lines.append(f"{prefix or ' ' * column}{name}:{self.beside(name)}")
            self.mapping(column + self.draw(st.integers(1, 4)), depth + 1)  # type: ignore[operator]
        elif depth < 3 and choice < 4:
            self.lines.append(f"{prefix or ' ' * column}{name}:{self.beside(name)}")
            self.sequence(column + self.draw(st.sampled_from([0, 2, 4])), depth + 1)  # type: ignore[operator]
        else:
            self.scalar(prefix or " " * column, f"{name}:", column, name)

    def scalar(self, prefix: str, name: str, column: int, about: str) -> None:
        shape = self.draw(st.sampled_from(SCALARS))
        first, *rest = shape(str(self.draw(PLAIN)))  # type: ignore[operator]
        beside = self.beside(about) if not first.startswith(("|", ">")) else ""
        inner = " " * (column + 2)
        lines = [
            f"{prefix}{name} {first}".rstrip() if name else f"{prefix}{first}",
            *(f"{inner}{line}" if line else "" for line in rest),
        ]
        lines[-1] += beside
        self.lines += lines

    def mapping(self, column: int, depth: int, prefix: str = "") -> None:
        for number in range(int(self.draw(st.integers(1, 4)))):  # type: ignore[call-overload]
            self.entry(column, prefix if number == 0 else "", depth)
        if self.chance(15):
            self.lines.append(f"{' ' * column}# end {self.count}")

    def sequence(self, column: int, depth: int) -> None:
        for _ in range(int(self.draw(st.integers(1, 3)))):  # type: ignore[call-overload]
            self.count += 1
            self.above(column, f"-{self.count}")
            dash = " " * column + "-" + " " * int(self.draw(st.integers(1, 3)))  # type: ignore[call-overload]
            if self.chance(50):
                self.mapping(len(dash), depth, dash)
            else:
                self.scalar(dash, "", column, f"-{self.count}")


@st.composite
def files(draw: Callable[..., object]) -> tuple[str, str]:
    """A kind, and the text of a file of this kind."""
    kind = str(draw(st.sampled_from(KINDS)))
    keys = list(keys_of(CLASSES[kind])) if kind in CLASSES else ["title", "label", "as_of"]  # type: ignore[index]
    writer = Writer(draw, keys)
    if writer.chance(30):
        writer.lines += ["# head", ""]
    if writer.chance(30):
        writer.sequence(0, 0)
    else:
        writer.mapping(0, 0)
    return kind, "\n".join(writer.lines) + "\n"


def read(text: str) -> tuple[Raw, bool]:
    value, findings = read_value(Source(file="x.yaml", text=text))
    return value, not findings


def comments(text: str) -> Counter[str]:
    return Counter(re.findall(r"# (?:above|beside|end|in brackets|head|loose)[^\n]*", text))


def laid(text: str, kind: str) -> str:
    made = laid_out(Source(file="x.yaml", text=text), key_order(kind))
    assert isinstance(made, str), f"refused:\n{text}"
    return made


@PATIENT
@given(files())
def test_everything_is_kept_and_one_run_is_enough(file: tuple[str, str]) -> None:
    kind, text = file
    value, sound = read(text)
    if not sound:
        return
    made = laid(text, kind)
    assert read(made) == (value, True)
    assert comments(made) == comments(text)
    assert laid(made, kind) == made
    lines = made.split("\n")
    for number, line in enumerate(lines):
        if found := re.fullmatch(r" *# above ([a-zA-Z_]\S*) \d", line):
            below = next(after for after in lines[number:] if after.strip() and not after.strip().startswith("#"))
            assert re.search(rf"(?:^|[ -]){found[1]}:", below), f"{line!r} stands above {below!r}:\n{made}"
        if (found := re.search(r"\S.*# beside ([a-zA-Z_]\S*)$", line)) and re.match(r" *(?:- )*[\w-]+:", line):
            assert re.match(rf" *(?:- )*{found[1]}:", line), f"{line!r} in:\n{made}"


@PATIENT
@given(files(), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 8), st.booleans()), max_size=6))
def test_loose_comments_anywhere_are_kept(file: tuple[str, str], loose: list[tuple[int, int, bool]]) -> None:
    kind, text = file
    lines = text.split("\n")
    for number, (at, column, blank) in enumerate(loose):
        lines[min(at, len(lines)) : min(at, len(lines))] = [f"{' ' * column}# loose {number}", *([""] if blank else [])]
    text = "\n".join(lines)
    value, sound = read(text)
    if not sound:
        return
    made = laid(text, kind)
    assert read(made) == (value, True)
    assert comments(made) == comments(text)
    assert laid(made, kind) == made


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
RECORDS = st.dictionaries(
    st.sampled_from([*keys_of(CLASSES["visit"])]),
    st.one_of(
        TEXT,
        PLAIN,
        st.lists(PLAIN, max_size=3),
        st.lists(st.dictionaries(st.sampled_from(["a", "b"]), TEXT, min_size=1), max_size=3),
    ),
    min_size=1,
)


@PATIENT
@given(st.one_of(RECORDS, st.lists(RECORDS, min_size=1, max_size=3)), st.booleans())
@example({"id": "x", "summary": "word " * 60 + "end"}, True)
def test_new_records_are_written_in_canonical_layout(value: object, with_comment: bool) -> None:
    order = key_order("visit")
    ordered = [
        {key: record[key] for key in order.sorted(tuple(record))}
        for record in (value if isinstance(value, list) else [value])
    ]
    if any(
        isinstance(inner, list) and any(isinstance(item, dict) for item in inner)
        for record in ordered
        for inner in record.values()
    ):
        return
    text = record_text(ordered if isinstance(value, list) else ordered[0], "made by a test" if with_comment else "")
    assert laid(text, "visit") == text
