"""`check` for programs, and restricted to paths: what is printed where, and how it ends."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from visitgen.cli import commands
from visitgen.commands.check import every_rule, rules_run
from visitgen.diagnostics import CODES

SITES = Path(__file__).parents[2] / "sites"
FORMS = ("full", "concise", "json", "sarif", "github", "gitlab")
PROGRAMS = FORMS[2:]
UNSOURCED = "visitor: emmanuel-macron\nhost: israel\nstart: 2023-10-24\n"
GOOD = f"{UNSOURCED}sources: [times-of-israel-2023-10-24]\nverification: single_source\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small archive without a problem, its folder being the present one, on a machine of nobody's."""
    shutil.copytree(SITES / "one-visit/content", tmp_path / "content")
    shutil.copytree(SITES / "themes", tmp_path / "themes")
    monkeypatch.chdir(tmp_path)
    write("content/visits/2023/macron-israel.yaml", GOOD)
    for name in ("GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def check(*words: str) -> Result:
    """Runs `visitgen check` in this process."""
    return CliRunner().invoke(commands, ["check", *words], catch_exceptions=False)


def write(file: str, text: str) -> None:
    """Writes a file of the archive."""
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    Path(file).write_text(text, encoding="utf-8")


def two_errors() -> None:
    """One error in a visit, one in a leader; a stage finds both."""
    write("content/visits/one.yaml", GOOD.replace("emmanuel", "emanuel"))
    write("content/leaders/two.yaml", "name: Two\nbornn: 1950\n")


def two_holders() -> None:
    """One problem with a place in each of two files."""
    for name, start in (("first", "2022-01-01"), ("second", "2022-06-01")):
        write(
            f"content/leaders/{name}.yaml",
            f"name: {name.title()} Person\nterms:\n  - title: prime minister\n    country: israel\n"
            f"    role: head_of_government\n    from: {start}\n    to: 2023-06-01\n",
        )


# What every form has


@pytest.mark.parametrize("form", FORMS)
def test_all_is_well(form: str) -> None:
    result = check("--format", form)
    assert result.exit_code == 0
    last = result.output.splitlines()[-1]
    assert re.fullmatch(
        r"Checked 1 visit, 1 leader, 1 source in content; as of 2023-12-31: no problems; "
        rf"{len(every_rule())} rules, \d+ pages, \d+\.\d s",
        last,
    )


@pytest.mark.parametrize("form", PROGRAMS)
def test_standard_output_holds_the_form_alone(form: str) -> None:
    two_errors()
    result = check("--format", form)
    assert result.exit_code == 1
    assert "Checked" not in result.stdout and result.stderr.startswith("Checked 2 visits, 2 leaders, 1 source in content")
    if form == "github":
        assert all(line.startswith("::error ") for line in result.stdout.splitlines())
    else:
        assert json.loads(result.stdout)


@pytest.mark.parametrize("form", PROGRAMS)
def test_the_same_records_make_the_same_bytes(form: str) -> None:
    two_errors()
    assert check("--format", form).stdout_bytes == check("--format", form).stdout_bytes


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("file", "text", "code", "place"),
    [
        ("content/site.yaml", "title: x\nthemee: y\n", "M101", "content/site.yaml"),
        ("content/site.yaml", "title: x\ntheme: none\n", "L201", "content/site.yaml"),
        ("themes/plain/theme.toml", "parent = ", "L202", "themes/plain/theme.toml"),
        ("themes/plain/pages/visit.html", "{{ nothing }}", "R101", "themes/plain/pages/visit.html"),
    ],
)
def test_errors_outside_the_records_are_told_in_every_form(
    form: str, file: str, text: str, code: str, place: str
) -> None:
    write(file, text)
    result = check("--format", form)
    assert result.exit_code == 1
    assert code in result.stdout and place in result.stdout


@pytest.mark.parametrize("form", PROGRAMS)
def test_no_content_folder_at_all(form: str) -> None:
    result = check("--format", form, "--content", "records")
    assert result.exit_code == 1
    assert "L119" in result.stdout
    assert "Checked no records in records" in result.stderr


# What was checked


def test_the_rules_that_are_run() -> None:
    everything = {code.number for code in every_rule()}
    each, together, pages = ({code.number for code in rules_run(reach)} for reach in ("each", "together", "pages"))
    assert set(CODES) - everything == {number for number in CODES if number[:2] == "L3" or number[0] == "W"}
    assert each < together < pages == everything
    assert "M201" in each and "M307" in together - each and "R102" in pages - together


