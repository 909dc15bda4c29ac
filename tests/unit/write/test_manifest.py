"""The record of what was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from visitgen.model import Published
from visitgen.render import Artifact, Files
from visitgen.write import manifest
from visitgen.write.manifest import MANIFEST, Manifest, manifest_of, read_manifest


def record(digests: dict[str, str], published: Published, before: Manifest | None = None) -> Manifest:
    """The record of files with these digests."""
    return manifest_of(Files(digests=digests, made={}), published, before)


SITE = {"b/index.html": "22", "a b/ü  c.txt": "11", "index.html": "33"}
HAD = frozenset({("visit", "x"), ("leader", "y")})


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    made = record(SITE, HAD)
    (tmp_path / MANIFEST).write_bytes(made.data)
    for read in (read_manifest(tmp_path), manifest._read(made.data)):
        assert (read.digests, read.published, read.data) == (SITE, HAD, made.data)


def test_order_of_files_does_not_matter() -> None:
    assert record(SITE, HAD).data == record(dict(reversed(SITE.items())), HAD).data


def test_digests_tell_bytes_apart() -> None:
    assert record({"a": "1"}, frozenset()).data != record({"a": "2"}, frozenset()).data


@pytest.mark.parametrize(
    "before",
    [
        record(SITE, HAD),
        record(dict.fromkeys(SITE, "99"), HAD),
        record({**SITE, "c": "44"}, HAD),
        record(SITE, HAD - {("visit", "x")}),
        # as a build that was killed leaves them: two sites on one record; and one that somebody put in another order
        manifest._read(record(dict.fromkeys(SITE, "99"), HAD).data + b"22  b/index.html\n"),
        manifest._read(record(dict.fromkeys(SITE, "99"), HAD).data.replace(b"\n", b"\r\n")),
        Manifest(),
    ],
)
def test_a_record_made_upon_another_is_that_made_anew(before: Manifest) -> None:
    made = record({**SITE, "index.html": "55"}, HAD, before)
    assert made == record({**SITE, "index.html": "55"}, HAD) and made.data.count(b"\n") == 6
    assert made.data == record({**SITE, "index.html": "55"}, HAD).data


def test_a_site_that_has_the_files_it_had_gets_the_same_record() -> None:
    before = record(SITE, HAD)
    files = Files.upon(before.digests, [Artifact(path="index.html", data=b"other")])
    made = manifest_of(files, HAD, before)
    assert made.data == record({**SITE, "index.html": Artifact(path="", data=b"other").digest}, HAD).data != before.data
    assert before.gone(made) == made.gone(before) == frozenset()


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
