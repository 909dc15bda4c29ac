"""Pages as search engines and citation managers read them: schema.org in JSON-LD, no more than the page says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from visitgen.model import by_kind
from visitgen.model.dates import Date
from visitgen.model.parts import DatedName, MeetingWhen, PlaceMention, When
from visitgen.model.records import Country, Event, Itinerary, Leader, Meeting, Organisation, Place, Source, Topic, Visit
from visitgen.model.vocabulary import CountryId, LeaderId
from visitgen.plan.language import say, say_as
from visitgen.plan.leaders import ELSEWHERE
from visitgen.plan.links import Linker
from visitgen.plan.urls import FOLDERS, record_address
from visitgen.plan.views import DataView, Page

Thing = dict[str, Any]

STATUS = {"cancelled": "EventCancelled", "did_not_occur": "EventCancelled", "postponed": "EventPostponed"}
"""schema.org's status of an event; any other is `EventScheduled`."""

SAME: Mapping[str, str] = {
    name: at for name, at in ELSEWHERE.items() if name != "wikipedia"
} | {"wikidata": "https://www.wikidata.org/entity/{}"}  # fmt: skip
"""What an id of a registry becomes a web address with: that of the thing itself, not of an article on it."""

_WORKS = {
    "article-newspaper": "NewsArticle", "article-journal": "ScholarlyArticle", "book": "Book", "report": "Report",
    "webpage": "WebPage", "dataset": "Dataset", "thesis": "Thesis", "chapter": "Chapter", "map": "Map",
}  # fmt: skip
_ESCAPES = (
    ("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"),
)  # fmt: skip
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def structured_data(page: Page, linker: Linker) -> str:
    """The JSON-LD of a page, ready to embed in a `script` element; empty for pages that only lead elsewhere.

    Addresses are given only where the site has a base URL. Source: schema.org, JSON-LD 1.1.
    """
    if page.kind in ("redirect", "withdrawn", "not-found"):
        return ""
    graph = [_thing(page, linker)]
    if trail := _breadcrumbs(page, linker):
        graph.append(trail)
    text = _written({"@context": "https://schema.org", "@graph": graph})
    for letter, escape in _ESCAPES:  # a dozen times as fast as `translate`, which looks up every letter
        text = text.replace(letter, escape)
    return text


def _thing(page: Page, linker: Linker) -> Thing:
    """What a page is about, and the page's own name, description, address and language."""
    archive = linker.archive
    thing: Thing = {"@type": "CollectionPage"}
    if page.kind in FOLDERS:
        records = by_kind(archive)[page.kind]
        thing = _DESCRIBED[page.kind](records[page.address.rstrip("/").rpartition("/")[2]], linker)
    elif page.kind == "home":
        thing = {"@type": "WebSite", "alternateName": archive.site.tagline, "potentialAction": _search(linker)}
    elif isinstance(page.view, DataView):
        thing = _dataset(page.view, linker)
    elif page.kind == "about":
        thing = {"@type": "AboutPage"}
    elif page.kind == "page":
        thing = {"@type": "WebPage"}
    name = archive.site.title if page.kind == "home" else page.title
    stated: Thing = _stated({
        "@type": thing.pop("@type"), "name": thing.pop("name", name), **thing, "description": page.description,
        "url": _url(linker, page.address),
    })  # fmt: skip
    return stated


def _search(linker: Linker) -> Thing | None:
    """How to search the site from elsewhere. Source: schema.org, SearchAction; its braces mark what is asked for."""
    template = _url(linker, "search/?q={search_term_string}")
    if template is None:
        return None
    return {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": template},
        "query-input": "required name=search_term_string",
    }


def _breadcrumbs(page: Page, linker: Linker) -> Thing | None:
    if not page.breadcrumbs or not linker.archive.site.base_url:
        return None
    steps = [*((crumb.text, crumb.address or "") for crumb in page.breadcrumbs), (page.title, page.address)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": text, "item": _url(linker, address)}
            for number, (text, address) in enumerate(steps, 1)
        ],
    }


