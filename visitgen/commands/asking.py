"""Questions on a terminal: each answer is read by the model before the next question, and the Tab key completes ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from visitgen.load import Raw, Source
from visitgen.load.source import read_value
from visitgen.model.answers import answer_faults, answer_words, one_line
from visitgen.model.fields import (
    Choice,
    Cite,
    Csl,
    FieldType,
    Group,
    Id,
    Key,
    ListOf,
    Owned,
    RecordKind,
    Words,
    keys_of,
)
from visitgen.model.identity import CLASSES, Register
from visitgen.model.schema import needed

ASKED: Mapping[RecordKind, tuple[str, ...]] = {
    "visit": ("visitor", "host", "start", "end", "within", "stops", "type", "sources"),
    "leader": ("name", "sort_name", "terms", "sources"),
    "meeting": ("participants", "date", "within", "place", "visit", "mode", "sources"),
    "itinerary": ("title", "traveller", "visits", "sources"),
    "event": ("name", "series", "host", "places", "start", "end", "within", "sources"),
    "place": ("name", "country", "lat", "lon", "tz"),
    "organisation": ("name", "kind", "aliases"),
    "source": ("type", "title", "author", "container-title", "issued", "URL", "accessed", "archive_url"),
}
"""What is asked for each kind of record, in this order: what is needed, and what is most often known."""

INNER = {"terms": ("title", "country", "organisation", "role", "from", "to")}
"""The keys asked for inside a list of groups, which are asked for again until the first is left empty."""

INSTEAD = {"within": ("start", "date"), "end": ("within",)}
"""Keys that are not asked for when one of these has been answered."""

_FIRST = """\
A new {kind}. An empty answer leaves a key out, several values are set apart by commas, Tab completes ids, and Ctrl-C
leaves without writing anything."""

Say = Callable[[str], None]
Ask = Callable[[str], str]


class Leaving(Exception):
    """Whoever was asked has gone, by Ctrl-C or Ctrl-D."""


def keys_with_options(kind: RecordKind) -> list[tuple[str, str, Key]]:
    """Every key of a kind that can be given on the command line: its spelling, its option, and what it says."""
    required = {name for names in needed(CLASSES[kind]) for name in names[:1]}
    found: list[tuple[str, str, Key]] = []
    for name, (_, key) in keys_of(CLASSES[kind]).items():
        if not isinstance(key.type, Id):
            help = f"Needed. {key.help}" if name in required else key.help
            found.append((name, option(name), replace(key, help=help)))
    return found


def option(key: str) -> str:
    """The option that gives a key's value: `--sort-name`."""
    return f"--{key.replace('_', '-').lower()}"


def answer_value(type_: FieldType, text: str) -> tuple[Raw, tuple[str, ...]]:
    """What a line of text means for a field type, and what is wrong with its form.

    Shapes: for a list, values set apart by commas; for keys and values, `{name: …, kind: …}`; else the text itself.
    """
    text = text.strip()
    listed = isinstance(type_, ListOf)
    if not listed and not (isinstance(type_, Group | Words | Owned | Csl | Cite) and text.startswith("{")):
        return text, ()
    value, findings = read_value(Source(file="", text=f"[{text}]" if listed and not text.startswith("[") else text))
    return value, tuple(one_line(finding) for finding in findings)


def asked(kind: RecordKind, given: Mapping[str, Raw], register: Register, ask: Ask, say: Say) -> dict[str, Raw]:
    """What somebody answers to the questions for a kind of record, with what was given before.

    `ask` shows a prompt and waits for a line; `say` shows one. Raises `Leaving`.
    """
    say(_FIRST.format(kind=kind))
    record = CLASSES[kind]
    keys = {name: key for name, (_, key) in keys_of(record).items()}
    needs = {name: names for names in needed(record) for name in names}
    raw = dict(given)
    for name in ASKED[kind]:
        if name in raw or any(other in raw for other in INSTEAD.get(name, ())):
            continue
        if name in INNER:
            if entries := list(_groups(keys[name], register, ask, say)):
                raw[name] = entries
            continue
        others = needs.get(name, ())
        # The first of several that can stand for each other may be left empty, if another is asked for after it.
        required = bool(others) and not any(other in raw for other in others) and name == _last(others, ASKED[kind])
        hint = f" Leave it empty to give `{others[1]}` instead." if others[:1] == (name,) and len(others) > 1 else ""
        value = _answer(keys[name], required, register, ask, say, hint)
        if value is not None:
            raw[name] = value
    return {name: raw[name] for name in keys if name in raw}


def _last(names: Sequence[str], order: Sequence[str]) -> str:
    """The one of several keys that is asked for last."""
    return max(names, key=lambda name: order.index(name) if name in order else -1)


def _groups(key: Key, register: Register, ask: Ask, say: Say) -> Iterator[Raw]:
    """The entries of a list of groups, until the first key of one is left empty."""
    assert isinstance(key.type, ListOf) and isinstance(key.type.item, Group)
    keys = keys_of(key.type.item.record)
    say(f"\n{key.name}: {key.help} An empty `{INNER[key.name][0]}` ends them.")
    while True:
        entry: dict[str, Raw] = {}
        for name in INNER[key.name]:
            if name == "organisation" and "country" in entry:
                continue
            value = _answer(keys[name][1], False, register, ask, say)
            if value is not None:
                entry[name] = value
            elif not entry:
                return
        yield entry


def _answer(key: Key, required: bool, register: Register, ask: Ask, say: Say, hint: str = "") -> Raw:
    """A right answer to one question, or `None` for an empty one; a wrong one is told and asked for again."""
    words = f" One of: {', '.join(key.type.words)}." if isinstance(key.type, Choice) else ""
    say(f"\n{key.name}: {'Needed. ' if required else ''}{key.help}{words}{hint}")
    with completing(answer_words(key.type, register.items)):
        while True:
            text = ask("> ").strip()
            if not text:
                if not required:
                    return None
                say(f"  `{key.name}` is needed")
                continue
            value, faults = answer_value(key.type, text)
            faults = faults or answer_faults(key.type, value, register)
            if not faults:
                return value
            for fault in faults:
                say(f"  {fault}")


@contextmanager
def completing(words: Sequence[str]) -> Iterator[None]:
    """Makes the Tab key complete these words, where readline is available."""
    try:
        import readline
    except ImportError:
        yield
        return

    def complete(begun: str, number: int) -> str | None:
        found = [word for word in words if word.startswith(begun)]
        return found[number] if number < len(found) else None

    before: tuple[Any, str] = (readline.get_completer(), readline.get_completer_delims())
    readline.set_completer(complete)
    readline.set_completer_delims(" ,[]{}:")
    # libedit, which stands in for readline on some systems, has its own spelling for this.
    edit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if edit else "tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before[0])
        readline.set_completer_delims(before[1])


def line_from_terminal(prompt: str) -> str:
    """One line that somebody types. Raises `Leaving`."""
    try:
        return input(prompt)
    except (EOFError, KeyboardInterrupt):
        raise Leaving from None
