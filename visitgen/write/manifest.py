"""The record of what was written into an output folder, and of what has been published from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from visitgen.model import Published
from visitgen.model.fields import RecordKind
from visitgen.model.rules.published import PAGED
from visitgen.render import Artifact, Kept

MANIFEST = ".visitgen-manifest"
"""The file, inside the output folder, that lists what visitgen wrote there."""

_HEAD = "visitgen manifest 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What is recorded of an output folder.

    `files` are paths inside it, `digests` those of their bytes; `published` the records that have had a page.

    Without a record every file found counts as somebody else's, and is left alone.
    """

    files: frozenset[str] = frozenset()
    digests: Mapping[str, str] = field(default_factory=dict)
    published: Published = frozenset()


def read_manifest(output: Path) -> Manifest:
    """The record of what visitgen wrote into a folder the last time; an empty one if there is none that can be read."""
    try:
        data = (output / MANIFEST).read_bytes()
        return _recent.get(data) or _read(data)
    except (OSError, UnicodeDecodeError):
        return Manifest()


_recent: dict[bytes, Manifest] = {}
"""The record last read, and the one last made, by their bytes: one build asks several times, and so does the next."""


def _known(data: bytes, manifest: Manifest) -> Manifest:
    while len(_recent) > 1:
        del _recent[next(iter(_recent))]
    _recent[data] = manifest
    return manifest


def _read(data: bytes) -> Manifest:
    lines = data.decode("utf-8").splitlines()
    if not lines or lines[0] != _HEAD:
        return Manifest()
    digests: dict[str, str] = {}
    published: set[tuple[RecordKind, str]] = set()
    for line in lines[1:]:
        first, _, second = line.partition("  ")
        if first in PAGED and second:
            published.add((first, second))
        elif second:
            digests[second] = first
    return _known(data, Manifest(files=frozenset(digests), digests=digests, published=frozenset(published)))


def manifest_of(files: Iterable[Artifact | Kept], published: Collection[tuple[RecordKind, str]]) -> Artifact:
    """The record of some files, each with the digest of its bytes, and of what has been published; in order."""
    digests: Mapping[str, str] = {file.path: file.digest for file in files}
    lines = [_HEAD, *(f"{digests[path]}  {path}" for path in sorted(digests))]
    lines += [f"{kind}  {id}" for kind, id in sorted(published)]
    data = "".join(f"{line}\n" for line in lines).encode()
    _known(data, Manifest(files=frozenset(digests), digests=digests, published=frozenset(published)))
    return Artifact(path=MANIFEST, data=data)