def _visit(visit: Visit, linker: Linker) -> Thing:
    day = visit.when.first
    places = [_mention(stop.place, linker, day) for stop in visit.stops]
    return {
        "@type": "Event",
        **_time(visit.when),
        "eventStatus": _status(linker, visit.id),
        "location": places or [_land(visit.host, linker, day)],
        "attendee": [_person(visit.visitor, linker), *(_person(host, linker) for host in visit.hosts)],
        "superEvent": _named("Event", linker, "event", visit.event, linker.archive.events) if visit.event else None,
    }


def _meeting(meeting: Meeting, linker: Linker) -> Thing:
    present = meeting.mode == "in_person"
    remote = meeting.mode in ("phone", "video", "written")
    day = meeting.when.first or linker.archive.as_of
    people = [
        _person(person.leader, linker) if person.leader
        else _named("Organization", linker, "organisation", person.organisation, linker.archive.organisations)
        for person in meeting.participants
        if (person.leader or person.organisation) and person.attended != "no"
    ]  # fmt: skip
    return {
        "@type": "Event",
        **_time(meeting.when),
        "eventStatus": _status(linker, meeting.id),
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode" if remote
        else "https://schema.org/OfflineEventAttendanceMode" if present else None,
        "location": [_mention(meeting.place, linker, day)] if meeting.place else None,
        "attendee": people,
        "superEvent": _named("Event", linker, "event", meeting.event, linker.archive.events) if meeting.event else None,
    }  # fmt: skip


def _event(event: Event, linker: Linker) -> Thing:
    organisations = linker.archive.organisations
    return {
        "@type": "Event",
        **_time(event.when),
        "location": [_mention(place, linker, event.when.first) for place in event.places]
        or ([_land(event.host, linker, event.when.first)] if event.host else None),
        "organizer": _named("Organization", linker, "organisation", event.organisation, organisations)
        if event.organisation else None,
    }  # fmt: skip


def _trip(itinerary: Itinerary, linker: Linker) -> Thing:
    visits = [linker.archive.outlines[id] for id in itinerary.visits if id in linker.archive.outlines]
    return {
        "@type": "Trip",
        "provider": _person(itinerary.traveller, linker),
        "departureTime": _iso(itinerary.departs.date) if itinerary.departs else None,
        "arrivalTime": _iso(itinerary.returns.date) if itinerary.returns else None,
        "itinerary": {
            "@type": "ItemList",
            "itemListElement": [
                {"@type": "ListItem", "position": number, "item": _land(visit.host, linker, visit.when.first)}
                for number, visit in enumerate(visits, 1)
            ],
        },
    }


def _leader(leader: Leader, linker: Linker) -> Thing:
    return {
        "@type": "Person",
        "name": leader.name,
        "alternateName": [other.name for other in leader.other_names],
        "birthDate": _iso(leader.born),
        "deathDate": _iso(leader.died),
        "jobTitle": list(dict.fromkeys(say_as("office", term.title) for term in leader.terms)),
        "sameAs": _same_as(leader.same_as),
        "image": _url(linker, leader.image.file) if leader.image else None,
    }


def _country(country: Country, linker: Linker) -> Thing:
    name = linker.country_name(country.id, linker.archive.as_of)
    return {"@type": "Country", "name": name, "alternateName": _other_names(country.names, name)}


