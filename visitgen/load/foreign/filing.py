"""Visits, persons, officials, places and sources to be -> plain records in the files that will hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from visitgen.load.foreign.offices import HOME, Official
from visitgen.load.foreign.people import Person
from visitgen.load.foreign.places import Place
from visitgen.load.foreign.rows import Row, Section
from visitgen.load.foreign.states import Countries, compared, slug
from visitgen.load.foreign.visits import Draft
from visitgen.values import dataclass

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
Record: TypeAlias = "dict[str, Plain]"

PUBLISHER = "Office of the Historian, U.S. Department of State"
SITE = "https://history.state.gov/departmenthistory"
FOLDER = "history-state"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFile:
    """A file of the content folder to be: its name, and its records in order."""

    name: str
    records: tuple[Record, ...]


def visit_files(drafts: Iterable[Draft], titles: Mapping[str, frozenset[str]], *, facts_only: bool) -> list[RecordFile]:
    """The visits in a file for each traveller's trips and for each year of visits to the United States.

    `titles` are the offices of leaders whom the archive already had: a role is pinned only if they have it.
    """
    files: dict[str, list[Draft]] = {}
    for draft in drafts:
        files.setdefault(_visit_file(draft), []).append(draft)
    return [
        RecordFile(name=f"visits/{FOLDER}/{name}.yaml",
                   records=tuple(_visit(draft, titles, facts_only) for draft in sorted(held, key=_by_day)))
        for name, held in sorted(files.items())
    ]


def leader_files(persons: Iterable[Person], officials: Iterable[Official]) -> list[RecordFile]:
    """The leaders in a file for each country."""
    files: dict[str, list[Record]] = {}
    for official in officials:
        files.setdefault(HOME, []).append(_official(official))
    for person in persons:
        country = person.offices[0][1] if person.offices else person.country
        files.setdefault(country, []).append(_person(person))
    return _sorted_files("leaders", files)


def place_files(places: Iterable[Place], countries: Countries) -> list[RecordFile]:
    """The places in a file for each country, the last one where there were several."""
    files: dict[str, list[Record]] = {}
    for place in places:
        files.setdefault(place.countries[-1][0], []).append(_place(place, countries))
    return _sorted_files("places", files)


def source_files(sources: Iterable[Record]) -> list[RecordFile]:
    """The sources in one file; none for none."""
    records = tuple(sorted(sources, key=lambda record: str(record["id"])))
    return [RecordFile(name=f"sources/{FOLDER}.yaml", records=records)] if records else []


def source_id(row: Row) -> str:
    """The id of the web page that a row was published on."""
    if row.section == "visits":
        return f"{FOLDER}-visits-{slug(row.country) or 'unknown'}"
    return f"{FOLDER}-{_kind(row.section)}-{slug(row.who or row.stem)}"


def source_record(row: Row, countries: Countries, filed: str) -> Record:
    """The web page that a row was published on, as a source. `filed` is the register's id of the source's country."""
    if row.section == "visits":
        title = f"Visits by Foreign Leaders of {countries.name_on(filed, '9')}"
        address = f"{SITE}/visits/{row.country}"
    else:
        kind = "President" if row.section == "presidents" else "Secretary"
        title = f"{' '.join(row.traveller.split())}: Travels of the {kind}"
        address = f"{SITE}/travels/{_kind(row.section)}/{row.who or row.stem}"
    return {
        "id": source_id(row), "type": "webpage", "title": title, "publisher": PUBLISHER, "URL": address,
        "language": "en", "note": "Public domain; the publisher waives its rights under CC0 1.0.",
    }


def _kind(section: Section) -> str:
    return "president" if section == "presidents" else "secretary"


def _visit_file(draft: Draft) -> str:
    row = draft.rows[0]
    return f"to-{HOME}-{_by_day(draft)[0][:4]}" if row.section == "visits" else f"{_kind(row.section)}-{row.stem}"


def _by_day(draft: Draft) -> tuple[str, str]:
    return (draft.start or draft.within.removeprefix("../"), draft.id)


def _visit(draft: Draft, titles: Mapping[str, frozenset[str]], facts_only: bool) -> Record:
    pinned = draft.role if draft.role and draft.role in titles.get(draft.visitor, {draft.role}) else ""
    notes = [*draft.notes, *([f"Listed by the source as {draft.role}."] if draft.role and not pinned else [])]
    companions: list[Plain] = [{"leader": id} for id in draft.accompanied]
    companions += [{"name": name} for name in draft.companions]
    cited: list[Plain] = [
        {"source": source_id(row), "locator": f"{'visit' if row.section == 'visits' else 'trip'} {row.number}"}
        for row in draft.rows
    ]
    return _kept({
        "id": draft.id, "visitor": draft.visitor, "role": pinned, "host": draft.host, "hosts": list(draft.hosts),
        "start": draft.start, "end": draft.end, "within": draft.within, "stops": list(draft.stops),
        "type": draft.facts.type, "type_label": draft.facts.label, "purposes": list(draft.facts.purposes),
        "companions": companions, "flags": dict.fromkeys(draft.facts.flags, "yes"),
        "summary": "" if facts_only else "\n\n".join(draft.prose), "sources": cited, "notes": " ".join(notes),
        "verification": "single_source",
        "waive": [{"rule": "country-not-valid-then", "reason": draft.no_state}] if draft.no_state else [],
    })


def _official(official: Official) -> Record:
    terms: list[Plain] = [
        _kept({"title": term.title, "country": HOME, "role": term.role, "from": term.from_, "to": term.to,
               "capacity": "" if term.capacity == "full" else term.capacity})
        for term in official.terms
    ]
    return _kept({"id": official.id, "name": official.name, "other_names": list(official.other_names),
                  "born": official.born, "died": official.died, "terms": terms})


def _person(person: Person) -> Record:
    terms: list[Plain] = [
        _kept({"title": office.title, "country": country, "role": office.role,
               "capacity": "in_exile" if exile else "" if office.capacity == "full" else office.capacity})
        for office, country, exile in person.offices
    ]
    note = "The source gives no given name." if person.surname_only else ""
    waived: list[Plain] = [{"rule": "near-duplicate-name", "reason": person.apart}] if person.apart else []
    return _kept({"id": person.id, "name": person.name, "other_names": list(person.other_names), "terms": terms,
                  "notes": note, "waive": waived})


def _place(place: Place, countries: Countries) -> Record:
    country: Plain = place.countries[0][0]
    if len(place.countries) > 1:
        country = [_kept({"country": id, "from": first, "to": last}) for id, first, last in place.countries]
    note = f"The source places it in {' and in '.join(place.regions)}." if place.regions else ""
    lat, lon = _point(place, countries)
    return _kept({"id": place.id, "name": place.name, "names": list(place.other_names), "country": country,
                  "note": note, "lat": lat, "lon": lon})


def _point(place: Place, countries: Countries) -> tuple[str, str]:
    """Latitude and longitude of a capital: a place without a region, named as the capital of one of its countries.

    Source: the built-in register, whose points of capitals are GeoNames'. Empty texts for any other place.
    """
    names = {compared(name) for name in (place.name, *place.other_names)}
    seats = (countries.seat(id) for id, _, _ in reversed(place.countries) if not place.regions)
    return next(((lat, lon) for name, lat, lon in seats if name and compared(name) in names), ("", ""))


def _sorted_files(folder: str, files: Mapping[str, Sequence[Record]]) -> list[RecordFile]:
    return [
        RecordFile(name=f"{folder}/{FOLDER}/{name}.yaml",
                   records=tuple(sorted(records, key=lambda record: str(record["id"]))))
        for name, records in sorted(files.items())
    ]


def _kept(record: Mapping[str, Plain]) -> Record:
    """The record without keys that hold nothing."""
    return {key: value for key, value in record.items() if value}
