"""Rows -> visits to be: one for each traveller of a row, true duplicates merged, every word of the row placed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from visitgen.load.foreign.offices import HOME, Official
from visitgen.load.foreign.people import Person
from visitgen.load.foreign.places import Mention
from visitgen.load.foreign.remarks import Facts, facts, summary
from visitgen.load.foreign.rows import Row, is_day
from visitgen.load.foreign.states import State, slug
from visitgen.load.foreign.titles import Visitor
from visitgen.values import dataclass

ID_LENGTH = 100
"""The longest id of a visit, in characters."""

_NO_STATE = "The register of countries knows no state of that day for the label of the source."


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """A row with what the other modules made of it.

    Shapes: `day` is the earliest known of it; empty if it makes no visit.
    """

    row: Row
    day: str
    state: State
    stops: tuple[Mention, ...]
    people: tuple[Visitor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A visit to be. Shapes: `rows` are those it stands for, the first the one it was made from."""

    id: str
    visitor: str
    role: str
    host: str
    start: str
    end: str
    within: str
    stops: tuple[str, ...]
    facts: Facts
    companions: tuple[str, ...]
    hosts: tuple[str, ...]
    accompanied: tuple[str, ...]
    prose: tuple[str, ...]
    notes: tuple[str, ...]
    no_state: str
    rows: tuple[Row, ...]

    @property
    def leaders(self) -> tuple[str, ...]:
        """The ids of all leaders it names."""
        return (self.visitor, *self.hosts, *self.accompanied)

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two rows one visit or two: who, where, from when."""
        return (self.visitor, self.host, self.start or self.within)


def drafts(
    travels: Iterable[Travel], persons: Mapping[tuple[str, str, str], Person], home: Sequence[Official],
    place_ids: Mapping[Mention, str],
) -> tuple[Draft, ...]:
    """The visits of all rows, each with an id of its own, in the order of the rows.

    Shapes: rows of one traveller, host and first day are merged when last day and places agree as well; otherwise all
    but the first carry their row's number in the id. A row without a date or a known country makes no visit.
    """
    by_who = {who: official for official in home for who in official.who}
    groups: dict[tuple[str, str, str], list[Draft]] = {}
    for travel in travels:
        if not travel.day:
            continue
        people = travel.people if travel.row.section == "visits" else (None,)
        base = _base(travel, place_ids, home)
        for person in people:
            draft = _arrival(base, travel, person, persons) if person else _trip(base, travel, by_who)
            same = groups.setdefault(draft.key, [])
            twin = next((i for i, other in enumerate(same) if _twins(other, draft)), None)
            if twin is None:
                same.append(replace(draft, id=_id(draft, not same)))
            else:
                same[twin] = _merged(same[twin], draft)
    return tuple(draft for group in groups.values() for draft in group)


def dates(row: Row) -> tuple[str, str, str, tuple[str, ...]]:
    """(start, end, within, notes) of a row: an unusable date goes into the notes, word for word.

    Shapes: `within` is open at its beginning and set only when the end alone is known; the end is empty when it is
    the start.
    """
    start, end, notes = row.start, row.end, []
    if start and not is_day(start):
        notes.append(f"The source gives the first day as “{start}”.")
        start = start[:7] if is_day(f"{start[:7]}-01") else ""
    if end and not is_day(end):
        notes.append(f"The source gives the last day as “{end}”.")
        end = ""
    if start and end and end < start:
        notes.append(f"The source gives the last day as “{end}”, before the first.")
        end = ""
    if not start and end:
        return "", "", f"../{end}", tuple(notes)
    return start, "" if end == start else end, "", tuple(notes)


def _base(travel: Travel, place_ids: Mapping[Mention, str], home: Sequence[Official]) -> Draft:
    """What all visits of a row share; the traveller is still to come."""
    row, state = travel.row, travel.state
    start, end, within, notes = dates(row)
    in_office = {official.surname: official.id for official in home if official.president_between(travel.day, end)}
    found = facts(row.prose, in_office)
    arrival = row.section == "visits"
    if not arrival:
        found = replace(found, met=(), flags=tuple(flag for flag in found.flags if flag != "met_host_leader"))
    extra = tuple(f"The source adds under `{name}`: {summary(text)}" for name, text in row.extra)
    told = (*([summary(state.note)] if state.note else []), *(summary(note) for note in notes), *extra)
    return Draft(
        id="", visitor="", role="", host=HOME if arrival else state.id, start=start, end=end, within=within,
        stops=tuple(dict.fromkeys(place_ids[mention] for mention in travel.stops)), facts=found, companions=(),
        hosts=found.met, accompanied=() if arrival else found.accompanied, prose=(), notes=told,
        no_state=_NO_STATE if state.verdict == "no state of that date" and not arrival else "", rows=(row,),
    )


def _trip(base: Draft, travel: Travel, by_who: Mapping[str, Official]) -> Draft:
    """The visit of a president or secretary of state; who travelled as president-elect has a term for it."""
    official = by_who[travel.row.who or travel.row.stem]
    elect = any(term.capacity == "elect" and term.covers(travel.day) for term in official.terms)
    text = summary(travel.row.prose, as_elect=elect)
    with_ = tuple(id for id in base.accompanied if id != official.id)
    return replace(base, visitor=official.id, prose=(text,) if text else (), accompanied=with_)


def _arrival(
    base: Draft, travel: Travel, visitor: Visitor, persons: Mapping[tuple[str, str, str], Person]
) -> Draft:
    """The visit of a foreign leader; the office is pinned where the person is on record under several."""
    person = persons[visitor.name, travel.state.id, travel.day]
    titles = {office.title for office, _, _ in person.offices}
    role = visitor.offices[0].title if visitor.offices and len(titles) > 1 else ""
    text = summary(travel.row.prose)
    former = tuple(f"Listed by the source as {title}." for title in visitor.former)
    return replace(base, visitor=person.id, role=role, companions=visitor.companions, prose=(text,) if text else (),
                   notes=(*base.notes, *former))


def _twins(first: Draft, second: Draft) -> bool:
    return (first.end, first.stops) == (second.end, second.stops) and first.key == second.key


def _merged(first: Draft, second: Draft) -> Draft:
    """One visit of two rows: what either says is kept, the first row's type before the second's."""

    def both(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*a, *b)))

    role = (f"Listed by the source as {second.role} too.",) if second.role not in ("", first.role) else ()
    one, two = first.facts, second.facts
    joined = replace(one, type=one.type or two.type, label=one.label or two.label,
                     purposes=both(one.purposes, two.purposes), flags=both(one.flags, two.flags))
    return replace(
        first, facts=joined, prose=both(first.prose, second.prose), notes=both(first.notes, (*second.notes, *role)),
        hosts=both(first.hosts, second.hosts), companions=both(first.companions, second.companions),
        accompanied=both(first.accompanied, second.accompanied), rows=(*first.rows, *second.rows),
    )


def _id(draft: Draft, first: bool) -> str:
    """START-VISITOR-HOST, with the row's number for all but the first of a kind."""
    day = draft.start or draft.within.removeprefix("../")
    number = "" if first else f"-row-{slug(draft.rows[0].number)}"
    room = ID_LENGTH - len(day) - len(number) - 2
    return f"{day}-{f'{draft.visitor}-{draft.host}'[:room].strip('-')}{number}"
