"""The presidents and secretaries of state of the United States as leaders, with their terms of office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from visitgen.load.foreign.rows import Presidency, Row
from visitgen.load.foreign.states import slug
from visitgen.load.foreign.titles import visitors
from visitgen.values import dataclass

HOME = "united-states"

# Secretaries of state, by the first two words of the source's id, as months of entering on duty and of leaving.
# Source: Office of the Historian, "Biographies of the Secretaries of State"; months only, because the days of
# appointment, of entry on duty and of the successor's oath differ between lists.
_SECRETARIES: Mapping[str, tuple[str, str]] = {
    "seward-william": ("1861-03", "1869-03"), "hay-john": ("1898-09", "1905-07"), "root-elihu": ("1905-07", "1909-01"),
    "bacon-robert": ("1909-01", "1909-03"), "knox-philander": ("1909-03", "1913-03"),
    "bryan-william": ("1913-03", "1915-06"), "lansing-robert": ("1915-06", "1920-02"),
    "colby-bainbridge": ("1920-03", "1921-03"), "hughes-charles": ("1921-03", "1925-03"),
    "kellogg-frank": ("1925-03", "1929-03"), "stimson-henry": ("1929-03", "1933-03"),
    "hull-cordell": ("1933-03", "1944-11"), "stettinius-edward": ("1944-12", "1945-06"),
    "byrnes-james": ("1945-07", "1947-01"), "marshall-george": ("1947-01", "1949-01"),
    "acheson-dean": ("1949-01", "1953-01"), "dulles-john": ("1953-01", "1959-04"),
    "herter-christian": ("1959-04", "1961-01"), "rusk-david": ("1961-01", "1969-01"),
    "rogers-william": ("1969-01", "1973-09"), "kissinger-henry": ("1973-09", "1977-01"),
    "vance-cyrus": ("1977-01", "1980-04"), "muskie-edmund": ("1980-05", "1981-01"),
    "haig-alexander": ("1981-01", "1982-07"), "shultz-george": ("1982-07", "1989-01"),
    "baker-james": ("1989-01", "1992-08"), "eagleburger-lawrence": ("1992-12", "1993-01"),
    "christopher-warren": ("1993-01", "1997-01"), "albright-madeleine": ("1997-01", "2001-01"),
    "powell-colin": ("2001-01", "2005-01"), "rice-condoleezza": ("2005-01", "2009-01"),
    "clinton-hillary": ("2009-01", "2013-02"), "kerry-john": ("2013-02", "2017-01"),
    "tillerson-rex": ("2017-02", "2018-03"), "pompeo-michael": ("2018-04", "2021-01"),
    "blinken-antony": ("2021-01", "2025-01"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of office at home. Shapes: an empty date is not on record."""

    title: str
    role: str
    from_: str = ""
    to: str = ""
    capacity: str = "full"

    def covers(self, day: str) -> bool:
        """Whether the term may have held on a day; an imprecise end counts as far as it can reach."""
        return (not self.from_ or self.from_ <= day) and (not self.to or day[: len(self.to)] <= self.to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """A president or secretary of state. Shapes: terms from the earliest on; `who` are the source's ids."""

    id: str
    name: str
    other_names: tuple[str, ...]
    born: str
    died: str
    terms: tuple[Term, ...]
    who: frozenset[str]

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]

    def president_between(self, start: str, end: str) -> bool:
        """Whether they were president on some day of a stay."""
        return any(
            term.title == "president" and term.from_ <= (end or start) and (not term.to or start <= term.to)
            for term in self.terms
        )


def officials(presidencies: Sequence[Presidency], rows: Iterable[Row]) -> tuple[Official, ...]:
    """Everybody of the presidencies and of the trips, each once, by id.

    A trip before the first day of a presidency and after its election day makes a term as president-elect.
    Source: presidents.xml for the presidents' terms; election day is the Tuesday after the first Monday in November
    (act of 23 January 1845, now 2 U.S.C. 7). Whoever took office on another day had not been elected to it.
    """
    travels: dict[str, list[Row]] = {}
    for row in rows:
        if row.section != "visits":
            travels.setdefault(row.who or row.stem, []).append(row)
    found: dict[str, Official] = {}
    for presidency in presidencies:
        terms = _presidential(presidency, travels.get(presidency.who, ()))
        _add(found, presidency.name, presidency.who, terms, presidency.born, presidency.died)
    for who, trips in travels.items():
        name = trips[0].traveller
        if trips[0].section == "secretaries":
            _add(found, name, who, (_secretarial(who),), "", "")
        elif not any(who in official.who for official in found.values()):
            _add(found, name, who, (Term(title="president", role="head_of_state_and_government"),), "", "")
    spelt = (replace(official, other_names=_other_names(official, travels)) for official in found.values())
    return tuple(sorted(spelt, key=lambda official: official.id))


def _other_names(official: Official, travels: Mapping[str, list[Row]]) -> tuple[str, ...]:
    """The other names of an office holder, those that only some of their trips give among them."""
    people = [visitors(row.traveller)[0] for who in sorted(official.who) for row in travels.get(who, ())]
    given = (name for person in people for name in (person.name, *person.other_names))
    return tuple(dict.fromkeys(name for name in (*official.other_names, *given) if name != official.name))


def _add(
    found: dict[str, Official], text: str, who: str, terms: tuple[Term, ...], born: str, died: str
) -> None:
    """Files one office holder, joined to an earlier entry of the same name."""
    person = visitors(text)[0]
    id = slug(person.name)
    known = found.get(id)
    held = {*terms, *(known.terms if known else ())}
    found[id] = Official(
        id=id, name=person.name, other_names=person.other_names, born=born or (known.born if known else ""),
        died=died or (known.died if known else ""), who=frozenset({who}) | (known.who if known else frozenset()),
        terms=tuple(sorted(held, key=lambda term: (term.from_, term.title))),
    )


def _presidential(presidency: Presidency, trips: Iterable[Row]) -> tuple[Term, ...]:
    """One presidency, and before it the time as president-elect if a trip fell into that."""
    role = "head_of_state_and_government"
    took, left = presidency.took_office, presidency.left_office
    term = Term(title="president", role=role, from_=took, to=left)
    if took[5:] not in ("01-20", "03-04", "03-05"):
        return (term,)
    elected = election_day(took)
    if any(elected <= row.start < took for row in trips):
        eve = (date.fromisoformat(took) - timedelta(days=1)).isoformat()
        return (Term(title="president-elect", role=role, from_=elected, to=eve, capacity="elect"), term)
    return (term,)


def _secretarial(who: str) -> Term:
    dates = _SECRETARIES.get("-".join(who.split("-")[:2]), ("", ""))
    return Term(title="secretary of state", role="foreign_minister", from_=dates[0], to=dates[1])


def election_day(took_office: str) -> str:
    """The election day before an inauguration, as an ISO day."""
    november = date(int(took_office[:4]) - 1, 11, 1)
    monday = november + timedelta(days=-november.weekday() % 7)
    return (monday + timedelta(days=1)).isoformat()
