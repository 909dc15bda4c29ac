"""Everything charts and tables count, in one pass over the visits: the rules of content model, section 5."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field
from datetime import date
from typing import TypeVar

from visitgen.model import Archive
from visitgen.model.counting import COUNTED
from visitgen.model.records import Visit
from visitgen.model.vocabulary import CountryId, LeaderId, VisitId
from visitgen.plan.cards import year_of
from visitgen.values import dataclass

K = TypeVar("K")

NATURES = ("bilateral", "multilateral", "private", "transit", "organisation")
"""What a counted visit is, each exactly one: the last is made in the name of an international organisation."""


@dataclass(slots=True)
class Tallies:
    """The numbers of an archive. Only visits completed or under way are in any of them.

    Shapes: `days` are distinct days abroad by the year they lie in, one leader's days once, of visits whose days are
    known; `undated` counts the others, and `row_days` is what adding up visit by visit would give. `hosts`,
    `travellers` and `first` are of bilateral visits, `envoys` of those made for an organisation, each in order of
    time. `regions` and `between` go from where the visitor stood for to where the visit led; `unplaced` visits lack
    one of the two regions. `first` counts leaders by the country of their first visit; `unsettled` are the leaders of
    whom the records do not say which that was. `busiest` is the most visits any one leader made in a year: the scale
    of every leader's chart.
    """

    years: Counter[int] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)
    undated: int = 0
    row_days: int = 0
    natures: Counter[str] = field(default_factory=Counter)
    hosts: dict[CountryId, list[VisitId]] = field(default_factory=dict)
    travellers: dict[LeaderId, list[VisitId]] = field(default_factory=dict)
    envoys: dict[LeaderId, list[VisitId]] = field(default_factory=dict)
    by_leader: dict[LeaderId, Counter[int]] = field(default_factory=dict)
    received: dict[CountryId, Counter[int]] = field(default_factory=dict)
    sent: dict[CountryId, Counter[int]] = field(default_factory=dict)
    between: dict[tuple[CountryId, CountryId], Counter[int]] = field(default_factory=dict)
    regions: Counter[tuple[str, str]] = field(default_factory=Counter)
    unplaced: int = 0
    first: Counter[CountryId] = field(default_factory=Counter)
    unsettled: int = 0
    busiest: int = 0


def tallies_of(archive: Archive) -> Tallies:
    """The numbers of an archive. Cost: one pass over the visits, and a sort of each leader's."""
    found = Tallies()
    stays: dict[LeaderId, list[tuple[date, date]]] = {}
    for visit in archive.visits.values():
        if archive.status[visit.id] not in COUNTED:
            continue
        year, home, host = year_of(visit), archive.home[visit.id], visit.host
        found.years[year] += 1
        _count(found.by_leader, visit.visitor, year)
        _count(found.received, host, year)
        if home:
            _count(found.sent, home, year)
            _count(found.between, (home, host), year)
        origin, aim = archive.countries[home].region if home else None, archive.countries[host].region
        if origin and aim:
            found.regions[origin, aim] += 1
        else:
            found.unplaced += 1
        if visit.when.known_days:
            stays.setdefault(visit.visitor, []).append((visit.when.first, visit.when.last))
            found.row_days += (visit.when.last - visit.when.first).days + 1
        else:
            found.undated += 1
        nature = nature_of(archive, visit)
        found.natures[nature] += 1
        if nature == "bilateral":
            found.hosts.setdefault(host, []).append(visit.id)
            found.travellers.setdefault(visit.visitor, []).append(visit.id)
        elif nature == "organisation":
            found.envoys.setdefault(visit.visitor, []).append(visit.id)
    for spans in stays.values():
        found.days.update(days_by_year(spans))
    for visits in found.travellers.values():
        led = first_host([archive.visits[id] for id in visits])
        if led:
            found.first[led] += 1
        else:
            found.unsettled += 1
    found.busiest = max((max(years.values()) for years in found.by_leader.values()), default=0)
    return found


def _count(of: dict[K, Counter[int]], key: K, year: int) -> None:
    years = of.get(key)
    if years is None:
        years = of[key] = Counter()
    years[year] += 1


def number_counted(archive: Archive, ids: Iterable[VisitId]) -> int:
    """How many of some visits count."""
    return sum(archive.status[id] in COUNTED for id in ids)


def nature_of(archive: Archive, visit: Visit) -> str:
    """What a visit is, one of `NATURES`: by its type, its event, and whom its visitor stood for."""
    if visit.type in ("private", "transit"):
        return visit.type
    terms = archive.visitor_role[visit.id].terms
    if any(term.role == "igo_head" for term in terms) and not any(term.country for term in terms):
        return "organisation"
    if visit.type == "multilateral" or visit.event is not None:
        return "multilateral"
    return "bilateral"


def days_by_year(spans: Iterable[tuple[date, date]]) -> Counter[int]:
    """The distinct days that lie in some spans of time, by their year. Units: both ends of a span are included."""
    found: Counter[int] = Counter()
    reached = 0  # the day before the first of all
    for first, last in sorted(spans):
        begin, end = max(first.toordinal(), reached + 1), last.toordinal()
        reached = max(reached, end)
        while begin <= end:
            year = date.fromordinal(begin).year
            stop = min(end, date(year, 12, 31).toordinal())
            found[year] += stop - begin + 1
            begin = stop + 1
    return found


def first_host(visits: Sequence[Visit]) -> CountryId | None:
    """The country that the first of some visits led to; `None` when the records leave it open.

    Of visits that begin on one known day, the one that ended first was first.
    """
    latest = min(visit.when.last if visit.when.within else _start(visit) for visit in visits)
    may_be = [visit for visit in visits if visit.when.first <= latest]
    hosts = {visit.host for visit in may_be}
    if len(hosts) == 1:
        return hosts.pop()
    if not all(visit.when.known_days for visit in may_be):
        return None
    end = min(visit.when.last for visit in may_be)
    ended = {visit.host for visit in may_be if visit.when.last == end}
    return ended.pop() if len(ended) == 1 else None


def _start(visit: Visit) -> date:
    """The latest day on which a visit may have begun."""
    assert visit.when.start
    return visit.when.start.last
