"""Folders -> what has changed in them, told by the system, whatever way an editor saves."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from watchfiles import Change
from watchfiles._rust_notify import RustNotify, WatchfilesRustInternalError

STEP = 5
"""Milliseconds without a change after which what has changed is told."""

MOST = 30
"""Milliseconds after which it is told though there are more changes."""

_IGNORED = re.compile(r"\..*|.*(~|\.sw[a-z])")
_PASSING = re.compile(r"[^.]+|.*\.(tmp|temp|part|crdownload)|.*\.(ya?ml|md|json|html|css|js|toml|po)[._~-].+")

Change_ = tuple[int, str]
"""A kind of change, as `watchfiles.Change` numbers it, and a path."""


class CannotWatch(Exception):
    """The system does not tell of changes; the text says why."""


class Watch:
    """Watches folders and all in them. A folder that is not there, or goes, is watched as soon as it comes.

    Changes are collected from the moment this is made; none is lost while nobody waits for it. Raises `CannotWatch`.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(dict.fromkeys(Path(os.path.abspath(folder)) for folder in folders))
        self._moved = threading.Event()
        self._ended = threading.Event()
        self._passing: set[str] = set()
        above = sorted({str(folder.parent) for folder in self._folders if folder.parent.is_dir()})
        self._above = _notify(above, deep=False)
        self._inside = _notify(self._roots(), deep=True)
        self._thread = threading.Thread(target=self._look_above, name="folders that come and go", daemon=True)

    def wait(self, milliseconds: int = 0) -> frozenset[str]:
        """What has changed since the last time, once something has; nothing when so much time has passed, unless 0.

        Shapes: paths of files and folders, of which some may be gone. Raises `KeyboardInterrupt`.
        """
        if self._thread.ident is None:  # not before: the first build uses several processes only if it is alone
            self._thread.start()
        while True:
            found = self._inside.watch(MOST, STEP, milliseconds, self._moved)
            if found == "signal":
                raise KeyboardInterrupt
            if found == "timeout":
                return frozenset()
            if found == "stop":
                self._moved.clear()
                self._inside.close()
                self._inside = _notify(self._roots(), deep=True)
                return frozenset(str(folder) for folder in self._folders)
            if not isinstance(found, str) and (paths := self._of_interest(found)):
                return paths

    def close(self) -> None:
        """Ends it."""
        self._ended.set()
        if self._thread.ident is not None:
            self._thread.join()
        self._inside.close()
        self._above.close()

    def _roots(self) -> list[str]:
        return [os.path.realpath(folder) for folder in self._folders if folder.is_dir()]

    def _look_above(self) -> None:
        watched = {str(folder) for folder in self._folders}
        watched |= {os.path.join(os.path.realpath(folder.parent), folder.name) for folder in self._folders}
        while isinstance(found := self._above.watch(MOST, STEP * 10, 0, self._ended), set):
            if any(path in watched and how != Change.modified for how, path in found):
                self._moved.set()

    def _of_interest(self, found: Iterable[Change_]) -> frozenset[str]:
        """The changes that a build may show. What an editor makes for a moment is none until something else is.

        Files that pass away are remembered: only when a build may have seen one is there something in its going.
        """
        roots = self._roots()
        seen = [(how, path) for how, path in found if not ignored(path, roots)]
        came = {path for how, path in seen if how != Change.deleted and _is_passing(path)}
        self._passing |= came
        paths = frozenset(path for _, path in seen if path not in self._passing)
        if paths:
            self._passing.clear()
        return paths


def ignored(path: str, roots: Sequence[str]) -> bool:
    """Whether a file is one that builds pass over: hidden, below a hidden folder, or an editor's backup."""
    below = next((path[len(root) :] for root in roots if path.startswith(root + os.sep)), "")
    return any(_IGNORED.fullmatch(step) for step in below.split(os.sep) if step)


def _is_passing(path: str) -> bool:
    """Whether a file has such a name as editors give to those which they rename or delete the next moment."""
    return bool(_PASSING.fullmatch(os.path.basename(path))) and not os.path.isdir(path)


def _notify(folders: list[str], *, deep: bool) -> RustNotify:
    """What tells of changes. Used as the documentation of watchfiles says, since its `watch` tells not when it begins.

    `WATCHFILES_FORCE_POLLING` in the environment, as in watchfiles, is for disks whose system tells nothing.
    """
    polling = os.environ.get("WATCHFILES_FORCE_POLLING", "").lower() not in ("", "0", "false", "disable", "disabled")
    try:
        return RustNotify(folders, False, polling, 300, deep, True)
    except FileNotFoundError:  # gone since it was looked for: what is above will tell when it is back
        return RustNotify([folder for folder in folders if os.path.isdir(folder)], False, polling, 300, deep, True)
    except (OSError, WatchfilesRustInternalError) as error:
        raise CannotWatch(str(error)) from None
