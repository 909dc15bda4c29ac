"""A theme's templates as one Jinja environment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from markupsafe import Markup

from visitgen.load import Theme
from visitgen.plan import SiteView, file_of
from visitgen.plan.views import Card
from visitgen.render.links import ROOT
from visitgen.render.prose import prose_renderer


class _Templates(BaseLoader):
    """Templates from memory, each under the name of the file it came from so that errors name it."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        text = self.theme.templates.get(template)
        if text is None:
            raise TemplateNotFound(template)
        return text, self.theme.files[template], lambda: True


def environment(theme: Theme, site: SiteView) -> Environment:
    """The environment in which every template of a theme is rendered.

    Filters: `href` makes a link to an address of the site, `absolute` its full URL (`None` without a base URL),
    `prose` HTML of prose. The function `card` gives a card's HTML, rendered once and reused on every list.
    """
    made = Environment(
        loader=_Templates(theme), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        auto_reload=False, cache_size=-1, keep_trailing_newline=False,
    )  # fmt: skip
    made.filters["href"] = href
    made.filters["absolute"] = lambda address: f"{site.base_url}{address}" if site.base_url else None
    made.filters["prose"] = prose_renderer()
    made.globals["site"] = site
    made.globals["card"] = _card_renderer(made)
    return made


def href(address: str) -> str:
    """A link to an address of the site, with its query and fragment; resolved for each page at the end."""
    rest, hash_, fragment = address.partition("#")
    path, mark, query = rest.partition("?")
    return f"{ROOT}{file_of(path)}{mark}{query}{hash_}{fragment}"


def _card_renderer(made: Environment) -> Callable[[Card], Markup]:
    known: dict[int, tuple[Card, Markup]] = {}
    template: list[Any] = []

    def render(card: Card) -> Markup:
        found = known.get(id(card))
        if found is None:
            if not template:
                template.append(made.get_template("parts/card.html"))
            found = known[id(card)] = (card, Markup(template[0].render(card=card).strip()))
        return found[1]

    return render
