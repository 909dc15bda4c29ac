"""The programs that are compared: how each builds, what an edit is to it, and what its site must then say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple, Protocol

import archives
import peer
from archives import Target

EDITS: Mapping[str, str] = {
    "summary": "one visit's summary",
    "date": "one visit's dates, by a month",
    "leader": "one leader's name",
    "country": "one country's name",
    "topic": "one topic's label",
    "template": "the visit page's template",
    "config": "the site's title",
}


class Fault(Exception):
    """A command that failed, or an output that does not show what it should."""


class Change(NamedTuple):
    """An edit: in `file`, after the text `block`, the first match of `pattern` becomes `new`."""

    file: Path
    block: str
    pattern: str
    new: str


class Program(Protocol):
    """One generator, set up for one archive."""

    name: str

    def build(self, output: Path) -> list[str]:
        """The command that builds the site."""
        ...

    def changes(self, kind: str, turn: int) -> list[Change]:
        """The changes that make an edit; each turn's differs from the one before."""
        ...

    def shown(self, kind: str, turn: int) -> tuple[str, str]:
        """A file of the output that must have changed, and what it must now say."""
        ...


class Visitgen:
    """visitgen, by its command."""

    name = "visitgen"

    def __init__(self, command: Sequence[str], content: Path, target: Target) -> None:
        self.command, self.content, self.target = command, content, target

    def build(self, output: Path) -> list[str]:
        return [*self.command, "build", "--content", str(self.content), "--output", str(output)]

    def check(self) -> list[str]:
        """The command that looks for problems."""
        return [*self.command, "check", "--content", str(self.content)]

    def changes(self, kind: str, turn: int) -> list[Change]:
        content, target = self.content, self.target
        visit, block = content / target.file, f"- id: {target.visit}\n"
        start, end = stay(target, turn)
        theme = content.parent / "themes" / archives.THEME
        return {
            "summary": [appended(visit, block, r"^  summary: .*?", turn)],
            "date": [Change(visit, block, r"^  start: .*$", f"  start: {start}"),
                     Change(visit, block, r"^  end: .*$", f"  end: {end}")],
            "leader": [appended(content / target.leader_file, f"- id: {target.leader}\n", r"^  name: .*?", turn)],
            "country": [appended(content / "countries" / f"{target.country}.yaml", "", r"^  - name: .*?", turn)],
            "topic": [appended(content / "topics.yaml", f"{target.topic}:\n", r"^  label: .*?", turn)],
            "template": [marked(theme / "pages" / "visit.html", r"{% block main %}", turn)],
            "config": [appended(content / "site.yaml", "", r"^title: .*?", turn)],
        }[kind]  # fmt: skip

    def shown(self, kind: str, turn: int) -> tuple[str, str]:
        return f"visits/{self.target.visit}/index.html", sign(kind, turn, self.target)


class Hugo:
    """Hugo, by its binary."""

    name = "Hugo"

    def __init__(self, binary: Path, site: Path, target: Target) -> None:
        self.binary, self.site, self.target = binary, site, target
        self.file, self.visit, self.leader, self.country = peer.counterpart(site, target)

    def build(self, output: Path) -> list[str]:
        return [str(self.binary), "--quiet", "--source", str(self.site), "--destination", str(output)]

    def changes(self, kind: str, turn: int) -> list[Change]:
        data, block = self.site / "data", f"- id: {self.visit}\n"
        start, end = stay(self.target, turn)
        return {
            "summary": [appended(self.file, block, r"^  summary: \|-\n    .*?", turn)],
            "date": [Change(self.file, block, r"^  start: .*$", f"  start: {start}"),
                     Change(self.file, block, r"^  end: .*$", f"  end: {end}")],
            "leader": [appended(data / "leaders.json", f' "{self.leader}": {{', r'^  "name": "[^"]*?', turn, '",')],
            "country": [appended(data / "countries.json", f' "{self.country}": {{', r'^  "name": "[^"]*?', turn, '"')],
            "template": [marked(self.site / "layouts" / "page.html", r'{{ define "main" }}', turn)],
            "config": [appended(self.site / "hugo.toml", "", r'^title = "[^"]*?', turn, '"')],
        }[counterpart(kind)]  # fmt: skip

    def shown(self, kind: str, turn: int) -> tuple[str, str]:
        return f"visits/{self.visit}/index.html", sign(counterpart(kind), turn, self.target)


def counterpart(kind: str) -> str:
    """Hugo's edit: its site has no topics, and whatever changes it builds everything, as after a summary's edit."""
    return "summary" if kind == "topic" else kind


def appended(file: Path, block: str, pattern: str, turn: int, closing: str = "") -> Change:
    """The end of a line, with a word that tells the turn; that of the turn before is taken away."""
    return Change(file, block, rf"({pattern})(?: Edited\d+)?{closing}$", rf"\g<1> Edited{turn}{closing}")


def marked(file: Path, opening: str, turn: int) -> Change:
    """A template that writes a word that tells the turn."""
    return Change(file, "", rf"({re.escape(opening)})(?:<p hidden>Edited\d+</p>)?", rf"\g<1><p hidden>Edited{turn}</p>")


def stay(target: Target, turn: int) -> tuple[date, date]:
    """The visit's days: one or two months before those recorded, in turn."""
    earlier = timedelta(days=31 * (1 + turn % 2))
    return target.start - earlier, target.end - earlier


def sign(kind: str, turn: int, target: Target) -> str:
    """What the page of the visit says after an edit."""
    return f'datetime="{stay(target, turn)[0]}' if kind == "date" else f"Edited{turn}"


def edit(changes: Sequence[Change]) -> None:
    """Makes an edit."""
    for change in changes:
        text = change.file.read_text("utf-8")
        at = text.index(change.block)
        new, count = re.subn(change.pattern, change.new, text[at:], count=1, flags=re.MULTILINE)
        if not count or text[:at] + new == text:
            raise Fault(f"{change.file.name}: nothing was changed by {change.pattern}")
        change.file.write_text(text[:at] + new, "utf-8")
