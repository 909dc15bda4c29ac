"""Artifacts -> the output folder: written beside it, then put in its place in one step."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol, TypeVar

from visitgen.diagnostics import Finding, codes, whole_file
from visitgen.model import Published
from visitgen.render import NO_FILES, Files
from visitgen.values import dataclass
from visitgen.write.exchange import Site, exchange, is_workshop, patch, recover, remove_empty, site_at, spare_of
from visitgen.write.lock import Busy, locked
from visitgen.write.manifest import MANIFEST, manifest_of, read_manifest
from visitgen.write.refusal import refusal

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What writing changed. Units: files."""

    written: int
    unchanged: int
    removed: int


class Share(Protocol):
    """Has some work done on some paths by one process or several together."""

    def __call__(self, items: Sequence[str], work: Callable[[Iterable[str]], R], /) -> list[R]:
        """What came of the work in each process, which had some of the items."""
        ...


def _alone(items: Sequence[str], work: Callable[[Iterable[str]], R]) -> list[R]:
    return [work(items)]


MOST = 10
"""The most files in the way that are told of one by one."""


def unsafe_output(output: Path, read: Iterable[Path]) -> Finding | None:
    """Why a folder must not be written to, if so. `read` are the folders visitgen reads. Errors: W101."""
    place = Path(os.path.realpath(output))
    if os.path.lexists(place) and not os.path.isdir(place):
        what = "it is a file" if os.path.isfile(place) else "it is no folder"
        return _unsafe(output, what, "move it away, or choose another folder with `--output`")
    if place == Path(place.anchor) or place == Path.home():
        return _unsafe(output, "it is no folder for a site alone")
    for folder in read:
        source = folder.resolve()
        if place == source or source in place.parents or place in source.parents:
            if place == source:
                return _unsafe(output, "visitgen reads this folder")
            how = "holds" if place in source.parents else "lies in"
            return _unsafe(output, f"it {how} `{_from_here(folder)}`, which visitgen reads")
    return None


