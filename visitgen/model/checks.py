"""What must hold inside one value, whatever the other records say: one function a class."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from visitgen.diagnostics import codes
from visitgen.model import parts as p
from visitgen.model import records as r
from visitgen.model.dates import Date
from visitgen.model.faults import Fault

Check = Callable[[Any], Iterator[Fault]]


def _order(start: Date | None, end: Date | None, first: str, last: str) -> Iterator[Fault]:
    """M301 when an end lies before its start however both are read."""
    if start and end and end.last < start.first:
        yield Fault(
            codes.END_BEFORE_START,
            f"`{last}` {end.text} is before `{first}` {start.text}",
            path=(last,),
            others=(((first,), "the beginning"),),
            help="correct one of the two dates",
        )


def _one_of(value: Any, names: tuple[str, ...]) -> Iterator[Fault]:
    """M102 when none of the names is given, M107 when several are."""
    given = [name for name in names if getattr(value, name) is not None]
    if not given:
        listed = ", ".join(f"`{name}`" for name in names)
        yield Fault(codes.MISSING_FIELD, f"one of {listed} is missing", help="add one of them")
    elif len(given) > 1:
        yield Fault(
            codes.CONFLICTING_FIELDS,
            f"`{given[0]}` and `{given[1]}` exclude each other",
            path=(given[1],),
            on="key",
            others=(((given[0],), "the other one"),),
            help="keep one of the two; two people are two entries",
        )


def _when(value: p.When) -> Iterator[Fault]:
    if value.within is not None:
        for name in ("start", "end"):
            if getattr(value, name) is not None:
                yield Fault(
                    codes.CONFLICTING_FIELDS,
                    f"`within` and `{name}` exclude each other",
                    path=(name,),
                    on="key",
                    others=((("within",), "one unknown day in this span"),),
                    help="keep `start` and `end` for a known stay, or `within` for an unknown day in a span",
                )
    elif value.start is None:
        yield Fault(
            codes.MISSING_FIELD,
            "`start` is missing",
            path=("end",) if value.end else (),
            help="add `start: 2023-10-24`, or `within: 2023-10-07/2023-10-24` for one unknown day in a span",
        )
    yield from _order(value.start, value.end, "start", "end")


def _meeting_when(value: p.MeetingWhen) -> Iterator[Fault]:
    if value.within is not None and value.date is not None:
        yield Fault(
            codes.CONFLICTING_FIELDS,
            "`within` and `date` exclude each other",
            path=("date",),
            on="key",
            others=((("within",), "one unknown day in this span"),),
            help="keep the one that is known",
        )


def _term(value: p.Term) -> Iterator[Fault]:
    yield from _order(value.from_, value.to, "from", "to")
    if value.country and value.organisation:
        yield Fault(
            codes.CONFLICTING_FIELDS,
            "an office is of a country or of an organisation",
            path=("organisation",),
            others=((("country",), "the other one"),),
            help="keep one of the two, or write two terms",
        )


def _leader(value: r.Leader) -> Iterator[Fault]:
    yield from _order(value.born, value.died, "born", "died")


def _country(value: r.Country) -> Iterator[Fault]:
    yield from _order(value.valid_from, value.valid_to, "valid_from", "valid_to")
    if not any(name.lang == "en" for name in value.names):
        yield Fault(codes.MISSING_FIELD, "`names` lacks an English name", help="add `names: [{name: …}]`")


def _organisation(value: r.Organisation) -> Iterator[Fault]:
    yield from _order(value.founded, value.dissolved, "founded", "dissolved")


def _claim(value: r.Claim) -> Iterator[Fault]:
    if value.value is None and value.low is None and value.high is None:
        yield Fault(codes.MISSING_FIELD, "`value` is missing", help="add `value: …`, or `low: …` and `high: …`")
    if value.value is not None and (value.low is not None or value.high is not None):
        yield Fault(
            codes.CONFLICTING_FIELDS,
            "`value` excludes `low` and `high`",
            path=("value",),
            others=((("low",) if value.low is not None else ("high",), "a bound"),),
            help="keep the figure, or its bounds",
        )
    if value.low is not None and value.high is not None and value.high < value.low:
        yield Fault(
            codes.BAD_VALUE,
            "`high` is lower than `low`",
            path=("high",),
            others=((("low",), "the lower one"),),
            help="exchange the two",
        )


def _itinerary(value: r.Itinerary) -> Iterator[Fault]:
    departs = value.departs.date if value.departs else None
    returns = value.returns.date if value.returns else None
    if departs and returns and returns.last < departs.first:
        yield Fault(
            codes.END_BEFORE_START,
            f"the return {returns.text} is before the departure {departs.text}",
            path=("returns", "date"),
            others=((("departs", "date"), "the departure"),),
            help="correct one of the two dates",
        )


CHECKS: Mapping[type, Check] = {
    p.When: _when,
    p.MeetingWhen: _meeting_when,
    p.Term: _term,
    r.Leader: _leader,
    r.Country: _country,
    r.Organisation: _organisation,
    r.Claim: _claim,
    r.Itinerary: _itinerary,
    p.DatedName: lambda value: _order(value.from_, value.to, "from", "to"),
    p.Belonging: lambda value: _order(value.from_, value.to, "from", "to"),
    p.Stop: lambda value: _order(value.start, value.end, "start", "end"),
    p.Plan: lambda value: _order(value.start, value.end, "start", "end"),
    p.Citation: lambda value: _one_of(value, ("source", "url")),
    p.PlaceMention: lambda value: _one_of(value, ("place", "name")),
    p.Party: lambda value: _one_of(value, ("leader", "organisation", "name")),
    p.Participant: lambda value: _one_of(value, ("leader", "organisation", "name")),
    p.Speaker: lambda value: _one_of(value, ("leader", "organisation", "anonymous")),
}
"""The check of each class that has one."""
