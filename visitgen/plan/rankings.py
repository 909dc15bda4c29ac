"""Charts of what counted visits are, who makes them, where they lead first, and how well they are recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from visitgen.model.counting import counts_of
from visitgen.model.vocabulary import LeaderId, VisitId
from visitgen.plan.exchanges import WHAT_COUNTS
from visitgen.plan.figures import LISTED, countries, leaders, leading, rows_of
from visitgen.plan.grammar import to_country, with_article
from visitgen.plan.language import number_words, say, say_as, say_count, to_say, to_say_as
from visitgen.plan.links import Linker
from visitgen.plan.shares import parts, parts_table, percent
from visitgen.plan.tallies import NATURES, Tallies
from visitgen.plan.views import Chart, Table
from visitgen.plan.words import listed

NATURE = {
    "bilateral": to_say_as("kind of visit", "Bilateral"), "multilateral": to_say_as("kind of visit", "Multilateral"),
    "private": to_say_as("kind of visit", "Private"), "transit": to_say_as("kind of visit", "Transit"),
    "organisation": to_say_as("kind of visit", "For an international organisation"),
}  # fmt: skip
_ONE_VISIT = {
    "bilateral": to_say("The one visit is bilateral."), "multilateral": to_say("The one visit is multilateral."),
    "private": to_say("The one visit is private."), "transit": to_say("The one visit is transit."),
    "organisation": to_say("The one visit is for an international organisation."),
}  # fmt: skip
BILATERAL = to_say(
    "Bilateral visits completed or under way: transit, private and multilateral visits, and those made for an "
    "international organisation, are left out. A visit whose record does not tell its kind is taken as bilateral."
)


def natures_chart(tallies: Tallies) -> Chart | None:
    """What kind of visits there are: each visit is of one kind, so that the bars add up to all."""
    numbers = tallies.natures
    total = sum(numbers.values())
    if not total:
        return None
    order = sorted(NATURES, key=lambda nature: -numbers[nature])
    lines = [(say_as("kind of visit", NATURE[nature]), numbers[nature]) for nature in order]
    several = lines[1][1] > 0
    title = say("Kinds of visit")
    columns = (say_as("column", "Kind"), say("Visits"), say_as("column", "Share"))
    return Chart(
        anchor="kinds",
        title=title,
        finding=say(_ONE_VISIT[order[0]]) if total == 1 else _kinds(numbers, total),
        rule=say(
            "{what_counts} Each is of one kind. Multilateral: so typed, or made for an event on record; for an "
            "international organisation: its visitor headed one and held no office of a country. A visit whose record "
            "does not tell its kind is taken as bilateral.",
            what_counts=say(WHAT_COUNTS),
        ),
        drawing=parts({"": lines}, total) if several else None,
        table=parts_table(title, columns, {"": lines}, total) if several else None,
    )


def destinations_chart(linker: Linker, tallies: Tallies) -> Chart | None:
    """The countries that received most bilateral visits."""
    order = sorted(tallies.hosts.items(), key=lambda item: (-len(item[1]), item[0]))
    if not order:
        return None
    names = [linker.country(id, linker.archive.as_of) for id, _ in order]
    numbers = [(link, len(visits)) for link, (_, visits) in zip(names, order, strict=True)]
    total = sum(number for _, number in numbers)
    return Chart(
        anchor="destinations",
        title=say("Destinations"),
        finding=most_received([(with_article(link.text), number) for link, number in numbers], total),
        rule=say(BILATERAL),
        drawing=rows_of(numbers) if len(order) > 1 else None,
        table=Table(
            title=say("Destinations"),
            note=_note(
                len(order),
                to_say("The {number} countries with most visits received, of {all}."),
                say_count(len(order), "All {n} country.", "All {n} countries."),
            ),
            columns=(say("Country"), say("Visits"), say("Visitors")),
            rows=tuple(
                (link, (number_words(len(ids)), number_words(len({linker.archive.outlines[id].visitor for id in ids}))))
                for link, (_, ids) in zip(names[:LISTED], order, strict=False)
            ),
        ),
    )


def travellers_chart(linker: Linker, tallies: Tallies) -> Chart | None:
    """The leaders who made most bilateral visits."""
    rule = say("{bilateral} Days abroad are distinct, and known, days.", bilateral=say(BILATERAL))
    return _travellers(linker, tallies.travellers, "travellers", say("Travellers"), rule)


def envoys_chart(linker: Linker, tallies: Tallies) -> Chart | None:
    """The heads of international organisations who made most visits."""
    rule = say(
        "{what_counts} Made by the head of an international organisation who held no office of a country.",
        what_counts=say(WHAT_COUNTS),
    )
    return _travellers(linker, tallies.envoys, "organisations", say("For international organisations"), rule)


def first_visits_chart(linker: Linker, tallies: Tallies) -> Chart | None:
    """The countries where most leaders went first."""
    order = sorted(tallies.first.items(), key=lambda item: (-item[1], item[0]))
    if not order:
        return None
    numbers = [(linker.country(id, linker.archive.as_of), number) for id, number in order]
    total = sum(tallies.first.values())
    if len(order) > 1:
        finding = say_count(
            total,
            "On record, the first visits of {n} leaders led to {countries}; most often to {most}.",
            "On record, the first visits of {n} leaders led to {countries}; most often to {most}.",
            countries=countries(len(order)),
            most=leading([(with_article(link.text), number) for link, number in numbers], total, countries),
        )
    elif total > 1:
        finding = say_count(
            total,
            "On record, the first visits of {n} leaders led {to_country}.",
            "On record, the first visits of {n} leaders led {to_country}.",
            to_country=to_country(numbers[0][0].text),
        )
    else:
        to = to_country(numbers[0][0].text)
        finding = say("On record, the first visit of one leader led {to_country}.", to_country=to)
    settled = say("Of every leader the records say which came first.")
    if tallies.unsettled:
        settled = say_count(
            tallies.unsettled,
            "Of {n} leader the records do not say which visit came first; not counted.",
            "Of {n} leaders the records do not say which visit came first; not counted.",
        )
    return Chart(
        anchor="first-visits",
        title=say("First visits abroad"),
        finding=finding,
        rule=say(
            "Each leader's earliest bilateral visit here, which need not be the first in fact. {settled}",
            settled=settled,
        ),
        drawing=rows_of(numbers) if len(order) > 1 else None,
        table=Table(
            title=say("First visits abroad"),
            note=_note(
                len(order),
                to_say("The {number} countries where most leaders went first, of {all}."),
                say_count(len(order), "All {n} country.", "All {n} countries."),
            ),
            columns=(say("Country"), say("Leaders"), say_as("column", "Share")),
            rows=tuple((link, (number_words(number), percent(number, total))) for link, number in numbers[:LISTED]),
        ),
    )


def most_received(numbers: Sequence[tuple[str, int]], total: int) -> str:
    """Which countries received most of the visits, as a sentence.

    Shapes: `numbers` falling, at least one, `total` their sum.
    """
    if len(numbers) > 1:
        return say("Most visits were received by {countries}.", countries=leading(numbers, total, countries))
    country = numbers[0][0]
    if total == 1:
        return say("The one visit was received by {country}.", country=country)
    return say_count(
        total,
        "All {n} visits were received by {country}.",
        "All {n} visits were received by {country}.",
        country=country,
    )


def most_made(numbers: Sequence[tuple[str, int]], total: int) -> str:
    """Which leaders made most of the visits, as a sentence; shapes as in `most_received`."""
    if len(numbers) > 1:
        return say("Most visits were made by {leaders}.", leaders=leading(numbers, total, leaders))
    leader = numbers[0][0]
    if total == 1:
        return say("The one visit was made by {leader}.", leader=leader)
    return say_count(
        total, "All {n} visits were made by {leader}.", "All {n} visits were made by {leader}.", leader=leader
    )


def _travellers(
    linker: Linker, made: Mapping[LeaderId, Sequence[VisitId]], anchor: str, title: str, rule: str
) -> Chart | None:
    order = sorted(made.items(), key=lambda item: (-len(item[1]), item[0]))
    if not order:
        return None
    numbers = [(linker.leader(id), len(visits)) for id, visits in order]
    rows = []
    for (link, _), (_, ids) in zip(numbers[:LISTED], order, strict=False):
        visits = [linker.archive.outlines[id] for id in ids]
        counts = counts_of(visits, linker.archive.journey_of, linker.archive.status)
        figures = (counts.visits, counts.journeys, counts.days, len({visit.host for visit in visits}))
        rows.append((link, tuple(number_words(figure) for figure in figures)))
    total = sum(number for _, number in numbers)
    return Chart(
        anchor=anchor,
        title=title,
        finding=most_made([(link.text, number) for link, number in numbers], total),
        rule=rule,
        drawing=rows_of(numbers) if len(order) > 1 else None,
        table=Table(
            title=title,
            note=_note(
                len(order),
                to_say("The {number} leaders with most visits made, of {all}."),
                say_count(len(order), "All {n} leader.", "All {n} leaders."),
            ),
            columns=(say("Leader"), say("Visits"), say("Journeys"), say("Days abroad"), say("Countries")),
            rows=tuple(rows),
        ),
    )


def _note(all: int, early: str, whole: str) -> str:
    """What a table holds, in words: the message `early` where it ends early, else the text `whole`."""
    return say(early, number=number_words(LISTED), all=number_words(all)) if all > LISTED else whole


def _kinds(numbers: Mapping[str, int], total: int) -> str:
    """How many of several visits are bilateral, and what the others are, as a sentence."""
    number = numbers["bilateral"]
    if number == total:
        return say_count(total, "All {n} visits are bilateral.", "All {n} visits are bilateral.")
    apart = listed(_of_kind(nature, numbers[nature]) for nature in NATURES[1:] if numbers[nature])
    if not number:
        return say_count(
            total,
            "None of {n} visits is bilateral; set apart are {kinds}.",
            "None of {n} visits is bilateral; set apart are {kinds}.",
            kinds=apart,
        )
    return say_count(
        number,
        "{n} of {all} visits is bilateral; set apart are {kinds}.",
        "{n} of {all} visits are bilateral; set apart are {kinds}.",
        all=number_words(total),
        kinds=apart,
    )


def _of_kind(nature: str, number: int) -> str:
    """A number of visits that are not bilateral, in words."""
    match nature:
        case "multilateral":
            return say_count(number, "{n} multilateral", "{n} multilateral")
        case "private":
            return say_count(number, "{n} private", "{n} private")
        case "transit":
            return say_count(number, "{n} in transit", "{n} in transit")
    return say_count(number, "{n} for an international organisation", "{n} for an international organisation")
