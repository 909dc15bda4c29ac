"""Charts of where visits come from and lead: regions, pairs of countries, a country's partners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from visitgen.model.vocabulary import CountryId
from visitgen.plan.figures import LISTED, SHOWN, share
from visitgen.plan.links import Linker
from visitgen.plan.tallies import Tallies
from visitgen.plan.urls import relation_address
from visitgen.plan.views import Cell, Chart, Link, Matrix, Pair, Pairs, PartnerLine, Table
from visitgen.plan.words import capital, counted, listed, with_article

WHAT_COUNTS = "Visits completed or under way."
"""The rule that every chart of visits names."""

REGIONS = ("Africa", "Americas", "Asia", "Europe", "Oceania", "Antarctica")
"""The regions of UN M49, in the order of the matrix; others follow by name."""


def regions_chart(tallies: Tallies) -> Chart | None:
    """Visits from each region to each, as a matrix; nothing when no visit has both."""
    numbers = tallies.regions
    if not numbers:
        return None
    met = {region for way in numbers for region in way}
    names = [*(name for name in REGIONS if name in met), *sorted(met - set(REGIONS))]
    total = sum(numbers.values())
    (origin, aim), top = min(numbers.items(), key=lambda item: (-item[1], item[0]))
    inside = sum(number for way, number in numbers.items() if way[0] == way[1])
    steps = _steps(top)
    origin, aim = ("the Americas" if name == "Americas" else name for name in (origin, aim))
    way = f"from {origin} to {aim}" if origin != aim else f"within {origin}"
    finding = f"{capital(way)} went {top:,} of {total:,} visits; {_number(inside)} stayed within one region."
    if top == total:
        finding = f"{'The one visit' if total == 1 else f'All {total:,} visits'} went {way}."
    unplaced = f" {counted(tallies.unplaced, 'visit')} without a region on record apart." if tallies.unplaced else ""
    return Chart(
        anchor="regions",
        title="From region to region",
        finding=finding,
        rule=f"{WHAT_COUNTS} Rows: the region of the country the visitor stood for; columns: that of the country "
        f"visited, as the United Nations group them.{unplaced}",
        drawing=None if top == total else Matrix(
            corner="From, to",
            heads=(*names, "All"),
            rows=tuple(
                (
                    row,
                    tuple(Cell(value=numbers[row, to], shade=_shade(numbers[row, to], steps)) for to in names),
                    sum(numbers[row, to] for to in names),
                )
                for row in names
            ),
            sums=(*(sum(numbers[row, to] for row in names) for to in names), total),
            shades=tuple(_range(steps, index) for index in range(len(steps))),
        ),
        table=None,
    )  # fmt: skip


def reciprocity_chart(linker: Linker, tallies: Tallies) -> Chart | None:
    """The pairs of countries with most visits between them, each direction drawn its own way."""
    totals: Counter[tuple[CountryId, CountryId]] = Counter()
    for (home, host), years in tallies.between.items():
        if home != host:
            totals[min(home, host), max(home, host)] += years.total()
    if not totals:
        return None

    def ways(one: CountryId, other: CountryId) -> tuple[int, int]:
        there, back = (tallies.between.get(way, Counter()).total() for way in ((one, other), (other, one)))
        return there, back

    both = sum(all(ways(*pair)) for pair in totals)
    lines = []
    for (one, other), _ in sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:LISTED]:
        if ways(one, other)[0] < ways(one, other)[1]:
            one, other = other, one
        names = (linker.country_name(one, linker.archive.as_of), linker.country_name(other, linker.archive.as_of))
        link = Link(text=f"{names[0]} and {names[1]}", address=relation_address(one, other))
        lines.append((link, names, ways(one, other)))
    left, right = (max(values[side] for _, _, values in lines[:SHOWN]) for side in (0, 1))
    _, names, values = lines[0]
    known = (
        f"Of {len(totals):,} pairs of countries, {_number(both)} visited each other; no two have more visits between "
    )
    known += "them than "
    if len(totals) == 1:
        known = "On record are visits between two countries, "
    return Chart(
        anchor="reciprocity",
        title="Reciprocity",
        finding=f"{known}{listed(with_article(name) for name in names)}: {values[0]:,} and {_number(values[1])}.",
        rule=f"{WHAT_COUNTS} Both directions on one scale. The first bar and number are visits by the "
        "country named first, the one that sent more; the others those by the second.",
        drawing=None if len(lines) == 1 else Pairs(
            middle=share(left, left + right),
            pairs=tuple(
                Pair(link=link, names=names, values=values, shares=_shares(values, left + right))
                for link, names, values in lines[:SHOWN]
            ),
        ),
        table=Table(
            title="Reciprocity",
            note=f"The {len(lines)} pairs with most visits between them, of {len(totals):,}.",
            columns=("Countries", "First to second", "Second to first", "Balance"),
            rows=tuple(
                (link, (f"{values[0]:,}", f"{values[1]:,}", balance(names, values))) for link, names, values in lines
            ),
        ),
    )  # fmt: skip


def partners_chart(lines: Sequence[PartnerLine], name: str) -> Chart | None:
    """The countries one country exchanges most visits with: received to the one side, sent to the other.

    Shapes: `lines` with most visits first; nothing for fewer than two. The table is the page's own.
    """
    drawn = [line for line in lines if line.received or line.sent]
    if len(drawn) < 2:
        return None
    top = drawn[0]
    left, right = max(line.received for line in drawn[:SHOWN]), max(line.sent for line in drawn[:SHOWN])
    many = counted(len(drawn), "country", "countries")
    return Chart(
        anchor="partners",
        title="Partners",
        finding=f"Visits with {many}; none has more than {with_article(top.country.text)}: "
        f"{_number(top.received)} received, {_number(top.sent)} sent.",
        rule=f"{WHAT_COUNTS} Both directions on one scale"
        + (f"; the {SHOWN} countries with most of {len(drawn):,}." if len(drawn) > SHOWN else "."),
        drawing=Pairs(
            middle=share(left, left + right),
            words=(f"{capital(with_article(name))} received from", f"{capital(with_article(name))} sent to"),
            pairs=tuple(
                Pair(
                    link=Link(text=line.country.text, address=line.relation.address) if line.relation else line.country,
                    values=(line.received, line.sent),
                    shares=_shares((line.received, line.sent), left + right),
                )
                for line in drawn[:SHOWN]
            ),
        ),
        table=None,
    )


def balance(names: tuple[str, str], values: tuple[int, int]) -> str:
    """Which of two countries visited more often, in words."""
    if values[0] == values[1]:
        return "even"
    if not all(values):
        return f"only by {with_article(names[0] if values[0] else names[1])}"
    return f"{abs(values[0] - values[1]):,} more by {with_article(names[0] if values[0] > values[1] else names[1])}"


def _number(number: int) -> str:
    return f"{number:,}" if number else "none"


def _shares(values: tuple[int, int], scale: int) -> tuple[float, float]:
    return share(values[0], scale), share(values[1], scale)


def _steps(top: int) -> tuple[int, ...]:
    """The least number of each shade, the lightest first: at most five, round numbers."""
    if top <= 5:
        return tuple(range(1, top + 1))
    steps = {1}
    for part in (0.02, 0.1, 0.3, 0.7):
        if (exact := top * part) >= 1:
            power = 10 ** (len(str(int(exact))) - 1)
            steps.add(max(unit * power for unit in (1, 2, 5) if unit * power <= exact))
    return tuple(sorted(steps))


def _shade(number: int, steps: Sequence[int]) -> int:
    return sum(number >= step for step in steps)


def _range(steps: Sequence[int], index: int) -> str:
    low = steps[index]
    if index + 1 == len(steps):
        return f"{low:,} or more"
    high = steps[index + 1] - 1
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"
