"""`check`: what `build` would say, and nothing written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from visitgen.commands.build import Options
from visitgen.commands.check import check

SITES = Path(__file__).parents[2] / "sites"


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """Records and a theme of their own."""
    shutil.copytree(SITES / "one-visit/content", tmp_path / "content")
    shutil.copytree(SITES / "themes", tmp_path / "themes")
    with (tmp_path / "content" / "visits/2023/macron-israel.yaml").open("a") as visit:
        visit.write("verification: single_source\n")  # so that there is nothing to report
    return Options(content=tmp_path / "content", output=tmp_path / "site")


def test_all_is_well(options: Options, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(options) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Checked 1 visit") and "no problems" in out and out.count("\n") == 1
    assert err == ""
    assert not options.output.exists()


def test_problems_are_what_is_asked_for_and_go_to_standard_output(
    options: Options, capsys: pytest.CaptureFixture[str]
) -> None:
    (options.content / "visits/bad.yaml").write_text("visitor: emanuel-macron\nhost: israel\nstart: 2023-10-24\n")
    assert check(options) == 1
    out, err = capsys.readouterr()
    assert "error[M201]" in out and "help: did you mean `emmanuel-macron`?" in out and err == ""
    assert out.splitlines()[-1].startswith("Checked ") and "1 error" in out.splitlines()[-1]


def test_the_last_stages_are_checked_too(options: Options, capsys: pytest.CaptureFixture[str]) -> None:
    (options.content / "pages").mkdir()
    (options.content / "pages/text.md").write_text("---\ntitle: x\n---\n[x](visits/none/)")
    assert check(options, form="concise") == 1
    assert "R102" in capsys.readouterr().out
