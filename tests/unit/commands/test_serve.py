"""`serve`: the site built, shown on this machine's own address, and built again after every change."""

from __future__ import annotations

import gc
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest
from click.testing import CliRunner

from visitgen.cli import commands
from visitgen.commands.build import Options
from visitgen.commands.serve import _uninterrupted, preview_folder, read_folders, serve

ROOT = Path(__file__).parents[3]
SITES = ROOT / "tests/sites"
VISIT = "visits/2023/macron-israel.yaml"
LONG = 60
"""Seconds for which something is waited for that must come."""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A small archive with its theme."""
    shutil.copytree(SITES / "one-visit/content", tmp_path / "content")
    shutil.copytree(SITES / "themes", tmp_path / "themes")
    return tmp_path


class Server:
    """`visitgen serve`, started as a user starts it, and what it prints."""

    def __init__(self, folder: Path, *words: str, script: str = "", **environment: str) -> None:
        program = ["-c", f"{script}\nfrom visitgen.cli import main\nmain()\n"] if script else ["-m", "visitgen"]
        self.process = subprocess.Popen(
            [sys.executable, *program, "serve", "--port", "0", *words], cwd=folder, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=_hears_interrupts,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        )  # fmt: skip
        self.lines: Queue[str] = Queue()
        self.printed = ""
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def until(self, pattern: str) -> re.Match[str]:
        """The next line in which this is found."""
        for _ in range(1000):
            try:
                line = self.lines.get(timeout=LONG)
            except Empty:
                break
            self.printed += line
            if found := re.search(pattern, line):
                return found
        raise AssertionError(f"{pattern} was not printed, but:\n{self.printed}")

    def ready(self) -> str:
        """Its address, once it serves."""
        return self.until(r"Serving .* at (http://\S+) \(Ctrl-C ends it\)")[1]

    def interrupt(self) -> int:
        """Ctrl-C; the exit status."""
        self.process.send_signal(signal.SIGINT)
        try:
            status = self.process.wait(LONG)
        finally:
            self.process.kill()
        self.thread.join()
        while not self.lines.empty():
            self.printed += self.lines.get()
        return status


def _hears_interrupts() -> None:
    """A shell lets what it starts in the background, and all that starts, ignore interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def servers() -> Iterator[list[Server]]:
    """Those to be ended with the test."""
    started: list[Server] = []
    yield started
    for server in started:
        server.process.kill()
        server.process.wait()


def get(address: str) -> tuple[int, str]:
    """Status and text."""
    try:
        with urllib.request.urlopen(address, timeout=LONG) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def shown(address: str, text: str) -> None:
    """Waits until a page has a text."""
    for _ in range(LONG * 20):
        if text in get(address)[1]:
            return
        time.sleep(0.05)
    raise AssertionError(f"{address} never showed {text}")


def test_it_builds_serves_builds_again_and_ends(archive: Path, servers: list[Server]) -> None:
    server = Server(archive)
    servers.append(server)
    address = server.ready()
    assert re.search(r"^\d\d:\d\d:\d\d \d+ pages, \d+ files changed, ", server.printed, re.MULTILINE)
    page = f"{address}visits/macron-israel/"
    assert "24 October 2023" in get(page)[1]
    visit = archive / "content" / VISIT
    good = visit.read_text()

    visit.write_text(good.replace("start: 2023-10-24", "start: 2023-10-26"))
    server.until(r"^\d\d:\d\d:\d\d macron-israel.yaml: \d+ pages, \d+ files changed")
    assert "26 October 2023" in get(page)[1]

    visit.write_text(good.replace("emmanuel", "emanuel"))
    server.until(r"^content/visits/2023/macron-israel.yaml:1:10: error\[M201\]")
    server.until(r"macron-israel.yaml: not built: 1 error$")
    assert "26 October 2023" in get(page)[1]

    visit.unlink()
    server.until(r"macron-israel.yaml: \d+ pages")
    assert get(page)[0] == 404
    assert server.interrupt() == 0
    assert "Traceback" not in server.printed
    assert not leftovers(archive)


def test_a_mistake_at_the_very_first_build(archive: Path, servers: list[Server]) -> None:
    """It starts all the same, and shows the site when it can be built; also when there are no records at all yet."""
    content = archive / "content"
    content.rename(archive / "away")
    server = Server(archive)
    servers.append(server)
    address = server.ready()
    assert "there is no folder `content`" in server.printed and "not built: " in server.printed
    status, text = get(address)
    assert status == 404 and "/.visitgen/live.js" in text and "<body></body>" in text
    (archive / "away").rename(content)
    shown(address, "One visit")
    assert get(address)[0] == 200
    assert server.interrupt() == 0


def test_drafts_are_shown_apart_from_what_is_published(archive: Path, servers: list[Server]) -> None:
    draft = archive / "content/visits/later.yaml"
    draft.write_text("visitor: emmanuel-macron\nhost: norway\nstart: 2023-11-02\ndraft: yes\n")
    server = Server(archive, "--drafts")
    servers.append(server)
    address = server.ready()
    assert get(f"{address}visits/later/")[0] == 200
    draft.write_text(draft.read_text().replace("draft: yes", "embargo_until: 2099-01-01").replace("-02", "-03"))
    shown(f"{address}visits/later/", "3 November 2023")
    assert server.interrupt() == 0
    assert not (archive / "site").exists() and (archive / ".visitgen/preview/index.html").is_file()


