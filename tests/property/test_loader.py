"""Whatever a record file holds, a build ends with a site or with diagnostics at real places; it never raises.

`VISITGEN_FUZZ=20000 pytest tests/property/test_loader.py` tries that many changes instead of a few.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from visitgen.commands.build import Options, make
from visitgen.commands.report import Progress
from visitgen.diagnostics import Diagnostic
from visitgen.diagnostics.show import concise, full

CONTENT = Path(__file__).parents[2] / "content"
EXAMPLES = int(os.environ.get("VISITGEN_FUZZ", "100"))

# One journey and all that it names; a former state, a JSON source, a free page and an embargo are added below.
BEGIN = (
    "site.yaml",
    "topics.yaml",
    "itineraries/macron-middle-east-2023-10.yaml",
    "meetings/elysee-briefing-2023-10-24.yaml",
)
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
]  # fmt: skip
KEYS = [
    "id", "draft", "embargo_until", "formerly", "waive", "sources", "topics", "notes", "confidence", "verification", "start", "end", "within",
    "date", "time", "tz", "visitor", "host", "hosts", "role", "stops", "status", "type", "event", "meetings", "visits", "traveller",
    "participants", "statements", "claims", "speaker", "text", "value", "low", "high", "terms", "from", "to", "country", "organisation",
    "title", "name", "names", "other_names", "lat", "lon", "members", "planned", "outcomes", "flags", "companions", "status_history",
    "departs", "returns", "legs", "image", "mode", "format", "broader", "issued", "author", "URL", "order", "nav", "__class__", "<<", "?",
    "codes", "part_of", "valid_from", "valid_to", "as_of", "base_url", "theme_options", "limits", "languages", "editors", "origin", "meta",
]  # fmt: skip
_KEY = re.compile(r"^(\s*(?:- )?)([\w-]+):(.*)$")


@dataclass
class World:
    """A content folder whose files are changed and put back."""

    folder: Path
    files: dict[str, bytes]

    def put(self, changed: dict[str, bytes]) -> None:
        for name in {*changed, *self.files}:
            path = self.folder / name
            wanted = changed.get(name, self.files.get(name))
            assert wanted is not None
            if not path.is_file() or path.read_bytes() != wanted:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(wanted)

    def clear(self, changed: dict[str, bytes]) -> None:
        for name in changed.keys() - self.files.keys():
            (self.folder / name).unlink()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("project") / "content"
    files = {path.stem: path for path in CONTENT.rglob("*.yaml")}
    waiting = [CONTENT / name for name in BEGIN]
    while waiting:
        path = waiting.pop()
        copy = folder / path.relative_to(CONTENT)
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
            waiting += [files[word] for word in set(re.findall(r"[a-z0-9-]+", path.read_text())) if word in files]
    extra = {
        "countries/hawaii.yaml": "kind: historical_state\nnames: [{name: Hawaii}]\nvalid_from: 1795\nvalid_to: 1898-08-12\n"
        "successors: [US]\nlat: 21.3\nlon: -157.86\n",
        "leaders/kalakaua.yaml": "name: Kalākaua\nterms:\n  - {title: king, country: hawaii, role: head_of_state, from: 1874-02-12, "
        "to: 1891-01-20}\n",
        "visits/1874.yaml": "- visitor: kalakaua\n  host: united-states\n  start: 1874-12\n  end: 1875-02\n  type: state\n"
        "- visitor: kalakaua\n  host: JPN\n  within: 1881-03/1881-04\n  event: tour\n",
        "events/tour.yaml": "name: Tour of the world\nstart: 1881\nhost: japan\nplaces: [{name: Tokyo, country: JP}]\n",
        "sources/zotero.json": '[\n\t{"id": "http://zotero.org/users/1/items/AB12CD34", "type": "book", "title": "Around \\ud83c\\udf0d",'
        ' "author": [{"family": "Armstrong", "given": "W. N."}],\n\t"issued": {"date-parts": [["1904"]]}}\n]\n',
        "pages/about-us.md": "---\ntitle: About us\nnav: yes\norder: 3\n---\n\n# Who we are\n\nSee [[leader:kalakaua]], [the list](leaders/)"
        " and\n[[visit:macron-israel-2023-10-24|a visit]].\n\n- one\n- <b>two</b>\n",
        "visits/later.yaml": "visitor: isaac-herzog\nhost: france\nstart: 2024-01-01\nembargo_until: 2099-01-01\nmeetings:\n"
        "  - {date: 2024-01-01, participants: [isaac-herzog, emmanuel-macron]}\n",
    }
    for name, text in extra.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    taken = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
    return World(folder, taken)


def built(world: World, changed: dict[str, bytes]) -> tuple[Diagnostic, ...]:
    """The diagnostics of a build of the world with some files changed; every one must stand at a real place."""
    world.put(changed)
    try:
        made = make(Options(content=world.folder, output=world.folder.parent / "site"), Progress())
        for diagnostic in made.diagnostics:
            check_place(diagnostic, world.folder)
            (full(diagnostic) + concise(diagnostic)).encode("utf-8")
            assert "\n" not in concise(diagnostic).rstrip("\n")
    finally:
        world.clear(changed)
    assert made.archive or any(diagnostic.severity == "error" for diagnostic in made.diagnostics)
    return made.diagnostics


def check_place(diagnostic: Diagnostic, folder: Path) -> None:
    """Asserts that a diagnostic names a file of the content folder, and a line and a column that it has."""
    if diagnostic.code.number[0] in "PRW":
        return  # these are about pages and files of the site
    span = diagnostic.primary.span
    path = Path(span.file)
    assert path.exists(), span
    if path.is_dir():
        return
    lines = re.split("\r\n|[\n\r\x85\u2028\u2029]", path.read_bytes().decode("utf-8-sig", "replace"))
    assert 1 <= span.line <= len(lines), span
    assert 1 <= span.column <= len(lines[span.line - 1]) + 1, span
    assert (span.line, span.column) <= (span.end_line, span.end_column), span


def changed_file(data: bytes, seed: int) -> bytes:
    """The bytes of a record file after one to three changes such as a slip, an editor or an enemy makes."""
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = _once(data, chance)
    return data


def _once(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.15:
        at = chance.randrange(len(data) + 1)
        byte = bytes([chance.randrange(256)])
        return chance.choice(
            (data[:at] + byte + data[at:], data[:at] + data[at + 1 :], data[:at] + byte + data[at + 1 :])
        )
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    at = chance.randrange(len(lines))
    line, key = lines[at], _KEY.match(lines[at])
    match chance.randrange(12):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, line)
        case 2:
            other = chance.randrange(len(lines))
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
        case _:
            words = re.split(r"([\s,\[\]{}:]+)", line)
            words[chance.randrange(len(words))] = chance.choice(WORDS)
            lines[at] = "".join(words)
    return chance.choice(("\n",) * 12 + ("\r\n", "\r")).join(lines).encode("utf-8", "surrogateescape")


def test_the_records_build_as_they_are(world: World) -> None:
    assert [found for found in built(world, {}) if found.severity == "error"] == []


@settings(
    max_examples=EXAMPLES, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(data=st.data())
def test_no_change_of_a_record_stops_the_build_without_saying_why(world: World, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(world.files)))
    seed = data.draw(st.integers(0, 2**32))
    built(world, {name: changed_file(world.files[name], seed)})


@settings(max_examples=EXAMPLES // 5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_file_of_any_name_stops_the_build_without_saying_why(world: World, data: st.DataObject) -> None:
    folder = data.draw(st.sampled_from(["leaders", "visits", "pages", "sources", "media", "nowhere", "countries", "."]))
    letters = st.characters(exclude_characters="/\0", exclude_categories=("Cs",))
    stem = data.draw(st.text(letters, min_size=1, max_size=30).filter(lambda text: text.strip(".")))
    suffix = data.draw(st.sampled_from([".yaml", ".md", ".json", ".txt", ""]))
    text = data.draw(
        st.one_of(st.binary(max_size=60), st.sampled_from([b"", b"name: A\n", b"title: A\n", b"[]", b"{}", b"- - a\n"]))
    )
    built(world, {f"{folder}/{stem}{suffix}": text})