def _place(place: Place, linker: Linker) -> Thing:
    day = linker.archive.as_of
    name = linker.record("place", place.id).text
    return {
        "@type": "Place",
        "name": name,
        "alternateName": _other_names(place.names, name),
        "geo": {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
        if place.lat is not None and place.lon is not None else None,
        "containedInPlace": _land(place.country[0].country, linker, day)
        if len(place.country) == 1 and place.disputed != "yes" else None,
    }  # fmt: skip


def _organisation(body: Organisation, linker: Linker) -> Thing:
    return {
        "@type": "Organization",
        "name": body.name,
        "alternateName": list(body.aliases),
        "foundingDate": _iso(body.founded),
        "dissolutionDate": _iso(body.dissolved),
        "sameAs": _same_as(body.same_as),
    }


def _topic(topic: Topic, linker: Linker) -> Thing:
    return {"@type": "DefinedTerm", "name": topic.label, "alternateName": [text for _, text in topic.labels]}


def _source(source: Source, linker: Linker) -> Thing:
    return {
        "@type": _WORKS.get(source.type, "CreativeWork"),
        "name": source.title,
        "author": [{"@type": "Person", "name": name} for name in source.author],
        "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
        "datePublished": _iso(source.issued) if isinstance(source.issued, Date) else None,
        "sameAs": [address for address in (source.url, source.archive_url) if address],
    }


def _dataset(view: DataView, linker: Linker) -> Thing:
    site = linker.archive.site
    days = [day for visit in linker.archive.outlines.values() for day in (visit.when.first, visit.when.last)]
    known = [day for day in days if day not in (date.min, date.max)]
    return {
        "@type": "Dataset",
        "name": say("{site}: data", site=site.title),
        "license": site.license,
        "version": site.version,
        "identifier": f"https://doi.org/{site.doi}" if site.doi else None,
        "creator": [{"@type": "Person", "name": editor.name, "url": editor.url} for editor in site.editors],
        "temporalCoverage": f"{min(known).isoformat()}/{max(known).isoformat()}" if known else None,
        "isPartOf": {"@type": "WebSite", "name": site.title, "url": _url(linker, "")},
        "distribution": [
            {"@type": "DataDownload", "name": file.title, "contentUrl": _url(linker, file.address),
             "encodingFormat": "text/csv" if file.address.endswith(".csv") else "application/json",
             "contentSize": f"{file.size} B"}
            for file in view.downloads
        ],
    }  # fmt: skip


_DESCRIBED: Mapping[str, Callable[[Any, Linker], Thing]] = {
    "visit": _visit, "meeting": _meeting, "event": _event, "itinerary": _trip, "leader": _leader, "country": _country,
    "place": _place, "organisation": _organisation, "topic": _topic, "source": _source,
}  # fmt: skip


def _person(id: LeaderId, linker: Linker) -> Thing:
    return _named("Person", linker, "leader", id, linker.archive.leaders)


def _land(id: CountryId, linker: Linker, day: date) -> Thing:
    address = record_address("country", id) if id in linker.countries else None
    return {"@type": "Country", "name": linker.country_name(id, day), "url": _url(linker, address)}


def _mention(mention: PlaceMention, linker: Linker, day: date) -> Thing:
    link = linker.place(mention, day)
    land = _land(mention.country, linker, day) if mention.country else None
    return {"@type": "Place", "name": link.text, "url": _url(linker, link.address), "containedInPlace": land}


def _named(type_: str, linker: Linker, kind: Any, id: Any, records: Mapping[Any, Any]) -> Thing:
    return {"@type": type_, "name": records[id].name, "url": _url(linker, record_address(kind, id))}


def _time(when: When | MeetingWhen) -> Thing:
    """When an event began and ended, as far as it is known and free of doubt."""
    if isinstance(when, MeetingWhen):
        return {"startDate": _iso(when.date)}
    return {"startDate": _iso(when.start), "endDate": _iso(when.end or when.start)}


def _iso(day: Date | None) -> str | None:
    sure = day and not (day.uncertain or day.approximate) and day.precision in ("day", "month", "year")
    return day.text if sure and day else None


def _status(linker: Linker, id: str) -> str:
    return f"https://schema.org/{STATUS.get(linker.archive.status[id], 'EventScheduled')}"


def _same_as(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [SAME[registry].format(id) for registry, id in pairs if registry in SAME]


def _other_names(names: Iterable[DatedName], shown: str) -> list[str]:
    return list(dict.fromkeys(name.name for name in names if name.name != shown))


def _url(linker: Linker, address: str | None) -> str | None:
    base = linker.archive.site.base_url
    return f"{base.rstrip('/')}/{address}" if base and address is not None else None


def _stated(value: Any) -> Any:
    """A value without what is not known: nothing, and empty texts, lists and things."""
    if isinstance(value, dict):
        kept = {key: _stated(held) for key, held in value.items()}
        return {key: held for key, held in kept.items() if held not in (None, "", [], {})}
    if isinstance(value, list):
        return [_stated(held) for held in value]
    return value
