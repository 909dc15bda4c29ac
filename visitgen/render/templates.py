"""A theme's templates as one Jinja environment."""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from hashlib import blake2b
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, TemplateNotFound
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from visitgen.load import Theme
from visitgen.plan import SiteView, file_of
from visitgen.plan.language import comma, number_words, say, say_as, say_count, semicolon, spoken
from visitgen.plan.views import Card
from visitgen.render.compiler import Quick, escaped, safe
from visitgen.render.links import TOP, href
from visitgen.render.prose import prose_renderer

_PLAIN = re.compile(r"(?:[^{}]|\{\w+\})*")
"""A message whose gaps are names, with no word on how they are filled."""


class _Templates(BaseLoader):
    """Templates from memory, each under the name of the file it came from so that errors name it."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        text = self.theme.templates.get(template)
        if text is None:
            raise TemplateNotFound(template)
        return text, self.theme.files[template], lambda: True


class Compiled(BytecodeCache):
    """The code of templates known to this process, for all environments in which the same code comes of a source.

    What is said without gaps is in the code, and so may be what a filter makes of a constant: `setting` is the digest
    of all that this depends on.
    """

    def __init__(self, *setting: object) -> None:
        self.setting = blake2b(repr(setting).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """The code of this source, if it has been compiled."""
        bucket.code = _codes.get((self.setting, bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the code of this source, and lets go of what was compiled first where there is too much."""
        while len(_codes) >= CODES:
            del _codes[next(iter(_codes))]
        if bucket.code:
            _codes[self.setting, bucket.key, bucket.checksum] = bucket.code
            _new.add(self.setting)

    def told(self) -> bytes:
        """The code known for environments like this one: of each template, that which was compiled last."""
        own = ((rest, code) for (setting, *rest), code in _codes.items() if setting == self.setting)
        return marshal.dumps({key: (checksum, code) for (key, checksum), code in own})

    def learn(self, told: bytes, kept: bool) -> None:
        """Takes in what another process has told, be it one of now or one that has `kept` it.

        It must be one of our own, since this is code. Errors: `ValueError`, `EOFError`, `TypeError`.
        """
        found = marshal.loads(told)
        _codes.update({(self.setting, key, checksum): code for key, (checksum, code) in found.items()})
        if not kept:
            _new.add(self.setting)

    @property
    def knows_some(self) -> bool:
        """Whether any code is known for environments like this one."""
        return any(setting == self.setting for setting, *_ in _codes)

    @property
    def has_more(self) -> bool:
        """Whether there is code that nobody has kept."""
        return self.setting in _new

    def settle(self) -> None:
        """Notes that it is all kept."""
        _new.discard(self.setting)


CODES = 1000
"""The most templates whose code is known."""

_codes: dict[tuple[str, str, str], CodeType] = {}
_new: set[str] = set()


def forget_code() -> None:
    """Has every template compiled anew."""
    _codes.clear()


def code_of(site: SiteView, shared: frozenset[str] = frozenset(), *, quick: bool = True) -> Compiled:
    """The code of the templates of an `environment`, in the language spoken."""
    said = spoken()
    language = (said.tag, said.thousands, said.decimal, sorted(said.messages.items()))
    return Compiled(quick, language, sorted(shared), site.base_url, site.records_language)


def environment(
    theme: Theme, site: SiteView, shared: frozenset[str] = frozenset(), *, quick: bool = False
) -> Environment:
    """The environment in which every template of a theme is rendered.

    Filters: `href` makes a link to an address of the site, `absolute` its full URL (`None` without a base URL),
    `prose` HTML of prose, `number` a number as the language writes it. Functions: `say`, `say_as` and `say_count` say
    a message in the language of the edition, `written` marks a text of the records where their language is another;
    `card` gives a card's HTML, rendered once and reused on every list; `edition_href` and `edition_url` lead to an
    address in another edition. `comma` and `semicolon` stand between parts of a line. `shared` are the files that
    editions have in common. A `quick` one raises where a name is missing (see compiler.py).
    """
    kind = Quick if quick else Environment
    made = kind(
        bytecode_cache=code_of(site, shared, quick=quick),
        loader=_Templates(theme), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        auto_reload=False, cache_size=-1, keep_trailing_newline=False,
    )  # fmt: skip
    made.filters["href"] = way = cache(partial(href, shared=shared))
    made.filters["absolute"] = lambda address: f"{site.base_url}{address}" if site.base_url else None
    made.filters["prose"] = prose_renderer(way, site.records_language)
    made.filters["number"] = number_words
    made.globals["site"] = site
    made.globals["say"] = _say
    made.globals["say_as"] = _say_as
    made.globals["say_count"] = _say_count
    made.globals["comma"], made.globals["semicolon"] = comma(), semicolon()
    made.globals["written"] = _written(site.records_language)
    made.globals["edition_href"] = lambda edition, address: f"{TOP}{edition.folder}{file_of(address)}"
    made.globals["edition_url"] = lambda edition, address: (
        f"{site.top_url}{edition.folder}{address}" if site.top_url else None
    )
    made.globals["card"] = _card_renderer(made)
    made.globals["landmark"] = _landmarks(site)
    made.globals["once"] = _once()
    return made


def _say(message: str, /, **values: object) -> Markup:
    return _filled(say(message), values)


def _say_as(context: str, message: str, /, **values: object) -> Markup:
    return _filled(say_as(context, message), values)


def _say_count(number: int, one: str, many: str, /, **values: object) -> Markup:
    # The number's own gap is filled by the plural rules; the others are kept open for what may be markup.
    return _filled(say_count(number, one, many, **{name: f"{{{name}}}" for name in values}), values)


def _filled(text: str, values: dict[str, object]) -> Markup:
    """The text escaped, its gaps filled with markup as it is and with anything else escaped."""
    markup, plain = _message(text)
    if not values:
        return markup
    if not plain:
        return markup.format(**values)
    return safe(str.format(markup, **{name: escaped(value) for name, value in values.items()}))


@lru_cache(maxsize=1 << 12)
def _message(text: str) -> tuple[Markup, bool]:
    """A message escaped, and whether each of its gaps is but a name."""
    return escape(text), bool(_PLAIN.fullmatch(text))


def _written(language: str | None) -> Callable[[str], Markup]:
    before = Markup('<span lang="{}" dir="auto">').format(language)

    def written(text: str) -> Markup:
        if language is None or not text:
            return escape(text)
        return safe(f"{before}{escaped(text)}</span>")

    return written


def _landmarks(site: SiteView) -> Callable[[str], str]:
    known = frozenset(link.address for link in (*site.navigation, *site.footer) if link.address is not None) | {""}
    return lambda address: address if address in known else "-"


def _once() -> Callable[..., Markup]:
    """A block of a template that is the same on all pages with these keys: rendered once, and used again."""
    known: dict[tuple[str, ...], Markup] = {}

    def once(*keys: str, caller: Callable[[], Markup]) -> Markup:
        if keys not in known:
            known[keys] = caller()
        return known[keys]

    return once


def _card_renderer(made: Environment) -> Callable[[Card], Markup]:
    known: dict[int, tuple[Card, Markup]] = {}
    template: list[Any] = []

    def render(card: Card) -> Markup:
        found = known.get(id(card))
        if found is None:
            if not template:
                template.append(made.get_template("parts/card.html"))
            found = known[id(card)] = (card, safe(template[0].render(card=card).strip()))
        return found[1]

    return render
