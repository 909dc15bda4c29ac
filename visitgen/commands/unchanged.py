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
from visitgen.commands.beside import Beside

try:
    from _blake2 import blake2b  # without the rest of hashlib, which takes as long to load as half the site to look at
except ImportError:
    from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

RACE = 2_000_000_000
"""Nanoseconds. A file as new as this when it was looked at may change again without its time telling: it is read."""

MANY = 2000
"""The files of a site from which two processes look at them sooner than one."""

FEW = 1000
"""The bytes of a piece that tells of no files to look at beside."""

_HEAD = b"visitgen state 4\n"
_PIECES = 3
_VALUES = ("--content", "--output", "--base-url", "--as-of", "--theme", "--jobs")
_PACKAGE = os.path.dirname(os.path.abspath(visitgen.__file__))

Inputs = dict[str, tuple[int, int, str]]
"""Each file's size, time of change in nanoseconds, and digest."""

Seen = tuple[int, int]
"""A file's size, and its time of change in nanoseconds."""

Files = tuple[list[bytes], memoryview, memoryview]
"""The files of a site: their paths as the system has them, their sizes, and their times of change in nanoseconds."""


def told_unchanged(arguments: list[str]) -> bool:
    """Tells of the site as the last build did, if `arguments` are a build's and nothing has changed since."""
    began = time.monotonic()
    given = _given(arguments)
    if given is None:
        return False
    content, output = given
    try:
        place = os.path.realpath(output)
        first, second, rest = _pieces(output)
        with Beside(lambda: _as_left(place, second), len(second) > FEW) as beside:
            state = _read(rest)
            if state["setting"] != setting(arguments):
                return False
            if not _same_inputs(state["inputs"], content, state["looked"]):
                return False
            if not _as_left(place, first) or not beside.answer():
                return False
        findings, before, after = state["said"]
    except (OSError, ValueError, EOFError, TypeError, KeyError):
        return False
    count = f"{state['count']:,} unchanged, 0 removed"
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
    return sorted(_program_below(_PACKAGE))


def _program_below(folder: str) -> list[str]:
    found = []
    for entry in os.scandir(folder):
        if entry.name.endswith((".py", ".json")):
            found.append(entry.path)
        elif entry.name not in ("themes", "__pycache__") and entry.is_dir():
            found += _program_below(entry.path)
    return found


def seen_files(output: str) -> dict[str, Seen]:
    """Each file of a site as the last build saw it; none if that is not known."""
    found: dict[str, Seen] = {}
    try:
        for piece in _pieces(output)[:2]:
            paths, sizes, times = _files(piece)
            named = os.fsdecode(b"\0".join(paths)).split("\0") if paths else []
            found.update(zip(named, zip(sizes, times, strict=True), strict=True))
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return found


def seen_inputs(output: str) -> tuple[Inputs, int]:
    """Every file that the last build has read, by its path from here, and when it looked at them (nanoseconds); none
    if that is not known, or the build was begun elsewhere."""
    try:
        state = _read(_pieces(output)[2])
        return (state["inputs"], state["looked"]) if state["here"] == os.getcwd() else ({}, 0)
    except (OSError, ValueError, EOFError, TypeError, KeyError):
        return {}, 0


def inputs_of(content: str, before: Inputs, looked: int) -> Inputs | None:
    """Every file that a build reads, by its path; `None` where there are links, whose aims are not followed here.

    Files that look as they did `before`, when it was `looked` at them (nanoseconds), are not read again.
    """
    beside = os.path.dirname(os.path.realpath(content))
    roots = [content]
    for base in (beside, _PACKAGE, os.path.dirname(_PACKAGE)):
        roots += [os.path.join(base, name) for name in ("themes", "languages")]
    found: Inputs = {}
    whole = [_gather(root, found, before, looked) for root in dict.fromkeys(roots)]
    return found if all(whole) else None


