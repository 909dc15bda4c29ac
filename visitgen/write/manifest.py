"""The record of what was written into an output folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from visitgen.render import Artifact

MANIFEST = ".visitgen-manifest"
"""The file, inside the output folder, that lists what visitgen wrote there."""

_HEAD = "visitgen manifest 1"


def read_manifest(output: Path) -> frozenset[str]:
    """The files visitgen wrote into a folder the last time; none if there is no record that can be read.

    Without a record every file found counts as somebody else's, and is left alone.
    """
    try:
        lines = (output / MANIFEST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return frozenset()
    if not lines or lines[0] != _HEAD:
        return frozenset()
    return frozenset(line.partition("  ")[2] for line in lines[1:] if "  " in line)


def manifest_of(artifacts: Iterable[Artifact]) -> Artifact:
    """The record of some files: each with the digest of its bytes, by path."""
    digests: Mapping[str, str] = {
        artifact.path: hashlib.blake2b(artifact.data, digest_size=16).hexdigest() for artifact in artifacts
    }
    text = "".join(f"{digests[path]}  {path}\n" for path in sorted(digests))
    return Artifact(path=MANIFEST, data=f"{_HEAD}\n{text}".encode())
