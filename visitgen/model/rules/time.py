"""Rules about days: countries that existed, plans that passed, stays that overlap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from visitgen.diagnostics import Finding, Path, Pointer, Related, codes
from visitgen.model.counting import JOINED
from visitgen.model.dates import Date
from visitgen.model.link import Archive
from visitgen.model.parts import PlaceMention, When
from visitgen.model.records import Event, Leader, Meeting, Visit
from visitgen.model.rules.broken import Broken, days, may
from visitgen.model.terms import belonging_on, exists_on, surely_exists_on
from visitgen.model.vocabulary import CountryId, VisitId

LONG_STAY = 21
"""Units: days, both ends included; the longest stay that is not questioned."""

OPEN = 10
"""The most unfinished stays of a leader that a new one is compared with."""

PLANNED = frozenset({"announced", "confirmed"})


def country_not_valid_then(archive: Archive) -> Iterator[Broken]:
    """M303: the country named must have existed then, as a state or as a dependency; M503 if it may not have."""
    for visit in archive.visits.values():
        first, last = visit.when.first, visit.when.last
        yield from _existing(archive, visit, visit.host, first, last, ("host",))
        for index, stop in enumerate(visit.stops):
            if stop.place.country:
                path: Path = ("stops", index, "place", "country")
                yield from _existing(archive, visit, stop.place.country, first, last, path)
    for meeting in archive.meetings.values():
        if meeting.place and meeting.place.country and meeting.when.first and meeting.when.last:
            yield from _existing(
                archive, meeting, meeting.place.country, meeting.when.first, meeting.when.last, ("place", "country")
            )
    for event in archive.events.values():
        if event.host:
            yield from _existing(archive, event, event.host, event.when.first, event.when.last, ("host",))
    for leader in archive.leaders.values():
        for index, term in enumerate(leader.terms):
            if term.country and (term.from_ or term.to):
                first = term.from_.first if term.from_ else date.min
                last = term.to.last if term.to else archive.as_of
                path = ("terms", index, "country")
                yield from _existing(archive, leader, term.country, first, max(first, last), path)


def _existing(
    archive: Archive, record: Visit | Meeting | Event | Leader, id: CountryId, first: date, last: date, path: Path
) -> Iterator[Broken]:
    country = archive.countries[id]
    if exists_on(country, first, last):
        known = isinstance(record, Visit | Event) and record.when.known_days  # then one day of the stay is enough
        ends = [surely_exists_on(country, day) for day in (first, last) if day not in (date.min, date.max)]
        if not isinstance(record, Leader) and ends and not (any(ends) if known else all(ends)):
            yield may(codes.COUNTRY_NOT_VALID_THEN, record, f"`{id}` may not have existed {days(first, last)}", *path)
        return
    kin = (*country.predecessors, *country.successors)
    then = [other for other in kin if other in archive.countries and exists_on(archive.countries[other], first, last)]
    began, ended = country.valid_from, country.valid_to
    spans = [f"from {began.text}" if began else "", f"to {ended.text}" if ended else ""]
    yield record, Finding(
        code=codes.COUNTRY_NOT_VALID_THEN,
        message=f"`{id}` did not exist {days(first, last)}",
        at=record.origin.at(*path),
        label=f"on record {' '.join(part for part in spans if part)}",
        help=f"name the state of that time: {', '.join(f'`{other}`' for other in then)}" if then
        else "name the state of that time; docs/countries.md lists them with their dates",
    )  # fmt: skip


def completed_in_the_future(archive: Archive) -> Iterator[Broken]:
    """M304: what ends after the as-of date has not been completed; M503 where it may end later."""
    records: tuple[Visit | Meeting, ...] = (*archive.visits.values(), *archive.meetings.values())
    for record in records:
        when = record.when
        ended = when.end.first if isinstance(when, When) and when.end else when.first
        last = when.last
        if record.status != "completed" or ended is None or last is None:
            continue
        if ended > archive.as_of:
            yield record, Finding(
                code=codes.COMPLETED_IN_THE_FUTURE,
                message=f"completed, but {ended.isoformat()} is after the as-of date {archive.as_of.isoformat()}",
                at=record.origin.at("status"),
                help="write `announced`, `confirmed` or `under_way`, correct the date, or move `as_of` in site.yaml",
            )
        elif archive.as_of < last != date.max:
            until = f"{last.isoformat()} is after the as-of date {archive.as_of.isoformat()}"
            message = f"completed, but it may have ended later: {until}"
            yield may(codes.COMPLETED_IN_THE_FUTURE, record, message, "status")


def may_end_before_start(archive: Archive) -> Iterator[Broken]:
    """M503 where an end lies before its start under some readings; M301, for all of them, is told record by record."""
    stays: tuple[Visit | Event, ...] = (*archive.visits.values(), *archive.events.values())
    for record in stays:
        yield from _may_be_reversed(record, record.when.start, record.when.end, ("end",))
    for leader in archive.leaders.values():
        yield from _may_be_reversed(leader, leader.born, leader.died, ("died",))
        for index, term in enumerate(leader.terms):
            yield from _may_be_reversed(leader, term.from_, term.to, ("terms", index, "to"))


def _may_be_reversed(
    record: Visit | Event | Leader, start: Date | None, end: Date | None, path: Path
) -> Iterator[Broken]:
    if start and end and end.first < start.last and (start.first, start.last) != (end.first, end.last):
        message = f"the end {end.text} may be before the beginning {start.text}"
        yield may(codes.END_BEFORE_START, record, message, *path)


def plan_has_passed(archive: Archive) -> Iterator[Broken]:
    """M405: what is still planned must not lie wholly in the past; an open end has not passed."""
    records: tuple[Visit | Meeting, ...] = (*archive.visits.values(), *archive.meetings.values())
    for record in records:
        last = record.when.last
        if record.status in PLANNED and last and last < archive.as_of:
            passed = f"{last.isoformat()} is before the as-of date {archive.as_of.isoformat()}"
            yield record, Finding(
                code=codes.PLAN_HAS_PASSED,
                message=f"`{record.status}`, but {passed}",
                at=record.origin.at("status"),
                help="write what became of it: completed, cancelled, did_not_occur or unknown",
            )


def two_places_at_once(archive: Archive) -> Iterator[Broken]:
    """M401 for stays of one leader in two countries that share more than a day, unless one lies inside the other.

    M501 for one shared day, and for a stay inside a longer one.
    """
    for one, other in _overlapping(archive):
        if one.host != other.host:
            yield _together(one, other)


def _overlapping(archive: Archive) -> Iterator[tuple[Visit, Visit]]:
    """Every two stays of known days of one leader that share a day, the one that begins first before the other.

    Cost: a stay is compared with those that are still open when it begins, of very many with the latest only.
    """
    for ids in archive.visits_by.values():
        open_: list[Visit] = []
        for id in ids:
            visit = archive.visits[id]
            if not visit.when.known_days or archive.status[id] not in JOINED:
                continue
            open_ = [earlier for earlier in open_ if earlier.when.last >= visit.when.first][-OPEN:]
            yield from ((earlier, visit) for earlier in open_)
            open_.append(visit)


def _together(one: Visit, other: Visit) -> Broken:
    first, last = other.when.first, min(one.when.last, other.when.last)
    shared = (last - first).days + 1
    nested = other.when.last <= one.when.last or one.when.first == other.when.first
    where = (Related(at=one.origin.at("host"), label=days(one.when.first, one.when.last)),)
    both = f"`{other.visitor}` is in `{one.host}` and in `{other.host}`"
    if shared > 1 and not nested:
        return other, Finding(
            code=codes.TWO_PLACES_AT_ONCE, message=f"{both} for {shared:,} days at once",
            at=other.origin.at("host"), label=days(other.when.first, other.when.last), related=where,
            help="correct the dates of one of the two",
        )  # fmt: skip
    inside = f"for {shared:,} days, one stay inside the other" if shared > 1 else f"on {first.isoformat()}"
    return other, Finding(
        code=codes.SEVERAL_COUNTRIES_IN_A_DAY, message=f"{both} {inside}",
        at=other.origin.at("host"), label=days(other.when.first, other.when.last), related=where,
        help="nothing to do, if it is so: a day counts once",
    )  # fmt: skip


def meeting_outside_visit(archive: Archive) -> Iterator[Broken]:
    """M403: a meeting on a visit is on one of its days and in its host country."""
    for meeting_id, visits in archive.visits_of_meeting.items():
        meeting = archive.meetings[meeting_id]
        for visit in (archive.visits[id] for id in visits):
            first, last = meeting.when.first, meeting.when.last
            if first and last and (last < visit.when.first or first > visit.when.last):
                yield meeting, Finding(
                    code=codes.MEETING_OUTSIDE_VISIT,
                    message=f"the meeting is {days(first, last)}, its visit {days(visit.when.first, visit.when.last)}",
                    at=meeting.origin.at("date" if meeting.when.date else "within"),
                    related=(Related(at=_when(visit), label="its visit"),),
                    help="correct one of the dates, or take the meeting out of the visit",
                )
            country = _country_of(archive, meeting.place, first or visit.when.first) if meeting.place else None
            if country and country != visit.host and not _within(archive, country, visit.host, visit.when.first):
                yield meeting, Finding(
                    code=codes.MEETING_OUTSIDE_VISIT,
                    message=f"the meeting is in `{country}`, its visit in `{visit.host}`",
                    at=meeting.origin.at("place"), related=(Related(at=visit.origin.at("host"), label="its visit"),),
                    help="correct the place or the host, or take the meeting out of the visit",
                )  # fmt: skip


def _when(visit: Visit) -> Pointer:
    return visit.origin.at("start" if visit.when.start else "within")


def _country_of(archive: Archive, mention: PlaceMention, day: date) -> CountryId | None:
    if mention.place:
        return belonging_on(archive.places[mention.place].country, day)
    return mention.country


def _within(archive: Archive, part: CountryId, whole: CountryId, day: date) -> bool:
    """Whether a country was a dependency of another on a day."""
    return any(
        time.country == whole
        for time in archive.countries[part].part_of
        if (time.from_ is None or time.from_.first <= day) and (time.to is None or time.to.last >= day)
    )


def duplicate_visit(archive: Archive) -> Iterator[Broken]:
    """M404: the same visitor, host and first day twice; or two stays in a country with a day spent in no other."""
    seen: dict[tuple[str, str, str], Visit] = {}
    for visit in archive.visits.values():
        if visit.when.start is None:
            continue
        key = (visit.visitor, visit.host, visit.when.start.text)
        if key in seen:
            yield visit, Finding(
                code=codes.DUPLICATE_VISIT,
                message=f"a second visit of `{visit.visitor}` to `{visit.host}` from {visit.when.start.text}",
                at=visit.origin.at("start"),
                related=(Related(at=seen[key].origin.at("start"), label=f"`{seen[key].id}`"),),
                help="merge the two, or correct one of them",
            )
        seen.setdefault(key, visit)
    yield from _one_stay_twice(archive)


def _one_stay_twice(archive: Archive) -> Iterator[Broken]:
    pairs = list(_overlapping(archive))
    elsewhere: dict[VisitId, list[Visit]] = {}
    for one, other in pairs:
        if one.host != other.host:
            elsewhere.setdefault(one.id, []).append(other)
            elsewhere.setdefault(other.id, []).append(one)
    for one, other in pairs:
        first, last = other.when.first, min(one.when.last, other.when.last)
        if one.host != other.host or one.when.first == first:
            continue  # the same first day is told above
        if any(v.when.first <= last and v.when.last >= first for v in elsewhere.get(other.id, ())):
            continue  # out to another country, and back
        yield other, Finding(
            code=codes.DUPLICATE_VISIT,
            message=f"a second stay of `{other.visitor}` in `{other.host}` {days(first, last)}, while the first lasts",
            at=other.origin.at("start"), label=days(other.when.first, other.when.last),
            related=(Related(at=one.origin.at("start"), label=f"`{one.id}`, {days(one.when.first, one.when.last)}"),),
            help="make one visit of the two, with a stop for each place; or correct the dates",
        )  # fmt: skip


def very_long_stay(archive: Archive) -> Iterator[Broken]:
    """M412: a stay of known days longer than 21 days."""
    for visit in archive.visits.values():
        length = (visit.when.last - visit.when.first).days + 1
        if visit.when.known_days and length > LONG_STAY:
            yield visit, Finding(
                code=codes.VERY_LONG_STAY, message=f"a stay of {length:,} days",
                at=visit.origin.at("end"), help="correct the dates, or waive the rule with the reason",
            )  # fmt: skip


def foreign_visits_in_itineraries(archive: Archive) -> Iterator[Broken]:
    """M107: an itinerary is the journey of one traveller, and a visit is on one journey, once."""
    taken: dict[VisitId, Related] = {}
    for itinerary in archive.itineraries.values():
        for index, id in enumerate(itinerary.visits):
            visit = archive.visits.get(id)
            at = itinerary.origin.at("visits", index)
            if earlier := taken.get(id):
                yield itinerary, Finding(
                    code=codes.CONFLICTING_FIELDS, message=f"visit `{id}` is on a journey already", at=at,
                    related=(earlier,), help="keep it in one itinerary, once; two stays in one country are two visits",
                )  # fmt: skip
            taken.setdefault(id, Related(at=at, label="on this one"))
            if visit and visit.visitor != itinerary.traveller:
                yield itinerary, Finding(
                    code=codes.CONFLICTING_FIELDS,
                    message=f"visit `{id}` is by `{visit.visitor}`, the itinerary by `{itinerary.traveller}`",
                    at=at,
                    related=(Related(at=visit.origin.at("visitor"), label="its visitor"),),
                    help="give each traveller an itinerary of their own",
                )
