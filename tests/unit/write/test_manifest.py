"""The record of what was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from visitgen.render import Artifact
from visitgen.write.manifest import MANIFEST, Manifest, manifest_of, read_manifest


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    files = [Artifact(path=path, data=b"x") for path in ("b/index.html", "a b/ü  c.txt", "index.html")]
    artifact = manifest_of(files, {("visit", "x"), ("leader", "y")})
    assert artifact.path == MANIFEST
    (tmp_path / MANIFEST).write_bytes(artifact.data)
    read = read_manifest(tmp_path)
    assert read.files == {"b/index.html", "a b/ü  c.txt", "index.html"}
    assert read.published == {("visit", "x"), ("leader", "y")}


def test_order_of_files_does_not_matter() -> None:
    files = [Artifact(path=path, data=path.encode()) for path in ("b", "a", "c")]
    some = [("visit", "x"), ("leader", "y")]
    assert manifest_of(files, some) == manifest_of(reversed(files), some[::-1])


def test_digests_tell_bytes_apart() -> None:
    assert manifest_of([Artifact(path="a", data=b"1")], ()) != manifest_of([Artifact(path="a", data=b"2")], ())


@pytest.mark.parametrize(
    "data", [None, b"", b"visitgen manifest 2\nx  a\n", b"\xff\xfe", b"another\nx  a\n", b"visitgen manifest 1\n"]
)
def test_no_record_that_can_be_read_claims_nothing(data: bytes | None, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / MANIFEST).write_bytes(data)
    assert read_manifest(tmp_path) == Manifest()


def test_a_folder_in_its_place_claims_nothing(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).mkdir()
    assert read_manifest(tmp_path) == Manifest()
