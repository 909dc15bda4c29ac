"""The files of a site: those made by a build, and those that stay as an earlier one left them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from hashlib import blake2b

from visitgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A file of the site. `path` is relative to the site's root."""

    path: str
    data: bytes
    _digest: list[str] = field(default_factory=list, init=False, compare=False, repr=False)

    @property
    def digest(self) -> str:
        """The digest of its bytes."""
        if not self._digest:
            self._digest.append(blake2b(self.data, digest_size=16).hexdigest())
        return self._digest[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file of the site that stays as it is: where, and the digest of its bytes."""

    path: str
    digest: str


def kept_of(artifact: Artifact) -> Kept:
    """A file as it is kept once it is written."""
    return Kept(path=artifact.path, digest=artifact.digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """All files of a site, by their paths: the digest of each, and those that were `made` now; the others are kept.

    `last` are the digests of a site with the same files, and the same bytes but in those made now, if there is one.
    """

    digests: Mapping[str, str]
    made: Mapping[str, Artifact]
    last: Mapping[str, str] | None = None

    @classmethod
    def of(cls, files: Iterable[Artifact | Kept]) -> Files:
        """These files; of several at a path, the last."""
        by_path = {file.path: file for file in files}
        return cls(
            digests={path: file.digest for path, file in by_path.items()},
            made={path: file for path, file in by_path.items() if isinstance(file, Artifact)},
        )

    @classmethod
    def upon(cls, last: Mapping[str, str], made: Iterable[Artifact]) -> Files:
        """The files of a site whose files have these digests, some of them made anew. Raises `KeyError` for another."""
        new = {file.path: file for file in made}
        changed = {path: file.digest for path, file in new.items() if last[path] != file.digest}
        return cls(digests={**last, **changed} if changed else last, made=new, last=last)


NO_FILES = Files(digests={}, made={})
