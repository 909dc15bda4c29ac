"""Charts of what counted visits are, who makes them, where they lead first, and how well they are recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from visitgen.model.counting import counts_of
from visitgen.model.records import Visit
from visitgen.model.vocabulary import LeaderId
from visitgen.plan.exchanges import WHAT_COUNTS
from visitgen.plan.figures import LISTED, leading, most, rows_of, share
from visitgen.plan.links import Linker
from visitgen.plan.tallies import NATURES, Tallies
from visitgen.plan.views import Chart, Link, Row, RowGroup, Rows, Table
from visitgen.plan.words import VERIFICATION, capital, counted, listed, with_article

NATURE = {
    "bilateral": "Bilateral", "multilateral": "Multilateral", "private": "Private", "transit": "Transit",
    "organisation": "For an international organisation",
}  # fmt: skip
BILATERAL = (
    "Bilateral visits completed or under way: transit, private and multilateral visits, and those made for an "
    "international organisation, are left out. A visit whose record does not tell its kind is taken as bilateral."
)
_CONFIDENCE = {5: "5, highest", 4: "4", 3: "3", 2: "2", 1: "1, lowest", None: "Not stated"}


def natures_chart(tallies: Tallies) -> Chart | None:
    """What kind of visits there are: each visit is of one kind, so that the bars add up to all."""
    total = tallies.natures.total()
    if not total:
        return None
    apart = [f"{tallies.natures[nature]:,} {words}" for nature, words in (
        ("multilateral", "multilateral"), ("private", "private"), ("transit", "in transit"),
        ("organisation", "for an international organisation"),
    ) if tallies.natures[nature]]  # fmt: skip
    lines = sorted(((NATURE[nature], tallies.natures[nature]) for nature in NATURES), key=lambda line: -line[1])
    several = lines[1][1] > 0
    return Chart(
        anchor="kinds",
        title="Kinds of visit",
        finding=(f"The one visit is {lines[0][0].lower()}." if total == 1 else
                 f"{capital(_of_all(tallies.natures['bilateral'], total, 'is', 'are'))} bilateral"
                 + (f"; set apart are {listed(apart)}." if apart else ".")),
        rule=f"{WHAT_COUNTS} Each is of one kind. Multilateral: so typed, or made for an event on record; for an "
        "international organisation: its visitor headed one and held no office of a country. A visit whose record does "
        "not tell its kind is taken as bilateral.",
        drawing=_parts({"": lines}, total) if several else None,
        table=_parts_table("Kinds of visit", ("Kind", "Visits", "Share"), {"": lines}, total) if several else None,
    )  # fmt: skip


def destinations_chart(linker: Linker, tallies: Tallies) -> Chart | None:
    """The countries that received most bilateral visits."""
    order = sorted(tallies.hosts.items(), key=lambda item: (-len(item[1]), item[0]))
    if not order:
        return None
    names = [linker.country(id, linker.archive.as_of) for id, _ in order]
    numbers = [(link, len(visits)) for link, (_, visits) in zip(names, order, strict=True)]
    total = sum(number for _, number in numbers)
    told = most([(with_article(link.text), number) for link, number in numbers], total, "received by", "countries")
    return Chart(
        anchor="destinations",
        title="Destinations",
        finding=told,
        rule=BILATERAL,
        drawing=rows_of(numbers) if len(order) > 1 else None,
        table=Table(
            title="Destinations",
            note=_of(len(order), "country", "countries", "with most visits received"),
            columns=("Country", "Visits", "Visitors"),
            rows=tuple(
                (link, (f"{len(visits):,}", f"{len({visit.visitor for visit in visits}):,}"))
                for link, (_, visits) in zip(names[:LISTED], order, strict=False)
            ),
        ),
    )


def travellers_chart(linker: Linker, tallies: Tallies) -> Chart | None:
    """The leaders who made most bilateral visits."""
    return _travellers(
        linker,
        tallies.travellers,
        "travellers",
        "Travellers",
        f"{BILATERAL} Days abroad are distinct, and known, days.",
    )


def envoys_chart(linker: Linker, tallies: Tallies) -> Chart | None:
    """The heads of international organisations who made most visits."""
    return _travellers(
        linker, tallies.envoys, "organisations", "For international organisations",
        f"{WHAT_COUNTS} Made by the head of an international organisation who held no office of a country.",
    )  # fmt: skip


def first_visits_chart(linker: Linker, tallies: Tallies) -> Chart | None:
    """The countries where most leaders went first."""
    order = sorted(tallies.first.items(), key=lambda item: (-item[1], item[0]))
    if not order:
        return None
    numbers = [(linker.country(id, linker.archive.as_of), number) for id, number in order]
    total = tallies.first.total()
    names = [(with_article(link.text), number) for link, number in numbers]
    leaders = "the first visit of one leader led" if total == 1 else f"the first visits of {total:,} leaders led"
    return Chart(
        anchor="first-visits",
        title="First visits abroad",
        finding=f"On record, {leaders} to {len(order):,} countries; most often to {leading(names, total, 'countries')}."
        if len(order) > 1 else f"On record, {leaders} to {with_article(numbers[0][0].text)}.",
        rule="Each leader's earliest bilateral visit here, which need not be the first in fact. "
        + (f"Of {counted(tallies.unsettled, 'leader')} the records do not say which visit came first; not counted."
           if tallies.unsettled else "Of every leader the records say which came first."),
        drawing=rows_of(numbers) if len(order) > 1 else None,
        table=Table(
            title="First visits abroad",
            note=_of(len(order), "country", "countries", "where most leaders went first"),
            columns=("Country", "Leaders", "Share"),
            rows=tuple((link, (f"{number:,}", _percent(number, total))) for link, number in numbers[:LISTED]),
        ),
    )  # fmt: skip


def quality_chart(visits: Sequence[Visit]) -> Chart | None:
    """How well the visits are recorded: sources, days, checking, confidence."""
    total = len(visits)
    if not total:
        return None
    sources = Counter(min(len({cite.source or cite.url for cite in visit.meta.sources}), 2) for visit in visits)
    dated = sum(visit.when.known_days for visit in visits)
    checked = Counter(visit.meta.verification for visit in visits)
    sure = Counter(visit.meta.confidence for visit in visits)
    if total == 1:
        rests = f"The one visit on record rests on {('no source', 'one source', 'several sources')[max(sources)]}"
    else:
        rests = f"{capital(_of_all(sources[1], total, 'rests', 'rest'))} on one source"
        rests += f" and {sources[0]:,} on none" if sources[0] else ""
    doubts = [
        words
        for words, number in (
            (f"{_of_all(total - dated, total, 'is', 'are')} not known to the day", total - dated),
            (f"{_of_all(checked['unstated'], total, 'does', 'do')} not say how far the record was checked",
             checked["unstated"]),
        )
        if number
    ]  # fmt: skip
    groups = {
        "Sources": [("Two or more", sources[2]), ("One", sources[1]), ("None", sources[0])],
        "Days": [("First and last day known", dated), ("Not known to the day", total - dated)],
        "Verification": [(VERIFICATION.get(word, "Not stated"), checked[word]) for word in (*VERIFICATION, "unstated")],
        "Confidence": [(words, sure[level]) for level, words in _CONFIDENCE.items()],
    }
    return Chart(
        anchor="quality",
        title="Quality of the data",
        finding=f"{rests}{'; '.join(('', *doubts))}.",
        rule="All visits on record, planned and cancelled ones too. Each bar is a share of all visits.",
        drawing=_parts(groups, total) if total > 1 else None,
        table=_parts_table("Quality of the data", ("Property", "Visits", "Share"), groups, total),
    )


def _travellers(
    linker: Linker, made: Mapping[LeaderId, Sequence[Visit]], anchor: str, title: str, rule: str
) -> Chart | None:
    order = sorted(made.items(), key=lambda item: (-len(item[1]), item[0]))
    if not order:
        return None
    numbers = [(linker.leader(id), len(visits)) for id, visits in order]
    rows = []
    for (link, _), (_, visits) in zip(numbers[:LISTED], order, strict=False):
        counts = counts_of(visits, linker.archive.journey_of, linker.archive.status)
        figures = (counts.visits, counts.journeys, counts.days, len({visit.host for visit in visits}))
        rows.append((link, tuple(f"{figure:,}" for figure in figures)))
    total = sum(number for _, number in numbers)
    told = most([(link.text, number) for link, number in numbers], total, "made by", "leaders")
    return Chart(
        anchor=anchor,
        title=title,
        finding=told,
        rule=rule,
        drawing=rows_of(numbers) if len(order) > 1 else None,
        table=Table(
            title=title,
            note=_of(len(order), "leader", "leaders", "with most visits made"),
            columns=("Leader", "Visits", "Journeys", "Days abroad", "Countries"),
            rows=tuple(rows),
        ),
    )


def _of(all: int, one: str, many: str, with_most: str) -> str:
    """What a table that may end early holds, in words."""
    return f"The {LISTED} {many} {with_most}, of {all:,}." if all > LISTED else f"All {counted(all, one, many)}."


def _parts(groups: Mapping[str, Sequence[tuple[str, int]]], total: int) -> Rows:
    """Bars of parts of a whole, all on the scale of the whole; those of nothing are left to the table."""
    return Rows(
        groups=tuple(
            RowGroup(
                heading=heading,
                rows=tuple(
                    Row(
                        link=Link(text=label),
                        text=f"{number:,} ({_percent(number, total)})",
                        share=share(number, total),
                    )
                    for label, number in lines
                    if number
                ),
            )
            for heading, lines in groups.items()
        )
    )


def _parts_table(
    title: str, columns: tuple[str, ...], groups: Mapping[str, Sequence[tuple[str, int]]], total: int
) -> Table:
    return Table(
        title=title,
        note="",
        columns=columns,
        rows=tuple(
            (Link(text=f"{heading}: {label[:1].lower()}{label[1:]}" if heading else label),
             (f"{number:,}", _percent(number, total)))
            for heading, lines in groups.items() for label, number in lines
        ),
    )  # fmt: skip


def _of_all(number: int, total: int, one: str, many: str) -> str:
    """How many of all do something, in words: "1 of 12 visits is"; of a lone visit, "it is"."""
    if total == 1:
        return f"it {one}"
    if number in (0, total):
        return f"all {total:,} visits {many}" if number else f"None of {total:,} visits {one}"
    return f"{number:,} of {total:,} visits {one if number == 1 else many}"


def _percent(number: int, total: int) -> str:
    """A share in words: none and all only where it is none and all."""
    percent = 100 * number / total
    if number and percent < 0.1:
        return "under 0.1 %"
    if number < total and percent > 99.9:
        return "over 99.9 %"
    return f"{percent:.1f} %" if number % total else f"{percent:.0f} %"
