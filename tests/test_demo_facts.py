"""The demonstration archive says what its sources say: every fact is looked for where a reader looks for it.

Each case is a fact, the page, and the texts that must be visible there. The whole of `content/` is built once.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

from visitgen.commands.build import Made, Options, build, make
from visitgen.commands.report import Progress

CONTENT = Path(__file__).parent.parent / "content"
IMPORTED = "# Imported from the data of the Office of the Historian"

# ---------------------------------------------------------------------------------------------------------------------
# Reading pages
# ---------------------------------------------------------------------------------------------------------------------

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
INLINE = frozenset({"a", "abbr", "b", "bdi", "cite", "em", "i", "mark", "small", "strong", "sub", "sup", "time"})
UNSEEN = frozenset({"head", "script", "style", "template", "svg"})


@dataclass
class Node:
    """An element of a page."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)
    parent: Node | None = None

    def elements(self) -> Iterator[Node]:
        """This element and all inside it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.elements()

    def words(self) -> str:
        """The visible text, white space collapsed, capitals set aside."""
        text = " ".join("".join(self._pieces()).split())
        return re.sub(r" ([,.;:)\]])", r"\1", text).casefold()

    def _pieces(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in UNSEEN and "hidden" not in child.attributes:
                gap = "" if child.tag in INLINE else " "
                yield gap
                yield from child._pieces()
                yield gap


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.here = self.root = Node("document")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, parent=self.here)
        self.here.children.append(node)
        if tag not in VOID:
            self.here = node

    def handle_endtag(self, tag: str) -> None:
        at: Node | None = self.here
        while at is not None and at.tag != tag:
            at = at.parent
        if at is not None and at.parent is not None:
            self.here = at.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


class Pages:
    """The main part of each page of a built site, by address."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.known: dict[str, Node] = {}

    def __call__(self, address: str) -> Node:
        """The `main` element of a page; `/visits/x/`."""
        if address not in self.known:
            path = f"{address.lstrip('/')}index.html"
            assert path in self.files, f"there is no page {address}"
            reader = _Reader()
            reader.feed(self.files[path].decode())
            self.known[address] = next(node for node in reader.root.elements() if node.tag == "main")
        return self.known[address]

    def part(self, address: str, id: str) -> Node:
        """The element of a page with this id."""
        found = [node for node in self(address).elements() if node.attributes.get("id") == id]
        assert len(found) == 1, f"{len(found)} elements of {address} have the id `{id}`"
        return found[0]


def wanted(where: str, text: str, *phrases: str) -> None:
    """Fails unless every phrase is in the text."""
    for phrase in phrases:
        assert " ".join(phrase.split()).casefold() in text, f"“{phrase}” is not visible on {where}:\n{text[:3000]}"


def _read(made: Made) -> Pages:
    assert made.archive is not None, made.diagnostics
    return Pages({artifact.path: artifact.data for artifact in made.files})


@pytest.fixture(scope="session")
def demo() -> Made:
    """The whole demonstration archive, built in memory."""
    with Progress() as progress:
        return make(Options(content=CONTENT, output=Path("never-written")), progress)


@pytest.fixture(scope="session")
def pages(demo: Made) -> Pages:
    """Its pages."""
    return _read(demo)


