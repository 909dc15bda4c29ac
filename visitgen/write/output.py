"""Artifacts -> the output folder: written beside it, then put in its place in one step."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from visitgen.diagnostics import Finding, codes, whole_file
from visitgen.model import Published
from visitgen.render import Artifact
from visitgen.write.manifest import MANIFEST, manifest_of, read_manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What writing changed. Units: files."""

    written: int
    unchanged: int
    removed: int


def unsafe_output(output: Path, read: Iterable[Path]) -> Finding | None:
    """Why a folder must not be written to, if so. `read` are the folders visitgen reads. Errors: W101."""
    place = output.resolve()
    if output.exists() and not output.is_dir():
        return _unsafe(output, "it is not a folder")
    if place == Path(place.anchor) or place == Path.home():
        return _unsafe(output, "it is no folder for a site alone")
    for folder in read:
        source = folder.resolve()
        if place == source or source in place.parents or place in source.parents:
            return _unsafe(output, f"it is, holds or lies in `{folder.as_posix()}`, which visitgen reads")
    return None


def write_output(
    artifacts: Sequence[Artifact], output: Path, published: Published = frozenset()
) -> tuple[Written | None, tuple[Finding, ...]]:
    """Makes the output folder hold exactly these files and those that visitgen never wrote.

    `published` is what the record of the folder says has been published.

    Until the last step the previous site stands untouched; that step exchanges two folders. Files whose bytes have
    not changed keep their times.
    Errors: W102 for a file in the way, W103 when the system refuses; the previous site is then left as it was.
    """
    files = [*artifacts, manifest_of(artifacts, published)]
    try:
        output = output.resolve()
        output.parent.mkdir(parents=True, exist_ok=True)
        _recover(output)
        before = read_manifest(output).files
        foreign = _foreign_files(output, before)
        if blocked := tuple(_in_the_way(files, foreign, output)):
            return None, blocked
        stage = output.parent / f".{output.name}.visitgen-{os.getpid()}"
        stage.mkdir()
        try:
            unchanged = _stage(files, foreign, output, stage)
            _exchange(stage, output)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or str(error)
        at = error.filename if isinstance(error.filename, str) else str(output)
        return None, (
            Finding(code=codes.CANNOT_WRITE, message=f"the site cannot be written: {reason.lower()}",
                    at=whole_file(at), help="the previous site has been left as it was"),
        )  # fmt: skip
    removed = len(before - {artifact.path for artifact in files})
    return Written(written=len(files) - 1 - unchanged, unchanged=unchanged, removed=removed), ()


def _foreign_files(output: Path, ours: frozenset[str]) -> frozenset[str]:
    """What the output folder holds that visitgen did not write: files, links and empty folders (ending in `/`)."""
    found: set[str] = set()
    for parent, folders, names in os.walk(output, onerror=_refuse):
        below = os.path.relpath(parent, output).replace(os.sep, "/")
        prefix = "" if below == "." else f"{below}/"
        for folder in list(folders):
            if os.path.islink(os.path.join(parent, folder)):
                found.add(f"{prefix}{folder}")
        found.update(f"{prefix}{name}" for name in names)
        if not folders and not names and prefix:
            found.add(prefix)
    return frozenset(found - ours - {MANIFEST})


def _refuse(error: OSError) -> None:
    """A folder that cannot be listed may hold somebody's files: it stops the build."""
    if not isinstance(error, FileNotFoundError):
        raise error


def _in_the_way(files: Iterable[Artifact], foreign: frozenset[str], output: Path) -> Iterable[Finding]:
    """A finding for each file of the site whose place somebody else's file has."""
    folders_of_others = {path[: index + 1] for path in foreign for index, letter in enumerate(path) if letter == "/"}
    for artifact in files:
        steps = [artifact.path[:index] for index, letter in enumerate(artifact.path) if letter == "/"]
        taken = next((path for path in (artifact.path, *steps) if path in foreign), None)
        if taken is None and f"{artifact.path}/" in folders_of_others:
            taken = artifact.path
        if taken is not None:
            yield Finding(
                code=codes.FOREIGN_FILE_IN_THE_WAY,
                message=f"`{taken}` is in the way of the site, and was not written by visitgen",
                at=whole_file((output / taken).as_posix()),
                help="move it, or choose another folder with `--output`",
            )


