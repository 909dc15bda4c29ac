"""Writing a site: complete or not at all, and nothing touched that visitgen did not write."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from visitgen.render import Artifact, Files
from visitgen.write import exchange, lock, unsafe_output, write_output
from visitgen.write import output as module
from visitgen.write.manifest import MANIFEST

Tree = dict[str, bytes | str | None]


def tree(folder: Path) -> Tree:
    """All that a folder holds: bytes of files, targets of links, `None` for folders."""
    found: Tree = {}
    for parent, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = Path(parent) / name
            key = path.relative_to(folder).as_posix()
            if path.is_symlink():
                found[key] = f"-> {os.readlink(path)}"
            else:
                found[key] = None if path.is_dir() else path.read_bytes()
    return found


def site(**files: str) -> Files:
    """A site of these files; `__` in a name stands for `/`."""
    return Files.of(
        Artifact(path=f"{name.replace('__', '/')}.html", data=text.encode()) for name, text in files.items()
    )


def written(files: Files, output: Path) -> tuple[int, int, int]:
    """Writes, and the counts of what changed."""
    done, findings = write_output(files, output)
    assert done is not None and findings == ()
    return done.written, done.unchanged, done.removed


def alone(output: Path) -> bool:
    """Whether nothing is left beside the output folder."""
    return [path.name for path in output.parent.iterdir()] == [output.name]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_a_first_site(output: Path) -> None:
    assert written(site(index="home", visits__x__index="x"), output) == (2, 0, 0)
    assert (output / "visits/x/index.html").read_bytes() == b"x"
    assert set(tree(output)) == {"index.html", "visits", "visits/x", "visits/x/index.html", MANIFEST}
    assert alone(output)


def test_the_folder_above_is_made(tmp_path: Path) -> None:
    assert written(site(index="home"), tmp_path / "a/b/site") == (1, 0, 0)


def test_a_second_build_writes_nothing(output: Path) -> None:
    files = site(index="home", visits__x__index="x")
    written(files, output)
    before = {path: os.stat(output / path).st_mtime_ns for path in tree(output) if (output / path).is_file()}
    assert written(files, output) == (0, 2, 0)
    assert {path: os.stat(output / path).st_mtime_ns for path in before} == before


def test_only_what_changed_gets_a_new_time(output: Path) -> None:
    written(site(index="home", page="page"), output)
    for name in ("index.html", "page.html"):
        os.utime(output / name, (1, 1))
    assert written(site(index="HOME", page="page"), output) == (1, 1, 0)
    assert os.stat(output / "page.html").st_mtime == 1
    assert os.stat(output / "index.html").st_mtime != 1
    assert (output / "index.html").read_bytes() == b"HOME"


def test_an_unchanged_file_is_no_second_name_for_the_old_one_after_a_change(output: Path) -> None:
    """Kept files are linked into the new folder; the old names must be gone, or an edit would reach both."""
    written(site(index="home"), output)
    written(site(index="home", more="x"), output)
    assert os.stat(output / "index.html").st_nlink == 1


def test_files_no_longer_made_are_removed_with_their_folders(output: Path) -> None:
    written(site(index="home", visits__x__index="x", visits__y__index="y"), output)
    assert written(site(index="home", visits__y__index="y"), output) == (0, 2, 1)
    assert set(tree(output)) == {"index.html", "visits", "visits/y", "visits/y/index.html", MANIFEST}


def test_a_page_may_become_a_folder_and_back(output: Path) -> None:
    written(Files.of([Artifact(path="a", data=b"file")]), output)
    assert written(Files.of([Artifact(path="a/b", data=b"inside")]), output) == (1, 0, 1)
    assert written(Files.of([Artifact(path="a", data=b"file")]), output) == (1, 0, 1)
    assert tree(output).keys() == {"a", MANIFEST}


def test_what_visitgen_never_wrote_is_left_alone(output: Path, tmp_path: Path) -> None:
    written(site(index="home", visits__x__index="x"), output)
    (output / "CNAME").write_text("example.org")
    (output / ".nojekyll").write_bytes(b"")
    (output / ".git/objects").mkdir(parents=True)
    (output / ".git/HEAD").write_text("ref: refs/heads/pages")
    (output / ".well-known").mkdir()
    (output / ".git").chmod(0o700)
    (output / "empty/inner").mkdir(parents=True)
    (output / "visits/x/notes.txt").write_text("by hand")
    (output / "link").symlink_to("index.html")
    (output / "broken").symlink_to("nowhere")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/file").write_text("outside")
    (output / "folder-link").symlink_to(tmp_path / "outside")
    (output / "tool").write_text("#!/bin/sh\n")
    (output / "tool").chmod(0o755)
    os.utime(output / "CNAME", (1, 1))
    foreign = {path: value for path, value in tree(output).items() if not path.endswith("index.html")}
    del foreign[MANIFEST]
    assert written(site(index="HOME"), output) == (1, 0, 1)
    after = tree(output)
    assert {path: after.get(path, "gone") for path in foreign} == foreign
    assert set(after) == {*foreign, "index.html", MANIFEST}
    assert os.stat(output / "CNAME").st_mtime == 1
    assert stat.S_IMODE(os.stat(output / "tool").st_mode) == 0o755
    assert stat.S_IMODE(os.stat(output / ".git").st_mode) == 0o700, "a private folder stays private"
    assert (tmp_path / "outside/file").read_text() == "outside"


def test_a_folder_with_files_but_no_record_keeps_them_all(output: Path) -> None:
    output.mkdir()
    (output / "readme.txt").write_text("mine")
    written(site(index="home"), output)
    assert (output / "readme.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("index.html", "index"),  # a file where a file goes
        ("visits", "visits__x__index"),  # a file where a folder goes
        ("visits/x/index.html/inner", "visits__x__index"),  # a folder that holds something where a file goes
    ],
)
def test_a_file_in_the_way_is_refused(theirs: str, ours: str, output: Path) -> None:
    path = output / theirs
    path.parent.mkdir(parents=True)
    path.write_text("theirs")
    before = tree(output)
    done, findings = write_output(site(**{ours: "ours", "other": "other"}), output)
    assert done is None
    assert [finding.code.number for finding in findings] == ["W102"]
    assert theirs.split("/")[0] in findings[0].message
    assert tree(output) == before
    assert alone(output)


@pytest.mark.parametrize("target", ["elsewhere", "nowhere"])
def test_a_link_in_the_way_is_refused(target: str, output: Path, tmp_path: Path) -> None:
    output.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (output / "visits").symlink_to(tmp_path / target)
    done, findings = write_output(site(visits__x__index="x"), output)
    assert done is None and [finding.code.number for finding in findings] == ["W102"]
    assert list((tmp_path / "elsewhere").iterdir()) == [], "nothing may be written through a link"


def test_an_empty_folder_in_the_way_of_a_file_is_refused(output: Path) -> None:
    (output / "index.html").mkdir(parents=True)
    done, findings = write_output(site(index="home"), output)
    assert done is None and [finding.code.number for finding in findings] == ["W102"]


def test_our_file_replaced_by_a_link_is_written_anew(output: Path, tmp_path: Path) -> None:
    written(site(index="home"), output)
    (tmp_path / "victim").write_text("home")
    (output / "index.html").unlink()
    (output / "index.html").symlink_to(tmp_path / "victim")
    written(site(index="changed"), output)
    assert not (output / "index.html").is_symlink()
    assert (output / "index.html").read_bytes() == b"changed"
    assert (tmp_path / "victim").read_text() == "home"


def test_our_folder_replaced_by_a_link_is_not_followed(output: Path, tmp_path: Path) -> None:
    written(site(visits__x__index="x"), output)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/x").mkdir()
    (tmp_path / "elsewhere/x/index.html").write_text("theirs")
    shutil.rmtree(output / "visits")
    (output / "visits").symlink_to(tmp_path / "elsewhere")
    done, _ = write_output(site(visits__x__index="ours"), output)
    assert done is None
    assert (tmp_path / "elsewhere/x/index.html").read_text() == "theirs"


def test_the_folders_mode_is_kept(output: Path) -> None:
    written(site(index="home"), output)
    output.chmod(0o750)
    written(site(index="HOME"), output)
    assert stat.S_IMODE(output.stat().st_mode) == 0o750


def test_an_output_that_is_a_link_stays_one(output: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    output.symlink_to(tmp_path / "real")
    written(site(index="home"), output)
    assert output.is_symlink()
    assert (tmp_path / "real/index.html").read_bytes() == b"home"


# Unsafe places


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ("content", "visitgen reads this folder"),
        ("content/site", "it lies in `content`, which visitgen reads"),
        ("content/../content/./inner", "visitgen reads"),
        (".", "it holds `content`, which visitgen reads"),
        ("themes", "visitgen reads this folder"),
        ("themes/plain", "it lies in `themes`, which visitgen reads"),
        ("link", "visitgen reads"),
        ("/", "no folder for a site alone"),
        ("~", "no folder for a site alone"),
        ("file", "it is a file"),
        ("loop", "it is no folder"),
    ],
)
def test_unsafe_output(where: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for folder in ("content", "themes", "home"):
        (tmp_path / folder).mkdir()
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "content")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    monkeypatch.chdir(tmp_path)
    place = Path.home() if where == "~" else Path(where)
    finding = unsafe_output(place, (Path("content"), tmp_path / "themes"))
    assert finding is not None and finding.code.number == "W101"
    assert reason in finding.message


def test_safe_output(tmp_path: Path) -> None:
    for folder in ("content", "themes", "content-of-others"):
        (tmp_path / folder).mkdir()
    for place in ("site", "content-site", "content-of-others", "a/b"):
        assert unsafe_output(tmp_path / place, (tmp_path / "content", tmp_path / "themes")) is None


# When the system refuses


def failing(monkeypatch: pytest.MonkeyPatch, name: str, error: OSError, at: int = 1) -> None:
    """Makes one function of `os` fail at one of its calls."""
    real: Callable[..., object] = getattr(os, name)
    calls = [0]

    def call(*args: object, **named: object) -> object:
        calls[0] += 1
        if calls[0] == at:
            raise error
        return real(*args, **named)

    monkeypatch.setattr(os, name, call)


@pytest.mark.parametrize(("name", "at"), [("mkdir", 2), ("mkdir", 3), ("mkdir", 4), ("scandir", 2), ("scandir", 3)])
def test_a_refusal_leaves_the_previous_site(
    name: str, at: int, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(site(index="home", visits__x__index="x"), output)
    before = tree(output)
    failing(monkeypatch, name, OSError(errno.ENOSPC, "No space left on device", "somewhere"), at)
    done, findings = write_output(site(index="HOME", visits__x__index="X"), output)
    assert done is None
    assert [finding.code.number for finding in findings] == ["W103"]
    assert "the disk is full" in findings[0].message and "make room" in (findings[0].help or "")
    assert tree(output) == before
    assert alone(output)


def test_a_file_that_cannot_be_made_leaves_the_previous_site(output: Path) -> None:
    written(site(index="home"), output)
    before = tree(output)
    done, findings = write_output(site(index="HOME", **{"x" * 300: ""}), output)
    assert done is None and findings[0].code.number == "W103"
    assert tree(output) == before
    assert alone(output)


NAMED = [
    ("site", OSError(errno.EACCES, "Permission denied", "{place}/site/visits"), "permission is denied", "site/visits"),
    ("site", OSError(errno.EACCES, "Permission denied", "{stage}"), "permission is denied", "{place}"),
    ("out/site", OSError(errno.EACCES, "Permission denied", "{stage}"), "permission is denied", "out"),
    ("out/site", OSError(errno.EACCES, "Permission denied", "{stage}/a/b"), "permission is denied", "out/site/a/b"),
    ("out/link/site", OSError(errno.EROFS, "Read-only", "{stage}"), "the disk is read-only", "out/link"),
    ("site", OSError(errno.ENAMETOOLONG, "File name too long", "{stage}"), "longer than the system allows", "site"),
    ("site", OSError(errno.ENOSPC, "No space left on device"), "the disk is full", "site"),
    ("site", OSError(errno.EIO, "Input/output error", "{place}/site/a"), "input/output error", "site/a"),
]


@pytest.mark.parametrize(("named", "error", "why", "at"), NAMED)
def test_a_refusal_names_what_the_user_named(
    named: str, error: OSError, why: str, at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out/link").symlink_to(tmp_path / "elsewhere")
    monkeypatch.chdir(tmp_path)
    stage = exchange.site_at((tmp_path / named).resolve()).stage
    if isinstance(error.filename, str):
        error = OSError(error.errno, error.strerror, error.filename.format(place=tmp_path, stage=stage))

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(module, "_stage", refuse)
    done, findings = write_output(site(index="home"), Path(named))
    assert done is None and [finding.code.number for finding in findings] == ["W103"]
    assert why in findings[0].message
    assert findings[0].at.file == at.format(place=tmp_path.as_posix())


@pytest.mark.parametrize("named", ["file/site", "file/a/b/site"])
def test_a_file_where_a_folder_is_needed(named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("mine")
    monkeypatch.chdir(tmp_path)
    done, (finding,) = write_output(site(index="home"), Path(named))
    assert done is None and finding.at.file == "file"
    assert finding.message == "the site cannot be written: a file stands where a folder is needed"
    assert "choose another folder with `--output`" in (finding.help or "")


def test_a_name_that_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("x" * 300, "x" * 245, "folder/" * 1000 + "site"):
        assert unsafe_output(Path(name), ()) is None
        done, (finding,) = write_output(site(index="home"), Path(name))
        assert done is None and "longer than the system allows" in finding.message


def test_a_site_without_its_record_is_told_of_once(output: Path) -> None:
    files = site(**{f"page{number}": "x" for number in range(30)})
    written(files, output)
    (output / MANIFEST).unlink()
    done, (finding,) = write_output(files, output)
    assert done is None and finding.code.number == "W102"
    assert finding.message.startswith("30 files that visitgen has no record of writing")
    assert MANIFEST in (finding.help or "")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_above_that_cannot_be_written(output: Path) -> None:
    output.parent.chmod(0o500)
    try:
        done, findings = write_output(site(index="home"), output)
    finally:
        output.parent.chmod(0o700)
    assert done is None and findings[0].code.number == "W103"


def test_systems_without_second_names_get_copies(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(site(index="home", page="page"), output)
    (output / "CNAME").write_text("x")
    os.utime(output / "page.html", (1, 1))
    monkeypatch.setattr(os, "link", lambda *args: (_ for _ in ()).throw(OSError(errno.EPERM, "no links here")))
    assert written(site(index="HOME", page="page"), output) == (1, 1, 0)
    assert os.stat(output / "page.html").st_mtime == 1
    assert (output / "CNAME").read_text() == "x"


# Without an exchange in one step


@pytest.fixture
def two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that cannot exchange two names at once."""
    monkeypatch.setattr(exchange, "_exchanged_at_once", lambda one, other: False)


