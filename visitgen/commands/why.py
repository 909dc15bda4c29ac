"""Why a page was made again, or kept; and how many records pages are made from."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Set

from visitgen.commands.kept import KeptEdition, KeptPage, Memory
from visitgen.model.link import PLURALS
from visitgen.plan import Unit, reasons
from visitgen.plan.changes import reached
from visitgen.plan.dependencies import KEYS, THERE, WHOLE
from visitgen.plan.past import Node

MOST = 12
"""The most reasons that are told."""

SOURCES: Mapping[str, str] = {
    "archive.outlines": "visit", "archive.site": "the settings", "archive.as_of": "the day the records stand for",
    "archive.journeys": "journey", "archive.journey_of": "the journey of visit", "archive.status": "the status of",
    "archive.home": "the country stood for on visit", "archive.visitor_role": "the office held on visit",
    "archive.visits_by": "the visits made by", "archive.visits_received_by": "the visits received by",
    "archive.visits_to": "the visits to", "archive.visits_from": "the visits from",
    "archive.visits_for": "the visits for event", "archive.meetings_on": "the meetings on visit",
    "archive.meetings_of": "the meetings of", "archive.meetings_for": "the meetings for event",
    "archive.visits_of_meeting": "the visits of meeting", "archive.owner_of": "what owns", "countries": "country",
    "relations": "the visits between", "usage": "what names", "neighbours": "what comes before and after visit",
    "officers": "who held office in", "capitals": "the capital of", "downloads": "the download",
    "circles.said": "what was said by", "circles.company": "who met", "time.years": "the entries of",
    "time.year_ways": "the years beside", "time.month_ways": "the months beside", "world.received": "visits received,",
    "world.sizes": "the number of visits received,",
}  # fmt: skip
"""What is read, in words that a key follows."""

RECORDS: Mapping[str, str] = {"archive.outlines": "visits", **{f"archive.{name}": name for name in PLURALS.values()}}
"""What is read of an archive, and the records that it is read of."""


def records_touched(edition: KeptEdition) -> Mapping[str, int]:
    """How many records the pages of each kind were made from, by the kind; a record that several pages read is one."""
    units: dict[str, set[Node]] = {}
    for unit, kept in edition.pages.items():
        for page in kept.pages:
            units.setdefault(page.heading.kind, set()).add(unit.node)
    found = {}
    for kind, nodes in units.items():
        records: set[tuple[str, Hashable]] = set()
        for name, key in reached(edition.notes.whole, nodes):
            of = RECORDS.get(name)
            if of and key != KEYS:
                one = key[1] if isinstance(key, tuple) else key
                records.update((of, id) for id in ([one] if key != WHOLE else getattr(edition.archive, of)))
        found[kind] = len(records)
    return found


def why(path: str, before: Memory | None, after: Memory, made: Set[str]) -> str:
    """Why the page at a path of the site, or at an address, was made again or kept by a build. Shapes: lines.

    `made` are the paths of what was made.
    """
    for folder, edition in after.editions.items():
        for unit, kept in edition.pages.items():
            for page in kept.pages:
                if _is(path, page):
                    old = before.editions.get(folder) if before else None
                    same = before.settings.get(folder) == after.settings[folder] if before else None
                    reason = _reason(unit, page.file.path in made, old, edition.notes.sources, same)
                    return f"{page.file.path} {reason}\n"
    return f"There is no page `{path}` in the site.\n"


def _is(path: str, page: KeptPage) -> bool:
    wanted = path.strip("/").removesuffix("index.html").rstrip("/")
    own = page.file.path.removesuffix("index.html").rstrip("/")
    return wanted == own or (bool(own) and wanted.endswith(f"/{own}"))


def _reason(unit: Unit, made: bool, old: KeptEdition | None, now: Mapping[str, object], same: bool | None) -> str:
    if same is None:
        return "was made: no memory of an earlier build could be used."
    if not same or old is None:
        return "was made again: the theme, the site's settings or the interface's language changed."
    if unit not in old.pages:
        return "was made: it is new."
    changed, number = reasons(old.notes, now, unit.node)
    if changed:
        told = [_words(node) for node in changed]
        more = [f"and {len(told) - MOST:,} more"] if len(told) > MOST else []
        return "was made again: of what it is made from, these have changed:\n" + "\n".join(
            f"  {line}" for line in (*told[:MOST], *more)
        )
    if made:
        return "was made again: its file in the site was not as it had been written, or its title has to be told apart."
    return f"was kept: none of the {number:,} things it is made from has changed."


def _words(node: Node) -> str:
    name, key = node
    what = SOURCES.get(name, name.rpartition(".")[2].replace("_", " "))
    if key == WHOLE:
        return f"{what} (all)"
    if key == KEYS:
        return f"{what} (which there are)"
    if isinstance(key, tuple) and key[0] == THERE:
        return f"whether there is: {_words((name, key[1]))}"
    if name.startswith("archive.") and name not in SOURCES:
        what = what.removesuffix("s") if not what.endswith("ies") else f"{what[:-3]}y"
    if name == "usage" and isinstance(key, tuple):
        return f"{what} {key[0]} {key[1]}"
    shown = " and ".join(map(str, key)) if isinstance(key, tuple) else str(key)
    return what if name in ("archive.site", "archive.as_of") else f"{what} {shown}"
