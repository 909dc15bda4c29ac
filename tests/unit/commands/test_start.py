"""`init` and `new`: what they write is right, nothing is overwritten, and whoever is asked is told at once."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from visitgen.cli import commands
from visitgen.commands.asking import ASKED, Leaving, answer_value, asked
from visitgen.commands.schema import on_record, plural
from visitgen.load.sample import load_sample
from visitgen.model.fields import ListOf, RecordKind, Text, keys_of
from visitgen.model.identity import CLASSES, Register
from visitgen.model.naming import proposed_id

ROOT = Path(__file__).parents[3]


def run(*words: str) -> Result:
    """Runs the command line in this process, with nobody there to answer."""
    return CliRunner().invoke(commands, list(words))


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new archive, and we are in it."""
    assert run("init", str(tmp_path / "archive")).exit_code == 0
    monkeypatch.chdir(tmp_path / "archive")
    return tmp_path / "archive"


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# init


def test_a_new_archive_builds_and_checks_clean(archive: Path) -> None:
    checked = run("check", "--strict")
    assert checked.exit_code == 0
    assert "1 visit, 1 meeting, 2 leaders" in checked.output and "no problems" in checked.output
    assert run("build").exit_code == 0
    assert "Emmanuel Macron" in (archive / "site/visits/macron-israel/index.html").read_text(encoding="utf-8")


def test_what_is_written_is_laid_out_in_the_canonical_way(archive: Path) -> None:
    run("new", "visit", "--visitor", "emmanuel-macron", "--host", "NO", "--start", "2024", "--summary", "Long. " * 40,
        "--stops", "{name: Oslo, country: norway}", "--purposes", "summit", "--purposes", "bilateral")  # fmt: skip
    assert (archive / "content/visits/2024/macron-norway.yaml").is_file()
    result = run("fmt", "--check")
    assert result.exit_code == 0, result.output


def test_a_new_archive_is_laid_out_in_the_canonical_way(archive: Path, tmp_path: Path) -> None:
    """With the lines that name schemas, and as the sample is kept."""
    assert run("fmt", "--check").output == "8 files: all in canonical layout\n"
    for name, text in load_sample().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run("fmt", "--check", "--content", str(tmp_path / "content")).output == "8 files: all in canonical layout\n"


def test_the_commented_records_are_records_in_canonical_layout(archive: Path) -> None:
    """Without their `# `, they say no more against themselves than that they give what excludes each other."""
    written = 0
    for path in sorted((archive / "reference").iterdir()):
        if path.stem not in ("site", "topics", "page"):
            lines = path.read_text(encoding="utf-8").split("\n\n", 1)[1].splitlines()
            live = "".join(f"{line.removeprefix('# ')}\n" for line in lines)
            place = archive / "content" / plural(path.stem) / "my-own-id.yaml"
            place.parent.mkdir(exist_ok=True)
            place.write_text(live, encoding="utf-8")
            written += 1
    assert written == len(CLASSES) - 2
    result = run("fmt", "--check")
    assert result.exit_code == 0, result.output
    told = run("check", "--format", "concise").output.splitlines()
    assert [line for line in told if "error[" in line and "M107" not in line and "`id-of-a" not in line] == []


def test_each_file_of_a_new_archive_names_its_schema(archive: Path) -> None:
    files = [*(archive / "content").rglob("*.yaml"), *(archive / "reference").rglob("*.yaml")]
    assert len(files) > 20
    for path in files:
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text(encoding="utf-8"))
        assert named, path
        assert (path.parent / named[1]).resolve().is_file(), path


def test_every_kind_has_a_record_with_every_key(archive: Path) -> None:
    for kind, record in CLASSES.items():
        name = "topics" if kind == "topic" else kind
        text = (archive / f"reference/{name}.yaml").read_text(encoding="utf-8")
        for key in keys_of(record):
            assert re.search(rf"^# {re.escape(key)}:", text, re.MULTILINE) or (kind, key) == ("page", "text")
    assert "# theme_options:" in (archive / "reference/site.yaml").read_text(encoding="utf-8")


