"""The new site in the old one's place, and what killed builds left around it."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable
from glob import escape
from pathlib import Path

from visitgen.values import dataclass
from visitgen.write.manifest import MANIFEST, read_manifest

_INSIDE = ".visitgen-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """An output folder, the folder in which its new content is made, and the lock of both.

    They stand beside the output folder, so that folders can be exchanged; or in it (`inside`), where it is a disk of
    its own or nobody may write beside it: its files are then replaced one by one.
    """

    output: Path
    stage: Path
    lock: Path
    inside: bool


def site_at(output: Path) -> Site:
    """An output folder as it is now."""
    inside = os.path.isdir(output) and (os.path.ismount(output) or not os.access(output.parent, os.W_OK))
    stem = output / _INSIDE if inside else output.parent / f".{output.name}{_INSIDE}"
    return Site(output=output, stage=Path(f"{stem}{os.getpid()}"), lock=Path(f"{stem}lock"), inside=inside)


def is_workshop(name: str) -> bool:
    """Whether something at the top of an output folder is a stage or a lock of some build."""
    rest = name.removeprefix(_INSIDE)
    return rest != name and (rest == "lock" or rest.isdecimal())


def exchange(site: Site) -> None:
    """Puts the new content in the old one's place.

    One step where the system can exchange two names (Linux, macOS); elsewhere two, and `recover` mends what a kill
    between them leaves. A folder that cannot be renamed, as a mount, is filled file by file.
    """
    stage, output = site.stage, site.output
    if site.inside:
        patch(stage, output)
        return
    if not output.exists():
        os.rename(stage, output)
        return
    if _exchanged_at_once(stage, output):
        return
    spare = spare_of(output)
    try:
        os.rename(output, spare)
    except OSError as error:
        if error.errno not in (errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM):
            raise
        patch(stage, output)
        return
    try:
        os.rename(stage, output)
    except OSError:
        os.rename(spare, output)
        raise
    os.rename(spare, stage)


def spare_of(output: Path) -> Path:
    """Where the old site is for the moment between the two steps."""
    return output.parent / f".{output.name}{_INSIDE}old"


def recover(output: Path) -> bool:
    """Undoes what a killed build left; or tells that the old site lies aside, and others have filled its place.

    Shapes: the old site is deleted only where a whole new one is in its place; an empty folder is nothing to keep.
    """
    spare = spare_of(output)
    if os.path.lexists(spare):
        if (output / MANIFEST).is_file():
            shutil.rmtree(spare)
        else:
            try:
                os.rmdir(output)
            except FileNotFoundError:
                pass
            except OSError as error:
                if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
                    return False
                raise
            os.rename(spare, output)
    beside = output.parent.glob(f".{escape(output.name)}{_INSIDE}*")
    for left in (*beside, *output.glob(f"{_INSIDE}*")):
        owner = left.name.rpartition("-")[2]
        if owner.isdecimal() and not _alive(int(owner)):
            shutil.rmtree(left, ignore_errors=True)
    return True


def _exchanged_at_once(one: Path, other: Path) -> bool:
    """Whether the system exchanged two names in one step."""
    name, flag = ("renameat2", 2) if sys.platform == "linux" else ("renameatx_np", 2)
    here = -100 if sys.platform == "linux" else -2
    try:
        call = getattr(ctypes.CDLL(None, use_errno=True), name)
    except (AttributeError, OSError, TypeError):
        return False
    return bool(call(here, os.fsencode(one), here, os.fsencode(other), flag) == 0)


def patch(stage: Path, output: Path) -> None:
    """Deletes what the record of the new content no longer has, and moves its files over the old ones.

    Shapes: where they are not the same, the files of both are put on record before the first step, so that none is
    taken for somebody else's after a kill; a build mends the site then.
    """
    before, after = read_manifest(output), read_manifest(stage)
    gone = before.gone(after)
    if gone or after.gone(before):
        both = stage / f"{MANIFEST}.both"
        both.write_bytes(before.data + after.data.partition(b"\n")[2] if before.digests else after.data)
        os.replace(both, output / MANIFEST)
    for path in sorted(gone):
        (output / path).unlink(missing_ok=True)
        remove_empty((output / path).parents, output)
    for parent, _, names in os.walk(stage):
        below = os.path.relpath(parent, stage)
        os.makedirs(output / below, exist_ok=True)
        for name in names:
            if (below, name) != (".", MANIFEST):
                os.replace(os.path.join(parent, name), output / below / name)
    os.replace(stage / MANIFEST, output / MANIFEST)


def remove_empty(folders: Iterable[Path], until: Path) -> None:
    """Removes folders, innermost first, up to one that holds something or is to stay."""
    for folder in folders:
        if folder == until:
            return
        try:
            folder.rmdir()
        except OSError:
            return


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return process != os.getpid()
