"""Items 17 and 19 of the reader's checklist, and the policy all pages are shown under: weight, stillness, speed."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

MOST = 50_000
"""Bytes of a first view, compressed."""

FETCHED = """() => [location.href, ...performance.getEntriesByType('resource').map(entry => entry.name),
  ...[...document.querySelectorAll('link[rel=icon]')].map(link => link.href)]"""
"""What a page has asked for; its icon is asked for apart."""

SHIFTS = """
  window.shifts = [];
  new PerformanceObserver(list => list.getEntries().forEach(entry => shifts.push(
    `${entry.value}: ${entry.sources.map(source => source.node && (source.node.className || source.node.localName)).join(', ')}`
  ))).observe({ type: 'layout-shift', buffered: true });
  window.violations = [];
  addEventListener('securitypolicyviolation', event => violations.push(`${event.violatedDirective}: ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
"""


def watched(view: Any) -> Any:
    """A tab that notes what moves and what the policy forbids."""
    tab = view(device_scale_factor=1)
    if not hasattr(tab, "watching"):
        tab.page.add_init_script(SHIFTS)
        tab.watching = True
    return tab


# 17. First view under 50 KB compressed; no layout shift.


def test_17_first_view_is_light(view: Any, choose: Any, sites: dict[str, Any], template: str) -> None:
    """All that is fetched for the biggest page of each kind with an empty cache, compressed as a host does."""
    tab = view(fresh=True)
    for shown in choose(template, smallest=False, giants=True):
        if template == "redirect":
            continue
        tab.open(shown)
        here = sites[shown.site].url
        weights: dict[str, int] = {}
        for url in tab.do(FETCHED):
            assert url.startswith(here), f"{shown} asks elsewhere: {url}"
            name = url.removeprefix(here)
            file = sites[shown.site].folder / name if Path(name).suffix else sites[shown.site].file(name)
            weights[name] = len(gzip.compress(file.read_bytes(), 6))
        assert len(weights) >= 3, weights
        assert sum(weights.values()) < MOST, (shown, weights)


@pytest.mark.parametrize("width", [320, 1280])
def test_17_nothing_moves_while_a_page_loads(view: Any, choose: Any, template: str, width: int) -> None:
    tab = watched(view)
    for shown in choose(template, smallest=False, giants=True):
        if template == "redirect":
            continue
        tab.open(shown, width=width)
        tab.draw()
        assert tab.do("shifts") == [], shown
        tab.page.mouse.move(width / 2, 400)
        for _ in range(4):
            tab.page.mouse.wheel(0, 700)
            tab.draw()
        assert tab.do("shifts") == [], f"{shown}, while it is scrolled"


@pytest.fixture
def halting(sites: dict[str, Any]) -> Iterator[Any]:
    """The demonstration on a slow line: a page halts at `server.at` until `server.goes_on` is set."""
    folder = sites["demo"].folder

    class Halting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            file = folder / self.path.lstrip("/")
            page = file.is_dir()
            data = (file / "index.html" if page else file).read_bytes()
            kind = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}.get(file.suffix, "text/html")
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            cut = server.at if page else 0
            self.wfile.write(data[:cut])
            if page:
                server.goes_on.wait(10)
            self.wfile.write(data[cut:])

        def log_message(self, *said: Any) -> None:
            pass

    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Halting)
    server.at, server.goes_on = 0, threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.goes_on.set()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("address", ["search/", "2008/"])
def test_17_nothing_moves_while_a_page_arrives_in_pieces(
    view: Any, sites: dict[str, Any], halting: Any, address: str
) -> None:
    """The masthead of a phone, halted before each span: what is there stays where it is when the rest comes."""
    tab = watched(view)
    tab.resize(320)
    data = sites["demo"].file(address).read_bytes()
    start, end = data.index(b'<header class="masthead"'), data.index(b'<nav class="main-nav"')
    cuts = [at for at in range(start, end) if data.startswith(b"<span", at)]
    assert len(cuts) >= 3
    for halting.at in cuts:
        halting.goes_on.clear()
        tab.page.goto(f"http://127.0.0.1:{halting.server_port}/{address}", wait_until="commit")
        tab.page.wait_for_selector(".masthead")
        tab.draw()
        halting.goes_on.set()
        tab.page.wait_for_load_state()
        tab.draw()
        assert tab.do("shifts") == [], data[: halting.at][-60:]


def test_17_shifts_are_seen(view: Any) -> None:
    tab = watched(view).open("small:/", width=1280)
    tab.draw()
    tab.do("document.querySelector('h1').style = 'margin-top: 200px'")
    tab.draw()
    tab.page.wait_for_timeout(100)
    assert tab.do("shifts")


# Under the policy of site-design.md nothing is refused, and nothing goes wrong.


def test_policy_refuses_nothing(view: Any, choose: Any, template: str) -> None:
    tab = watched(view)
    tab.wrong.clear()
    for shown in choose(template, giants=True):
        tab.open(shown)
        if template == "redirect":  # what the first page asked for is broken off when it leads on
            assert shown.address not in tab.page.url
            tab.wrong.clear()
        tab.do("document.querySelectorAll('details').forEach(one => one.open = true)")
        if tab.page.locator(".theme-button:visible").count():
            tab.page.click(".theme-button")
        assert tab.do("violations") == [] and not [said for said in tab.wrong if "404" not in said], (shown, tab.wrong)
        page = next(answer for url, answer in tab.fetched.items() if url.removesuffix("index.html") == tab.page.url)
        assert "default-src 'none'" in page.headers["content-security-policy"]
        tab.do("localStorage.clear()")


def test_policy_refusals_are_seen(view: Any, sites: dict[str, Any]) -> None:
    tab = watched(view)
    bad = sites["small"].html("").replace("</h1>", '</h1><p style="color: red">x</p><script>window.bad = 1</script>')
    tab.page.route(sites["small"].url, lambda route: route.fulfill(response=route.fetch(), body=bad))
    tab.open("small:/")
    assert len(tab.do("violations")) == 2 and tab.wrong
    tab.page.unroute(sites["small"].url)


# 19. Lists of thousands stay quick.


@pytest.mark.parametrize("disk", [False, True])
def test_19_the_biggest_pages_open_in_half_a_second(view: Any, sites: dict[str, Any], disk: bool) -> None:
    """From the answer's first byte to the end of loading, and to the first drawing; the best of three."""
    tab = view()
    for shown in sorted(sites["demo"].pages, key=lambda page: page.size)[-3:]:
        took = []
        for _ in range(3):
            tab.open(shown, width=1280, disk=disk)
            tab.draw()
            took.append(
                tab.do(
                    """() => {
                      const [load] = performance.getEntriesByType('navigation');
                      const paint = performance.getEntriesByName('first-contentful-paint')[0];
                      return Math.max(load.loadEventEnd, paint ? paint.startTime : 0) - load.responseStart;
                    }"""
                )
            )
        assert 0 < min(took) < 500, (shown, took)


def test_19_entries_out_of_sight_are_not_drawn(view: Any) -> None:
    tab = view().open("demo:/relations/united-kingdom--united-states/", width=1280)
    assert tab.page.locator(".group").count() > 20
    assert tab.do("[...document.querySelectorAll('.group .card a')].at(-1).checkVisibility({ contentVisibilityAuto: true })") is False
    assert tab.do("document.querySelector('.card a').checkVisibility()")
