"""The words of the model: the types of ids, and the fixed lists of the content model's section 4."""

from __future__ import annotations

from typing import Literal, NewType

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