def test_this_system_exchanges_at_once(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    (one / "1").touch()
    if not exchange._exchanged_at_once(one, other):
        pytest.skip("the file system cannot exchange two names")
    assert (other / "1").exists() and not (one / "1").exists()


@pytest.mark.usefixtures("two_steps")
def test_two_steps_write_the_same(output: Path) -> None:
    written(site(index="home", visits__x__index="x"), output)
    (output / "CNAME").write_text("x")
    assert written(site(index="HOME", more="m"), output) == (2, 0, 1)
    assert set(tree(output)) == {"index.html", "more.html", "CNAME", MANIFEST}
    assert alone(output)


@pytest.mark.usefixtures("two_steps")
def test_a_kill_between_the_two_steps_is_mended(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(site(index="home"), output)
    (output / "CNAME").write_text("x")
    before = tree(output)
    os.rename(output, exchange.spare_of(output))  # the first step, and then the kill
    assert not output.exists()
    assert written(site(index="HOME"), output) == (1, 0, 0)
    assert tree(output).keys() == before.keys()
    assert (output / "index.html").read_bytes() == b"HOME"
    assert alone(output)


@pytest.mark.usefixtures("two_steps")
def test_a_kill_after_the_second_step_is_mended(output: Path) -> None:
    written(site(index="old"), output)
    shutil.copytree(output, exchange.spare_of(output))
    written(site(index="new"), output)
    assert (output / "index.html").read_bytes() == b"new"
    assert alone(output)


@pytest.mark.usefixtures("two_steps")
def test_a_refused_second_step_puts_the_old_site_back(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(site(index="old"), output)
    before = tree(output)
    real = os.rename
    calls: list[object] = []

    def rename(one: Path, other: Path) -> None:
        calls.append(one)
        if len(calls) == 2:
            raise OSError(errno.EIO, "Input/output error", str(one))
        real(one, other)

    monkeypatch.setattr(os, "rename", rename)
    done, findings = write_output(site(index="new"), output)
    assert done is None and findings[0].code.number == "W103"
    assert tree(output) == before, "the previous site has been left as it was, as the message says"


@pytest.mark.usefixtures("two_steps")
def test_a_folder_that_cannot_be_renamed_is_filled(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(site(index="old", visits__x__index="x"), output)
    (output / "CNAME").write_text("x")
    real = os.rename

    def rename(one: Path, other: Path) -> None:
        if Path(one) == output.resolve():
            raise OSError(errno.EBUSY, "Device or resource busy", str(one))
        real(one, other)

    monkeypatch.setattr(os, "rename", rename)
    assert written(site(index="new", visits__y__index="y"), output) == (2, 0, 1)
    assert (output / "index.html").read_bytes() == b"new"
    assert (output / "CNAME").read_text() == "x"
    assert not (output / "visits/x/index.html").exists()
    assert alone(output)


@pytest.mark.usefixtures("two_steps")
def test_an_empty_folder_made_between_the_two_steps_is_no_site(output: Path) -> None:
    written(site(index="home"), output)
    (output / "CNAME").write_text("x")
    os.rename(output, exchange.spare_of(output))
    output.mkdir()  # by a script, or by a server of the site
    assert written(site(index="HOME"), output) == (1, 0, 0)
    assert set(tree(output)) == {"index.html", "CNAME", MANIFEST}
    assert alone(output)


@pytest.mark.usefixtures("two_steps")
@pytest.mark.parametrize("theirs", ["site/notes.txt", "site"])
def test_files_put_there_between_the_two_steps_are_kept_like_the_site(theirs: str, output: Path) -> None:
    written(site(index="home"), output)
    spare = exchange.spare_of(output)
    os.rename(output, spare)
    before = tree(spare)
    path = output.parent / theirs
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")
    done, (finding,) = write_output(site(index="HOME"), output)
    assert done is None and finding.code.number == "W103" and spare.name in finding.message
    assert tree(spare) == before and path.read_text() == "mine"
    path.unlink()
    written(site(index="HOME"), output)
    assert (output / "index.html").read_bytes() == b"HOME" and alone(output)


# Where nothing can stand beside the folder


@pytest.fixture
def a_disk(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An output folder that is a disk of its own: nothing can be moved into it from beside it."""
    output.mkdir()
    real = os.replace

    def replace(one: Path, other: Path) -> None:
        if Path(one).is_relative_to(output) != Path(other).is_relative_to(output):
            raise OSError(errno.EXDEV, "Invalid cross-device link", str(one))
        real(one, other)

    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == output)
    monkeypatch.setattr(os, "replace", replace)


@pytest.mark.usefixtures("a_disk")
def test_a_disk_is_filled_in_place(output: Path) -> None:
    (output / "CNAME").write_text("x")
    assert written(site(index="home", visits__x__index="x", page="p"), output) == (3, 0, 0)
    for path in output.rglob("*.html"):
        os.utime(path, (1, 1))
    assert written(site(index="HOME", visits__y__index="y", page="p"), output) == (2, 1, 1)
    assert set(tree(output)) == {"CNAME", "index.html", "page.html", "visits", "visits/y", "visits/y/index.html", MANIFEST}
    assert os.stat(output / "page.html").st_mtime == 1 and (output / "index.html").read_bytes() == b"HOME"
    assert alone(output)


@pytest.mark.usefixtures("a_disk")
def test_on_a_disk_a_page_may_become_a_folder_and_back(output: Path) -> None:
    written(Files.of([Artifact(path="a", data=b"file")]), output)
    assert written(Files.of([Artifact(path="a/b", data=b"inside")]), output) == (1, 0, 1)
    assert written(Files.of([Artifact(path="a", data=b"file")]), output) == (1, 0, 1)
    assert tree(output).keys() == {"a", MANIFEST}


@pytest.mark.usefixtures("a_disk")
def test_a_disk_that_is_full_keeps_its_site(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(site(index="home", visits__x__index="x"), output)
    before = tree(output)
    failing(monkeypatch, "mkdir", OSError(errno.ENOSPC, "No space left on device"), 2)
    done, _ = write_output(site(index="HOME", visits__y__index="y"), output)
    assert done is None and tree(output) == before and alone(output)


@pytest.mark.usefixtures("a_disk")
def test_a_kill_while_a_disk_is_filled_is_mended(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was moved there before the kill is on record: nothing is taken for somebody else's."""
    (output / "CNAME").write_text("x")
    written(site(index="old", visits__x__index="x"), output)
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    new = site(index="new", visits__y__index="y", visits__z__index="z")
    for at in range(1, 6):
        with monkeypatch.context() as patched:
            failing(patched, "replace", KeyboardInterrupt(), at)  # type: ignore[arg-type]
            patched.setattr(os, "getpid", lambda: process.pid)
            patched.setattr(shutil, "rmtree", lambda *_, **__: None)
            if at < 5:
                with pytest.raises(KeyboardInterrupt):
                    write_output(new, output)
        written(site(index="old", visits__x__index="x"), output)
        assert set(tree(output)) == {"CNAME", "index.html", "visits", "visits/x", "visits/x/index.html", MANIFEST}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_ours_in_one_that_is_not(output: Path) -> None:
    output.mkdir()
    output.parent.chmod(0o500)
    try:
        assert written(site(index="home"), output) == (1, 0, 0)
        assert written(site(index="HOME"), output) == (1, 0, 0)
    finally:
        output.parent.chmod(0o700)
    assert set(tree(output)) == {"index.html", MANIFEST}


# What a killed build leaves


@pytest.mark.parametrize("name", ["site", "site [1]*"])
def test_leftovers_of_a_dead_build_are_removed(name: str, tmp_path: Path) -> None:
    output = tmp_path / name
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    left = output.parent / f".{output.name}.visitgen-{process.pid}"
    (left / "visits").mkdir(parents=True)
    written(site(index="home"), output)
    assert alone(output)


def test_the_folder_of_a_living_build_is_left_alone(output: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        left = output.parent / f".{output.name}.visitgen-{process.pid}"
        left.mkdir()
        written(site(index="home"), output)
        assert left.is_dir()
        process.communicate(b"\n")


def test_leftovers_under_our_own_number_do_not_stop_a_build(output: Path) -> None:
    """Process numbers come round again, in containers at once: a leftover may carry the number of this process."""
    left = output.parent / f".{output.name}.visitgen-{os.getpid()}"
    left.mkdir()
    (left / "half").touch()
    written(site(index="home"), output)
    assert alone(output)


def test_folders_of_another_name_are_left_alone(output: Path) -> None:
    for name in (".site.visitgen-notes", ".other.visitgen-1", "site.visitgen-1", ".site.visitgen-"):
        (output.parent / name).mkdir(parents=True)
    written(site(index="home"), output)
    assert len(list(output.parent.iterdir())) == 5


# Two builds at once

TWICE = """
import sys
from pathlib import Path
from visitgen.render import Artifact, Files
from visitgen.write import write_output
name = sys.argv[2]
files = [Artifact(path=f'{name}/{n}.html', data=name.encode() * 50) for n in range(100)]
for _ in range(15):
    done, findings = write_output(Files.of(files), Path(sys.argv[1]))
    assert done and not findings, findings
"""


def test_two_builds_at_once_leave_one_complete_site(output: Path) -> None:
    """Whichever comes last wins, whole; neither takes the files of the other for somebody else's."""
    running = [subprocess.Popen([sys.executable, "-c", TWICE, str(output), word]) for word in ("one", "two")]
    assert [process.wait(60) for process in running] == [0, 0]
    assert len(list(output.iterdir())) == 2 and len(list(output.rglob("*.html"))) == 100
    written(site(index="home"), output)
    assert set(tree(output)) == {"index.html", MANIFEST}, "a lost record would leave files behind"
    assert alone(output)


HOLDER = """
import sys
from pathlib import Path
from visitgen.write.lock import locked
with locked(Path(sys.argv[1]), lambda: None):
    print("held", flush=True)
    input()
"""


def holder(output: Path) -> subprocess.Popen[str]:
    """A process that writes to a folder, as others see it."""
    lock = str(exchange.site_at(output).lock)
    process = subprocess.Popen([sys.executable, "-c", HOLDER, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               text=True)  # fmt: skip
    assert process.stdout and process.stdout.readline() == "held\n"
    return process


def test_a_build_waits_for_another(output: Path) -> None:
    with holder(output) as process:
        waited: list[bool] = []

        def waiting() -> None:
            waited.append(output.exists())
            if len(waited) == 3:
                process.communicate("\n")

        done, findings = write_output(site(index="home"), output, waiting=waiting)
    assert done and not findings and waited == [False] * 3
    assert alone(output)


def test_a_build_does_not_wait_for_ever(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    with holder(output) as process:
        done, (finding,) = write_output(site(index="home"), output)
        assert done is None and finding.code.number == "W103" and not output.exists()
        assert finding.message == "another build is writing to this folder"
        process.communicate("\n")
    written(site(index="home"), output)


def test_the_lock_of_a_killed_build_locks_nothing(output: Path) -> None:
    with holder(output) as process:
        process.kill()
    assert exchange.site_at(output).lock.exists()
    written(site(index="home"), output)
    assert alone(output)


def test_a_file_system_without_locks(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fcntl.flock", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOLCK, "No locks available")))
    written(site(index="home"), output)
    assert alone(output)
