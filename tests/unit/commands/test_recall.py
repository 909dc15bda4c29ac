"""The memory of a build: what it is not read for, and what it tells; and `visitgen clean`."""

from __future__ import annotations

import io
import os
import pickle
import shutil
from array import array
from collections import Counter
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path

import pytest
from click.testing import CliRunner

import visitgen.commands.packing as packing
import visitgen.commands.recall as recall_module
from visitgen.cli import commands
from visitgen.commands.build import Options
from visitgen.commands.builder import Builder
from visitgen.commands.kept import KeptUnit
from visitgen.commands.packing import pack, unpacked
from visitgen.commands.recall import lasting, memory_file, recalled, remember
from visitgen.commands.unchanged import keep_state
from visitgen.diagnostics import codes
from visitgen.load import Document
from visitgen.model.identity import Item
from visitgen.model.parts import Origin, Waiver
from visitgen.plan.dependencies import Held

CONTENT = Path(__file__).parents[2] / "sites/renamed/content"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small archive in a folder of its own, which is the present one."""
    shutil.copytree(CONTENT, tmp_path / "content")
    shutil.copytree(CONTENT.parents[1] / "themes", tmp_path / "themes")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> str:
    """What a command prints; it ends well."""
    done = CliRunner().invoke(commands, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def packed(value: object) -> bytes:
    """A value as it is written down."""
    stream = io.BytesIO()
    pack(value, stream)
    return stream.getvalue()


class Harm:
    """What runs a command when it is read from a pickle."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("harmed",)


def test_a_memory_runs_nothing(project: Path) -> None:
    data = pickle.dumps((("plain", [(recall_module.program(), Harm())]), []))
    digest = blake2b(data, digest_size=recall_module._DIGEST).digest()
    memory_file(Path("site")).write_bytes(recall_module._HEAD + digest + data)
    pickle.loads(data)
    assert Path("harmed").is_dir(), "or the test would hold nothing"
    Path("harmed").rmdir()
    assert recalled(Path("site")) is None
    assert not Path("harmed").exists()


@pytest.mark.parametrize("kind", ["os.PathLike", "visitgen.commands.build.Options", "visitgen.model.records.nobody"])
def test_a_memory_makes_no_objects_but_those_it_may(kind: str) -> None:
    module, _, name = kind.rpartition(".")
    columns = pickle.dumps([("plain", ["x"])])
    index = pickle.dumps(([(module, name, 1, (0, len(columns)))], ("objects", module, name, [0])))
    with pytest.raises(ValueError, match=f"no value of this program.*{name}"):
        unpacked(memoryview(columns + index + len(columns).to_bytes(8, "big")))


def test_values_come_back_each_in_its_place_and_once() -> None:
    day = Origin(file="a")
    shared = Waiver(rule="r", reason="x")
    value = {
        ("k", 1): [day, None, "text", (day, shared), {"in": [Origin(file="b", path=("c", 0))]}],
        "same": (shared, shared), "nothing": ([], (), {}), "plain": {1: (2, [3, {4: 5}])}, "code": codes.NO_CONTENT,
        "day": (date(2000, 1, 2), Decimal("1.50"), frozenset({"a"}), array("I", [1]), Counter("aab")),
    }  # fmt: skip
    again = unpacked(memoryview(packed(value)))
    assert again == value and [type(part) for part in again.values()] == [type(part) for part in value.values()]
    assert again["same"][0] is again["same"][1] is again["k", 1][3][1]
    assert again["k", 1][0] is again["k", 1][3][0] is not again["k", 1][4]["in"][0]
    assert again["code"] is codes.NO_CONTENT
    with pytest.raises(pickle.PicklingError, match="no object of ours"):
        packed({frozenset({day})})


