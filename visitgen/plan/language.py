"""The words of the site itself, in the language it is being planned in.

Every text the program adds to the records goes through `say` and its kin, with whole phrases and named gaps, so that a
translator can order them. `speaking` chooses the language for the time of a call, as `decimal.localcontext` chooses a
precision: who plans a site names its language once, at the top. Source: GNU gettext.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal

from visitgen.load import ENGLISH, Language

_spoken: ContextVar[Language] = ContextVar("language", default=ENGLISH)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Until its end, everything is said in this language."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> Language:
    """The language things are said in."""
    return _spoken.get()


def say(message: str, /, **values: object) -> str:
    """A message in the language spoken, its gaps `{name}` filled; in English where the catalogue lacks it."""
    found = _spoken.get().messages.get(("", message))
    text = found[0] if found else message
    return text.format(**values) if values else text


def say_as(context: str, message: str, /, **values: object) -> str:
    """A message whose translation depends on what it is used for, which `context` tells the translator."""
    found = _spoken.get().messages.get((context, message))
    text = found[0] if found else message
    return text.format(**values) if values else text


def say_count(number: int, one: str, many: str, /, **values: object) -> str:
    """A message with a number in it, as the plural rules of the language ask; `{n}` is the number as it is written."""
    language = _spoken.get()
    found = language.messages.get(("", one))
    text = found[language.plural(number)] if found else one if number == 1 else many
    return text.format(n=number_words(number), **values)


def to_say(message: str, /) -> str:
    """Marks a message of a table for translators; `say` says it when it is used."""
    return message


def to_say_as(context: str, message: str, /) -> str:
    """Marks a message that `say_as` will say in this context."""
    return message


def number_words(number: int | Decimal) -> str:
    """A number as the language writes it: "1,204", "1 204"."""
    language = _spoken.get()
    text = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
    if language.thousands == "," and language.decimal == ".":
        return text
    return text.translate({ord(","): language.thousands, ord("."): language.decimal})


def comma() -> str:
    """What stands between the parts of a line, with its space."""
    return _between(say_as("between the parts of a line", "{one}, {other}"))


def semicolon() -> str:
    """What stands between parts that hold commas themselves, with its space."""
    return _between(say_as("between the parts of a line", "{one}; {other}"))


def _between(message: str) -> str:
    return message.removeprefix("{one}").removesuffix("{other}")


def messages_of(language: Language) -> Mapping[str, tuple[str, ...]]:
    """The translations that have no context, for scripts."""
    return {message: forms for (context, message), forms in language.messages.items() if not context}
