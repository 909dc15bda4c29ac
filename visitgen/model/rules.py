"""What records must not say together: the errors of the content model's section 6 that look across records.

A rule about uncertain dates is broken only if it is broken however the dates are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from visitgen.diagnostics import Finding, Related, codes, did_you_mean
from visitgen.model.link import Archive
from visitgen.model.parts import Term
from visitgen.model.records import Event, Leader, Meeting, Record, Visit
from visitgen.model.terms import exists_on, possibly
from visitgen.model.vocabulary import CountryId, LeaderId, VisitId

SINGLE_OFFICES = frozenset({"head_of_state", "head_of_government", "head_of_state_and_government"})
"""The roles that one person holds at a time."""


def broken_rules(archive: Archive) -> tuple[Finding, ...]:
    """Every rule that records break together, those waived in the record left out.

    Errors: M302, M303, M304, M307.
    """
    found = (
        *_pinned_roles(archive),
        *_countries_then(archive),
        *_completed_later(archive),
        *_two_holders(archive),
        *_foreign_visits_in_itineraries(archive),
    )
    return tuple(
        finding
        for record, finding in found
        if not any(waiver.rule == finding.code.name for waiver in record.meta.waive)
    )


def missing_media(archive: Archive, media: Iterable[str]) -> Iterator[Finding]:
    """Every picture a record names that `media/` does not hold. Errors: M201."""
    known = frozenset(media)
    for leader in archive.leaders.values():
        if leader.image and leader.image.file not in known:
            yield Finding(
                code=codes.UNKNOWN_REFERENCE,
                message=f"there is no file `{leader.image.file}` in the content folder",
                at=leader.origin.at("image", "file"),
                help=did_you_mean(leader.image.file, known) or "put the picture under `media/`, and name it `media/…`",
            )


Broken = Iterator[tuple[Record, Finding]]


def _pinned_roles(archive: Archive) -> Broken:
    """M302: a pinned role must be one that the leader may have held then; a leader without terms holds any."""
    for visit in archive.visits.values():
        if visit.role:
            yield from _pinned(
                visit, archive.leaders[visit.visitor], visit.role, visit.when.first, visit.when.last, ("role",)
            )
    for meeting in archive.meetings.values():
        first, last = meeting.when.first, meeting.when.last
        for index, person in enumerate(meeting.participants):
            if person.role and person.leader and first and last:
                yield from _pinned(
                    meeting, archive.leaders[person.leader], person.role, first, last, ("participants", index, "role")
                )
    for statement in archive.statements.values():
        day, leader = statement.date, statement.speaker.leader
        if statement.role and leader and day:
            yield from _pinned(statement, archive.leaders[leader], statement.role, day.first, day.last, ("role",))


def _pinned(record: Record, leader: Leader, role: str, first: date, last: date, path: tuple[str | int, ...]) -> Broken:
    if not leader.terms:
        return
    wanted = role.casefold()
    named = [(index, term) for index, term in enumerate(leader.terms) if wanted in (term.title.casefold(), term.role)]
    if any(possibly(term.from_, term.to, first, last) for _, term in named):
        return
    held = [term.title for term in leader.terms if possibly(term.from_, term.to, first, last)]
    yield (
        record,
        Finding(
            code=codes.PINNED_ROLE_NOT_HELD,
            message=f"{leader.name} was not `{role}` {_span(first, last)}",
            at=record.origin.at(*path),
            related=tuple(
                Related(at=leader.origin.at("terms", index), label=f"{term.title}, {_term_span(term)}")
                for index, term in named
            ),
            help=f"held then: {', '.join(dict.fromkeys(held))}"
            if held
            else did_you_mean(role, (term.title for term in leader.terms)) or f"add the office to {leader.id}'s terms",
        ),
    )


def _countries_then(archive: Archive) -> Broken:
    """M303: the country named must have existed then, as a state or as a dependency."""
    for visit in archive.visits.values():
        yield from _existing(archive, visit, visit.host, visit.when.first, visit.when.last, ("host",))
        for index, stop in enumerate(visit.stops):
            if stop.place.country:
                yield from _existing(
                    archive,
                    visit,
                    stop.place.country,
                    visit.when.first,
                    visit.when.last,
                    ("stops", index, "place", "country"),
                )
    for meeting in archive.meetings.values():
        first, last = meeting.when.first, meeting.when.last
        if meeting.place and meeting.place.country and first and last:
            yield from _existing(archive, meeting, meeting.place.country, first, last, ("place", "country"))
    for event in archive.events.values():
        if event.host:
            yield from _existing(archive, event, event.host, event.when.first, event.when.last, ("host",))
    for leader in archive.leaders.values():
        for index, term in enumerate(leader.terms):
            if term.country and (term.from_ or term.to):
                first = term.from_.first if term.from_ else date.min
                last = term.to.last if term.to else archive.as_of
                yield from _existing(
                    archive, leader, term.country, first, max(first, last), ("terms", index, "country")
                )


def _existing(
    archive: Archive,
    record: Visit | Meeting | Event | Leader,
    id: CountryId,
    first: date,
    last: date,
    path: tuple[str | int, ...],
) -> Broken:
    country = archive.countries[id]
    if exists_on(country, first, last):
        return
    kin = (*country.predecessors, *country.successors)
    then = [other for other in kin if other in archive.countries and exists_on(archive.countries[other], first, last)]
    began, ended = country.valid_from, country.valid_to
    spans = [f"from {began.text}" if began else "", f"to {ended.text}" if ended else ""]
    yield (
        record,
        Finding(
            code=codes.COUNTRY_NOT_VALID_THEN,
            message=f"`{id}` did not exist {_span(first, last)}",
            at=record.origin.at(*path),
            label=f"on record {' '.join(part for part in spans if part)}",
            help=f"name the state of that time: {', '.join(f'`{other}`' for other in then)}"
            if then
            else "name the state of that time; docs/countries.md lists them with their dates",
        ),
    )


def _completed_later(archive: Archive) -> Broken:
    """M304: what lies wholly after the as-of date has not been completed."""
    records: tuple[Visit | Meeting, ...] = (*archive.visits.values(), *archive.meetings.values())
    for record in records:
        first = record.when.first
        if record.status == "completed" and first and first > archive.as_of:
            yield (
                record,
                Finding(
                    code=codes.COMPLETED_IN_THE_FUTURE,
                    message=f"completed, but {first.isoformat()} is after the as-of date {archive.as_of.isoformat()}",
                    at=record.origin.at("status"),
                    help="write `announced` or `confirmed`, correct the date, or move `as_of` in site.yaml",
                ),
            )


def _two_holders(archive: Archive) -> Broken:
    """M307: one office, two holders, for more than the handover day, with dates that allow no other reading."""
    offices: dict[tuple[CountryId, str, str], list[tuple[date, date, LeaderId, int]]] = {}
    for leader in archive.leaders.values():
        for index, term in enumerate(leader.terms):
            if term.country and term.role in SINGLE_OFFICES and term.capacity in ("full", "caretaker") and term.from_:
                last = term.to.first if term.to else archive.as_of
                offices.setdefault((term.country, term.role, term.title.casefold()), []).append(
                    (term.from_.last, last, leader.id, index)
                )
    for (country, _, title), terms in sorted(offices.items()):
        terms.sort()
        latest = terms[0]
        for held in terms[1:]:
            overlap = min(latest[1], held[1]) - held[0]
            if held[2] != latest[2] and overlap > timedelta(days=0):
                one, other = archive.leaders[latest[2]], archive.leaders[held[2]]
                yield (
                    other,
                    Finding(
                        code=codes.TWO_HOLDERS,
                        message=f"two holders of one office: {title} of `{country}`, {one.name} and {other.name}",
                        at=other.origin.at("terms", held[3]),
                        label=_term_span(other.terms[held[3]]),
                        related=(
                            Related(at=one.origin.at("terms", latest[3]), label=_term_span(one.terms[latest[3]])),
                        ),
                        help="correct `from` or `to`; a shared handover day is fine; a contested office has "
                        "`capacity: disputed`",
                    ),
                )
            latest = held if held[1] > latest[1] else latest


def _foreign_visits_in_itineraries(archive: Archive) -> Broken:
    """M107: an itinerary is the journey of one traveller, and a visit is on one journey, once."""
    taken: dict[VisitId, Related] = {}
    for itinerary in archive.itineraries.values():
        for index, id in enumerate(itinerary.visits):
            visit = archive.visits.get(id)
            at = itinerary.origin.at("visits", index)
            if earlier := taken.get(id):
                yield (
                    itinerary,
                    Finding(
                        code=codes.CONFLICTING_FIELDS,
                        message=f"visit `{id}` is on a journey already",
                        at=at,
                        related=(earlier,),
                        help="keep it in one itinerary, once; two stays in one country are two visits",
                    ),
                )
            taken.setdefault(id, Related(at=at, label="on this one"))
            if visit and visit.visitor != itinerary.traveller:
                yield (
                    itinerary,
                    Finding(
                        code=codes.CONFLICTING_FIELDS,
                        message=f"visit `{id}` is by `{visit.visitor}`, the itinerary by `{itinerary.traveller}`",
                        at=at,
                        related=(Related(at=visit.origin.at("visitor"), label="its visitor"),),
                        help="give each traveller an itinerary of their own",
                    ),
                )


def _span(first: date, last: date) -> str:
    if first == last:
        return f"on {first.isoformat()}"
    if first == date.min:
        return f"up to {last.isoformat()}"
    if last == date.max:
        return f"from {first.isoformat()} on"
    return f"between {first.isoformat()} and {last.isoformat()}"


def _term_span(term: Term) -> str:
    return f"{term.from_.text if term.from_ else 'unknown'} to {term.to.text if term.to else 'today or unknown'}"