def test_parts_that_come_late_are_read_for_some_objects_at_a_time() -> None:
    """Each is an object of its own from the first, and like the one that was written once it is asked for anything."""
    written = [
        Item(kind="visit", id=f"v-{number}", raw={"id": [str(number)]}, origin=Origin(file="a", path=(number,)))
        for number in range(2 * Item.READ_WHOLE + 50)
    ]
    again, first = unpacked(memoryview(packed((written, written[0]))))
    assert len(again) == len(written) and first is again[0]

    def unread() -> list[int]:
        return [at for at, item in enumerate(again) if not _has(item, "id")]

    assert unread() == [*range(len(written))]
    assert again[Item.READ_WHOLE + 1].id == f"v-{Item.READ_WHOLE + 1}"
    assert unread() == [at for at in range(len(written)) if at // Item.READ_WHOLE != 1]
    assert not _has(again[Item.READ_WHOLE], "raw"), "what was written is read later still"
    assert again[Item.READ_WHOLE].raw == {"id": [str(Item.READ_WHOLE)]}
    assert not hasattr(again[-1], "nothing") and unread()[-1] == len(written) - 1
    assert again == written and not unread()
    assert unpacked(memoryview(packed(again))) == written


def _has(item: Item, name: str) -> bool:
    """Whether a part is in its place."""
    try:
        object.__getattribute__(item, name)
    except AttributeError:
        return False
    return True


def test_a_memory_comes_back_as_it_was(project: Path) -> None:
    builder = Builder(Options(content=Path("content"), output=Path("site"), as_of=date(2023, 12, 31)))
    builder.build()
    assert builder.memory and builder.memory.editions[""].pages
    memory = lasting(builder.memory)
    again = unpacked(memoryview(packed(memory)))
    assert again == memory and type(again.editions[""].notes.graph) is type(memory.editions[""].notes.graph)


NONE = pickle.dumps(([], [])) + bytes(8)
"""A list of no tables and no value, at the beginning."""


@pytest.mark.parametrize("data", [b"", b"x", b"\x80\x05.", NONE, packed(1)[:-1], b"cvisitgen.commands.packing\npack\n(U\x01xtR."])
def test_bytes_that_are_no_values(data: bytes) -> None:
    with pytest.raises(ValueError, match="no value of this program"):
        unpacked(memoryview(data))


def test_a_memory_with_any_byte_changed_is_not_read(project: Path) -> None:
    """It is put together while another process goes through its bytes: whatever comes of that is not used."""
    run("build")
    file = memory_file(Path("site"))
    whole = file.read_bytes()
    assert recalled(Path("site"))
    for at in range(0, len(whole), len(whole) // 80):
        for change in (1, 128):
            file.write_bytes(whole[:at] + bytes([whole[at] ^ change]) + whole[at + 1 :])
            assert recalled(Path("site")) is None, at


@pytest.mark.parametrize("divided", [True, False])
def test_files_that_are_not_as_they_were_left_are_told(
    project: Path, divided: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By another process, or by the same where it cannot be divided."""
    if not divided:
        monkeypatch.setattr("visitgen.commands.beside.divisible", lambda: False)
    run("build")
    files = [file.relative_to("site").as_posix() for file in Path("site").rglob("*") if file.is_file()]
    keep_state(["build"], "site", {}, ("", "", ""), files, {})
    Path("site/index.html").write_text("another")
    Path("site/about/index.html").unlink()
    os.utime("site/404.html", (1, 1))
    last = recalled(Path("site"))
    assert last and last.damaged == {"index.html", "about/index.html"}
    assert last.memory.files.keys() - last.seen.keys() == {"404.html", *last.damaged}


def test_a_memory_of_another_program_is_not_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builder = Builder(Options(content=Path("content"), output=Path("site"), as_of=date(2023, 12, 31)))
    builder.build()
    assert builder.memory
    remember(builder.memory, Path("site"))
    assert recalled(Path("site"))
    monkeypatch.setattr(recall_module, "libraries", lambda: ("Jinja2 99",))
    assert recalled(Path("site")) is None


def test_what_a_killed_build_left_beside_the_site_goes(project: Path) -> None:
    """Both with the next build that writes its memory down, and with what builds keep."""
    left = [Path(f".site.visitgen-{what}.{number}") for what in ("memory", "state") for number in (17, 4711)]
    others = [Path(".site.visitgen-memory.old"), Path("site.visitgen-memory.17")]
    for path in (*left, *others):
        path.write_text("half")
    run("build")
    assert not any(path.exists() for path in left) and all(path.exists() for path in others)
    left[0].write_text("half")
    run("clean")
    assert not left[0].exists() and all(path.exists() for path in others)


def test_an_interrupt_leaves_no_half_written_memory(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("build")
    last = recalled(Path("site"))
    assert last and not last.damaged
    before = memory_file(Path("site")).read_bytes()

    def interrupted(value: object, stream: io.BytesIO) -> None:
        stream.write(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(recall_module, "pack", interrupted)
    with pytest.raises(KeyboardInterrupt):
        remember(last.memory, Path("site"))
    assert memory_file(Path("site")).read_bytes() == before and not list(Path().glob(".site.visitgen-memory.*"))


def test_why_a_page_was_made_again_or_kept(project: Path) -> None:
    leader = Path("content/leaders/emmanuel-macron.yaml")
    run("build")
    assert "was kept" in run("build", "--why", "leaders/emmanuel-macron/")
    leader.write_text(leader.read_text().replace("name: Emmanuel Macron", "name: E. Macron"))
    told = run("build", "--why", "site/leaders/emmanuel-macron/index.html", "--verify")
    assert "was made again" in told and "  leader emmanuel-macron" in told and "Verified: the" in told
    Path("site/leaders/emmanuel-macron/index.html").write_text("x")
    assert "not as it had been written" in run("build", "--why", "leaders/emmanuel-macron")
    Path("content/site.yaml").write_text(Path("content/site.yaml").read_text().replace("title: ", "title: New "))
    assert "settings" in run("build", "--why", "leaders/emmanuel-macron/")
    assert "There is no page" in run("build", "--why", "leaders/nobody/")
    assert "no memory" in run("build", "--fresh", "--why", "leaders/emmanuel-macron/")


def test_a_few_words_are_not_written_down_and_are_told_again(project: Path) -> None:
    """The memory stays that of an earlier build until there is more to say; what is built upon it is right."""
    record, memory = next(Path("content/pages").iterdir()), memory_file(Path("site"))
    page, text = Path("site/method/index.html"), record.read_text()
    run("build")
    known = memory.read_bytes()
    for words in ("In *few* words.", "In others."):
        record.write_text(f"{text}\n\n{words}\n")
        assert "Verified: the" in run("build", "--verify")
        assert memory.read_bytes() == known
    assert "<p>In others.</p>" in page.read_text()
    record.write_text(text)
    run("build", "--verify")
    assert "few" not in page.read_text() and "others." not in page.read_text() and memory.read_bytes() == known
    leader = Path("content/leaders/emmanuel-macron.yaml")
    leader.write_text(f"{leader.read_text()}born: 1977\n")
    assert "Verified: the" in run("build", "--verify")
    assert memory.read_bytes() != known


def test_an_edit_of_words_reads_little_of_the_memory(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the rows of the data files nor the pages that stay as they are; nor does the next edit."""
    asked: list[object] = []
    put = packing._Values.put

    def noted(unread: packing._Values, into: object, at: int) -> None:
        asked.append(into)
        put(unread, into, at)

    monkeypatch.setattr(packing._Values, "put", noted)
    record = next(Path("content/pages").iterdir())
    run("build")
    text = record.read_text()
    for words in ("In *few* words.", "In others."):
        asked.clear()
        record.write_text(f"{text}\n\n{words}\n")
        run("build")
        assert 0 < sum(isinstance(one, KeptUnit) for one in asked) < 5
        assert [set(one.of) for one in asked if isinstance(one, Held)] == [{"visits"}], "what the files are, no rows"
        assert sum(isinstance(one, Document) for one in asked) < 5


def test_records_in_another_language_are_told_in_it_everywhere(project: Path) -> None:
    run("build")
    site = Path("content/site.yaml")
    site.write_text(f"{site.read_text()}language: fr\n")
    assert "Verified: the" in run("build", "--verify")


def test_a_title_that_comes_to_be_shared_and_is_alone_again(project: Path) -> None:
    """Pages that were not edited get another title, and their old one again."""
    other = Path("content/leaders/other.yaml")
    page = Path("site/leaders/emmanuel-macron/index.html")
    other.write_text("name: Somebody Else\n")
    run("build")
    alone = page.read_bytes()
    other.write_text("name: Emmanuel Macron\n")
    assert "Verified: the" in run("build", "--verify") and b"<title>Emmanuel Macron (emmanuel-macron)" in page.read_bytes()
    other.write_text("name: Somebody Else\n")
    assert "Verified: the" in run("build", "--verify") and page.read_bytes() == alone


def test_a_site_is_deleted_and_what_others_put_there_is_not(project: Path) -> None:
    run("build")
    Path("site/leaders/own.txt").write_text("mine")
    assert "files of `site` deleted" in run("clean")
    left = {path.as_posix() for path in Path().rglob("*") if path.is_file() and path.parts[0] not in ("content", "themes")}
    assert left == {"site/leaders/own.txt", "site/.visitgen-manifest"}
    assert "There is nothing" in run("clean")
    run("clean", "--all")
    assert not Path("site/.visitgen-manifest").exists() and Path("site/leaders/own.txt").read_text() == "mine"
    assert " 0 unchanged" in run("build")
