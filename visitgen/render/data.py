"""Archive -> data files: the visits as CSV and JSON."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping

from visitgen.model import Archive
from visitgen.model.counting import COUNTED
from visitgen.model.records import Visit
from visitgen.model.vocabulary import VisitId
from visitgen.plan.dependencies import Memo, Values
from visitgen.plan.language import to_say
from visitgen.plan.links import Linker, linker_of
from visitgen.plan.urls import record_address
from visitgen.plan.views import Download
from visitgen.plan.words import plain, when_words
from visitgen.render.files import Artifact, Kept, kept_of

Value = str | int | list[str] | None

ROW = "row of data"
"""The memo of the rows, each as a line of CSV and of JSON."""

COLUMNS = (
    "id", "visitor", "visitor_name", "visitor_role", "visitor_country", "host", "host_name", "start", "end", "within",
    "dates", "days", "status", "counted", "type", "places", "event", "itinerary", "verification", "confidence",
    "sources", "address",
)  # fmt: skip


FILES = "files of data"
"""The memo of the files, of one key: what they are, and how they are described."""

DATA = ("data/visits.csv", "data/visits.json")
"""The paths of the files."""

DataFiles = tuple[tuple[Artifact | Kept, ...], tuple[Download, ...]]


def data_files(archive: Archive) -> DataFiles:
    """The files to download, and how the data page describes them, in messages still to be said.

    Shapes: one row a visit, in order of time; dates in EDTF as recorded; several values joined by `; ` in CSV, lists
    in JSON, a row a line. Units: days are inclusive, empty when not known.
    """
    return Memo[str, DataFiles](FILES, lambda _: _data_files(archive))["visits"]


def kept_files(values: Values) -> list[Artifact | Kept]:
    """The data files that memos hold."""
    return [file for files, _ in values[FILES].of.values() for file in files] if FILES in values else []


def let_go(values: Values) -> None:
    """Keeps the data files that memos hold without their bytes: they stay where they are written."""
    of = values[FILES].of
    for key, (files, described) in of.items():
        of[key] = (tuple(kept_of(file) if isinstance(file, Artifact) else file for file in files), described)


def _data_files(archive: Archive) -> DataFiles:
    linker = linker_of(archive)
    lines = Memo[VisitId, tuple[str, str]](ROW, lambda id: _lines(_row(linker, archive.outlines[id])))
    rows = [lines[id] for id in archive.visits]
    base = f"{archive.site.base_url.rstrip('/')}/" if archive.site.base_url else None
    in_csv = "".join((_in_csv(COLUMNS), *(line for line, _ in rows)))
    whole = {
        "title": archive.site.title,
        "as_of": archive.as_of.isoformat(),
        "license": archive.site.license,
        "base_url": base,
    }
    head = json.dumps(whole, ensure_ascii=False, indent=1).removesuffix("\n}")
    visits = ",\n".join(line for _, line in rows)
    in_json = f'{head},\n "visits": [\n{visits}\n ]\n}}\n' if rows else f'{head},\n "visits": []\n}}\n'
    files = (
        (Artifact(path=DATA[0], data=in_csv.encode("utf-8")), to_say("Visits (CSV)"),
         to_say("One row a visit, in order of time; dates in EDTF. UTF-8, comma separated (RFC 4180).")),
        (Artifact(path=DATA[1], data=in_json.encode("utf-8")),
         to_say("Visits (JSON)"), to_say("The same rows as JSON, with lists as lists.")),
    )  # fmt: skip
    return tuple(file for file, _, _ in files), tuple(
        Download(
            address=file.path, title=title, description=description, size=len(file.data),
            sha256=hashlib.sha256(file.data).hexdigest(),
        )
        for file, title, description in files
    )  # fmt: skip


def _lines(row: Mapping[str, Value]) -> tuple[str, str]:
    """A row as a line of CSV, with its end, and as one of JSON."""
    values = (row[column] for column in COLUMNS)
    in_csv = _in_csv(["; ".join(value) if isinstance(value, list) else value for value in values])
    return in_csv, json.dumps(row, ensure_ascii=False)


def _in_csv(values: Iterable[Value]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(values)
    return text.getvalue()


def _row(linker: Linker, visit: Visit) -> dict[str, Value]:
    archive = linker.archive
    when = visit.when
    day = when.first
    journey = archive.journeys[archive.journey_of[visit.id]] if visit.id in archive.journey_of else None
    person = linker.visitor(visit)
    end = when.end or when.start
    return {
        "id": visit.id,
        "visitor": visit.visitor,
        "visitor_name": person.link.text,
        "visitor_role": person.role,
        "visitor_country": archive.home[visit.id],
        "host": visit.host,
        "host_name": linker.country_name(visit.host, day),
        "start": when.start.text if when.start else None,
        "end": end.text if end else None,
        "within": when.within.text if when.within else None,
        "dates": plain(when_words(when)),
        "days": (when.last - day).days + 1 if when.known_days else None,
        "status": archive.status[visit.id],
        "counted": "yes" if archive.status[visit.id] in COUNTED else "no",
        "type": visit.type,
        "places": [linker.place(stop.place, day).text for stop in visit.stops],
        "event": visit.event,
        "itinerary": journey.itinerary if journey else None,
        "verification": visit.meta.verification,
        "confidence": visit.meta.confidence,
        "sources": list(_sources(visit)),
        "address": record_address("visit", visit.id),
    }


def _sources(visit: Visit) -> Iterator[str]:
    return (str(citation.source or citation.url) for citation in visit.meta.sources)
