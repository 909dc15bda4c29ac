"""What a researcher should know about the rows that were read: remarks with a reason and an example each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from visitgen.load.foreign.offices import Official
from visitgen.load.foreign.people import Person
from visitgen.load.foreign.rows import Row, folded, straight
from visitgen.load.foreign.states import Countries, filed_as
from visitgen.load.foreign.tally import Remark
from visitgen.load.foreign.titles import Visitor
from visitgen.load.foreign.visits import Draft, Travel, dates


def row_key(row: Row) -> tuple[str, str, str]:
    """What tells a row from all others: trips and visits have numbers of their own."""
    return (row.section, row.stem, row.number)


def row_remarks(travels: Iterable[Travel], countries: Countries, *, facts_only: bool) -> Iterator[Remark]:
    """What was noticed about each row."""
    for travel in travels:
        where = row_place(travel.row)
        if not travel.day:
            lacking = "country: none that the register knows" if travel.state.verdict == "unknown" else "date: none"
            yield Remark(f"{lacking}, so no visit", f"{travel.state.label}, {where}")
            continue
        yield from _state_remarks(travel, countries, where)
        yield from _text_remarks(travel.row, where, facts_only)
        yield from _place_remarks(travel, where)
        for visitor in travel.people:
            yield from _visitor_remarks(visitor, f"{where}: {folded(travel.row.traveller)}")
        if len(travel.people) > 1:
            yield Remark("visitor: several in one row, one visit each", f"{where}: {folded(travel.row.traveller)}")
        if dates(travel.row)[3]:
            yield Remark("date: no day of the calendar, or an end before its start; kept in the notes", where)


def visit_remarks(drafts: Iterable[Draft]) -> Iterator[Remark]:
    """What was noticed about the visits made."""
    for draft in drafts:
        if len(draft.rows) > 1:
            yield Remark("rows: same traveller, host, dates and places, merged into one visit",
                         f"{draft.id} from {', '.join(row_place(row) for row in draft.rows)}")
        if "-row-" in draft.id:
            yield Remark("rows: same traveller, host and first day as another; kept apart by number", draft.id)
        if draft.facts.type:
            yield Remark("type of visit taken from the wording", f"{draft.facts.label}: {draft.id}")
        else:
            yield Remark("type of visit not in the wording: left unspecified", draft.id)


def person_remarks(persons: Iterable[Person]) -> Iterator[Remark]:
    """What was noticed about the foreign leaders."""
    for person in persons:
        if person.joined:
            yield Remark("leader: several spellings taken as one person", f"{person.id}: {', '.join(person.joined)}")
        if person.surname_only:
            yield Remark("leader: no given name in the source", person.id)
        if person.apart:
            yield Remark("leader: taken as another person than a namesake, with a waiver", person.apart)


def official_remarks(officials: Iterable[Official], drafts: Iterable[Draft]) -> Iterator[Remark]:
    """Which presidents of the source's list neither travelled nor received anybody in its rows."""
    named = {id for draft in drafts for id in draft.leaders}
    for official in officials:
        if official.id not in named:
            yield Remark("leader: a president whom no row names, not written", official.id)


def row_place(row: Row) -> str:
    """Where a row stands, as a citation says it: `trip 4113`."""
    return f"{'visit' if row.section == 'visits' else 'trip'} {row.number}"


def _state_remarks(travel: Travel, countries: Countries, where: str) -> Iterator[Remark]:
    state, filed = travel.state, travel.row.country
    if state.verdict != "as filed":
        yield Remark(f"country, {state.verdict}: “{state.label}” is {state.id}", where)
    elif filed_as(filed) != filed:
        yield Remark("country: the same one under another id", f"{filed} is {state.id}, {where}")
    if state.verdict == "as filed" and state.id not in countries.named(state.label) and not state.alias:
        yield Remark("country: another form of its name, left to the register",
                     f"{state.label} is {state.id}, {where}")
    if state.alias:
        yield Remark("country: another name of it in brackets, left to the register", f"{state.label}, {where}")
    if state.bracket:
        yield Remark("country: a part of it in brackets, kept in the notes", f"{state.label}, {where}")
    if state.government:
        yield Remark("country: the kind of government in brackets, kept in the notes", f"{state.label}, {where}")


def _text_remarks(row: Row, where: str, facts_only: bool) -> Iterator[Remark]:
    for text in (row.traveller, row.label, row.locale):
        if straight(folded(text)) != text:
            yield Remark("text: white space or apostrophes of a name made uniform", f"{folded(text)}, {where}")
            break
    if not folded(row.prose):
        yield Remark("text: no remark or description in the source", where)
    elif facts_only:
        yield Remark("text: remark or description left out (--facts-only)", where)
    elif folded(row.prose) != row.prose:
        yield Remark("text: line breaks and white space of prose made uniform", where)
    if row.extra:
        yield Remark("text: an element nobody expected, kept in the notes", f"{row.extra[0][0]}, {where}")
    yield Remark("left out: who edited the row in the publisher's database, and when", where)


def _place_remarks(travel: Travel, where: str) -> Iterator[Remark]:
    if len(travel.stops) > 1:
        yield Remark("place: several in one locale, one stop each", f"{folded(travel.row.locale)}, {where}")
    if not travel.stops and travel.row.section != "visits":
        yield Remark("place: none named", where)
    for mention in travel.stops:
        if mention.region:
            yield Remark("place: a region in brackets, kept with the place",
                         f"{mention.name} ({mention.region}), {where}")
        if mention.alias:
            yield Remark("place: another name or spelling of it, kept with the place",
                         f"{mention.alias} is {mention.name}, {where}")
        if mention.country != travel.state.id:
            yield Remark("place: filed under a country that belonged to the host then",
                         f"{mention.name} is in {mention.country}, {where}")


def _visitor_remarks(visitor: Visitor, where: str) -> Iterator[Remark]:
    if not visitor.offices:
        yield Remark("visitor: no title held on the day", where)
    if len(visitor.offices) > 1:
        yield Remark("visitor: several titles, a term each", where)
    for office in visitor.offices[:1]:
        if office.capacity != "full":
            yield Remark(f"visitor: title held as {office.capacity}", where)
    if visitor.companions:
        yield Remark("visitor: a consort became a companion", where)
    for remark in visitor.remarks:
        yield Remark(f"visitor: {remark}", where)