def test_a_readme_and_what_git_is_to_leave_out(archive: Path) -> None:
    assert "visitgen check" in (archive / "README.md").read_text(encoding="utf-8")
    assert "/.visitgen/" in (archive / ".gitignore").read_text().splitlines()


def test_init_refuses_what_is_not_empty(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for folder in (tmp_path, tmp_path / "file"):
        before = everything(tmp_path)
        result = run("init", str(folder))
        assert result.exit_code == 1 and "Nothing was written" in result.output
        assert everything(tmp_path) == before


def test_init_takes_an_empty_folder(tmp_path: Path) -> None:
    assert run("init", str(tmp_path)).exit_code == 0
    assert run("check", "--content", str(tmp_path / "content")).exit_code == 0


# new, with options


def test_a_visit_from_options(archive: Path) -> None:
    result = run("new", "visit", "--visitor", "emmanuel-macron", "--host", "FR", "--start", "2024-05-26",
                 "--sources", "times-of-israel-2023-10-24", "--verification", "single_source",
                 "--stops", "jerusalem", "--stops", "{name: Paris, country: france}")  # fmt: skip
    assert result.exit_code == 0, result.output
    text = (archive / "content/visits/2024/macron-france.yaml").read_text(encoding="utf-8")
    assert text == (
        "# yaml-language-server: $schema=../../../.visitgen/schema/visit.json\n\n"
        "visitor: emmanuel-macron\nhost: FR\nstart: 2024-05-26\n"
        "stops:\n  - jerusalem\n  - name: Paris\n    country: france\n"
        "sources: [times-of-israel-2023-10-24]\nverification: single_source\n"
    )
    assert "Wrote content/visits/2024/macron-france.yaml" in result.output
    assert "`macron-france`, for good" in result.output and "/visits/macron-france/" in result.output


def test_what_is_missing_is_listed(archive: Path) -> None:
    before = everything(archive)
    result = run("new", "visit", "--type", "state")
    assert result.exit_code == 1
    assert "--visitor is missing: The leader who travels." in result.output
    assert "--host is missing" in result.output and "--start or --within is missing" in result.output
    assert everything(archive) == before


@pytest.mark.parametrize("kind", ASKED)
def test_each_kind_says_what_it_needs(archive: Path, kind: str) -> None:
    result = run("new", kind)
    assert result.exit_code == 1 and "is missing" in result.output and f"No {kind} was written" in result.output


def test_wrong_values_are_told_together_and_nothing_is_written(archive: Path) -> None:
    before = everything(archive)
    result = run("new", "visit", "--visitor", "emanuel-macron", "--host", "NO", "--start", "2024-13", "--host", "SE",
                 "--type", "stat", "--flags", "{business: maybe}")  # fmt: skip
    assert result.exit_code == 1
    for told in ("did you mean `emmanuel-macron`?", "--host: one value is wanted here, not 2", "there is no month 13",
                 "did you mean `state`?", "business: `maybe` is no flag"):  # fmt: skip
        assert told in result.output
    assert everything(archive) == before


def test_an_error_of_the_whole_record_is_told_before_it_is_written(archive: Path) -> None:
    before = everything(archive)
    result = run("new", "visit", "--visitor", "emmanuel-macron", "--host", "NO", "--start", "2024-05-02",
                 "--end", "2024-05-01")  # fmt: skip
    assert result.exit_code == 1
    assert "error[M301]" in result.output and "No visit was written: 1 error" in result.output
    assert everything(archive) == before


def test_warnings_are_told_and_the_record_is_written(archive: Path) -> None:
    result = run("new", "visit", "--visitor", "emmanuel-macron", "--host", "NO", "--start", "2024-05-02")
    assert result.exit_code == 0
    assert "no-source" in result.output or "M406" in result.output
    assert (archive / "content/visits/2024/macron-norway.yaml").is_file()


def test_an_id_that_is_taken_is_never_used_again(archive: Path) -> None:
    words = ("new", "visit", "--visitor", "emmanuel-macron", "--host", "israel", "--start", "2024-05-02")
    ids = []
    for _ in range(4):
        result = run(*words)
        ids.append(re.search(r"Its id is `(.*?)`", result.output)[1])  # type: ignore[index]
    assert ids == ["macron-israel-2024", "macron-israel-2024-05", "macron-israel-2024-05-02",
                   "2024-05-02-emmanuel-macron-israel"]  # fmt: skip
    result = run(*words)
    assert result.exit_code == 1 and "--id is missing: there is a visit `macron-israel`" in result.output


def test_former_ids_are_taken_too(archive: Path) -> None:
    path = archive / "content/leaders/emmanuel-macron.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "formerly: [e-macron]\n", encoding="utf-8")
    result = run("new", "leader", "--name", "E Macron")
    assert result.exit_code == 1 and "there is a leader `e-macron`, or once was" in result.output


@pytest.mark.parametrize(
    ("id", "told"),
    [("macron-israel", "has this id"), ("Macron", "this is no id"), ("con", "Windows"), ("a" * 200, "longer")],
)
def test_an_id_that_will_not_do(archive: Path, id: str, told: str) -> None:
    result = run("new", "visit", "--visitor", "emmanuel-macron", "--host", "NO", "--start", "2024", "--id", id)
    assert result.exit_code == 1 and told in result.output


def test_a_name_in_another_script_needs_an_id(archive: Path) -> None:
    assert "--id is missing" in run("new", "place", "--name", "東京").output
    assert run("new", "place", "--name", "東京", "--id", "tokyo", "--country", "japan").exit_code == 0
    text = (archive / "content/places/tokyo.yaml").read_text(encoding="utf-8")
    assert text.endswith("\n\nname: 東京\ncountry: japan\n")


def test_a_file_in_the_way_is_left_alone(archive: Path) -> None:
    path = archive / "content/leaders/olaf-scholz.yaml"
    path.write_text("id: another\nname: Another\n")
    result = run("new", "leader", "--name", "Olaf Scholz")
    assert result.exit_code == 1 and "There is a file" in result.output
    assert path.read_text() == "id: another\nname: Another\n"


def test_every_kind_from_options(archive: Path) -> None:
    for words, name in (
        (("leader", "--name", "Olaf Scholz", "--sort-name", "Scholz, Olaf", "--terms",
          "{title: chancellor, country: DE, from: 2021-12-08}"), "leaders/olaf-scholz.yaml"),
        (("meeting", "--participants", "emmanuel-macron", "--participants", "olaf-scholz", "--date", "2024-05-28",
          "--mode", "phone"), "meetings/2024/macron-scholz-2024-05-28.yaml"),
        (("itinerary", "--traveller", "emmanuel-macron", "--visits", "macron-israel", "--title", "To the region"),
         "itineraries/to-the-region.yaml"),
        (("event", "--name", "G7 summit", "--start", "2024-06-13", "--end", "2024-06-15", "--host", "italy"),
         "events/g7-summit.yaml"),
        (("place", "--name", "Oslo", "--country", "NO", "--lat", "59.91", "--lon", "10.75"), "places/oslo.yaml"),
        (("organisation", "--name", "United Nations", "--kind", "igo"), "organisations/united-nations.yaml"),
        (("source", "--title", "A title: with a colon", "--container-title", "Le Monde", "--issued", "2024-01-02"),
         "sources/le-monde-2024-01-02.yaml"),
    ):  # fmt: skip
        result = run("new", *words)
        assert result.exit_code == 0, result.output
        assert (archive / "content" / name).is_file(), result.output
    assert run("check").exit_code == 0


def test_the_schemas_know_the_new_record_at_once(archive: Path) -> None:
    run("new", "leader", "--name", "Olaf Scholz")
    assert '"olaf-scholz"' in (archive / ".visitgen/schema/visit.json").read_text(encoding="utf-8")


def test_errors_elsewhere_do_not_stop_it_and_are_spoken_of(archive: Path) -> None:
    (archive / "content/places/bad.yaml").write_text("name: [\n")
    result = run("new", "leader", "--name", "Olaf Scholz")
    assert result.exit_code == 0
    assert "checked alone" in result.output and "bad.yaml" not in result.output


def test_without_an_archive(tmp_path: Path) -> None:
    result = run("new", "visit", "--content", str(tmp_path / "none"))
    assert result.exit_code == 1 and "visitgen init" in result.output


# Names


@pytest.fixture
def register(archive: Path) -> Register:
    """The records of a new archive."""
    return on_record(archive / "content").register


@pytest.mark.parametrize(
    ("kind", "raw", "id"),
    [
        ("visit", {"visitor": "benjamin-netanyahu", "host": "FR", "start": "2023-02"}, "netanyahu-france"),
        ("visit", {"visitor": "nobody-known", "host": "norway", "within": "1874~/1875"}, "nobody-known-norway"),
        ("meeting", {"participants": "emmanuel-macron"}, "macron"),
        ("meeting", {"participants": [{"name": "Families of the hostages and many more people", "kind": "group"}],
                     "date": "2023"}, "families-of-the-hostages-and-2023"),
        ("itinerary", {"traveller": "emmanuel-macron"}, "macron-journey"),
        ("event", {"name": "G7 Summit"}, "g7-summit"),
        ("source", {"title": "A long title " * 20}, "a-long-title-a-long-title-a-long-title-a-long-title-a-long"),
        ("source", {"title": "T", "publisher": "The Times", "issued": "2023-10-24?"}, "times-2023-10-24"),
        ("organisation", {"name": "Élysée Palace"}, "elysee-palace"),
        ("place", {"name": "القدس"}, None),
    ],
)  # fmt: skip
def test_proposed_ids(register: Register, kind: RecordKind, raw: dict[str, object], id: str | None) -> None:
    assert proposed_id(kind, raw, register) == id  # type: ignore[arg-type]


# Questions


class Person:
    """Somebody who answers, line by line, and hears what is said."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.heard: list[str] = []

    def ask(self, prompt: str) -> str:
        """The next answer; leaves when there is none."""
        if not self.answers:
            raise Leaving
        return self.answers.pop(0)

    def say(self, line: str) -> None:
        """Hears a line."""
        self.heard.append(line)


def answers(register: Register, kind: RecordKind, *lines: str) -> tuple[object, str]:
    """What comes of some answers, and what was said."""
    person = Person(*lines)
    raw = asked(kind, {}, register, person.ask, person.say)
    assert not person.answers, "there were too many answers"
    return raw, "\n".join(person.heard)


def test_a_wrong_answer_is_told_and_asked_for_again(register: Register) -> None:
    raw, heard = answers(register, "visit", "emanuel-macron", "", "emmanuel-macron", "israel", "2024-13", "2024-05",
                         "", "jerusalem", "state", "https://example.org/")  # fmt: skip
    assert raw == {"visitor": "emmanuel-macron", "host": "israel", "start": "2024-05", "stops": ["jerusalem"],
                   "type": "state", "sources": ["https://example.org/"]}  # fmt: skip
    assert "did you mean `emmanuel-macron`?" in heard
    assert "`visitor` is needed" in heard and "there is no month 13" in heard
    assert "visitor: Needed. The leader who travels." in heard


def test_a_span_instead_of_a_day(register: Register) -> None:
    raw, heard = answers(
        register, "visit", "emmanuel-macron", "israel", "", "", "", "2023-10-07/2023-10-24", "", "", ""
    )
    assert raw == {"visitor": "emmanuel-macron", "host": "israel", "within": "2023-10-07/2023-10-24"}
    assert "`within` is needed" in heard


def test_terms_are_asked_for_until_there_are_no_more(register: Register) -> None:
    raw, _ = answers(register, "leader", "Olaf Scholz", "Scholz, Olaf", "mayor", "DE", "", "2011-03-07", "2018-03-13",
                     "chancellor", "DE", "head_of_government", "2021-12-08", "", "", "")  # fmt: skip
    assert raw == {
        "name": "Olaf Scholz",
        "sort_name": "Scholz, Olaf",
        "terms": [
            {"title": "mayor", "country": "DE", "from": "2011-03-07", "to": "2018-03-13"},
            {"title": "chancellor", "country": "DE", "role": "head_of_government", "from": "2021-12-08"},
        ],
    }


def test_what_was_given_is_not_asked_for(register: Register) -> None:
    person = Person("", "", "", "")
    raw = asked("meeting", {"participants": ["emmanuel-macron"], "date": "2024", "place": "jerusalem"}, register,
                person.ask, person.say)  # fmt: skip
    assert list(raw) == ["date", "place", "participants"], "in the canonical order"


def test_whoever_leaves_leaves_nothing_behind(register: Register) -> None:
    with pytest.raises(Leaving):
        answers(register, "visit", "emmanuel-macron")


def test_everything_asked_for_is_a_key() -> None:
    for kind, names in ASKED.items():
        assert set(names) <= keys_of(CLASSES[kind]).keys()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a, b", ["a", "b"]),
        ("[a, b]", ["a", "b"]),
        ("a", ["a"]),
        ("a, {name: Families, kind: group}", ["a", {"name": "Families", "kind": "group"}]),
        ('"a, b", c', ["a, b", "c"]),
    ],
)
def test_an_answer_for_a_list(text: str, value: object) -> None:
    assert answer_value(ListOf(Text()), text) == (value, ())


def test_an_answer_that_cannot_be_read() -> None:
    assert answer_value(ListOf(Text()), "a, {b")[1]
    assert answer_value(Text(), "{not: keys}") == ("{not: keys}", ())


def on_a_terminal(folder: Path, words: list[str], lines: list[str]) -> tuple[str, int]:
    """What is shown when somebody types these lines on a terminal, and the exit status."""
    main, side = pty.openpty()
    process = subprocess.Popen([sys.executable, "-m", "visitgen", *words], cwd=folder, stdin=side, stdout=side, stderr=side,
                               env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb"})  # fmt: skip
    os.close(side)
    shown, until, waiting = b"", time.monotonic() + 60, list(lines)
    while time.monotonic() < until:
        if select.select([main], [], [], 0.2)[0]:
            try:
                data = os.read(main, 4096)
            except OSError:
                break
            if not data:
                break
            shown += data
        elif process.poll() is not None:
            break
        if shown.endswith(b"> ") and waiting:
            os.write(main, waiting.pop(0).encode())
    os.close(main)
    return shown.decode(), process.wait(10)


def test_a_conversation_on_a_terminal(archive: Path) -> None:
    shown, status = on_a_terminal(
        archive, ["new", "visit"],
        ["emanuel-macron\n", "emmanuel-macron\n", "germany\n", "2024-05-26\n", "\n", "\n", "\n", "\n", "macron-berlin\n"],
    )  # fmt: skip
    assert status == 0, shown
    assert "did you mean `emmanuel-macron`?" in shown and "[macron-germany] > " in shown
    assert "Traceback" not in shown
    assert (archive / "content/visits/2024/macron-berlin.yaml").is_file()


def test_the_tab_key_completes_ids(archive: Path) -> None:
    pytest.importorskip("readline")
    shown, status = on_a_terminal(archive, ["new", "visit"],
                                  ["emm\t\n", "germany\n", "2024\n", "\n", "\n", "\n", "\n", "\n"])  # fmt: skip
    assert status == 0, shown
    text = (archive / "content/visits/2024/macron-germany.yaml").read_text(encoding="utf-8")
    assert "visitor: emmanuel-macron\n" in text


def test_leaving_a_conversation(archive: Path) -> None:
    before = everything(archive)
    shown, status = on_a_terminal(archive, ["new", "visit"], ["emmanuel-macron\n", "\x04"])
    assert status == 1 and "Nothing was written." in shown and "Traceback" not in shown
    assert everything(archive) == before


def test_nothing_is_asked_when_all_that_is_needed_is_given(archive: Path) -> None:
    words = ["new", "visit", "--visitor", "emmanuel-macron", "--host", "germany", "--start", "2024"]
    shown, status = on_a_terminal(archive, words, [])
    assert status == 0 and "> " not in shown.replace("--> ", "")
