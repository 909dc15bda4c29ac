"""The preview at work: from saving a record until its page is written, and until a browser shows it.

Both are measured from outside: `visitgen serve` is a process of its own, the page is looked at every half millisecond,
and the browser is Chromium by Playwright, where both are there. The page is shown when the browser has painted it, as
it tells itself, by the same clock: Playwright hears of it a tenth of a second later.
"""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

PATIENCE = 600.0
"""Seconds after which the preview is given up."""

PAINTED = "performance.getEntriesByType('paint').map(entry => performance.timeOrigin + entry.startTime).pop()"
"""When the page was last painted for the first time, in milliseconds since 1970."""

REST = 0.7
"""Seconds between two edits: longer than the preview waits for more of them."""


@contextmanager
def preview(command: Sequence[str], content: Path, output: Path) -> Iterator[str]:
    """A preview that has built the site once, by its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [*command, "serve", "--content", str(content), "--output", str(output), "--port", str(port)]
    address = f"http://127.0.0.1:{port}/"
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: (output / "index.html").is_file() and _answers(address))
        yield address
    finally:
        process.terminate()
        process.wait()


def until(there: Callable[[], object], step: float = 0.05) -> float:
    """Waits for something; the seconds it took. Errors: `TimeoutError`."""
    began = time.perf_counter()
    while not there():
        if time.perf_counter() - began > PATIENCE:
            raise TimeoutError
        time.sleep(step)
    return time.perf_counter() - began


def written(file: Path, save: Callable[[int], str], runs: int) -> list[float]:
    """Seconds from each save until the file of the page says so. `save` makes an edit and tells what it is to say."""
    found = []
    for turn in range(runs + 1):
        words = save(turn)
        found.append(until(lambda words=words: words in file.read_text("utf-8"), 0.0005))
        time.sleep(REST)
    return found[1:]  # the first edit finds the preview cold


def shown(page: str, save: Callable[[int], str], runs: int, rest: float = REST) -> list[float]:
    """Seconds from each save until a browser shows it; none without Playwright or Chromium.

    `rest` is the time between two, in seconds: a page may be shown long before all of the site is written.
    """
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        return []
    found = []
    with sync_playwright() as playwright:
        browser = _browser(playwright, Error)
        if browser is None:
            return []
        tab = browser.new_page()
        tab.goto(page)
        tab.wait_for_timeout(1000)
        for turn in range(runs + 1):
            began = time.time()
            words = save(turn)
            told = f"document.body && document.body.outerHTML.includes({words!r}) && {PAINTED}"
            painted = tab.wait_for_function(told, timeout=PATIENCE * 1000).json_value()
            found.append(float(painted) / 1000 - began)
            tab.wait_for_timeout(rest * 1000)
        browser.close()
    return found[1:]


def _browser(playwright: Any, error: type[Exception]) -> Any:
    for where in ({"executable_path": "/usr/bin/chromium"}, {}):
        with suppress(error):
            return playwright.chromium.launch(args=["--no-sandbox"], **where)
    return None


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=1) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
