"""The code of templates, kept for this user from one build to the next, as Python keeps that of its modules.

It is code, and so it does not lie beside the site, where a contributor might put a file: it is kept in the user's own
folder for such things, and read only where nobody else can write. It is known by the program, the libraries, all that
goes into the code besides the templates, and a digest of its bytes.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from visitgen.commands.kept import Memory
from visitgen.commands.recall import program
from visitgen.render import Compiled

MOST = 20
"""The most files that are kept: one for each edition of each site, and each version of visitgen."""

_ENDING = ".visitgen-code"
_DIGEST = 32


def learn_code(code: Compiled) -> None:
    """Takes in the code that an earlier build has kept, if it can be trusted, and none is known yet."""
    if code.knows_some:
        return
    with suppress(OSError, ValueError, EOFError, TypeError):
        file = _file(code)
        if not _ours(file.parent):
            return
        data = file.read_bytes()
        if blake2b(data[_DIGEST:], digest_size=_DIGEST).digest() == data[:_DIGEST]:
            code.learn(data[_DIGEST:], kept=True)


def keep_code(memory: Memory | None) -> None:
    """Keeps what the renderers of a build have compiled, where there is more; in silence if that cannot be done."""
    for edition in memory.editions.values() if memory else ():
        code = edition.renderer and edition.renderer.compiled
        if code and code.has_more:
            with suppress(OSError):
                _keep(code)
            code.settle()


def _keep(code: Compiled) -> None:
    file = _file(code)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _ours(file.parent):
        return
    part = file.with_name(f"{file.name}.{os.getpid()}")
    data = code.told()
    part.write_bytes(blake2b(data, digest_size=_DIGEST).digest() + data)
    os.replace(part, file)
    there = sorted(file.parent.glob(f"*{_ENDING}*"), key=lambda one: -one.stat().st_mtime_ns)
    for old in there[MOST:]:
        old.unlink()


def _file(code: Compiled) -> Path:
    """The file that holds the code of this setting, made by this program."""
    known = repr((program(), code.setting))
    name = blake2b(known.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return _folder() / f"{name}{_ENDING}"


def _folder() -> Path:
    """Where code is kept: the folder `VISITGEN_CACHE`, else one among what the user's programs can make again.

    Errors: `OSError` where there is to be none. Source: XDG Base Directory Specification, version 0.8.
    """
    asked = os.environ.get("VISITGEN_CACHE")
    if asked == "":
        raise OSError("no code is to be kept")
    windows = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    place = windows if os.name == "nt" else os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(asked) if asked else Path(os.path.expanduser(place)) / "visitgen"


def _ours(folder: Path) -> bool:
    """Whether a folder is this user's own, and nobody else can write into it."""
    if os.name == "nt":
        return True
    found = folder.lstat()
    mine = found.st_uid == os.geteuid() and stat.S_ISDIR(found.st_mode)
    return mine and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
