"""What a page says to machines: true, complete, and no more than the page says."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

SITE = "title: Visits\ntagline: All of them\nbase_url: https://example.org/v\nlicense: CC0"
FILES = {
    "site": SITE,
    "leaders__anna": "name: Anna\nother_names: [אנה]\nborn: 1950-02\ndied: 1999~\nsame_as: {wikidata: Q1, nowhere: 2}\n"
    "terms: [{title: president, country: italy}, {title: president, country: italy}]",
    "leaders__berta": "name: Berta </script><b>",
    "visits__v": "visitor: anna\nhost: israel\nhosts: [berta]\nstart: 2023-10-24\nend: 2023-10-25\nevent: summit\n"
    "stops: [jerusalem, {place: {name: Ramallah, country: palestine}}]",
    "visits__w": "visitor: anna\nhost: israel\nwithin: 2023-11-01/2023-11-09\nstatus: cancelled",
    "visits__x": "visitor: anna\nhost: israel\nstart: 2022?\nstatus: postponed",
    "meetings__m": "date: 2023-10\nmode: phone\nparticipants: [anna, {organisation: un}, {name: Others, kind: group}, {leader: berta, attended: no}]",
    "events__summit": "name: Summit\nstart: 2023-10-24\nhost: israel\norganisation: un",
    "itineraries__trip": "traveller: anna\nvisits: [v]\ndeparts: {date: 2023-10-23}",
    "organisations__un": "name: United Nations\naliases: [UN]\nfounded: 1945-10-24",
    "places__jerusalem": "name: Jerusalem\nnames: [{name: ירושלים, lang: he}]\ncountry: israel\ndisputed: yes\nlat: 31.7\nlon: 35.2",
    "places__haifa": "name: Haifa\ncountry: israel",
    "sources__s": "type: book\ntitle: A book\nauthor: [{family: Doe, given: Jo}]\nissued: 1999?\npublisher: P",
    "topics": "peace: {label: Peace, labels: {fr: Paix}}",
    "pages__more": "---\ntitle: More\n---\nText",
}


@pytest.fixture
def data(planned) -> dict[str, list[dict[str, Any]]]:
    """The graph of every page, by address."""
    pages, _ = planned(**FILES)
    return {address: json.loads(page.data)["@graph"] for address, page in pages.items() if page.data}


def test_every_page_but_ways_elsewhere_says_what_it_is(planned) -> None:
    pages, _ = planned(**FILES)
    assert [address for address, page in pages.items() if not page.data] == ["404.html"]


def test_no_text_of_a_record_can_end_the_script(planned) -> None:
    pages, _ = planned(**FILES)
    assert not [address for address, page in pages.items() if re.search("[<>&]", page.data)]
    (person, *_) = json.loads(pages["leaders/berta/"].data)["@graph"]
    assert person["name"] == "Berta </script><b>"


def test_a_visit_is_an_event(data) -> None:
    visit, trail = data["visits/v/"]
    assert visit["@type"] == "Event"
    assert (visit["startDate"], visit["endDate"]) == ("2023-10-24", "2023-10-25")
    assert visit["eventStatus"] == "https://schema.org/EventScheduled"
    assert [place["name"] for place in visit["location"]] == ["Jerusalem", "Ramallah"]
    assert visit["location"][1]["containedInPlace"]["name"] == "Palestine"
    assert [person["name"] for person in visit["attendee"]] == ["Anna", "Berta </script><b>"]
    assert visit["superEvent"] == {"@type": "Event", "name": "Summit", "url": "https://example.org/v/events/summit/"}
    assert visit["url"] == "https://example.org/v/visits/v/"
    assert [step["position"] for step in trail["itemListElement"]] == list(range(1, len(trail["itemListElement"]) + 1))
    assert trail["itemListElement"][0]["item"] == "https://example.org/v/"


@pytest.mark.parametrize(("id", "status"), [("w", "EventCancelled"), ("x", "EventPostponed")])
def test_doubtful_days_are_left_out_and_the_status_is_said(data, id: str, status: str) -> None:
    visit = data[f"visits/{id}/"][0]
    assert "startDate" not in visit and "endDate" not in visit
    assert visit["eventStatus"].endswith(status)


def test_a_call_is_online_and_the_absent_do_not_attend(data) -> None:
    meeting = data["meetings/m/"][0]
    assert meeting["eventAttendanceMode"].endswith("/OnlineEventAttendanceMode")
    assert [who["name"] for who in meeting["attendee"]] == ["Anna", "United Nations"]
    assert meeting["startDate"] == "2023-10" and "location" not in meeting


def test_a_leader_is_a_person(data) -> None:
    person = data["leaders/anna/"][0]
    assert person["@type"] == "Person" and person["name"] == "Anna" and person["alternateName"] == ["אנה"]
    assert person["birthDate"] == "1950-02" and "deathDate" not in person
    assert person["jobTitle"] == ["president"] and person["sameAs"] == ["https://www.wikidata.org/entity/Q1"]


def test_a_disputed_place_is_said_to_lie_in_no_country(data) -> None:
    jerusalem, haifa = data["places/jerusalem/"][0], data["places/haifa/"][0]
    assert jerusalem["geo"]["latitude"] == 31.7 and "containedInPlace" not in jerusalem
    assert haifa["containedInPlace"]["name"] == "Israel" and "geo" not in haifa


@pytest.mark.parametrize(
    ("address", "type_", "more"),
    [
        ("", "WebSite", {"name": "Visits", "alternateName": "All of them"}),
        ("countries/israel/", "Country", {"name": "Israel"}),
        ("organisations/un/", "Organization", {"alternateName": ["UN"], "foundingDate": "1945-10-24"}),
        ("events/summit/", "Event", {"organizer": {"@type": "Organization", "name": "United Nations", "url": "https://example.org/v/organisations/un/"}}),
        ("itineraries/trip/", "Trip", {"departureTime": "2023-10-23"}),
        ("topics/peace/", "DefinedTerm", {"alternateName": ["Paix"]}),
        ("sources/s/", "Book", {"publisher": {"@type": "Organization", "name": "P"}}),
        ("data/", "Dataset", {"license": "CC0", "temporalCoverage": "2022-01-01/2023-11-09"}),
        ("about/", "AboutPage", {}), ("more/", "WebPage", {}), ("2023/", "CollectionPage", {}), ("leaders/", "CollectionPage", {}),
    ],
)  # fmt: skip
def test_the_type_of_each_kind_of_page(data, address: str, type_: str, more: dict[str, Any]) -> None:
    thing = data[address][0]
    assert thing["@type"] == type_ and thing["description"] and thing["url"] == f"https://example.org/v/{address}"
    assert more.items() <= thing.items()


def test_the_home_page_says_how_to_search(data) -> None:
    action = data[""][0]["potentialAction"]
    assert action["@type"] == "SearchAction"
    assert action["target"] == {"@type": "EntryPoint", "urlTemplate": "https://example.org/v/search/?q={search_term_string}"}
    assert action["query-input"] == "required name=search_term_string"
    assert not [address for address, (thing, *_) in data.items() if address and "potentialAction" in thing]


def test_without_a_base_url_there_are_no_addresses(planned) -> None:
    pages, _ = planned(**{**FILES, "site": "title: Visits"})
    assert not [address for address, page in pages.items() if "url" in json.dumps(page.data) or "BreadcrumbList" in page.data]
