"""Links and names: every record by its name of the day, with a link where it has a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import field
from datetime import date
from typing import cast

from visitgen.load import Language
from visitgen.model import Archive
from visitgen.model.counting import COUNTED
from visitgen.model.fields import RecordKind
from visitgen.model.parts import DatedName, Participant, Party, PlaceMention, Term
from visitgen.model.records import Country, Meeting, Place, Visit
from visitgen.model.references import REFERENCE
from visitgen.model.terms import Role, name_on, possibly, role_on
from visitgen.model.vocabulary import (
    CountryId,
    EventId,
    LeaderId,
    MeetingId,
    OrganisationId,
    SourceId,
    TopicId,
    VisitId,
)
from visitgen.plan.dependencies import Memo
from visitgen.plan.grammar import in_country, of_country, to_country, with_article
from visitgen.plan.language import comma, say, say_as, spoken
from visitgen.plan.urls import record_address, relation_address
from visitgen.plan.views import Link, Person, Prose
from visitgen.plan.words import FORMAT, MODE, capital, listed, plain, title_words, when_words
from visitgen.values import dataclass

PAGE_SCHEME = "visitgen:"
"""The scheme, in resolved prose, of a link to a page of the site; what follows is its address."""

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>&~-])")


class _NamesByDay(dict[date, str]):
    """A country's name on each day, found when it is first asked for. What it is found from is given, not read: whoever
    has noted the country's names has noted all."""

    def __init__(self, country: Country, as_of: date, language: Language) -> None:
        self._country = country
        self._as_of = as_of
        self._language = language

    def __missing__(self, day: date) -> str:
        found = self[day] = self._name(day)
        return found

    def _name(self, day: date) -> str:
        country, language = self._country, self._language
        name = name_on(country.names, day) or country.id
        now = name_on(country.names, self._as_of)
        own = _own_name(country.names, day, language.tag)
        if own and (name == now or own != _own_name(country.names, self._as_of, language.tag)):
            return own
        if translated := language.messages.get(("country", name)):
            return translated[0]
        code = dict(country.codes).get("alpha2", "")
        return own or (language.territories.get(code, name) if name == now and not country.valid_to else name)


def _own_name(names: Sequence[DatedName], day: date, tag: str) -> str | None:
    """The name on a day in a language, or in the wider one: French for Canadian French."""
    return name_on(names, day, tag) or name_on(names, day, tag.partition("-")[0])


