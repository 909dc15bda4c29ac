"""Addresses of pages, relative to the site's root. Every address of the site is made here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from visitgen.diagnostics import Finding, Pointer, codes
from visitgen.model.fields import RecordKind

FOLDERS: dict[RecordKind, str] = {
    "leader": "leaders",
    "country": "countries",
    "organisation": "organisations",
    "place": "places",
    "visit": "visits",
    "itinerary": "itineraries",
    "meeting": "meetings",
    "event": "events",
    "source": "sources",
    "topic": "topics",
}
"""The kinds of record that have a page each, and the folder it is in."""


def record_address(kind: RecordKind, id: str) -> str:
    """The address of a record's page; a free page stands at the root."""
    return f"{id}/" if kind == "page" else f"{FOLDERS[kind]}/{id}/"


def index_address(kind: RecordKind) -> str:
    """The address of the list of all records of a kind."""
    return f"{FOLDERS[kind]}/"


def year_address(year: int) -> str:
    """The address of a year of the chronology, four digits."""
    return f"{year:04}/"


def month_address(year: int, month: int) -> str:
    """The address of a month of the chronology."""
    return f"{year:04}/{month:02}/"


def map_address(decade: int | None = None) -> str:
    """The address of the map of the world: of all years, or of ten."""
    return f"map/{decade}s/" if decade is not None else "map/"


def relation_address(one: str, other: str) -> str:
    """The address of a pair of countries, whichever comes first."""
    first, second = sorted((one, other))
    return f"relations/{first}--{second}/"


def compare_address(kind: RecordKind, *ids: str) -> str:
    """The address that sets leaders or countries side by side: one, to choose the other there, or both."""
    of = "of=countries&" if kind == "country" else ""
    return f"compare/?{of}{'&'.join(f'{side}={id}' for side, id in zip('ab', ids, strict=False))}"


def decade_address(owner: str, word: str, decade: int) -> str:
    """The address of a decade of one of the lists of a page: `leaders/x/made-1990s/`."""
    return f"{owner}{word}-{decade}s/"


def day_anchor(day: date) -> str:
    """The id of a day's entries on its month's page."""
    return f"d{day.isoformat()}"


def file_of(address: str) -> str:
    """The file that holds the page at an address: `leaders/x/` is `leaders/x/index.html`."""
    return f"{address}index.html" if address.endswith("/") or not address else address


def clashes(addresses: Iterable[tuple[str, str]], origin_of: Callable[[str], Pointer]) -> Iterator[Finding]:
    """Every address that two pages have, given (address, what is there) and the record an address comes from.

    Errors: P101.
    """
    seen: dict[str, str] = {}
    for address, what in addresses:
        if address in seen:
            yield Finding(
                code=codes.ADDRESS_CLASH,
                message=f"`/{address}` is the address of {seen[address]} and of {what}",
                at=origin_of(address),
                help="give one of the two another id; a page is renamed with its file",
            )
        seen.setdefault(address, what)
