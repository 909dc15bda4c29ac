"""A theme completed from its parents, or what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from visitgen.diagnostics import Finding, Span
from visitgen.load import Theme, load_theme


def theme(tmp_path: Path, files: dict[str, str | bytes], name: str = "embassy") -> tuple[Theme, tuple[Finding, ...]]:
    """A theme from a folder of themes that holds these files."""
    for path, text in files.items():
        (tmp_path / "themes" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "themes" / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_theme(name, [tmp_path / "themes"])


def test_a_theme_has_its_own_files_and_those_of_its_parents(tmp_path: Path) -> None:
    found, findings = theme(tmp_path, {
        "embassy/theme.toml": 'parent = "chronicle"\n[options]\ncolour = "red"\n',
        "embassy/pages/visit.html": "ours", "embassy/static/a.css": "ours",
        "chronicle/theme.toml": '[options]\ncolour = "blue"\nlines = 3\n',
        "chronicle/pages/visit.html": "theirs", "chronicle/pages/leader.html": "theirs", "chronicle/static/b.css": "theirs",
        "chronicle/notes.txt": "not part of the theme",
    })  # fmt: skip
    assert findings == ()
    assert found.templates == {"pages/visit.html": "ours", "pages/leader.html": "theirs"}
    assert found.static == {"static/a.css": b"ours", "static/b.css": b"theirs"}
    assert found.options == {"colour": "red", "lines": "3"}
    assert found.files["pages/leader.html"].endswith("themes/chronicle/pages/leader.html")


def test_the_first_folder_that_has_the_theme_is_taken(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder / "x" / "pages").mkdir(parents=True)
        (tmp_path / folder / "x" / "theme.toml").write_text("")
        (tmp_path / folder / "x" / "pages" / "a.html").write_text(folder)
    found, _ = load_theme("x", [tmp_path / "none", tmp_path / "one", tmp_path / "two"])
    assert found.templates == {"pages/a.html": "one"}


@pytest.mark.parametrize("name", ["nothing", "..", ".", "../secret", "/etc", "a/b", "", "x" * 5000, "a\0b", "é", "~"])
def test_a_name_that_is_no_theme_is_told_and_no_other_folder_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret" / "pages").mkdir(parents=True)
    (tmp_path / "secret" / "theme.toml").write_text("")
    found, [finding] = theme(tmp_path, {"embassy/theme.toml": ""}, name)
    assert finding.code.number == "L201"
    assert (found.templates, found.static) == ({}, {})


def test_a_near_name_is_offered(tmp_path: Path) -> None:
    _, [finding] = theme(tmp_path, {"embassy/theme.toml": ""}, "embasy")
    assert finding.help == "did you mean `embassy`?"


@pytest.mark.parametrize(
    ("toml", "line", "column"),
    [
        ("parent = chronicle", 1, 10),
        ('# a\n\nparent = ["chronicle"]', 3, 1),
        ('x = 1\noptions = "dark"', 2, 1),
        ("[options", 1, 1),
        (b"parent = '\xe9'", 1, 1),
        ('parent = "a"\nparent = "b"\n', 2, 13),
    ],
)
def test_a_wrong_theme_toml_is_told_at_its_place(tmp_path: Path, toml: str | bytes, line: int, column: int) -> None:
    _, [finding] = theme(tmp_path, {"embassy/theme.toml": toml})
    assert finding.code.number == "L202" and isinstance(finding.at, Span)
    assert (finding.at.line, finding.at.column) == (line, column)
    assert "at line" not in finding.message


def test_parents_in_a_circle_are_told_at_the_last_one(tmp_path: Path) -> None:
    _, [finding] = theme(
        tmp_path,
        {"embassy/theme.toml": 'parent = "a"', "a/theme.toml": 'parent = "b"', "b/theme.toml": '\nparent = "a"'},
    )
    assert finding.code.number == "L202" and isinstance(finding.at, Span)
    assert (finding.at.file.rpartition("themes/")[2], finding.at.line) == ("b/theme.toml", 2)
    assert "a -> b -> a" in finding.message


def test_a_theme_is_not_its_own_parent(tmp_path: Path) -> None:
    _, [finding] = theme(tmp_path, {"embassy/theme.toml": 'parent = "embassy"'})
    assert finding.code.number == "L202"


def test_a_template_that_is_no_utf_8_is_told(tmp_path: Path) -> None:
    found, [finding] = theme(
        tmp_path, {"embassy/theme.toml": "", "embassy/parts/a.html": b"\xe9", "embassy/parts/b.html": "b"}
    )
    assert (finding.code.number, finding.at.file.rpartition("themes/")[2]) == ("L202", "embassy/parts/a.html")
    assert found.templates == {"parts/b.html": "b"}


def test_files_are_named_from_the_folder_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theme(tmp_path, {"embassy/theme.toml": "parent = 1", "other/theme.toml": "", "other/pages/a.html": "a"})
    monkeypatch.chdir(tmp_path)
    _, [finding] = load_theme("embassy", [tmp_path / "themes"])
    assert finding.at.file == "themes/embassy/theme.toml"
    found, _ = load_theme("other", [Path("themes")])
    assert found.files == {"pages/a.html": "themes/other/pages/a.html"}