@dataclass(frozen=True, slots=True)
class Linker:
    """The archive seen as names and links.

    Shapes: `countries` are those on record, which have a page; `relations` the pairs of countries that have one, with
    the visits between them in order of time.
    """

    archive: Archive
    countries: Set[CountryId]
    relations: Mapping[tuple[CountryId, CountryId], tuple[VisitId, ...]]
    _persons: Memo[tuple[LeaderId, date, date, str | None], Person] = field(init=False)
    _countries: Memo[CountryId, Mapping[date, str]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_persons", Memo("person", self._person))
        object.__setattr__(self, "_countries", Memo("country name", self._country_names))

    def leader(self, id: LeaderId) -> Link:
        """A leader by name."""
        return Link(text=self.archive.leaders[id].name, address=record_address("leader", id))

    def country(self, id: CountryId, day: date) -> Link:
        """A country by its name on a day; without a link when nothing else is on record of it."""
        address = record_address("country", id) if id in self.countries else None
        return Link(text=self.country_name(id, day), address=address)

    def country_name(self, id: CountryId, day: date) -> str:
        """A country's name on a day, in the language spoken where it is known: as recorded, translated, in CLDR."""
        return self._countries[id][day]

    def _country_names(self, id: CountryId) -> Mapping[date, str]:
        return _NamesByDay(self.archive.countries[id], self.archive.as_of, spoken())

    def place_name(self, place: Place, day: date) -> str:
        """A place's name on a day: in the language spoken where it is recorded, else one whose dates hold the day."""
        recorded = self.archive.site.language
        if spoken().tag != recorded and (own := _own_name(place.names, day, spoken().tag)):
            return own
        then = (name for name in place.names if name.lang == recorded and (name.from_ or name.to))
        return next((name.name for name in then if possibly(name.from_, name.to, day, day)), place.name)

    def organisation(self, id: OrganisationId) -> Link:
        """An organisation by name."""
        return Link(text=self.archive.organisations[id].name, address=record_address("organisation", id))

    def place(self, mention: PlaceMention, day: date) -> Link:
        """A place by its name on a day; one without a record by the name written, unlinked."""
        if mention.place is None:
            return Link(text=mention.name or "")
        place = self.archive.places[mention.place]
        return Link(text=self.place_name(place, day), address=record_address("place", place.id))

    def topic(self, id: TopicId) -> Link:
        """A topic by its label."""
        topic = self.archive.topics[id]
        translated = any(label == topic.label for lang, label in topic.labels if lang == spoken().tag)
        return Link(text=topic.label, address=record_address("topic", id), lang=None if translated else self._foreign())

    def topics(self, ids: Iterable[TopicId]) -> tuple[Link, ...]:
        """Topics by their labels."""
        return tuple(self.topic(id) for id in ids)

    def event(self, id: EventId) -> Link:
        """An event by name."""
        return Link(text=self.archive.events[id].name, address=record_address("event", id), lang=self._foreign())

    def source(self, id: SourceId) -> Link:
        """A source by title."""
        source = self.archive.sources[id]
        said = source.language if source.language and _TAG.fullmatch(source.language) else self.archive.site.language
        other = said.partition("-")[0] != spoken().tag.partition("-")[0]
        return Link(text=source.title, address=record_address("source", id), lang=said if other else None)

    def _foreign(self) -> str | None:
        """The language of the records, where it is not the one spoken."""
        recorded = self.archive.site.language
        return recorded if recorded.partition("-")[0] != spoken().tag.partition("-")[0] else None

    def relation(self, one: CountryId, other: CountryId, day: date) -> Link | None:
        """The page of a pair of countries, if there is one."""
        first, second = sorted((one, other))
        if (first, second) not in self.relations:
            return None
        names = listed(with_article(self.country_name(id, day)) for id in (first, second))
        return Link(text=capital(names), address=relation_address(first, second))

    def term(self, term: Term, day: date) -> str:
        """An office in words, with its country's name of the day."""
        if term.country:
            return title_words(term, of_country(self.country_name(term.country, day)))
        if term.organisation:
            name = self.archive.organisations[term.organisation].name
            alone = name.isupper() or term.title.endswith("general")
            return title_words(term, say_as("office", "of {body}", body=name) if alone else of_country(name))
        return title_words(term, "")

    def role(self, role: Role, day: date) -> str:
        """What somebody was on a day, in words; empty when nothing is on record."""
        return role.pinned or listed(dict.fromkeys(self.term(term, day) for term in role.terms))

    def person(self, id: LeaderId, first: date, last: date, pinned: str | None = None) -> Person:
        """A leader with the role held on a date."""
        return self._persons[id, first, last, pinned]

    def _person(self, key: tuple[LeaderId, date, date, str | None]) -> Person:
        id, first, last, pinned = key
        role = role_on(self.archive.leaders[id], first, last, self.archive.countries, pinned)
        return Person(link=self.leader(id), role=self.role(role, first))

    def visitor(self, visit: Visit) -> Person:
        """A visit's visitor."""
        return self.person(visit.visitor, visit.when.first, visit.when.last, visit.role)

    def participant(self, person: Participant, first: date, last: date) -> Person:
        """Someone at a meeting."""
        notes = []
        if person.attended == "no":
            notes.append(say("did not attend"))
        if person.side == "observer":
            notes.append(say("observer"))
        if person.leader:
            known = self.person(person.leader, first, last, person.role)
            return Person(link=known.link, role=known.role, note=comma().join(notes))
        if person.name and person.kind != "person":
            notes.append(say("group") if person.kind == "group" else say("not named"))
        link = self.organisation(person.organisation) if person.organisation else Link(text=person.name or "")
        return Person(link=link, role=person.role or "", note=comma().join(notes))

    def party(self, party: Party) -> Link:
        """Someone named in a record, without a role."""
        if party.leader:
            return self.leader(party.leader)
        return self.organisation(party.organisation) if party.organisation else Link(text=party.name or "")

    def visit(self, visit: Visit) -> Link:
        """A visit as a link in words: "Emmanuel Macron in Israel, 24 October 2023"."""
        text = say("{visit}, {date}", visit=self.headline(visit), date=plain(when_words(visit.when)))
        return Link(text=text, address=record_address("visit", visit.id))

    def headline(self, visit: Visit) -> str:
        """A visit in words without its date: "Emmanuel Macron in Israel"; "to Israel" when it is not (yet) made."""
        host = self.country_name(visit.host, visit.when.first)
        where = in_country(host) if self.archive.status[visit.id] in COUNTED else to_country(host)
        return say_as(
            "visit", "{leader} {in_country}", leader=self.archive.leaders[visit.visitor].name, in_country=where
        )

    def meeting_title(self, meeting: Meeting) -> str:
        """A meeting in words, without its date."""
        if meeting.title:
            return meeting.title
        names = listed(self.party_name(person) for person in meeting.participants)
        if meeting.mode in ("phone", "video", "written", "intermediary"):
            return say("Contact {by_means}: {names}", by_means=say(MODE[meeting.mode]), names=names)
        if meeting.mode == "unknown":
            return say("Contact: {names}", names=names)
        return say("{meeting}: {names}", meeting=say(FORMAT[meeting.format]), names=names)

    def meeting(self, id: MeetingId) -> Link:
        """A meeting as a link in words."""
        return Link(text=self.meeting_title(self.archive.meetings[id]), address=record_address("meeting", id))

    def party_name(self, person: Participant) -> str:
        """The name of someone at a meeting."""
        if person.leader:
            return self.archive.leaders[person.leader].name
        return self.archive.organisations[person.organisation].name if person.organisation else person.name or ""

    def record(self, kind: RecordKind, id: str) -> Link:
        """Any record that has a page, by its name in words."""
        archive = self.archive
        match kind:
            case "leader":
                return self.leader(LeaderId(id))
            case "country":
                return self.country(CountryId(id), archive.as_of)
            case "organisation":
                return self.organisation(OrganisationId(id))
            case "place":
                place = archive.places[id]  # type: ignore[index]
                return Link(text=self.place_name(place, archive.as_of), address=record_address("place", id))
            case "visit":
                return self.visit(archive.outlines[VisitId(id)])
            case "meeting":
                return self.meeting(MeetingId(id))
            case "itinerary":
                itinerary = archive.itineraries[id]  # type: ignore[index]
                title = itinerary.title or say("Journey of {leader}", leader=archive.leaders[itinerary.traveller].name)
                return Link(text=title, address=record_address("itinerary", id))
            case "event":
                return self.event(EventId(id))
            case "source":
                return self.source(SourceId(id))
            case "topic":
                return self.topic(TopicId(id))
            case "page":
                return Link(text=archive.pages[id].title, address=record_address("page", id))  # type: ignore[index]
        owner = archive.owner_of.get(id)
        inner = self.record(*owner) if owner else Link(text=id)
        return Link(text=inner.text, address=f"{inner.address}#{id}" if inner.address else None)

    def prose(self, text: str | None) -> Prose | None:
        """Prose with its links to records resolved; nothing for nothing."""
        if not text:
            return None

        def resolved(match: re.Match[str]) -> str:
            link = self.record(cast(RecordKind, match[1]), self._canonical(match[1], match[2].strip()))
            words = _MARKDOWN.sub(r"\\\1", match[3] or link.text)
            return f"[{words}]({PAGE_SCHEME}{link.address})" if link.address is not None else words

        return Prose(markdown=REFERENCE.sub(resolved, text) if "[[" in text else text)

    def words(self, text: str) -> str:
        """Prose as words alone: links to records by their text."""

        def named(match: re.Match[str]) -> str:
            return match[3] or self.record(cast(RecordKind, match[1]), self._canonical(match[1], match[2].strip())).text

        return " ".join(REFERENCE.sub(named, text).split())

    def _canonical(self, kind: str, id: str) -> str:
        """A country named by its code, by its id."""
        if kind == "country" and id not in self.archive.countries:
            return next((c.id for c in self.archive.countries.values() if id in dict(c.codes).values()), id)
        return id


def linker_of(archive: Archive) -> Linker:
    """The names and links of an archive."""
    shown: set[CountryId] = {visit.host for visit in archive.outlines.values()}
    shown.update(home for home in archive.home.values() if home)
    for leader in archive.leaders.values():
        shown.update(term.country for term in leader.terms if term.country)
    for place in archive.places.values():
        shown.update(time.country for time in place.country)
    shown.update(event.host for event in archive.events.values() if event.host)
    for organisation in archive.organisations.values():
        shown.update(time.country for time in organisation.members)
    relations: dict[tuple[CountryId, CountryId], list[VisitId]] = {}
    for visit in archive.outlines.values():
        home = archive.home[visit.id]
        if home and home != visit.host:
            one, other = sorted((home, visit.host))
            relations.setdefault((one, other), []).append(visit.id)
    return Linker(archive, frozenset(shown), {pair: tuple(relations[pair]) for pair in sorted(relations)})
