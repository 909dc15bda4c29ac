"""Pages in a real browser: the sites that are shown, who serves them, and which pages stand for all of their kind."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from visitgen.commands.build import Options, build

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
TEMPLATES = sorted(path.stem for path in (ROOT / "themes/chronicle/pages").glob("*.html"))
TEMPLATE_OF = {"place": "subject", "organisation": "subject", "topic": "subject", "source": "subject", "page": "text"}
"""The kinds of page, as the class of their `body` says, whose template has another name."""

GIANT = 100_000
"""Bytes of a page above which the slow tests alone go through every part of it."""


# ---------------------------------------------------------------------------------------------------------------------
# Options of the run
# ---------------------------------------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes a minute or more; run by `make check-site`")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for a `template` is run once for each."""
    if "template" in metafunc.fixturenames:
        metafunc.parametrize("template", TEMPLATES)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Slow tests run only when they are asked for by `-m`."""
    if not config.option.markexpr:
        slow = [item for item in items if item.get_closest_marker("slow") and HERE in item.path.parents]
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if item not in slow]


# ---------------------------------------------------------------------------------------------------------------------
# Sites
# ---------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shown:
    """A page that stands for others: the site it is of, its address there, its kind and template, its size in bytes."""

    site: str
    address: str
    kind: str
    template: str
    size: int

    def __str__(self) -> str:
        return f"{self.site}:/{self.address}"


@dataclass
class Site:
    """A built site, and where it is served."""

    name: str
    folder: Path
    url: str
    pages: list[Shown] = field(default_factory=list)

    def file(self, address: str) -> Path:
        """The file at an address."""
        path = self.folder / address
        return path if path.suffix == ".html" else path / "index.html"

    def html(self, address: str) -> str:
        """The text of the page at an address."""
        return self.file(address).read_text(encoding="utf-8")


ARCHIVES = {
    "demo": (ROOT / "content", "https://visitgen.example/"),
    "editions": (ROOT / "tests/sites/editions/content", "https://visits.example/"),
    "rtl": (HERE / "rtl", "https://example.org/"),
    "uncertain": (ROOT / "tests/sites/uncertain/content", None),
    "small": (ROOT / "tests/sites/one-visit/content", None),
}
"""Where the records of each site are, and the address it has."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all sites, each built once for all test processes: by the first to come to it."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder, failed = shared / "sites", shared / "sites-failed"
    done = [shared / f"archives/{name}/done" for name in ARCHIVES]
    for (name, (content, base)), mark in zip(ARCHIVES.items(), done, strict=True):
        place = mark.parent
        try:
            place.mkdir(parents=True)
        except FileExistsError:
            continue
        try:
            shutil.copytree(content, place / "content")
            shutil.copytree(ROOT / "themes", place / "themes")
            options = Options(content=place / "content", output=folder / name, base_url=base, theme="chronicle")
            assert build(options) == 0, name
        except BaseException:
            failed.touch()
            raise
        mark.touch()
    for _ in range(600):
        if all(mark.exists() for mark in done):
            return folder
        assert not failed.exists(), "the sites could not be built: see the first failure"
        time.sleep(0.1)
    raise TimeoutError("the sites are not built after a minute")


class Server(SimpleHTTPRequestHandler):
    """A host as a strict one is: a policy on every answer, and the site's own page for what is not there."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        if "/static/" in self.path:
            self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def do_GET(self) -> None:
        """Text is compressed for a browser that takes it so, as hosts do."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.partition("?")[0].endswith("/") else path
        if "gzip" not in self.headers.get("Accept-Encoding", "") or not path.is_file():
            return super().do_GET()
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):  # the browser is at another page by now
            self.wfile.write(body)
        return None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def sites(built: Path) -> Iterator[dict[str, Site]]:
    """The sites by name, each served on a port of its own."""
    servers: list[ThreadingHTTPServer] = []
    found: dict[str, Site] = {}
    for folder in sorted(path for path in built.iterdir() if path.is_dir() and not path.name.startswith(".")):
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(folder)))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers.append(server)
        site = Site(folder.name, folder, f"http://127.0.0.1:{server.server_port}/")
        for path in sorted(folder.rglob("*.html")):
            html = path.read_text(encoding="utf-8")
            said = re.search(r'<body class="page-([\w-]+)', html)
            assert said, f"{path}: its body does not say the kind of page"
            address = path.relative_to(folder).as_posix().removesuffix("index.html")
            template = TEMPLATE_OF.get(said[1], said[1])
            site.pages.append(Shown(folder.name, address, said[1], template, len(html.encode())))
        found[folder.name] = site
    yield found
    for server in servers:
        server.shutdown()
        server.server_close()


Choose = Callable[..., list[Shown]]


