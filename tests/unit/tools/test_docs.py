"""What the documents say of the code is what the code says, and every file they name exists."""

import importlib.util
import re
from pathlib import Path

import pytest
from click import Context, Group

from visitgen.cli import commands
from visitgen.diagnostics import CODES

ROOT = Path(__file__).resolve().parents[3]
_FENCED = re.compile(r"^(`{3,})\w*\n.*?^\1$", re.DOTALL | re.MULTILINE)


def _builder(script="build"):
    spec = importlib.util.spec_from_file_location(f"docs_{script}", ROOT / f"tools/docs/{script}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_records_is_up_to_date():
    made = _builder().records_page()
    assert (ROOT / "docs" / "records.md").read_text(encoding="utf-8") == made, "run python tools/docs/build.py"


def test_the_pages_of_rules_are_up_to_date():
    written = {page.name: page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "rules").iterdir()}
    assert written == _builder().rule_pages(), "run python tools/docs/build.py"


def test_the_reference_of_the_theme_is_up_to_date(tmp_path):
    made = _builder("theme").theme_reference(tmp_path)
    assert (ROOT / "docs" / "theme-reference.md").read_text(encoding="utf-8") == made, "run python tools/docs/build.py"


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.number)
def test_every_rule_has_a_page_that_the_list_of_rules_leads_to(code):
    name = f"{code.number}-{code.name}.md"
    page = _builder().rule_pages()[name]
    assert all(text in page for text in (code.what, code.why, code.cure))
    assert f"]({name})" in _builder().rules_index()


def test_a_page_of_a_rule_shows_a_record_and_what_is_printed():
    page = _builder().rule_page(CODES["M201"])
    assert "```yaml\nvisitor: emanuel-macron\n" in page
    assert "`visitgen check` prints:\n\n```text\nerror[M201]: there is no leader `emanuel-macron`\n" in page
    assert "`visitgen build --output content/site` prints:" in _builder().rule_page(CODES["W101"])


def test_a_page_shows_no_file_that_is_not_text():
    page = _builder().rule_page(CODES["L102"])
    assert "is not UTF-8 text" in page and "```yaml" not in page


def _command_names(group: Group, before: str = "visitgen"):
    for name in group.list_commands(Context(group)):
        command = group.get_command(Context(group), name)
        if isinstance(command, Group):
            yield from _command_names(command, f"{before} {name}")
        else:
            yield f"{before} {name}"


def test_every_command_is_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in _command_names(commands) if f"`{name}" not in readme] == []


def test_every_local_link_of_the_documents_leads_to_a_file():
    broken = []
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", _FENCED.sub("", page.read_text(encoding="utf-8"))):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []
