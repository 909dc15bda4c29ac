"""`visitgen stats`: what an archive holds and what is missing, for its editors."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

from visitgen.commands.build import as_of_day
from visitgen.commands.report import Progress, print_findings
from visitgen.diagnostics.show import tally
from visitgen.load import load_content, load_register, located
from visitgen.model import archive_of, site_of
from visitgen.model.coverage import Completeness, Coverage, coverage

TOP = 10
"""How many rows of a table are shown, unless all are asked for."""

Row = tuple[str, ...]


def stats(
    content: Path, *, as_of: date | None = None, form: Literal["text", "json"] = "text", in_full: bool = False
) -> int:
    """Prints the figures; the exit status: 0, or 1 when errors keep the records from being read.

    `in_full` prints tables to their end. Drafts and records under embargo are not counted.
    """
    with Progress() as progress:
        progress.stage("reading records")
        loaded, findings = load_content(content)
        site, found = site_of(loaded)
        progress.stage("linking records")
        archived, more = archive_of(loaded, load_register(), site, as_of_day(as_of, site))
    if archived is None:
        diagnostics = located((*findings, *found, *more), loaded.sources)
        print_findings(diagnostics, in_full=True)
        print(f"No figures: {tally(diagnostics)}. `visitgen check` says more.", file=sys.stderr)
        return 1
    figures = coverage(archived.archive)
    if form == "json":
        print(json.dumps(as_json(figures), ensure_ascii=False, indent=2))
    else:
        print("\n".join(as_text(figures, None if in_full else TOP)))
    return 0


def as_json(figures: Coverage) -> dict[str, Any]:
    """All figures, counts as mappings, lists complete."""
    pairs = (
        "records",
        "visit_dates",
        "meeting_dates",
        "visit_statuses",
        "meeting_statuses",
        "verification",
        "confidence",
    )
    data = dataclasses.asdict(figures)
    data["as_of"] = figures.as_of.isoformat()
    for name in pairs:
        data[name] = dict(data[name])
    for row in data["citing"]:
        row["fields"] = dict(row["fields"])
    for name in ("by_leader", "by_year"):
        for row, given in zip(data[name], getattr(figures, name), strict=True):
            row["share"] = round(given.share, 4)
    return data


def as_text(figures: Coverage, top: int | None) -> list[str]:
    """The figures as tables of plain text, each cut to so many rows."""
    citing = [
        (row.kind, f"{row.records:,}", _part(len(row.uncited), row.records), _part(len(row.single), row.records))
        for row in figures.citing
    ]
    fields = [(f"{row.kind} {field}", f"{count:,}") for row in figures.citing for field, count in row.fields]
    return [
        f"Coverage as of {figures.as_of.isoformat()}",
        *_table("Records", ("", "records"), _counts(figures.records), None),
        *_table("Sources", ("", "records", "without a source", "with one source"), citing, None),
        *_table("Fields that no citation supports, where citations name their fields", ("", "records"), fields, top),
        *_table("How finely visits are dated", ("", "visits"), _counts(figures.visit_dates), None),
        *_table("How finely meetings are dated", ("", "meetings"), _counts(figures.meeting_dates), None),
        *_table("Status of visits", ("", "visits"), _counts(figures.visit_statuses), None),
        *_table("Status of meetings", ("", "meetings"), _counts(figures.meeting_statuses), None),
        *_table("Verification of visits and meetings", ("", "records"), _counts(figures.verification), None),
        *_table("Confidence in visits and meetings", ("", "records"), _counts(figures.confidence), None),
        *_completeness("Completeness by leader: visits that say …", figures.by_leader, top),
        *_completeness("Completeness by year, the latest first: visits that say …", figures.by_year[::-1], top),
        *_table(
            "Places that are not mapped",
            ("", "why", "mentions"),
            [(row.place, row.why, f"{row.mentions:,}") for row in figures.unmapped],
            top,
            texts=2,
        ),
        *_table(
            "Claims that differ on one measure",
            ("measure", "about", "figures", "one preferred"),
            [
                (row.measure, row.about, "; ".join(row.figures), "yes" if row.preferred else "no")
                for row in figures.differing
            ],
            top,
            texts=4,
        ),
        *_list("Visits not dated to a known day", figures.undated_visits, top),
        *_list("Visits without places", figures.visits_without_stops, top),
        *_list("Leaders without terms", figures.leaders_without_terms, top),
        *_list("Leaders with terms that have no dates", figures.leaders_with_undated_terms, top),
        *_list("Leaders who never visit", figures.leaders_never_visiting, top),
        *_list("Leaders on no record", figures.leaders_on_no_record, top),
        *_list("Countries that no visit leads to or comes from", figures.countries_without_visits, top),
        *(
            line
            for row in figures.citing
            if row.uncited
            for line in _list(f"{row.kind.capitalize()} records without a source", row.uncited, top)
        ),
    ]


def _completeness(title: str, rows: Sequence[Completeness], top: int | None) -> list[str]:
    head = ("", "visits", "type", "purposes", "places", "meetings", "2+ sources", "together")
    body = [
        (
            row.of,
            f"{row.visits:,}",
            *(_share(part / row.visits) for part in (row.type, row.purposes, row.stops, row.meetings, row.sources)),
            _share(row.share),
        )
        for row in rows
    ]
    return _table(title, head, body, top)


def _counts(counts: Iterable[tuple[str, int]]) -> list[Row]:
    return [(word.replace("_", " "), f"{count:,}") for word, count in counts]


def _table(title: str, head: Row, rows: Sequence[Row], top: int | None, *, texts: int = 1) -> list[str]:
    """A heading and aligned rows below a blank line: so many columns of text to the left, numbers to the right."""
    if not rows:
        return []
    shown = [head, *rows[:top]]
    widths = [max(len(row[column]) for row in shown) for column in range(len(head))]
    lines = [
        "  "
        + "  ".join(
            cell.ljust(width) if column < texts else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in shown
    ]
    return ["", f"{title} ({len(rows):,})" if len(rows) > TOP else title, *lines, *_rest(len(rows), top)]


def _list(title: str, ids: Sequence[str], top: int | None) -> list[str]:
    """A heading with the number of ids, and the ids below it."""
    if not ids:
        return ["", f"{title}: none"]
    return ["", f"{title}: {len(ids):,}", *(f"  {id}" for id in ids[:top]), *_rest(len(ids), top)]


def _rest(count: int, top: int | None) -> list[str]:
    return [f"  … and {count - top:,} more (--all)"] if top is not None and count > top else []


def _part(count: int, whole: int) -> str:
    return f"{count:,} ({_share(count / whole)})"


def _share(share: float) -> str:
    """A share in whole per cent; never 0% or 100% where it is not quite."""
    percent = round(share * 100)
    return "<1%" if percent == 0 and share else ">99%" if percent == 100 and share < 1 else f"{percent}%"
