"""Addresses and files: what is asked for, and never a file outside; the page as a browser gets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from visitgen.preview.addresses import content_type, file_at, folder_address, is_own_name, site_path, with_script


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/visits/x/", "visits/x/index.html"),
        ("/visits/x", "visits/x"),
        ("/a%20b/%C3%BC.html", "a b/ü.html"),
        ("/..", None),
        ("/../etc/passwd", None),
        ("/a/../../etc/passwd", None),
        ("/%2e%2e/etc/passwd", None),
        ("/%2e%2e%2fetc%2fpasswd", None),
        ("/..%5c..%5cetc", None),
        ("/a\\b", None),
        ("//etc/passwd", None),
        ("/a//b", None),
        ("/%2fetc/passwd", None),
        ("/%00", None),
        ("/a%0ab", None),
        ("/%ff", None),
        ("/.", None),
        ("http://evil.example/", None),
        ("", None),
        ("*", None),
    ],
)
def test_the_path_an_address_names(address: str, path: str | None) -> None:
    assert site_path(address) == path


def test_below_the_folder_of_a_site_on_its_host() -> None:
    assert site_path("/history/visits/x/", "history") == "visits/x/index.html"
    assert site_path("/history/", "history") == "index.html"
    assert site_path("/visits/x/", "history") == "visits/x/index.html"
    assert site_path("/history/../x", "history") is None


def test_only_files_inside_are_found(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "visits").mkdir(parents=True)
    (site / "index.html").write_text("home")
    (tmp_path / "secret.html").write_text("secret")
    (tmp_path / "site-2").mkdir()
    (tmp_path / "site-2/x.html").write_text("other")
    (site / "leads-out.html").symlink_to(tmp_path / "secret.html")
    (site / "folder-out").symlink_to(tmp_path)
    (site / "stays-in.html").symlink_to(site / "index.html")
    (site / "to-itself").symlink_to(site / "to-itself")
    assert file_at(site, "index.html") == (site / "index.html").resolve()
    assert file_at(site, "stays-in.html") == (site / "index.html").resolve()
    outside = ("leads-out.html", "folder-out/secret.html", "../secret.html", "../site-2/x.html", "to-itself", "none")
    for path in (*outside, str(tmp_path / "secret.html"), "visits", "", None):
        assert file_at(site, path) is None, path


def test_a_folder_is_never_another_host() -> None:
    assert folder_address("visits/ü", "a=1") == "/visits/%C3%BC/?a=1"
    assert folder_address("evil.example", "") == "/evil.example/"


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("A.CSS", "text/css; charset=utf-8"),
        ("a/b.js", "text/javascript; charset=utf-8"),
        ("visits.json", "application/json; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("map.svg", "image/svg+xml; charset=utf-8"),
        ("visits.csv", "text/csv; charset=utf-8"),
        ("photo.jpg", "image/jpeg"),
        ("x.unknown", "application/octet-stream"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_the_type_of_a_file(name: str, type_: str) -> None:
    assert content_type(name) == type_


def page(head: str) -> str:
    """A page as it is sent, with this in its head."""
    html = f"<!DOCTYPE html><html><head>{head}</HEAD ><body>ü</body></html>".encode()
    return with_script(html, "127.0.0.1:8000", wanted='a"<b', shown="404.html", since="x-1").decode()


def test_the_script_is_in_the_head_and_nothing_else_is_touched() -> None:
    html = page("<title>T</title>")
    script = html.split("<title>T</title>")[1].split("</HEAD >")[0]
    assert script.startswith('<script src="/.visitgen/live.js"') and script.endswith("defer></script>\n")
    assert 'data-wanted="a&quot;&lt;b" data-shown="404.html" data-since="x-1"' in script
    assert html.replace(script, "") == "<!DOCTYPE html><html><head><title>T</title></HEAD ><body>ü</body></html>"


def test_a_page_without_a_head() -> None:
    assert with_script(b"<p>a", "h", wanted="", shown="", since="").startswith(b"<p>a<script src=")


@pytest.mark.parametrize(
    ("policy", "allowed"),
    [
        (
            "default-src 'none'; style-src 'self'",
            "default-src 'none'; style-src 'self' http://127.0.0.1:8000/.visitgen/live.css; "
            "script-src http://127.0.0.1:8000/.visitgen/live.js; connect-src ws://127.0.0.1:8000/.visitgen/live",
        ),
        ("script-src 'none'", "script-src http://127.0.0.1:8000/.visitgen/live.js"),
        ("img-src 'self'", "img-src 'self'"),
        ("connect-src 'self';", "connect-src 'self' ws://127.0.0.1:8000/.visitgen/live"),
    ],
)
@pytest.mark.parametrize("quoted", ["plain", "escaped"])
def test_a_policy_in_the_page_is_made_to_allow_the_script_only(policy: str, allowed: str, quoted: str) -> None:
    told = policy.replace("'", "&#39;") if quoted == "escaped" else policy
    html = page(f'<meta http-equiv="Content-Security-Policy" content="{told}">')
    assert f'content="{allowed.replace(chr(39), "&#x27;")}">' in html


def test_names_of_this_machine() -> None:
    for host in ("localhost", "localhost:8000", "LOCALHOST:1", "127.0.0.1:8000", "[::1]", "[::1]:8000"):
        assert is_own_name(host, "127.0.0.1"), host
    for host in ("evil.example", "localhost.evil.example:8000", "127.0.0.1.evil.example", "", "[", "192.168.0.1", "0"):
        assert not is_own_name(host, "127.0.0.1"), host
    assert is_own_name("127.0.0.2:80", "127.0.0.2")
