"""Prose becomes HTML that can do nothing but be read: whatever is written, only known elements and schemes come out."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

import visitgen.render.prose
from visitgen.plan.views import Prose
from visitgen.render.prose import prose_renderer

ROOT = "\x00"

ALLOWED: dict[str, frozenset[str]] = {
    **{tag: frozenset() for tag in (
        "p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "li", "h1", "h2", "h3", "h4", "h5", "h6",
        "table", "thead", "tbody", "tr", "span",
    )},
    "ol": frozenset({"start"}),
    "th": frozenset({"class"}),
    "td": frozenset({"class"}),
    "a": frozenset({"href", "title"}),
    "img": frozenset({"src", "alt", "title"}),
}  # fmt: skip
"""What prose may become: elements, and the attributes of each."""

CHARACTERS_PASSED_OVER = dict.fromkeys(map(ord, "\t\n\r\x0b\x0c"))


class Reader(HTMLParser):
    """Everything that begins in some HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.strange: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_comment(self, data: str) -> None:
        self.strange.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.strange.append(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.strange.append(f"<?{data}")


def dangers(html: str) -> Iterator[str]:
    """What in some HTML is not allowed: elements, attributes, schemes."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    yield from reader.strange
    for tag, attributes in reader.elements:
        if tag not in ALLOWED:
            yield f"<{tag}>"
            continue
        for name, value in attributes.items():
            if name not in ALLOWED[tag]:
                yield f"<{tag} {name}={value!r}>"
            elif name in ("href", "src"):
                address = value.translate(CHARACTERS_PASSED_OVER).strip().casefold()
                outside = address.startswith(("http://", "https://", "mailto:")) and name == "href"
                inside = address.startswith((ROOT, "#"))
                if not outside and not inside:
                    yield f"<{tag} {name}={value!r}>"
                # At the root of the site nothing stands before what follows ROOT.
                elif inside and not address.startswith("#") and ":" in address.removeprefix(ROOT).partition("/")[0]:
                    yield f"<{tag} {name}={value!r}> at the root"
                elif inside and address.removeprefix(ROOT).startswith(("/", "\\")):
                    yield f"<{tag} {name}={value!r}> leads to another host"


@pytest.fixture(scope="module")
def render() -> Callable[..., Markup]:
    return prose_renderer()


SCRIPTS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript&#58;alert(1)",
    "javascript&#x3a;alert(1)",
    "javascript&#x3A;alert(1)",
    "javascript&#0000058alert(1)",
    "javascript&#58alert(1)",
    "javascript&colon;alert(1)",
    "java&Tab;script:alert(1)",
    "java&#9;script:alert(1)",
    "java&#x09;script&colon;alert(1)",
    "java&NewLine;script:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;&#x61;vascript:alert(1)",
    "java\tscript:alert(1)",
    "\tjavascript:alert(1)",
    " javascript:alert(1)",
    "javascript :alert(1)",
    "javascript\\:alert(1)",
    "java\\script:alert(1)",
    "j\\avascript:alert(1)",
    "javascript%3Aalert(1)",
    "\\javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<b>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "DATA:text/html,x",
    "file:///etc/passwd",
    "blob:x",
    "view-source:javascript:1",
    "feed:javascript:1",
    "//evil.example/",
    "///evil.example/",
    "\\\\evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "&#47;/evil.example",
    "&sol;/evil.example",
    "/&#47;evil.example",
    "&bsol;\\evil.example",
    "jar:javascript:1!/",
    "x&#x2F;&#x2F;javascript:1",
    "visitgen:javascript:alert(1)",
    "visitgen://evil.example",
    "visitgen:&#106;avascript:1",
    "http:javascript:1",
    "mailto&colon;a@b",
    "javascript:alert(1)//http://example.org",
]

CARRIERS = [
    "[x]({})",
    "[x](<{}>)",
    "[x]({} 'title')",
    '[x]({} "title")',
    "[x][y]\n\n[y]: {}",
    "[x]\n\n[x]: <{}> 'title'",
    "![x]({})",
    "![x][y]\n\n[y]: {}",
    "<{}>",
    "[![x]({})]({})",
    "[a [b](c)]({})",
    "[**x**]({})",
    "`x` [x]( {} )",
    "# [x]({})",
    "> [x]({})",
    "- [x]({})",
    "| a |\n|---|\n| [x]({}) |",
    "[x]({}",
    "[]({})",
    "[`x`]({})",
]


@pytest.mark.parametrize("address", SCRIPTS)
def test_no_address_runs_or_leads_astray(address: str, render: Callable[..., Markup]) -> None:
    for carrier in CARRIERS:
        text = carrier.replace("{}", address)
        html = str(render(Prose(markdown=text)))
        assert not list(dangers(html)), f"{text!r} became {html!r}"


RAW = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>1</script>'></iframe>",
    "<a href='javascript:1'>x</a>",
    "<b onmouseover=alert(1)>x</b>",
    "<style>*{}</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0>",
    "<form action=//evil.example><button>x</form>",
    "<!-- --><script>1</script>",
    "<!--><script>1</script>-->",
    "<![CDATA[<script>1</script>]]>",
    "<?php echo 1 ?>",
    "<!DOCTYPE html>",
    "</p><script>1</script>",
    "</main><script>1</script>",
    "<div\n\nonclick=alert(1)>x</div>",
    "<p>\n<script>1</script>\n</p>",
    "<div markdown=1><script>1</script></div>",
    "<details open ontoggle=alert(1)>",
    "<math><mtext><script>1</script>",
    "<noscript><img src=x onerror=1></noscript>",
    "<template><script>1</script></template>",
    "<textarea><script>1</script>",
    "<title></title><script>1</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\<script>1</script>",
    "`<script>1</script>`",
    "```\n<script>1</script>\n```",
    "    <script>1</script>",
    "~~~html\n<script>1</script>\n~~~",
    '``` "><script>1</script>\nx\n```',
    '[x](http://example.org/"onmouseover=alert(1))',
    "[x](http://example.org 'a\" onmouseover=\"alert(1)')",
    "[x](http://example.org \"a' onmouseover='alert(1)\")",
    '[x](http://example.org "></a><script>1</script>")',
    '![x" onerror="alert(1)](media/x.png)',
    '![x](media/x.png" onerror="alert(1))',
    "![x](media/x.png 'a\" onload=\"1')",
    "![<script>1</script>](media/x.png)",
    "![x][y]\n\n[y]: media/x.png \"' onerror='1\"",
    "[<img src=x onerror=1>](http://example.org)",
    "# <script>1</script>",
    "> <script>1</script>",
    "- <script>1</script>",
    "1. <script>1</script>",
    "**<script>1</script>**",
    "| <script>1</script> |\n|---|\n| <img src=x onerror=1> |",
    "a\n<script>1</script>\nb",
    "<script\n>1</script\n>",
    "<scr<script>ipt>1</script>",
    '<http://example.org/"onmouseover="alert(1)>',
    "<http://example.org/><script>1</script>",
    "<javascript:alert(1)@example.org>",
    '<"onmouseover=alert(1)"@example.org>',
    "http://example.org/<script>",
    '[x]: <script> "y"\n\n[x]',
    "*[x]: <script>\n\nx",
    "[^1]\n\n[^1]: <script>1</script>",
    "{: onclick=alert(1)}",
    "# x {: onclick=alert(1)}",
    "[x](http://example.org){: onclick=1}",
    "\x02klzzwxh:0001\x03",
    "\x02amp\x03lt;script\x02amp\x03gt;",
    "wzxhzdk:0",
    "STX0ETX",
    "[x](\x02klzzwxh:0000\x03)",
    "<script>\x02klzzwxh:0000\x03</script>",
    '[visit:x](visitgen:visits/x/"onclick="1)',
    "[x](visitgen:a/<script>)",
]


@pytest.mark.parametrize("text", RAW)
def test_no_markup_of_others_survives(text: str, render: Callable[..., Markup]) -> None:
    for around in ("{}", "a {} b", "a\n\n{}\n\nb", "[y]({}) {}", "> {}", "- {}\n- b", "{}\n{}"):
        html = str(render(Prose(markdown=around.replace("{}", text))))
        assert not list(dangers(html)), f"{text!r} became {html!r}"


PIECES = [
    *"[]()<>!\"'`*_#:/\\&;|\n\t -=x",
    "javascript",
    "http",
    "&#58;",
    "&colon;",
    "<a ",
    "<img ",
    "onerror",
    "script",
    "\x02",
    "\x03",
    "visitgen:",
    "](",
    "<!--",
    "-->",
    "://",
    "![",
]
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(max_examples=300, deadline=None)
@given(HOSTILE)
@example("[x](javascript&#58;alert(1))")
@example('[x]( javascript:1 "\n")')
def test_nothing_that_can_be_written_is_dangerous(text: str) -> None:
    html = str(RENDER(Prose(markdown=text)))
    assert not list(dangers(html)), f"{text!r} became {html!r}"


RENDER: Callable[..., Markup] = prose_renderer()


# What prose is for


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A *word* and **another**.", "<p>A <em>word</em> and <strong>another</strong>.</p>"),
        ("[out](https://example.org/?a=1&b=2)", '<p><a href="https://example.org/?a=1&amp;b=2">out</a></p>'),
        ("[mail](mailto:a@example.org)", '<p><a href="mailto:a@example.org">mail</a></p>'),
        ("<https://example.org/>", '<p><a href="https://example.org/">https://example.org/</a></p>'),
        ("[in](visits/x/)", '<p><a href="\x00visits/x/index.html">in</a></p>'),
        ("[in](/visits/x/#y)", '<p><a href="\x00visits/x/index.html#y">in</a></p>'),
        ("[home](/)", '<p><a href="\x00index.html">home</a></p>'),
        ("[file](data/visits.csv)", '<p><a href="\x00data/visits.csv">file</a></p>'),
        ("[part](#y)", '<p><a href="#y">part</a></p>'),
        ("[page](visitgen:leaders/x/)", '<p><a href="\x00leaders/x/index.html">page</a></p>'),
        ("[page](visitgen:leaders/x/#y)", '<p><a href="\x00leaders/x/index.html#y">page</a></p>'),
        ("![alt](media/x.png)", '<p><img src="\x00media/x.png" alt="alt"></p>'),
        ("![alt](https://example.org/x.png)", "<p>alt</p>"),
        ("# A\n## B", "<h3>A</h3>\n<h4>B</h4>"),
        ("5 < 6 & 7 > 6", "<p>5 &lt; 6 &amp; 7 &gt; 6</p>"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
        (
            "| a | b |\n|---|--:|\n| c | d |",
            '<table>\n<thead>\n<tr>\n<th>a</th>\n<th class="right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>c</td>\n'
            '<td class="right">d</td>\n</tr>\n</tbody>\n</table>',
        ),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
    ],
)
def test_what_prose_becomes(text: str, html: str, render: Callable[..., Markup]) -> None:
    assert str(render(Prose(markdown=text))) == html


def test_headings_are_lowered_and_never_below_the_sixth(render: Callable[..., Markup]) -> None:
    assert str(render(Prose(markdown="# A"), 0)) == "<h1>A</h1>"
    assert str(render(Prose(markdown="# A"), 1)) == "<h2>A</h2>"
    assert str(render(Prose(markdown="##### A"), 3)) == "<h6>A</h6>"


def test_one_text_does_not_leak_into_the_next(render: Callable[..., Markup]) -> None:
    render(Prose(markdown="[x]: https://example.org/secret\n\n[x]"))
    assert str(render(Prose(markdown="[x]"))) == "<p>[x]</p>"


def test_quotes_and_lists_of_any_depth_lose_no_word(render: Callable[..., Markup]) -> None:
    steps = "\n".join(f"{'  ' * depth}- step {depth}." for depth in range(60))
    for text in (
        "> " * 60 + "word",
        "- " * 60 + "word",
        "1. " * 60 + "word",
        "> - " * 30 + "word",
        "> " * 3000 + "word",
    ):
        assert "word" in str(render(Prose(markdown=text)))
    assert all(f"step {depth}." in str(render(Prose(markdown=steps))) for depth in range(60))


# However much of one thing is written, and however strange it is: no text takes longer than its length can say.

MUCH = [
    "[", "]", "![", "[[", "[]", "](", "[a](", "[a](<", '[a](b "', "[a](b '", "[a](b (", "[a][", "[a]: ", "[a\n", "[a] [a](b) ",
    "[a](b) ", "*", "*a", "*a* ", "**a ", "***a", "_a ", "_", "*_", "*a **b ", "`", "`a", "`a` ", "<", "<http://", "<a ", "</", "<!",
    "<!--", "&", "&a", "&amp; ", "&#", "(", ")", "\\", "\\*", "!", '"', "> ", ">", "> a\n", "- ", "- a\n", "- a\n\n", "- a\n\n  b\n\n",
    "1. ", "1. a\n", "> - ", "* ", "+ a\n", "a\n", "a\n\n", "a  \n", "    a\n", "    a\n\n", "# a\n", "#", "a\n=\n", "-", "=", "|", "a|",
    "a|b\n", "a|b\n-|-\n", "~~~\n", "```\n", "~", " ", "\t", "\n", "x", "é ", "耶",
]  # fmt: skip
BEFORE = ["", "[a]: b\n\n", "a|b\n-|-\n"]


def work(text: str) -> int:
    """How many lines of code a text makes a renderer run."""
    render = prose_renderer()
    count = 0

    def on_line(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return on_line

    before = sys.gettrace()
    sys.settrace(on_line)
    try:
        render(Prose(markdown=text), 2)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", MUCH)
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    for before in BEFORE:
        once, twice = (work(before + piece * times) for times in (100, 200))
        assert twice < 2.5 * once + 500, f"{once} lines for {piece!r} 100 times, {twice} for 200"


def test_nesting_costs_no_more_than_its_depth() -> None:
    for opened, closed in (("[", "]"), ("![", "](b)"), ("*", "*"), ("(", ")"), ("[*", "*](b)")):
        once, twice = (work(opened * times + "a" + closed * times) for times in (200, 400))
        assert twice < 2.5 * once, f"{once} lines for {opened!r} 200 times, {twice} for 400"


def test_a_long_text_with_many_links_is_rendered_whole(render: Callable[..., Markup]) -> None:
    paragraph = " ".join(("word " * 24 + f"[out](https://example.org/{number})") for number in range(2000))
    assert str(render(Prose(markdown=paragraph))).count("<a href=") == 2000


@settings(max_examples=300)
@given(st.text(alphabet="ab zÉ1٢中 .,;:()?'\"’–-"))
@example("a")
@example("One visit.")
@example("Ends in a space ")
def test_a_plain_line_is_what_markdown_makes_of_it(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        quick = prose_renderer()(Prose(markdown=text))
        patch.setattr(visitgen.render.prose, "_PLAIN", re.compile("(?!)"))
        assert prose_renderer()(Prose(markdown=text)) == quick
