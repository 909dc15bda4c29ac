"""The server: what it answers, to whom, and what it never does."""

from __future__ import annotations

import http.client
import json
import os
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tornado import httpclient, ioloop, websocket

from visitgen.preview import Preview, address_of, listening, serving


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages."""
    site = tmp_path / "site"
    (site / "visits/x").mkdir(parents=True)
    (site / "index.html").write_text("<head></head>home")
    (site / "visits/x/index.html").write_text("<head></head>visit ü", encoding="utf-8")
    (site / "404.html").write_text("<head></head>no such page")
    (site / "feed.xml").write_text("<feed/>")
    (tmp_path / "secret.html").write_text("secret")
    (site / "out.html").symlink_to(tmp_path / "secret.html")
    return site


@pytest.fixture
def preview() -> Preview:
    """The state of the preview."""
    return Preview()


@pytest.fixture
def port(site: Path, preview: Preview) -> Iterator[int]:
    """The port of a server of that site."""
    sockets = listening("127.0.0.1", 0)
    with serving(sockets, "127.0.0.1", site, preview):
        yield sockets[0].getsockname()[1]


def ask(port: int, path: str, method: str = "GET", host: str = "localhost") -> http.client.HTTPResponse:
    """What the server answers; `text` is added to it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    response = connection.getresponse()
    response.text = response.read().decode()  # type: ignore[attr-defined]
    connection.close()
    return response


def get(port: int, path: str, method: str = "GET", host: str = "localhost") -> tuple[int, str]:
    """Status and text, without the script."""
    response = ask(port, path, method, host)
    return response.status, response.text.rpartition("</script>\n</head>")[2]  # type: ignore[attr-defined]


def test_pages_and_files(port: int, site: Path) -> None:
    assert get(port, "/") == (200, "home")
    assert get(port, "/visits/x/") == (200, "visit ü")
    assert get(port, "/index.html?a=b#c") == (200, "home")
    assert get(port, "/", "HEAD") == (200, "")
    assert get(port, "/feed.xml") == (200, "<feed/>")
    (site / "index.html").write_text("<head></head>changed")
    assert get(port, "/") == (200, "changed")


def test_headers(port: int) -> None:
    for path, type_ in (("/", "text/html"), ("/feed.xml", "application/xml"), ("/.visitgen/live.js", "text/javascript"),
                        ("/.visitgen/live.css", "text/css"), ("/none.css", "text/html")):  # fmt: skip
        headers = ask(port, path).headers
        assert headers["Content-Type"] == f"{type_}; charset=utf-8"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin", "no other site may read what is not published"
        assert "ETag" not in headers


def test_an_address_that_leads_nowhere(port: int, site: Path) -> None:
    assert get(port, "/none/") == (404, "no such page")
    assert get(port, "/none.html", "HEAD") == (404, "")
    text = ask(port, "/none/").text  # type: ignore[attr-defined]
    assert 'data-wanted="none/index.html" data-shown="404.html"' in text
    (site / "404.html").unlink()
    status, text = get(port, "/none/")
    assert status == 404 and "<body></body>" in text


def test_a_folder_without_its_slash(port: int) -> None:
    response = ask(port, "/visits/x?a=b")
    assert response.status == 302 and response.headers["Location"] == "/visits/x/?a=b"
    assert get(port, "//visits/x")[0] == 404


@pytest.mark.parametrize(
    "path",
    ["/../secret.html", "/%2e%2e/secret.html", "/%2e%2e%2fsecret.html", "/visits/../../secret.html", "/out.html",
     "/..%5csecret.html", "/%00", "//etc/passwd", "/etc/passwd", "/%252e%252e/secret.html", "/.visitgen/live.py",
     "/.visitgen/../secret.html", "/" + "a" * 5000],
)  # fmt: skip
def test_nothing_outside_the_site_is_ever_sent(port: int, path: str) -> None:
    assert get(port, path) == (404, "no such page")


