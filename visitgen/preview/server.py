"""The site on an address of this machine, by tornado, and LiveReload's protocol between its pages and us.

Of livereload only the handshake of its protocol is used. Its own server would poll the files it watches, build on the
thread that answers, keep silent about what changes soon after a reload, and put a script into the page's text, which a
strict policy refuses; and its protocol has no word for what is wrong with a record.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import logging
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from livereload.handlers import LiveReloadHandler
from tornado import httpserver, netutil, web, websocket

from visitgen.preview.addresses import (
    NO_PAGE,
    OWN,
    content_type,
    file_at,
    folder_address,
    is_own_name,
    site_path,
    with_script,
)
from visitgen.preview.state import Page, Preview

LONGEST_MESSAGE = 65_536
"""The most bytes that a page may send."""

_HERE = Path(__file__).parent
_NOTHING_YET = b"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>No site yet</title>
</head>
<body></body>
</html>
"""


def listening(host: str, port: int) -> list[socket.socket]:
    """The sockets on which browsers can reach us; they wait until `serving`. Raises `OSError`."""
    return netutil.bind_sockets(port, host, backlog=128)


def address_of(sockets: Sequence[socket.socket], host: str) -> str:
    """The address to type into a browser."""
    port = sockets[0].getsockname()[1]
    name = "localhost" if host in ("", "0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"


@contextmanager
def serving(sockets: Sequence[socket.socket], host: str, site: Path, preview: Preview) -> Iterator[None]:
    """Serves a site on a thread of its own, while the block runs."""
    logging.getLogger("tornado.general").setLevel(
        logging.CRITICAL
    )  # what a browser does wrong is not our user's matter
    began = threading.Event()
    loops: list[asyncio.AbstractEventLoop] = []

    async def serve() -> None:
        loops.append(asyncio.get_running_loop())
        server = httpserver.HTTPServer(application(sockets, host, site, preview))
        server.add_sockets(sockets)
        preview.served_by(loops[0])
        began.set()
        await asyncio.Event().wait()

    def run() -> None:
        with suppress(asyncio.CancelledError):
            asyncio.run(serve())

    thread = threading.Thread(target=run, name="preview", daemon=True)
    thread.start()
    began.wait()
    try:
        yield
    finally:
        preview.served_by(None)
        with suppress(RuntimeError):  # it has ended already
            loops[0].call_soon_threadsafe(_cancel_all)
        thread.join(1)


def _cancel_all() -> None:
    for task in asyncio.all_tasks():
        task.cancel()


def application(sockets: Sequence[socket.socket], host: str, site: Path, preview: Preview) -> web.Application:
    """What answers: the preview's own addresses, then the files of the site."""
    lent = all(ipaddress.ip_address(each.getsockname()[0].partition("%")[0]).is_loopback for each in sockets)
    known = {"preview": preview, "only_for": host if lent else None}
    return web.Application(
        [
            (f"{OWN}live", _Live, known),
            (f"{OWN}live\\.(?:js|css)", _Own, known),
            (".*", _Files, {**known, "site": site}),
        ],
        log_function=lambda handler: None,
        websocket_max_message_size=LONGEST_MESSAGE,
    )


class _Guarded(web.RequestHandler):
    """Answers only to this machine's own names where only this machine is to reach us, and no other site's pages."""

    def initialize(self, preview: Preview, only_for: str | None) -> None:
        self.preview = preview
        self.only_for = only_for

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def prepare(self) -> None:
        if self.only_for is not None and not is_own_name(self.request.host, self.only_for):
            self.set_status(403)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish("The preview answers to localhost and 127.0.0.1 only; `--host` opens it to others.\n")

    def compute_etag(self) -> None:
        """None: a page is read anew each time."""


class _Own(_Guarded):
    """The script and the style of the overlay."""

    def get(self) -> None:
        name = self.request.path.rpartition("/")[2]
        self.set_header("Content-Type", content_type(name))
        self.finish(_own(name))

    head = get


class _Files(_Guarded):
    """The files of the site, and its own page for addresses that lead nowhere."""

    def initialize(self, preview: Preview, only_for: str | None, site: Path) -> None:  # type: ignore[override]
        super().initialize(preview, only_for)
        self.site = site

    def get(self) -> None:
        since = self.preview.now  # before the file is read: what changes after is told to the page
        path = site_path(self.request.path)
        if not self._has(path) and self.preview.root:
            path = site_path(self.request.path, self.preview.root)
        if path and not self._has(path) and self._has(f"{path}/index.html"):
            self.redirect(folder_address(path, self.request.query), permanent=False)
            return
        shown = path if path and self._has(path) else NO_PAGE
        if shown != path:
            self.set_status(404)
        file = file_at(self.site, shown)
        try:
            data = self.preview.early(shown) or (file.read_bytes() if file else _NOTHING_YET)
        except OSError:  # it is just being replaced
            self.set_status(404)
            data, shown = _NOTHING_YET, NO_PAGE
        self.set_header("Content-Type", content_type(shown))
        if shown.endswith(".html"):
            data = with_script(data, self.request.host, wanted=path or "", shown=shown, since=since)
        self.finish(data)

    head = get

    def _has(self, path: str | None) -> bool:
        """Whether there is such a file in the site, or will be in a moment."""
        return bool(path and (self.preview.early(path) or file_at(self.site, path)))


class _Live(_Guarded, LiveReloadHandler):  # type: ignore[misc]
    """The line to an open page."""

    def check_origin(self, origin: str) -> bool:
        """Pages of this very address only: what is written here may not be published yet."""
        return bool(websocket.WebSocketHandler.check_origin(self, origin))

    def on_message(self, message: str | bytes) -> None:
        """The handshake, then what the page is; anything else is not understood, and no matter."""
        with suppress(ValueError, TypeError, AttributeError, KeyError):
            said = json.loads(message)
            if said["command"] == "hello":
                super().on_message(message)
            elif said["command"] == "info":
                page = Page(wanted=str(said["wanted"]), shown=str(said["shown"]), since=str(said["since"]))
                self.preview.join(self, page)

    def on_close(self) -> None:
        self.preview.leave(self)

    def tell(self, message: object) -> None:
        """Sends a message, if the page is still there to hear it."""
        with suppress(websocket.WebSocketClosedError):
            sent = self.write_message(json.dumps(message))
            sent.add_done_callback(lambda done: done.cancelled() or done.exception())


@cache
def _own(name: str) -> bytes:
    return (_HERE / name).read_bytes()
