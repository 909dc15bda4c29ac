"""A check for GitHub Actions: at most ten annotations, and a summary of the job in Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from visitgen.diagnostics.codes import Severity
from visitgen.diagnostics.diagnostic import Diagnostic
from visitgen.diagnostics.formats import SEVERITIES, worst_first
from visitgen.diagnostics.show import tally, visible
from visitgen.values import dataclass

ANNOTATIONS = 10
"""How many annotations of one type GitHub shows for a step. Ours are never more in all: a step may run other tools."""

FEW = 5
"""The most annotations of one rule where there is no room for all."""

SUMMARY_BYTES = 1024 * 1024
"""The largest summary GitHub takes from a step; a larger one is not shown at all."""

_COMMANDS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}
_MOST_PLACES = 20
_CODE_SPAN = re.compile(r"`([^`]*[^`\s][^`]*)`")
_MARK = re.compile(r"([\\`*_{}\[\]<>#!|~&])")


@dataclass(frozen=True, slots=True)
class _Shown:
    """A diagnostic that gets an annotation, and those without one that are named in it."""

    found: Diagnostic
    more: tuple[Diagnostic, ...] = ()


def as_annotations(diagnostics: Sequence[Diagnostic]) -> str:
    """Workflow commands, one a line, that show the problems beside their lines.

    Shapes: at most `ANNOTATIONS`, the worst first. Where there are more problems, those of one rule beyond a few are
    named, with their places, in the last annotation of that rule; every problem is in one annotation or counted in one.
    Source: GitHub, "Workflow commands for GitHub Actions".
    """
    return "".join(f"{_command(shown)}\n" for shown in _chosen(diagnostics))


def as_summary(diagnostics: Sequence[Diagnostic], checked: str, room: int = SUMMARY_BYTES) -> str:
    """The summary of a job in Markdown: the rules with how often each was broken, then every problem, worst first.

    `checked` is the line that says what was checked. Units: `room` is in bytes of UTF-8; the list ends before it does
    and says how many problems are left out; empty when there is no room at all.
    """
    head = f"## visitgen: {tally(diagnostics)}\n\n{_marked(checked)}\n"
    if diagnostics:
        head += _table(diagnostics)
    left = room - len(head.encode()) - 100  # for the line that says how many more
    if left < 0:
        return ""
    lines: list[str] = []
    listed = worst_first(diagnostics)
    for found in listed:
        line = _listed(found)
        left -= len(line.encode())
        if left < 0:
            lines.append(f"\nand {len(listed) - len(lines):,} more, for which there is no room here.\n")
            break
        lines.append(line)
    return head + "".join(lines)


def _chosen(diagnostics: Sequence[Diagnostic]) -> list[_Shown]:
    """The diagnostics to annotate.

    Each severity gets its annotations beside one at least for every lesser severity there is.
    """
    chosen: list[_Shown] = []
    by_severity = [
        (severity, tuple(found for found in diagnostics if found.severity == severity)) for severity in SEVERITIES
    ]
    present = [of for _, of in by_severity if of]
    for place, of in enumerate(present):
        room = ANNOTATIONS - len(chosen) - (len(present) - place - 1)
        chosen += _folded(of, room)
    return chosen


def _folded(diagnostics: tuple[Diagnostic, ...], room: int) -> list[_Shown]:
    """The diagnostics of one severity, the repeats of each rule folded so far that no more than `room` are left.

    Shapes: in the order of place. When there are more rules than room, the last one names those of all the others.
    """
    groups: dict[str, list[Diagnostic]] = {}
    for found in diagnostics:
        groups.setdefault(found.code.number, []).append(found)
    most = room if len(diagnostics) <= room else FEW
    few = max((n for n in range(1, most + 1) if sum(min(len(g), n) for g in groups.values()) <= room), default=0)
    if few == 0:
        kept = list(groups.values())[: room - 1]
        rest = [found for group in list(groups.values())[room - 1 :] for found in group]
        return [_Shown(group[0], tuple(group[1:])) for group in kept] + [_Shown(rest[0], tuple(rest[1:]))]
    order = {id(found): place for place, found in enumerate(diagnostics)}
    shown = [
        _Shown(found, tuple(group[few:]) if place == few - 1 else ())
        for group in groups.values()
        for place, found in enumerate(group[:few])
    ]
    return sorted(shown, key=lambda one: order[id(one.found)])


def _command(shown: _Shown) -> str:
    """A workflow command. Columns are left out of a problem of several lines, for which GitHub has none."""
    found = shown.found
    span = found.primary.span
    properties = {"file": span.file, "line": str(span.line), "endLine": str(span.end_line)}
    if span.line == span.end_line and span.end_column > span.column:
        properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
    properties["title"] = f"{found.code.number} {found.code.name}"
    stated = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[found.severity]} {stated}::{_data(_message(shown))}"


def _message(shown: _Shown) -> str:
    found = shown.found
    label = f" ({visible(found.primary.label)})" if found.primary.label else ""
    lines = [visible(found.message) + label]
    for other in found.others:
        lines.append(f"{visible(other.span.file)}:{other.span.line}: {visible(other.label)}".removesuffix(": "))
    if found.help:
        lines.append(f"help: {visible(found.help)}")
    if shown.more:
        one = all(more.code.number == found.code.number for more in shown.more)
        lines.append(f"and {len(shown.more):,} more{' of this rule' if one else ', of this rule and others'}:")
        for more in shown.more[:_MOST_PLACES]:
            rule = "" if one else f" {more.code.number}"
            lines.append(f"{visible(more.primary.span.file)}:{more.primary.span.line}{rule}")
        if len(shown.more) > _MOST_PLACES:
            lines.append("…")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")


def _table(diagnostics: Sequence[Diagnostic]) -> str:
    """How often each rule was broken, the worst and then the most frequent first."""
    counts = Counter((found.severity, found.code.number, found.code.name) for found in diagnostics)
    rows = sorted(counts.items(), key=lambda item: (SEVERITIES.index(item[0][0]), -item[1], item[0][1]))
    lines = [f"| {number} {name} | {severity} | {count:,} |\n" for (severity, number, name), count in rows]
    return f"\n| rule | severity | problems |\n|---|---|---:|\n{''.join(lines)}\n"


def _listed(found: Diagnostic) -> str:
    span = found.primary.span
    label = f" ({found.primary.label})" if found.primary.label else ""
    help = f"; help: {found.help}" if found.help else ""
    place = visible(f"{span.file}:{span.line}:{span.column}")
    place = _marked(place) if "`" in place else f"`{place}`"
    return f"- **{found.severity}** {found.code.number} {place}: {_marked(f'{found.message}{label}{help}')}\n"


def _marked(text: str) -> str:
    """A text as Markdown that shows it as it is: quoted values as code, the rest without markup, pictures or tags."""
    parts = []
    end = 0
    shown = visible(text)
    for value in _CODE_SPAN.finditer(shown):
        parts += [_MARK.sub(r"\\\1", shown[end : value.start()]), value[0]]
        end = value.end()
    return "".join([*parts, _MARK.sub(r"\\\1", shown[end:])])