def test_a_request_for_another_host(port: int) -> None:
    """In the whole form that proxies take."""
    with socket.create_connection(("127.0.0.1", port), 10) as line:
        line.sendall(b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 404 ")


def test_other_names_for_this_machine_are_refused(port: int) -> None:
    for path in ("/", "/feed.xml", "/.visitgen/live.js", "/.visitgen/live"):
        status, text = get(port, path, host=f"evil.example:{port}")
        assert status == 403 and "--host" in text
    assert get(port, "/", host="[::1]:8000")[0] == get(port, "/", host="127.0.0.1")[0] == 200


def test_open_to_others_where_that_is_asked_for(site: Path, preview: Preview) -> None:
    sockets = listening("0.0.0.0", 0)
    with serving(sockets, "0.0.0.0", site, preview):
        assert get(sockets[0].getsockname()[1], "/", host="archive.local") == (200, "home")
    assert address_of(sockets, "0.0.0.0").startswith("http://localhost:")
    assert address_of(sockets, "::1").startswith("http://[::1]:")


def test_nothing_can_be_sent(port: int) -> None:
    assert get(port, "/", "POST")[0] == get(port, "/", "PUT")[0] == get(port, "/", "DELETE")[0] == 405


def test_a_site_that_is_exchanged_while_it_is_served(port: int, site: Path) -> None:
    os.rename(site, site.with_name("old"))
    assert get(port, "/")[0] == 404
    site.mkdir()
    (site / "index.html").write_text("<head></head>new")
    assert get(port, "/") == (200, "new")


def test_a_site_made_for_a_folder_of_its_host(port: int, preview: Preview) -> None:
    assert get(port, "/history/feed.xml")[0] == 404
    preview.root = "history"
    assert get(port, "/history/feed.xml") == (200, "<feed/>")
    assert get(port, "/history/visits/x/") == get(port, "/visits/x/") == (200, "visit ü")


def talk(port: int, *messages: object, origin: str = "", expect: int = 1) -> list[dict[str, object]]:
    """What an open page hears when it says this."""

    async def run() -> list[dict[str, object]]:
        headers = {"Origin": origin or f"http://127.0.0.1:{port}"}
        request = httpclient.HTTPRequest(f"ws://127.0.0.1:{port}/.visitgen/live", headers=headers)
        line = await websocket.websocket_connect(request)
        for message in messages:
            await line.write_message(message if isinstance(message, str) else json.dumps(message))
        heard = [json.loads(await line.read_message() or "null") for _ in range(expect)]
        line.close()
        return heard

    with ThreadPoolExecutor(1) as apart:  # in a thread of its own: the tests of the browser leave a loop in this one
        return apart.submit(lambda: ioloop.IOLoop().run_sync(run, timeout=10)).result()


HELLO = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}


def test_the_handshake_and_what_a_page_has_missed(port: int, preview: Preview) -> None:
    since = preview.now
    preview.changed(["index.html"])
    info = {"command": "info", "wanted": "index.html", "shown": "index.html", "since": since}
    hello, reload, problems = talk(port, HELLO, info, expect=3)
    assert hello["command"] == "hello" and HELLO["protocols"][0] in hello["protocols"]
    assert reload == {"command": "reload", "path": "index.html", "liveCSS": True}
    assert problems["command"] == "problems"


def test_a_page_is_shown_ahead_of_its_site_until_that_is_settled(port: int, preview: Preview) -> None:
    before, since = get(port, "/visits/x/"), preview.now
    assert get(port, "/visits/new/")[0] == 404
    preview.ahead("visits/new/index.html", b"<!DOCTYPE html><title>new</title>")
    status, text, *_ = get(port, "/visits/new/")
    assert status == 200 and "<title>new</title>" in text, "a page that no site had before"
    preview.ahead("visits/x/index.html", b"<!DOCTYPE html><title>ahead</title>")
    assert "<title>ahead</title>" in get(port, "/visits/x/")[1] and "ahead" not in get(port, "/")[1]
    info = {"command": "info", "wanted": "visits/x/index.html", "shown": "visits/x/index.html", "since": since}
    _, reload, _ = talk(port, HELLO, info, expect=3)
    assert reload["path"] == "visits/x/index.html"
    preview.settled()
    assert get(port, "/visits/x/") == before


def test_what_is_not_understood_is_passed_over(port: int, capfd: pytest.CaptureFixture[str]) -> None:
    (hello,) = talk(port, "", "[", "[]", "1", '{"command": 1}', {"command": "info"}, {"none": 1}, HELLO)
    assert hello["command"] == "hello"
    assert capfd.readouterr().err == ""


def test_pages_of_other_sites_have_no_line(port: int) -> None:
    with pytest.raises(httpclient.HTTPError) as refused:
        talk(port, HELLO, origin="http://evil.example")
    assert refused.value.code == 403
