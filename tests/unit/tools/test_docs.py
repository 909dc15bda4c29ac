"""What the documents say of the code is what the code says, and every file they name exists."""

import importlib.util
import re
from pathlib import Path

import pytest
from click import Context, Group

from visitgen.cli import commands

ROOT = Path(__file__).resolve().parents[3]


def _builder():
    spec = importlib.util.spec_from_file_location("docs_build", ROOT / "tools/docs/build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["records", "problems"])
def test_generated_pages_are_up_to_date(page):
    made = getattr(_builder(), f"{page}_page")()
    assert (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8") == made, "run python tools/docs/build.py"


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
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []
