"""The record of what was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from visitgen.write import manifest
from visitgen.write.manifest import MANIFEST, Manifest, manifest_of, read_manifest

SITE = {"b/index.html": "22", "a b/ü  c.txt": "11", "index.html": "33"}
HAD = frozenset({("visit", "x"), ("leader", "y")})


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    made = manifest_of(SITE, HAD)
    (tmp_path / MANIFEST).write_bytes(made.data)
    for read in (read_manifest(tmp_path), manifest._read(made.data)):
        assert (read.digests, read.published, read.data) == (SITE, HAD, made.data)


def test_order_of_files_does_not_matter() -> None:
    assert manifest_of(SITE, HAD).data == manifest_of(dict(reversed(SITE.items())), HAD).data


def test_digests_tell_bytes_apart() -> None:
    assert manifest_of({"a": "1"}, frozenset()).data != manifest_of({"a": "2"}, frozenset()).data


@pytest.mark.parametrize(
    "before",
    [
        manifest_of(SITE, HAD),
        manifest_of(dict.fromkeys(SITE, "99"), HAD),
        manifest_of({**SITE, "c": "44"}, HAD),
        manifest_of(SITE, HAD - {("visit", "x")}),
        # as a build that was killed leaves them: two sites on one record; and one that somebody put in another order
        manifest._read(manifest_of(dict.fromkeys(SITE, "99"), HAD).data + b"22  b/index.html\n"),
        manifest._read(manifest_of(dict.fromkeys(SITE, "99"), HAD).data.replace(b"\n", b"\r\n")),
        Manifest(),
    ],
)
def test_a_record_made_upon_another_is_that_made_anew(before: Manifest) -> None:
    made = manifest_of({**SITE, "index.html": "55"}, HAD, before)
    assert made == manifest_of({**SITE, "index.html": "55"}, HAD) and made.data.count(b"\n") == 6
    assert made.data == manifest_of({**SITE, "index.html": "55"}, HAD).data


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
