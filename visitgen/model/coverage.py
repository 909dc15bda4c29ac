"""Archive -> figures on what is on record and what is missing, for its editors. One pass over each kind of record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from visitgen.load import REGISTER_FILE
from visitgen.model.dates import PRECISIONS
from visitgen.model.fields import RecordKind, keys_of
from visitgen.model.link import Archive
from visitgen.model.parts import Citation, Meta, PlaceMention
from visitgen.model.records import Claim, Meeting, Record, Statement, Visit
from visitgen.model.vocabulary import STATUSES, VERIFICATIONS
from visitgen.values import dataclass

CITED: tuple[RecordKind, ...] = (
    "visit",
    "meeting",
    "itinerary",
    "event",
    "statement",
    "claim",
    "leader",
    "organisation",
    "place",
)
"""The kinds whose records rest on sources."""

PRECISION_WORDS = (
    "day",
    "day in doubt",
    *(precision for precision in PRECISIONS if precision != "day"),
    "some day inside a span",
    "none",
)
"""How finely a date can be known, the best first."""

Count = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """How the records of one kind are cited. Shapes: ids in order; `fields` counts those that no citation supports,
    in records whose citations all name the fields they support."""

    kind: RecordKind
    records: int
    uncited: tuple[str, ...]
    single: tuple[str, ...]
    fields: tuple[Count, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """How many of some visits say more than who, where and when. `of` is a leader's id, or a year."""

    of: str
    visits: int
    type: int
    purposes: int
    stops: int
    meetings: int
    sources: int

    @property
    def share(self) -> float:
        """The mean of the five shares, from 0 to 1."""
        return (self.type + self.purposes + self.stops + self.meetings + self.sources) / (5 * self.visits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmapped:
    """A place that visits or meetings name and no map can show. `why`: no record, or no coordinates in it."""

    place: str
    why: str
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """Claims on one measure, about one record, whose figures differ. `preferred`: the editors prefer one of them."""

    measure: str
    about: str
    claims: tuple[str, ...]
    figures: tuple[str, ...]
    preferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What an archive holds, and what is missing. Shapes: every list the largest first, then by name."""

    as_of: date
    records: tuple[Count, ...]
    citing: tuple[Citing, ...]
    visit_dates: tuple[Count, ...]
    meeting_dates: tuple[Count, ...]
    undated_visits: tuple[str, ...]
    visits_without_stops: tuple[str, ...]
    unmapped: tuple[Unmapped, ...]
    leaders_without_terms: tuple[str, ...]
    leaders_with_undated_terms: tuple[str, ...]
    leaders_never_visiting: tuple[str, ...]
    leaders_on_no_record: tuple[str, ...]
    by_leader: tuple[Completeness, ...]
    by_year: tuple[Completeness, ...]
    visit_statuses: tuple[Count, ...]
    meeting_statuses: tuple[Count, ...]
    verification: tuple[Count, ...]
    confidence: tuple[Count, ...]
    differing: tuple[Differing, ...]
    countries_without_visits: tuple[str, ...]


def coverage(archive: Archive) -> Coverage:
    """The figures of an archive."""
    kinds = _by_kind(archive)
    visits, meetings = tuple(archive.visits.values()), tuple(archive.meetings.values())
    leaders = archive.leaders.values()
    travelling: tuple[Visit | Meeting, ...] = (*visits, *meetings)
    return Coverage(
        as_of=archive.as_of,
        records=tuple((kind, len(records)) for kind, records in kinds.items()),
        citing=tuple(_citing(kind, kinds[kind].values()) for kind in CITED if kinds[kind]),
        visit_dates=_in_order(PRECISION_WORDS, map(_precision, visits)),
        meeting_dates=_in_order(PRECISION_WORDS, map(_precision, meetings)),
        undated_visits=tuple(visit.id for visit in visits if _precision(visit) != "day"),
        visits_without_stops=tuple(visit.id for visit in visits if not visit.stops),
        unmapped=_unmapped(archive),
        leaders_without_terms=tuple(leader.id for leader in leaders if not leader.terms),
        leaders_with_undated_terms=tuple(
            leader.id for leader in leaders if any(not term.from_ and not term.to for term in leader.terms)
        ),
        leaders_never_visiting=tuple(leader.id for leader in leaders if leader.id not in archive.visits_by),
        leaders_on_no_record=_on_no_record(archive),
        by_leader=_completeness(archive, ((str(visit.visitor), visit) for visit in visits)),
        by_year=tuple(
            sorted(_completeness(archive, ((_year(visit), visit) for visit in visits)), key=lambda row: row.of)
        ),
        visit_statuses=_in_order(STATUSES, (archive.status[visit.id] for visit in visits)),
        meeting_statuses=_in_order(STATUSES, (archive.status[meeting.id] for meeting in meetings)),
        verification=_in_order(VERIFICATIONS, (record.meta.verification for record in travelling)),
        confidence=_in_order(("5", "4", "3", "2", "1", "none"), (str(r.meta.confidence or "none") for r in travelling)),
        differing=_differing(archive),
        countries_without_visits=tuple(
            id for id in archive.countries if id not in archive.visits_to and id not in archive.visits_from
        ),
    )


def _by_kind(archive: Archive) -> dict[RecordKind, Mapping[str, Record]]:
    found: dict[RecordKind, Mapping[str, Record]] = {}
    for kind, records in (
        ("visit", archive.visits),
        ("meeting", archive.meetings),
        ("itinerary", archive.itineraries),
        ("event", archive.events),
        ("leader", archive.leaders),
        ("organisation", archive.organisations),
        ("place", archive.places),
        ("country", _own_countries(archive)),
        ("statement", archive.statements),
        ("claim", archive.claims),
        ("source", archive.sources),
        ("topic", archive.topics),
        ("page", archive.pages),
    ):
        found[kind] = records  # type: ignore[index, assignment]
    return found


def _own_countries(archive: Archive) -> Mapping[str, Record]:
    """The countries that the archive says something of: the others are the built-in register's."""
    return {id: country for id, country in archive.countries.items() if country.origin.file != REGISTER_FILE}


def _citing(kind: RecordKind, records: Iterable[Record]) -> Citing:
    uncited: list[str] = []
    single: list[str] = []
    fields: Counter[str] = Counter()
    count = 0
    for record in records:
        count += 1
        cited = _citations(record)
        named = {citation.source or citation.url for citation in cited}
        if not named:
            uncited.append(record.id)
        elif len(named) == 1:
            single.append(record.id)
        if cited and all(citation.supports for citation in cited):
            supported = {field for citation in cited for field in citation.supports}
            fields.update(field for field in _stated(record) if field not in supported)
    return Citing(kind=kind, records=count, uncited=tuple(uncited), single=tuple(single), fields=_ranked(fields))


def _citations(record: Record) -> tuple[Citation, ...]:
    """The citations of a record; a statement or claim has one of its own."""
    own = (record.source,) if isinstance(record, Statement | Claim) and record.source else ()
    return (*own, *record.meta.sources)


def _stated(record: Record) -> Iterable[str]:
    """The keys with which a record states a fact, as they are spelt."""
    for spelling, (attribute, _) in keys_of(type(record)).items():
        if spelling == "id" or spelling in _META or spelling in ("source", "locator"):
            continue
        value: object = record
        for step in attribute.split("."):
            value = getattr(value, step)
        if value not in (None, (), "", "unknown", "unspecified"):
            yield spelling


_META = frozenset(keys_of(Meta))


def _precision(record: Visit | Meeting) -> str:
    """How finely the beginning of a record is known, in a word of `PRECISION_WORDS`."""
    when = record.when
    start = when.start if isinstance(record, Visit) else record.when.date  # type: ignore[union-attr]
    if when.within:
        return "some day inside a span"
    if start is None:
        return "none"
    return "day in doubt" if start.precision == "day" and not start.certain else start.precision


def _year(visit: Visit) -> str:
    """The year a visit began, or may have begun first; that of the last day where the first is not known at all."""
    first = visit.when.first
    return str((visit.when.last if first == date.min else first).year).zfill(4)


def _unmapped(archive: Archive) -> tuple[Unmapped, ...]:
    mentions: Counter[tuple[str, str]] = Counter()
    for mention in _mentions(archive):
        if mention.place is None:
            if mention.name:
                mentions[mention.name, "no record"] += 1
        elif archive.places[mention.place].lat is None or archive.places[mention.place].lon is None:
            mentions[mention.place, "no coordinates"] += 1
    ranked = sorted(mentions.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Unmapped(place=place, why=why, mentions=count) for (place, why), count in ranked)


def _mentions(archive: Archive) -> Iterable[PlaceMention]:
    for visit in archive.visits.values():
        yield from (stop.place for stop in visit.stops)
    for meeting in archive.meetings.values():
        if meeting.place:
            yield meeting.place


def _on_no_record(archive: Archive) -> tuple[str, ...]:
    """The leaders who neither travel, nor receive or accompany anybody, nor meet, nor speak on any record."""
    seen = {*archive.visits_by, *archive.visits_received_by, *archive.meetings_of}
    for visit in archive.visits.values():
        seen.update(party.leader for party in visit.companions if party.leader)
    for statement in archive.statements.values():
        seen.update(party.leader for party in statement.addressed_to if party.leader)
        seen.update({statement.speaker.leader} if statement.speaker.leader else ())
    return tuple(id for id in archive.leaders if id not in seen)


def _completeness(archive: Archive, visits: Iterable[tuple[str, Visit]]) -> tuple[Completeness, ...]:
    groups: defaultdict[str, list[Visit]] = defaultdict(list)
    for group, visit in visits:
        groups[group].append(visit)
    rows = (
        Completeness(
            of=group,
            visits=len(some),
            type=sum(visit.type != "unspecified" for visit in some),
            purposes=sum(bool(visit.purposes) for visit in some),
            stops=sum(bool(visit.stops) for visit in some),
            meetings=sum(visit.id in archive.meetings_on for visit in some),
            sources=sum(len({c.source or c.url for c in visit.meta.sources}) > 1 for visit in some),
        )
        for group, some in groups.items()
    )
    return tuple(sorted(rows, key=lambda row: (-row.visits, row.of)))


def _differing(archive: Archive) -> tuple[Differing, ...]:
    groups: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in archive.claims.values():
        groups[claim.measure, archive.owner_of.get(claim.id, ("claim", ""))[1]].append(claim)
    found = (
        Differing(
            measure=measure,
            about=about,
            claims=tuple(claim.id for claim in claims),
            figures=tuple(dict.fromkeys(_figure(claim) for claim in claims)),
            preferred=any(claim.rank == "preferred" for claim in claims),
        )
        for (measure, about), claims in groups.items()
        if len({(claim.value, claim.low, claim.high) for claim in claims if claim.rank != "deprecated"}) > 1
    )
    return tuple(sorted(found, key=lambda row: (-len(row.figures), row.measure, row.about)))


def _figure(claim: Claim) -> str:
    if claim.value is not None:
        return _plain(claim.value)
    low, high = (_plain(end) if end is not None else "…" for end in (claim.low, claim.high))
    return f"{low} to {high}"


def _plain(number: Decimal) -> str:
    return f"{number:,f}"


def _in_order(words: Iterable[str], found: Iterable[str]) -> tuple[Count, ...]:
    """How often each word was found, in the order given, without those that never were."""
    counts = Counter(found)
    return tuple((word, counts[word]) for word in words if counts[word])


def _ranked(counts: Counter[str]) -> tuple[Count, ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
