"""One string with titles and names -> the people in it, each with the offices named. `Premier & Prince Sihanouk`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from visitgen.load.foreign.rows import folded, straight

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
    "secretary general": "igo_head",
    "governor general": "official",
    "junta member": "official",
    "high commissioner": "official",
    "chairman": "other",
    "general": "other",
    "brigadier general": "other",
    "lieutenant general": "other",
    "major general": "other",
    "colonel": "other",
    "prince": "other",
    "princess": "other",
    "sheikh": "other",
    "first lady": "spouse",
    "chief executive": "head_of_government",
    "leader": "other",
    "co-president": "head_of_state",
    "chairman of the presidency": "head_of_state",
    "member of the presidency": "head_of_state",
}
"""The offices of the source's strings, and the kind of each. A governor general stands for a head of state and is none.

Source: the distinct visitor strings of the published set; constitutional terms as in COLT's codebook.
"""

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
_HONORIFIC = re.compile(r"(?:Archbishop|Sheikh|His Holiness|H\.?R?\.?H\.?|His Majesty|Her Majesty) ")
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


def visitors(text: str, country: str = "") -> tuple[Visitor, ...]:
    """The people of a visitor string, in the order named; a consort is a companion of the one before.

    `country` decides what a prince is: a sovereign in Monaco and Liechtenstein.
    Shapes: never empty; without a known title the whole string is the name.
    """
    rest = straight(folded(text))
    found: list[Visitor] = []
    offices: list[Office] = []
    former: list[str] = []
    linked = True
    while True:
        match = _TITLE.match(rest)
        if match and (linked or match["office"].lower() in _RANKS):
            office = _office(match, country)
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
            found = _joined(found, _named(name, tuple(offices), tuple(former)))
        offices, former, linked = [], [], True
        if not rest:
            return tuple(found) or (Visitor(name=straight(folded(text)), offices=()),)


def _office(match: re.Match[str], country: str) -> Office:
    """The office of a title as matched, its modifiers turned into a capacity."""
    word = match["office"].lower()
    office = _SPELLINGS.get(word, word)
    before, after = (match["before"] or "").strip().lower(), (match["after"] or "").lower()
    capacity = _AFTER.get(after) or _BEFORE.get(before) or ("acting" if office == "regent" else "full")
    role = _ROLES[office]
    if office == "prince" and country in ("monaco", "liechtenstein"):
        role = "head_of_state"
    title = " ".join(filter(None, (before, office))) + (f"-{after}" if after else "")
    return Office(title=title, role=role, capacity=capacity)


def _cut(text: str) -> tuple[str, str]:
    """The name at the beginning of a text, and what follows from the next title on."""
    for link in re.finditer(r",? and |, |; | & ", text):
        if _TITLE.match(text, link.end()):
            return text[: link.start()].strip(), text[link.end() :]
    return text.strip(), ""


def _named(name: str, offices: tuple[Office, ...], former: tuple[str, ...]) -> Visitor:
    """The visitor of a name: nicknames and honorifics set apart, a doubled word written once."""
    remarks: list[str] = []
    others: list[str] = []
    if nickname := _NICKNAME.search(name):
        whole = _NICKNAME.sub("", name)
        others.append(f"{nickname[1]} {whole.split()[-1]}")
        name = whole
        remarks.append("a second given name in brackets became another name")
    if honorific := _HONORIFIC.match(name):
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
