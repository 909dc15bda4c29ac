"""How well the visits are recorded: checked, sourced and dated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from visitgen.model.records import Visit
from visitgen.plan.language import number_words, say, say_as, say_count, semicolon, to_say
from visitgen.plan.shares import NOT_STATED, parts, parts_table
from visitgen.plan.views import Chart
from visitgen.plan.words import VERIFICATION, capital

_CONFIDENCE = {
    5: to_say("5, highest"), 4: "4", 3: "3", 2: "2", 1: to_say("1, lowest"), None: NOT_STATED,
}  # fmt: skip


def quality_chart(visits: Sequence[Visit]) -> Chart | None:
    """How well the visits are recorded: sources, days, checking, confidence."""
    total = len(visits)
    if not total:
        return None
    sources = Counter(min(len({cite.source or cite.url for cite in visit.meta.sources}), 2) for visit in visits)
    dated = sum(visit.when.known_days for visit in visits)
    checked = Counter(visit.meta.verification for visit in visits)
    sure = Counter(visit.meta.confidence for visit in visits)
    clauses = [_sources(sources, total)]
    if dated < total:
        clauses.append(_not_to_the_day(total - dated, total))
    if checked["unstated"]:
        clauses.append(_not_checked(checked["unstated"], total))
    groups = {
        say("Sources"): [
            (say_as("sources", "Two or more"), sources[2]),
            (say_as("sources", "One"), sources[1]),
            (say_as("sources", "None"), sources[0]),
        ],
        say("Days"): [(say("First and last day known"), dated), (say("Not known to the day"), total - dated)],
        say("Verification"): [
            (say(VERIFICATION.get(word, NOT_STATED)), checked[word]) for word in (*VERIFICATION, "unstated")
        ],
        say("Confidence"): [(say(words), sure[level]) for level, words in _CONFIDENCE.items()],
    }
    title = say("Quality of the data")
    return Chart(
        anchor="quality",
        title=title,
        finding=say_as("sentence", "{text}.", text=capital(semicolon().join(clauses))),
        rule=say("All visits on record, planned and cancelled ones too. Each bar is a share of all visits."),
        drawing=parts(groups, total) if total > 1 else None,
        table=parts_table(title, (say("Property"), say("Visits"), say_as("column", "Share")), groups, total),
    )


def _sources(sources: Mapping[int, int], total: int) -> str:
    """How many visits rest on one source, and how many on none; `sources` holds numbers by 0, 1, and 2 for more."""
    if total == 1:
        if sources[0]:
            return say("the one visit on record rests on no source")
        if sources[1]:
            return say("the one visit on record rests on one source")
        return say("the one visit on record rests on several sources")
    if sources[1] == total:
        rests = say_count(total, "all {n} visits rest on one source", "all {n} visits rest on one source")
    elif not sources[1]:
        rests = say_count(total, "none of {n} visits rests on one source", "none of {n} visits rests on one source")
    else:
        rests = say_count(
            sources[1],
            "{n} of {all} visits rests on one source",
            "{n} of {all} visits rest on one source",
            all=number_words(total),
        )
    if not sources[0]:
        return rests
    return say_count(sources[0], "{rest_on_one} and {n} on none", "{rest_on_one} and {n} on none", rest_on_one=rests)


def _not_to_the_day(number: int, total: int) -> str:
    """How many visits are not known to the day, at least one."""
    if total == 1:
        return say("it is not known to the day")
    if number == total:
        return say_count(total, "all {n} visits are not known to the day", "all {n} visits are not known to the day")
    return say_count(
        number,
        "{n} of {all} visits is not known to the day",
        "{n} of {all} visits are not known to the day",
        all=number_words(total),
    )


def _not_checked(number: int, total: int) -> str:
    """How many visits do not say how far they were checked, at least one."""
    if total == 1:
        return say("it does not say how far the record was checked")
    if number == total:
        return say_count(
            total,
            "all {n} visits do not say how far the record was checked",
            "all {n} visits do not say how far the record was checked",
        )
    return say_count(
        number,
        "{n} of {all} visits does not say how far the record was checked",
        "{n} of {all} visits do not say how far the record was checked",
        all=number_words(total),
    )
