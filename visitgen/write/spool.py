"""Files of a site put aside until all of it is made, so that the memory of a build need not hold them."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from typing import Any
from weakref import WeakValueDictionary

from visitgen.render import Artifact

_spools: WeakValueDictionary[int, Spool] = WeakValueDictionary()


class Spool:
    """A file without a name in the folder for temporary files; it is gone once nothing in it can be asked for.

    Processes divided after it was opened share it: what one has put aside the others can read, when they are told of
    it. Where the system gives no such file, or no room for it, what should be put aside stays in memory.
    """

    def __init__(self) -> None:
        self._end = 0
        self._file: int | None = None
        if hasattr(os, "pread"):
            with suppress(OSError):
                # Where the system can, it never has a name: a build that is killed leaves nothing behind.
                self._open = tempfile.TemporaryFile(prefix="visitgen-", buffering=0)  # noqa: SIM115
                self._file = self._open.fileno()
                _spools[self._file] = self

    def put(self, artifact: Artifact) -> Artifact:
        """The same file, its bytes put aside."""
        data = artifact.data
        if self._file is None or not data:
            return artifact
        try:
            if os.pwrite(self._file, data, self._end) != len(data):
                return artifact
        except OSError:
            return artifact
        at, self._end = self._end, self._end + len(data)
        return Spooled(artifact.path, artifact.digest, self, at, len(data))

    def read(self, at: int, size: int) -> bytes:
        """Some bytes that were put aside."""
        assert self._file is not None
        return os.pread(self._file, size, at)

    def __del__(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._open.close()

    def __reduce__(self) -> tuple[Any, ...]:
        return _numbered, (self._file,)


def _numbered(number: int) -> Spool:
    """The spool with this number: the same in all processes divided since it was opened."""
    return _spools[number]


class Spooled(Artifact):
    """A file of the site whose bytes are in a spool."""

    __slots__ = ("_at", "_size", "_spool")
    _at: int
    _size: int
    _spool: Spool

    def __init__(self, path: str, digest: str, spool: Spool, at: int, size: int) -> None:
        put = object.__setattr__
        put(self, "path", path)
        put(self, "_digest", [digest])
        put(self, "_spool", spool)
        put(self, "_at", at)
        put(self, "_size", size)

    @property
    def data(self) -> bytes:
        """The bytes, read anew each time."""
        return self._spool.read(self._at, self._size)

    def __reduce__(self) -> tuple[Any, ...]:
        return Spooled, (self.path, self.digest, self._spool, self._at, self._size)