@pytest.fixture(scope="session")
def choose(sites: dict[str, Site]) -> Choose:
    """The pages that stand for a template: of each kind the biggest and the smallest, from the demonstration.

    What the demonstration lacks is taken from the archive that is written from right to left. `giants` lets the very
    biggest stand too, `every` each of the indexes.
    """

    def chosen(template: str, *, smallest: bool = True, giants: bool = False, every: bool = False) -> list[Shown]:
        found: list[Shown] = []
        for name in ("demo", "rtl"):
            kinds: dict[tuple[str, str], list[Shown]] = defaultdict(list)
            for page in sites[name].pages:
                if page.template == template:
                    kinds[page.kind, page.address if every and page.kind == "index" else ""].append(page)
            for pages in kinds.values():
                fit = [page for page in pages if giants or page.size < GIANT] or pages
                ends = [max(fit, key=lambda page: page.size), min(fit, key=lambda page: page.size)]
                found += ends[: 2 if smallest and ends[0] != ends[1] else 1]
            if found:
                break
        if not found:
            pytest.skip(f"no page is made with the template {template}")
        return found

    return chosen


# ---------------------------------------------------------------------------------------------------------------------
# The browser
# ---------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium(tool: Callable[..., Any]) -> Path:
    """The browser's program, or the reason why there is none."""
    return tool("browser tests", lambda install: install.chromium())


@pytest.fixture(scope="session")
def node_modules(tool: Callable[..., Any]) -> Path:
    """Where axe, vnu and Lighthouse are."""
    return tool("browser tests", lambda install: install.node_packages(HERE, "axe-core/axe.min.js"))


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Any]:
    """A browser, started once for each test process."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed here")
    with sync_api.sync_playwright() as playwright:
        flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        program = playwright.chromium.launch(executable_path=str(chromium), args=[*flags, "--disable-dev-shm-usage"])
        yield program
        program.close()


CHECKS = (HERE / "checks.js").read_text(encoding="utf-8")


class View:
    """A tab: it opens pages, keeps what goes wrong and what is fetched, and asks the checks of `checks.js`."""

    def __init__(self, context: Any, sites: dict[str, Site]) -> None:
        self.sites = sites
        self.context = context
        self.page = context.new_page()
        self.wrong: list[str] = []
        self.fetched: dict[str, Any] = {}
        self.page.add_init_script(CHECKS)
        self.page.on(
            "console", lambda said: self.wrong.append(said.text) if said.type in ("error", "warning") else None
        )
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", lambda response: self.fetched.__setitem__(response.url, response))

    def _failed(self, request: Any) -> None:
        """What is still being fetched when another page is opened is no fault."""
        if "ERR_ABORTED" not in (request.failure or ""):
            self.wrong.append(f"{request.url}: {request.failure}")

    def open(self, shown: Shown | str, fragment: str = "", *, disk: bool = False, width: int = 0) -> View:
        """Opens a page, in a window of this width; `SITE:/ADDRESS` names it where it is not one chosen.

        A page that leads on is followed: a tab that is still on its way would break off what is opened next.
        """
        if width:
            self.resize(width)
        name, _, address = str(shown).partition(":/")
        site = self.sites[name]
        self.fetched.clear()
        self.page.goto((site.file(address).as_uri() if disk else site.url + address) + fragment)
        if isinstance(shown, Shown) and shown.template == "redirect":
            self.page.wait_for_selector("meta[http-equiv=refresh]", state="detached")
            self.page.wait_for_load_state()
        return self

    def resize(self, width: int) -> None:
        """Makes the window as wide as this, with the page that is open in it."""
        self.page.set_viewport_size({"width": width, "height": 720})

    def check(self, name: str, *args: Any) -> list[str]:
        """What a check says of this page as it is now."""
        return self.page.evaluate(f"(args) => window.checks.{name}(...args)", list(args))

    def do(self, script: str, *args: Any) -> Any:
        """Runs a script in the page."""
        return self.page.evaluate(script, *args)

    def draw(self) -> None:
        """Waits until the page has been drawn as it now is."""
        self.do("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.fixture(scope="session")
def contexts() -> Iterator[dict[str, View]]:
    """The tabs that are open, by the way they were asked for."""
    yield {}


@pytest.fixture
def view(browser: Any, sites: dict[str, Site], contexts: dict[str, View]) -> Iterator[Callable[..., View]]:
    """Gives a tab with these options of Playwright's; tabs of the same options are used again."""
    lasting: list[View] = []

    def given(*, fresh: bool = False, **options: Any) -> View:
        options = {"viewport": {"width": 1280, "height": 720}, "reduced_motion": "reduce", **options}
        key = json.dumps(options, sort_keys=True)
        if fresh or key not in contexts:
            tab = View(browser.new_context(**options), sites)
            if fresh:
                lasting.append(tab)
                return tab
            contexts[key] = tab
        contexts[key].wrong.clear()
        return contexts[key]

    yield given
    for tab in lasting:
        tab.context.close()


def packed(data: bytes) -> int:
    """Bytes when compressed as hosts do."""
    return len(gzip.compress(data, 6))
