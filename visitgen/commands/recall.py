"""The memory of a build on disk, beside the output folder: written whole, and read only if it is whole and our own.

It holds nothing but plain values of this program: a file that somebody else put there can at worst be one that is not
read, or a site that is not what a clean build makes. It is known by the program, the libraries and the files it was
written by, and by a digest of all its bytes.
"""

from __future__ import annotations

import glob
import mmap
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, TypeVar

from visitgen.commands.beside import Beside
from visitgen.commands.kept import Memory, holds, looks_as
from visitgen.commands.packing import pack, unpacked
from visitgen.commands.processes import shared
from visitgen.commands.unchanged import Seen, libraries, program_files, seen_files, state_file
from visitgen.plan import CARD, LINE, Values
from visitgen.render import FILES, ROW, Artifact
from visitgen.values import dataclass
from visitgen.write import Share, read_manifest

R = TypeVar("R")

LITTLE = 3
"""The files that an edit of prose changes, at most."""

_HEAD = b"visitgen memory 4\n"
_DIGEST = 32


def memory_file(output: Path) -> Path:
    """The file beside an output folder that holds the memory of its last build."""
    place = Path(os.path.realpath(output))
    return place.parent / f".{place.name}.visitgen-memory"


def remember(memory: Memory, output: Path) -> None:
    """Writes down what the next build can use; in silence where that cannot be done, since it only costs time."""
    if os.path.ismount(output):
        return
    file = memory_file(output)
    part = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        for path in unfinished(output):
            with suppress(OSError):  # it may be somebody else's
                path.unlink()
        with open(part, "wb") as stream:
            stream.write(_HEAD + bytes(_DIGEST))
            digesting = _Digesting(stream)
            pack((program(), lasting(memory)), digesting)
            stream.seek(len(_HEAD))
            stream.write(digesting.digest)
        os.replace(part, file)
    except OSError:
        pass
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def lasting(memory: Memory) -> Memory:
    """What of a memory is of use to another process, and sooner read than made."""
    editions = {
        folder: replace(edition, notes=edition.notes.lasting(_some(edition.notes.values, CARD, LINE)), renderer=None)
        for folder, edition in memory.editions.items()
    }
    data = memory.data.lasting(_some(memory.data.values, FILES, ROW))
    return replace(memory, output=None, written={}, editions=editions, data=data)


def _some(values: Values, *names: str) -> Values:
    return {name: values[name] for name in names if name in values}


def unfinished(output: Path) -> list[Path]:
    """What builds of an output folder had begun to write down beside it when they were killed."""
    files = memory_file(output), Path(state_file(str(output)))
    found = (path for file in files for path in file.parent.glob(f"{glob.escape(file.name)}.*"))
    return sorted(path for path in found if path.suffix[1:].isdecimal() and path.is_file())


class _Digesting:
    """Writes to a stream, and takes the digest of what it writes: so that the whole is never in memory."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._state = blake2b(digest_size=_DIGEST)

    def write(self, data: bytes, /) -> int:
        """Writes some bytes."""
        self._state.update(data)
        return self._stream.write(data)

    @property
    def digest(self) -> bytes:
        """The digest of all bytes written so far."""
        return self._state.digest()


@contextmanager
def remembering(memory: Memory | None, output: Path, number: int) -> Iterator[Share]:
    """Writes down a memory at the end, or as soon as there are other processes that can go on with something else.

    Shapes: gives what shares something out to so many processes.
    """
    waiting = [] if memory is None else [memory]

    def write_down() -> None:
        while waiting:
            remember(waiting.pop(), output)

    def share(items: Sequence[str], work: Callable[[Iterable[str]], R]) -> list[R]:
        return shared(items, work, number, write_down) if number > 1 else [work(items)]

    yield share
    write_down()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What the last build of an output folder left. `damaged` are the files there that have not the bytes of which it
    tells, or other ones than the memory tells of, and `seen` the others that look as they did. The memory has those
    of the files as they are, if they are the same files."""

    memory: Memory
    damaged: frozenset[str]
    seen: Mapping[str, Seen]

    def holds_most_of(self, made: Mapping[str, Artifact]) -> bool:
        """Whether hardly any file is made now but what the last builds had made without the memory telling of it."""
        there = self.memory.files
        return bool(self.damaged) and sum(there.get(path) != file.digest for path, file in made.items()) <= LITTLE


def recalled(output: Path) -> Recalled | None:
    """What the last build of an output folder left; nothing if it is damaged, foreign, or of another program."""
    seen = seen_files(str(output))
    try:
        data = _mapped(memory_file(output))
        if data[: len(_HEAD)] != _HEAD:
            return None
        with Beside(lambda: _looked(output, data, seen)) as look:
            made_by, memory = unpacked(data[len(_HEAD) + _DIGEST :])
            now = read_manifest(output).digests
            whole, *told = look.answer().decode("utf-8", "surrogateescape").split("\0")
    except (OSError, TypeError, ValueError):
        return None
    if not whole or made_by != program() or not isinstance(memory, Memory):
        return None
    number = int(whole)
    files = memory.files
    there = [*map(now.get, files)]
    damaged = set(told[:number])
    if there != [*files.values()]:
        pairs = zip(files.items(), there, strict=True)
        damaged.update(path for (path, digest), other in pairs if digest != other)
    if len(now) == len(files) and None not in there:
        files = now
    for path in (*told, *damaged, *(seen.keys() - now.keys())):
        seen.pop(path, None)
    return Recalled(
        memory=replace(memory, output=Path(os.path.realpath(output)), files=files),
        damaged=frozenset(damaged),
        seen=seen,
    )


def _mapped(file: Path) -> memoryview:
    """The bytes of a file, each read from the disk when it is asked for, be there another file at its path by then."""
    with open(file, "rb") as stream:
        if os.name == "nt":  # where a file that is mapped cannot be replaced
            return memoryview(stream.read())
        return memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))


def _looked(output: Path, data: memoryview, seen: Mapping[str, Seen]) -> bytes:
    """Nothing if a memory is damaged; else how many files of the output have not the bytes that the last build left,
    these files, and those that have them but look otherwise than they were `seen`."""
    start = len(_HEAD) + _DIGEST
    if blake2b(data[start:], digest_size=_DIGEST).digest() != data[len(_HEAD) : start]:
        return b""
    place = os.path.realpath(output)
    digests = read_manifest(output).digests
    otherwise = [path for path in digests if not looks_as(f"{place}/{path}", seen.get(path))]
    changed = [path for path in otherwise if not holds(f"{place}/{path}", digests[path])]
    return os.fsencode("\0".join((str(len(changed)), *changed, *otherwise)))


def program() -> tuple[str, ...]:
    """What a memory is of use to: the program by the bytes of its files, and its libraries by their versions."""
    return (_own_digest(), *libraries())


@cache
def _own_digest() -> str:
    digest = blake2b(digest_size=_DIGEST)
    for path in program_files():
        digest.update(Path(path).read_bytes())
    return digest.hexdigest()
