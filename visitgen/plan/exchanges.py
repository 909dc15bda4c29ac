"""Charts of where visits come from and lead: regions, pairs of countries, a country's partners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from visitgen.model.vocabulary import CountryId
from visitgen.plan.figures import LISTED, SHOWN, countries, share
from visitgen.plan.grammar import with_article
from visitgen.plan.language import number_words, say, say_as, say_count, to_say, to_say_as
from visitgen.plan.links import Linker
from visitgen.plan.tallies import Tallies
from visitgen.plan.urls import relation_address
from visitgen.plan.views import Cell, Chart, Link, Matrix, Pair, Pairs, PartnerLine, Table
from visitgen.plan.words import capital, listed

WHAT_COUNTS = to_say("Visits completed or under way.")
"""The rule that every chart of visits names, as a message."""

REGIONS = (
    to_say_as("region", "Africa"), to_say_as("region", "Americas"), to_say_as("region", "Asia"),
    to_say_as("region", "Europe"), to_say_as("region", "Oceania"), to_say_as("region", "Antarctica"),
)  # fmt: skip
"""The regions of UN M49, in the order of the matrix; others follow by name."""

_IN_A_SENTENCE = {
    "Africa": to_say_as("region in a sentence", "Africa"),
    "Americas": to_say_as("region in a sentence", "the Americas"),
    "Asia": to_say_as("region in a sentence", "Asia"),
    "Europe": to_say_as("region in a sentence", "Europe"),
    "Oceania": to_say_as("region in a sentence", "Oceania"),
    "Antarctica": to_say_as("region in a sentence", "Antarctica"),
}


def regions_chart(tallies: Tallies) -> Chart | None:
    """Visits from each region to each, as a matrix; nothing when no visit has both."""
    numbers = tallies.regions
    if not numbers:
        return None
    met = {region for way in numbers for region in way}
    names = [*(name for name in REGIONS if name in met), *sorted(met - set(REGIONS))]
    total = sum(numbers.values())
    way, top = min(numbers.items(), key=lambda item: (-item[1], item[0]))
    steps = _steps(top)
    rule = say(
        "{what_counts} Rows: the region of the country the visitor stood for; columns: that of the country visited, as "
        "the United Nations group them.",
        what_counts=say(WHAT_COUNTS),
    )
    if tallies.unplaced:
        apart = say_count(
            tallies.unplaced,
            "{n} visit without a region on record apart.",
            "{n} visits without a region on record apart.",
        )
        rule = f"{rule} {apart}"
    return Chart(
        anchor="regions",
        title=say("From region to region"),
        finding=_ways_finding(way, top, total, sum(number for way, number in numbers.items() if way[0] == way[1])),
        rule=rule,
        drawing=None if top == total else Matrix(
            corner=say("From, to"),
            heads=(*(say_as("region", name) for name in names), say_as("column", "All")),
            rows=tuple(
                (
                    say_as("region", row),
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
        lines.append((Link(text=listed(names), address=relation_address(one, other)), names, ways(one, other)))
    left, right = (max(values[side] for _, _, values in lines[:SHOWN]) for side in (0, 1))
    _, names, values = lines[0]
    most = {
        "countries": listed(with_article(name) for name in names),
        "there": number_words(values[0]),
        "back": number_words(values[1]) if values[1] else say_as("visits", "none"),
    }
    if len(lines) == 1:
        finding = say("On record are visits between two countries, {countries}: {there} and {back}.", **most)
    else:
        finding = say(
            "{pairs}; no two have more visits between them than {countries}: {there} and {back}.",
            pairs=_mutual(both, len(totals)),
            **most,
        )
    return Chart(
        anchor="reciprocity",
        title=say("Reciprocity"),
        finding=finding,
        rule=say(
            "{what_counts} Both directions on one scale. The first bar and number are visits by the country named "
            "first, the one that sent more; the others those by the second.",
            what_counts=say(WHAT_COUNTS),
        ),
        drawing=None if len(lines) == 1 else Pairs(
            middle=share(left, left + right),
            pairs=tuple(
                Pair(link=link, names=names, values=values, shares=_shares(values, left + right))
                for link, names, values in lines[:SHOWN]
            ),
        ),
        table=Table(
            title=say("Reciprocity"),
            note=say_count(
                len(lines),
                "The {n} pairs with most visits between them, of {all}.",
                "The {n} pairs with most visits between them, of {all}.",
                all=number_words(len(totals)),
            ),
            columns=(say("Countries"), say("First to second"), say("Second to first"), say("Balance")),
            rows=tuple(
                (link, (number_words(values[0]), number_words(values[1]), balance(names, values)))
                for link, names, values in lines
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
    if len(drawn) > SHOWN:
        rule = say(
            "{what_counts} Both directions on one scale; the {number} countries with most of {all}.",
            what_counts=say(WHAT_COUNTS),
            number=number_words(SHOWN),
            all=number_words(len(drawn)),
        )
    else:
        rule = say("{what_counts} Both directions on one scale.", what_counts=say(WHAT_COUNTS))
    country = with_article(name)
    return Chart(
        anchor="partners",
        title=say("Partners"),
        finding=say(
            "Visits with {countries}; none has more than {country}: {received}, {sent}.",
            countries=countries(len(drawn)),
            country=with_article(top.country.text),
            received=_received(top.received),
            sent=_sent(top.sent),
        ),
        rule=rule,
        drawing=Pairs(
            middle=share(left, left + right),
            words=(
                capital(say("{country} received from", country=country)),
                capital(say("{country} sent to", country=country)),
            ),
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
        return say_as("visits", "even")
    more = with_article(names[0] if values[0] > values[1] else names[1])
    if not all(values):
        return say("only by {country}", country=more)
    return say_count(abs(values[0] - values[1]), "{n} more by {country}", "{n} more by {country}", country=more)


def _ways_finding(way: tuple[str, str], top: int, total: int, inside: int) -> str:
    """The way between regions that most visits went, `top` of `total`, and how many stayed in one, as a sentence."""
    origin, aim = (say_as("region in a sentence", _IN_A_SENTENCE.get(name, name)) for name in way)
    if way[0] == way[1]:
        went = say("within {region}", region=origin)
    else:
        went = say("from {origin} to {aim}", origin=origin, aim=aim)
    if total == 1:
        return say("The one visit went {way}.", way=went)
    if top == total:
        return say_count(total, "All {n} visits went {way}.", "All {n} visits went {way}.", way=went)
    stayed = say("none stayed within one region")
    if inside:
        stayed = say_count(inside, "{n} stayed within one region", "{n} stayed within one region")
    return capital(
        say_count(
            top,
            "{way} went {n} of {total} visits; {stayed}.",
            "{way} went {n} of {total} visits; {stayed}.",
            way=went,
            total=number_words(total),
            stayed=stayed,
        )
    )


def _mutual(both: int, pairs: int) -> str:
    """How many of some pairs of countries visited each other, in words."""
    if not both:
        return say_count(
            pairs,
            "Of {n} pairs of countries, none visited each other",
            "Of {n} pairs of countries, none visited each other",
        )
    return say_count(
        both,
        "Of {pairs} pairs of countries, {n} visited each other",
        "Of {pairs} pairs of countries, {n} visited each other",
        pairs=number_words(pairs),
    )


def _received(number: int) -> str:
    return say_count(number, "{n} received", "{n} received") if number else say("none received")


def _sent(number: int) -> str:
    return say_count(number, "{n} sent", "{n} sent") if number else say("none sent")


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
    low = number_words(steps[index])
    if index + 1 == len(steps):
        return say("{number} or more", number=low)
    high = number_words(steps[index + 1] - 1)
    return low if low == high else f"{low}–{high}"
