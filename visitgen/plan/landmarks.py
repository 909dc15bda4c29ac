"""The fixed pages every other page leads to, and the names of the indexes."""

from __future__ import annotations

from visitgen.model.fields import RecordKind
from visitgen.plan.views import Link

HOME = Link(text="Home", address="")


TIMELINE = Link(text="Chronology", address="timeline/")


ABOUT = Link(text="About", address="about/")


MAP = Link(text="Map", address="map/")


STATISTICS = Link(text="Statistics", address="statistics/")


DATA = Link(text="Data", address="data/")


SEARCH = Link(text="Search", address="search/")


COMPARE = Link(text="Compare", address="compare/")


INDEX_NAMES: dict[RecordKind, str] = {
    "leader": "Leaders", "country": "Countries", "place": "Places", "organisation": "Organisations",
    "topic": "Topics", "source": "Sources", "event": "Events", "itinerary": "Journeys", "meeting": "Meetings",
}  # fmt: skip
"""The kinds that have an index, by its heading."""
