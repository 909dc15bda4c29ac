"""The fixed pages every other page leads to, and the names of the indexes."""

from __future__ import annotations

from collections.abc import Mapping

from visitgen.model.fields import RecordKind
from visitgen.plan.language import say, to_say
from visitgen.plan.urls import index_address
from visitgen.plan.views import Link
from visitgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Landmark:
    """A page that every site has, by the message that names it."""

    message: str
    address: str

    @property
    def name(self) -> str:
        """What it is called, in the language spoken."""
        return say(self.message)

    @property
    def link(self) -> Link:
        """The way to it."""
        return Link(text=self.name, address=self.address)


HOME = Landmark(to_say("Home"), "")
TIMELINE = Landmark(to_say("Chronology"), "timeline/")
ABOUT = Landmark(to_say("About"), "about/")
MAP = Landmark(to_say("Map"), "map/")
STATISTICS = Landmark(to_say("Statistics"), "statistics/")
DATA = Landmark(to_say("Data"), "data/")
SEARCH = Landmark(to_say("Search"), "search/")
COMPARE = Landmark(to_say("Compare"), "compare/")
RELATIONS = Landmark(to_say("Pairs of countries"), "relations/")

_INDEXES: Mapping[RecordKind, str] = {
    "leader": to_say("Leaders"), "country": to_say("Countries"), "place": to_say("Places"),
    "organisation": to_say("Organisations"), "topic": to_say("Topics"), "source": to_say("Sources"),
    "event": to_say("Events"), "itinerary": to_say("Journeys"), "meeting": to_say("Meetings"),
}  # fmt: skip
INDEXES: Mapping[RecordKind, Landmark] = {
    kind: Landmark(message, index_address(kind)) for kind, message in _INDEXES.items()
}
"""The kinds that have an index, with the page of each."""
