"""Records as slips, editors and enemies change them, and what must hold of any: used by `test_loader.py`, and at length:

    PYTHONPATH=. python tests/property/fuzz.py 200000 --seed 1

tries that many changes in one process, and prints what happened. Most go through reading, linking and the rules, against
a register of the few countries named; each eightieth, of an archive without errors, goes through the whole of `visitgen
check`, pages included (`--whole 1`: every one). A case is its seed and its number: `1 --first 4711` is one case again.

What must hold: no exception; at most two seconds of processor time; an exit status of 1 with errors and of 0 without;
and every problem at a line and column that its file has, in the content folder.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import json
import random
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import jinja2

from visitgen.commands.build import Options
from visitgen.commands.check import check
from visitgen.diagnostics import Diagnostic
from visitgen.diagnostics.show import concise, full
from visitgen.load import Document, load_content, load_register, located
from visitgen.load.source import Raw, Source, read_value
from visitgen.model import archive_of, site_of
from visitgen.model.identity import CLASSES
from visitgen.model.specimen import specimen

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
AS_OF = date(2023, 11, 14)
SECONDS = 2.0

Files = dict[str, bytes]
"""The files of a content folder, by name."""

Archive = tuple[Files, Document]
"""What is changed, and the countries it names."""

WORDS = [
    "", "[]", "{}", "[[]]", "[{}]", "[a, [b]]", "{a: {b: c}}", '""', "''", "~", "null", "yes", "no", "NO", "unknown", "true", "0", "-1",
    "010", "1e3", "1e400", "9" * 5000, "0x1F", "14:30", "2023", "2023-10", "2023-10-24", "2023-10-24?", "1874~", "195X", "19XX",
    "2023-24", "2023-21", "0001", "9999", "9999-12-31", "0001-01-01", "0000", "../1985", "1985/..", "../..", "/", "2023-02-30",
    "2023-10-07/2023-10-24", "195X/2001~", "2023-10-24/2023-10-07", "*a", "&a b", "!t x", "<<: {a: b}", "|", ">-", "- a", "a: b", "# a",
    "emmanuel-macron", "israel", "IL", "ISR", "soviet-union", "no-such-id", "isaac-herzog", "jerusalem", "hamas", "con", "__class__",
    "../../etc/passwd", "https://example.org/a?b=c&d", "javascript:alert(1)", "[x](javascript:a)", "[[leader:isaac-herzog]]",
    "[[visit:nothing|x]]", "[[x:y]]", "[[]]", "\u202e\u202d", "🇮🇱👩‍👩‍👧", "e\u0301é", "القدس", "耶路撒冷", "\ufeff", "\u2028", "\x85", "\u00a0",
    '"\\ud800"', '"\\0"', '"\\n"', '"\\x1b[31m"', "<script>", "&amp;", "{{ x }}", "{% x %}", "`", "@", "%", "cancelled", "completed", "announced",
    "under_way", "phone", "state", "multilateral", "transit", "private", "media/x.jpg", "disputed", "head_of_state", "x" * 3000, "> " * 300, "- " * 40,
    "[" * 200, "{x: " * 40, "31.77", "181", "Asia/Jerusalem", "en", "zh-Hant", "about", "today", "2999-01-01", "1/2", "²", "٣", "१",
    "error", "off", "[" * 3000, "*a" * 2000, "`" * 1000, "[a](" * 800, "![" * 900, "[[leader:" * 300, "![x](media/x.png)", "# a", "1. a",
]  # fmt: skip
KEYS = [
    "id", "draft", "embargo_until", "formerly", "waive", "sources", "topics", "notes", "confidence", "verification", "start", "end", "within",
    "date", "time", "tz", "visitor", "host", "hosts", "role", "stops", "status", "type", "event", "meetings", "visits", "traveller",
    "participants", "statements", "claims", "speaker", "text", "value", "low", "high", "terms", "from", "to", "country", "organisation",
    "title", "name", "names", "other_names", "lat", "lon", "members", "planned", "outcomes", "flags", "companions", "status_history",
    "departs", "returns", "legs", "image", "mode", "format", "broader", "issued", "author", "URL", "order", "nav", "__class__", "<<", "?",
    "codes", "part_of", "valid_from", "valid_to", "as_of", "base_url", "theme_options", "limits", "languages", "editors", "origin", "meta",
    "measure", "attributed_to", "rank", "said_by", "rule", "reason", "source", "locator", "supports", "label", "labels", "rules", "theme",
]  # fmt: skip
SIGNS = [
    b"\0", b"\x1b", b"\x7f", b"\x80", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc0\xaf", b"\r", b"\r\n", b"\n", b"\t", b"\xc2\x85",
    b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xc2\xa0", b"\xe2\x80\x8d", b"\xcc\x81", b"\xf0\x9f\x87\xae", b"\xf4\x8f\xbf\xbf", b"'", b'"', b": ", b" #",
    b"[", b"]", b"{", b"}", b",", b"&", b"*", b"!", b"|", b">", b"%", b"@", b"`", b"---\n", b"...\n", b"- ", b"? ", b"<<: ", b"\\", b"\\u", b"-", b"0",
]  # fmt: skip
NUMBERS = [
    "0",
    "-1",
    "9" * 30,
    "1e9",
    "0.1",
    "1,400",
    "010",
    "٣",
    "10000",
    "99",
    "13",
    "32",
    "00",
    "-0",
    "+5",
    ".5",
    "1.",
    "1_000",
]
DATES = [word for word in WORDS if re.search(r"\d{3}|XX|\.\.", word) and len(word) < 30]
_KEY = re.compile(r"^(\s*(?:- )?)([\w-]+):(.*)$")
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}[?~%]?(?:/\d{4}(?:-\d\d){0,2})?")


# The archives that are changed


def closure(begin: tuple[str, ...]) -> Files:
    """Some files of the demonstration archive, and all that their words name."""
    files = {path.stem: path for path in CONTENT.rglob("*.yaml")}
    waiting = [CONTENT / name for name in begin]
    found: Files = {}
    while waiting:
        path = waiting.pop()
        name = path.relative_to(CONTENT).as_posix()
        if name not in found:
            found[name] = path.read_bytes()
            words = set(re.findall(r"[a-z0-9-]+", found[name].decode()))
            waiting += [files[word] for word in words if word in files]
    return found


def journey() -> Files:
    """One journey and all that it names; and a former state, a JSON source, a free page and an embargo."""
    extra = {
        "countries/hawaii.yaml": "kind: historical_state\nnames: [{name: Hawaii}]\nvalid_from: 1795\nvalid_to: 1898-08-12\n"
        "successors: [US]\nlat: 21.3\nlon: -157.86\n",
        "leaders/kalakaua.yaml": "name: Kalākaua\nterms:\n  - {title: king, country: hawaii, role: head_of_state, from: 1874-02-12, "
        "to: 1891-01-20}\n",
        "visits/1874.yaml": "- visitor: kalakaua\n  host: united-states\n  start: 1874-12\n  end: 1875-02\n  type: state\n"
        "- visitor: kalakaua\n  host: JPN\n  within: 1881-03/1881-04\n  event: tour\n",
        "events/tour.yaml": "name: Tour of the world\nstart: 1881\nhost: japan\nplaces: [{name: Tokyo, country: JP}]\n",
        "sources/zotero.json": '[\n\t{"id": "http://zotero.org/users/1/items/AB12CD34", "type": "book", "title": "Around \\ud83c\\udf0d",'
        ' "author": [{"family": "Armstrong", "given": "W. N."}],\n\t"issued": {"date-parts": [["1904"]]},\n\t"accessed": '
        '{"date-parts": [[2024, 3, 1], [2024, 3, 2]], "circa": true, "literal": "n.d.", "season": 2}}\n]\n',
        "pages/about-us.md": "---\ntitle: About us\nnav: yes\norder: 3\n---\n\n# Who we are\n\nSee [[leader:kalakaua]], [the list](leaders/)"
        " and\n[[visit:macron-israel-2023-10-24|a visit]].\n\n- one\n- <b>two</b>\n",
        "visits/later.yaml": "visitor: isaac-herzog\nhost: france\nstart: 2024-01-01\nembargo_until: 2099-01-01\nmeetings:\n"
        "  - {date: 2024-01-01, participants: [isaac-herzog, emmanuel-macron]}\n",
    }  # fmt: skip
    begin = (
        "site.yaml",
        "topics.yaml",
        "itineraries/macron-middle-east-2023-10.yaml",
        "meetings/elysee-briefing-2023-10-24.yaml",
    )
    return dict(sorted({**closure(begin), **{name: text.encode() for name, text in extra.items()}}.items()))


def specimens() -> Files:
    """A record of each kind with every key."""
    folders = {"country": "countries", "itinerary": "itineraries"}
    found = {"site.yaml": b"title: T\nas_of: 2023-11-14\n", "topics.yaml": b"x: {label: X}\n"}
    for kind, record in CLASSES.items():
        if kind not in ("topic", "page"):
            text = specimen(record, {"country": "france"} | {other: "x" for other in CLASSES if other != "country"})
            lines = (line[2:] if line.startswith("# ") else "" for line in text.splitlines())
            live = "\n".join(line for line in lines if line and not line.startswith("id: ")) + "\n"
            found[f"{folders.get(kind, kind + 's')}/x.yaml"] = live.encode()
    return found


def worlds() -> list[tuple[int, Callable[[], Files]]]:
    """Archives to change, each with how often it is."""

    def of_folder(folder: Path) -> Callable[[], Files]:
        return lambda: {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.is_symlink()
        }

    folders = [ROOT / "visitgen/load/starter/content", *sorted((ROOT / "tests").glob("*/*/content"))]
    imported = ("site.yaml", "leaders/history-state/united-states.yaml")
    presidents = ["wilson-woodrow", "truman-harry-s", "kennedy-john-f", "hoover-herbert-c"]
    return [
        (len(folders) // 8, journey),
        (len(folders) // 5, specimens),
        *((6, lambda name=name: closure((*imported, f"visits/history-state/president-{name}.yaml"))) for name in presidents),
        *((6 if index == 0 else 1, of_folder(folder)) for index, folder in enumerate(folders)),
    ]  # fmt: skip


def few_countries(files: Files) -> Document:
    """The built-in register without the countries that an archive does not name, by id or by code."""
    register = load_register()
    text = " ".join((*WORDS, *(data.decode("utf-8", "ignore") for data in files.values())))
    named = set(re.findall(r"[A-Za-z]+(?:-[a-z]+)*", text))
    countries: list[Any] = register.value if isinstance(register.value, list) else []
    known = {c["id"]: dict(c) for c in countries if not named.isdisjoint((c["id"], *c.get("codes", {}).values()))}
    for country in known.values():
        for key in ("predecessors", "successors"):
            country[key] = [id for id in country.get(key, ()) if id in known]
        country["part_of"] = [time for time in country.get("part_of", ()) if time["country"] in known]
    return Document(kind="country", file=register.file, stem=register.stem, value=list(known.values()))


# Changes


def changed_file(data: bytes, seed: int, others: Mapping[str, bytes] = {}) -> bytes:
    """The bytes of a record file after one to three changes such as a slip, an editor or an enemy makes."""
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = chance.choices((_bytes, _lines, _words, _shapes), (15, 45, 15, 25))[0](data, chance, others)
    return data


def _bytes(data: bytes, chance: random.Random, others: Mapping[str, bytes]) -> bytes:
    """Bytes flipped, put in, taken out, cut off, doubled, or taken over from another file."""
    at, end = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
    near = min(end, at + chance.choice((1, 2, 8, 60)))
    match chance.randrange(8):
        case 0 if at < len(data):
            return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        case 1:
            return data[:at] + bytes([chance.randrange(256)]) + data[at:]
        case 2:
            return data[:at] + data[near:]
        case 3:
            return data[:at]
        case 4:
            return data[:near] + data[at:near] * chance.choice((1, 2, 50)) + data[near:]
        case 5 if others:
            other = others[chance.choice(sorted(others))].splitlines(keepends=True)
            first = chance.randrange(len(other) + 1)
            lines = data.splitlines(keepends=True)
            into = chance.randrange(len(lines) + 1)
            return b"".join((*lines[:into], *other[first : first + chance.randrange(1, 9)], *lines[into:]))
        case _:
            return data[:at] + chance.choice(SIGNS) * chance.choice((1, 1, 1, 3)) + data[at:]


def _lines(data: bytes, chance: random.Random, others: Mapping[str, bytes]) -> bytes:
    """Keys, values, indentation and whole lines changed for others."""
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    at = chance.randrange(len(lines))
    line, key = lines[at], _KEY.match(lines[at])
    other = chance.randrange(len(lines))
    match chance.randrange(15):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, line)
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = chance.choice((" ", "  ", "\t", "- ", "    ")) + line
        case 4:
            lines[at] = line[chance.choice((1, 2, 4)) :]
        case 5 | 6 | 7 if key:
            lines[at] = f"{key[1]}{key[2]}: {chance.choice(WORDS)}"
        case 8 if key:
            lines[at] = f"{key[1]}{chance.choice(KEYS)}:{key[3]}"
        case 9 | 10:
            indent = re.match(r"\s*", line)
            assert indent
            lines.insert(at, f"{indent[0]}{chance.choice(KEYS)}: {chance.choice(WORDS)}")
        case 11 if key and (there := _KEY.match(lines[other])):
            lines[at], lines[other] = f"{key[1]}{key[2]}:{there[3]}", f"{there[1]}{there[2]}:{key[3]}"
        case 12 if key:
            around = chance.choice(
                ("[%s]", "{%s}", "{a: %s}", '"%s"', "'%s'", "|\n  %s", "[[%s]]", "- %s", "%s, %s", "\n  - %s", "%s #")
            )
            lines[at] = f"{key[1]}{key[2]}: {around.replace('%s', key[3].strip())}"
        case _:
            words = re.split(r"([\s,\[\]{}:]+)", line)
            words[chance.randrange(len(words))] = chance.choice(WORDS)
            lines[at] = "".join(words)
    return chance.choice(("\n",) * 12 + ("\r\n", "\r")).join(lines).encode("utf-8", "surrogateescape")


def _words(data: bytes, chance: random.Random, others: Mapping[str, bytes]) -> bytes:
    """A date, a number or a letter somewhere, changed for another."""
    text = data.decode("utf-8", "surrogateescape")
    pattern, new = chance.choice(
        (
            (_DATE, DATES),
            (re.compile(r"\b\d+(?:\.\d+)?\b"), NUMBERS),
            (re.compile(r"\w"), [*"éßİıﬁΑ耶ق\u0301\u202e\u200b🇮"]),
        )
    )
    found = list(pattern.finditer(text))
    if not found:
        return data
    place = chance.choice(found)
    return (text[: place.start()] + chance.choice(new) + text[place.end() :]).encode("utf-8", "surrogateescape")


def _shapes(data: bytes, chance: random.Random, others: Mapping[str, bytes]) -> bytes:
    """Well-formed YAML, or JSON, that says something else: values of other shapes, moved, nested, doubled, left out."""
    text = data.decode("utf-8", "replace")
    fence = re.match(r"---\n(.*?)^---\n", text, re.DOTALL | re.MULTILINE)
    value, findings = read_value(Source(file="x.yaml", text=fence[1] if fence else text))
    if findings or not isinstance(value, list | dict):
        return data
    holders = list(_holders(value))
    holder: Any = chance.choice(holders)
    ways: list[Any] = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    if not ways:
        return data
    way = chance.choice(ways)
    here = holder[way]
    match chance.randrange(9):
        case 0:
            holder[way] = [here]
        case 1:
            holder[way] = {chance.choice(KEYS): here}
        case 2:
            holder[way] = chance.choice((None, "", [], {}, [None], [[]], {"": ""}, chance.choice(WORDS)))
        case 3 if isinstance(holder, dict):
            holder[chance.choice(KEYS)] = here
        case 4:
            holder[way] = json.loads(json.dumps(chance.choice(holders)))
        case 5 if isinstance(holder, dict):
            holder[chance.choice(KEYS)] = holder.pop(way)
        case 6 if isinstance(holder, list):
            holder.extend([here] * chance.choice((1, 2, 40)))
        case 7:
            del holder[way]
        case _:
            holder[way] = chance.choice(WORDS)
    made = _flow(value)
    return (f"---\n{made}\n---\n{text[fence.end() :]}" if fence else made + "\n").encode("utf-8", "replace")


def _holders(value: Raw) -> Iterator[Raw]:
    if isinstance(value, list | dict):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _holders(inner)


def _flow(value: Raw) -> str:
    """A value as YAML on one line, which is JSON where nothing is empty."""
    if isinstance(value, dict):
        return (
            "{"
            + ",\n ".join(f"{json.dumps(key, ensure_ascii=False)}: {_flow(inner)}" for key, inner in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ",\n ".join(_flow(inner) for inner in value) + "]"
    return "null" if value is None else json.dumps(value, ensure_ascii=False)


# What must hold


def diagnosed(folder: Path, register: Document) -> tuple[tuple[Diagnostic, ...], bool]:
    """The problems of an archive up to its rules, and whether there is an archive; each problem can be shown."""
    content, findings = load_content(folder)
    site, found = site_of(content)
    archived, more = archive_of(content, register, site, AS_OF)
    diagnostics = located((*findings, *found, *more), content.sources)
    for diagnostic in diagnostics:
        (full(diagnostic) + concise(diagnostic)).encode("utf-8")
        assert "\n" not in concise(diagnostic).rstrip("\n")
    return diagnostics, archived is not None


def check_archive(folder: Path, register: Document) -> Mapping[str, str]:
    """The codes found in an archive up to its rules, each with its severity, when all that must hold does."""
    diagnostics, sound = diagnosed(folder, register)
    assert sound or any(diagnostic.severity == "error" for diagnostic in diagnostics), "no archive, and no error"
    for diagnostic in diagnostics:
        span = diagnostic.primary.span
        check_place(
            diagnostic.code.number, span.file, (span.line, span.column), (span.end_line, span.end_column), folder
        )
    return {diagnostic.code.number: diagnostic.severity for diagnostic in diagnostics}


def check_whole(folder: Path) -> Mapping[str, str]:
    """The codes found by `visitgen check`, each with its severity, when all that must hold does."""
    with contextlib.redirect_stdout(io.StringIO()) as printed, contextlib.redirect_stderr(io.StringIO()):
        options = Options(content=folder, output=folder.parent / "site", as_of=AS_OF)
        status = check(options, form="json")
    diagnostics = json.loads(printed.getvalue())["diagnostics"]
    assert status == any(found["severity"] == "error" for found in diagnostics), f"exit status {status}"
    for found in diagnostics:
        place = found["primary"]
        begin, end = ((place[f"{which}line"], place[f"{which}column"]) for which in ("", "end_"))
        check_place(found["code"], place["file"], begin, end, folder)
    return {found["code"]: found["severity"] for found in diagnostics}


def check_place(code: str, file: str, begin: tuple[int, int], end: tuple[int, int], folder: Path) -> None:
    """Asserts that a problem is at a place that a file of the content folder has."""
    path = Path(file)
    if code[0] in "PRW" and not path.is_relative_to(folder):
        return  # these may be about pages and files of the site, or of the theme
    assert path.is_relative_to(folder), f"{code} at {file}"
    assert path.exists() or path.is_symlink(), f"{code} at {file}, which is not there"
    if not path.is_file():
        return
    lines = re.split("\r\n|[\n\r\x85\u2028\u2029]", path.read_bytes().decode("utf-8-sig", "replace"))
    line, column = begin
    assert 1 <= line <= len(lines), f"{code} at line {line} of {len(lines)} of {file}"
    assert 1 <= column <= len(lines[line - 1]) + 1, f"{code} at column {column} of {file}:{line}"
    assert begin <= end, f"{code} from {begin} to {end} of {file}"


# The long run


class TooSlow(BaseException):
    """A case took more than its time; nothing may catch it."""


@dataclass
class Place:
    """A folder that holds one archive at a time, with one file changed."""

    folder: Path
    files: Files

    def hold(self, files: Files) -> None:
        """Puts an archive where another was."""
        if files is not self.files:
            shutil.rmtree(self.folder, ignore_errors=True)
            for name, data in files.items():
                self.write(name, data)
            self.files = files

    def write(self, name: str, data: bytes) -> None:
        """Writes one file."""
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_bytes(data)

    def restore(self, name: str) -> None:
        """Puts the file that was changed back, or takes a new one away."""
        if name in self.files:
            self.write(name, self.files[name])
        else:
            (self.folder / name).unlink()


def case(seed: int, number: int, known: Sequence[Archive]) -> tuple[Files, Document, str, bytes]:
    """One case: an archive with its register, the name of the file that is changed or new, and what it holds."""
    chance = random.Random(f"{seed} {number}")
    files, register = known[
        number // 50 * 7919 % len(known)
    ]  # fifty in one archive, since putting one there takes time
    name = chance.choice(sorted(files))
    data = changed_file(files[name], chance.randrange(2**32), files)
    if chance.random() < 0.02:
        folder = chance.choice(["leaders", "visits", "pages", "sources", "media", "countries", "nowhere", "claims"])
        stem = "".join(chance.choice("ab-. _é耶\u202e🇮%'\"") for _ in range(chance.randrange(1, 12))).strip(".") or "a"
        new = f"{folder}/{stem}{chance.choice(['.yaml', '.md', '.json', '.txt', ''])}"
        name = name if new in files else new
    return files, register, name, data


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, metavar="NUMBER")
    parser.add_argument(
        "--whole", type=int, default=80, metavar="N", help="every N-th case goes through all of `check`"
    )
    asked = parser.parse_args()
    known = [(often, files, few_countries(files)) for often, world in worlds() for files in [world()]]
    # Every check makes its templates anew; they are the same each time, and compiling them would be most of the work.
    code = {}

    def compile_once(self: jinja2.Environment, source: Any, name: Any = None, filename: Any = None, *rest: Any) -> Any:
        key = (source, name, filename, rest)
        if key not in code:
            code[key] = original(self, source, name, filename, *rest)
        return code[key]

    original = jinja2.Environment.compile
    jinja2.Environment.compile = compile_once  # type: ignore[method-assign]

    def stop(signal_: int, frame: FrameType | None) -> None:
        raise TooSlow(f"more than {SECONDS} s of processor time")

    signal.signal(signal.SIGPROF, stop)
    began = time.monotonic()
    tally: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    slowest = (0.0, 0)
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as temporary:
        place = Place(Path(temporary) / "content", {})
        every: list[Archive] = []
        sound: list[Archive] = []
        for often, files, register in known:
            place.hold(files)
            every += [(files, register)] * often
            sound += [(files, register)] * often * ("error" not in check_archive(place.folder, register).values())
        gc.freeze()
        for index, number in enumerate(range(asked.first, asked.first + asked.cases), 1):
            whole = number % asked.whole == 0
            files, register, name, data = case(asked.seed, number, sound if whole else every)
            place.hold(files)
            try:
                place.write(name, data)
            except OSError:
                tally["of a name that no file can have"] += 1
                continue
            clock = time.process_time()
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
            try:
                found = check_whole(place.folder) if whole else check_archive(place.folder, register)
                signal.setitimer(signal.ITIMER_PROF, 0)
                tally["through all of check" if whole else "up to the rules"] += 1
                tally["with errors" if "error" in found.values() else "without errors"] += 1
                codes.update(found.keys())
            except (Exception, TooSlow) as error:
                signal.setitimer(signal.ITIMER_PROF, 0)
                line = traceback.extract_tb(error.__traceback__)[-1]
                kind = f"{type(error).__name__} at {Path(line.filename).name}:{line.lineno}: {str(error)[:100]!r}"
                tally["FAULTS"] += 1
                faults[kind] += 1
                if faults[kind] <= 3:
                    print(f"case {number} of seed {asked.seed} ({name}): {kind}", flush=True)
                    sys.stdout.writelines(traceback.format_exception(error)[-4:])
            slowest = max(slowest, (time.process_time() - clock, number))
            place.restore(name)
            if index % 5000 == 0 or index == asked.cases:
                print(f"{index:,} cases in {time.monotonic() - began:,.0f} s: {dict(tally)}; {len(codes)} codes; "
                      f"slowest {slowest[0]:.2f} s (case {slowest[1]})", flush=True)  # fmt: skip
    print("codes found:", ", ".join(f"{code} {count:,}" for code, count in sorted(codes.items())))
    for kind, count in faults.most_common():
        print(f"{count:6,} {kind}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
