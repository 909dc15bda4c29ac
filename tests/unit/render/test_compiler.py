"""The quicker code of templates: the same HTML as Jinja2's own, or an exception that Jinja2's own code then explains."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

import visitgen.commands.edition as building
from visitgen.commands.build import Options, make
from visitgen.commands.report import Progress
from visitgen.plan import speaking
from visitgen.plan.language import spoken
from visitgen.render.compiler import Quick, escaped
from visitgen.render.templates import environment

ROOT = Path(__file__).parents[3]
SITES = ["tests/sites/journeys", "tests/sites/uncertain", "tests/sites/editions", "tests/browser/rtl"]


@pytest.mark.parametrize("name", SITES)
def test_every_page_of_the_theme_is_rendered_the_same_by_both(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And by the quicker code without an exception, or it would not be quicker."""
    asked: list[tuple[Any, ...]] = []
    original = building.rendered_pages
    monkeypatch.setattr(
        building, "rendered_pages", lambda *args, **more: (asked.append((spoken(), *args)), original(*args, **more))[1]
    )
    content = ROOT / name / "content" if (ROOT / name / "content").is_dir() else ROOT / name
    made = make(Options(content=content, output=tmp_path / "site", theme="chronicle", jobs=1), Progress())
    assert made.archive and asked
    for language, pages, theme, site, shared, *_ in asked:
        with speaking(language):
            both = environment(theme, site, shared, quick=True), environment(theme, site, shared)
            for page in pages:
                quick, exact = (one.get_template(page.template).render(page=page, view=page.view) for one in both)
                assert quick == exact, page.address


class Html:
    """Something that says itself how it stands in HTML."""

    def __html__(self) -> str:
        return "<i>"


@pytest.mark.parametrize(
    "value",
    ["a<b>&\"'", Markup("<b>"), 1, 1.5, None, True, Html(), ["<"], "", Markup(""), type("Text", (str,), {})("<")],
)
def test_a_value_is_escaped_as_by_markupsafe(value: object) -> None:
    assert escaped(value) == str(escape(value))


def test_an_undefined_value_is_not_let_through() -> None:
    with pytest.raises(Exception, match="missing"):
        escaped(StrictUndefined(name="missing"))


@pytest.mark.parametrize(
    "source",
    [
        "{{ text }}{{ text|safe }}{{ text|upper }}{{ 1 + 2 }}{{ '<' }}{{ '<' ~ text }}",
        "{% for x in (1, 2) %}{{ loop.index }}{{ loop.last }}{{ x }}{% endfor %}",
        "{% macro m(a, b='<') %}{{ a }}{{ b }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1) }}{{ m(1, b=text, e=2) }}{{ m(1, 2, 3) }}",
        "{% macro m(a) %}[{{ caller(a) }}]{% endmacro %}{% call(x) m('<') %}{{ x }}{{ text }}{% endcall %}",
        "{% set x %}{{ text }}{% endset %}{{ x }}{% set y = namespace(n=1) %}{% set y.n = 2 %}{{ y.n }}",
        "{% autoescape false %}{{ text }}{% endautoescape %}{{ text }}",
        "{{ [1, 2]|join(text) }}{{ {'a': 1}.items()|list }}{{ 'a,b'.split(',')[0] }}",
        "{% block a %}{{ text }}{% endblock %}{% block b scoped %}{{ text|length }}{% endblock %}",
        "{{ f(*[1, 2], **{'c': 3}) }}{{ f(1, 2, c=text) }}",
    ],
)
def test_pieces_of_templates_come_out_the_same(source: str) -> None:
    given = {"text": "<a & 'b'>", "f": lambda a, b, c: f"<{a}{b}{c}>"}
    options = {"autoescape": True, "undefined": StrictUndefined, "extensions": []}
    quick, exact = (kind(**options).from_string(source).render(**given) for kind in (Quick, Environment))
    assert quick == exact


@pytest.mark.parametrize("source", ["{{ nothing }}", "{{ text.nothing }}", "{{ item.a }}", "{{ text.a.b }}"])
def test_what_it_does_not_know_raises(source: str) -> None:
    """A page with an item read as an attribute, too: Jinja2's own code then renders it."""
    with pytest.raises(Exception, match=r"nothing|attribute"):
        Quick(autoescape=True, undefined=StrictUndefined).from_string(source).render(text="x", item={"a": 1})
