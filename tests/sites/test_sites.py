"""Golden sites: small content folders built with a theme that shows all that was planned, compared byte for byte.

`VISITGEN_UPDATE=1 pytest tests/sites` writes what is built as what is expected; read the difference before committing.
"""

from __future__ import annotations

import difflib
import os
import shutil
from pathlib import Path

import pytest

import visitgen
from visitgen.commands.build import Options, build

HERE = Path(__file__).parent
SITES = sorted(folder.parent.name for folder in HERE.glob("*/content"))
MANIFEST = ".visitgen-manifest"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Every golden site as built, its files by path. The version, which changes with each release, is left out."""
    found: dict[str, dict[str, bytes]] = {}
    for name in SITES:
        place = tmp_path_factory.mktemp(name)
        shutil.copytree(HERE / name / "content", place / "content")
        shutil.copytree(HERE / "themes", place / "themes")
        assert build(Options(content=place / "content", output=place / "site")) == 0, name
        found[name] = {
            path.relative_to(place / "site").as_posix(): path.read_bytes().replace(
                f"visitgen {visitgen.__version__}".encode(), b"visitgen VERSION"
            )
            for path in sorted((place / "site").rglob("*"))
            if path.is_file() and path.name != MANIFEST
        }
    return found


@pytest.mark.parametrize("name", SITES)
def test_site_is_as_expected(name: str, built: dict[str, dict[str, bytes]]) -> None:
    expected = HERE / name / "expected"
    if os.environ.get("VISITGEN_UPDATE"):
        shutil.rmtree(expected, ignore_errors=True)
        for path, data in built[name].items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(data)
    wanted = {
        path.relative_to(expected).as_posix(): path.read_bytes() for path in expected.rglob("*") if path.is_file()
    }
    assert wanted, f"no expected files for {name}: run VISITGEN_UPDATE=1 pytest tests/sites"
    got = built[name]
    report = [f"missing: {path}" for path in sorted(wanted.keys() - got.keys())]
    report += [f"not expected: {path}" for path in sorted(got.keys() - wanted.keys())]
    for path in sorted(wanted.keys() & got.keys()):
        if wanted[path] != got[path]:
            old, new = wanted[path].decode().splitlines(), got[path].decode().splitlines()
            report += difflib.unified_diff(old, new, f"expected/{path}", f"built/{path}", lineterm="", n=1)
    assert not report, "\n".join(["", *report, "", "If this is meant: VISITGEN_UPDATE=1 pytest tests/sites"])


def text(built: dict[str, dict[str, bytes]], name: str, path: str) -> str:
    """A built file as text."""
    return built[name][path].decode()


def test_five_lines_make_a_page(built: dict[str, dict[str, bytes]]) -> None:
    page = text(built, "one-visit", "visits/macron-israel/index.html")
    assert "Emmanuel Macron, president of France, in Israel" in page
    assert '<time datetime="2023-10-24">24 October 2023</time>' in page
    assert "Macron calls for international coalition against Hamas" in page


def test_scalars_are_what_their_field_says(built: dict[str, dict[str, bytes]]) -> None:
    page = text(built, "norway", "visits/october/index.html")
    assert "on, king of Sweden, in Norway" in page
    assert '<time datetime="2023-10">October 2023</time>' in page
    meeting = text(built, "norway", "meetings/2023-10-02-1e3-null/index.html")
    assert "14:30 local time" in meeting or "14:30 (Europe/Oslo)" in meeting
    assert "null" in meeting
    assert "010" in text(built, "norway", "index.html")


@pytest.mark.parametrize(
    ("visit", "words"),
    [
        ("day", "20 October 1903"),
        ("day-uncertain", "21 October 1903 (uncertain)"),
        ("day-about", "about 22 October 1903"),
        ("day-both", "about 23 October 1903 (uncertain)"),
        ("month", "October 1903"),
        ("month-about", "about October 1904"),
        ("year", "1904"),
        ("year-uncertain", "1905 (uncertain)"),
        ("season", "summer 1905"),
        ("decade", "the 1900s"),
        ("century", "the years 1900–1999"),
        ("stay-in-a-month", "24–25 November 1903"),
        ("stay-in-a-year", "30 September – 2 October 1903"),
        ("stay-over-new-year", "30 December 1903 – 2 January 1904"),
        ("stay-of-years", "1901–1902"),
        ("stay-end-about", "from 1 March 1904 to about March 1904"),
        ("within-days", "between 7 and 24 October 1904"),
        ("within-months", "between March 1904 and about May 1904"),
        ("within-after", "on or after 7 October 1904"),
        ("within-before", "on or before 7 October 1904"),
    ],
)
def test_dates_in_words(visit: str, words: str, built: dict[str, dict[str, bytes]]) -> None:
    assert f"in Italy, {words}</title>" in text(built, "uncertain", f"visits/{visit}/index.html")


def test_counts_of_a_recorded_journey(built: dict[str, dict[str, bytes]]) -> None:
    page = " ".join(text(built, "journeys", "itineraries/tour/index.html").split())
    for label, count in (("Journeys", "1"), ("Visits", "4"), ("Days abroad", "6")):
        assert f"<dt>label</dt><dd>{label}</dd> <dt>text</dt><dd>{count}</dd>" in page
    assert "1 more not counted: planned or not made" in page


def test_counts_of_derived_journeys(built: dict[str, dict[str, bytes]]) -> None:
    page = " ".join(text(built, "journeys", "leaders/derived/index.html").split())
    for label, count in (("Journeys", "3"), ("Visits", "5"), ("Days abroad", "5")):
        assert f"<dt>label</dt><dd>{label}</dd> <dt>text</dt><dd>{count}</dd>" in page
    assert "1 visit of unknown days apart" in page
    assert "derived journey, 3 of 3" in page


def test_nothing_unpublished_is_in_any_byte(built: dict[str, dict[str, bytes]]) -> None:
    for path, data in built["embargo"].items():
        for secret in (b"secretx", b"31415", b"31,415", b"malta", b"cyprus"):
            assert secret not in data.lower(), path
        assert "secretx" not in path
    assert "visits/known-spain/index.html" in built["embargo"], "an embargo ends on its day"
    assert built["embargo"]["media/known.txt"] == b"shown\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("leaders/macron", "leaders/emmanuel-macron"),
        ("leaders/e-macron", "leaders/emmanuel-macron"),
        ("itineraries/old-tour", "itineraries/tour"),
        ("visits/old-visit", "visits/israel"),
        ("meetings/old-meeting", "meetings/meeting"),
        ("events/old-summit", "events/summit"),
        ("places/old-place", "places/tel-aviv"),
        ("organisations/old-organisation", "organisations/hamas"),
        ("sources/old-source", "sources/article"),
        ("countries/old-country", "countries/israel"),
        ("topics/old-topic", "topics/hostages"),
        ("old-page", "method"),
    ],
)
def test_former_addresses_lead_on(old: str, new: str, built: dict[str, dict[str, bytes]]) -> None:
    page = text(built, "renamed", f"{old}/index.html")
    up = "../" * (old.count("/") + 1)
    assert f'http-equiv="refresh" content="0; url={up}{new}/index.html"' in page
    assert old not in text(built, "renamed", "sitemap.xml")


def test_a_site_below_a_path(built: dict[str, dict[str, bytes]]) -> None:
    base = "https://example.org/projects/visits/"
    page = text(built, "project-path", "visits/israel/index.html")
    assert f'<link rel="canonical" href="{base}visits/israel/">' in page
    assert f"<loc>{base}visits/israel/</loc>" in text(built, "project-path", "sitemap.xml")
    assert f"Sitemap: {base}sitemap.xml" in text(built, "project-path", "robots.txt")
    assert f'href="{base}visits/israel/"' in text(built, "project-path", "feed.xml")
    missing = text(built, "project-path", "404.html")
    assert 'href="/projects/visits/timeline/index.html"' in missing
    assert 'href="../' not in missing and 'href="timeline' not in missing
