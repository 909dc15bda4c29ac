"""Pages from templates: what a template sees, and how its faults are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from visitgen.load import Theme
from visitgen.plan import Page, SiteView
from visitgen.plan.views import Card, Link, Prose, TextView, TimePart
from visitgen.render import Renderer
from visitgen.render.templates import href


def theme(templates: Mapping[str, str]) -> Theme:
    """A theme of these templates."""
    files = {name: f"themes/x/{name}" for name in templates}
    return Theme(name="x", templates=templates, files=files, static={}, options={})


def site(base_url: str | None = None) -> SiteView:
    """What every page shows of the site."""
    return SiteView(
        title="Site",
        tagline="",
        language="en",
        direction="ltr",
        folder="",
        editions=(),
        records_language=None,
        translated=False,
        base_url=base_url,
        top_url=base_url,
        as_of=(),
        navigation=(),
        footer=(),
        license="",
        version="",
        generator="visitgen",
    )


def page(address: str = "a/", kind: str = "page", text: str = "Text.") -> Page:
    """A page of prose."""
    view = TextView(heading="Heading", text=Prose(markdown=text))
    return Page(kind=kind, address=address, template="pages/text.html", title="T", description="D", view=view)


def rendered(template: str, *pages: Page, base_url: str | None = None, **others: str) -> list[str]:
    """The HTML of pages by one template."""
    more = {f"parts/{name}.html": text for name, text in others.items()}
    made, findings = Renderer(theme({"pages/text.html": template, **more}), site(base_url)).rendered(pages or (page(),))
    assert findings == ()
    return [one.artifact.data.decode() for one in made]


def fault(template: str, **others: str) -> tuple[str, str, int, str]:
    """A template's fault: code, file, line and message."""
    more = {f"parts/{name}.html": text for name, text in others.items()}
    made, findings = Renderer(theme({"pages/text.html": template, **more}), site()).rendered((page(), page("b/")))
    assert made == () and len(findings) == 1
    (finding,) = findings
    at = finding.at
    return finding.code.number, at.file, getattr(at, "line", 0), finding.message


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("", "visits/x/index.html#y"),
        ("a/", "../visits/x/index.html#y"),
        ("visits/z/", "../../visits/x/index.html#y"),
        ("2023/10/", "../../visits/x/index.html#y"),
    ],
)
def test_links_are_relative_at_every_depth(address: str, link: str) -> None:
    assert rendered('<a href="{{ "visits/x/#y"|href }}">', page(address)) == [f'<a href="{link}">\n']


@pytest.mark.parametrize(
    ("base_url", "link"),
    [
        (None, "/a/index.html"),
        ("https://example.org/", "/a/index.html"),
        ("https://example.org/x/y/", "/x/y/a/index.html"),
    ],
)
def test_the_page_for_unknown_addresses_links_from_the_hosts_root(base_url: str | None, link: str) -> None:
    pages = page("404.html", "not-found")
    assert rendered('<a href="{{ "a/"|href }}">', pages, base_url=base_url) == [f'<a href="{link}">\n']


def test_full_addresses_need_a_base_url() -> None:
    template = '{{ "a/"|absolute }}'
    assert rendered(template) == ["None\n"]
    assert rendered(template, base_url="https://example.org/x/") == ["https://example.org/x/a/\n"]


def test_href_names_the_file() -> None:
    assert href("visits/x/").lstrip("\0") == "visits/x/index.html"
    assert href("").lstrip("\0") == "index.html"
    assert href("feed.xml").lstrip("\0") == "feed.xml"


def test_text_is_escaped_and_prose_is_not() -> None:
    assert rendered("{{ view.text.markdown }} {{ view.text|prose }}", page(text="*a* <b>")) == [
        "*a* &lt;b&gt; <p><em>a</em> &lt;b&gt;</p>\n"
    ]


def test_a_card_is_rendered_once_for_all_lists() -> None:
    card = Card(
        kind="visit",
        anchor="x",
        address="visits/x/",
        when=(TimePart(text="1900"),),
        people=(),
        verb="in",
        where=Link(text="Italy"),
    )
    view = TextView(heading="", text=Prose(markdown=""))
    object.__setattr__(view, "heading", card)
    one = Page(kind="page", address="a/", template="pages/text.html", title="", description="", view=view)
    part = '\n<i href="{{ card.address|href }}">\n'
    html = rendered("{{ card(view.heading) }}|{{ card(view.heading) }}", one, card=part)
    assert html == ['<i href="../visits/x/index.html">|<i href="../visits/x/index.html">\n']


@pytest.mark.parametrize(
    ("template", "line", "words"),
    [
        ("\n\n{{ view.nothing }}", 3, "nothing"),
        ("\n{{ nothing }}", 2, "nothing"),
        ("\n{% if %}", 2, ""),
        ("{% for x in view.text %}{% endfor %}", 1, ""),
        ("\n{{ 1 // 0 }}", 2, "zero"),
        ("\n{{ view.heading|nofilter }}", 2, "nofilter"),
        ("\n{{ view.heading + 1 }}", 2, ""),
        ("\n{{ view.heading.text.more }}", 2, "text"),
    ],
)
def test_a_fault_is_told_at_its_line_and_once(template: str, line: int, words: str) -> None:
    number, file, at, message = fault(template)
    assert (number, file, at) == ("R101", "themes/x/pages/text.html", line)
    assert words in message


def test_a_fault_in_an_included_part_is_told_there() -> None:
    number, file, at, _ = fault('{% include "parts/one.html" %}', one="\n\n{{ view.nothing }}")
    assert (number, file, at) == ("R101", "themes/x/parts/one.html", 3)


def test_a_missing_part_is_named() -> None:
    assert "has no template `parts/none.html`" in fault('{% include "parts/none.html" %}')[3]
    assert "has no template `layouts/none.html`" in fault('{% extends "layouts/none.html" %}')[3]


def test_a_missing_page_template_is_named() -> None:
    made, findings = Renderer(theme({}), site()).rendered((page(),))
    assert made == () and "has no template `pages/text.html`" in findings[0].message


def test_pages_are_asked_for_one_by_one_and_told_of() -> None:
    told: list[str] = []

    def pages() -> Iterator[Page]:
        for address in ("a/", "b/", "c/"):
            told.append(f"asked for {address}")
            yield page(address)

    Renderer(theme({"pages/text.html": "x"}), site()).rendered(pages(), lambda one: told.append(one.address))
    assert told == ["asked for a/", "a/", "asked for b/", "b/", "asked for c/", "c/"]
