"""A row's prose -> a summary that Markdown leaves alone, and the facts that its wording states beyond doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from visitgen.load.foreign.rows import folded
from visitgen.values import dataclass

_TYPES: Mapping[str, str] = {
    "state": "state", "official working": "official_working", "official": "official", "working": "working",
    "private": "private", "good will": "goodwill", "goodwill": "goodwill", "courtesy": "courtesy",
    "pastoral": "pastoral", "informal": "other", "unofficial": "other", "informal working": "other",
    "private working": "other", "social": "other",
}
"""The kind of visit by the source's word. What has no kind of its own is `other`, with the word kept as its label."""

_WORDS = "|".join(re.escape(word) for word in sorted(_TYPES, key=len, reverse=True))
_OPENS = re.compile(rf"(?P<kind>{_WORDS}) (?:visit|trip)\b(?P<rest>[^.;]*)", re.IGNORECASE)
_DURING = re.compile(rf"\bduring an? (?P<kind>{_WORDS}) visit\b", re.IGNORECASE)
_COMPANION = re.compile(r"accompanied ", re.IGNORECASE)
_LATER = re.compile(r"\b(?:afterwards?|later|also|before|then)\b", re.IGNORECASE)
_TRANSIT = re.compile(r"(?:Stopped|Stopover|Overnight stop|Refueling stop) en route [^.;]*\.?")

_PURPOSES: Sequence[tuple[str, re.Pattern[str]]] = (
    ("funeral", re.compile(r"\battended (?:the )?(?:state )?funeral\b", re.IGNORECASE)),
    ("inauguration", re.compile(r"\battended (?:the )?inauguration of (?:President|Prime Minister)\b", re.IGNORECASE)),
    ("medical", re.compile(r"\bvisit to obtain medical treatment\b(?! for)", re.IGNORECASE)),
    ("holiday", re.compile(r"^(?:vacation(?:ed)?|fishing trip)\b", re.IGNORECASE)),
    ("summit", re.compile(r"\b[Aa]ttended (?:[^.;]|[A-Z]\.)*?\bSummit\b")),
    ("troops", re.compile(r"\b(?:visited|addressed) (?:U\.S\. )(?:military personnel|troops)\b", re.IGNORECASE)),
    ("address", re.compile(
        r"\baddressed (?:a )?(?:the )?(?:joint (?:session|meeting) of )?(?:the )?(?:U\.S\. )?Congress\b",
        re.IGNORECASE,
    )),
)
"""Purposes by the words that leave no doubt of them."""

_MET = r"\b[Mm]et (?:privately |informally |briefly |with Secretary \w+ and )?with President "
_ELECT_NOTE = "[Visit made as President-elect.]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the wording states. Shapes: empty where it states nothing; leaders are ids."""

    type: str = ""
    label: str = ""
    purposes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    accompanied: tuple[str, ...] = ()
    as_elect: bool = False


def facts(prose: str, presidents: Mapping[str, str]) -> Facts:
    """The facts of a row's prose. `presidents` are the US presidents in office on its days, surname to leader id."""
    text = folded(prose)
    kind, label = _kind(text)
    purposes = tuple(name for name, pattern in _PURPOSES if pattern.search(text))
    met = tuple(id for surname, id in presidents.items() if _names(_MET, surname, text))
    with_ = tuple(id for surname, id in presidents.items() if _names(r"\b[Aa]ccompanied President ", surname, text))
    flags = (*(["met_host_leader"] if met else []), *(["public_address"] if "address" in purposes else []))
    return Facts(type=kind, label=label, purposes=purposes, flags=flags, met=met, accompanied=with_,
                 as_elect=_ELECT_NOTE in text)


def summary(prose: str, *, as_elect: bool = False) -> str:
    """The prose as one paragraph of Markdown that shows exactly its words.

    `as_elect` leaves out the source's note that the visit was made as president-elect: a term says so.

    Source: CommonMark 0.31, the characters that a backslash escapes; `<` and `&` have entities instead.
    """
    text = folded(prose)
    text = folded(text.replace(_ELECT_NOTE, "")) if as_elect else text
    text = re.sub(r"&(?=#?\w)", "&amp;", text).replace("<", "&lt;")
    text = re.sub(r"([\\`*_\[\]])", r"\\\1", text).replace("](", "]\\(")
    return re.sub(r"^(?:([#>+~-])|(\d+)([.)])(?= |$))", lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", text)


def _kind(text: str) -> tuple[str, str]:
    """The type of visit, and the source's wording of it. Whose visit somebody accompanied is of that type, not his."""
    opening = _OPENS.match(text)
    if opening and not _LATER.search(opening["rest"]):
        label = text[: opening.start("rest")]
        return _TYPES[opening["kind"].lower()], label.capitalize()
    first = text.split(". ")[0]
    if not _COMPANION.match(first) and (found := _DURING.search(first)):
        word = found["kind"].lower()
        return _TYPES[word], f"{word.capitalize()} visit"
    if match := _TRANSIT.fullmatch(text):
        return "transit", match[0].split(" en route")[0] + " en route"
    return "", ""


def _names(before: str, surname: str, text: str) -> bool:
    """Whether the words before a president's name are followed by it, and the president is not another country's."""
    return bool(re.search(rf"{before}(?:[A-Z][\w.]* )*{re.escape(surname)}\b(?! of [A-Z])(?!-)", text))
