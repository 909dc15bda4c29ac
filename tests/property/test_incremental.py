"""The law of incremental builds: whatever was changed, what is built upon the last build is what a clean build makes.

The same bytes and files, and the same problems told, after any sequence of edits, additions, renames and deletions of
records, settings, templates and static files, after the site was tampered with, after builds that failed, were killed,
or lost their memory. Many sequences are tried by

    VISITGEN_SEQUENCES=2000 python -m pytest tests/property/test_incremental.py -k law
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from jinja2 import Environment

from visitgen.commands.build import Made, Options, make
from visitgen.commands.builder import Builder
from visitgen.commands.kept import Memory
from visitgen.commands.recall import memory_file, recalled, remember
from visitgen.commands.report import Progress
from visitgen.plan.language import spoken

sys.path.insert(0, str(Path(__file__).parent))
import fuzz

SEQUENCES = int(os.environ.get("VISITGEN_SEQUENCES", "12"))
MANIFEST = ".visitgen-manifest"
WORD = re.compile(
    rb"^(?P<key>[ -]*(?:name|title|label|summary|note|bio|text|party|url|quote|publisher|capital): )(?P<value>\w.*)$",
    re.MULTILINE,
)
DATE = re.compile(rb"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
CHOICES = {
    rb"type: (?:official|state|working|private|transit|official_working)\b": [b"type: state", b"type: private"],
    rb"status: \w+": [b"status: completed", b"status: cancelled", b"status: announced"],
    rb"verification: \w+": [b"verification: contested", b"verification: verified"],
    rb"\bhost: [\w-]+": [b"host: france", b"host: israel", b"host: united-states"],
    rb"disputed: \w+": [b"disputed: yes", b"disputed: no"],
    rb"kind: \w+": [b"kind: city", b"kind: state"],
}
LINES = {
    "title": [b"title: T", b"title: Another title"],
    "base_url": [b"", b"base_url: https://example.org/visits/"],
    "scope": [b"", b"scope: What is taken in.", b"scope: What else is taken in."],
    "languages": [b"", b"languages: [fr]"],
    "language": [b"", b"language: fr"],
    "theme": [b"", b"theme: mine"],
    "license": [b"", b"license: CC0-1.0"],
}
TEMPLATES = {
    "layouts/base.html": b'{% extends "chronicle/layouts/base.html" %}\n',
    "pages/visit.html": b'{% extends "chronicle/pages/visit.html" %}{% block main %}<p id="x">%d</p>{{ super() }}{% endblock %}\n',
}  # fmt: skip
number = st.integers(0, 10_000)
BUILT: list[tuple[Path, Memory, dict[str, bytes]]] = []
CODE: dict[tuple[Any, ...], Any] = {}


def compiled_once(self: Environment, source: Any, name: Any = None, *more: Any, **others: Any) -> Any:
    """Compiles a template, or takes the code that was made from the same: clean builds compile all of them."""
    key = (type(self), source if isinstance(source, str) else repr(source), name, spoken().tag)
    if key not in CODE:
        CODE[key] = COMPILE(self, source, name, *more, **others)
    return CODE[key]


COMPILE = Environment.compile


class Editing(RuleBasedStateMachine):
    """Somebody edits an archive, and builds after each edit."""

    def __init__(self) -> None:
        super().__init__()
        Environment.compile = compiled_once  # type: ignore[method-assign]
        self.place = Path(tempfile.mkdtemp(prefix="visitgen-law-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None))
        self.content, self.output = Path("content"), Path("site")
        self.home = os.getcwd()
        os.chdir(self.place)
        self.first = {**fuzz.journey(), "pages/more.md": b"---\ntitle: More\n---\nSee [[leader:emmanuel-macron]].\n"}
        self.options = Options(content=self.content, output=self.output, as_of=fuzz.AS_OF, jobs=1)
        self.builder = Builder(self.options)
        self.standing: dict[str, bytes] = {}

    @initialize()
    def begin(self) -> None:
        """The archive as it was, with its site: built for the first sequence, and copied for the others."""
        if not BUILT:
            for name, data in self.first.items():
                self.put(name, data)
            self.build()
            assert self.builder.memory
            kept = Path(tempfile.mkdtemp(prefix="visitgen-law-"))
            atexit.register(shutil.rmtree, kept, ignore_errors=True)
            shutil.copytree(self.place, kept / "built")
            BUILT.append((kept / "built", self.builder.memory, self.standing))
        folder, memory, self.standing = BUILT[0]
        shutil.copytree(folder, self.place, dirs_exist_ok=True)
        self.builder = Builder(self.options, memory=replace(memory, output=self.output.resolve()))

    def teardown(self) -> None:
        """Nothing stays behind."""
        os.chdir(self.home)
        Environment.compile = COMPILE  # type: ignore[method-assign]
        shutil.rmtree(self.place, ignore_errors=True)

    # What is done, and what must come of it.

    def put(self, name: str, data: bytes) -> None:
        """Writes a file, as an editor does."""
        file = self.place / name if name.startswith("themes/") else self.content / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def build(self) -> None:
        """Builds upon what is kept, and asserts that a clean build would have come to the same."""
        clean = made_clean(self.options)
        built = self.builder.build()
        assert built.diagnostics == clean.diagnostics
        assert built.failed == (clean.archive is None)
        if clean.archive:
            self.standing = {path: file.data for path, file in clean.files.made.items()}
        found = files_in(self.output) if self.output.exists() else {}
        found.pop(MANIFEST, None)
        assert found.keys() == self.standing.keys()
        assert [path for path, data in found.items() if data != self.standing[path]] == []

    def records(self) -> list[str]:
        """The files of records there are."""
        return sorted(path.relative_to(self.content).as_posix() for path in self.content.rglob("*") if path.is_file())

    def edit(self, which: int, pattern: re.Pattern[bytes], new: Any) -> None:
        """Changes one of the places in the records where a pattern is found."""
        places = [
            (name, match)
            for name in self.records()
            if name != "site.yaml"
            for match in pattern.finditer((self.content / name).read_bytes())
        ]
        if places:
            name, match = places[which % len(places)]
            data = (self.content / name).read_bytes()
            self.put(name, data[: match.start()] + new(match) + data[match.end() :])

    @rule(which=number, word=st.sampled_from([b"Other", b"B. Other", b"\xc3\x89t\xc3\xa9", b"More words"]))
    def rewrite(self, which: int, word: bytes) -> None:
        """A name, a title, a text."""
        self.edit(which, WORD, lambda match: match["key"] + word)
        self.build()

    @rule(which=number, day=st.integers(1, 28), month=st.integers(1, 12), year=st.sampled_from([0, 1, -1]))
    def redate(self, which: int, day: int, month: int, year: int) -> None:
        """A date."""
        self.edit(which, DATE, lambda match: b"%04d-%02d-%02d" % (int(match["year"]) + year, month, day))
        self.build()

    @rule(which=number, what=st.sampled_from(sorted(CHOICES)), to=number)
    def choose(self, which: int, what: bytes, to: int) -> None:
        """One word of a few."""
        self.edit(which, re.compile(what), lambda match: CHOICES[what][to % len(CHOICES[what])])
        self.build()

    @rule(which=number, seed=number)
    def slip(self, which: int, seed: int) -> None:
        """Whatever a slip, an editor or an enemy does to a file."""
        name = self.records()[which % len(self.records())]
        self.put(name, fuzz.changed_file((self.content / name).read_bytes(), seed))
        self.build()

    @rule(which=number)
    def delete(self, which: int) -> None:
        """A file goes."""
        names = [name for name in self.records() if name != "site.yaml"]
        if names:
            (self.content / names[which % len(names)]).unlink()
        self.build()

    @rule(which=number)
    def rename(self, which: int) -> None:
        """A file gets another name, and its record another id."""
        names = [name for name in self.records() if name != "site.yaml"]
        if names:
            file = self.content / names[which % len(names)]
            file.rename(file.with_name(f"a-{file.name}"[-80:]))
        self.build()

    @rule(which=number, day=st.integers(1, 28))
    def add(self, which: int, day: int) -> None:
        """A visit like another, on another day."""
        visits = [name for name in self.records() if name.startswith("visits/")]
        if visits:
            data = (self.content / visits[which % len(visits)]).read_bytes()
            data = re.sub(rb"(?m)^id: .*\n", b"", data)
            self.put(f"visits/new-{which % 5}.yaml", DATE.sub(rb"2022-%02d-%02d" % (1 + which % 12, day), data))
        self.build()

    @rule(seed=number)
    def settle(self, seed: int) -> None:
        """The settings."""
        lines = (options[(seed >> at) % len(options)] for at, options in enumerate(LINES.values()))
        self.put("site.yaml", b"as_of: 2023-11-14\n" + b"".join(line + b"\n" for line in lines if line))
        self.put("themes/mine/theme.toml", b'parent = "chronicle"\n')
        self.build()

    @rule(what=st.sampled_from(sorted(TEMPLATES)), seed=number, gone=st.booleans())
    def restyle(self, what: str, seed: int, gone: bool) -> None:
        """A template and a static file of a theme of one's own, which may not be in use."""
        self.put("themes/mine/theme.toml", b'parent = "chronicle"\n')
        self.put("themes/mine/static/own.css", b"p { margin: %dpx }\n" % seed)
        template = self.place / "themes/mine" / what
        if gone:
            template.unlink(missing_ok=True)
        else:
            self.put(f"themes/mine/{what}", TEMPLATES[what].replace(b"%d", b"%d" % (seed % 7)))
        self.build()

    @rule()
    def undo(self) -> None:
        """All as it was in the beginning."""
        shutil.rmtree(self.content)
        for name, data in self.first.items():
            self.put(name, data)
        self.build()

    @rule(which=number, how=st.sampled_from(["gone", "other", "cut"]))
    def tamper(self, which: int, how: str) -> None:
        """A file of the site is not what was written."""
        files = sorted(path for path in self.output.rglob("*") if path.is_file() and path.name != MANIFEST)
        if files and not self.output.is_symlink():
            file = files[which % len(files)]
            data = file.read_bytes()
            file.unlink()
            if how != "gone":
                file.write_bytes(data + b"<!-- -->" if how == "other" else data[: len(data) // 2])
        if made_clean(self.options).archive:  # a build that fails mends nothing
            self.build()
        else:
            self.undo()

    @rule(damage=st.sampled_from(["", "", "", "old", "old", "gone", "cut", "other"]), at=number)
    def restart(self, damage: str, at: int) -> None:
        """Another process builds next, by the memory that is left beside the site, which may be old, or damaged."""
        if self.builder.memory and damage != "old":
            remember(self.builder.memory, self.output)
        file = memory_file(self.output)
        data = file.read_bytes() if file.is_file() else b""
        if damage and damage != "old" and data:
            at %= len(data)
            file.unlink()
            if damage != "gone":
                file.write_bytes(data[:at] if damage == "cut" else data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        last = recalled(self.output)
        self.builder = Builder(self.options, memory=last.memory if last else None)
        self.build()

    @rule(which=number, after=st.integers(0, 40))
    def kill(self, which: int, after: int) -> None:
        """A build is killed when it has moved so many files."""
        self.edit(which, WORD, lambda match: match["key"] + b"Killed")
        child = os.fork()
        if child == 0:
            dying(after)
            try:
                self.builder.build()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        if made_clean(self.options).archive:
            self.build()
        else:
            self.undo()


def made_clean(options: Options) -> Made:
    """What a build without memory comes to."""
    with Progress() as progress:
        return make(options, progress)


def files_in(folder: Path) -> dict[str, bytes]:
    """The files of a site."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def dying(after: int) -> None:
    """From now on, this process dies when it moves so many more files."""
    left = [after]

    def mortal(call: Any) -> Any:
        def called(*args: Any, **more: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)
            return call(*args, **more)

        return called

    os.replace, os.rename, os.unlink = mortal(os.replace), mortal(os.rename), mortal(os.unlink)


Editing.TestCase.settings = settings(
    max_examples=SEQUENCES, stateful_step_count=5, deadline=None, suppress_health_check=list(HealthCheck),
    print_blob=True, database=None, derandomize=SEQUENCES < 100,
)  # fmt: skip
test_law = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes can be divided")(Editing.TestCase)
