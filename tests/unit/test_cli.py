"""The command line: it teaches, refuses what is wrong in one line, and tells by its exit status how it went."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import visitgen
from visitgen.cli import commands

ROOT = Path(__file__).parents[2]
SITES = ROOT / "tests/sites"


def run(*words: str) -> Result:
    """Runs the command line in this process."""
    return CliRunner().invoke(commands, list(words))


def start(*words: str, **environment: str) -> subprocess.Popen[str]:
    """Starts the command line in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "visitgen", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small content folder, with its theme beside it."""
    shutil.copytree(SITES / "one-visit/content", tmp_path / "content")
    shutil.copytree(SITES / "themes", tmp_path / "themes")
    with (tmp_path / "content" / "visits/2023/macron-israel.yaml").open("a") as visit:
        visit.write("verification: single_source\n")  # so that there is nothing to report
    return tmp_path / "content"


def broken(content: Path) -> Path:
    """The same with an error in it."""
    (content / "visits/2023/macron-israel.yaml").write_text(
        "visitor: emanuel-macron\nhost: israel\nstart: 2023-10-24\n"
    )
    return content


# Help


@pytest.mark.parametrize(
    ("words", "phrases"),
    [
        (
            (),
            (
                "build",
                "check",
                "serve",
                "import",
                "Exit status: 0",
                "1 problems in records",
                "2 wrong use",
                "five lines",
            ),
        ),
        (
            ("build",),
            (
                "--content",
                "--output",
                "--base-url",
                "--as-of",
                "--strict",
                "--theme",
                "previous site stays as it was",
                "left alone",
                "SOURCE_DATE_EPOCH",
                "[default: content]",
                "[default: site]",
            ),
        ),
        (("check",), ("without writing anything", "file, line and column", "--format", "[full|concise")),
        (("serve",), ("http://127.0.0.1:8000/", "--port", "--host", "[default: 8000", "--drafts", "--open")),
        (("import",), ("history-state", "Take records over")),
        (
            ("import", "history-state"),
            ("--into", "--only", "--facts-only", "only what is new", "Nothing in it is changed"),
        ),
    ],
)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_teaches(words: tuple[str, ...], phrases: tuple[str, ...], option: str) -> None:
    result = run(*words, option)
    assert result.exit_code == 0
    text = " ".join(result.output.split())
    for phrase in phrases:
        assert phrase in text, f"{phrase!r} is not in the help of {' '.join(words) or 'visitgen'}"


def test_every_command_and_option_has_help() -> None:
    def check(command: object, path: str) -> None:
        assert getattr(command, "help", None), f"{path} has no help"
        for parameter in getattr(command, "params", ()):
            if parameter.param_type_name == "option":
                assert parameter.help, f"{path} {parameter.name} has no help"
        for name, inner in getattr(command, "commands", {}).items():
            check(inner, f"{path} {name}")

    check(commands, "visitgen")


def test_help_fits_eighty_columns() -> None:
    for words in ((), ("build",), ("check",), ("serve",), ("import", "history-state")):
        assert max(map(len, run(*words, "--help").output.splitlines())) <= 80


def test_version() -> None:
    result = run("--version")
    assert result.exit_code == 0 and visitgen.__version__ in result.output
    assert result.output.count("\n") == 1


def test_run_as_a_module() -> None:
    process = start("--version")
    assert process.communicate(timeout=30)[0].strip().endswith(visitgen.__version__)
    assert process.returncode == 0


# Wrong use: 2


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        (("built",), "No such command 'built'"),
        (("build", "--bogus"), "No such option"),
        (("build", "extra"), "unexpected extra argument"),
        (("build", "--as-of", "yesterday"), "a day is written 2023-10-24"),
        (("build", "--as-of", "2023-02-30"), "a day is written 2023-10-24"),
        (("build", "--as-of", "2023-10"), "a day is written 2023-10-24"),
        (("build", "--as-of", ""), "a day is written 2023-10-24"),
        (("check", "--as-of", "24.10.2023"), "a day is written 2023-10-24"),
        (("build", "--base-url", "example.org"), "write it in full, as https://example.org/visits/"),
        (("build", "--base-url", "ftp://example.org"), "write it in full"),
        (("build", "--base-url", "https://"), "write it in full"),
        (("build", "--base-url", "javascript:alert(1)"), "write it in full"),
        (("check", "--format", "xml"), "'xml' is not one of"),
        (("serve", "--port", "many"), "'many' is not a valid integer"),
        (("serve", "--port", "-1"), "-1 is not in the range"),
        (("serve", "--port", "70000"), "70000 is not in the range"),
        (("import", "history-state"), "Missing argument"),
        (("import", "history-state", "x"), "--into"),
    ],
)
def test_wrong_use(words: tuple[str, ...], phrase: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert phrase in " ".join(result.output.split())
    assert "Traceback" not in result.output


# Problems: 1


def test_a_missing_content_folder(tmp_path: Path) -> None:
    result = run("build", "--content", str(tmp_path / "none"), "--output", str(tmp_path / "site"))
    assert result.exit_code == 1
    assert "there is no folder" in result.output and "--content" in result.output
    assert "Nothing was written" in result.output
    assert not (tmp_path / "site").exists()


def test_an_error_writes_nothing_and_leaves_the_previous_site(content: Path, tmp_path: Path) -> None:
    output = tmp_path / "site"
    assert run("build", "--content", str(content), "--output", str(output)).exit_code == 0
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    result = run("build", "--content", str(broken(content)), "--output", str(output))
    assert result.exit_code == 1
    assert "macron-israel.yaml:1:10" in result.output and "did you mean `emmanuel-macron`?" in result.output
    assert "Nothing was written" in result.output and "1 error" in result.output
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before


def test_an_unknown_theme(content: Path, tmp_path: Path) -> None:
    result = run("build", "--content", str(content), "--output", str(tmp_path / "site"), "--theme", "plane")
    assert result.exit_code == 1
    assert "there is no theme `plane`" in result.output and "did you mean `plain`?" in result.output


def test_an_unsafe_output(content: Path) -> None:
    result = run("build", "--content", str(content), "--output", str(content / "site"))
    assert result.exit_code == 1
    assert "W101" in result.output and "--output" in result.output
    assert not (content / "site").exists()


def test_a_file_in_the_way(content: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("mine")
    result = run("build", "--content", str(content), "--output", str(tmp_path / "site"))
    assert result.exit_code == 1 and "W102" in result.output
    assert (tmp_path / "site/index.html").read_text() == "mine"


def test_strict_makes_errors_of_warnings(content: Path, tmp_path: Path) -> None:
    words = ("--content", str(content), "--output", str(tmp_path / "site"))
    (content / "visits/2023/macron-israel.yaml").write_text(
        "visitor: emmanuel-macron\nhost: israel\nstart: 2023-10-24\n"
    )
    gentle = run("build", *words)
    assert gentle.exit_code == 0, gentle.output
    assert "warning" in gentle.output
    assert run("build", *words, "--strict").exit_code == 1
    assert run("check", "--content", str(content), "--strict").exit_code == 1


# All is well: 0


def test_the_summary_of_a_build(content: Path, tmp_path: Path) -> None:
    words = ("build", "--content", str(content), "--output", str(tmp_path / "site"))
    result = run(*words)
    assert result.exit_code == 0
    lines = result.output.strip().splitlines()
    assert lines[-2] == "1 visit, 1 leader, 1 source; as of 2023-12-31" or lines[-2].startswith(
        "1 visits, 1 leaders, 1 sources"
    )
    assert re.fullmatch(
        r"\d+ pages; \d+ files: \d+ written, 0 unchanged, 0 removed; \d+\.\d s; (no problems|\d+ \w+.*)", lines[-1]
    )
    assert re.search(r" 0 written, \d+ unchanged, 0 removed", run(*words).output)
    (content / "visits/2023/macron-israel.yaml").unlink()
    assert re.search(r" [1-9]\d* removed", run(*words).output)


def test_the_summary_tells_pages_and_files_as_they_are(content: Path, tmp_path: Path) -> None:
    result = run("build", "--content", str(content), "--output", str(tmp_path / "site"))
    said = re.search(r"(\d+) pages; (\d+) files: (\d+) written", result.output)
    assert said
    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file() and path.name != ".visitgen-manifest"]
    assert int(said[1]) == len([path for path in files if path.suffix == ".html"])
    assert int(said[2]) == int(said[3]) == len(files)


def test_check_writes_nothing(content: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    result = run("check", "--content", str(content), "--output", str(tmp_path / "site"))
    assert result.exit_code == 0
    assert result.output.startswith("Checked 1 visit") and re.search(r"no problems|warning|note", result.output)
    assert sorted(tmp_path.rglob("*")) == before


def test_check_tells_problems_on_one_line_each(content: Path) -> None:
    result = run("check", "--content", str(broken(content)), "--format", "concise")
    assert result.exit_code == 1
    assert (
        re.match(r"\S*macron-israel.yaml:1:10: error\[M201\]", result.output)
        or "macron-israel.yaml:1:10" in result.output
    )
    assert len(result.output.strip().splitlines()) == 2


def test_options_go_over_the_settings(content: Path, tmp_path: Path) -> None:
    result = run(
        "build",
        "--content",
        str(content),
        "--output",
        str(tmp_path / "site"),
        "--as-of",
        "2020-01-01",
        "--base-url",
        "https://example.org/x",
    )
    assert result.exit_code == 0, result.output
    assert "as of 2020-01-01" in result.output
    page = (tmp_path / "site/visits/macron-israel/index.html").read_text()
    assert "to Israel" in page and 'href="https://example.org/x/visits/macron-israel/"' in page


def test_the_default_folders_are_content_and_site(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("build").exit_code == 0
    assert (tmp_path / "site/index.html").is_file()


# Faults of visitgen itself: 2


def test_a_fault_of_visitgen_says_so(content: Path, tmp_path: Path) -> None:
    script = (
        "import visitgen.commands.build as b\n"
        "def fail(*a, **k): raise RuntimeError('broken inside')\n"
        "b.made_edition = fail\n"
        "from visitgen.cli import main\nmain()\n"
    )
    words = ["build", "--content", str(content), "--output", str(tmp_path / "site")]
    done = subprocess.run([sys.executable, "-c", script, *words], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert "fault of visitgen" in done.stderr and "broken inside" in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_reader_that_has_seen_enough(content: Path) -> None:
    for number in range(400):
        (content / f"visits/bad-{number}.yaml").write_text("visitor: nobody\n")
    command = f"{sys.executable} -m visitgen check --content {content} | head -1"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    assert done.stdout.count("\n") == 1


# Progress


SLOW = (
    "import time\nimport visitgen.commands.build as b\n"
    "real = b.load_content\n"
    "def slow(*given):\n    time.sleep(0.7)\n    return real(*given)\n"
    "b.load_content = slow\n"
    "from visitgen.cli import main\nmain()\n"
)


def test_silent_when_nobody_watches(content: Path, tmp_path: Path) -> None:
    words = ["build", "--content", str(content), "--output", str(tmp_path / "site")]
    done = subprocess.run([sys.executable, "-c", SLOW, *words], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "\r" not in done.stdout and "\x1b" not in done.stdout
    assert len(done.stdout.splitlines()) == 2


def on_a_terminal(*words: str, script: str) -> str:
    """What a command shows on a terminal."""
    main, side = pty.openpty()
    with subprocess.Popen([sys.executable, "-c", script, *words], cwd=ROOT, stdout=side, stderr=side) as process:
        os.close(side)
        shown = b""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            if select.select([main], [], [], 0.1)[0]:
                try:
                    data = os.read(main, 4096)
                except OSError:
                    break
                if not data:
                    break
                shown += data
            elif process.poll() is not None:
                break
    os.close(main)
    assert process.returncode == 0, shown
    return shown.decode()


def test_a_line_tells_what_goes_on_when_it_takes_long(content: Path, tmp_path: Path) -> None:
    words = ("build", "--content", str(content), "--output", str(tmp_path / "site"))
    shown = on_a_terminal(*words, script=SLOW)
    assert "linking records …" in shown
    lines = [line for line in shown.replace("\r\n", "\n").split("\n") if line]
    assert lines[-1].startswith(tuple("0123456789")), "the line is gone when the summary comes"
    assert "\r\x1b[K1 visit" in shown.replace("\x1b[K\r\x1b[K", "\r\x1b[K") or "\x1b[K" in shown


def test_a_quick_build_shows_no_line(content: Path, tmp_path: Path) -> None:
    words = ("build", "--content", str(content), "--output", str(tmp_path / "site"))
    quick = "import visitgen.commands.report as r\nr.PATIENCE = 60\nfrom visitgen.cli import main\nmain()\n"
    assert "…" not in on_a_terminal(*words, script=quick)


def test_a_console_that_lacks_a_letter_shows_the_rest(tmp_path: Path) -> None:
    leaders = tmp_path / "content" / "leaders"
    leaders.mkdir(parents=True)
    (tmp_path / "content/site.yaml").write_text("title: T\n")
    (leaders / "x.yaml").write_text("name: Nguyễn Phú Trọng\ntitel: 中国\n", encoding="utf-8")
    run = subprocess.run([sys.executable, "-m", "visitgen", "check"], cwd=tmp_path, capture_output=True,
                         env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})  # fmt: skip
    assert run.returncode == 1 and run.stderr == b""
    assert b"titel: ??" in run.stdout and b"M101" in run.stdout


# Where the time went


def test_a_profile_tells_of_stages_and_pages(content: Path, tmp_path: Path) -> None:
    """Each stage once, each kind of page with how many there are: as many as the site has."""
    output = tmp_path / "site"
    done = CliRunner().invoke(commands, ["build", "--content", str(content), "--output", str(output), "--profile"])
    assert done.exit_code == 0, done.output
    stages = re.findall(r"^([a-z ]+?) +\d+\.\d{3} +\d+%$", done.stdout, re.MULTILINE)
    assert stages == ["reading records", "linking records", "planning pages", "rendering", "checking links", "writing"]
    pages = re.findall(r"^([\w-]+) +(pages/[\w-]+\.html) +([\d,]+) +\d", done.stdout, re.MULTILINE)
    assert ("visit", "pages/visit.html", "1") in pages and len(pages) == len(set(pages))
    assert sum(int(count) for _, _, count in pages) == len(list(output.rglob("*.html")))
    touched = {kind: int(records) for kind, records in re.findall(r"^([\w-]+) +pages/.* (\d+)$", done.stdout, re.MULTILINE)}
    assert touched["visit"] > 1 and touched["not-found"] == 0
