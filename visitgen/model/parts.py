"""What records are made of: ids, word lists, dates of stays, citations, terms, stops; used by `records`."""

from __future__ import annotations

from datetime import date as Day
from typing import Literal

from visitgen.diagnostics import Path, Pointer
from visitgen.model.dates import Date, Interval, Precision
from visitgen.model.fields import (
    Choice,
    Cite,
    Clock,
    DateField,
    Flag,
    Group,
    IntervalField,
    Language,
    ListOf,
    Number,
    Prose,
    Ref,
    Switch,
    Text,
    Web,
    Words,
    Zone,
    key,
)
from visitgen.model.vocabulary import (
    CAPACITIES,
    ROLES,
    SIDES,
    STATUSES,
    VERIFICATIONS,
    CountryId,
    FlagValue,
    LeaderId,
    OrganisationId,
    Pairs,
    PlaceId,
    SourceId,
    TopicId,
)
from visitgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a record stands: its file and the way to it inside the file."""

    file: str
    path: Path = ()

    def at(self, *path: str | int, on: Literal["value", "key"] = "value", text: str | None = None) -> Pointer:
        """A pointer to a value inside the record."""
        return Pointer(file=self.file, path=(*self.path, *path), on=on, text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A source named in support of a record or of some of its fields."""

    source: SourceId | None = key(Ref("source"), "The source's id.")
    url: str | None = key(Web(), "A bare web address, where there is no source record.")
    locator: str | None = key(Text(), "Where in the source: `p. 4`, `par. 12`.")
    supports: tuple[str, ...] = key(ListOf(Text()), "The fields it supports; all of the record if absent.", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A rule set aside for one record, with the reason."""

    rule: str = key(Text(), "The rule's name, as printed: `very-long-stay`.", required=True)
    reason: str = key(Text(), "Why the rule does not apply here.", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What every record may carry."""

    sources: tuple[Citation, ...] = key(ListOf(Cite()), "What the record rests on.", default=())
    topics: tuple[TopicId, ...] = key(ListOf(Ref("topic")), "Topics from `topics.yaml`.", default=())
    notes: str | None = key(Prose(), "Anything that has no key of its own; shown to readers.")
    verification: str = key(Choice(VERIFICATIONS), "How far the record has been checked.", default="unstated")
    confidence: int | None = key(Number(1, 5, whole=True), "The editor's confidence, 1 (low) to 5 (high).")
    draft: bool = key(Switch(), "`yes` keeps the record out of the site.", default=False)
    embargo_until: Date | None = key(DateField(), "The first day on which the record may be published.")
    formerly: tuple[str, ...] = key(ListOf(Text()), "Earlier ids; their addresses lead here.", default=())
    waive: tuple[Waiver, ...] = key(ListOf(Group(Waiver)), "Rules that do not apply to this record.", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The time of a visit: a stay from `start` to `end`, both included, or one unknown day or stay `within` a span.

    Shapes: either `within` is set, or `start` is; `structure` reports anything else.
    """

    start: Date | None = key(DateField(), "The first day of the stay.")
    end: Date | None = key(DateField(), "The last day of the stay; the first day if absent.")
    within: Interval | None = key(IntervalField(), "A span that holds one unknown day or stay.")
    time: str | None = key(Clock(), "The local time of day at which it began, `14:30`.")
    tz: str | None = key(Zone(), "An IANA time zone; the place's if absent.")

    @property
    def first(self) -> Day:
        """The earliest day it can have touched."""
        if self.within:
            return self.within.first
        assert self.start, "structure has reported a record without a date"
        return self.start.first

    @property
    def last(self) -> Day:
        """The latest day it can have touched."""
        if self.within:
            return self.within.last
        end = self.end or self.start
        assert end, "structure has reported a record without a date"
        return end.last

    @property
    def precision(self) -> Precision:
        """How finely the beginning is known; a day inside a span counts as a month at best."""
        return self.start.precision if self.start else "month"

    @property
    def known_days(self) -> bool:
        """Whether both ends are known days, so that days can be counted."""
        return self.start is not None and self.start.certain and (self.end is None or self.end.certain)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingWhen:
    """The day of a meeting, or a span that holds it; neither when nothing is known."""

    date: Date | None = key(DateField(), "The day of the meeting.")
    within: Interval | None = key(IntervalField(), "A span that holds the unknown day.")
    time: str | None = key(Clock(), "The local time of day, `14:30`.")
    tz: str | None = key(Zone(), "An IANA time zone; the place's if absent.")

    @property
    def first(self) -> Day | None:
        """The earliest day it can have been."""
        return self.within.first if self.within else self.date.first if self.date else None

    @property
    def last(self) -> Day | None:
        """The latest day it can have been."""
        return self.within.last if self.within else self.date.last if self.date else None

    @property
    def precision(self) -> Precision:
        """How finely the day is known."""
        return self.date.precision if self.date else "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place by its record, or by name alone."""

    place: PlaceId | None = key(Ref("place"), "The place's id.")
    name: str | None = key(Text(), "The name of a place that has no record: shown, not mapped.")
    country: CountryId | None = key(Ref("country"), "The country of a place that has no record.")


PLACE = Group(PlaceMention, short="place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Someone who is not always a recorded leader: exactly one of leader, organisation, name."""

    leader: LeaderId | None = key(Ref("leader"), "A leader's id.")
    organisation: OrganisationId | None = key(Ref("organisation"), "An organisation's id.")
    name: str | None = key(Text(), "A name, for those without a record.")
    kind: str = key(Choice(("person", "group", "unnamed")), "What a bare name stands for.", default="person")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who made a statement: exactly one of leader, organisation, anonymous."""

    leader: LeaderId | None = key(Ref("leader"), "A leader's id.")
    organisation: OrganisationId | None = key(Ref("organisation"), "An organisation's id.")
    anonymous: str | None = key(Text(), "An unnamed speaker, as described: `official`.")
    of: OrganisationId | None = key(Ref("organisation"), "The organisation the unnamed speaker belongs to.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherName:
    """Another name of a person, place or country."""

    name: str = key(Text(), "The name, in any script.", required=True)
    lang: str | None = key(Language(), "Its language: `ar`, `he`, `zh-Hant`.")
    note: str | None = key(Text(), "Where or when it is used.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture under `media/`."""

    file: str = key(Text(), "The file, as in `media/portrait.jpg`.", required=True)
    alt: str = key(Text(), "What the picture shows, for those who cannot see it.", required=True)
    credit: str | None = key(Text(), "Who made it.")
    license: str | None = key(Text(), "Its licence.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of office (Popolo Membership)."""

    title: str = key(Text(), "The office, without a name: `prime minister`.", required=True)
    titles: Pairs = key(Words("language"), "The office in other languages.", default=())
    country: CountryId | None = key(Ref("country"), "The country of the office.")
    organisation: OrganisationId | None = key(Ref("organisation"), "The organisation of the office.")
    role: str | None = key(Choice(ROLES), "What kind of office it is.")
    from_: Date | None = key(DateField(), "The first day; unknown if absent.", name="from")
    to: Date | None = key(DateField(), "The last day; still held, or unknown, if absent.")
    capacity: str = key(Choice(CAPACITIES), "In what capacity it was held.", default="full")
    party: str | None = key(Text(), "The party of that time.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedName:
    """A name and the time in which it was the name."""

    name: str = key(Text(), "The name.", required=True)
    from_: Date | None = key(DateField(), "First day of the name.", name="from")
    to: Date | None = key(DateField(), "Last day of the name.")
    lang: str = key(Language(), "Its language; English if absent.", default="en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """A country, and the time of belonging to it."""

    country: CountryId = key(Ref("country"), "The country.", required=True)
    from_: Date | None = key(DateField(), "First day.", name="from")
    to: Date | None = key(DateField(), "Last day.")


BELONGINGS = ListOf(Group(Belonging, short="country"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """A label somebody gave an organisation: always theirs, with a source."""

    by: str = key(Text(), "Who gives it the label.", required=True)
    label: str = key(Text(), "The label, as given.", required=True)
    from_: Date | None = key(DateField(), "Since when.", name="from")
    source: Citation | None = key(Cite(), "Where it is stated.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A place on a visit, in order."""

    place: PlaceMention = key(PLACE, "The place: an id, or `{name: Ramallah, country: palestine}`.", required=True)
    start: Date | None = key(DateField(), "First day there.")
    end: Date | None = key(DateField(), "Last day there.")
    note: str | None = key(Text(), "What happened there.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What was planned, where it differs from what happened."""

    start: Date | None = key(DateField(), "Planned first day.")
    end: Date | None = key(DateField(), "Planned last day.")
    places: tuple[PlaceMention, ...] = key(ListOf(PLACE), "Planned places.", default=())
    source: Citation | None = key(Cite(), "Where the plan is stated.")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusEntry:
    """What was said of a status, when and by whom."""

    status: str = key(Choice(STATUSES), "The status at that time.", required=True)
    date: Date | None = key(DateField(), "When it was the status.")
    said_by: Party | None = key(Group(Party, short="name"), "Who said so.")
    source: Citation | None = key(Cite(), "Where it is stated.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A result of a visit."""

    kind: str | None = key(Text(), "Agreement, communiqué, contract …")
    title: str = key(Text(), "What it is called.", required=True)
    url: str | None = key(Web(), "Its text on the web.")
    date: Date | None = key(DateField(), "When it was signed or published.")


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFlags:
    """What happened on a visit, in COLT's terms; an absent flag is unknown, never no."""

    met_host_leader: FlagValue = key(Flag(), "Met the leader of the host country.", default="unknown")
    public_address: FlagValue = key(Flag(), "Gave a public address.", default="unknown")
    signed_agreement: FlagValue = key(Flag(), "Signed an agreement.", default="unknown")
    cultural_site: FlagValue = key(Flag(), "Went to a cultural site.", default="unknown")
    business: FlagValue = key(Flag(), "Took part in a business event.", default="unknown")
    met_igo_leader: FlagValue = key(Flag(), "Met the head of an international organisation.", default="unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A way travelled between two places."""

    from_: PlaceMention = key(PLACE, "Where from.", name="from", required=True)
    to: PlaceMention = key(PLACE, "Where to.", required=True)
    mode: str | None = key(Text(), "Air, sea, rail, road.")
    date: Date | None = key(DateField(), "When.")


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyEnd:
    """Where and when a journey began or ended."""

    place: PlaceMention | None = key(PLACE, "The place.")
    date: Date | None = key(DateField(), "The day.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Someone at a meeting: exactly one of leader, organisation, name."""

    leader: LeaderId | None = key(Ref("leader"), "A leader's id.")
    organisation: OrganisationId | None = key(Ref("organisation"), "An organisation's id.")
    name: str | None = key(Text(), "A name, for those without a record.")
    kind: str = key(Choice(("person", "group", "unnamed")), "What a bare name stands for.", default="person")
    role: str | None = key(Text(), "Pins the role where sources disagree.")
    side: str | None = key(Choice(SIDES), "On whose side.")
    attended: FlagValue = key(Flag(), "Whether they were there.", default="unknown")
