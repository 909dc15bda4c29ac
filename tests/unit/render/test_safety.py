"""No record can put markup, script or another address into the site, whatever is written in whichever field."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from visitgen.commands.build import Made, Options, make
from visitgen.commands.report import Progress
from visitgen.diagnostics.show import full

HOSTILE = (
    "\"'><script>alert(1)</script><img src=x onerror=alert(1)><svg/onload=alert(1)></title></script></style>--><!--"
    ']]><![CDATA[ {{ 7*7 }} {% raw %} {# x #} &lt;b&gt; &#60;i&#62; javascript:alert(1) \\" '
    "\u202e \\x3cscript\\x3e `x` [x](y)"
)
PROSE = (
    HOSTILE.replace("[x](y)", "") + "\n\n<div onclick=alert(1)>\n\n[x](https://example.org/ 'a\" onclick=\"alert(1)') "
    "[[leader:one|<img src=x onerror=1>]]"
    "\n\n# <script>1</script>\n\n| <script>1</script> |\n|---|\n| <img onerror=1> |\n\n    <script>1</script>\n"
)


class Skeleton(HTMLParser):
    """The elements of a page with the names of their attributes, its links, its inline scripts, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, ...]] = []
        self.addresses: list[str] = []
        self.others: list[str] = []
        self.scripts: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.script: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, *sorted(name for name, _ in attrs)))
        values = dict(attrs)
        self.addresses += [
            values[name] or "" for name in ("href", "src", "action", "poster", "srcset") if name in values
        ]
        self.script = None
        if tag == "script" and "src" not in values:
            self.script = values.get("type") or ""

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others += [decl] if decl != "DOCTYPE html" else []

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.script = None

    def handle_data(self, data: str) -> None:
        if self.script is not None:
            self.scripts.append((self.script, data))
        self.text.append(data)


def records(word: Callable[[str], str], prose: str) -> dict[str, Any]:
    """A record of every kind with a text in every field that takes one: `word` makes it, unlike in each."""
    source = {"source": "source", "locator": word("locator"), "supports": [word("supports")]}
    common = {"sources": [source], "topics": ["topic"], "notes": prose}
    statement = {
        "speaker": "one",
        "role": word("said role"),
        "text": prose,
        "kind": "direct",
        "condition": word("condition"),
        "polarity": "conditional",
        "original": word("original"),
        "lang": "fr",
        "source": source,
        "addressed_to": {"name": word("addressee")},
        "topics": ["topic"],
        "notes": prose,
    }
    claim = {
        "measure": word("measure"),
        "value": "5",
        "qualifier": "about",
        "wording": word("wording"),
        "unit": word("unit"),
        "attributed_to": {"name": word("attributed")},
        "source": source,
        "note": word("claim note"),
        "notes": word("claim notes"),
    }
    site_prose = prose.replace("[[leader:one|", "[[")  # site.yaml is read before the records it could name
    mention = {"name": word("mention"), "country": "italy"}
    waiver = {"rule": "pinned-role-not-held", "reason": word("reason")}
    return {
        "site.yaml": {
            "title": word("site"),
            "tagline": word("tagline"),
            "scope": site_prose,
            "inclusion_rules": site_prose,
            "naming_policy": site_prose,
            "editors": [{"name": word("editor"), "orcid": word("orcid")}],
            "license": word("licence"),
            "version": word("version"),
            "doi": word("doi"),
            "citation": word("citation"),
            "as_of": "2023-12-31",
            "base_url": "https://example.org/",
            "repository": "https://example.org/a'b",
            "report_url": "https://example.org/?{id}&{kind}={url}",
        },
        "topics.yaml": {"topic": {"label": word("topic"), "labels": {"fr": word("sujet")}, "note": word("topic note")}},
        "leaders/all.yaml": [
            {
                "id": "one",
                "name": word("name"),
                "sort_name": word("sort name"),
                "gender": word("gender"),
                "bio": prose,
                "other_names": [{"name": word("other name"), "note": word("name note"), "lang": "ar"}],
                "terms": [
                    {
                        "title": word("title"),
                        "titles": {"fr": word("titre")},
                        "country": "france",
                        "from": "2017-05-14",
                        "party": word("party"),
                    }
                ],
                "same_as": {"wikidata": word("wikidata"), word("service"): word("identity")},
                "image": {
                    "file": "media/x.svg",
                    "alt": word("alt"),
                    "credit": word("credit"),
                    "license": word("image licence"),
                },
                **common,
            },
            {"id": "two", "name": word("second name"), "sort_name": word("zz")},
        ],
        "media/x.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "countries/italy.yaml": {
            "names": [
                {"name": word("country"), "from": "1900", "to": "2010"},
                {"name": word("new country"), "from": "2011"},
            ],
            "region": word("region"),
            "subregion": word("subregion"),
            "capital": word("capital"),
            "note": word("country note"),
            "notes": prose,
        },
        "organisations/body.yaml": {
            "name": word("body"),
            "aliases": [word("alias")],
            "notes": prose,
            "sources": [source],
            "designations": [{"by": word("by"), "label": word("label"), "source": source}],
        },
        "places/place.yaml": {
            "name": word("place"),
            "names": [{"name": word("old place"), "to": "1990"}],
            "country": "italy",
            "disputed": "yes",
            "note": word("place note"),
            "kind": word("place kind"),
            **common,
        },
        "sources/source.yaml": {
            "title": word("source"),
            "author": [{"family": word("family"), "given": word("given")}],
            "notes": prose,
            "publisher": word("publisher"),
            "container-title": word("container"),
            "volume": word("volume"),
            "issue": word("issue"),
            "page": word("page"),
            "DOI": word("source doi"),
            "ISBN": word("isbn"),
            "agency": word("agency"),
            "reliability": word("reliability"),
            "note": word("source note"),
            "URL": "https://example.org/'onclick='alert(1)",
            "issued": "2023",
            "archive": word("archive"),
        },
        "events/summit.yaml": {
            "name": word("event"),
            "series": word("series"),
            "start": "2023-10-24",
            "places": [mention],
            "summary": prose,
            "organisation": "body",
            **common,
        },
        "itineraries/tour.yaml": {
            "title": word("tour"),
            "traveller": "one",
            "summary": prose,
            "departs": {"place": mention},
            "legs": [{"from": mention, "to": mention, "mode": word("mode")}],
            "visits": ["visit"],
            **common,
        },
        "visits/visit.yaml": {
            "visitor": "one",
            "role": word("role"),
            "waive": [waiver],
            "host": "italy",
            "start": "2023-10-24",
            "end": "2023-10-25",
            "planned": {"start": "2023-10-23", "places": [mention], "source": source},
            "stops": [{"place": mention, "note": word("stop note")}, {"place": "place", "note": word("second stop")}],
            "type_label": word("type label"),
            "companions": [{"name": word("companion")}],
            "event": "summit",
            "status_history": [{"status": "completed", "said_by": {"name": word("status said by")}, "source": source}],
            "outcomes": [{"kind": word("outcome kind"), "title": word("outcome"), "url": "https://example.org/<"[:-1]}],
            "summary": prose,
            "statements": [statement],
            "claims": [claim],
            "meetings": ["meeting"],
            **common,
        },
        "meetings/meeting.yaml": {
            "title": word("meeting"),
            "waive": [waiver],
            "date": "2023-10-24",
            "place": "place",
            "summary": prose,
            "language": "fr",
            "participants": [
                {"leader": "one", "role": word("there as")},
                {"name": word("participant"), "role": word("participant role")},
                {"organisation": "body"},
            ],
            "status_history": [{"status": "completed", "said_by": {"name": word("meeting said by")}}],
            "statements": [{**statement, "speaker": {"anonymous": word("anonymous"), "of": "body"}}],
            **common,
        },
        "pages/page.md": f"---\ntitle: {json.dumps(word('page title'))}\nnav: yes\n---\n{prose}",
    }


