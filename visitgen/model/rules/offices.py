"""Rules about offices: who held which, when, and for which country."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from visitgen.diagnostics import Finding, Related, codes, did_you_mean
from visitgen.model.dates import Date
from visitgen.model.link import Archive
from visitgen.model.parts import MeetingWhen, Term, When
from visitgen.model.records import Leader, Record
from visitgen.model.rules.broken import Broken, days, may
from visitgen.model.terms import possibly, surely
from visitgen.model.vocabulary import CountryId, LeaderId

SINGLE_OFFICES = frozenset({"head_of_state", "head_of_government", "head_of_state_and_government"})
"""The roles that one person holds at a time."""

Held = tuple[date, date, LeaderId, int]
"""A time in office: the latest first day, the earliest last day, the holder, the number of the term."""

STATE_VISITORS = frozenset({"head_of_state", "head_of_state_and_government"})


def pinned_role_not_held(archive: Archive) -> Iterator[Broken]:
    """M302: a pinned role must be one that the leader may have held then; a leader without terms holds any.

    M503 where the leader held it under some readings of the dates only.
    """
    for visit in archive.visits.values():
        if visit.role:
            leader = archive.leaders[visit.visitor]
            yield from _pinned(visit, leader, visit.role, visit.when, ("role",))
    for meeting in archive.meetings.values():
        for index, person in enumerate(meeting.participants):
            if person.role and person.leader:
                leader = archive.leaders[person.leader]
                yield from _pinned(meeting, leader, person.role, meeting.when, ("participants", index, "role"))
    for statement in archive.statements.values():
        speaker = statement.speaker.leader
        if statement.role and speaker and statement.date:
            yield from _pinned(statement, archive.leaders[speaker], statement.role, statement.date, ("role",))


def _pinned(
    record: Record, leader: Leader, role: str, when: When | MeetingWhen | Date, path: tuple[str | int, ...]
) -> Iterator[Broken]:
    first, last = when.first, when.last
    if not leader.terms or first is None or last is None:
        return
    wanted = role.casefold()
    named = [(index, term) for index, term in enumerate(leader.terms) if wanted in (term.title.casefold(), term.role)]
    if any(possibly(term.from_, term.to, first, last) for _, term in named):
        known = isinstance(when, When) and when.known_days  # then one day in office is enough
        span = (last, first) if known else (first, last)
        if not any(surely(term.from_, term.to, *span) for _, term in named):
            message = f"{leader.name} may not have been `{role}` {days(first, last)}"
            yield may(codes.PINNED_ROLE_NOT_HELD, record, message, *path)
        return
    held = [term.title for term in leader.terms if possibly(term.from_, term.to, first, last)]
    yield record, Finding(
        code=codes.PINNED_ROLE_NOT_HELD,
        message=f"{leader.name} was not `{role}` {days(first, last)}",
        at=record.origin.at(*path),
        related=tuple(
            Related(at=leader.origin.at("terms", index), label=f"{term.title}, {_span(term)}") for index, term in named
        ),
        help=f"held then: {', '.join(dict.fromkeys(held))}" if held
        else did_you_mean(role, (term.title for term in leader.terms)) or f"add the office to {leader.id}'s terms",
    )  # fmt: skip


def two_holders_of_one_office(archive: Archive) -> Iterator[Broken]:
    """M307: one office, two holders, for more than the handover day, with dates that allow no other reading.

    M503 where some readings allow it, unless one term ends in the very month or year in which the other begins.
    """
    offices: dict[tuple[CountryId, str, str], list[Held]] = {}
    for leader in archive.leaders.values():
        for index, term in enumerate(leader.terms):
            if term.country and term.role in SINGLE_OFFICES and term.capacity in ("full", "caretaker") and term.from_:
                last = term.to.first if term.to else archive.as_of
                office = (term.country, term.role, term.title.casefold())
                offices.setdefault(office, []).append((term.from_.last, last, leader.id, index))
    for (country, _, title), terms in sorted(offices.items()):
        terms.sort()
        latest = terms[0]
        for held in terms[1:]:
            if held[2] != latest[2]:
                yield from _both_held(archive, country, title, latest, held)
            latest = held if held[1] > latest[1] else latest


def _both_held(archive: Archive, country: CountryId, title: str, one: Held, other: Held) -> Iterator[Broken]:
    """What two times in one office, the first of which began no later, say together."""
    first, second = archive.leaders[one[2]], archive.leaders[other[2]]
    old, new = first.terms[one[3]], second.terms[other[3]]
    where = (Related(at=first.origin.at("terms", one[3]), label=_span(old)),)
    who = f"{title} of `{country}`, {first.name} and {second.name}"
    if min(one[1], other[1]) - other[0] > timedelta(days=0):
        yield second, Finding(
            code=codes.TWO_HOLDERS, message=f"two holders of one office: {who}",
            at=second.origin.at("terms", other[3]), label=_span(new), related=where,
            help="correct `from` or `to`; a shared handover day is fine; a contested office has `capacity: disputed`",
        )  # fmt: skip
    elif old.to and new.from_ and new.from_.first < old.to.last and not _same_days(old.to, new.from_):
        yield may(codes.TWO_HOLDERS, second, f"there may be two holders of one office: {who}", "terms", other[3],
                  related=where)  # fmt: skip


def _same_days(one: Date, other: Date) -> bool:
    return (one.first, one.last) == (other.first, other.last)


def outside_term(archive: Archive) -> Iterator[Broken]:
    """M402: a visit of known days wholly or partly outside every term; M503 where the days are not known.

    A leader without dated terms, or with an undated one, is not judged.
    """
    for visit in archive.visits.values():
        leader = archive.leaders[visit.visitor]
        if not leader.terms or visit.role or any(term.from_ is None and term.to is None for term in leader.terms):
            continue
        first, last = visit.when.first, visit.when.last
        if first == date.min or last == date.max:
            continue
        out = [day for day in (first, last) if not any(possibly(t.from_, t.to, day, day) for t in leader.terms)]
        if not out:
            continue
        path = "start" if visit.when.start else "within"
        terms = (Related(at=leader.origin.at("terms"), label="the terms"),)
        if visit.when.known_days:
            how = "outside" if len(out) == 2 or first == last else "partly outside"
            yield visit, Finding(
                code=codes.OUTSIDE_TERM, message=f"the visit is {how} every term of {leader.name}",
                at=visit.origin.at(path), label=days(first, last),
                related=terms,
                help="correct the date, or add the term; a private traveller needs a waiver",
            )  # fmt: skip
        else:
            message = f"the visit may be outside every term of {leader.name}: {days(first, last)}"
            yield may(codes.OUTSIDE_TERM, visit, message, path, related=terms)


def state_visit_by_non_head_of_state(archive: Archive) -> Iterator[Broken]:
    """M410: a state visit is by a head of state, as far as the terms of the date say what kind of office it was."""
    for visit in archive.visits.values():
        roles = {term.role for term in archive.visitor_role[visit.id].terms}
        if visit.type == "state" and roles and None not in roles and not roles & STATE_VISITORS:
            held = ", ".join(sorted(term.title for term in archive.visitor_role[visit.id].terms))
            yield visit, Finding(
                code=codes.STATE_VISIT_BY_OTHER,
                message=f"a state visit by {archive.leaders[visit.visitor].name}, then {held}",
                at=visit.origin.at("type"), help="correct `type`, or the leader's terms",
            )  # fmt: skip


def visit_to_own_country(archive: Archive) -> Iterator[Broken]:
    """M411: a visit is a stay abroad."""
    for visit in archive.visits.values():
        if archive.home[visit.id] == visit.host:
            yield visit, Finding(
                code=codes.VISIT_TO_OWN_COUNTRY,
                message=f"`{visit.host}` is the country of {archive.leaders[visit.visitor].name}",
                at=visit.origin.at("host"), help="correct `host` or `visitor`",
            )  # fmt: skip


def _span(term: Term) -> str:
    return f"{term.from_.text if term.from_ else 'unknown'} to {term.to.text if term.to else 'today or unknown'}"

