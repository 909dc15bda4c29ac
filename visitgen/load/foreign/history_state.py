"""The rows of the Office of the Historian -> records that the archive lacks, and an account of every row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from visitgen.load.foreign.filing import (
    RecordFile,
    leader_files,
    place_files,
    source_files,
    source_id,
    source_record,
    visit_files,
)
from visitgen.load.foreign.noticing import official_remarks, person_remarks, row_key, row_remarks, visit_remarks
from visitgen.load.foreign.offices import officials
from visitgen.load.foreign.people import Sighting, persons
from visitgen.load.foreign.places import mentions, placed
from visitgen.load.foreign.rows import Row, Rows, Section
from visitgen.load.foreign.states import Countries, filed_as, state_of
from visitgen.load.foreign.tally import OUTCOMES, Outcome, Tally, counted
from visitgen.load.foreign.titles import visitors
from visitgen.load.foreign.visits import Draft, Travel, dates, drafts
from visitgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Existing:
    """What the archive already has.

    Shapes: leaders with the titles of their terms, places with the countries of each; visits by id and by
    (visitor, host, start) with the ids that have it, hosts as ids of the register.
    """

    leaders: Mapping[str, frozenset[str]] = field(default_factory=dict)
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()
    visits: frozenset[str] = frozenset()
    visit_keys: Mapping[tuple[str, str, str], frozenset[str]] = field(default_factory=dict)


def history_state_records(
    rows: Rows, countries: Countries, existing: Existing, *, only: Iterable[Section], facts_only: bool
) -> tuple[tuple[RecordFile, ...], Tally]:
    """The files to add to the archive, and the account of the rows.

    Ids are made from all rows, whatever `only` selects, so that two imports in parts give what one import gives.
    Shapes: no record whose id the archive has; the leaders, places and sources that the new visits name.
    """
    selected = frozenset(only)
    travels = tuple(travel_of(row, countries) for row in rows.rows)
    home = officials(rows.presidencies, rows.rows)
    by_name, everybody = persons(_sightings(travels), countries, frozenset(official.id for official in home))
    named = (stop for travel in travels if travel.day for stop in travel.stops)
    place_ids, places = placed(named, countries, existing.places)
    made = drafts(travels, by_name, home, place_ids)
    chosen = tuple(draft for draft in made if any(row.section in selected for row in draft.rows))
    own = frozenset(draft.id for draft in made)
    new = tuple(draft for draft in chosen if not _is_there(draft, existing, own))
    pages = {source_id(row): row for draft in new for row in draft.rows}
    used = {
        "leaders": ({id for draft in new for id in draft.leaders}, existing.leaders),
        "places": ({id for draft in new for id in draft.stops}, existing.places),
        "sources": (set(pages), existing.sources),
    }
    fresh = {kind: wanted - set(known) for kind, (wanted, known) in used.items()}
    files = (
        *leader_files((person for person in everybody if person.id in fresh["leaders"]),
                      (official for official in home if official.id in fresh["leaders"])),
        *place_files((place for place in places if place.id in fresh["places"]), countries),
        *source_files(source_record(pages[id], countries, filed_as(pages[id].country)) for id in fresh["sources"]),
        *visit_files(new, existing.leaders, facts_only=facts_only),
    )
    counts = {kind: (len(fresh[kind]), len(wanted) - len(fresh[kind])) for kind, (wanted, _) in used.items()}
    read = tuple(travel for travel in travels if travel.row.section in selected)
    tally = Tally(
        rows=_outcomes(read, chosen, new), records={**counts, "visits": (len(new), len(chosen) - len(new))},
        noticed=counted((*row_remarks(read, countries, facts_only=facts_only), *visit_remarks(chosen),
                         *(person_remarks(everybody) if "visits" in selected else ()),
                         *official_remarks(home, made))),
    )
    return files, tally


def travel_of(row: Row, countries: Countries) -> Travel:
    """A row with its state, its places and its people."""
    start, _, within, _ = dates(row)
    day = start or within.removeprefix("../")
    state = state_of(row.label, row.country, day, row.locale, countries)
    day = day if state.verdict != "unknown" else ""
    people = visitors(row.traveller, state.id, day) if row.section == "visits" else ()
    stops = mentions(row.locale, state.id, day, state.bracket, countries)
    return Travel(row=row, day=day, state=state, stops=stops, people=people)


def _sightings(travels: Iterable[Travel]) -> tuple[Sighting, ...]:
    return tuple(
        Sighting(visitor=visitor, country=travel.state.id, day=travel.day, exile=travel.state.government == "exile")
        for travel in travels for visitor in travel.people if travel.day
    )


def _is_there(draft: Draft, existing: Existing, own: frozenset[str]) -> bool:
    """Whether the archive has the visit: under its id, or from another hand under another id."""
    return draft.id in existing.visits or bool(existing.visit_keys.get(draft.key, frozenset()) - own)


def _outcomes(
    travels: Iterable[Travel], chosen: Iterable[Draft], new: Iterable[Draft]
) -> Mapping[Section, Mapping[Outcome, int]]:
    """What became of each row, counted by section."""
    known = {row_key(row) for draft in chosen for row in draft.rows}
    merged = {row_key(row) for draft in new for row in draft.rows}
    written = {row_key(draft.rows[0]) for draft in new}
    counts: dict[Section, dict[Outcome, int]] = {}
    for travel in travels:
        key = row_key(travel.row)
        outcome: Outcome = (
            "written" if key in written else "merged" if key in merged
            else "already there" if key in known else "unusable"
        )
        held = counts.setdefault(travel.row.section, dict.fromkeys(OUTCOMES, 0))
        held[outcome] += 1
    return counts