def made(folder: Path, contents: dict[str, Any], theme: str) -> Made:
    """The site of some records, in memory."""
    for name, value in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), encoding="utf-8")
    with Progress() as progress:
        return make(Options(content=folder, output=folder / "site", theme=theme, as_of=date(2023, 12, 31)), progress)


Sites = dict[str, bytes]


def site(folder: Path, contents: dict[str, Any], theme: str) -> Sites:
    """Its files by path."""
    found = made(folder, contents, theme)
    assert found.archive is not None, "".join(full(d) for d in found.diagnostics if d.code.severity == "error")
    return {artifact.path: artifact.data for artifact in found.files.made.values()}


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """The site of harmless words, as long as the hostile ones: which words have room on a map depends on that."""
    return site(
        tmp_path_factory.mktemp("harmless") / "content",
        records(lambda word: f"Word {word} {'x' * len(HOSTILE)}", "Prose."),
        "chronicle",
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """The same with hostile words in every field of plain text."""
    folder = tmp_path_factory.mktemp("hostile") / "content"
    return site(folder, records(lambda word: f"Word {word} {HOSTILE}", "Prose."), "chronicle")


@pytest.fixture(scope="module")
def hostile_prose(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """The same with hostile prose."""
    return site(tmp_path_factory.mktemp("prose") / "content", records(lambda word: f"Word {word}", PROSE), "chronicle")


def html(files: Sites) -> dict[str, Skeleton]:
    """Its pages as skeletons."""
    return {path: Skeleton(data.decode()) for path, data in files.items() if path.endswith(".html")}


def test_every_field_is_shown(harmless: Sites) -> None:
    """The test would prove nothing of a field that no page shows."""
    words: list[str] = []
    records(lambda word: words.append(word) or f"Word {word}", "Prose.")  # type: ignore[func-returns-value]
    text = "".join(data.decode() for path, data in harmless.items() if path.endswith((".html", ".json")))
    missing = {word for word in words if f"Word {word}" not in text}
    assert missing <= NOT_SHOWN, missing - NOT_SHOWN


NOT_SHOWN = {"gender", "titre", "reason"}
"""Fields that no page shows: offices in other languages and the reasons of waivers are for editors."""


def test_text_never_becomes_markup(harmless: Sites, hostile: Sites) -> None:
    assert harmless.keys() == hostile.keys()
    wanted, got = html(harmless), html(hostile)
    for path, page in wanted.items():
        assert got[path].elements == page.elements, f"{path} has other elements than with harmless words"
        assert got[path].others == page.others, path


def test_text_is_shown_as_it_is(hostile: Sites) -> None:
    page = "".join(html(hostile)["visits/visit/index.html"].text)
    assert "<script>alert(1)</script><img src=x onerror=alert(1)>" in page
    assert "{{ 7*7 }} {% raw %} {# x #} &lt;b&gt; &#60;i&#62;" in page


FORBIDDEN = frozenset(
    {"style", "srcdoc", "formaction", "iframe", "object", "embed", "base", "applet", "math", "template"}
)
"""Elements and attributes that no page of the site has."""


@pytest.mark.parametrize("which", ["hostile", "hostile_prose"])
def test_no_page_runs_anything_of_a_record(which: str, request: pytest.FixtureRequest) -> None:
    files: Sites = request.getfixturevalue(which)
    for path, page in html(files).items():
        for tag, *names in page.elements:
            assert not [name for name in names if name.startswith("on") or name in FORBIDDEN], path
            assert tag not in FORBIDDEN, path
        for kind, script in page.scripts:
            assert kind == "application/ld+json", f"{path} has an inline script"
            json.loads(script)
            assert "<" not in script, f"{path}: JSON-LD that could end its element"
        for address in page.addresses:
            scheme = re.match(r"[\s\x00-\x1f]*([a-zA-Z][a-zA-Z0-9+.-]*):", address)
            assert scheme is None or scheme[1].lower() in ("http", "https", "mailto"), f"{path}: {address}"
            assert not address.startswith(("//", "\\")), f"{path}: {address}"
        assert not page.others, path


def test_prose_becomes_only_what_prose_may(harmless: Sites, hostile_prose: Sites) -> None:
    known = {tag for page in html(harmless).values() for tag, *_ in page.elements}
    allowed = known | set("p em strong code pre h1 h2 h3 h4 h5 h6 table thead tbody tr th td a span".split())
    for path, page in html(hostile_prose).items():
        assert {tag for tag, *_ in page.elements} <= allowed, path
        plain = html(harmless)[path].elements
        for tag in ("script", "img", "svg", "link", "meta", "style", "form", "input", "button"):
            count = [sum(1 for element in elements if element[0] == tag) for elements in (page.elements, plain)]
            assert count[0] == count[1], f"{path}: {tag}"


@pytest.mark.parametrize("which", ["hostile", "hostile_prose"])
def test_machine_readable_files_hold(which: str, request: pytest.FixtureRequest) -> None:
    files: Sites = request.getfixturevalue(which)
    for path, data in files.items():
        if path.endswith((".xml", ".svg")):
            ElementTree.fromstring(data)
        elif path.endswith(".json"):
            json.loads(data)
        elif path.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
            assert len({len(row) for row in rows}) == 1, path


def test_data_files_give_text_back(hostile: Sites) -> None:
    rows = list(csv.DictReader(io.StringIO(hostile["data/visits.csv"].decode(), newline="")))
    assert rows[0]["visitor_name"] == f"Word name {HOSTILE}"
    assert json.loads(hostile["data/visits.json"])["visits"][0]["visitor_name"] == f"Word name {HOSTILE}"
    feed = ElementTree.fromstring(hostile["feed.xml"])
    assert feed.findtext("{http://www.w3.org/2005/Atom}title") == f"Word site {HOSTILE}"


@pytest.mark.parametrize("theme", ["chronicle", "plain"])
def test_no_byte_of_a_site_is_a_nul(theme: str, tmp_path: Path) -> None:
    """NUL stands for the way to the root while a page is rendered: none may be left, and none can come in."""
    (tmp_path / "themes").symlink_to(Path(__file__).parents[2] / "sites/themes")
    for path, data in site(tmp_path / "content", records(lambda word: f"Word {word}", PROSE), theme).items():
        assert b"\x00" not in data, path


@pytest.mark.parametrize(
    "text", ['title: "a\\0b"', 'title: "a\\x00b"', "title: a\0b", 'title: "a\\u0000b"', '{"title": "a\\u0000b"}']
)
def test_no_nul_comes_in(text: str, tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text(text, encoding="utf-8")
    with Progress() as progress:
        found = make(Options(content=tmp_path, output=tmp_path / "site"), progress)
    assert found.archive is None
    assert any("L104" in d.code.number or "character" in d.message for d in found.diagnostics), found.diagnostics


def test_no_nul_comes_in_through_a_theme(tmp_path: Path) -> None:
    """A template with a NUL would make links out of nothing; the site is the same as without it, or refused."""
    theme = tmp_path / "themes/nul"
    (theme / "parts").mkdir(parents=True)
    (theme / "theme.toml").write_text('parent = "chronicle"\n')
    (theme / "parts/card.html").write_text("<li>\0</li>")
    found = made(tmp_path / "content", records(lambda word: f"Word {word}", "Prose."), "nul")
    assert found.archive is None or all(b"\0" not in artifact.data for artifact in found.files.made.values())
