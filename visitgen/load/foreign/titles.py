"""One string with titles and names -> the people in it, each with the offices named. `Premier & Prince Sihanouk`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from visitgen.load.foreign.rows import folded, straight
from visitgen.values import dataclass

_ROLES: dict[str, str] = {
    "president": "head_of_state",
    "head of state": "head_of_state",
    "chief of state": "head_of_state",
    "king": "head_of_state",
    "queen": "head_of_state",
    "emperor": "head_of_state",
    "empress": "head_of_state",
    "shah": "head_of_state",
    "sultan": "head_of_state",
    "emir": "head_of_state",
    "amir": "head_of_state",
    "pope": "head_of_state",
    "grand duke": "head_of_state",
    "grand duchess": "head_of_state",
    "regent": "head_of_state",
    "captain regent": "head_of_state",
    "prime minister": "head_of_government",
    "premier": "head_of_government",
    "chancellor": "head_of_government",
    "president of the council of ministers": "head_of_government",
    "taoiseach": "head_of_government",
    "president of the government": "head_of_government",
    "minister president": "head_of_government",
    "chairman of the council of ministers": "head_of_government",
    "foreign minister": "foreign_minister",
    "minister of foreign affairs": "foreign_minister",
    "secretary of state": "foreign_minister",
    "foreign secretary": "foreign_minister",
    "vice president": "deputy",
    "deputy prime minister": "deputy",
    "vice premier": "deputy",
    "first vice president": "deputy",
    "crown prince": "heir",
    "crown princess": "heir",
    "general secretary": "party_leader",
    "first secretary": "party_leader",
    "secretary general": "",
    "governor general": "official",
    "junta member": "official",
    "high commissioner": "official",
    "chairman": "",
    "general": "",
    "brigadier general": "",
    "lieutenant general": "",
    "major general": "",
    "colonel": "",
    "prince": "",
    "princess": "",
    "sheikh": "",
    "first lady": "spouse",
    "chief executive": "head_of_government",
    "leader": "",
    "co-president": "head_of_state",
    "chairman of the presidency": "head_of_state",
    "member of the presidency": "head_of_state",
}
"""The offices of the source's strings, and the kind of each. A governor general stands for a head of state and is none.

Shapes: an empty kind where the title alone does not tell it. A chairman may head a state (Ne Win), a government
(Kosygin) or a parliament (Shushkevich); a general's rank and a prince's birth are no office.
Source: the distinct visitor strings of the published set; constitutional terms as in COLT's codebook.
"""

# Where the source's "President" heads the government: (country, first and last day or month, the office in full).
# Spain: head of state is the king since November 1975, and the prime minister's title is Presidente del Gobierno
# (Constitution of 1978, articles 56 and 98). Italy: on these two visits the source means the Presidente del Consiglio
# dei ministri (Constitution of 1947, article 92), Andreotti; heads of state were Leone and Cossiga.
_HEADS_OF_GOVERNMENT: tuple[tuple[str, str, str, str], ...] = (
    ("spain", "1975-11-22", "9999", "president of the government"),
    ("italy", "1977-07", "1977-07", "president of the council of ministers"),
    ("italy", "1990-07", "1990-07", "president of the council of ministers"),
)

_SPELLINGS = {
    "prime minster": "prime minister",
    "governor-general": "governor general",
    "secretary-general": "secretary general",
    "vice-president": "vice president",
}
_BEFORE = {
    "acting": "acting",
    "interim": "interim",
    "provisional": "interim",
    "transitional": "interim",
    "caretaker": "caretaker",
}
_AFTER = {"elect": "elect", "designate": "elect"}
_OFFICE = "|".join(re.escape(name) for name in sorted({*_ROLES, *_SPELLINGS}, key=lambda name: (-len(name), name)))
_TITLE = re.compile(
    rf"(?P<former>former |ex-)?(?P<before>(?:{'|'.join(_BEFORE)}) )?(?P<office>{_OFFICE})"
    rf"(?:[- ] ?(?P<after>{'|'.join(_AFTER)}))?(?=[ ,&-]|$)",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s*(?:,? and |&|,|;|-)\s*", re.IGNORECASE)
_CONSORT = frozenset({"queen", "princess", "empress", "first lady", "grand duchess", "crown princess"})
_RANKS = frozenset(
    {"prince", "princess", "general", "brigadier general", "lieutenant general", "major general", "colonel"}
)
"""What may follow another office without a link; `Shah` and `Amir` after an office are given names."""
_HONORIFIC = re.compile(
    r"(?:Archbishop|Sheikh|His Holiness|H\.?R?\.?H\.?|His Majesty|Her Majesty"
    r"|Lord|Viscount|(?:Earl|Marquess|Duke) of) "
)
"""Dignities and forms of address: no part of a name, and no office either, so no term. `Shah`, `Amir` and `U` are not
among them: the source has them as given names, and a Burmese name is not used without its `U`."""
_MALAY = re.compile(r"(?:Tun|Tunku) ")
_NATIONAL = {"brazil": re.compile("Dom "), "portugal": re.compile("Dom "), "malaya": _MALAY, "malaysia": _MALAY}
"""Those of one country, elsewhere given names (Dom Mintoff of Malta)."""
_DOUBLED = re.compile(r"\b(\w{3,}) \1\b")
_NICKNAME = re.compile(r" \(([^()]+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office as the source names it: `president-elect`, in capacity `elect`."""

    title: str
    role: str
    capacity: str = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """One person of a string. Shapes: offices in the order named; `former` ones are no longer held."""

    name: str
    offices: tuple[Office, ...]
    other_names: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def visitors(text: str, country: str = "", day: str = "") -> tuple[Visitor, ...]:
    """The people of a visitor string, in the order named; a consort is a companion of the one before.

    `country` and `day` decide what some titles mean: a prince reigns in Monaco, a president of Spain governs.
    Shapes: never empty; without a known title the whole string is the name.
    """
    rest = straight(folded(text))
    found: list[Visitor] = []
    offices: list[Office] = []
    former: list[str] = []
    remarks: list[str] = []
    linked = True
    while True:
        match = _TITLE.match(rest)
        if match and (linked or match["office"].lower() in _RANKS):
            office = _office(match, country, day)
            remarks += _told(match, office)
            if match["former"]:
                former.append(f"former {office.title}")
            else:
                offices.append(office)
            rest = rest[match.end() :]
            link = _LINK.match(rest)
            linked = bool(link and _TITLE.match(rest, link.end()))
            rest = (rest[link.end() :] if link and linked else rest).lstrip(" -,&")
            continue
        name, rest = _cut(rest)
        if name:
            found = _joined(found, _named(name, tuple(offices), tuple(former), remarks, country))
        offices, former, remarks, linked = [], [], [], True
        if not rest:
            return tuple(found) or (Visitor(name=straight(folded(text)), offices=()),)


