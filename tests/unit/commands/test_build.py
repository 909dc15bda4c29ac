"""The stages in their order, the day a site stands for, and where themes are looked for."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from visitgen.commands.build import Made, Options, as_of_day, build, make, theme_folders
from visitgen.commands.report import Progress
from visitgen.load import load_content
from visitgen.model import Site, site_of
from visitgen.render import NO_FILES

SITES = Path(__file__).parents[2] / "sites"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with records and a theme of its own."""
    shutil.copytree(SITES / "one-visit/content", tmp_path / "content")
    shutil.copytree(SITES / "themes", tmp_path / "themes")
    with (tmp_path / "content" / "visits/2023/macron-israel.yaml").open("a") as visit:
        visit.write("verification: single_source\n")  # so that there is nothing to report
    return tmp_path


def made(place: Path, **options: object) -> Made:
    """The site in memory."""
    with Progress() as progress:
        return make(Options(content=place / "content", output=place / "site", **options), progress)  # type: ignore[arg-type]


def numbers(found: Made) -> list[str]:
    """The numbers of the codes of all that was found."""
    return [diagnostic.code.number for diagnostic in found.diagnostics]


def settings(tmp_path: Path, text: str) -> Site:
    """The settings of a site."""
    (tmp_path / "site.yaml").write_text(f"title: x\n{text}\n")
    site, findings = site_of(load_content(tmp_path)[0])
    assert site and not findings
    return site


# The day


def test_the_day_asked_for_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert as_of_day(date(2020, 1, 2), settings(tmp_path, "as_of: 2023-10-24")) == date(2020, 1, 2)


def test_then_that_of_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert as_of_day(None, settings(tmp_path, "as_of: 2023-10-24")) == date(2023, 10, 24)


@pytest.mark.parametrize("text", ["as_of: today", ""])
def test_then_source_date_epoch(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1698191999")
    assert as_of_day(None, settings(tmp_path, text)) == date(2023, 10, 24)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1698192000")
    assert as_of_day(None, settings(tmp_path, text)) == date(2023, 10, 25), "the day is that of UTC"


@pytest.mark.parametrize("value", ["", "soon", "-1", "1.5"])
def test_then_today(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert as_of_day(None, None) == datetime.now(UTC).date()


# Themes


def test_themes_beside_the_content_come_first(place: Path) -> None:
    beside, own = theme_folders(place / "content")
    assert beside == (place / "themes").resolve()
    assert (own / "chronicle/theme.toml").is_file()


def test_our_own_content_has_one_folder_of_themes() -> None:
    assert len(theme_folders(Path(__file__).parents[3] / "content")) == 1


def test_a_theme_on_the_command_line_goes_over_the_settings(place: Path) -> None:
    plain, chronicle = made(place), made(place, theme="chronicle")
    assert chronicle.files.digests.keys() - plain.files.digests.keys(), "chronicle has static files"


# The stages


def test_a_site_in_memory(place: Path) -> None:
    found = made(place)
    assert found.archive is not None and found.diagnostics == ()
    paths = [*found.files.digests]
    assert len(paths) == len(set(paths))
    assert found.page_count == len([path for path in paths if path.endswith(".html")])
    assert not (place / "site").exists()


@pytest.mark.parametrize(
    ("file", "text", "number"),
    [
        ("content/visits/bad.yaml", "visitor: [", "L1"),
        ("content/visits/bad.yaml", "{visitor: nobody, host: israel, start: 2023}", "M201"),
        ("content/site.yaml", "title: x\ntheme: none", "L201"),
        ("content/pages/timeline.md", "---\ntitle: x\n---\nx", "P101"),
        ("themes/plain/pages/visit.html", "{{ nothing }}", "R101"),
        ("themes/plain/pages/visit.html", '<a href="{{ "none/"|href }}">', "R102"),
        ("themes/plain/pages/visit.html", '<a href="#none">', "R103"),
        ("content/pages/text.md", "---\ntitle: x\n---\n[x](visits/none/)", "R102"),
        ("content/pages/text.md", "---\ntitle: x\n---\n[x](visits/macron-israel/#none)", "R103"),
        ("content/pages/text.md", "---\ntitle: x\n---\n![x](media/none.png)", "R102"),
    ],
)
def test_a_stage_that_finds_an_error_is_the_last(file: str, text: str, number: str, place: Path) -> None:
    (place / file).parent.mkdir(exist_ok=True)
    (place / file).write_text(text)
    found = made(place)
    assert found.archive is None and found.files == NO_FILES and found.page_count == 0
    assert all(one.startswith(number) for one in numbers(found)), numbers(found)
    assert number in {one[: len(number)] for one in numbers(found)}


def test_dangling_links_are_not_told_when_a_template_failed(place: Path) -> None:
    (place / "themes/plain/pages/visit.html").write_text("{{ nothing }}")
    assert set(numbers(made(place))) == {"R101"}


def test_media_that_no_page_shows_are_left_out(place: Path) -> None:
    media = place / "content/media"
    media.mkdir()
    (media / "shown.png").write_bytes(b"1")
    (media / "other.png").write_bytes(b"2")
    (place / "content/pages").mkdir()
    (place / "content/pages/text.md").write_text("---\ntitle: x\n---\n![x](media/shown.png)")
    paths = made(place).files.digests.keys()
    assert "media/shown.png" in paths and "media/other.png" not in paths


def test_static_files_of_the_theme_are_copied(place: Path) -> None:
    (place / "themes/plain/static/fonts").mkdir(parents=True)
    (place / "themes/plain/static/fonts/x.woff2").write_bytes(b"\x00\xff")
    files = {path: file.data for path, file in made(place).files.made.items()}
    assert files["static/fonts/x.woff2"] == b"\x00\xff"


# Printing


def test_build_tells_what_it_did(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(Options(content=place / "content", output=place / "site")) == 0
    out, err = capsys.readouterr()
    assert err == "" and len(out.splitlines()) == 2
    assert out.splitlines()[1].endswith("no problems")


def test_build_prints_problems_to_the_other_stream(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "content/visits/bad.yaml").write_text("visitor: nobody")
    assert build(Options(content=place / "content", output=place / "site")) == 1
    out, err = capsys.readouterr()
    assert "bad.yaml" in err and "bad.yaml" not in out
    assert out.startswith("Nothing was written: ") and "previous site" in out


def test_writing_refused_is_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(Options(content=place / "content", output=place / "themes")) == 1
    out, err = capsys.readouterr()
    assert "W101" in err and out.startswith("Nothing was written: 1 error")