@pytest.mark.parametrize(
    ("file", "text", "run"),
    [
        ("content/visits/one.yaml", "visitor: nobody\nhost: israel\nstart: 2023\n", "each"),
        ("content/visits/one.yaml", GOOD + "role: king\n", "together"),
        ("content/pages/text.md", "---\ntitle: x\n---\n[x](visits/none/)", "pages"),
    ],
)
def test_the_count_of_rules_says_how_far_the_check_got(file: str, text: str, run: str) -> None:
    write(file, text)
    made = json.loads(check("--format", "json").stdout)
    assert made["checked"]["rules_run"] == len(rules_run(run))  # type: ignore[arg-type]
    assert made["checked"]["rules"] == len(every_rule())
    assert made["checked"]["complete"] == (run == "pages")
    assert made["checked"]["records"]["leaders"] == 1


def test_broken_lists_and_files_are_counted_as_far_as_they_are_read() -> None:
    write("content/visits/list.yaml", "- " + GOOD.replace("\n", "\n  ").rstrip() + "\n- visitor: nobody\n")
    write("content/topics.yaml", "peace: {label: Peace}\ntrade: {label: Trade}\n")
    made = json.loads(check("--format", "json").stdout)
    assert made["checked"]["records"]["visits"] == 3 and made["checked"]["records"]["topics"] == 2


@pytest.mark.parametrize("text", ["", "just text\n", "[]\n", "peace\n"])
def test_odd_topics_are_counted_without_a_fault(text: str) -> None:
    write("content/topics.yaml", text)
    assert check("--format", "json").exit_code in (0, 1)


# Paths


@pytest.mark.parametrize(
    ("paths", "codes"),
    [
        ([], ["M101", "M201"]),
        (["content"], ["M101", "M201"]),
        (["."], ["M101", "M201"]),
        (["content/visits"], ["M201"]),
        (["content/visits/"], ["M201"]),
        (["./content/../content/visits/one.yaml"], ["M201"]),
        (["content/leaders/two.yaml", "content/sources"], ["M101"]),
        (["content/sources"], []),
        (["content/vis"], []),
    ],
)
def test_paths_restrict_what_is_printed(paths: list[str], codes: list[str]) -> None:
    two_errors()
    Path("content/vis").mkdir()
    result = check("--format", "json", *paths)
    made = json.loads(result.stdout)
    assert sorted(found["code"] for found in made["diagnostics"]) == codes
    assert made["found_elsewhere"]["errors"] == 2 - len(codes)
    assert made["checked"]["paths"] == paths
    assert result.exit_code == (1 if codes else 0)


def test_paths_in_full_and_by_another_name(project: Path) -> None:
    two_errors()
    (project / "link").symlink_to("content/visits")
    for path in (str(project / "content/visits"), "link", "link/one.yaml"):
        made = json.loads(check("--format", "json", path).stdout)
        assert [found["code"] for found in made["diagnostics"]] == ["M201"], path


def test_a_second_place_is_a_place() -> None:
    two_holders()
    for name in ("first", "second"):
        result = check("--format", "concise", f"content/leaders/{name}.yaml")
        assert "error[M307]" in result.output and result.exit_code == 1
    assert check("content/visits").exit_code == 0


def test_the_last_line_tells_of_what_is_elsewhere() -> None:
    two_errors()
    last = check("content/sources", "themes").output.splitlines()[-1]
    assert ": no problems in content/sources, themes, 2 errors elsewhere; " in last
    assert f" of {len(every_rule())} rules (the others need records without errors)" in last
    Path("notes.txt").write_text("x")
    assert "(nothing is read in notes.txt)" in check("notes.txt").output


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("content/site.yaml", "title: x\nthemee: y\n", "M101"),
        ("content/site.yaml", "title: x\ntheme: none\n", "L201"),
        ("themes/plain/pages/visit.html", "{{ nothing }}", "R101"),
    ],
)
def test_errors_of_the_settings_and_the_theme_are_told_whatever_the_paths(file: str, text: str, code: str) -> None:
    write(file, text)
    result = check("--format", "concise", "content/visits")
    assert result.exit_code == 1 and f"error[{code}]" in result.output


def test_a_wrong_content_folder_is_told_whatever_the_paths() -> None:
    result = check("--content", "contents", "content/visits")
    assert result.exit_code == 1 and "error[L119]" in result.output


@pytest.mark.parametrize("path", ["content/visits/nothing.yaml", "nowhere", "", "content/visits/*.yaml"])
def test_a_path_that_is_not_there_is_wrong_use(path: str) -> None:
    result = check("content/visits", path)
    assert result.exit_code == 2
    assert f"there is no file or folder `{path}`" in result.output and "Checked" not in result.output


def test_a_link_to_nowhere_is_a_path() -> None:
    Path("content/visits/lost.yaml").symlink_to("../archive/lost.yaml")
    result = check("--format", "concise", "content/visits/lost.yaml")
    assert result.exit_code == 1 and "error[L101]" in result.output


# The hosts


