"""Facts in words: dates, roles, names of countries, statuses, counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from visitgen.model.dates import Date, Interval
from visitgen.model.parts import MeetingWhen, StatusEntry, Term, When
from visitgen.plan.views import Badge, Time, TimePart

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}

STATUS = {
    "completed": "completed", "reported": "reported", "announced": "planned", "confirmed": "planned, confirmed",
    "under_way": "under way", "postponed": "postponed", "cancelled": "cancelled", "did_not_occur": "did not take place",
    "unknown": "status not known",
}  # fmt: skip
TYPE = {
    "unspecified": "type not stated", "state": "state visit", "official": "official visit",
    "official_working": "official working visit", "working": "working visit", "private": "private visit",
    "goodwill": "goodwill visit", "courtesy": "courtesy visit", "pastoral": "pastoral visit", "transit": "transit",
    "multilateral": "multilateral visit", "ceremonial": "ceremonial visit", "other": "other visit",
}  # fmt: skip
FORMAT = {
    "bilateral": "Meeting", "trilateral": "Trilateral meeting", "small_group": "Small-group meeting",
    "plenary": "Plenary meeting", "sideline": "Meeting on the sidelines", "delegation": "Meeting of delegations",
    "audience": "Audience", "press": "Appearance before the press", "ceremony": "Ceremony",
    "with_group": "Meeting with a group", "briefing": "Briefing",
}  # fmt: skip
MODE = {
    "in_person": "in person", "phone": "by telephone", "video": "by video", "written": "in writing",
    "intermediary": "through an intermediary", "unknown": "mode not known",
}  # fmt: skip
POLARITY = {"denies": "denies", "does_not_rule_out": "does not rule out", "conditional": "conditional"}
STATEMENT_KIND = {
    "direct": "quoted in full", "partial": "quoted in part", "paraphrase": "paraphrase",
    "editorial_reading": "editorial reading",
}  # fmt: skip
QUALIFIER = {
    "about": "about", "at_least": "at least", "at_most": "at most", "more_than": "more than",
    "unverified": "not verified", "exact": "exact figure",
}  # fmt: skip
VERIFICATION = {
    "verified": "Checked against its sources", "single_source": "Rests on a single source",
    "unverified": "Not verified", "contested": "Contested", "not_verifiable": "Cannot be verified",
}  # fmt: skip
CAPACITY = {
    "elect": "{title}-elect", "acting": "acting {title}", "interim": "interim {title}",
    "caretaker": "caretaker {title}", "disputed": "{title} (disputed)", "in_exile": "{title} (in exile)",
    "full": "{title}",
}  # fmt: skip
COUNTRY_KIND = {
    "state": "State", "partially_recognised": "Partially recognised state", "territory": "Territory",
    "historical_state": "Historical state", "government_in_exile": "Government in exile",
}  # fmt: skip
ORGANISATION_KIND = {
    "igo": "International organisation", "ngo": "Non-governmental organisation", "armed_group": "Armed group",
    "party": "Political party", "government_body": "Government body", "coalition": "Coalition", "media": "Media",
    "company": "Company", "religious": "Religious body", "other": "Organisation",
}  # fmt: skip
FLAG_LABELS = {
    "met_host_leader": "Met the leader of the host country", "public_address": "Gave a public address",
    "signed_agreement": "Signed an agreement", "cultural_site": "Went to a cultural site",
    "business": "Took part in a business event",
    "met_igo_leader": "Met the head of an international organisation",
}  # fmt: skip

LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip

# Names of countries that take the article in running text.
_ARTICLE = re.compile(
    r"(United |Netherlands$|Netherlands Antilles|Philippines|Bahamas|Gambia|Maldives|Seychelles|Comoros|Holy See"
    r"|Congo |Federation |Federal |Trust |State of |Free (State|Territory) of |Emirate |Khanate |Isle |Gold Coast"
    r"|Gaza Strip|New Hebrides|British (Virgin|Indian|Cameroons)|Saar$|Cretan State|Independent State of "
    r"|South African Republic)"
    r"|.*(Authority|Republic|Islands|Empire|Kingdom|Emirates|Union|Territory|[Tt]erritories|Confederation|Federation|Zone"
    r"|Antilles|Indies|Free State|States|[Cc]olonies|Colony|Protectorate|Mandate)$"
    r"|.*(Republic|Kingdom) of "
)


def with_article(name: str) -> str:
    """A country's name as it stands in running text: "the Netherlands", "France"."""
    return f"the {name}" if _ARTICLE.match(name) and not name.lower().startswith("the ") else name


def date_words(value: Date) -> Time:
    """One date in words; the doubt its notation carries is said."""
    machine = value.first.isoformat() if value.precision == "day" else None
    if value.precision == "month":
        machine = f"{value.first.year:04}-{value.first.month:02}"
    elif value.precision == "year":
        machine = f"{value.first.year:04}"
    about = (TimePart(text="about "),) if value.approximate else ()
    doubt = (TimePart(text=" (uncertain)"),) if value.uncertain else ()
    return (*about, TimePart(text=_bare(value), datetime=machine), *doubt)


