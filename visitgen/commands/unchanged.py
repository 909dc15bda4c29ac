"""A build that has nothing to do: told without reading a record, by what the last one left beside the output folder.

Nothing is imported here but small parts of Python's own library, or telling would take longer than looking. What a
build depends on is written down whole: the command and the folder it was given in, the program and the libraries, the
day, every file of the records, themes and catalogues by its digest, and every file of the site. Where one of them is
not as it was, where the record is damaged or foreign, or where anything is not understood, there is something to do.
"""

from __future__ import annotations

import marshal
import os
import sys
import time

import visitgen

try:
    from _blake2 import blake2b  # without the rest of hashlib, which takes as long to load as half the site to look at
except ImportError:
    from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

RACE = 2_000_000_000
"""Nanoseconds. A file as new as this when it was looked at may change again without its time telling: it is read."""

MANY = 2000
"""The files of a site from which two processes look at them sooner than one."""

KILL = 9
"""The signal that ends a process; to have it by its name would cost a tenth of all there is to do."""

_HEAD = b"visitgen state 2\n"
_VALUES = ("--content", "--output", "--base-url", "--as-of", "--theme", "--jobs")
_PACKAGE = os.path.dirname(os.path.abspath(visitgen.__file__))

Inputs = dict[str, tuple[int, int, str]]
"""Each file's size, time of change in nanoseconds, and digest."""

Files = tuple[list[str], list[int], list[int]]
"""The files of a site: their paths, their sizes, and their times of change in nanoseconds."""


def told_unchanged(arguments: list[str]) -> bool:
    """Tells of the site as the last build did, if `arguments` are a build's and nothing has changed since."""
    began = time.monotonic()
    given = _given(arguments)
    if given is None:
        return False
    content, output = given
    try:
        state = _state(output)
        if state is None:
            return False
        files = _files(state)
        with _Half(os.path.realpath(output), files) as half:
            if state["setting"] != setting(arguments):
                return False
            if not _same_inputs(state["inputs"], content, state["looked"]) or not half.as_left():
                return False
        findings, before, after = state["said"]
    except (OSError, ValueError, EOFError, TypeError, KeyError):
        return False
    count = f"{len(files[0]) - 1:,} unchanged, 0 removed"
    try:
        for stream, text in (
            (sys.stderr, findings),
            (sys.stdout, f"{before}{count}; {time.monotonic() - began:.1f} s{after}"),
        ):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
            stream.write(text)
            stream.flush()
    except BrokenPipeError:
        os._exit(1)
    return True


def setting(arguments: list[str]) -> tuple[str, ...]:
    """What a build depends on besides files: the command, where it was given, the day, the program, the libraries."""
    program = []
    for path in program_files():
        found = os.stat(path)
        program.append(f"{path} {found.st_size} {found.st_mtime_ns}")
    day = time.strftime("%Y-%m-%d", time.gmtime())
    return (
        *arguments,
        os.getcwd(),
        day,
        os.environ.get("SOURCE_DATE_EPOCH", ""),
        *libraries(),
        *program,
    )


def libraries() -> tuple[str, ...]:
    """The versions of Python and of every library that can be imported."""
    return (
        visitgen.__version__,
        sys.version,
        *(
            name
            for folder in dict.fromkeys(sys.path)
            if os.path.isdir(folder or ".")
            for name in sorted(os.listdir(folder or "."))
            if name.endswith((".dist-info", ".egg-info"))
        ),
    )


def program_files() -> list[str]:
    """The files of the program itself, in order."""
    found = []
    for parent, folders, names in os.walk(_PACKAGE):
        folders.sort()
        if "themes" in folders:
            folders.remove("themes")
        found += [os.path.join(parent, name) for name in sorted(names) if name.endswith((".py", ".json"))]
    return found


def seen_files(output: str) -> dict[str, tuple[int, int]]:
    """The size and time of change of each file of a site, as the last build saw them; none if that is not known."""
    state = _state(output)
    return {path: (size, changed) for path, size, changed in zip(*_files(state), strict=True)} if state else {}


def inputs_of(content: str) -> Inputs | None:
    """Every file that a build reads, by its path; `None` where there are links, whose aims are not followed here."""
    return _looked_at(content, {}, 0)


def keep_state(arguments: list[str], output: str, inputs: Inputs, said: tuple[str, str, str], files: list[str]) -> None:
    """Writes down what a build has read, said and written, for the next one; in silence where that cannot be done.

    `said` are its findings, and what it told before and after the number of files left as they were.
    """
    if os.path.ismount(output):
        return
    try:
        place = os.path.realpath(output)
        written = [os.stat(f"{place}/{path}", follow_symlinks=False) for path in files]
        state = {
            "setting": setting(arguments), "inputs": inputs, "looked": time.time_ns(), "said": said,
            "paths": "\0".join(files), "sizes": [found.st_size for found in written],
            "times": [found.st_mtime_ns for found in written],
        }  # fmt: skip
        data = marshal.dumps(state)
        name = state_file(output)
        with open(f"{name}.{os.getpid()}", "wb") as file:
            file.write(_HEAD + blake2b(data, digest_size=16).digest() + data)
        os.replace(f"{name}.{os.getpid()}", name)
    except OSError:
        return


