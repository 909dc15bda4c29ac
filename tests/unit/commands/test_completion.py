"""What the Tab key completes: commands, options, words, ids on record, and rules."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from visitgen.cli import commands
from visitgen.diagnostics import codes

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


# The shells themselves

SHELLS = ("bash", "zsh", "fish")

LINES = {
    "visitgen exp": "visitgen explain ",
    "visitgen new itin": "visitgen new itinerary ",
    "visitgen new visit --visit": "visitgen new visit --visitor ",
    "visitgen new visit --visitor em": "visitgen new visit --visitor emmanuel-macron ",
    "visitgen new visit --visitor=em": "visitgen new visit --visitor=emmanuel-macron ",
    'visitgen new visit --summary "two words" --host norw': 'visitgen new visit --summary "two words" --host norway ',
    "visitgen new visit --host=norw": "visitgen new visit --host=norway ",
    "visitgen explain no-arch": "visitgen explain no-archive-copy ",
    "visitgen explain M40": "visitgen explain M40",
    "visitgen explain M406": "visitgen explain M406 ",
    "visitgen check --format conc": "visitgen check --format concise ",
    "visitgen check --format=conc": "visitgen check --format=concise ",
    "visitgen check con": "visitgen check content/",
    "visitgen fmt --content=con": "visitgen fmt --content=content/",
    "visitgen completion fi": "visitgen completion fish ",
}
"""What the Tab key makes of each line."""

SETUPS = {
    "bash": ("--norc", "bind 'set bell-style none'; source <(visitgen completion bash); "
             """bind -x '"\\C-g": printf %s "$READLINE_LINE" > "$OUT"'"""),
    "zsh": ("-f", "fpath+=~/.zfunc; autoload -U compinit; compinit -u -D; "
            """d() { print -rn -- "$BUFFER" > "$OUT" }; zle -N d; bindkey '^G' d"""),
    "fish": ("--private", """bind \\cg 'commandline | string collect > "$OUT"'"""),
}  # fmt: skip
"""How each shell is started, and what makes Ctrl-G write its command line into a file."""

PLACES = {"zsh": ".zfunc/_visitgen", "fish": ".config/fish/completions/visitgen.fish"}
"""Where two of the shells find what completes `visitgen`, as its first lines say."""


def script(shell: str) -> str:
    """What is printed for a shell."""
    result = CliRunner().invoke(commands, ["completion", shell])
    assert result.exit_code == 0
    return result.output


def surroundings(home: Path) -> dict[str, str]:
    """The environment of a shell: a home of its own, and visitgen as a command."""
    program = home / "bin/visitgen"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(f"#!{sys.executable}\nfrom visitgen.cli import main\nmain()\n")
    program.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return {**kept, "HOME": str(home), "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT), "TERM": "xterm", "LC_ALL": "C.UTF-8", "OUT": str(home / "line")}  # fmt: skip


def installed(shell: str) -> str:
    """The shell's program; skips where there is none."""
    return shutil.which(shell) or pytest.skip(f"the completion in {shell} was NOT tested: {shell} is not installed here")


class Terminal:
    """A shell on a terminal of its own."""

    def __init__(self, shell: str, home: Path, folder: Path) -> None:
        if shell in PLACES:
            place = home / PLACES[shell]
            place.parent.mkdir(parents=True)
            place.write_text(script(shell))
        option, setup = SETUPS[shell]
        self.line = home / "line"
        self.seen = b""
        self.main, side = pty.openpty()
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        self.process = subprocess.Popen(
            [installed(shell), option, "-i"], cwd=folder, stdin=side, stdout=side, stderr=side, env=surroundings(home),
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )  # fmt: skip
        os.close(side)
        self.type(f"{setup}; echo RE''ADY\r")
        self.wait(lambda: b"READY" in self.seen)
        self.wait(self.is_reading)

    def type(self, keys: str) -> None:
        """Presses keys."""
        os.write(self.main, keys.encode())

    def is_reading(self) -> bool:
        """Whether the shell obeys keys already."""
        self.type("\x07")
        return self.line.is_file()

    def wait(self, done: Callable[[], bool]) -> None:
        """Reads what is shown until something has come about."""
        until = time.monotonic() + 60
        while not done():
            assert time.monotonic() < until and self.process.poll() is None, self.seen.decode(errors="replace")
            if select.select([self.main], [], [], 0.05)[0]:
                self.seen += os.read(self.main, 65536)

    def completed(self, line: str) -> str:
        """A line after the Tab key; it is deleted afterwards."""
        self.line.unlink(missing_ok=True)
        self.type(f"{line}\t\x07")
        self.wait(lambda: self.line.is_file() and bool(self.line.read_text()))
        self.type("\x15")
        return self.line.read_text().removesuffix("\n")

    def close(self) -> None:
        """Ends the shell."""
        self.process.kill()
        self.process.wait()
        os.close(self.main)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell_begins_with_how_it_is_set_up(shell: str) -> None:
    first, *rest = script(shell).splitlines()
    assert (first, rest[0][:15]) == ("#compdef visitgen", "# To set it up:") if shell == "zsh" else first[:15] == "# To set it up:"
    assert any(f"visitgen completion {shell} >" in line for line in rest[:3])
    assert "_VISITGEN_COMPLETE" in script(shell)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_tab_key_in_a_shell(shell: str, content: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    installed(shell)
    terminal = Terminal(shell, tmp_path_factory.mktemp("home"), content.parent)
    try:
        assert {line: terminal.completed(line) for line in LINES} == LINES
    finally:
        terminal.close()


def test_fish_shows_what_each_word_stands_for(content: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("home")
    (home / "visitgen.fish").write_text(script("fish"))
    asked = f"source {home}/visitgen.fish; for line in $argv; complete -C $line; end"
    lines = ("visitgen explain no-s", "visitgen new visit --visitor=em", "visitgen check --format ")
    done = subprocess.run([installed("fish"), "--no-config", "-c", asked, *lines], capture_output=True, text=True,
                          cwd=content.parent, env=surroundings(home))  # fmt: skip
    assert done.stdout.splitlines() == [
        f"no-source\t{codes.NO_SOURCE.what}", "--visitor=emmanuel-macron\tEmmanuel Macron",
        "concise", "full", "github", "gitlab", "json", "sarif",
    ], done.stderr  # fmt: skip
    assert "," in codes.NO_SOURCE.what, "a comma is part of what is said"
