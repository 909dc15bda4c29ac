"""The record of what was written into an output folder, and of what has been published from it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import field
from pathlib import Path

from visitgen.model import Published
from visitgen.model.rules.published import PAGED
from visitgen.render import Files
from visitgen.values import dataclass

MANIFEST = ".visitgen-manifest"
"""The file, inside the output folder, that lists what visitgen wrote there."""

_HEAD = "visitgen manifest 1"

_DIGITS = 32
"""The length of a digest; two spaces follow it."""

_FEW = 50
"""Lines that are sooner changed in a record than all lines made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What is recorded of an output folder.

    `digests` are those of the files in it, by their `paths`; `published` the records that have had a page; `data` the
    bytes of the record itself.

    Without a record every file found counts as somebody else's, and is left alone.
    """

    digests: Mapping[str, str] = field(default_factory=dict)
    published: Published = frozenset()
    data: bytes = field(default=b"", compare=False, repr=False)
    paths: Set[str] = field(default=frozenset(), compare=False, repr=False)

    def gone(self, after: Manifest) -> Set[str]:
        """The files that another record has no more."""
        return frozenset() if self.paths is after.paths else self.paths - after.paths


def read_manifest(output: Path) -> Manifest:
    """The record of what visitgen wrote into a folder the last time; an empty one if there is none that can be read."""
    try:
        data = (output / MANIFEST).read_bytes()
        return next((known for known in _recent if known.data == data), None) or _read(data)
    except (OSError, UnicodeDecodeError):
        return Manifest()


_recent: list[Manifest] = []
"""The record last read, and the one last made: one build asks several times, and so does the next."""


def _known(manifest: Manifest) -> Manifest:
    _recent[:] = [manifest, *_recent[:1]]
    return manifest


def _read(data: bytes) -> Manifest:
    lines = data.decode("utf-8").splitlines()
    if not lines or lines[0] != _HEAD:
        return Manifest()
    files = _DIGITS + 2
    digests = {line[files:]: line[:_DIGITS] for line in lines[1:] if line[_DIGITS:files] == "  "}
    others = [line.partition("  ") for line in lines[1:] if line[_DIGITS:files] != "  "]
    published = frozenset((kind, id) for kind, _, id in others if kind in PAGED and id)
    digests.update((path, digest) for digest, _, path in others if digest not in PAGED and path)
    return _known(Manifest(digests=digests, published=published, data=data, paths=digests.keys()))


def manifest_of(files: Files, published: Published, before: Manifest | None = None) -> Manifest:
    """The record of files by the digests of their bytes, and of what has been published; in order.

    `before` is a record of most of the same, if there is one: only the lines that differ are made then.
    """
    digests = files.digests
    data = _changed(files, published, before) if before else None
    paths: Set[str] = digests.keys()
    if before and data is not None:
        paths = before.paths
    else:
        lines = [_HEAD, *(f"{digests[path]}  {path}" for path in sorted(digests))]
        lines += [f"{kind}  {id}" for kind, id in sorted(published)]
        data = "".join(f"{line}\n" for line in lines).encode()
    return _known(Manifest(digests=digests, published=published, data=data, paths=paths))


def _changed(files: Files, published: Published, before: Manifest) -> bytes | None:
    """The bytes of a record that has the lines of another one but for a few digests; nothing if it has other lines."""
    digests, known = files.digests, files.last is before.digests  # then nothing but what was made now can differ
    if not before.data or published != before.published or not (known or digests.keys() == before.digests.keys()):
        return None
    different = [path for path in (files.made if known else digests) if digests[path] != before.digests[path]]
    once = before.data.count(b"\n") == 1 + len(digests) + len(published)  # a killed build leaves a record of two sites
    if len(different) > _FEW or not once:
        return None
    data = bytearray(before.data)
    for path in different:
        line, new = (f"\n{digest}  {path}\n".encode() for digest in (before.digests[path], digests[path]))
        at = data.find(line)
        if at < 0:
            return None
        data[at : at + len(line)] = new
    return bytes(data)
