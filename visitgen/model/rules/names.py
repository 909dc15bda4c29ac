"""Rules about names of people and places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from visitgen.diagnostics import Finding, Path, Related, codes, did_you_mean
from visitgen.model.link import Archive
from visitgen.model.parts import PlaceMention
from visitgen.model.records import Event, Leader, Meeting, Organisation, Place, Record, Visit
from visitgen.model.rules.broken import Broken
from visitgen.model.vocabulary import CountryId, LeaderId

COMPARED = 200
"""The most leaders of one country and one last word that a leader is compared with."""

_TITLE = re.compile(
    r"(President|Vice President|Prime Minister|Premier|Chancellor|Chairman|Secretary|Minister|Foreign Minister"
    r"|King|Queen|Emperor|Empress|Prince|Princess|Crown Prince|Sultan|Emir|Amir|Sheikh|Sheik|Shah|Pope"
    r"|Grand Duke|Archduke|Duke|Marquess|Earl|Viscount|Count|Baron|Dom|Tun|Datuk"
    r"|Governor|General|Marshal|Ambassador|Senator|Sir|Dame|Lord|Lady|Dr|Mr|Mrs|Ms|His|Her)\.? +\S"
)
_GIVEN = frozenset({"Amir", "Emir", "Prince", "Shah", "Sultan", "Earl", "Duke", "Dom", "Baron", "Count"})
"""Titles that are given names too: they count where the leader holds such an office, or no other."""
_TWO_NAMES = re.compile(r" and | & |[/;]|, (?!Jr|Sr|I)")
_SPACE = re.compile(r"^\s|\s$|\s\s|[\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\t\n\r]")


def title_in_name(archive: Archive) -> Iterator[Broken]:
    """M416: a title is never part of a name."""
    for leader in archive.leaders.values():
        match = _TITLE.match(leader.name)
        if match and (match[1] not in _GIVEN or _holds(leader, match[1])):
            yield leader, Finding(
                code=codes.TITLE_IN_NAME, message=f"the name begins with the title `{match[1]}`",
                at=leader.origin.at("name"), help="move the title into `terms`",
            )  # fmt: skip


def _holds(leader: Leader, title: str) -> bool:
    return not leader.terms or any(title.casefold() in term.title.casefold().split() for term in leader.terms)


def two_names_in_one(archive: Archive) -> Iterator[Broken]:
    """M417: a leader is one person."""
    for leader in archive.leaders.values():
        if match := _TWO_NAMES.search(leader.name):
            yield leader, Finding(
                code=codes.TWO_NAMES_IN_ONE, message=f"two names in one: `{leader.name}`",
                at=leader.origin.at("name", text=match[0].strip() or None), help="give each person a record",
            )  # fmt: skip


def stray_space(archive: Archive) -> Iterator[Broken]:
    """M418: no space at the ends, no two in a row, nothing invisible in a name or title."""
    for record, path, text in _names(archive):
        if match := _SPACE.search(text):
            letter = unicodedata.name(match[0][-1], "").lower() or "control character"
            yield record, Finding(
                code=codes.STRAY_SPACE, message=f"a stray {letter} in `{' '.join(text.split())}`",
                at=record.origin.at(*path), help="delete it",
            )  # fmt: skip


def near_duplicate_name(archive: Archive) -> Iterator[Broken]:
    """M419: leaders of one country with the same last word of the name, and given names that may be the same.

    A country and the states that followed it are one here.

    Two whose years of birth are known and differ are two people. Each
    is told once, and compared with at most 200 before it.
    """
    groups: dict[tuple[CountryId, str], list[tuple[Leader, tuple[str, ...]]]] = {}
    for leader in archive.leaders.values():
        words = tuple(re.findall(r"[^\W_]+", _folded(leader.name)))
        if words:
            for country in _in_succession(archive, leader):
                groups.setdefault((country, words[-1]), []).append((leader, words[:-1]))
    told: set[LeaderId] = set()
    for group in groups.values():
        for index, (leader, given) in enumerate(group):
            before = group[max(0, index - COMPARED) : index]
            alike = (other for other, given_other in before if _may_be_one(leader, given, other, given_other))
            if leader.id in told or (other := next(alike, None)) is None:
                continue
            told.add(leader.id)
            yield leader, Finding(
                code=codes.NEAR_DUPLICATE_NAME,
                message=f"`{leader.name}` and `{other.name}` may be one person",
                at=leader.origin.at("name"), related=(Related(at=other.origin.at("name"), label="the other"),),
                help="merge the two (`formerly` keeps the old address), or waive the rule: two people",
            )  # fmt: skip


def _in_succession(archive: Archive, leader: Leader) -> Iterable[CountryId]:
    """The countries that a leader held office in, and the states that followed them. Shapes: each once."""
    own = [term.country for term in leader.terms if term.country]
    return dict.fromkeys((*own, *(heir for country in own for heir in archive.countries[country].successors)))


def unmapped_place(archive: Archive) -> Iterator[Broken]:
    """M502: places named without a record, and records of places without coordinates."""
    for visit in archive.visits.values():
        for index, stop in enumerate(visit.stops):
            yield from _unmapped(visit, stop.place, ("stops", index))
    for meeting in archive.meetings.values():
        if meeting.place:
            yield from _unmapped(meeting, meeting.place, ("place",))
    for place in archive.places.values():
        if place.lat is None or place.lon is None:
            yield place, Finding(code=codes.UNMAPPED_PLACE, message=f"place `{place.id}` has no coordinates",
                                 at=place.origin.at("name"), help="add `lat` and `lon`")  # fmt: skip


def missing_media(archive: Archive, media: Iterable[str]) -> Iterator[Finding]:
    """Every picture a record names that `media/` does not hold. Errors: M201."""
    known = frozenset(media)
    for leader in archive.leaders.values():
        if leader.image and leader.image.file not in known:
            yield Finding(
                code=codes.UNKNOWN_REFERENCE,
                message=f"there is no file `{leader.image.file}` in the content folder",
                at=leader.origin.at("image", "file"),
                help=did_you_mean(leader.image.file, known) or "put the picture under `media/`, and name it so",
            )


def _unmapped(record: Visit | Meeting, mention: PlaceMention, path: Path) -> Iterator[Broken]:
    if mention.name:
        yield record, Finding(
            code=codes.UNMAPPED_PLACE, message=f"`{mention.name}` has no record", at=record.origin.at(*path),
            help="add a record under `places/`, and name its id",
        )  # fmt: skip


def _names(archive: Archive) -> Iterator[tuple[Record, Path, str]]:
    for leader in archive.leaders.values():
        yield leader, ("name",), leader.name
        for index, term in enumerate(leader.terms):
            yield leader, ("terms", index, "title"), term.title
    named: tuple[Place | Organisation | Event, ...] = (
        *archive.places.values(), *archive.organisations.values(), *archive.events.values()
    )  # fmt: skip
    for record in named:
        yield record, ("name",), record.name


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def _may_be_one(one: Leader, given: tuple[str, ...], other: Leader, given_other: tuple[str, ...]) -> bool:
    """Whether two given names can be the same one's: equal, missing, or one the initial of the other."""
    if one.born and other.born and (one.born.last < other.born.first or other.born.last < one.born.first):
        return False
    if not given or not given_other:
        return True
    first, second = given[0], given_other[0]
    return first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])