def _office(match: re.Match[str], country: str, day: str) -> Office:
    """The office of a title as matched, its modifiers turned into a capacity."""
    word = match["office"].lower()
    office = _SPELLINGS.get(word, word)
    if office == "president":
        office = _president(country, day)
    before, after = (match["before"] or "").strip().lower(), (match["after"] or "").lower()
    capacity = _AFTER.get(after) or _BEFORE.get(before) or ("acting" if office == "regent" else "full")
    role = _ROLES[office]
    if office == "prince" and country in ("monaco", "liechtenstein"):
        role = "head_of_state"
    title = " ".join(filter(None, (before, office))) + (f"-{after}" if after else "")
    return Office(title=title, role=role, capacity=capacity)


def _president(country: str, day: str) -> str:
    """What a president of a country was on a day: the head of state, save where the table says otherwise."""
    meant = (title for at, first, last, title in _HEADS_OF_GOVERNMENT
             if at == country and first <= day and day[: len(last)] <= last)
    return next(meant, "president")


def _told(match: re.Match[str], office: Office) -> Iterator[str]:
    """What a reader should know of a title that is not written as the source has it."""
    word = match["office"].lower()
    if word in _SPELLINGS:
        yield "a title was spelt as usual"
    if word == "president" and office.role == "head_of_government":
        yield "a president who heads the government, by the table of such countries"


def _cut(text: str) -> tuple[str, str]:
    """The name at the beginning of a text, and what follows from the next title on."""
    for link in re.finditer(r",? and |, |; | & ", text):
        if _TITLE.match(text, link.end()):
            return text[: link.start()].strip(), text[link.end() :]
    return text.strip(), ""


def _named(
    name: str, offices: tuple[Office, ...], former: tuple[str, ...], told: Iterable[str], country: str
) -> Visitor:
    """The visitor of a name: nicknames and honorifics set apart, a doubled word written once."""
    remarks = list(told)
    others: list[str] = []
    if nickname := _NICKNAME.search(name):
        whole = _NICKNAME.sub("", name)
        others.append(f"{nickname[1]} {whole.split()[-1]}")
        name = whole
        remarks.append("a second given name in brackets became another name")
    national = _NATIONAL.get(country)
    if honorific := _HONORIFIC.match(name) or (national and national.match(name)):
        others.append(name)
        name = name[honorific.end() :]
        remarks.append("an honorific was kept with the other names")
    if _DOUBLED.search(name):
        name = _DOUBLED.sub(r"\1", name)
        remarks.append("a word written twice in a name was written once")
    return Visitor(name=name, offices=offices, other_names=tuple(others), former=former, remarks=tuple(remarks))


def _joined(found: list[Visitor], new: Visitor) -> list[Visitor]:
    """The people found so far and one more; a king's queen travels with him and is no second visitor."""
    if found and new.offices and new.offices[0].title in _CONSORT and found[-1].offices:
        last = found[-1]
        first_office = last.offices[0]
        if first_office.role == "head_of_state" or first_office.title.endswith("prince"):
            shown = f"{new.offices[0].title.capitalize()} {new.name}"
            joined = Visitor(
                name=last.name,
                offices=last.offices,
                other_names=last.other_names,
                former=last.former,
                companions=(*last.companions, shown),
                remarks=last.remarks,
            )
            return [*found[:-1], joined]
    return [*found, new]
