"""The records a researcher writes, one class a kind: the content model, sections 1 to 4.

A data class field declared with `key` is a key of the record; its help text is the field's documentation.
`None` and an empty tuple mean "not on record". Records refer to each other by id.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from decimal import Decimal
from typing import Literal, NewType

from visitgen.diagnostics import Path, Pointer
from visitgen.model.dates import Date, Interval, Precision
from visitgen.model.fields import (
    AsOf,
    Choice,
    Cite,
    Clock,
    Csl,
    DateField,
    Figure,
    Flag,
    Group,
    Id,
    IntervalField,
    Language,
    ListOf,
    Number,
    Owned,
    Prose,
    Ref,
    Switch,
    Text,
    Web,
    Words,
    Zone,
    key,
    part,
)

LeaderId = NewType("LeaderId", str)
CountryId = NewType("CountryId", str)
OrganisationId = NewType("OrganisationId", str)
PlaceId = NewType("PlaceId", str)
VisitId = NewType("VisitId", str)
ItineraryId = NewType("ItineraryId", str)
MeetingId = NewType("MeetingId", str)
EventId = NewType("EventId", str)
StatementId = NewType("StatementId", str)
ClaimId = NewType("ClaimId", str)
SourceId = NewType("SourceId", str)
TopicId = NewType("TopicId", str)
PageId = NewType("PageId", str)

FlagValue = Literal["yes", "no", "unknown"]
Pairs = tuple[tuple[str, str], ...]
"""A mapping with free keys, as (key, text) in the order written."""

VISIT_TYPES = (
    "unspecified",
    "state",
    "official",
    "official_working",
    "working",
    "private",
    "goodwill",
    "courtesy",
    "pastoral",
    "transit",
    "multilateral",
    "ceremonial",
    "other",
)
PURPOSES = (
    "bilateral",
    "summit",
    "negotiation",
    "mediation",
    "solidarity",
    "funeral",
    "inauguration",
    "ceremony",
    "cultural_site",
    "business",
    "troops",
    "medical",
    "holiday",
    "address",
    "signing",
    "award",
)
STATUSES = (
    "completed",
    "reported",
    "announced",
    "confirmed",
    "under_way",
    "postponed",
    "cancelled",
    "did_not_occur",
    "unknown",
)
ROLES = (
    "head_of_state",
    "head_of_government",
    "head_of_state_and_government",
    "deputy",
    "heir",
    "foreign_minister",
    "defence_minister",
    "finance_minister",
    "minister",
    "speaker",
    "opposition_leader",
    "party_leader",
    "igo_head",
    "non_state_leader",
    "envoy",
    "official",
    "spouse",
    "other",
)
CAPACITIES = ("full", "elect", "acting", "interim", "caretaker", "disputed", "in_exile")
FORMATS = (
    "bilateral",
    "trilateral",
    "small_group",
    "plenary",
    "sideline",
    "delegation",
    "audience",
    "press",
    "ceremony",
    "with_group",
    "briefing",
)
MODES = ("in_person", "phone", "video", "written", "intermediary", "unknown")
VERIFICATIONS = ("unstated", "verified", "single_source", "unverified", "contested", "not_verifiable")
COUNTRY_KINDS = ("state", "partially_recognised", "territory", "historical_state", "government_in_exile")
ORGANISATION_KINDS = (
    "igo",
    "ngo",
    "armed_group",
    "party",
    "government_body",
    "coalition",
    "media",
    "company",
    "religious",
    "other",
)
SIDES = ("visitor", "host", "third", "observer")
STATEMENT_KINDS = ("direct", "partial", "paraphrase", "editorial_reading")
POLARITIES = ("asserts", "denies", "does_not_rule_out", "conditional")
QUALIFIERS = ("exact", "about", "at_least", "at_most", "more_than", "unverified")
RANKS = ("normal", "preferred", "deprecated")


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
    """The time of a visit: a stay from `start` to `end`, both days included, or one unknown day or stay `within` a span.

    Shapes: either `within` is set, or `start` is; `structure` reports anything else.
    """

    start: Date | None = key(DateField(), "The first day of the stay.")
    end: Date | None = key(DateField(), "The last day of the stay; the first day if absent.")
    within: Interval | None = key(IntervalField(), "A span that holds one unknown day or stay.")

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
class Leader:
    """A person whose travel or hosting is on record (Popolo Person)."""

    id: LeaderId = key(Id(), "Permanent; the file's name if absent.", required=True)
    name: str = key(Text(), "The name shown, without a title.", required=True)
    sort_name: str | None = key(Text(), "The name in lists: `Macron, Emmanuel`.")
    other_names: tuple[OtherName, ...] = key(
        ListOf(Group(OtherName, short="name")), "Other spellings, scripts and earlier names.", default=()
    )
    gender: str | None = key(Text(), "As the person states it.")
    born: Date | None = key(DateField(), "Day of birth.")
    died: Date | None = key(DateField(), "Day of death.")
    terms: tuple[Term, ...] = key(ListOf(Group(Term)), "Offices held, each with its dates.", default=())
    image: Image | None = key(Group(Image), "A portrait.")
    bio: str | None = key(Prose(), "A short life.")
    same_as: Pairs = key(Words(), "Ids elsewhere: `wikidata`, `viaf`.", default=())
    meta: Meta = part(Meta)
    origin: Origin


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
class Country:
    """A state or territory, of today or of the past."""

    id: CountryId = key(Id(), "Slug of the short English name; the file's name if absent.", required=True)
    kind: str = key(Choice(COUNTRY_KINDS), "What kind of entity it is.", default="state")
    names: tuple[DatedName, ...] = key(ListOf(Group(DatedName, short="name")), "Names with their dates.", default=())
    valid_from: Date | None = key(DateField(), "The day it came into being.")
    valid_to: Date | None = key(DateField(), "The last day it existed.")
    predecessors: tuple[CountryId, ...] = key(ListOf(Ref("country")), "States it came from.", default=())
    successors: tuple[CountryId, ...] = key(ListOf(Ref("country")), "States that came from it.", default=())
    part_of: tuple[Belonging, ...] = key(BELONGINGS, "Times as a dependency of another country.", default=())
    codes: Pairs = key(Words(), "`alpha2`, `alpha3`, `numeric`, `cow`.", default=())
    region: str | None = key(Text(), "UN M49 region.")
    subregion: str | None = key(Text(), "UN M49 sub-region.")
    capital: str | None = key(Text(), "The seat of government.")
    lat: float | None = key(Number(-90, 90), "Latitude of the capital, degrees.")
    lon: float | None = key(Number(-180, 180), "Longitude of the capital, degrees.")
    note: str | None = key(Text(), "One neutral sentence for readers.")
    meta: Meta = part(Meta)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """A label somebody gave an organisation: always theirs, with a source."""

    by: str = key(Text(), "Who gives it the label.", required=True)
    label: str = key(Text(), "The label, as given.", required=True)
    from_: Date | None = key(DateField(), "Since when.", name="from")
    source: Citation | None = key(Cite(), "Where it is stated.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A body that takes part in diplomacy."""

    id: OrganisationId = key(Id(), "Permanent; the file's name if absent.", required=True)
    name: str = key(Text(), "The name shown.", required=True)
    aliases: tuple[str, ...] = key(ListOf(Text()), "Other names and abbreviations.", default=())
    kind: str = key(Choice(ORGANISATION_KINDS), "What kind of body it is.", default="other")
    founded: Date | None = key(DateField(), "Founded.")
    dissolved: Date | None = key(DateField(), "Dissolved.")
    members: tuple[Belonging, ...] = key(BELONGINGS, "Member countries, with dates.", default=())
    designations: tuple[Designation, ...] = key(ListOf(Group(Designation)), "Labels given by others.", default=())
    same_as: Pairs = key(Words(), "Ids elsewhere.", default=())
    claims: tuple[ClaimId, ...] = key(ListOf(Owned("claim")), "Figures about it.", default=())
    meta: Meta = part(Meta)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that visits name."""

    id: PlaceId = key(Id(), "Permanent; the file's name if absent.", required=True)
    name: str = key(Text(), "The name shown.", required=True)
    names: tuple[DatedName, ...] = key(
        ListOf(Group(DatedName, short="name")), "Names by date and language.", default=()
    )
    country: tuple[Belonging, ...] = key(BELONGINGS, "The country, or countries with dates.", default=())
    disputed: FlagValue = key(Flag(), "Whether its belonging is disputed; say how in `note`.", default="unknown")
    note: str | None = key(Text(), "One neutral sentence on its status.")
    lat: float | None = key(Number(-90, 90), "Latitude, degrees.")
    lon: float | None = key(Number(-180, 180), "Longitude, degrees.")
    tz: str | None = key(Zone(), "IANA time zone.")
    kind: str | None = key(Text(), "City, palace, airport, region …")
    meta: Meta = part(Meta)
    origin: Origin


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
class Visit:
    """One visitor in one host country: the counting unit (a COLT row)."""

    id: VisitId = key(Id(), "Permanent; the file's name, or START-VISITOR-HOST in a list, if absent.", required=True)
    visitor: LeaderId = key(Ref("leader"), "The leader who travels.", required=True)
    role: str | None = key(Text(), "Pins the role where sources disagree; else the terms decide.")
    host: CountryId = key(Ref("country"), "The country visited: an id or an ISO code.", required=True)
    hosts: tuple[LeaderId, ...] = key(ListOf(Ref("leader")), "Leaders who received the visitor.", default=())
    when: When = part(When)
    planned: Plan | None = key(Group(Plan), "The plan, where it differs.")
    stops: tuple[Stop, ...] = key(ListOf(Group(Stop, short="place")), "Places, in order.", default=())
    type: str = key(Choice(VISIT_TYPES), "The type of visit.", default="unspecified")
    type_label: str | None = key(Text(), "The host's own wording of the type.")
    purposes: tuple[str, ...] = key(ListOf(Choice(PURPOSES)), "Why the visit took place.", default=())
    status: str | None = key(
        Choice(STATUSES), "What became of it; by default `completed` in the past and `announced` later."
    )
    status_history: tuple[StatusEntry, ...] = key(ListOf(Group(StatusEntry)), "How the status changed.", default=())
    event: EventId | None = key(Ref("event"), "The multilateral event it was for.")
    companions: tuple[Party, ...] = key(ListOf(Group(Party, short="leader")), "Who came along.", default=())
    meetings: tuple[MeetingId, ...] = key(ListOf(Owned("meeting")), "Meetings on the visit.", default=())
    outcomes: tuple[Outcome, ...] = key(ListOf(Group(Outcome, short="title")), "Results.", default=())
    flags: VisitFlags | None = key(Group(VisitFlags), "What happened, as yes, no or unknown.")
    summary: str | None = key(Prose(), "The visit in a few sentences.")
    statements: tuple[StatementId, ...] = key(ListOf(Owned("statement")), "What was said.", default=())
    claims: tuple[ClaimId, ...] = key(ListOf(Owned("claim")), "Figures and disputed facts.", default=())
    meta: Meta = part(Meta)
    origin: Origin


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
class Itinerary:
    """A journey: the ordered visits of one traveller between leaving and returning home (schema.org Trip)."""

    id: ItineraryId = key(Id(), "Permanent; the file's name if absent.", required=True)
    title: str | None = key(Text(), "What the journey is called.")
    traveller: LeaderId = key(Ref("leader"), "Who travels.", required=True)
    visits: tuple[VisitId, ...] = key(ListOf(Owned("visit")), "The visits, in order.", required=True)
    departs: JourneyEnd | None = key(Group(JourneyEnd), "Leaving home.")
    returns: JourneyEnd | None = key(Group(JourneyEnd), "Coming home.")
    legs: tuple[Leg, ...] = key(ListOf(Group(Leg)), "The ways between the stops.", default=())
    summary: str | None = key(Prose(), "The journey in a few sentences.")
    meta: Meta = part(Meta)
    origin: Origin


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting or a contact; a phone call is a meeting with `mode: phone`, never a visit."""

    id: MeetingId = key(Id(), "Permanent; the file's name, or DATE-PARTICIPANTS in a list, if absent.", required=True)
    title: str | None = key(Text(), "What it is called, if it has a name.")
    when: MeetingWhen = part(MeetingWhen)
    place: PlaceMention | None = key(PLACE, "Where.")
    visit: VisitId | None = key(Ref("visit"), "The visit it belongs to.")
    format: str = key(Choice(FORMATS), "Who sat with whom.", default="bilateral")
    mode: str = key(Choice(MODES), "How they met.", default="in_person")
    participants: tuple[Participant, ...] = key(
        ListOf(Group(Participant, short="leader")), "Who took part.", required=True
    )
    language: tuple[str, ...] = key(ListOf(Language()), "Languages spoken.", default=())
    status: str | None = key(Choice(STATUSES), "What became of it.")
    status_history: tuple[StatusEntry, ...] = key(ListOf(Group(StatusEntry)), "How the status changed.", default=())
    event: EventId | None = key(Ref("event"), "The event it was part of.")
    summary: str | None = key(Prose(), "The meeting in a few sentences.")
    statements: tuple[StatementId, ...] = key(ListOf(Owned("statement")), "What was said.", default=())
    claims: tuple[ClaimId, ...] = key(ListOf(Owned("claim")), "Figures and disputed facts.", default=())
    meta: Meta = part(Meta)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A multilateral gathering."""

    id: EventId = key(Id(), "Permanent; the file's name if absent.", required=True)
    name: str = key(Text(), "What it is called.", required=True)
    series: str | None = key(Text(), "The series it belongs to: `G7`.")
    host: CountryId | None = key(Ref("country"), "The host country.")
    organisation: OrganisationId | None = key(Ref("organisation"), "The body that holds it.")
    places: tuple[PlaceMention, ...] = key(ListOf(PLACE), "Where.", default=())
    when: When = part(When)
    summary: str | None = key(Prose(), "The event in a few sentences.")
    meta: Meta = part(Meta)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something said or written, with who said it and where it is reported."""

    id: StatementId = key(Id(), "Made from its owner's id if absent.", required=True)
    speaker: Speaker = key(Group(Speaker, short="leader"), "Who said it.", required=True)
    role: str | None = key(Text(), "Pins the speaker's role.")
    date: Date | None = key(DateField(), "When; the owner's day if absent.")
    kind: str = key(
        Choice(STATEMENT_KINDS), "Quoted whole, quoted in part, paraphrased, or read into it.", default="direct"
    )
    text: str = key(Prose(), "What was said.", required=True)
    lang: str | None = key(Language(), "The language spoken.")
    original: str | None = key(Text(), "The words in the language spoken.")
    addressed_to: tuple[Party, ...] = key(ListOf(Group(Party, short="leader")), "To whom.", default=())
    polarity: str = key(Choice(POLARITIES), "Asserted, denied, not ruled out, or conditional.", default="asserts")
    condition: str | None = key(Text(), "What it depends on.")
    source: Citation | None = key(Cite(), "Where it is reported.")
    locator: str | None = key(Text(), "Where in the source.")
    meta: Meta = part(Meta)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure or disputed fact, always somebody's."""

    id: ClaimId = key(Id(), "Made from its owner's id if absent.", required=True)
    measure: str = key(Text(), "What is counted: claims on one measure stand side by side.", required=True)
    value: Decimal | None = key(Figure(), "The figure.")
    low: Decimal | None = key(Figure(), "The lower bound.")
    high: Decimal | None = key(Figure(), "The upper bound.")
    qualifiers: tuple[str, ...] = key(
        ListOf(Choice(QUALIFIERS)),
        "How the figure is meant; several where the source says several.",
        name="qualifier",
        default=(),
    )
    wording: str | None = key(Text(), "The source's own words for it: `some`.")
    unit: str | None = key(Text(), "People, euros …")
    as_of: Date | None = key(DateField(), "The day the figure stands for.")
    attributed_to: Party | None = key(Group(Party, short="name"), "Whose figure it is.")
    source: Citation | None = key(Cite(), "Where it is reported.")
    rank: str = key(Choice(RANKS), "The editor's preference among figures that differ.", default="normal")
    note: str | None = key(Text(), "Anything a reader must know.")
    meta: Meta = part(Meta)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source, in CSL-JSON's fields."""

    id: SourceId = key(Id(), "Permanent; the file's name if absent.", required=True)
    type: str = key(Text(), "CSL type: `article-newspaper`, `webpage`, `book` …", default="document")
    title: str = key(Text(), "The title.", required=True)
    author: tuple[str, ...] = key(Csl("names"), "Authors.", default=())
    editor: tuple[str, ...] = key(Csl("names"), "Editors.", default=())
    publisher: str | None = key(Text(), "Publisher.")
    publisher_place: str | None = key(Text(), "Place of publication.", name="publisher-place")
    container_title: str | None = key(Text(), "Newspaper, journal or website.", name="container-title")
    collection_title: str | None = key(Text(), "Series.", name="collection-title")
    volume: str | None = key(Text(), "Volume.")
    issue: str | None = key(Text(), "Issue.")
    page: str | None = key(Text(), "Pages.")
    edition: str | None = key(Text(), "Edition.")
    number: str | None = key(Text(), "Report or document number.")
    genre: str | None = key(Text(), "Kind of document.")
    issued: Date | None = key(Csl("date"), "When it appeared; `?` marks an inferred date.")
    accessed: Date | None = key(Csl("date"), "When it was read.")
    url: str | None = key(Web(), "Its web address.", name="URL")
    doi: str | None = key(Text(), "DOI.", name="DOI")
    isbn: str | None = key(Text(), "ISBN.", name="ISBN")
    issn: str | None = key(Text(), "ISSN.", name="ISSN")
    language: str | None = key(Text(), "Its language.")
    archive: str | None = key(Text(), "The archive that holds it.")
    archive_location: str | None = key(Text(), "Box, folder, shelf mark.")
    archive_url: str | None = key(Web(), "A copy in a web archive.")
    archive_date: Date | None = key(DateField(), "When the copy was made.")
    abstract: str | None = key(Text(), "Abstract.")
    note: str | None = key(Text(), "A note, as Zotero exports it.")
    agency: str | None = key(Text(), "News agency that contributed.")
    reliability: str | None = key(Text(), "The editors' view of its reliability.")
    meta: Meta = part(Meta)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A subject that records share."""

    id: TopicId = key(Id(), "The key in `topics.yaml`.", required=True)
    label: str = key(Text(), "The label shown.", required=True)
    labels: Pairs = key(Words("language"), "The label in other languages.", default=())
    broader: TopicId | None = key(Ref("topic"), "The wider topic.")
    note: str | None = key(Text(), "What belongs here.")
    meta: Meta = part(Meta)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePage:
    """A page of prose."""

    id: PageId = key(Id(), "The file's name if absent.", required=True)
    title: str = key(Text(), "The page's title.", required=True)
    order: int = key(Number(0, 9999, whole=True), "Its place in the navigation.", default=100)
    nav: bool = key(Switch(), "Whether it stands in the navigation.", default=False)
    text: str = key(Prose(), "The text.", default="")
    meta: Meta = part(Meta)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a file may hold."""

    file_bytes: int = key(Number(1, 1e10, whole=True), "Largest file, in bytes.", default=5_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """Someone who answers for the archive."""

    name: str = key(Text(), "Name.", required=True)
    orcid: str | None = key(Text(), "ORCID iD.")
    url: str | None = key(Web(), "Web page.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`site.yaml`: what the archive is and how it is published."""

    title: str = key(Text(), "The archive's name.", required=True)
    tagline: str | None = key(Text(), "One line below it.")
    base_url: str | None = key(Web(), "Where the site is published; may end in a path.")
    language: str = key(Language(), "The language of the site.", default="en")
    languages: tuple[str, ...] = key(ListOf(Language()), "All languages of the site.", default=())
    theme: str = key(Text(), "The theme's name.", default="chronicle")
    theme_options: Pairs = key(Words(), "Options of the theme.", default=())
    as_of: str | None = key(AsOf(), "The day the records stand for, or `today`.")
    scope: str | None = key(Prose(), "What the archive covers; shown to readers.")
    inclusion_rules: str | None = key(Prose(), "What is taken in and what is not; shown to readers.")
    naming_policy: str | None = key(Prose(), "How places and people are named; shown to readers.")
    editors: tuple[Editor, ...] = key(ListOf(Group(Editor, short="name")), "Who answers for it.", default=())
    license: str | None = key(Text(), "The licence of the records.")
    version: str | None = key(Text(), "The edition.")
    doi: str | None = key(Text(), "DOI of the data.")
    citation: str | None = key(Text(), "How to cite the archive.")
    repository: str | None = key(Web(), "Where the records are kept.")
    report_url: str | None = key(Web(), "Where to report an error; `{id}`, `{kind}` and `{url}` are filled in.")
    limits: Limits | None = key(Group(Limits), "How much a file may hold.")
    target: str | None = key(Text(), "The host the site is for.")
    origin: Origin


Record = (
    Leader
    | Country
    | Organisation
    | Place
    | Visit
    | Itinerary
    | Meeting
    | Event
    | Statement
    | Claim
    | Source
    | Topic
    | FreePage
)
