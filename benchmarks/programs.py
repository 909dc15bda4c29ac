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
    "visit": "one visit more",
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
        theme = content.parent / "themes" / archives.THEME
        return {
            "summary": [appended(visit, block, r"^  summary: .*?", turn)],
            "date": dated(visit, target.visit, stay(kind, turn, target)),
            "visit": another(visit, target.visit, stay(kind, turn, target), turn),
            "leader": [appended(content / target.leader_file, f"- id: {target.leader}\n", r"^  name: .*?", turn)],
            "country": [appended(content / "countries" / f"{target.country}.yaml", "", r"^  - name: .*?", turn)],
            "topic": [appended(content / "topics.yaml", f"{target.topic}:\n", r"^  label: .*?", turn)],
            "template": [marked(theme / "pages" / "visit.html", r"{% block main %}", turn)],
            "config": [appended(content / "site.yaml", "", r"^title: .*?", turn)],
        }[kind]  # fmt: skip

    def shown(self, kind: str, turn: int) -> tuple[str, str]:
        return shown(self.target.visit, kind, turn, self.target)


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
        return {
            "summary": [appended(self.file, block, r"^  summary: \|-\n    .*?", turn)],
            "date": dated(self.file, self.visit, stay(kind, turn, self.target)),
            "visit": another(self.file, self.visit, stay(kind, turn, self.target), turn),
            "leader": [appended(data / "leaders.json", f' "{self.leader}": {{', r'^  "name": "[^"]*?', turn, '",')],
            "country": [appended(data / "countries.json", f' "{self.country}": {{', r'^  "name": "[^"]*?', turn, '"')],
            "template": [marked(self.site / "layouts" / "page.html", r'{{ define "main" }}', turn)],
            "config": [appended(self.site / "hugo.toml", "", r'^title = "[^"]*?', turn, '"')],
        }[counterpart(kind)]  # fmt: skip

    def shown(self, kind: str, turn: int) -> tuple[str, str]:
        return shown(self.visit, counterpart(kind), turn, self.target)


def counterpart(kind: str) -> str:
    """Hugo's edit: its site has no topics, and whatever changes it builds everything, as after a summary's edit."""
    return "summary" if kind == "topic" else kind


def appended(file: Path, block: str, pattern: str, turn: int, closing: str = "") -> Change:
    """The end of a line, with a word that tells the turn; that of the turn before is taken away."""
    return Change(file, block, rf"({pattern})(?: Edited\d+)?{closing}$", rf"\g<1> Edited{turn}{closing}")


def marked(file: Path, opening: str, turn: int) -> Change:
    """A template that writes a word that tells the turn."""
    return Change(file, "", rf"({re.escape(opening)})(?:<p hidden>Edited\d+</p>)?", rf"\g<1><p hidden>Edited{turn}</p>")


def dated(file: Path, visit: str, days: tuple[date, date]) -> list[Change]:
    """A visit on other days."""
    return [
        Change(file, f"- id: {visit}\n", rf"^  {key}: .*$", f"  {key}: {day}")
        for key, day in zip(("start", "end"), days, strict=True)
    ]


def another(file: Path, visit: str, days: tuple[date, date], turn: int) -> list[Change]:
    """The same visit once more, with an id of its own, on other days."""
    copied = Change(file, "", rf"^- id: {visit}\n((?:  .*\n)*)", rf"\g<0>\n- id: {more(visit, turn)}\n\g<1>")
    return [copied, *dated(file, more(visit, turn), days)]


def more(visit: str, turn: int) -> str:
    """The id of the visit that is added in a turn."""
    return f"{visit}-more{turn}"


def stay(kind: str, turn: int, target: Target) -> tuple[date, date]:
    """The visit's days: one or two months before those recorded, in turn; of a visit that is added, some before. None
    are those of a turn that was not long ago."""
    earlier = timedelta(days=200 + turn if kind == "visit" else 31 * (1 + turn % 2) + turn % 30)
    return target.start - earlier, target.end - earlier


def shown(visit: str, kind: str, turn: int, target: Target) -> tuple[str, str]:
    """A page of a visit, and what it says after an edit."""
    page = f"visits/{more(visit, turn) if kind == 'visit' else visit}/index.html"
    return page, f'datetime="{stay(kind, turn, target)[0]}' if kind in ("date", "visit") else f"Edited{turn}"


def edit(changes: Sequence[Change]) -> None:
    """Makes an edit."""
    for change in changes:
        text = change.file.read_text("utf-8")
        at = text.index(change.block)
        new, count = re.subn(change.pattern, change.new, text[at:], count=1, flags=re.MULTILINE)
        if not count or text[:at] + new == text:
            raise Fault(f"{change.file.name}: nothing was changed by {change.pattern}")
        change.file.write_text(text[:at] + new, "utf-8")