def keep_state(
    arguments: list[str], output: str, inputs: Inputs, said: tuple[str, str, str], files: list[str],
    seen: Mapping[str, Seen],
) -> None:  # fmt: skip
    """Writes down what a build has read, said and written, for the next one; in silence where that cannot be done.

    `said` are its findings, and what it told before and after the number of files left as they were. Of the `files`,
    those that were `seen` while it was at work are not looked at again.
    """
    if os.path.ismount(output):
        return
    try:
        place = os.path.realpath(output)
        half = len(files) if len(files) < MANY else len(files) * 2 // 5  # who looks at them has more to look at
        rest = {
            "setting": setting(arguments), "here": os.getcwd(), "inputs": inputs, "looked": time.time_ns(),
            "said": said, "count": len(files) - 1,  # without the manifest
        }  # fmt: skip
        parts = (_seen(place, some, seen) for some in (files[:half], files[half:]))
        pieces = [_digested(piece) for piece in (*parts, rest)]
        name = state_file(output)
        with open(f"{name}.{os.getpid()}", "wb") as file:
            file.write(_HEAD + b"".join(len(piece).to_bytes(4, "big") for piece in pieces) + b"".join(pieces))
        os.replace(f"{name}.{os.getpid()}", name)
    except OSError:
        return


def _seen(place: str, files: list[str], seen: Mapping[str, Seen]) -> tuple[bytes, bytes, bytes]:
    """Files with their sizes and times: columns that are read sooner than thousands of pieces."""
    from array import array

    looks = [seen.get(path) or _looks(f"{place}/{path}") for path in files]
    sizes, times = array("q", [size for size, _ in looks]), array("q", [changed for _, changed in looks])
    return os.fsencode("\0".join(files)), sizes.tobytes(), times.tobytes()


def _looks(path: str) -> Seen:
    found = os.lstat(path)
    return found.st_size, found.st_mtime_ns


def _digested(value: Any) -> bytes:
    data = marshal.dumps(value)
    return blake2b(data, digest_size=16).digest() + data


def state_file(output: str) -> str:
    """The file beside an output folder that holds what the last build has left."""
    place = os.path.realpath(output)
    return os.path.join(os.path.dirname(place), f".{os.path.basename(place)}.visitgen-state")


def _pieces(output: str) -> list[memoryview]:
    """What the last build has written down: of some files of the site, of the others, and of all else."""
    with open(state_file(output), "rb") as file:
        data = memoryview(file.read())
    at = len(_HEAD)
    if data[:at] != _HEAD:
        raise ValueError("of another program")
    lengths = [int.from_bytes(data[at + 4 * number : at + 4 * number + 4], "big") for number in range(_PIECES)]
    at += 4 * _PIECES
    return [data[at + sum(lengths[:number]) :][:length] for number, length in enumerate(lengths)]


def _read(piece: memoryview) -> Any:
    """What a piece holds, if it is whole."""
    if blake2b(piece[16:], digest_size=16).digest() != piece[:16]:
        raise ValueError("damaged")
    return marshal.loads(piece[16:])


def _files(piece: memoryview) -> Files:
    paths, sizes, times = _read(piece)
    return paths.split(b"\0") if paths else [], memoryview(sizes).cast("q"), memoryview(times).cast("q")


def _as_left(place: str, piece: memoryview) -> bytes:
    """Something, if all files that a piece tells of are as they were left; else nothing."""
    here = os.getcwd()
    try:
        paths, sizes, times = _files(piece)
        os.chdir(place)  # a path is looked for sooner from there
        for path, size, changed in zip(paths, sizes, times, strict=True):
            found = os.lstat(path)
            if found.st_mtime_ns != changed or found.st_size != size:
                return b""
    except OSError:
        return b""
    finally:
        os.chdir(here)
    return b"as left"


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
    now = inputs_of(content, before, looked)
    if now is None or now == before:  # as it is nearly always, and sooner said
        return now is not None
    return now.keys() == before.keys() and all(now[path][2] == before[path][2] for path in now)


def _gather(folder: str, found: Inputs, before: Inputs, looked: int) -> bool:
    """Adds the files of a folder; whether it has no link. Where size and time are as before, so is the digest."""
    try:
        entries = os.scandir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return True
    for entry in entries:
        if not entry.is_file(follow_symlinks=False):
            if entry.is_dir(follow_symlinks=False) and _gather(entry.path, found, before, looked):
                continue
            return False
        path, status = entry.path, entry.stat()
        size, changed = status.st_size, status.st_mtime_ns
        known = before.get(path)
        if known and known[0] == size and known[1] == changed and changed < looked - RACE:
            found[path] = known
            continue
        with open(path, "rb") as file:
            found[path] = size, changed, blake2b(file.read(), digest_size=16).hexdigest()
    return True
