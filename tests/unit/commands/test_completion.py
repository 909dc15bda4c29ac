"""What the Tab key completes: commands, options, words, ids on record, and rules."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from visitgen.cli import commands

ROOT = Path(__file__).parents[3]


def offered(*words: str) -> dict[str, str | None]:
    """What is offered for the last word, each with what is said of it."""
    asked = ShellComplete(commands, {}, "visitgen", "_VISITGEN_COMPLETE")
    return {item.value: item.help for item in asked.get_completions(list(words[:-1]), words[-1])}


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small content folder in it, where the command is run."""
    shutil.copytree(ROOT / "tests/sites/one-visit/content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "content"


def test_commands_and_options() -> None:
    assert {"new", "init", "schema", "completion"} <= offered("").keys()
    assert offered("new", "vis").keys() == {"visit"}
    assert {"--visitor", "--host", "--start"} <= offered("new", "visit", "--").keys()
    assert offered("completion", "").keys() == {"bash", "zsh", "fish"}


def test_ids_come_from_the_content_folder(content: Path) -> None:
    assert offered("new", "visit", "--visitor", "") == {"emmanuel-macron": "Emmanuel Macron"}
    assert "emmanuel-macron" in offered("new", "meeting", "--participants", "emm")
    assert {"NO", "NOR"} <= offered("new", "visit", "--host", "NO").keys()
    assert offered("new", "visit", "--host", "norw") == {"norway": "Norway"}
    assert offered("new", "visit", "--type", "off") == {"official": None, "official_working": None}


def test_another_content_folder(content: Path) -> None:
    content.rename(content.with_name("records"))
    assert offered("new", "visit", "--visitor", "") == {}
    assert offered("new", "visit", "--content", "records", "--visitor", "").keys() == {"emmanuel-macron"}


def test_broken_records_do_no_harm(content: Path) -> None:
    (content / "leaders/x.yaml").write_text("name: [\n")
    assert "emmanuel-macron" in offered("new", "visit", "--visitor", "")


def test_rules() -> None:
    assert "M201" in offered("explain", "m20")
    assert "unknown-reference" in offered("explain", "unknown-")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell(shell: str) -> None:
    result = CliRunner().invoke(commands, ["completion", shell])
    assert result.exit_code == 0
    assert "_VISITGEN_COMPLETE" in result.output and f"visitgen completion {shell} >" in result.output
    first = result.output.splitlines()[0]
    assert first == "#compdef visitgen" if shell == "zsh" else first.startswith("# To set it up")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_reads_its_script(shell: str, tmp_path: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed here")
    script = tmp_path / "script"
    script.write_text(CliRunner().invoke(commands, ["completion", shell]).output)
    assert subprocess.run([shell, "-n", str(script)], capture_output=True).returncode == 0


def test_bash_completes_an_id(content: Path, tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if not bash:
        pytest.skip("bash is not installed here")
    program = tmp_path / "bin/visitgen"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom visitgen.cli import main\nmain()\n")
    program.chmod(0o755)
    asked = (
        "source <(visitgen completion bash); COMP_WORDS=(visitgen new visit --visitor emm); COMP_CWORD=4; "
        '_visitgen_completion visitgen; echo "${COMPREPLY[@]}"'
    )
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run([bash, "-c", asked], capture_output=True, text=True, cwd=tmp_path,
                          env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)})  # fmt: skip
    assert done.stdout.strip() == "emmanuel-macron", done.stderr
