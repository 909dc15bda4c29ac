"""`fmt`: files are replaced whole or not at all, `--check` only tells, and what cannot be kept is left alone."""

from __future__ import annotations

import importlib.util
import os
import shutil
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from visitgen.cli import commands
from visitgen.commands.fmt import INSTALL, fmt
from visitgen.write.rewrite import replace_file

UNTIDY = "host: israel\n# who\nvisitor:   emmanuel-macron\nstart: 2023-10-24\n"
TIDY = "# who\nvisitor: emmanuel-macron\nhost: israel\nstart: 2023-10-24\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with one untidy file."""
    folder = tmp_path / "content"
    (folder / "visits").mkdir(parents=True)
    (folder / "site.yaml").write_text("title: Visits\nas_of: 2023-11-14\n")
    (folder / "visits/a.yaml").write_text(UNTIDY)
    return folder


def test_a_file_is_laid_out_and_then_nothing_changes(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fmt(content) == 0
    assert (content / "visits/a.yaml").read_text() == TIDY
    out = capsys.readouterr().out
    assert out == f"laid out {content.as_posix()}/visits/a.yaml\n2 files: 1 was laid out anew\n"
    before = (content / "visits/a.yaml").stat()
    assert fmt(content) == 0
    assert capsys.readouterr().out == "2 files: all in canonical layout\n"
    assert (content / "visits/a.yaml").stat().st_ino == before.st_ino


def test_check_tells_and_writes_nothing(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fmt(content, check=True) == 1
    out = capsys.readouterr().out
    assert f"--- {content.as_posix()}/visits/a.yaml (as it is)\n" in out
    assert "\n-visitor:   emmanuel-macron\n" in out and "\n+visitor: emmanuel-macron\n" in out
    assert out.endswith("2 files: 1 would be laid out anew\n")
    assert (content / "visits/a.yaml").read_text() == UNTIDY
    fmt(content)
    assert fmt(content, check=True) == 0


def test_paths_restrict_what_is_laid_out(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "visits/b").mkdir()
    (content / "visits/b/c.yaml").write_text(UNTIDY)
    (content / "visits/bad.yaml").write_text("a: [\n")
    assert fmt(content, [content / "visits/b"]) == 0
    assert capsys.readouterr().out.endswith("1 file: 1 was laid out anew\n")
    assert (content / "visits/a.yaml").read_text() == UNTIDY
    assert fmt(content, [content / "visits/a.yaml"]) == 0
    assert (content / "visits/a.yaml").read_text() == TIDY


def test_a_path_outside_the_content_folder_is_wrong_use(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fmt(content, [content.parent]) == 2
    assert "is not in the content folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("b: 1\na: [\n", "L105"), ("host: a\nvisitor: b\nhost: c\n", "L112"), ("host: &x a\nvisitor: *x\n", "L109"),
        ("host: !t a\nvisitor: b\n", "L108"), ("<<: {host: a}\nvisitor: b\n", "L111"), ("host: a\n---\nvisitor: b\n", "L107"),
        ("host: a\nvisitor: b\tc\n", "W104"),
    ],
)  # fmt: skip
def test_a_file_with_problems_is_told_and_left(
    content: Path, capsys: pytest.CaptureFixture[str], text: str, code: str
) -> None:
    (content / "visits/a.yaml").write_text(text)
    (content / "visits/b.yaml").write_text(UNTIDY)
    assert fmt(content) == 1
    out, err = capsys.readouterr()
    assert f"error[{code}]" in err
    assert out.endswith("3 files: 1 was laid out anew; 1 left as it is, for the problems above\n")
    assert (content / "visits/a.yaml").read_text() == text
    assert (content / "visits/b.yaml").read_text() == TIDY


def test_line_ends_byte_order_mark_permissions_and_links_stay(content: Path) -> None:
    file = content / "visits/a.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + UNTIDY.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    (content / "visits/link.yaml").symlink_to("a.yaml")
    assert fmt(content, [content / "visits/link.yaml"]) == 0
    assert file.read_bytes() == b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert (content / "visits/link.yaml").is_symlink()
    assert sorted(path.name for path in file.parent.iterdir()) == ["a.yaml", "link.yaml"]


def test_pages_json_and_strays_are_none_of_its_business(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "pages").mkdir()
    (content / "sources").mkdir()
    (content / "pages/about.md").write_text("---\nnav: yes\ntitle: x\n---\ntext\n")
    (content / "sources/zotero.json").write_text("[{]")
    (content / "weather.txt").write_text("x")
    (content / "visits/empty.yaml").write_text("")
    (content / "site.yaml").unlink()
    assert fmt(content) == 0
    assert (content / "pages/about.md").read_text().startswith("---\nnav")


def test_no_content_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fmt(tmp_path / "content") == 1
    assert "error[L119]" in capsys.readouterr().err


def test_without_the_library_the_line_that_installs_it_is_printed(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert fmt(content) == 2
    assert INSTALL in capsys.readouterr().err


def test_a_file_saved_meanwhile_is_left(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"newer")
    found = replace_file(file.as_posix(), b"old", b"new")
    assert found is not None and found.code.number == "W103" and "just now" in found.message
    assert file.read_bytes() == b"newer" and os.listdir(tmp_path) == ["a.yaml"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written_to(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "visits").chmod(0o555)
    try:
        assert fmt(content) == 1
    finally:
        (content / "visits").chmod(0o755)
    assert "error[W103]" in capsys.readouterr().err
    assert (content / "visits/a.yaml").read_text() == UNTIDY


def test_a_replacement_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    found = replace_file(file.as_posix(), b"old", b"new")
    assert found is not None and "the disk is full" in found.message
    assert file.read_bytes() == b"old" and os.listdir(tmp_path) == ["a.yaml"]


def test_the_command_line(content: Path) -> None:
    shutil.copy(content / "visits/a.yaml", content / "visits/b.yaml")
    result = CliRunner().invoke(commands, ["fmt", "--check", "--content", str(content), str(content / "visits/b.yaml")])
    assert result.exit_code == 1 and "1 file: 1 would be laid out anew" in result.output
    assert CliRunner().invoke(commands, ["fmt", "--content", str(content)]).exit_code == 0
    assert CliRunner().invoke(commands, ["fmt", "--content", str(content), "no-such-file"]).exit_code == 2