@pytest.fixture(scope="session")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the records written by hand, without the import, and with meetings that ask for roles on many days."""
    folder = tmp_path_factory.mktemp("by-hand") / "content"
    for file in sorted(CONTENT.rglob("*")):
        if file.is_file() and not file.read_bytes().startswith(IMPORTED.encode()):
            copy = folder / file.relative_to(CONTENT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    lines = [
        f"- {{id: {_probe(leader, day)}, date: {day}, participants: [{leader}]}}\n" for leader, day, _ in ROLES
    ]
    (folder / "meetings" / "probes.yaml").write_text("".join(lines), encoding="utf-8")
    return folder


def _probe(leader: str, day: str) -> str:
    return f"probe-{leader}-{day}"


@pytest.fixture(scope="session")
def roles(by_hand: Path) -> Pages:
    """The pages of the records written by hand, and of the meetings that ask for roles."""
    with Progress() as progress:
        return _read(make(Options(content=by_hand, output=by_hand.parent / "site"), progress))


# ---------------------------------------------------------------------------------------------------------------------
# The facts
# ---------------------------------------------------------------------------------------------------------------------

TIMES = "Macron calls for international coalition against Hamas based on anti-ISIS campaign"
VISIT = "/visits/macron-israel-2023-10-24/"
BRIEFING = "/meetings/elysee-briefing-2023-10-24/"
HERZOG = "/meetings/macron-herzog-2023-10-24/"
SINCE_THE_WAR_BEGAN = "between 7 and 24 October 2023"

FACTS: dict[str, tuple[str, tuple[str, ...]]] = {
    # Sources
    "S1: title, author, agency": (
        "/sources/times-of-israel-2023-10-24/", (TIMES, "Lazar Berman", "The Times of Israel", "AFP")),
    "S1: the date is inferred": (
        "/sources/times-of-israel-2023-10-24/", ("24 October 2023 (uncertain)", "The date is inferred")),
    "S1: no address, no date line": ("/sources/times-of-israel-2023-10-24/", ("no date line and no web address",)),
    "S1: the BFMTV post": ("/sources/times-of-israel-2023-10-24/", ("quotes a post by", "BFMTV")),
    "S2": ("/sources/history-state-president-biden-joseph-r/", (
        "Travels Abroad of the President: Joseph R. Biden", "Office of the Historian", "CC0",
        "https://history.state.gov/departmenthistory/travels/president/biden-joseph-r")),
    "S3": ("/sources/history-state-secretary-blinken-antony-j/", (
        "Travels of the Secretary of State: Antony J. Blinken", "Office of the Historian", "CC0",
        "https://history.state.gov/departmenthistory/travels/secretary/blinken-antony-j")),
    # Visits
    "visit 1: who, where, when": (VISIT, ("Emmanuel Macron, president of France, in Israel", "24 October 2023")),
    "visit 1: in the morning": (VISIT, ("Arrival in the morning", "on the morning of 24 October 2023")),
    "visit 1: Tel Aviv, then Jerusalem": (VISIT, ("first to Tel Aviv and then to Jerusalem", "Jerusalem")),
    "visit 1: type not stated": (VISIT, ("type not stated", "The type of the visit is not stated")),
    "visit 1: solidarity": (VISIT, ("Purpose", "Solidarity")),
    "visit 1: under way when S1 was written": (VISIT, (
        "Under way", "under way, 24 October 2023 (uncertain), according to The Times of Israel")),
    "visit 1: S1 is its source": (VISIT, (TIMES, "Rests on a single source")),
    "visit 2: West Bank, Ramallah, planned": ("/visits/macron-palestine-2023-10/", (
        "Emmanuel Macron, president of France, to Palestine", "Ramallah", "West Bank", "planned", "day not known",
        "on or after 24 October 2023", "Whether it took place is not on record here")),
    "visit 2: to meet Abbas": ("/visits/macron-palestine-2023-10/", (
        "Mahmoud Abbas president of the Palestinian Authority",)),
    "visit 2: planned as of the day of S1": ("/visits/macron-palestine-2023-10/", (
        "planned, 24 October 2023 (uncertain)",)),
    "visit 3: Jordan, planned, no city": ("/visits/macron-jordan-2023-10/", (
        "Emmanuel Macron, president of France, to Jordan", "the source names no city", "planned", "day not known")),
    "visit 3: to meet King Abdullah II": ("/visits/macron-jordan-2023-10/", ("Abdullah II king of Jordan",)),
    "visit 3: planned as of the day of S1": ("/visits/macron-jordan-2023-10/", (
        "planned, 24 October 2023 (uncertain)",)),
    "visits 1 to 3 are one journey": ("/itineraries/macron-middle-east-2023-10/", (
        "Emmanuel Macron in Israel and the region, October 2023", "Emmanuel Macron in Israel",
        "Emmanuel Macron to Palestine", "Emmanuel Macron to Jordan", "2 more not counted: planned or not made")),
    "visit 1 shows its journey": (VISIT, ("Emmanuel Macron in Israel and the region, October 2023",)),
    "Biden: role, day and place": ("/visits/2023-10-18-joseph-r-biden-israel/", (
        "Joseph R. Biden, president of the United States, in Israel", "18 October 2023", "Tel Aviv")),
    "Biden: what S1 says and what S2 says": ("/visits/2023-10-18-joseph-r-biden-israel/", (
        "The newspaper gives no day", "since the war began", TIMES, "Cited for visitor and host",
        "Travels Abroad of the President: Joseph R. Biden", "Cited for visitor, host, start and stops")),
    "Scholz": ("/visits/scholz-israel-2023-10/", (
        "Olaf Scholz, chancellor of Germany, in Israel", SINCE_THE_WAR_BEGAN, "day not known", TIMES)),
    "Sunak": ("/visits/sunak-israel-2023-10/", (
        "Rishi Sunak, prime minister of the United Kingdom, in Israel", SINCE_THE_WAR_BEGAN, "day not known", TIMES)),
    "Meloni": ("/visits/meloni-israel-2023-10/", (
        "Giorgia Meloni, prime minister of Italy, in Israel", SINCE_THE_WAR_BEGAN, "day not known", TIMES)),
    "Mitsotakis": ("/visits/mitsotakis-israel-2023-10/", (
        "Kyriakos Mitsotakis, prime minister of Greece, in Israel", SINCE_THE_WAR_BEGAN, "day not known", TIMES)),
    "Rutte, a caretaker": ("/visits/rutte-israel-2023-10/", (
        "Mark Rutte, caretaker prime minister of the Netherlands, in Israel", SINCE_THE_WAR_BEGAN, "day not known",
        TIMES)),
    "undated visits are in the month, their day unknown": ("/2023/10/", (
        "October 2023, day not known", SINCE_THE_WAR_BEGAN, "Olaf Scholz")),
    "the host received them all": ("/countries/israel/", (
        "Emmanuel Macron", "Joseph R. Biden", "Olaf Scholz", "Rishi Sunak", "Giorgia Meloni", "Kyriakos Mitsotakis",
        "Mark Rutte", "Antony J. Blinken")),
    # Meetings and contacts
    "families: a group, unnamed, in Tel Aviv": ("/meetings/macron-families-2023-10-24/", (
        "Families of French and French-Israeli nationals killed or taken hostage (group)", "Tel Aviv",
        "24 October 2023")),
    "Herzog: role": (HERZOG, ("Isaac Herzog president of Israel", "24 October 2023")),
    "Herzog: earlier than Netanyahu": (HERZOG, ("Earlier in the day than the meeting with Benjamin Netanyahu",)),
    "Herzog: place not stated": (HERZOG, ("The source does not say where they met",)),
    "Herzog: partly in English": (HERZOG, ("Part of the exchange was in English",)),
    "Netanyahu: Jerusalem": ("/meetings/macron-netanyahu-2023-10-24/", (
        "Benjamin Netanyahu prime minister of Israel", "Jerusalem", "24 October 2023")),
    "joint appearance before the press": ("/meetings/macron-netanyahu-press-2023-10-24/", (
        "Joint appearance before the press", "It followed their meeting", "Benjamin Netanyahu spoke first",
        "Jerusalem")),
    "Lapid and Gantz: roles and place": ("/meetings/macron-lapid-gantz-2023-10-24/", (
        "Yair Lapid leader of the opposition", "Benny Gantz minister without portfolio of Israel", "Jerusalem")),
    "Gantz: National Unity in the war cabinet": ("/meetings/macron-lapid-gantz-2023-10-24/", (
        "National Unity, had joined an emergency war cabinet", "leader of National Unity")),
    "Gantz: party, on his own page": ("/leaders/benny-gantz/", ("Leader of National Unity",)),
    "Gantz: on the party's page": ("/organisations/national-unity/", ("Benny Gantz", "emergency war cabinet")),
    "one meeting or two is not stated": ("/meetings/macron-lapid-gantz-2023-10-24/", (
        "Whether this was one meeting or two is not stated",)),
    "planned: Abbas in Ramallah": ("/meetings/macron-abbas-2023-10/", (
        "Ramallah", "planned", "Mahmoud Abbas president of the Palestinian Authority", "on or after 24 October 2023")),
    "planned: Abdullah II": ("/meetings/macron-abdullah-2023-10/", (
        "Abdullah II king of Jordan", "planned", "on or after 24 October 2023")),
    "expected: el-Sissi, mode unknown, said by the Élysée": ("/meetings/macron-sisi-2023-10/", (
        "Expected talk with Abdel Fattah el-Sisi", "mode not known", "planned", "according to Élysée Palace",
        "Whether in person, by telephone or otherwise is not stated", "president of Egypt")),
    "el-Sissi, also written al-Sisi": ("/leaders/abdel-fattah-el-sisi/", (
        "Abdel-Fattah el-Sissi", "Abdel Fattah al-Sisi", "عبد الفتاح السيسي")),
    "expected: unnamed leaders of Gulf nations": ("/meetings/macron-gulf-leaders-2023-10/", (
        "Leaders of Gulf nations (not named)", "by what means is not stated", "mode not known", "planned",
        "according to Élysée Palace")),
    "Hezbollah: direct messages, nothing else known": ("/meetings/france-hezbollah-messages/", (
        "Messages from France to Hezbollah", "messenger not known", "When, how and through whom is not known",
        "date not recorded", "mode not known", "reported")),
    "Hezbollah: linked from its page": ("/organisations/hezbollah/", ("Messages from France to Hezbollah",)),
    "briefing by an unnamed official": (BRIEFING, (
        "Briefing by an Élysée official", "After the talks with Benjamin Netanyahu",
        "an official, who is not named, spoke to reporters", "An official of the Élysée Palace (not named)")),
    "briefing on the visit's page": (VISIT, ("Briefing by an Élysée official",)),
    # Organisations
    "Hamas": ("/organisations/hamas/", ("Hamas",)),
    "Hezbollah": ("/organisations/hezbollah/", ("Hezbollah",)),
    "Islamic State, also ISIS": ("/organisations/islamic-state/", ("Islamic State", "ISIS")),
    "coalition since September 2014": ("/organisations/global-coalition-against-isis/", (
        "Global Coalition against ISIS", "September 2014")),
    "Palestinian Authority": ("/organisations/palestinian-authority/", ("Palestinian Authority", "Mahmoud Abbas")),
    "Élysée Palace": ("/organisations/elysee-palace/", ("Élysée Palace", "Freeing the hostages is a key priority")),
    "National Unity": ("/organisations/national-unity/", ("National Unity",)),
    "BFMTV": ("/organisations/bfmtv/", ("BFMTV",)),
    "AFP": ("/organisations/afp/", ("AFP",)),
    # Places
    "Tel Aviv": ("/places/tel-aviv/", ("Tel Aviv", "Israel", "Emmanuel Macron")),
    "Jerusalem, disputed": ("/places/jerusalem/", ("Jerusalem", "Disputed", "takes no position")),
    "Jerusalem is marked where it is a stop": (VISIT, ("Jerusalem (status disputed)",)),
    "Ramallah": ("/places/ramallah/", ("Ramallah", "Emmanuel Macron")),
    "Gaza Strip": ("/places/gaza-strip/", ("Gaza Strip",)),
    # Topics
    "topic: widening the coalition": ("/topics/anti-isis-coalition/", (
        "Widening the anti-ISIS coalition", "should fight Hamas as well")),
    "topic: hostages": ("/topics/hostages/", ("Hostages", "are thought to be hostages")),
    "topic: targeted operation and escalation": ("/topics/escalation/", (
        "Targeted operation and escalation", "A “targeted operation” is essential.")),
    "topic: ceasefire": ("/topics/ceasefire/", ("Ceasefire", "consolidate the perspective of a ceasefire")),
    "topic: peace process": ("/topics/peace-process/", ("Peace process", "decisive relaunch")),
    "topic: Hezbollah, Lebanon and Iran": ("/topics/hezbollah-lebanon-iran/", (
        "Hezbollah, Lebanon and Iran", "In Lebanon, Iran is playing with fire.")),
    "topic: solidarity": ("/topics/solidarity/", ("Solidarity", "Emmanuel Macron in Israel")),
    "every topic is listed": ("/topics/", (
        "Ceasefire", "Hezbollah, Lebanon and Iran", "Hostages", "Peace process", "Solidarity",
        "Targeted operation and escalation", "Widening the anti-ISIS coalition")),
    # Offices with their dates
    "Lapid: terms": ("/leaders/yair-lapid/", (
        "Prime minister of Israel 1 July – 29 December 2022", "Leader of the opposition", "since 2 January 2023")),
    "Netanyahu: term": ("/leaders/benjamin-netanyahu/", ("Prime minister of Israel since 29 December 2022",)),
    "Gantz: term": ("/leaders/benny-gantz/", ("Minister without portfolio of Israel from 12 October 2023",)),
    "Sunak: term": ("/leaders/rishi-sunak/", (
        "Prime minister of the United Kingdom 25 October 2022 – 5 July 2024",)),
    "Scholz: term": ("/leaders/olaf-scholz/", ("Chancellor of Germany 8 December 2021 – 6 May 2025",)),
    "Rutte: term": ("/leaders/mark-rutte/", (
        "Prime minister of the Netherlands 14 October 2010 –",
        "Caretaker prime minister of the Netherlands 7 July 2023 – 2 July 2024")),
    "Rutte: NATO": ("/leaders/mark-rutte/", ("Secretary general of NATO since 1 October 2024",)),
}  # fmt: skip


@pytest.mark.parametrize("fact", FACTS)
def test_fact_is_visible(fact: str, pages: Pages) -> None:
    address, phrases = FACTS[fact]
    wanted(address, pages(address).words(), *phrases)


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


ROLES: tuple[tuple[str, str, str], ...] = (
    ("yair-lapid", "2022-07-01", "prime minister of Israel"),
    ("yair-lapid", "2022-12-28", "prime minister of Israel"),
    ("yair-lapid", "2022-12-31", ""),
    ("yair-lapid", "2023-01-02", "leader of the opposition"),
    ("yair-lapid", "2023-10-24", "leader of the opposition"),
    ("benjamin-netanyahu", "2022-12-29", "prime minister of Israel"),
    ("benjamin-netanyahu", "2022-12-30", "prime minister of Israel"),
    ("benjamin-netanyahu", "2023-10-24", "prime minister of Israel"),
    ("benny-gantz", "2023-10-11", "leader of National Unity"),
    ("benny-gantz", "2023-10-12", "minister without portfolio of Israel and leader of National Unity"),
    ("benny-gantz", "2023-10-24", "minister without portfolio of Israel and leader of National Unity"),
    ("rishi-sunak", "2022-10-24", ""),
    ("rishi-sunak", "2022-10-25", "prime minister of the United Kingdom"),
    ("rishi-sunak", "2024-07-05", "prime minister of the United Kingdom"),
    ("rishi-sunak", "2024-07-06", ""),
    ("olaf-scholz", "2021-12-08", "chancellor of Germany"),
    ("olaf-scholz", "2025-05-06", "chancellor of Germany"),
    ("olaf-scholz", "2025-05-07", ""),
    ("mark-rutte", "2010-10-14", "prime minister of the Netherlands"),
    ("mark-rutte", "2023-07-06", "prime minister of the Netherlands"),
    ("mark-rutte", "2023-07-07", "caretaker prime minister of the Netherlands"),
    ("mark-rutte", "2023-10-24", "caretaker prime minister of the Netherlands"),
    ("mark-rutte", "2024-07-02", "caretaker prime minister of the Netherlands"),
    ("mark-rutte", "2024-07-03", ""),
    ("mark-rutte", "2024-09-30", ""),
    ("mark-rutte", "2024-10-01", "secretary general of NATO"),
)
OFFICES = re.compile(r"minister|chancellor|opposition|caretaker|secretary general|leader of")


@pytest.mark.parametrize(("leader", "day", "role"), ROLES, ids=[f"{leader} {day}" for leader, day, _ in ROLES])
def test_role_is_the_one_of_the_day(leader: str, day: str, role: str, roles: Pages) -> None:
    items = [
        node.words()
        for node in roles(f"/meetings/{_probe(leader, day)}/").elements()
        if node.tag == "li" and any(f"leaders/{leader}/" in n.attributes.get("href", "") for n in node.elements())
    ]
    assert len(items) == 1
    shown = items[0]
    if role:
        wanted(f"the meeting of {day}", shown, role)
        if "caretaker" not in role:
            assert "caretaker" not in shown
        if (leader, day) != ("benjamin-netanyahu", "2022-12-29"):  # a handover day shows both offices
            assert shown.endswith(role.casefold()) or "of israel" in shown
    else:
        assert not OFFICES.search(shown), f"no office was held on {day}, but the page says “{shown}”"


def test_lapid_is_shown_by_the_day_of_the_record(roles: Pages) -> None:
    before = roles("/meetings/probe-yair-lapid-2022-07-01/").words()
    after = roles("/meetings/macron-lapid-gantz-2023-10-24/").words()
    assert "prime minister" in before and "opposition" not in before
    assert "yair lapid leader of the opposition" in after and "lapid prime minister" not in after


BLINKEN: tuple[tuple[str, str, str, str, tuple[tuple[str, str, str], ...]], ...] = (
    ("israel-2023-10-11", "in Israel", "11–12 October 2023", "Tel Aviv", (
        ("blinken-herzog-2023-10-11", "Isaac Herzog", "president of Israel"),
        ("blinken-netanyahu-2023-10-11", "Benjamin Netanyahu", "prime minister of Israel"))),
    ("jordan-2023-10-13", "in Jordan", "13 October 2023", "Amman", (
        ("blinken-abbas-2023-10-13", "Mahmoud Abbas", "president of the Palestinian Authority"),
        ("blinken-abdullah-2023-10-13", "Abdullah II", "king of Jordan"))),
    ("bahrain-2023-10-13", "in Bahrain", "13 October 2023", "Manama", (
        ("blinken-salman-bin-hamad-2023-10-13", "Salman bin Hamad Al Khalifa",
         "crown prince and prime minister of Bahrain"),
    )),
    ("qatar-2023-10-13", "in Qatar", "13 October 2023", "Doha", (
        ("blinken-mohammed-bin-abdulrahman-2023-10-13", "Mohammed bin Abdulrahman Al Thani",
         "prime minister and foreign minister of Qatar"),)),
    ("uae-2023-10-14", "in the United Arab Emirates", "14 October 2023", "Abu Dhabi", (
        ("blinken-mohammed-bin-zayed-2023-10-14", "Mohammed bin Zayed Al Nahyan",
         "president of the United Arab Emirates"),)),
    ("saudi-arabia-2023-10-14", "in Saudi Arabia", "14–15 October 2023", "Riyadh", (
        ("blinken-mohammed-bin-salman-2023-10-14", "Mohammed bin Salman",
         "crown prince and prime minister of Saudi Arabia"),
    )),
    ("egypt-2023-10-15", "in Egypt", "15 October 2023", "Cairo", (
        ("blinken-sisi-2023-10-15", "Abdel Fattah el-Sisi", "president of Egypt"),)),
    ("israel-2023-10-16", "in Israel", "16–18 October 2023", "Tel Aviv", (
        ("blinken-herzog-2023-10-16", "Isaac Herzog", "president of Israel"),
        ("blinken-netanyahu-2023-10-16", "Benjamin Netanyahu", "prime minister of Israel"))),
)  # fmt: skip


@pytest.mark.parametrize("row", BLINKEN, ids=[row[0] for row in BLINKEN])
def test_blinkens_visit(row: tuple[str, str, str, str, tuple[tuple[str, str, str], ...]], pages: Pages) -> None:
    visit, where, dates, place, met = row
    address = f"/visits/blinken-{visit}/"
    text = pages(address).words()
    wanted(address, text, f"Antony J. Blinken, secretary of state of the United States, {where}", dates, place,
           "Travels of the Secretary of State: Antony J. Blinken")  # fmt: skip
    for meeting, name, role in met:
        wanted(address, text, f"{name} {role}")
        page = f"/meetings/{meeting}/"
        wanted(page, pages(page).words(), f"{name} {role}", place, "Antony J. Blinken secretary of state")


@pytest.mark.parametrize("id", ["blinken-herzog-2023-10-16", "blinken-netanyahu-2023-10-16"])
def test_blinkens_last_meetings_were_before_bidens_visit(id: str, pages: Pages) -> None:
    wanted(id, pages(f"/meetings/{id}/").words(), "Before the visit of Joseph R. Biden")


def counts(node: Node) -> dict[str, str]:
    """The labelled counts of a page: what stands as a term, and its definition."""
    found: dict[str, str] = {}
    for element in node.elements():
        if element.tag == "dt" and element.parent is not None:
            beside = [child for child in element.parent.children if isinstance(child, Node) and child.tag == "dd"]
            if beside:
                found.setdefault(element.words(), beside[0].words())
    return found


@pytest.mark.parametrize("address", ["/itineraries/blinken-middle-east-2023-10/", "/leaders/antony-j-blinken/"])
def test_blinkens_journey_is_counted_right(address: str, pages: Pages, roles: Pages) -> None:
    shown = counts((roles if "leaders" in address else pages)(address))
    assert (shown["journeys"], shown["visits"], shown["days abroad"]) == ("1", "8", "8")


def test_blinkens_visits_are_in_order(pages: Pages) -> None:
    links = [
        node.attributes["href"].removesuffix("index.html").rstrip("/").rpartition("/")[2]
        for node in pages("/itineraries/blinken-middle-east-2023-10/").elements()
        if node.tag == "a" and "visits/blinken-" in node.attributes.get("href", "")
    ]
    assert list(dict.fromkeys(links)) == [f"blinken-{row[0]}" for row in BLINKEN]


def test_three_countries_on_one_day(pages: Pages) -> None:
    day = pages.part("/2023/10/", "d2023-10-13").words()
    for country in ("Jordan", "Bahrain", "Qatar"):
        wanted("13 October", day, f"Antony J. Blinken in {country}")


def test_macrons_journey_counts_only_what_was_under_way(pages: Pages) -> None:
    shown = counts(pages("/itineraries/macron-middle-east-2023-10/"))
    assert shown["journeys"] == "1" and shown["days abroad"] == "1"
    assert shown["visits"].startswith("1 2 more not counted")


@pytest.mark.parametrize(
    "where",
    [
        "visits/macron-palestine-2023-10",
        "visits/macron-jordan-2023-10",
        "meetings/macron-abbas-2023-10",
        "meetings/macron-abdullah-2023-10",
        "meetings/macron-sisi-2023-10",
        "meetings/macron-gulf-leaders-2023-10",
    ],
)
def test_what_is_planned_is_marked_in_the_head_of_its_page(where: str, pages: Pages) -> None:
    head = next(node for node in pages(f"/{where}/").elements() if node.tag == "header")
    assert "planned" in head.words()


def test_planned_visits_are_marked_in_lists(pages: Pages) -> None:
    for id in ("macron-palestine-2023-10", "macron-jordan-2023-10"):
        assert "planned" in pages.part("/2023/10/", id).words()


def test_contacts_are_no_visits(demo: Made, pages: Pages) -> None:
    assert demo.archive is not None
    assert not [id for id in demo.archive.visits if "hezbollah" in id or "briefing" in id or "sisi-2023" in id]
    assert counts(pages("/leaders/emmanuel-macron/"))["visits"].startswith("1 ")


def test_the_archive_as_it_stood_on_24_october_2023(by_hand: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from datetime import date

    probes = by_hand / "meetings" / "probes.yaml"
    kept = probes.read_text()
    probes.unlink()  # they lie partly in the future of that day
    try:
        output = by_hand.parent / "then"
        assert build(Options(content=by_hand, output=output, as_of=date(2023, 10, 24))) == 0, capsys.readouterr().err
    finally:
        probes.write_text(kept)
    pages = Pages({path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*.html")})
    for id in ("macron-palestine-2023-10", "macron-jordan-2023-10"):
        assert "planned" in pages.part("/2023/10/", id).words()
    assert "planned" not in pages.part("/2023/10/", "scholz-israel-2023-10").words()
    wanted("the front page", pages("/").words(), "Records as of 24 October 2023", "Emmanuel Macron to Palestine")


def test_the_demonstration_has_no_errors(demo: Made) -> None:
    assert not [found for found in demo.diagnostics if found.code.severity == "error"]


def test_counts_of_the_records_by_hand(roles: Pages) -> None:
    shown = counts(roles("/statistics/"))
    assert shown["visits"].startswith("15 2 more not counted"), "8 by Blinken, 1 by Macron, 1 by each of the six"
    assert shown["days abroad"].startswith("10 5 visits of unknown days apart"), "8, 1 and 1; five are of no known day"
