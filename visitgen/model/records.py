"""The records a researcher writes, one class a kind: the content model, sections 1 to 4.

A data class field declared with `key` is a key of the record; its help text is the field's documentation.
`None` and an empty tuple mean "not on record". Records refer to each other by id.
"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from visitgen.load import Late
from visitgen.model.dates import Date, Interval
from visitgen.model.fields import (
    Choice,
    Cite,
    Csl,
    DateField,
    Figure,
    Flag,
    Group,
    Id,
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
from visitgen.model.parts import (
    BELONGINGS,
    PLACE,
    Belonging,
    Citation,
    DatedName,
    Designation,
    Image,
    JourneyEnd,
    Leg,
    MeetingWhen,
    Meta,
    Origin,
    OtherName,
    Outcome,
    Participant,
    Party,
    PlaceMention,
    Plan,
    Speaker,
    StatusEntry,
    Stop,
    Term,
    VisitFlags,
    When,
)
from visitgen.model.vocabulary import (
    COUNTRY_KINDS,
    FORMATS,
    MODES,
    ORGANISATION_KINDS,
    POLARITIES,
    PURPOSES,
    QUALIFIERS,
    RANKS,
    STATEMENT_KINDS,
    STATUSES,
    VISIT_TYPES,
    ClaimId,
    CountryId,
    EventId,
    FlagValue,
    ItineraryId,
    LeaderId,
    MeetingId,
    OrganisationId,
    PageId,
    Pairs,
    PlaceId,
    SourceId,
    StatementId,
    TopicId,
    VisitId,
)
from visitgen.values import dataclass


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
class Visit(Late):
    """One visitor in one host country: the counting unit (a COLT row)."""

    READ_WHOLE: ClassVar[int] = 200

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
    issued: Date | Interval | str | None = key(Csl("date"), "When it appeared; `?` marks an inferred date.")
    accessed: Date | Interval | str | None = key(Csl("date"), "When it was read.")
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