def test_drafts_are_not_shown_otherwise(archive: Path, servers: list[Server]) -> None:
    draft = archive / "content/visits/later.yaml"
    draft.write_text("visitor: emmanuel-macron\nhost: norway\nstart: 2023-11-02\ndraft: yes\n")
    server = Server(archive, "--output", "elsewhere")
    servers.append(server)
    assert get(f"{server.ready()}visits/later/")[0] == 404
    assert server.interrupt() == 0
    assert (archive / "elsewhere/index.html").is_file() and not (archive / "site").exists()


def test_drafts_never_go_to_a_folder_that_is_published() -> None:
    result = CliRunner().invoke(commands, ["serve", "--drafts", "--output", "site"])
    assert result.exit_code == 2 and "leave --output out" in result.output


SLOW = """
import time
import visitgen.commands.build as b
real, count = b.load_content, 0
def slow(*given, **named):
    global count
    count += 1
    if count > 1:
        print("reading", flush=True)
        time.sleep(DELAY)
    return real(*given, **named)
b.load_content = slow
"""


def test_an_interrupt_in_the_middle_of_a_build(archive: Path, servers: list[Server]) -> None:
    server = Server(archive, script=SLOW.replace("DELAY", "30"))
    servers.append(server)
    address = server.ready()
    before = {path: path.read_bytes() for path in (archive / "site").rglob("*") if path.is_file()}
    (archive / "content" / VISIT).touch()
    server.until("reading")
    assert get(address)[0] == 200, "pages are served while it builds"
    assert server.interrupt() == 0
    assert {path: path.read_bytes() for path in (archive / "site").rglob("*") if path.is_file()} == before
    assert not leftovers(archive)


def test_a_save_during_a_build_is_not_lost(archive: Path, servers: list[Server]) -> None:
    server = Server(archive, script=SLOW.replace("DELAY", "0.5"))
    servers.append(server)
    page = f"{server.ready()}visits/macron-israel/"
    visit = archive / "content" / VISIT
    good = visit.read_text()
    visit.write_text(good.replace("start: 2023-10-24", "start: 2023-10-25"))
    server.until("reading")
    (archive / "content/leaders/emmanuel-macron.yaml").touch()
    time.sleep(0.6)
    visit.write_text(good.replace("start: 2023-10-24", "start: 2023-10-27"))
    shown(page, "27 October 2023")
    assert server.interrupt() == 0


def test_a_fault_of_visitgen_is_shown_and_survived(archive: Path, servers: list[Server]) -> None:
    script = (
        "import visitgen.commands.builder as b\nreal = b.Builder.build\n"
        "def build(self, *given):\n    import pathlib\n"
        "    if pathlib.Path('content/fail.yaml').exists(): raise RuntimeError('broken inside')\n"
        "    return real(self, *given)\n"
        "b.Builder.build = build\n"
    )
    server = Server(archive, script=script)
    servers.append(server)
    address = server.ready()
    (archive / "content/fail.yaml").touch()
    server.until("RuntimeError: broken inside")
    server.until("not built: a fault of visitgen itself")
    assert get(address)[0] == 200
    (archive / "content/fail.yaml").unlink()
    server.until(r"fail.yaml: \d+ pages")
    assert server.interrupt() == 0


def test_the_browser_is_opened(archive: Path, servers: list[Server]) -> None:
    browser = archive / "browser.sh"
    browser.write_text(
        f'#!/bin/sh\nprintf %s "$1" > {archive}/opened.part && mv {archive}/opened.part {archive}/opened\n'
    )
    browser.chmod(0o755)
    server = Server(archive, "--open", BROWSER=f"{browser} %s")
    servers.append(server)
    address = server.ready()
    for _ in range(LONG * 20):
        if (archive / "opened").exists():
            break
        time.sleep(0.05)
    assert (archive / "opened").read_text() == address
    assert server.interrupt() == 0


def test_a_port_that_is_taken(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serve(options(archive), host="127.0.0.1", port=port) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert f"Port {port}" in err and "another program uses it" in err and "--port" in err
    assert not (archive / "site").exists(), "it is told before anything is built"


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1"])
def test_an_address_that_is_not_ours(host: str, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(options(archive), host=host, port=0) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "--host" in err


def test_where_changes_cannot_be_watched(
    archive: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: object) -> None:
        raise OSError("too many watches")

    monkeypatch.setattr("visitgen.preview.watch.RustNotify", refuse)
    assert serve(options(archive), host="127.0.0.1", port=0) == 1
    assert capsys.readouterr().err == "Changes cannot be watched: too many watches.\n"


def test_the_folders_that_are_read(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = archive / "content"
    beside = {archive / "themes", archive / "languages"}
    assert {content, ROOT / "themes", ROOT / "languages", *beside} == set(read_folders(content))
    monkeypatch.chdir(content)
    assert preview_folder(Path()) == archive / ".visitgen/preview"


def leftovers(archive: Path) -> list[Path]:
    """The workshops and locks of builds that did not come to their end."""
    return [path for path in archive.glob(".site.visitgen-*") if re.fullmatch(r"(\d+|lock|old)", path.name[15:])]


def options(archive: Path) -> Options:
    """Those of a user who gives none."""
    return Options(content=archive / "content", output=archive / "site")


def test_an_interrupt_while_memory_is_tidied_up_is_not_lost() -> None:
    """What is let go of there may call a function, in which an exception would only be told of."""

    class Interrupting:
        """Is interrupted when it goes."""

        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)

    one = Interrupting()
    one.itself = one  # type: ignore[attr-defined]
    del one
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), _uninterrupted():
        gc.collect()
    assert signal.getsignal(signal.SIGINT) == before
    with _uninterrupted():
        gc.collect()