def write_output(
    files: Files,
    output: Path,
    published: Published = frozenset(),
    waiting: Callable[[], None] = lambda: None,
    share: Share = _alone,
) -> tuple[Written | None, tuple[Finding, ...]]:
    """Makes the output folder hold exactly these files and those that visitgen never wrote.

    A file that is kept is in the folder already, with the bytes it is to have. `published` is what the record of the
    folder says has been published. While another build writes to the folder, this one waits, and calls `waiting` again
    and again. Many files are written by as many processes as `share` has.

    Until the last step the previous site stands untouched; that step exchanges two folders. Where files are kept,
    only the others are written, beside the folder, and the last step moves them into it one by one. Files whose bytes
    have not changed keep their times.
    Errors: W102 for a file in the way, W103 when the system refuses; the previous site is then left as it was.
    """
    place = Path(os.path.realpath(output))
    site = site_at(place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with locked(site.lock, waiting):
            return _written(files, published, site, output, share)
    except Busy:
        help = "let it come to its end, or end it; nothing has to be deleted afterwards"
        return None, (_refused(output, "another build is writing to this folder", help),)
    except OSError as error:
        why, cure = refusal(error)
        cure = cure.replace("choose another folder", "choose another folder with `--output`")
        return None, (_refused(_culprit(error, site, output), f"the site cannot be written: {why}", cure),)


def clear_output(output: Path, everything: bool) -> tuple[int, tuple[Finding, ...]]:
    """Deletes what visitgen wrote into a folder, and tells how many files. Units: files.

    The record of what has been published stays, unless `everything` is to go. Errors: W103; nothing is deleted then
    that was not deleted before the system refused.
    """
    place = Path(os.path.realpath(output))
    site = site_at(place)
    known = read_manifest(place)
    if not known.digests and not (everything and known.published):
        return 0, ()
    try:
        with locked(site.lock, lambda: None):
            site.stage.mkdir()
            try:
                kept: Published = frozenset() if everything else known.published
                (site.stage / MANIFEST).write_bytes(manifest_of(NO_FILES, kept).data)
                patch(site.stage, place)
                if not kept:
                    (place / MANIFEST).unlink()
                    remove_empty((place,), place.parent)
            finally:
                shutil.rmtree(site.stage, ignore_errors=True)
    except Busy:
        help = "let it come to its end, or end it; nothing has to be deleted afterwards"
        return 0, (_refused(output, "another build is writing to this folder", help),)
    except OSError as error:
        why, cure = refusal(error)
        return 0, (_refused(_culprit(error, site, output), f"the site cannot be deleted: {why}", cure),)
    return len(known.digests), ()


def _written(
    files: Files, published: Published, site: Site, named: Path, share: Share
) -> tuple[Written | None, tuple[Finding, ...]]:  # fmt: skip
    """Writes, while no other build does; `named` is the folder as the user named it."""
    output = site.output
    if not recover(output):
        spare = named.with_name(spare_of(output).name).as_posix()
        help = "move these files away: the next build then puts the previous site back, and builds on it"
        return None, (_refused(named, f"the previous site lies in `{spare}`, and others put files in its place", help),)
    before = read_manifest(output)
    manifest = manifest_of(files, published, before)
    removed = len(before.gone(manifest))
    if len(files.made) < len(files.digests) and _nothing_in_the_way(files.made, before.digests, output):
        site.stage.mkdir()
        try:
            changed = [file for file in files.made.values() if not same_bytes(output / file.path, file.data)]
            _stage(Files.of(changed), (), site.stage, site.stage, _alone)
            (site.stage / MANIFEST).write_bytes(manifest.data)
            patch(site.stage, output)
        finally:
            shutil.rmtree(site.stage, ignore_errors=True)
        return Written(written=len(changed), unchanged=len(files.digests) - len(changed), removed=removed), ()
    foreign = _foreign_files(output, before.digests)
    if blocked := tuple(_in_the_way((*files.digests, MANIFEST), foreign, named)):
        return None, blocked if len(blocked) <= MOST else (_many_in_the_way(len(blocked), named),)
    site.stage.mkdir()
    try:
        unchanged = _stage(files, () if site.inside else foreign, output, site.stage, share)
        if manifest.data == before.data:
            _keep(str(output / MANIFEST), str(site.stage / MANIFEST))
        else:
            (site.stage / MANIFEST).write_bytes(manifest.data)
        exchange(site)
    finally:
        shutil.rmtree(site.stage, ignore_errors=True)
    return Written(written=len(files.digests) - unchanged, unchanged=unchanged, removed=removed), ()


def _nothing_in_the_way(made: Iterable[str], before: Collection[str], output: Path) -> bool:
    """Whether each file that is new can be put where nothing is. Both are told by their paths."""
    for path in made:
        steps = [path, *(path[:index] for index, letter in enumerate(path) if letter == "/")]
        new = [step for step in steps if step not in before]
        if any(os.path.lexists(output / step) and (step == path or not os.path.isdir(output / step)) for step in new):
            return False
    return True


def _foreign_files(output: Path, ours: Mapping[str, str]) -> frozenset[str]:
    """What the output folder holds that visitgen did not write: files, links and empty folders (ending in `/`)."""
    found: set[str] = set()
    for parent, folders, names in os.walk(output, onerror=_refuse):
        below = os.path.relpath(parent, output).replace(os.sep, "/")
        prefix = "" if below == "." else f"{below}/"
        if not prefix:
            folders[:], names = ([name for name in some if not is_workshop(name)] for some in (folders, names))
        for folder in list(folders):
            if os.path.islink(os.path.join(parent, folder)):
                found.add(f"{prefix}{folder}")
        found.update(f"{prefix}{name}" for name in names)
        if not folders and not names and prefix:
            found.add(prefix)
    return frozenset(found - ours.keys() - {MANIFEST})


def _refuse(error: OSError) -> None:
    """A folder that cannot be listed may hold somebody's files: it stops the build."""
    if not isinstance(error, FileNotFoundError):
        raise error


def _in_the_way(paths: Iterable[str], foreign: frozenset[str], named: Path) -> Iterator[Finding]:
    """A finding for each file of the site whose place somebody else's file has."""
    folders_of_others = {path[: index + 1] for path in foreign for index, letter in enumerate(path) if letter == "/"}
    for path in paths:
        steps = [path[:index] for index, letter in enumerate(path) if letter == "/"]
        taken = next((step for step in (path, *steps) if step in foreign), None)
        if taken is None and f"{path}/" in folders_of_others:
            taken = path
        if taken is not None:
            yield Finding(
                code=codes.FOREIGN_FILE_IN_THE_WAY,
                message=f"`{taken}` is in the way of the site, and was not written by visitgen",
                at=whole_file((named / taken).as_posix()),
                help="move it, or choose another folder with `--output`",
            )


def _stage(files: Files, foreign: Collection[str], output: Path, stage: Path, share: Share) -> int:
    """Fills the new folder; how many files kept their bytes. Kept ones are linked, so that their times stay."""
    known: set[str] = set()

    def folder_for(path: str) -> None:
        parent = path.rpartition("/")[0]
        if parent and parent not in known:
            folder_for(parent)
            with suppress(FileExistsError):  # another process was sooner
                os.mkdir(f"{stage}/{parent}")
            known.add(parent)

    def fill(paths: Iterable[str]) -> int | OSError:
        unchanged = 0
        try:
            for path in paths:
                folder_for(path)
                old, new = f"{output}/{path}", f"{stage}/{path}"
                data = files.made[path].data if path in files.made else None
                if data is None or same_bytes(old, data):
                    _keep(old, new)
                    unchanged += 1
                else:
                    with open(new, "wb") as stream:
                        stream.write(data)
        except OSError as error:
            return error
        return unchanged

    for path in sorted(foreign):
        folder_for(path)
        if not path.endswith("/"):
            _keep(f"{output}/{path}", f"{stage}/{path}")
    unchanged = 0
    for done in share([*files.digests], fill):
        if isinstance(done, OSError):
            raise done
        unchanged += done
    if output.is_dir():
        for path in _folders((*foreign, *files.digests)):
            if (output / path).is_dir():
                shutil.copymode(output / path, stage / path)
    return unchanged


def _folders(paths: Iterable[str]) -> set[str]:
    """All folders that some paths lie in, the outermost as the empty path."""
    found = {""}
    for path in paths:
        while (path := path.rpartition("/")[0]) not in found:
            found.add(path)
    return found


def same_bytes(path: str | Path, data: bytes) -> bool:
    """Whether a file holds these bytes; a link never does."""
    try:
        found = os.lstat(path)
        if found.st_size != len(data) or not stat.S_ISREG(found.st_mode):
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


def _many_in_the_way(number: int, named: Path) -> Finding:
    """One finding for a folder full of files in the way: a site, most likely, that lost the record of its files."""
    return Finding(
        code=codes.FOREIGN_FILE_IN_THE_WAY,
        message=f"{number:,} files that visitgen has no record of writing are in the way of the site",
        at=whole_file(named.as_posix()),
        help=f"choose another folder with `--output`; or empty this one, if they are a site that was moved here "
        f"without its `{MANIFEST}`",
    )  # fmt: skip


def _culprit(error: OSError, site: Site, named: Path) -> Path:
    """What the system refused, as the user would name it: inside the site, or a folder above it."""
    path = Path(error.filename) if isinstance(error.filename, str) else site.output
    if path in (site.stage, site.lock):
        path = site.output if error.errno == errno.ENAMETOOLONG else path.parent
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        path = next((above for above in (path, *path.parents) if os.path.lexists(above)), path)
    for folder in (site.stage, site.output):
        if path.is_relative_to(folder):
            return named / path.relative_to(folder)
    above = next((folder for folder in named.parents if folder.resolve() == path), path)
    return above if above != Path() else path


def _refused(at: Path, message: str, help: str) -> Finding:
    return Finding(code=codes.CANNOT_WRITE, message=message, at=whole_file(at.as_posix()), help=help)


def _from_here(folder: Path) -> str:
    """A folder as somebody would name it from where we are."""
    below = os.path.relpath(folder)
    return folder.as_posix() if below.startswith(os.pardir) else Path(below).as_posix()


def _unsafe(output: Path, why: str, help: str = "choose a folder of its own with `--output`") -> Finding:
    return Finding(
        code=codes.UNSAFE_OUTPUT, message=f"the site cannot be written to `{output.as_posix()}`: {why}",
        at=whole_file(output.as_posix()), help=help,
    )  # fmt: skip
