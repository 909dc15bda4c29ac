"""What a preview knows: the pages that are open, what has changed since they were read, what is wrong."""

from __future__ import annotations

import asyncio
import hashlib
import json
import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from visitgen.preview.problems import Problem
from visitgen.values import dataclass

KEPT = 5.0
"""Seconds for which a page that was told to reload counts as open though its browser has not come back yet."""

ASSETS = (".css", ".js", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".woff", ".woff2")
"""The files that pages are made with, by which browsers look for those they use."""


class Browser(Protocol):
    """A page that is open somewhere."""

    def tell(self, message: object) -> None:
        """Sends it a message, as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an open page shows. `wanted` is the path its address asks for, `shown` the file it was given instead.

    `since` is the state of the site that it was read from, as `Preview.now` told it.
    """

    wanted: str
    shown: str
    since: str


class Preview:
    """The state of a preview. Everything in it happens on the server's thread; others hand in what they have to tell.

    `root` is the folder on its host that the site is made for, by whose name its page for unknown addresses finds
    style and script; empty at the top of a host.
    """

    def __init__(self) -> None:
        self.root = ""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._session = secrets.token_hex(4)
        self._tick = 0
        self._changed: dict[str, int] = {}
        self._open: dict[Browser, Page] = {}
        self._leaving: dict[str, float] = {}
        self._ahead: dict[str, bytes] = {}
        self._problems: object = {"command": "problems", "id": "", "problems": [], "more": 0}

    # From any thread

    def pages(self) -> tuple[str, ...]:
        """The paths of the pages that are open, the one last looked at first."""
        now = time.monotonic()
        here = [page.wanted for page in reversed(tuple(self._open.values()))]
        coming = [path for path, until in tuple(self._leaving.items()) if until > now]
        return tuple(dict.fromkeys((*coming, *here)))

    def changed(self, paths: Iterable[str]) -> None:
        """Tells of files of the site that are other than before, or gone."""
        known = tuple(paths)
        self._there(lambda: self._tell_changed(known))

    def ahead(self, path: str, data: bytes) -> None:
        """Shows a page as it will be, before the site that it is a part of is written."""
        self._there(lambda: self._ahead.update({path: data}))
        self.changed((path,))

    def settled(self) -> None:
        """Shows all pages as they are in the site."""
        self._there(self._ahead.clear)

    def wrong(self, problems: Sequence[Problem], more: int = 0) -> None:
        """Tells what is wrong with the records as they are, or that nothing is. `more` problems are only counted."""
        message = {"command": "problems", "problems": list(problems), "more": more}
        digest = hashlib.blake2b(json.dumps(message).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        self._there(lambda: self._tell_problems({**message, "id": digest if problems else ""}))

    def served_by(self, loop: asyncio.AbstractEventLoop | None) -> None:
        """Says on which thread everything happens from now on."""
        self._loop = loop

    def _there(self, act: Callable[[], None]) -> None:
        if self._loop is None:
            act()
        else:
            self._loop.call_soon_threadsafe(act)

    # From the server's thread

    @property
    def now(self) -> str:
        """The state of the site: another one after each change, and after each start of the preview."""
        return f"{self._session}-{self._tick}"

    def early(self, path: str) -> bytes | None:
        """A page that is shown ahead of its site, if it is."""
        return self._ahead.get(path)

    def join(self, browser: Browser, page: Page) -> None:
        """A page is open, or is looked at again. It is told at once what it has missed."""
        known = self._open.pop(browser, None)
        self._open[browser] = known or replace(page, since=self.now)
        self._leaving.pop(page.wanted, None)
        if not known:
            self._catch_up(browser, page)
        browser.tell(self._problems)

    def leave(self, browser: Browser) -> None:
        """A page is closed."""
        self._open.pop(browser, None)

    def _tell_changed(self, paths: Sequence[str]) -> None:
        self._tick += 1
        self._changed.update(dict.fromkeys(paths, self._tick))
        assets = [path for path in paths if path.endswith(ASSETS)]
        other = frozenset(paths)
        for browser, page in tuple(self._open.items()):
            if page.wanted in other or page.shown in other:
                self._reload(browser, page)
            else:
                for path in assets:
                    browser.tell(_reload(path))
            self._open[browser] = replace(page, since=self.now)

    def _catch_up(self, browser: Browser, page: Page) -> None:
        session, _, tick = page.since.partition("-")
        since = int(tick) if session == self._session and tick.isdecimal() else -1
        if since < 0 or max(self._changed.get(page.wanted, 0), self._changed.get(page.shown, 0)) > since:
            self._reload(browser, page)
            return
        for path, at in self._changed.items():
            if at > since and path.endswith(ASSETS):
                browser.tell(_reload(path))

    def _reload(self, browser: Browser, page: Page) -> None:
        now = time.monotonic()
        self._leaving = {path: until for path, until in self._leaving.items() if until > now}
        self._leaving[page.wanted] = now + KEPT
        browser.tell(_reload(page.wanted))

    def _tell_problems(self, message: object) -> None:
        self._problems = message
        for browser in tuple(self._open):
            browser.tell(message)


def _reload(path: str) -> object:
    """Source: the LiveReload protocol, version 7."""
    return {"command": "reload", "path": path, "liveCSS": True}
