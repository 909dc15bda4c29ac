"""What can be searched -> the data files that scripts search, each one assignment to a part of `visitgenData`.

Classic scripts, because a page opened from disk may load those and nothing else. Every list is a column. Texts are
joined by line feeds (those of one record by tabs) and the small numbers of a column are letters of `ALPHABET`.
`static/search.js` of the theme reads them. A site that is not in English has one file more: the words of its scripts.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from visitgen.plan import Page
from visitgen.plan.folding import folded_words
from visitgen.plan.language import messages_of, say_as, spoken
from visitgen.plan.urls import FOLDERS
from visitgen.plan.views import Contact, Searchable, SearchView, Subject, Time, VisitLine
from visitgen.render.files import Artifact
from visitgen.values import dataclass

NAMES, VISITS, PAIRS, WORDS = "search/names.js", "search/visits.js", "search/pairs.js", "search/words.js"
"""The files: who and what there is, the visits, what a comparison needs besides, and the words of the scripts."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

Value = object
"""What JSON can hold."""


def search_files(pages: Iterable[Page], folder: str = "", scripts: Iterable[bytes] = ()) -> Iterator[Artifact]:
    """The data that the search box, the page of results and the page of comparisons search, in the language spoken.

    `folder` is that of the edition; `scripts` are the theme's, whose messages are written where they are translated.
    Shapes: the same bytes from the same records. Cost: linear in records; messages by the length of the scripts.
    """
    for page in pages:
        if isinstance(page.view, SearchView):
            index = page.view.index
            place = {kind: {one.id: at for at, one in enumerate(subjects)} for kind, subjects in index.subjects}
            yield _script(folder + NAMES, "names", [_names(kind, subjects) for kind, subjects in index.subjects])
            yield _script(folder + VISITS, "visits", _visits(index.visits, place))
            yield _script(folder + PAIRS, "pairs", _pairs(index, place))
            if spoken().messages:
                yield _script(folder + WORDS, "words", _words(b"\n".join(scripts)))


def _script(path: str, part: str, value: Value) -> Artifact:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Artifact(path=path, data=f"var visitgenData=visitgenData||{{}};visitgenData.{part}={text};\n".encode())


def _names(kind: str, subjects: Sequence[Subject]) -> Mapping[str, Value]:
    return {
        "kind": kind,
        "folder": {str(kind): folder for kind, folder in FOLDERS.items()}[kind],
        "names": _lines(one.name for one in subjects),
        "ids": _lines("" if "-".join(folded_words(one.name)) == one.id else one.id for one in subjects),
        "also": "\n".join("\t".join(map(_plain, one.names)) for one in subjects),
        "notes": _lines(one.note for one in subjects),
        "counts": [one.count for one in subjects],
    }


def _words(scripts: bytes) -> Mapping[str, Value]:
    """The messages whose literal stands in the scripts, with what writes a number and chooses a plural form.

    Shapes: `plural` is the number of the form for each of 0 to 199, one digit each. Of integers above, the plural rules
    of CLDR look at the last two digits alone; the form that some languages have for round millions is left out.
    """
    language = spoken()
    return {
        "messages": {
            message: forms if len(forms) > 1 else forms[0]
            for message, forms in sorted(messages_of(language).items())
            if json.dumps(message, ensure_ascii=False).encode() in scripts
        },
        "plural": "".join(str(language.plural(number)) for number in range(200)),
        "thousands": language.thousands,
    }


@dataclass(slots=True)
class _Table:
    """Values met, each once, by the number it was given."""

    numbers: dict[Hashable, int] = field(default_factory=dict)

    def number(self, value: Hashable) -> int:
        return self.numbers.setdefault(value, len(self.numbers))

    @property
    def values(self) -> tuple[Hashable, ...]:
        return tuple(self.numbers)


def _visits(lines: Sequence[VisitLine], place: Mapping[str, Mapping[str, int]]) -> Mapping[str, Value]:
    hosts, before, posts, spots, badges, types, statuses = (_Table() for _ in range(7))
    held: dict[str, _Table] = {}
    days = [line.day.toordinal() for line in lines]
    spot_numbers: list[Value] = []
    columns: dict[str, list[int]] = {name: [] for name in ("stay", "who", "post", "host", "type", "status", "badges")}
    for line in lines:
        post = posts.number((line.role, _at(place["country"], line.home)))
        columns["stay"].append((line.last - line.day).days if line.last else 0)
        columns["who"].append(place["leader"][line.visitor])
        columns["post"].append(held.setdefault(line.visitor, _Table()).number(post))
        columns["host"].append(
            hosts.number((place["country"][line.host], line.where, before.number((line.at, line.to))))
        )
        columns["type"].append(types.number(line.type))
        columns["status"].append(statuses.number(line.status))
        columns["badges"].append(badges.number(tuple((badge.kind, badge.text) for badge in line.badges)))
        numbers = [1 + spots.number((text, _at(place["place"], id))) for text, id in line.places]
        spot_numbers.append(numbers if len(numbers) > 1 else numbers[0] if numbers else 0)
    return {
        "months": spoken().months,
        "dates": [
            say_as("date", "{day} {month} {year}"),
            say_as("date", "{day} {month}"),
            say_as("first day of a month", "{day}", day=1),
        ],
        "days": [day - before for day, before in zip(days, [0, *days], strict=False)],
        **{name: _column(values) for name, values in columns.items()},
        "spot": spot_numbers,
        "words": {at: _time(line.when) for at, line in enumerate(lines) if line.last is None},
        "ids": {at: line.id for at, line in enumerate(lines) if line.id != _likely_id(line)},
        "received": {
            at: [place["leader"][id] for id in line.received_by] for at, line in enumerate(lines) if line.received_by
        },
        "events": {at: place["event"][line.event] for at, line in enumerate(lines) if line.event},
        "hosts": hosts.values,
        "before": before.values,
        "posts": posts.values,
        "held": {place["leader"][id]: table.values for id, table in held.items()},
        "spots": spots.values,
        "sets": badges.values,
        "types": types.values,
        "statuses": statuses.values,
    }


def _pairs(index: Searchable, place: Mapping[str, Mapping[str, int]]) -> Mapping[str, Value]:
    countries = place["country"]
    return {
        "contacts": [_contact(contact, place["leader"]) for contact in index.contacts],
        "tallies": {place["leader"][one.leader]: [one.journeys, one.days, one.undated] for one in index.tallies},
        "relations": [[countries[one], countries[other]] for one, other in index.relations],
    }


def _contact(contact: Contact, leaders: Mapping[str, int]) -> Sequence[Value]:
    people = [leaders[id] for id in contact.leaders]
    return [contact.id, _plain(contact.title), _time(contact.when), people, contact.status]


def _likely_id(line: VisitLine) -> str:
    """The id a visit most often has; only others are written."""
    return f"{line.day.isoformat()}-{line.visitor}-{line.host}"


def _time(time: Time) -> Sequence[str]:
    """A date in words and machine values by turns."""
    return [text for part in time for text in (part.text, part.datetime or "")]


def _at(place: Mapping[str, int], id: str | None) -> int:
    return -1 if id is None else place.get(id, -1)


def _column(numbers: Sequence[int]) -> str | Sequence[int]:
    return "".join(ALPHABET[number] for number in numbers) if max(numbers, default=0) < len(ALPHABET) else numbers


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(map(_plain, texts))


def _plain(text: str) -> str:
    return " ".join(text.split())
