"""The quicker code of templates: the same HTML as Jinja2's own, or an exception that Jinja2's own code then explains."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

import visitgen.commands.edition as building
from visitgen.commands.build import Options, make
from visitgen.commands.report import Progress
from visitgen.plan import speaking
from visitgen.plan.language import spoken
from visitgen.render.compiler import Quick, escaped
from visitgen.render.templates import _filled, environment

ROOT = Path(__file__).parents[3]
SITES = ["tests/sites/journeys", "tests/sites/uncertain", "tests/sites/editions", "tests/browser/rtl"]


@pytest.mark.parametrize("name", SITES)
def test_every_page_of_the_theme_is_rendered_the_same_by_both(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And by the quicker code without an exception, or it would not be quicker."""
    asked: list[tuple[Any, ...]] = []

    class Watched(building.Renderer):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            self.given = given

        def rendered(self, pages: Any, *more: Any) -> Any:
            asked.append((spoken(), pages, *self.given))
            return super().rendered(pages, *more)

    monkeypatch.setattr(building, "Renderer", Watched)
    content = ROOT / name / "content" if (ROOT / name / "content").is_dir() else ROOT / name
    made = make(Options(content=content, output=tmp_path / "site", theme="chronicle", jobs=1), Progress())
    assert made.archive and asked
    for language, pages, theme, site, shared, _ in asked:
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


PARTS = {
    "parts": "{% macro link(to, kind='<') %}<a {{ kind }}>{{ to }}</a>{% endmacro %}",
    "part": "({{ 1 + 1 }}&)",
    "layout": "<{% block a %}{{ text }}{% endblock %}{% block b %}[{{ 2 }}]{% endblock %}>",
}


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
        "{% macro m(a, class='<', b=class) %}{{ a }}{{ class }}{{ b }}{% endmacro %}{{ m(1, class=text) }}{{ m(b=2, a=3) }}",
        "{% macro m() %}{% if caller is defined %}{{ caller() }}{% else %}<{% endif %}{% endmacro %}{{ m() }}{% call m() %}>{% endcall %}",
        "{% macro m(x) %}{{ caller(b=1, a=x) }}{% endmacro %}{% call(a, b=2) m(text) %}{{ a }}{{ b }}{% endcall %}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(m(text)) ~ '<' }}{{ [m('&'), text]|join }}{% set y = m(text) %}{{ y|length }}{{ y }}",
        "{% macro m(context, missing, str, t_1) %}{{ context }}{{ missing }}{{ str }}{{ t_1 }}{% endmacro %}{{ m(1, 2, t_1=4, str=3) }}",
        "{% autoescape false %}{% macro m(x) %}{{ x }}<{% endmacro %}{{ m(text) }}{% endautoescape %}",
        "{% for x in (1, 2) %}{% macro m(a) %}{{ a }}{{ x }}{% endmacro %}{{ m(a='<') }}{% endfor %}",
        "{{ (10 / 3)|round(2) }}{{ 5|round(1) }}{{ 2.5|round }}{{ 2.7|round(method='floor') }}{{ 2.71|round(1, 'ceil') }}",
        "{{ none is none }}{{ text is none }}{{ nothing is none }}{{ 1 is not none }}{{ text if 1 is none else '<' }}",
        "{% import 'parts' as parts %}{{ parts.link(text) }}{{ parts.link(to='<', kind='a') }}",
        "{% from 'parts' import link as way %}{{ way(text) }}{% block a %}{{ way('b') }}{% include 'part' %}{% endblock %}",
        "<{% include 'part' without context %}{% block a %}{{ text }}{% include 'part' without context %}>{% endblock %}",
        "{% extends 'layout' %}{% block a %}{{ super() }}{{ text }}{% endblock %}",
    ],
)
def test_pieces_of_templates_come_out_the_same(source: str) -> None:
    given = {"text": "<a & 'b'>", "f": lambda a, b, c: f"<{a}{b}{c}>"}
    options = {"autoescape": True, "undefined": StrictUndefined, "loader": DictLoader(PARTS)}
    quick, exact = (kind(**options).from_string(source).render(**given) for kind in (Quick, Environment))
    assert quick == exact


M = "{% macro m(x) %}{{ x }}{% endmacro %}"


@pytest.mark.parametrize(
    "source",
    [
        "{{ nothing }}", "{{ text.nothing }}", "{{ item.a }}", "{{ text.a.b }}", M + "{{ m.arguments.nothing }}",
        M + "{{ m }}", M + "{{ m() }}", M + "{{ m(1, 2) }}", M + "{{ m(1, y=2) }}", M + "{{ m(1, x=2) }}", M + "{{ m.name }}",
        M + "{% call m(1) %}{% endcall %}", "{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}",
    ],
)  # fmt: skip
def test_what_it_does_not_know_raises(source: str) -> None:
    """A page with an item read as an attribute, too: Jinja2's own code then renders it."""
    with pytest.raises(Exception, match=r"nothing|attribute|argument|caller|a macro is no text|not provided"):
        Quick(autoescape=True, undefined=StrictUndefined).from_string(source).render(text="x", item={"a": 1})


@pytest.mark.parametrize(
    "text", ["<{a}> & {b}, {c}", "no gap <", "{{a}} {c}", "{a:9} {c:,}", "{a!s} {c.real}", "{b}{b}"]
)
def test_a_message_is_filled_as_markupsafe_fills_it(text: str) -> None:
    values = {"a": "<a & 'b'>", "b": Markup("<b>"), "c": 12345, "d": Html()}
    assert _filled(text, values) == escape(text).format(**values)
    assert _filled(text, {}) == escape(text)