def _stage(files: Iterable[Artifact], foreign: Iterable[str], output: Path, stage: Path) -> int:
    """Fills the new folder; how many files kept their bytes. Kept ones are linked, so that their times stay."""
    unchanged = 0
    made: dict[str, None] = {}

    def folder_for(path: str) -> None:
        parent = path.rpartition("/")[0]
        if parent and parent not in made:
            folder_for(parent)
            os.mkdir(os.path.join(stage, parent))
            made[parent] = None

    for path in sorted(foreign):
        folder_for(path)
        if not path.endswith("/"):
            _keep(os.path.join(output, path), os.path.join(stage, path))
    for artifact in files:
        folder_for(artifact.path)
        old, new = os.path.join(output, artifact.path), os.path.join(stage, artifact.path)
        if _same(old, artifact.data):
            _keep(old, new)
            unchanged += artifact.path != MANIFEST
        else:
            with open(new, "wb") as stream:
                stream.write(artifact.data)
    for path in ("", *made):
        if (output / path).is_dir():
            shutil.copymode(output / path, stage / path)
    return unchanged


def _same(path: str, data: bytes) -> bool:
    try:
        if os.path.islink(path) or os.stat(path).st_size != len(data):
            return False
        with open(path, "rb") as stream:
            return stream.read() == data
    except OSError:
        return False


def _keep(old: str, new: str) -> None:
    """The same file at a new place: a second name for it, or a copy where the system has no second names."""
    if os.path.islink(old):
        os.symlink(os.readlink(old), new)
        return
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def _exchange(stage: Path, output: Path) -> None:
    """Puts the new folder in the old one's place; the old one is then at `stage`.

    One step where the system can exchange two names (Linux, macOS); elsewhere two, and `_recover` mends what a kill
    between them leaves. A folder that cannot be renamed, as a mount, is filled file by file.
    """
    if not output.exists():
        os.rename(stage, output)
        return
    if _exchanged_at_once(stage, output):
        return
    spare = _spare(output)
    try:
        os.rename(output, spare)
    except OSError as error:
        if error.errno not in (errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM):
            raise
        _fill(stage, output)
        return
    try:
        os.rename(stage, output)
    except OSError:
        os.rename(spare, output)
        raise
    os.rename(spare, stage)


def _exchanged_at_once(one: Path, other: Path) -> bool:
    """Whether the system exchanged two names in one step."""
    name, flag = ("renameat2", 2) if sys.platform == "linux" else ("renameatx_np", 2)
    here = -100 if sys.platform == "linux" else -2
    try:
        call = getattr(ctypes.CDLL(None, use_errno=True), name)
    except (AttributeError, OSError, TypeError):
        return False
    return bool(call(here, os.fsencode(one), here, os.fsencode(other), flag) == 0)


def _fill(stage: Path, output: Path) -> None:
    """Moves every file of the new folder over the old one's, and deletes what is no longer there."""
    ours = read_manifest(output).files
    for parent, _, names in os.walk(stage):
        below = os.path.relpath(parent, stage)
        os.makedirs(output / below, exist_ok=True)
        for name in names:
            os.replace(os.path.join(parent, name), output / below / name)
    for path in ours - read_manifest(output).files:
        (output / path).unlink(missing_ok=True)


def _spare(output: Path) -> Path:
    return output.parent / f".{output.name}.visitgen-old"


def _recover(output: Path) -> None:
    """Undoes what a killed build left beside the output folder."""
    spare = _spare(output)
    if spare.exists():
        if output.exists():
            shutil.rmtree(spare)
        else:
            os.rename(spare, output)
    for left in output.parent.glob(f".{escape(output.name)}.visitgen-*"):
        owner = left.name.rpartition("-")[2]
        if owner.isdecimal() and not _alive(int(owner)):
            shutil.rmtree(left, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return process != os.getpid()


def _unsafe(output: Path, why: str) -> Finding:
    return Finding(
        code=codes.UNSAFE_OUTPUT, message=f"the site cannot be written to `{output.as_posix()}`: {why}",
        at=whole_file(output.as_posix()), help="choose a folder of its own with `--output`",
    )  # fmt: skip
