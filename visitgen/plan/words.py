"""Facts in words: dates, roles, statuses, counts; in the language spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from visitgen.model.dates import Date, Interval
from visitgen.model.parts import MeetingWhen, StatusEntry, Term, When
from visitgen.plan.language import say, say_as, spoken, to_say
from visitgen.plan.views import Badge, Time, TimePart

_SEASONS = {
    21: to_say("spring {year}"),
    22: to_say("summer {year}"),
    23: to_say("autumn {year}"),
    24: to_say("winter {year}"),
}
_DAYS = "days, not months or years"
"""The context of a phrase whose gaps are days: a language may want an article before them."""

STATUS = {
    "completed": to_say("completed"),
    "reported": to_say("reported"),
    "announced": to_say("planned"),
    "confirmed": to_say("planned, confirmed"),
    "under_way": to_say("under way"),
    "postponed": to_say("postponed"),
    "cancelled": to_say("cancelled"),
    "did_not_occur": to_say("did not take place"),
    "unknown": to_say("status not known"),
}
TYPE = {
    "unspecified": to_say("type not stated"),
    "state": to_say("state visit"),
    "official": to_say("official visit"),
    "official_working": to_say("official working visit"),
    "working": to_say("working visit"),
    "private": to_say("private visit"),
    "goodwill": to_say("goodwill visit"),
    "courtesy": to_say("courtesy visit"),
    "pastoral": to_say("pastoral visit"),
    "transit": to_say("transit"),
    "multilateral": to_say("multilateral visit"),
    "ceremonial": to_say("ceremonial visit"),
    "other": to_say("other visit"),
}
FORMAT = {
    "bilateral": to_say("Meeting"),
    "trilateral": to_say("Trilateral meeting"),
    "small_group": to_say("Small-group meeting"),
    "plenary": to_say("Plenary meeting"),
    "sideline": to_say("Meeting on the sidelines"),
    "delegation": to_say("Meeting of delegations"),
    "audience": to_say("Audience"),
    "press": to_say("Appearance before the press"),
    "ceremony": to_say("Ceremony"),
    "with_group": to_say("Meeting with a group"),
    "briefing": to_say("Briefing"),
}
MODE = {
    "in_person": to_say("in person"),
    "phone": to_say("by telephone"),
    "video": to_say("by video"),
    "written": to_say("in writing"),
    "intermediary": to_say("through an intermediary"),
    "unknown": to_say("mode not known"),
}
POLARITY = {
    "denies": to_say("denies"),
    "does_not_rule_out": to_say("does not rule out"),
    "conditional": to_say("conditional"),
}
STATEMENT_KIND = {
    "direct": to_say("quoted in full"),
    "partial": to_say("quoted in part"),
    "paraphrase": to_say("paraphrase"),
    "editorial_reading": to_say("editorial reading"),
}
QUALIFIER = {
    "about": to_say("about"),
    "at_least": to_say("at least"),
    "at_most": to_say("at most"),
    "more_than": to_say("more than"),
    "unverified": to_say("not verified"),
    "exact": to_say("exact figure"),
}
VERIFICATION = {
    "verified": to_say("Checked against its sources"),
    "single_source": to_say("Rests on a single source"),
    "unverified": to_say("Not verified"),
    "contested": to_say("Contested"),
    "not_verifiable": to_say("Cannot be verified"),
}
CAPACITY = {
    "elect": to_say("{title}-elect"),
    "acting": to_say("acting {title}"),
    "interim": to_say("interim {title}"),
    "caretaker": to_say("caretaker {title}"),
    "disputed": to_say("{title} (disputed)"),
    "in_exile": to_say("{title} (in exile)"),
    "full": to_say("{title}"),
}
COUNTRY_KIND = {
    "state": to_say("State"),
    "partially_recognised": to_say("Partially recognised state"),
    "territory": to_say("Territory"),
    "historical_state": to_say("Historical state"),
    "government_in_exile": to_say("Government in exile"),
}
ORGANISATION_KIND = {
    "igo": to_say("International organisation"),
    "ngo": to_say("Non-governmental organisation"),
    "armed_group": to_say("Armed group"),
    "party": to_say("Political party"),
    "government_body": to_say("Government body"),
    "coalition": to_say("Coalition"),
    "media": to_say("Media"),
    "company": to_say("Company"),
    "religious": to_say("Religious body"),
    "other": to_say("Organisation"),
}
FLAG_LABELS = {
    "met_host_leader": to_say("Met the leader of the host country"),
    "public_address": to_say("Gave a public address"),
    "signed_agreement": to_say("Signed an agreement"),
    "cultural_site": to_say("Went to a cultural site"),
    "business": to_say("Took part in a business event"),
    "met_igo_leader": to_say("Met the head of an international organisation"),
}


def date_words(value: Date) -> Time:
    """One date in words; the doubt its notation carries is said."""
    machine = value.first.isoformat() if value.precision == "day" else None
    if value.precision == "month":
        machine = f"{value.first.year:04}-{value.first.month:02}"
    elif value.precision == "year":
        machine = f"{value.first.year:04}"
    time: Time = (TimePart(text=_bare(value), datetime=machine),)
    if value.approximate:
        time = _woven(say("about {date}"), date=time)
    return _woven(say("{date} (uncertain)"), date=time) if value.uncertain else time


def interval_words(value: Interval) -> Time:
    """A span that holds one unknown day: "between 7 and 24 October 2023"."""
    start, end = value.start, value.end
    if start and end:
        if start.certain and end.certain:
            shared = _shared(start.first, end.first)
            return _between(
                start, end,
                (TimePart(text=_short(start.first, shared), datetime=start.first.isoformat()),),
                (TimePart(text=_bare(end), datetime=end.first.isoformat()),),
            )  # fmt: skip
        return _between(start, end, date_words(start), date_words(end))
    if start:
        return dated(start, say_as(_DAYS, "on or after {date}"), say("on or after {date}"))
    assert end, "an interval has at least one end"
    return dated(end, say_as(_DAYS, "on or before {date}"), say("on or before {date}"))


def range_words(start: Date | None, end: Date | None) -> Time:
    """A stretch of time in words, joined where the ends share a month or a year: "24–25 October 2023"."""
    if start is None or end is None:
        if start:
            return dated(start, say_as(_DAYS, "from {date}"), say("from {date}"))
        return dated(end, say_as(_DAYS, "until {date}"), say("until {date}")) if end else ()
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
    whole = _on_a_day(start) and _on_a_day(end)
    message = say_as(_DAYS, "from {start} to {end}") if whole else say("from {start} to {end}")
    return _woven(message, start=date_words(start), end=date_words(end))


def dated(value: Date, of_days: str, of_others: str) -> Time:
    """A date in a phrase with the gap `{date}`; days have their own, as a language may want an article before them."""
    return _woven(of_days if _on_a_day(value) else of_others, date=date_words(value))


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
    return date_words(when.date) if when.date else (TimePart(text=say("date not recorded")),)


def day_words(day: date) -> Time:
    """A known day."""
    return (TimePart(text=_day(day), datetime=day.isoformat()),)


def month_words(year: int, month: int) -> str:
    """A month of a year: "October 2023"."""
    return say_as("date", "{month} {year}", month=spoken().months[month - 1], year=year)


def weekday_words(day: date) -> str:
    """A day with its day of the week: "Tuesday, 24 October 2023"."""
    return say_as("date", "{weekday}, {date}", weekday=spoken().weekdays[day.weekday()], date=_day(day))


def plain(time: Time) -> str:
    """A time as one text."""
    return "".join(part.text for part in time)


def term_words(term: Term) -> Time:
    """The time of an office; "dates not recorded" when there are none."""
    if not (term.from_ or term.to):
        return (TimePart(text=say("dates not recorded")),)
    if term.from_ and not term.to:
        return dated(term.from_, say_as(_DAYS, "since {date}"), say("since {date}"))
    return range_words(term.from_, term.to)


def language_words(tag: str) -> str:
    """A language by its name, or by its tag where that is not known."""
    return spoken().languages.get(tag.partition("-")[0].lower()) or tag


def title_words(term: Term, of: str) -> str:
    """An office in words: "president of France", "caretaker prime minister of the Netherlands".

    `of` is whose office it is with what stands before it, "of France"; empty for an office of nothing.
    """
    inner = term.title.casefold()
    said = term.capacity in inner or (term.capacity == "in_exile" and "exile" in inner)
    named = say_as("office", term.title)
    title = named if said else say(CAPACITY[term.capacity], title=named)
    return (
        title
        if not of or f" {of.casefold()}" in inner
        else say_as("office", "{title} {of_body}", title=title, of_body=of)
    )


def status_words(status: str, history: Sequence[StatusEntry]) -> str:
    """A status in words, with the day it was last said of what was not over: "planned as of 24 October 2023"."""
    said = [entry.date for entry in history if entry.status == status and entry.date]
    if said and status in ("announced", "confirmed", "under_way", "reported", "postponed"):
        return say("{status} as of {date}", status=say(STATUS[status]), date=plain(date_words(said[-1])))
    return say(STATUS[status])


def status_badge(status: str, history: Sequence[StatusEntry]) -> Badge | None:
    """The words that set a visit or meeting apart; none for what is completed."""
    kind = {"announced": "planned", "confirmed": "planned", "under_way": "now", "reported": "doubt",
            "unknown": "doubt", "postponed": "off", "cancelled": "off", "did_not_occur": "off"}.get(status)  # fmt: skip
    return Badge(kind=kind, text=status_words(status, history)) if kind else None


def listed(words: Iterable[str]) -> str:
    """Words in a row: "a, b and c"."""
    words = list(words)
    if len(words) < 2:
        return words[0] if words else ""
    row = words[0]
    for word in words[1:-1]:
        row = say_as("list", "{row}, {word}", row=row, word=word)
    return say_as("list", "{row} and {word}", row=row, word=words[-1])


def capital(text: str) -> str:
    """A text with its first letter large."""
    return text[:1].upper() + text[1:]


def _bare(value: Date) -> str:
    day = value.first
    match value.precision:
        case "day":
            return _day(day)
        case "month":
            return month_words(day.year, day.month)
        case "season":
            return say(_SEASONS[int(value.text[5:7])], year=day.year)
        case "year":
            return f"{day.year}"
        case "decade":
            return say("the {year}s", year=day.year)
    return say("the years {first}–{last}", first=day.year, last=value.last.year)


def _day(day: date) -> str:
    month = spoken().months[day.month - 1]
    return say_as("date", "{day} {month} {year}", day=_number_of(day), month=month, year=day.year)


def _number_of(day: date) -> str:
    """The number of a day in its month, of which the first is special in some languages: "1er"."""
    return say_as("first day of a month", "{day}", day=1) if day.day == 1 else f"{day.day}"


def _shared(first: date, last: date) -> str:
    if first.year != last.year:
        return ""
    return "month" if first.month == last.month else "year"


def _short(day: date, shared: str) -> str:
    """The beginning of a range, less what its end says again."""
    match shared:
        case "month":
            return _number_of(day)
        case "year":
            return say_as("date", "{day} {month}", day=_number_of(day), month=spoken().months[day.month - 1])
    return _day(day)


def _on_a_day(value: Date) -> bool:
    return value.precision == "day" and not value.approximate


def _between(first: Date, last: Date, start: Time, end: Time) -> Time:
    whole = _on_a_day(first) and _on_a_day(last)
    message = say_as(_DAYS, "between {start} and {end}") if whole else say("between {start} and {end}")
    return _woven(message, start=start, end=end)


_GAP = re.compile(r"\{(\w+)\}")


def _woven(message: str, **times: Time) -> Time:
    """A message whose gaps are times."""
    parts: list[TimePart] = []
    for at, piece in enumerate(_GAP.split(message)):
        if at % 2:
            parts += times[piece]
        elif piece:
            parts.append(TimePart(text=piece))
    return tuple(parts)
