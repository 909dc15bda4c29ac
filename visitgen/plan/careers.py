"""A leader's strip of time: offices held above, days abroad and visits received below, on one axis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from visitgen.model.counting import COUNTED
from visitgen.model.parts import Term
from visitgen.model.records import Leader, Visit
from visitgen.model.vocabulary import LeaderId, VisitId
from visitgen.plan.exchanges import WHAT_COUNTS
from visitgen.plan.figures import year_tick, years_chart
from visitgen.plan.language import number_words, say, say_count
from visitgen.plan.links import Linker
from visitgen.plan.tallies import Tallies
from visitgen.plan.views import Chart, Lane, Lanes, Span
from visitgen.plan.words import capital, term_words


class _Axis:
    """Years as a line from 0 to 100: the beginning of the first to the end of the last."""

    def __init__(self, first: int, last: int) -> None:
        self.years = range(first, last + 1)
        self.begin = date(first, 1, 1).toordinal()
        self.length = date(last, 12, 31).toordinal() + 1 - self.begin

    @property
    def marks(self) -> tuple[tuple[int, float], ...]:
        """Where each year begins; of very long stretches, each decade."""
        step = 1 if len(self.years) <= 80 else 10
        return tuple((year, self.at(date(year, 1, 1).toordinal())) for year in self.years if year % step == 0)

    def at(self, day: int) -> float:
        """The place of the morning of a day, by its ordinal."""
        return round(min(max(100 * (day - self.begin) / self.length, 0), 100), 2)

    def span(self, first: date, last: date, *, sure: bool = True) -> Span:
        """The stretch from one day to another, both included."""
        return Span(begin=self.at(first.toordinal()), end=self.at(last.toordinal() + 1), sure=sure)


def career_chart(linker: Linker, leader: Leader, made: Sequence[Visit], received: Iterable[VisitId]) -> Chart | None:
    """Offices, visits made and visits received of a leader in time; nothing unless an office has a date.

    Shapes: one lane an office, in the order on record; one without dates is named and not drawn.
    """
    archive = linker.archive
    happened = [visit for visit in made if archive.status[visit.id] in COUNTED]
    hosted = [archive.outlines[id] for id in received if archive.status[id] in COUNTED]
    years = {day.year for term in leader.terms for end in (term.from_, term.to) if end for day in (end.first, end.last)}
    if not years:
        return None
    years.update(
        day.year for visit in (*happened, *hosted) for day in (visit.when.first, visit.when.last)
        if day not in (date.min, date.max)
    )  # fmt: skip
    axis = _Axis(min(years), max(years))
    held = sum(_in_office(linker, visit) for visit in happened)
    lanes = [
        Lane(
            kind="office",
            title=capital(linker.term(term, _day(term, archive.as_of))),
            when=term_words(term),
            note=term.party or "",
            spans=tuple(_term_spans(term, axis)),
            before=term.from_ is None and term.to is not None,
            after=term.to is None and term.from_ is not None,
        )
        for term in leader.terms
    ]
    for title, visits in ((say("Days abroad"), happened), (say("Visits received"), hosted)):
        if visits:
            note = say_count(len(visits), "{n} visit", "{n} visits")
            lanes.append(Lane(kind="visits", title=title, note=note, spans=tuple(_stays(visits, axis))))
    return Chart(
        anchor="career",
        title=say("Offices and visits"),
        finding=_finding(len(happened), held, len(hosted)),
        rule=say(
            "Filled: the days on record. Outlined: days that are not known for certain, or an end not on record. "
            "{what_counts}", what_counts=say(WHAT_COUNTS),
        ),
        drawing=Lanes(lanes=tuple(lanes), years=axis.marks, ticks=tuple(
            (year, at, tick) for year, at in axis.marks if (tick := year_tick(year, len(axis.years)))
        )),
        table=None,
    )  # fmt: skip


def visits_made_chart(tallies: Tallies, leader: LeaderId) -> Chart | None:
    """Visits per year of a leader, on the one scale of all leaders; nothing when none counts."""
    rule = say_count(
        tallies.busiest,
        "{what_counts} On the page of every leader the scale goes to {n} visits a year, the most that any made.",
        "{what_counts} On the page of every leader the scale goes to {n} visits a year, the most that any made.",
        what_counts=say(WHAT_COUNTS),
    )
    return years_chart(
        tallies.by_leader.get(leader, {}),
        anchor="per-year",
        title=say("Visits per year"),
        rule=rule,
        top=tallies.busiest,
    )


def _finding(visits: int, held: int, hosted: int) -> str:
    if not visits and not hosted:
        return say("No visit made is on record.")
    if not visits:
        return say_count(
            hosted,
            "{n} visit received; no visit made is on record.",
            "{n} visits received; no visit made is on record.",
        )
    if held == visits:
        return say_count(
            visits,
            "The one visit on record was made in office.",
            "All {n} visits were made in an office on record.",
        )
    if not held:
        return say_count(
            visits,
            "The one visit on record was made outside any office on record.",
            "None of {n} visits was made in an office on record.",
        )
    return say_count(
        visits,
        "{held} of {n} visit was made in an office on record.",
        "{held} of {n} visits were made in an office on record.",
        held=number_words(held),
    )


def _in_office(linker: Linker, visit: Visit) -> bool:
    role = linker.archive.visitor_role[visit.id]
    return bool(role.pinned or any(term.from_ or term.to for term in role.terms))


def _day(term: Term, as_of: date) -> date:
    return term.from_.first if term.from_ else term.to.last if term.to else as_of


def _term_spans(term: Term, axis: _Axis) -> Iterator[Span]:
    """Where an office was surely held, with what may belong to it at either end."""
    if not (term.from_ or term.to):
        return
    begin, end = axis.years[0], axis.years[-1]
    earliest = term.from_.first if term.from_ else date(begin, 1, 1)
    latest = term.to.last if term.to else date(end, 12, 31)
    # The last day that may precede, and the first that may follow, what is sure.
    opens = term.from_.last if term.from_ else term.to.first if term.to else latest
    closes = term.to.first if term.to else term.from_.last if term.from_ else earliest
    if opens > closes or not (term.from_ and term.to):
        yield axis.span(earliest, latest, sure=False)
        return
    if earliest < opens:
        yield axis.span(earliest, opens, sure=False)
    yield axis.span(opens, closes)
    if closes < latest:
        yield axis.span(closes, latest, sure=False)


def _stays(visits: Sequence[Visit], axis: _Axis) -> Iterator[Span]:
    """The days of visits; days that touch are one stretch."""
    known = sorted((visit.when.first, visit.when.last) for visit in visits if visit.when.known_days)
    open_: tuple[date, date] | None = None
    for first, last in known:
        if open_ and first.toordinal() <= open_[1].toordinal() + 1:
            open_ = (open_[0], max(open_[1], last))
            continue
        if open_:
            yield axis.span(*open_)
        open_ = (first, last)
    if open_:
        yield axis.span(*open_)
    for visit in visits:
        if not visit.when.known_days:
            yield axis.span(max(visit.when.first, date(axis.years[0], 1, 1)),
                            min(visit.when.last, date(axis.years[-1], 12, 31)), sure=False)  # fmt: skip
