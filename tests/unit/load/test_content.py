"""A content folder as read: each file once, in order, and nothing left out in silence."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

import visitgen.load.content as content_module
from visitgen.diagnostics import Finding
from visitgen.load import FOLDERS, Content, load_content

RECORD = b"name: A\n"


def content(
    tmp_path: Path, files: dict[str, bytes], site: bytes | None = b"title: T\n"
) -> tuple[Content, tuple[Finding, ...]]:
    """A content folder with these files, as read."""
    folder = tmp_path / "content"
    folder.mkdir()
    for name, data in (files if site is None else {"site.yaml": site, **files}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return load_content(folder)


def told(findings: tuple[Finding, ...], tmp_path: Path) -> list[tuple[str, str]]:
    """The code of each finding and its file inside the content folder."""
    root = f"{(tmp_path / 'content').as_posix()}/"
    return sorted((finding.code.number, finding.at.file.removeprefix(root)) for finding in findings)


def test_each_folder_holds_its_kind_and_folders_below_mean_nothing(tmp_path: Path) -> None:
    names = {f"{folder}/2023/october/x.{'md' if kind == 'page' else 'yaml'}": kind for folder, kind in FOLDERS.items()}
    found, findings = content(
        tmp_path, {name: b"---\na: b\n---\n" if name.endswith("md") else RECORD for name in names}
    )
    assert findings == ()
    assert sorted(document.kind for document in found.documents) == sorted(names.values())
    assert {document.stem for document in found.documents} == {"x"}


def test_documents_come_in_the_order_of_their_names_whatever_the_file_system(tmp_path: Path) -> None:
    names = ["visits/b.yaml", "leaders/z.yaml", "leaders/2023/a.yaml", "leaders/a.yml", "topics.yaml"]
    found, _ = content(tmp_path, dict.fromkeys(names, RECORD))
    root = (tmp_path / "content").as_posix()
    assert [document.file for document in found.documents] == [f"{root}/{name}" for name in sorted(names)]


def test_the_settings_are_no_record(tmp_path: Path) -> None:
    found, _ = content(tmp_path, {})
    assert found.site and found.site.value == {"title": "T"}
    assert found.documents == ()


def test_pictures_are_kept_as_bytes_under_their_path(tmp_path: Path) -> None:
    found, findings = content(tmp_path, {"media/people/a.jpg": b"\xff\xd8\x00"})
    assert (found.media, findings) == ({"media/people/a.jpg": b"\xff\xd8\x00"}, ())


@pytest.mark.parametrize(
    "name",
    ["README.md", "leaders/README", "visits/readme.txt", "LICENSE", "licence.txt", ".gitkeep", "leaders/.a.yaml.swp", "visits/a.yaml~",
     "leaders/Thumbs.db", "desktop.ini", ".git/config", "pages/README.md"],
)  # fmt: skip
def test_what_people_and_systems_leave_in_folders_is_passed_over(tmp_path: Path, name: str) -> None:
    found, findings = content(tmp_path, {name: b"anything"})
    assert (found.documents, findings) == ((), ())


@pytest.mark.parametrize(
    "name", ["visits/license-talks-2020.yaml", "leaders/licence.yaml", "pages/license.md", "visits/readme.yaml"]
)
def test_a_record_is_read_even_if_its_name_begins_like_a_readme(tmp_path: Path, name: str) -> None:
    found, _ = content(tmp_path, {name: b"---\ntitle: x\n---\n"})
    assert [document.file.rpartition("content/")[2] for document in found.documents] == [name]


@pytest.mark.parametrize(
    "name",
    ["notes.txt", "leaders.yaml", "visit/a.yaml", "visits/a.docx", "visits/a", "pages/a.html", "pages/a.yaml", "leaders/a.json", "site.yml",
     "visits/a.YAML", "sources/a.bib", "Leaders/a.yaml"],
)  # fmt: skip
def test_any_other_file_is_told_of(tmp_path: Path, name: str) -> None:
    _, findings = content(tmp_path, {name: RECORD})
    assert told(findings, tmp_path) == [("L115", name)]


def test_a_folder_named_like_a_file_is_a_folder(tmp_path: Path) -> None:
    found, findings = content(tmp_path, {"visits/2023.yaml/a.yaml": RECORD})
    assert (len(found.documents), findings) == (1, ())


def test_a_folder_in_the_place_of_the_settings_is_none(tmp_path: Path) -> None:
    _, findings = content(tmp_path, {"site.yaml/a.yaml": RECORD}, site=None)
    assert told(findings, tmp_path) == [("L115", "site.yaml/a.yaml"), ("L119", (tmp_path / "content").as_posix())]


class TestFilesThatCannotBeRead:
    def test_pipes_and_links_that_lead_nowhere(self, tmp_path: Path) -> None:
        content(tmp_path, {"leaders/a.yaml": RECORD})
        leaders = tmp_path / "content" / "leaders"
        os.mkfifo(leaders / "pipe.yaml")
        (leaders / "loop.yaml").symlink_to("loop.yaml")
        (leaders / "gone.yaml").symlink_to("nothing.yaml")
        found, findings = load_content(tmp_path / "content")
        assert told(findings, tmp_path) == [("L101", f"leaders/{name}.yaml") for name in ("gone", "loop", "pipe")]
        assert len(found.documents) == 1
        assert found.unread == {"leader"}

    def test_a_file_without_permission(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        content(tmp_path, {"leaders/a.yaml": RECORD})

        def refuse(path: str, mode: str) -> bytes:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(content_module, "open", refuse, raising=False)  # root reads whatever the permissions say
        _, findings = load_content(tmp_path / "content")
        assert told(findings, tmp_path) == [("L101", "leaders/a.yaml"), ("L101", "site.yaml")]
        assert all(finding.help and "permissions" in finding.help for finding in findings)

    def test_a_folder_without_permission_is_not_passed_over(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        content(tmp_path, {"leaders/a.yaml": RECORD})
        real = os.scandir

        def refuse(path):
            if str(path).endswith("leaders"):
                raise PermissionError(13, "Permission denied", str(path))
            return real(path)

        monkeypatch.setattr(os, "scandir", refuse)
        found, findings = load_content(tmp_path / "content")
        assert told(findings, tmp_path) == [("L101", "leaders")]
        assert found.unread == {"leader"}

    def test_a_link_inside_the_folder_is_read_and_one_out_of_it_is_not(self, tmp_path: Path) -> None:
        content(tmp_path, {"leaders/a.yaml": RECORD})
        (tmp_path / "secret.yaml").write_bytes(RECORD)
        leaders = tmp_path / "content" / "leaders"
        (leaders / "inside.yaml").symlink_to("a.yaml")
        (leaders / "outside.yaml").symlink_to("../../secret.yaml")
        (tmp_path / "content" / "media").symlink_to("..")
        found, findings = load_content(tmp_path / "content")
        assert told(findings, tmp_path) == [("L117", "leaders/outside.yaml"), ("L117", "media")]
        assert [document.stem for document in found.documents] == ["a", "inside"]

    def test_a_folder_whose_name_begins_alike_is_outside(self, tmp_path: Path) -> None:
        content(tmp_path, {"leaders/a.yaml": RECORD})
        (tmp_path / "content-private").mkdir()
        (tmp_path / "content-private" / "x.yaml").write_bytes(RECORD)
        (tmp_path / "content/leaders/x.yaml").symlink_to("../../content-private/x.yaml")
        assert told(load_content(tmp_path / "content")[1], tmp_path) == [("L117", "leaders/x.yaml")]

    @pytest.mark.parametrize("size", [5_000_000, 5_000_001])
    def test_a_file_is_read_up_to_the_limit(self, tmp_path: Path, size: int) -> None:
        found, findings = content(tmp_path, {"leaders/a.yaml": RECORD + b"#" * (size - len(RECORD))})
        assert len(found.documents) == (size == 5_000_000)
        assert [finding.code.number for finding in findings] == ["L103"] * (size > 5_000_000)

    @pytest.mark.parametrize(
        ("stated", "read"), [("100", False), ("6000000", True), ("many", True), ("9" * 5000, True), ("{}", True)]
    )
    def test_the_settings_may_state_another_limit(self, tmp_path: Path, stated: str, read: bool) -> None:
        site = f"title: T\nlimits: {{file_bytes: {stated}}}\n".encode()
        found, _ = content(tmp_path, {"leaders/a.yaml": RECORD + b"#" * 200}, site=site)
        assert (len(found.documents) == 1) is read


def test_a_file_with_broken_yaml_is_broken_and_one_without_a_value_is_unread(tmp_path: Path) -> None:
    files = {
        "leaders/a.yaml": b"name: [",
        "visits/b.yaml": b"a: b\na: c\n",
        "places/c.yaml": RECORD,
        "events/d.docx": b"x",
    }
    found, _ = content(tmp_path, files)
    root = (tmp_path / "content").as_posix()
    assert found.broken == {f"{root}/{name}" for name in ("leaders/a.yaml", "visits/b.yaml", "events/d.docx")}
    assert found.unread == {"leader", "event"}
    assert [document.kind for document in found.documents] == ["place", "visit"]


def test_a_name_that_is_no_utf_8_is_read_like_any_other(tmp_path: Path) -> None:
    content(tmp_path, {})
    folder = tmp_path / "content" / "leaders"
    folder.mkdir()
    with open(os.fsencode(folder) + b"/Fran\xe7ois.yaml", "wb") as stream:
        stream.write(RECORD)
    found, findings = load_content(tmp_path / "content")
    assert (len(found.documents), findings) == (1, ())


def test_no_folder_and_no_settings_are_told_of(tmp_path: Path) -> None:
    _, findings = load_content(tmp_path / "nothing")
    assert [finding.code.number for finding in findings] == ["L119"]
    _, findings = content(tmp_path, {"leaders/a.yaml": RECORD}, site=None)
    assert [finding.code.number for finding in findings] == ["L119"]


def test_files_are_named_as_the_user_would_type_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content(tmp_path, {"leaders/a.yaml": RECORD, "x.txt": b""})
    monkeypatch.chdir(tmp_path)
    found, [finding] = load_content(Path("content"))
    assert (found.documents[0].file, finding.at.file) == ("content/leaders/a.yaml", "content/x.txt")
    monkeypatch.chdir(tmp_path / "content")
    found, [finding] = load_content(Path("."))
    assert (found.documents[0].file, finding.at.file) == ("leaders/a.yaml", "x.txt")


def test_a_file_that_holds_no_records_breaks_nothing(tmp_path: Path) -> None:
    found, findings = content(tmp_path, {"to-do.txt": b"x", "visit/a.yaml": RECORD, "media/a.jpg": b"x"})
    assert told(findings, tmp_path) == [("L115", "to-do.txt"), ("L115", "visit/a.yaml")]
    assert (found.broken, found.unread) == (frozenset(), frozenset())


def test_a_file_that_looks_the_same_is_not_opened_and_one_that_may_have_changed_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def opening(path: str, mode: str) -> object:
        opened.append(os.path.basename(path))
        return open(path, mode)

    first, _ = content(tmp_path, {"leaders/a.yaml": RECORD, "leaders/b.yaml": RECORD})
    monkeypatch.setattr(content_module, "open", opening, raising=False)
    folder = tmp_path / "content"
    second, _ = load_content(folder, first.readings)
    assert opened == ["site.yaml", "a.yaml", "b.yaml"], "files as new as these may change again and look the same"
    monkeypatch.setattr(content_module, "RACE", -(10**12))
    third, _ = load_content(folder, second.readings)
    opened.clear()
    (folder / "leaders" / "b.yaml").write_bytes(b"name: B\n")
    os.utime(folder / "leaders" / "a.yaml", (1, 1))
    fourth, _ = load_content(folder, third.readings)
    assert opened == ["a.yaml", "b.yaml"]
    assert [document.value for document in fourth.documents] == [{"name": "A"}, {"name": "B"}]
    assert fourth.documents[0] is third.documents[0] and fourth.sources.keys() == third.sources.keys()
    opened.clear()
    fifth, _ = load_content(folder, fourth.readings)
    assert (fifth, opened) == (fourth, [])


def test_a_file_that_looks_as_it_did_is_read_when_its_text_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And only if it was looked at, looks so still, and had the bytes that were read."""
    read, _ = content(tmp_path, {f"leaders/{name}.yaml": b"\xef\xbb\xbfname: A\n" for name in "abcd"})
    before = {file: replace(reading, source=None, looks=None) for file, reading in read.readings.items()}
    files = {name: str(tmp_path / f"content/leaders/{name}.yaml") for name in "abcd"}
    looked = {
        path: (found.st_size, found.st_mtime_ns, before[path].digest.hex())
        for path, found in ((path, os.stat(path)) for path in files.values())
    }
    os.utime(files["b"], (1, 1))
    looked[files["c"]] = (*looked[files["c"]][:2], "0" * 32)
    opened: list[str] = []
    plain = content_module._bytes
    monkeypatch.setattr(content_module, "_bytes", lambda path, file: opened.append(path) or plain(path, file))
    again, findings = load_content(tmp_path / "content", before, looked)
    assert (again.documents, findings) == (read.documents, ())
    assert opened == [str(tmp_path / "content/site.yaml"), files["b"], files["c"]]
    Path(files["d"]).unlink()
    assert [again.sources[file].text for file in files.values()] == ["name: A\n"] * 3 + [""]
    assert again.sources[files["a"]] == read.sources[files["a"]]