def interval_words(value: Interval) -> Time:
    """A span that holds one unknown day: "between 7 and 24 October 2023"."""
    start, end = value.start, value.end
    if start and end:
        if start.certain and end.certain:
            shared = _shared(start.first, end.first)
            return (
                TimePart(text="between "),
                TimePart(text=_short(start.first, shared), datetime=start.first.isoformat()),
                TimePart(text=" and "),
                TimePart(text=_bare(end), datetime=end.first.isoformat()),
            )
        return (TimePart(text="between "), *date_words(start), TimePart(text=" and "), *date_words(end))
    if start:
        return (TimePart(text="on or after "), *date_words(start))
    assert end, "an interval has at least one end"
    return (TimePart(text="on or before "), *date_words(end))


def range_words(start: Date | None, end: Date | None) -> Time:
    """A stretch of time in words, joined where the ends share a month or a year: "24–25 October 2023"."""
    if start is None or end is None:
        if start:
            return (TimePart(text="from "), *date_words(start))
        return (TimePart(text="until "), *date_words(end)) if end else ()
    if start.text == end.text:
        return date_words(start)
    if start.certain and end.certain:
        shared = _shared(start.first, end.first)
        dash = "–" if shared == "month" else " – "
        return (
            TimePart(text=_short(start.first, shared), datetime=start.first.isoformat()),
            TimePart(text=dash),
            TimePart(text=_bare(end), datetime=end.first.isoformat()),
        )
    if start.precision == end.precision == "year" and not (start.approximate or end.approximate):
        return (*date_words(start), TimePart(text="–"), *date_words(end))
    return (TimePart(text="from "), *date_words(start), TimePart(text=" to "), *date_words(end))


def said_words(value: Date | Interval | str) -> Time:
    """When a source appeared or was read: a date, a stretch of time, or its own words: "no date"."""
    match value:
        case Date():
            return date_words(value)
        case Interval(start=start, end=end):
            return range_words(start, end)
    return (TimePart(text=value),)


def when_words(when: When) -> Time:
    """The time of a visit or an event."""
    if when.within:
        return interval_words(when.within)
    return range_words(when.start, when.end or when.start)


def meeting_words(when: MeetingWhen) -> Time:
    """The day of a meeting; said when it is not known."""
    if when.within:
        return interval_words(when.within)
    return date_words(when.date) if when.date else (TimePart(text="date not recorded"),)


def day_words(day: date) -> Time:
    """A known day."""
    return (TimePart(text=f"{day.day} {MONTHS[day.month - 1]} {day.year}", datetime=day.isoformat()),)


def plain(time: Time) -> str:
    """A time as one text."""
    return "".join(part.text for part in time)


def term_words(term: Term) -> Time:
    """The time of an office; "dates not recorded" when there are none."""
    if not (term.from_ or term.to):
        return (TimePart(text="dates not recorded"),)
    if term.from_ and not term.to:
        return (TimePart(text="since "), *date_words(term.from_))
    return range_words(term.from_, term.to)


def language_words(tag: str) -> str:
    """A language by its English name, or by its tag where this list lacks it."""
    name = LANGUAGES.get(tag.partition("-")[0].lower())
    return name or tag


def title_words(term: Term, body: str) -> str:
    """An office in words: "president of France", "caretaker prime minister of the Netherlands"."""
    inner = term.title.casefold()
    said = term.capacity in inner or (term.capacity == "in_exile" and "exile" in inner)
    title = term.title if said else CAPACITY[term.capacity].format(title=term.title)
    return title if not body or f" of {body.casefold()}" in inner else f"{title} of {body}"


def status_words(status: str, history: Sequence[StatusEntry]) -> str:
    """A status in words, with the day it was last said of what was not over: "planned as of 24 October 2023"."""
    said = [entry.date for entry in history if entry.status == status and entry.date]
    if said and status in ("announced", "confirmed", "under_way", "reported", "postponed"):
        return f"{STATUS[status]} as of {plain(date_words(said[-1]))}"
    return STATUS[status]


def status_badge(status: str, history: Sequence[StatusEntry]) -> Badge | None:
    """The words that set a visit or meeting apart; none for what is completed."""
    kind = {"announced": "planned", "confirmed": "planned", "under_way": "now", "reported": "doubt",
            "unknown": "doubt", "postponed": "off", "cancelled": "off", "did_not_occur": "off"}.get(status)  # fmt: skip
    return Badge(kind=kind, text=status_words(status, history)) if kind else None


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 visit", "1,204 visits"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Iterable[str]) -> str:
    """Words in a row: "a, b and c"."""
    words = list(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def capital(text: str) -> str:
    """A text with its first letter large."""
    return text[:1].upper() + text[1:]


def _bare(value: Date) -> str:
    day = value.first
    match value.precision:
        case "day":
            return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
        case "month":
            return f"{MONTHS[day.month - 1]} {day.year}"
        case "season":
            return f"{_SEASONS[int(value.text[5:7])]} {day.year}"
        case "year":
            return f"{day.year}"
        case "decade":
            return f"the {day.year}s"
    return f"the years {day.year}–{value.last.year}"


def _shared(first: date, last: date) -> str:
    if first.year != last.year:
        return ""
    return "month" if first.month == last.month else "year"


def _short(day: date, shared: str) -> str:
    """The beginning of a range, less what its end says again."""
    match shared:
        case "month":
            return f"{day.day}"
        case "year":
            return f"{day.day} {MONTHS[day.month - 1]}"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
