"""Lists too long for one page: the latest entries stay, and each decade has a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from visitgen.model.vocabulary import VisitId
from visitgen.plan.cards import Cardfile, year_of
from visitgen.plan.landmarks import HOME
from visitgen.plan.language import number_words, say, say_as, say_count
from visitgen.plan.urls import decade_address
from visitgen.plan.views import Cards, Link, Page, PeriodView, Way

LONG = 200
"""The most visits that a list shows on the page of a leader or a country."""

LATEST = 20
"""How many of a longer list stay on that page."""


def listed_visits(cards: Cardfile, ids: Sequence[VisitId], word: str, owner: str) -> tuple[Cards, ...]:
    """A list by year; of a long one the latest visits, and a way to each decade.

    `word` says which list of its page it is (made, received, sent), `owner` is the address of that page.
    """
    if len(ids) <= LONG:
        return cards.by_year(ids, word)
    latest = Cards(
        heading=say_as("list of visits", "Latest"),
        anchor=f"{word}-latest",
        cards=cards.of_visits(ids[-LATEST:]),
        note=say("{some} of {all}", some=number_words(LATEST), all=number_words(len(ids))),
    )
    return (
        *(
            Cards(
                heading=say("{year}s", year=decade), anchor=f"{word}-{decade}s", cards=(),
                note=say_count(len(inside), "{n} visit", "{n} visits"), address=decade_address(owner, word, decade),
            )
            for decade, inside in _decades(cards, ids)
        ),
        latest,
    )  # fmt: skip


def decade_pages(
    cards: Cardfile, ids: Sequence[VisitId], word: str, owner: Link, title: str, parent: Link
) -> Iterator[Page]:
    """A page for each decade of a list that is too long for its own; none for a shorter one.

    `title` is what the list is called, `owner` the page it belongs to, `parent` the index above that.
    """
    if len(ids) <= LONG or owner.address is None:
        return
    decades = _decades(cards, ids)
    ways = [
        Link(text=say("{year}s", year=decade), address=decade_address(owner.address, word, decade))
        for decade, _ in decades
    ]
    for index, (decade, inside) in enumerate(decades):
        heading = say("{list}, {decade}", list=title, decade=ways[index].text)
        number, all = say_count(len(inside), "{n} visit", "{n} visits"), number_words(len(ids))
        yield Page(
            kind="decade",
            address=decade_address(owner.address, word, decade),
            template="pages/decade.html",
            title=heading,
            description=say(
                "{list} in the {year}s: {visits} of {all}, with dates, places and sources.",
                list=title, year=decade, visits=number, all=all,
            ),
            view=PeriodView(
                heading=heading,
                summary=say("{visits} of {all} on record", visits=number, all=all),
                groups=cards.by_year(inside, word),
                parts=(),
                way=Way(
                    label=say("Decades"),
                    previous=ways[index - 1] if index else None,
                    next=ways[index + 1] if index + 1 < len(ways) else None,
                ),
            ),
            breadcrumbs=(HOME.link, parent, owner),
            section=parent.address or "",
        )  # fmt: skip


def _decades(cards: Cardfile, ids: Sequence[VisitId]) -> list[tuple[int, tuple[VisitId, ...]]]:
    """The visits of a list by decade, in order of time."""

    def decade(id: VisitId) -> int:
        return year_of(cards.linker.archive.outlines[id]) // 10 * 10

    return [(first, tuple(inside)) for first, inside in groupby(sorted(ids, key=decade), key=decade)]
