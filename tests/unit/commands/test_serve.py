"""`serve`: the built site on this machine's own address."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from visitgen.commands.serve import serve

ROOT = Path(__file__).parents[3]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages."""
    (tmp_path / "visits/x").mkdir(parents=True)
    (tmp_path / "index.html").write_text("home")
    (tmp_path / "visits/x/index.html").write_text("visit ü")
    (tmp_path / "404.html").write_text("no such page")
    (tmp_path / "feed.xml").write_text("<feed/>")
    return tmp_path


@pytest.fixture
def port(site: Path) -> Iterator[int]:
    """The port of a server of that site, started as a user starts it."""
    command = [sys.executable, "-m", "visitgen", "serve", "--output", str(site), "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=_hears_interrupts
    ) as process:
        assert process.stdout and process.stderr
        line = process.stdout.readline()
        assert line.startswith(f"Serving {site.as_posix()} at http://127.0.0.1:"), line + process.stderr.read()
        yield int(line.split("127.0.0.1:")[1].split("/")[0])
        process.send_signal(signal.SIGINT)
        try:
            _, said = process.communicate(timeout=10)
        finally:
            process.kill()
        assert process.returncode == 0 and said == "", said


def _hears_interrupts() -> None:
    """A shell lets what it starts in the background, and all that starts, ignore interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def get(port: int, path: str, method: str = "GET") -> tuple[int, str, str]:
    """What the server answers: status, type, text."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path)
    response = connection.getresponse()
    found = response.status, response.headers.get("Content-Type", ""), response.read().decode()
    connection.close()
    return found


def test_the_site_is_served(port: int, site: Path) -> None:
    assert get(port, "/")[::2] == (200, "home")
    assert get(port, "/visits/x/")[::2] == (200, "visit ü")
    assert get(port, "/index.html?a=b#c")[::2] == (200, "home")
    assert get(port, "/visits/x")[0] == 301
    assert "xml" in get(port, "/feed.xml")[1]
    assert get(port, "/none/") == (404, "text/html; charset=utf-8", "no such page")
    assert get(port, "/none.html", "HEAD") == (404, "text/html; charset=utf-8", "")
    assert get(port, "/../../etc/passwd")[0] == 404
    assert get(port, "/%2e%2e/%2e%2e/etc/passwd")[0] == 404
    assert get(port, "/", "POST")[0] == 501
    (site / "index.html").write_text("changed")
    assert get(port, "/")[2] == "changed"


def test_a_rebuilt_site_is_served(port: int, site: Path) -> None:
    """A build exchanges the folder: the server must not hold on to the old one."""
    old = site.with_name("old")
    os.rename(site, old)
    site.mkdir()
    (site / "index.html").write_text("new")
    assert get(port, "/")[2] == "new"
    assert get(port, "/none/")[0] == 404


def test_no_site_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(tmp_path / "site", "127.0.0.1", 0) == 1
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1
    assert "no site in" in err and "visitgen build" in err


def test_a_port_that_is_taken(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serve(site, "127.0.0.1", port) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert f"Port {port}" in err and "another program uses it" in err and "--port" in err


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1"])
def test_an_address_that_is_not_ours(host: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(site, host, 0) == 1
    assert capsys.readouterr().err.count("\n") == 1