def state_file(output: str) -> str:
    """The file beside an output folder that holds what the last build has left."""
    place = os.path.realpath(output)
    return os.path.join(os.path.dirname(place), f".{os.path.basename(place)}.visitgen-state")


def _state(output: str) -> dict[str, Any] | None:
    """What the last build has written down, if it is whole."""
    try:
        with open(state_file(output), "rb") as file:
            data = file.read()
        start = len(_HEAD) + 16
        if data.startswith(_HEAD) and blake2b(data[start:], digest_size=16).digest() == data[len(_HEAD) : start]:
            state: dict[str, Any] = marshal.loads(data[start:])
            return state
    except (OSError, ValueError, EOFError, TypeError):
        pass
    return None


def _files(state: dict[str, Any]) -> Files:
    """The files of a site as they were left. They are kept in three pieces, which are read faster than thousands."""
    files = state["paths"].split("\0"), state["sizes"], state["times"]
    if not len(files[0]) == len(files[1]) == len(files[2]):
        raise ValueError("pieces of different length")
    return files


class _Half:
    """Looks at the files of a site: where there are many, at the second half by a process of its own, at once."""

    def __init__(self, place: str, files: Files) -> None:
        self._place, self._files = place, files
        self._first = len(files[0])
        self._child = 0
        if self._first < MANY or not hasattr(os, "fork"):
            return
        self._first = self._first * 2 // 5  # who goes on here has more to look at than these files
        self._child = os.fork()
        if self._child == 0:
            same = False
            try:
                same = _as_left(place, files, self._first, len(files[0]))
            finally:
                os._exit(0 if same else 1)

    def __enter__(self) -> _Half:
        return self

    def __exit__(self, *error: object) -> None:
        if self._child:
            os.kill(self._child, KILL)
            os.waitpid(self._child, 0)

    def as_left(self) -> bool:
        """Whether every file is as it was left."""
        same = _as_left(self._place, self._files, 0, self._first)
        if same and self._child:
            same = os.waitpid(self._child, 0)[1] == 0
            self._child = 0
        return same


def _as_left(place: str, files: Files, begin: int, end: int) -> bool:
    look, relative = os.stat, os.stat in os.supports_dir_fd
    folder = None
    try:
        folder = os.open(place, os.O_RDONLY) if relative else None
        paths, sizes, times = files
        for path, size, changed in zip(paths[begin:end], sizes[begin:end], times[begin:end], strict=True):
            found = look(path if relative else f"{place}/{path}", dir_fd=folder, follow_symlinks=False)
            if found.st_mtime_ns != changed or found.st_size != size:
                return False
    except OSError:
        return False
    finally:
        if folder is not None:
            os.close(folder)
    return True


def _given(arguments: list[str]) -> tuple[str, str] | None:
    """The content and output folders of a build's arguments; nothing for any other command, or words not known."""
    if not arguments or arguments[0] != "build":
        return None
    content, output = "content", "site"
    rest = iter(arguments[1:])
    for word in rest:
        name, equals, value = word.partition("=")
        if word == "--strict":
            continue
        if name not in _VALUES:
            return None
        value = value if equals else next(rest, "")
        if not value:
            return None
        if name == "--content":
            content = value
        elif name == "--output":
            output = value
    return content, output


def _same_inputs(before: Inputs, content: str, looked: int) -> bool:
    now = _looked_at(content, before, looked)
    return now is not None and now.keys() == before.keys() and all(now[path][2] == before[path][2] for path in now)


def _looked_at(content: str, before: Inputs, looked: int) -> Inputs | None:
    beside = os.path.dirname(os.path.realpath(content))
    roots = [content]
    for base in (beside, _PACKAGE, os.path.dirname(_PACKAGE)):
        roots += [os.path.join(base, name) for name in ("themes", "languages")]
    found: Inputs = {}
    whole = [_gather(root, found, before, looked) for root in dict.fromkeys(roots)]
    return found if all(whole) else None


def _gather(folder: str, found: Inputs, before: Inputs, looked: int) -> bool:
    """Adds the files of a folder; whether it has no link. Where size and time are as before, so is the digest."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return True
    for entry in entries:
        if entry.is_symlink():
            return False
        if entry.is_dir():
            if not _gather(entry.path, found, before, looked):
                return False
            continue
        if not entry.is_file():
            return False
        status = entry.stat()
        known = before.get(entry.path)
        if (
            known and known[0] == status.st_size and known[1] == status.st_mtime_ns
            and status.st_mtime_ns < looked - RACE
        ):  # fmt: skip
            found[entry.path] = known
            continue
        with open(entry.path, "rb") as file:
            digest = blake2b(file.read(), digest_size=16).hexdigest()
        found[entry.path] = (status.st_size, status.st_mtime_ns, digest)
    return True