@pytest.mark.parametrize(
    ("form", "variable"), [("github", "GITHUB_WORKSPACE"), ("sarif", "GITHUB_WORKSPACE"), ("gitlab", "CI_PROJECT_DIR")]
)
def test_files_are_named_from_the_root_of_the_repository(
    form: str, variable: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_errors()
    assert "archive/" not in check("--format", form).stdout
    repository = project / "repository"
    (repository / "archive").mkdir(parents=True)
    for name in ("content", "themes"):
        shutil.move(name, repository / "archive" / name)
    (project / "by-another-name").symlink_to("repository")
    monkeypatch.chdir(repository / "archive")
    for root in (repository, project / "by-another-name"):
        monkeypatch.setenv(variable, str(root))
        text = check("--format", form).stdout
        assert re.search(r'(file=|": ")archive/content/leaders/two\.yaml', text), text
    monkeypatch.setenv(variable, str(repository / "elsewhere"))
    assert str(repository).replace(os.sep, "/") in check("--format", form).stdout


def test_json_names_files_as_typed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    two_errors()
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project.parent))
    made = json.loads(check("--format", "json", "--content", "./content").stdout)
    assert made["diagnostics"][0]["primary"]["file"] == "content/leaders/two.yaml"


def test_the_job_summary_is_added_to_the_file_that_github_names(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_errors()
    summary = project / "summary.md"
    summary.write_text("# Of another tool\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    check("--format", "json")
    assert summary.read_text(encoding="utf-8") == "# Of another tool\n"
    check("--format", "github")
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("# Of another tool\n## visitgen: 2 errors\n\nChecked 2 visits, 2 leaders, 1 source in content")
    assert "| M201 unknown-reference | error | 1 |" in text
    assert "- **error** M201 `content/visits/one.yaml:1:10`: there is no leader `emanuel-macron`" in text


def test_the_job_summary_leaves_room_for_what_is_there(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = project / "summary.md"
    summary.write_text("x" * (1024 * 1024 - 10), encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert check("--format", "github").exit_code == 0
    assert summary.stat().st_size == 1024 * 1024 - 10


def test_a_summary_that_cannot_be_written_is_no_reason_to_fail(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(project / "none" / "summary.md"))
    result = check("--format", "github")
    assert result.exit_code == 0 and result.stdout == ""
    assert "The summary cannot be written" in result.stderr


def test_what_has_no_annotation_is_in_the_log() -> None:
    write("content/leaders/many.yaml", "".join(f"- {{id: person-{n}, name: Person {n}, bornn: 1950}}\n" for n in range(30)))
    result = check("--format", "github")
    assert result.stdout.count("::error ") == 5 and "and 25 more of this rule" in result.stdout
    assert result.stderr.count("error[M101]") == 30


# Warnings


def test_a_rule_that_is_switched_off_is_not_counted_as_run() -> None:
    write("content/visits/2023/macron-israel.yaml", UNSOURCED)
    assert "warning[M406]" in check().output
    with open("content/site.yaml", "a", encoding="utf-8") as site:
        site.write("rules:\n  no-source: off\n")
    last = check().output.splitlines()[-1]
    assert f"{len(every_rule()) - 1} of {len(every_rule())} rules (switched off: no-source), " in last
    made = json.loads(check("--format", "json").stdout)["checked"]
    assert (made["rules_off"], made["rules_run"], made["complete"]) == (["no-source"], len(every_rule()) - 1, True)
    run = json.loads(check("--format", "sarif").stdout)["runs"][0]
    assert "M406" not in {rule["id"] for rule in run["tool"]["driver"]["rules"]}


def test_a_rule_that_is_raised_fails_the_check_in_every_form() -> None:
    write("content/visits/2023/macron-israel.yaml", UNSOURCED)
    with open("content/site.yaml", "a", encoding="utf-8") as site:
        site.write("rules:\n  no-source: error\n")
    for form in FORMS:
        assert check("--format", form).exit_code == 1
    made = json.loads(check("--format", "json").stdout)
    assert [found["severity"] for found in made["diagnostics"]] == ["error"]


def test_programs_are_told_every_warning() -> None:
    visits = (f"- visitor: emmanuel-macron\n  host: israel\n  start: 20{n}-01-01\n" for n in range(10, 22))
    write("content/visits/many.yaml", "".join(visits))
    made = json.loads(check("--format", "json").stdout)
    assert [found["code"] for found in made["diagnostics"]].count("M406") == 12
    assert check().output.count("\nwarning[M406]") < 12, "people are told ten, and how many more there are"


def test_strict_counts_the_warnings_that_are_shown() -> None:
    write("content/visits/2023/macron-israel.yaml", UNSOURCED)
    assert "1 warning" in check().output
    assert check().exit_code == 0
    assert check("--strict").exit_code == 1
    assert check("--strict", "content/leaders").exit_code == 0
