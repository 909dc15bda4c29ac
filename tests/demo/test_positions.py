"""What was said, and the figures: each with whose it is and how it is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from tests.demo.reading import BRIEFING, HERZOG, VISIT, Node, Pages, wanted


@dataclass(frozen=True)
class Said:
    """A position: where it stands, whose it is, how it is marked."""

    page: str
    by: str
    text: str
    kind: str = "paraphrase"
    also: tuple[str, ...] = ()
    plain: bool = True


MACRON, NETANYAHU = "Emmanuel Macron, president of France", "Benjamin Netanyahu, prime minister of Israel"
HERZOG_, OFFICIAL = "Isaac Herzog, president of Israel", "Élysée Palace official (not named)"
SPEAKERS = (MACRON, NETANYAHU, HERZOG_, OFFICIAL)

STATEMENTS: dict[str, Said] = {
    "macron-coalition-against-hamas": Said(
        VISIT, MACRON, "The Global Coalition against ISIS should fight Hamas as well.",
        also=("Widening the anti-ISIS coalition",)),
    "macron-peace-process": Said(
        VISIT, MACRON, "The Palestinian peace process needs a “decisive relaunch”.", "quoted in part"),
    "macron-hostages-first": Said(
        HERZOG, MACRON, "The release of all hostages, without distinction between them, comes first among the aims.",
        also=("to Isaac Herzog",)),
    "macron-not-alone": Said(
        HERZOG, MACRON, "In its war on terrorism Israel is not left alone.", also=("to Isaac Herzog",)),
    "macron-without-widening": Said(
        VISIT, MACRON, "The fight must be waged without hesitation, but without widening the conflict."),
    "macron-targeted-operation": Said(VISIT, MACRON, "A “targeted operation” is essential.", "quoted in part"),
    "reading-of-targeted-operation": Said(
        VISIT, "The Times of Israel",
        "it was not fully clear whether Emmanuel Macron meant Lebanon, the ground offensive, or both",
        "editorial reading", also=("Lazar Berman",)),
    "macron-warned-others": Said(
        VISIT, MACRON, "France has warned other groups too, and among them Hezbollah."),
    "macron-hezbollah-messages": Said(
        "/meetings/france-hezbollah-messages/", MACRON, "France has warned Hezbollah by “direct messages”.",
        "quoted in part"),
    "macron-missing-nationals": Said(
        VISIT, MACRON, "The French nationals who are missing are thought to be hostages."),
    "elysee-coalition-may-include-hamas": Said(
        BRIEFING, OFFICIAL,
        "France can do more in the coalition, and Hamas can be brought into what the coalition fights.",
        also=("conditional", "what Israel asks for"), plain=False),
    "elysee-ground-fighting": Said(BRIEFING, OFFICIAL, "Not every member of the coalition fights on the ground."),
    "elysee-military-cooperation": Said(
        BRIEFING, OFFICIAL, "Military cooperation, or French forces on the ground.",
        also=("does not rule out",), plain=False),
    "elysee-ceasefire": Said(BRIEFING, OFFICIAL, "France wants to consolidate the perspective of a ceasefire."),
    "elysee-hostages": Said(BRIEFING, OFFICIAL, "Freeing the hostages is a key priority."),
    "netanyahu-holocaust-comparison": Said(
        VISIT, NETANYAHU, "He compared the attack of 7 October with the Holocaust."),
    "netanyahu-international-community": Said(
        VISIT, NETANYAHU,
        "The international community unites behind Israel, as nations united in the Second World War."),
    "netanyahu-aims": Said(
        VISIT, NETANYAHU,
        "Hamas must be destroyed, the hostages must be released, and civilians must be kept out of harm’s way."),
    "herzog-release": Said(
        VISIT, HERZOG_, "All citizens must be released, fully and immediately, with no difference between Israelis and "
        "nationals of other states."),
    "herzog-lebanon": Said(
        VISIT, HERZOG_, "Lebanon will then pay the price.", also=("conditional", "Hezbollah drags Israel into war"),
        plain=False),
    "herzog-iran": Said(VISIT, HERZOG_, "In Lebanon, Iran is playing with fire."),
}  # fmt: skip


@pytest.mark.parametrize("id", STATEMENTS)
def test_position_stands_with_its_speaker_and_manner(id: str, pages: Pages) -> None:
    said = STATEMENTS[id]
    node = pages.part(said.page, id)
    text = node.words()
    assert node.parent is not None
    # The role may stand once, above all that one speaker said to the same people.
    siblings = [child for child in node.parent.children if isinstance(child, Node)]
    run = " ".join(child.words() for child in siblings[: siblings.index(node) + 1])
    at = run.rfind(said.by.casefold())
    given = at >= 0 and all(run.rfind(other.casefold()) <= at for other in SPEAKERS)
    assert given, f"{id} is not given to {said.by}:\n{run}"
    wanted(f"{said.page}#{id}", text, said.by.partition(",")[0].removesuffix(" (not named)"), said.text, said.kind)
    wanted(f"{said.page}#{id}", text if not said.plain else run[at:], *said.also)
    if said.plain:
        assert "conditional" not in text and "does not rule out" not in text
    assert "[1]" in text, "a position names its source"


LEADERS = {MACRON: "emmanuel-macron", NETANYAHU: "benjamin-netanyahu", HERZOG_: "isaac-herzog"}


@pytest.mark.parametrize("id", [id for id, said in STATEMENTS.items() if said.by in LEADERS])
def test_position_is_listed_on_its_speakers_page(id: str, pages: Pages) -> None:
    leader = LEADERS[STATEMENTS[id].by]
    page = pages(f"/leaders/{leader}/")
    assert any(node.attributes.get("href", "").endswith(f"#{id}") for node in page.elements()), f"{leader}: no {id}"


COALITION = "/organisations/global-coalition-against-isis/"
TIMES_SAYS = "according to The Times of Israel"

FIGURES: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "killed-7-october": (VISIT, "killed in the attack of 7 October 2023", "1,400", (
        "about, at least", "“some” and, elsewhere in the article, “at least”", TIMES_SAYS)),
    "french-killed-7-october": (VISIT, "French citizens among those killed in the attack of 7 October 2023", "30", (
        "exact figure", TIMES_SAYS)),
    "captive-about-220": (VISIT, "taken captive into Gaza", "220", ("about", TIMES_SAYS)),
    "captive-at-least-224": (VISIT, "taken captive into Gaza", "224", (
        "at least", "It contradicts “about 220” in the same article", TIMES_SAYS)),
    "french-missing": (VISIT, "French citizens missing", "9", (
        "exact figure", "One of them is a confirmed hostage",
        "That the others are hostages too is what Emmanuel Macron thinks", TIMES_SAYS)),
    "french-missing-confirmed-hostage": (VISIT, "French citizens missing who are confirmed as hostages", "1", (
        "exact figure", TIMES_SAYS)),
    "killed-in-gaza": (VISIT, "killed in Gaza since 7 October 2023", "5,000", (
        "more than", "not verified", "according to Health ministry in Gaza", "The ministry is run by Hamas",
        "The article disputes who is included in the figure")),
    "coalition-members": (COALITION, "members of the coalition against ISIS since September 2014", "86", (
        "about", TIMES_SAYS)),
}  # fmt: skip


def _measure(pages: Pages, address: str, id: str) -> tuple[Node, str]:
    """The part of a page that holds a figure with its fellows, and the words of its heading."""
    at: Node | None = pages.part(address, id)
    while at is not None:
        heading = next((n for n in at.elements() if re.fullmatch("h[1-6]|caption|summary|dt", n.tag)), None)
        if heading is not None:
            return at, heading.words()
        at = at.parent
    raise AssertionError(f"{id} has no heading")


@pytest.mark.parametrize("id", FIGURES)
def test_figure_stands_with_whose_it_is(id: str, pages: Pages) -> None:
    address, measure, figure, phrases = FIGURES[id]
    text = pages.part(address, id).words()
    given = text.partition("according to")[0]
    assert re.search(rf"(?<![\d,.]){re.escape(figure)}(?![\d,.])", given), f"{figure} is not the figure of “{text}”"
    wanted(f"{address}#{id}", text, *phrases)
    assert _measure(pages, address, id)[1] == measure.casefold()


def test_both_captive_figures_stand_side_by_side(pages: Pages) -> None:
    one, other = pages.part(VISIT, "captive-about-220"), pages.part(VISIT, "captive-at-least-224")
    assert one.parent is other.parent, "the two figures are not in one group"
    group, heading = _measure(pages, VISIT, "captive-about-220")
    assert heading == "taken captive into gaza"
    figures = {node.attributes["id"] for node in group.elements() if node.attributes.get("id") in FIGURES}
    assert figures == {"captive-about-220", "captive-at-least-224"}, "another measure stands in the same group"
    text = group.words()
    assert "224" in text and "220" in text and "222" not in text, "figures are never averaged"
    wanted(VISIT, text, "The figures differ")
