"""Links inside the site: the way to the root, what a page links to, and what dangles."""

from __future__ import annotations

import posixpath

import pytest

from visitgen.diagnostics import whole_file
from visitgen.render.links import (
    ROOT,
    Link,
    LinkReader,
    Targets,
    dangling,
    is_there,
    parts_of,
    way_to_root,
)


@pytest.mark.parametrize(
    "path", ["index.html", "404.html", "visits/x/index.html", "2023/10/index.html", "feed.xml", "leaders/x/feed.xml"]
)
def test_the_way_to_the_root_leads_there(path: str) -> None:
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), way_to_root(path) + "target"))
    assert joined == "target"


def links_of(path: str, html: str) -> set[Link]:
    """Where the links of a page lead."""
    targets = Targets()
    return {targets.links[number] for number in LinkReader(targets).read(path, html)}


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        (f"{ROOT}visits/x/index.html", ("visits/x/index.html", "")),
        (f"{ROOT}visits/x/index.html#part", ("visits/x/index.html", "part")),
        (f"{ROOT}search/index.html?leader=x&amp;year=2023#top", ("search/index.html", "top")),
        (f"{ROOT}media/a&amp;b.png", ("media/a&b.png", "")),
        ("#part", ("leaders/x/index.html", "part")),
        ("../y/index.html", ("leaders/y/index.html", "")),
        ("feed.xml", ("leaders/x/feed.xml", "")),
    ],
)
def test_where_a_link_leads(link: str, wanted: tuple[str, str]) -> None:
    assert links_of("leaders/x/index.html", f'<p>\n<a class="x" href="{link}">x</a></p>') == {wanted}


@pytest.mark.parametrize(
    "link", ["https://example.org/", "HTTP://example.org", "mailto:a@b", "//example.org/", "tel:1"]
)
def test_links_out_are_not_ours(link: str) -> None:
    assert links_of("index.html", f'<a href="{link}">') == set()


def test_pictures_and_scripts_are_links_too() -> None:
    html = f'<img src="{ROOT}media/x.png"><script\nsrc="{ROOT}a.js"></script><link href="{ROOT}b.css">'
    assert links_of("index.html", html) == {("media/x.png", ""), ("a.js", ""), ("b.css", "")}


def test_text_that_looks_like_a_link_is_none() -> None:
    assert links_of("index.html", '<p>write &lt;a href=&#34;x&#34;&gt; or data-href="y"</p>') == set()


def found(*pages: tuple[str, str], also: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """What dangles in a site of these pages, as (number of the code, message)."""
    files = {path: html.encode() for path, html in pages} | dict.fromkeys(also, b"")
    broken = [
        (path, [link for link in links_of(path, html) if not is_there(link, files, lambda file: parts_of(files[file]))])
        for path, html in pages
    ]
    found = dangling(broken, files, lambda *_: whole_file("x"))
    return [(finding.code.number, finding.message) for finding in found]


def test_what_is_there_does_not_dangle() -> None:
    home = f'<a href="{ROOT}a/index.html#b"></a><a href="#c"></a><i id="c"></i><img src="{ROOT}media/x.png">'
    assert (
        found(
            ("index.html", home),
            ("a/index.html", f'<p class="x" id="b"></p><a href="{ROOT}index.html"></a>'),
            also=("media/x.png",),
        )
        == []
    )


def test_a_dangling_link() -> None:
    ((number, message),) = found(("index.html", f'<a href="{ROOT}a/index.html"></a>'))
    assert number == "R102" and "`index.html` links to `a/index.html`" in message


def test_a_folder_is_no_page_from_disk() -> None:
    assert [number for number, _ in found(("a/index.html", f'<a href="{ROOT}a/"></a>'))] == ["R102"]


def test_a_link_that_leaves_the_site() -> None:
    assert [number for number, _ in found(("index.html", '<a href="../secret.html"></a>'))] == ["R102"]


@pytest.mark.parametrize("link", [f"{ROOT}a/index.html#missing", f"{ROOT}a/index.html#B"])
def test_a_dangling_fragment(link: str) -> None:
    ((number, message),) = found(("index.html", f'<a href="{link}"></a>'), ("a/index.html", '<p id="b">'))
    assert number == "R103" and "a part that page does not have" in message


def test_a_dangling_fragment_of_the_page_itself() -> None:
    assert [number for number, _ in found(("index.html", '<a href="#x"></a>'))] == ["R103"]


def test_what_is_missing_is_told_once() -> None:
    link = f'<a href="{ROOT}a/index.html"></a>'
    ((_, message),) = found(("index.html", link * 3), ("b/index.html", link))
    assert message == "`index.html` and another page link to `a/index.html`, which the site does not have"
