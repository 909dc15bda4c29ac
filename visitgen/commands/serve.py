"""`visitgen serve`: the site built, shown on this machine's own address, and built again after every change."""

from __future__ import annotations

import errno
import gc
import os
import signal
import socket
import sys
import threading
import time
import traceback
import webbrowser
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from visitgen.commands.build import Options, theme_folders
from visitgen.commands.builder import Builder
from visitgen.commands.report import print_findings
from visitgen.diagnostics.formats import worst_first
from visitgen.preview import CannotWatch, Preview, Watch, address_of, fault, listening, problem, serving

QUIET = 60
"""Milliseconds without a change before it is told that a build failed: who is still saving sees no half of a file."""

IDLE, LONG_IDLE = 2_000, 60_000
"""Milliseconds without a change before memory is tidied up: of what the last builds left, and all of it. The latter
takes seconds where there are 100,000 visits, and an edit has to wait for it."""

MOST = 50
"""The most problems that the overlay shows."""

BRIEF = 10
"""The most errors that the terminal shows."""

PREVIEW = ".visitgen/preview"
"""Where a preview with drafts is written to, beside the content folder: never where a site is published from."""


def serve(options: Options, *, host: str, port: int, drafts: bool = False, browse: bool = False) -> int:
    """Serves the site until Ctrl-C; the exit status: 0, or 1 when the port is taken or changes cannot be watched."""
    try:
        sockets = listening(host, port)
    except OSError as error:
        print(_refused(error, host, port), file=sys.stderr)
        return 1
    try:
        watch = Watch(read_folders(options.content))
    except CannotWatch as error:
        print(f"Changes cannot be watched: {error}.", file=sys.stderr)
        return 1
    try:
        _preview(options, sockets, host, watch, drafts=drafts, browse=browse)
    except KeyboardInterrupt:
        print(flush=True)
    finally:
        watch.close()
    return 0


def preview_folder(content: Path) -> Path:
    """Where the preview with drafts of a content folder is written to."""
    return content.absolute().parent / PREVIEW


def read_folders(content: Path) -> tuple[Path, ...]:
    """The folders of which builds read: records, themes and languages."""
    themes = theme_folders(content)
    return (content, *themes, *(folder.with_name("languages") for folder in themes))


def _preview(
    options: Options, sockets: list[socket.socket], host: str, watch: Watch, *, drafts: bool, browse: bool
) -> None:
    """Builds, serves, and builds again, on this thread; pages are answered on another, also while it builds."""
    preview = Preview()
    builder = Builder(options, drafts=drafts)
    _rebuild(builder, preview, watch, ())
    gc.freeze()
    sys.setswitchinterval(0.001)  # whoever asks for a page while it builds is answered sooner
    with serving(sockets, host, options.output, preview):
        address = address_of(sockets, host)
        print(f"Serving {options.output.as_posix()} at {address} (Ctrl-C ends it)", flush=True)
        if browse:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        while True:
            changed = watch.wait(IDLE)
            if not changed:
                with _uninterrupted():
                    gc.collect()
                    gc.freeze()
                changed = watch.wait(LONG_IDLE)
            if not changed:
                with _uninterrupted():
                    gc.unfreeze()
                    gc.collect()
                    gc.freeze()
                changed = watch.wait()
            while changed:
                changed = _rebuild(builder, preview, watch, changed)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Has an interrupt wait for the end of the block: in what is called while memory is tidied up it would be lost."""
    asked: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: asked.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:
        raise KeyboardInterrupt


def _rebuild(builder: Builder, preview: Preview, watch: Watch, changed: Collection[str]) -> frozenset[str]:
    """Builds once, and tells of it in the browser and here; what has changed meanwhile, if it is known already.

    A build that failed while files are still being saved is told of by the next one.
    """
    written: set[str] = set()
    waiting: set[str] = set()

    def more() -> bool:
        if changed:  # while the first build lasts nobody waits for changes yet
            waiting.update(watch.wait(1))
        return bool(waiting)

    def told(path: str) -> None:
        if not written:
            preview.settled()
            preview.wrong(())
        written.add(path)
        preview.changed((path,))

    try:
        built = builder.build(preview.pages(), told, preview.ahead, more)
    except Exception as error:
        preview.wrong((fault(f"this is a fault of visitgen, not of your records: {error!r}", traceback.format_exc()),))
        traceback.print_exc()
        _say("not built: a fault of visitgen itself; the next change is tried again", changed)
        return frozenset(waiting)
    finally:
        preview.settled()
    if built.failed:
        preview.changed(built.changed)
        if changed and (found_later := waiting | watch.wait(QUIET)):
            return frozenset(found_later)
        found = worst_first(built.diagnostics)
        preview.wrong([problem(one) for one in found[:MOST]], max(0, len(found) - MOST))
        errors = [one for one in found if one.severity == "error"] or found
        print_findings(errors[:BRIEF], in_full=False)
    else:
        preview.root = built.root
        preview.wrong(())
        preview.changed((built.changed | built.removed) - built.ahead - written)
    _say(built.summary, changed)
    return frozenset(waiting)


def _say(summary: str, changed: Collection[str]) -> None:
    """One line: when, what has changed, what came of it."""
    what = (
        f"{os.path.basename(min(changed))}: " if len(changed) == 1 else f"{len(changed)} changes: " if changed else ""
    )
    print(f"{time.strftime('%H:%M:%S')} {what}{summary}", flush=True)


def _refused(error: OSError, host: str, port: int) -> str:
    """Why there can be no server, on one line."""
    taken = error.errno == errno.EADDRINUSE
    why = "another program uses it" if taken else (error.strerror or str(error)).lower()
    cure = "`--port`" if taken or error.errno == errno.EACCES else "`--host` or `--port`"
    return f"Port {port} of {host} cannot be used: {why}. Choose another with {cure}."
