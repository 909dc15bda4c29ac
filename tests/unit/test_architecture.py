"""The folder list is the pipeline: who may import whom, how long a module may be, and that everything is explained."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "visitgen").rglob("*.py"))
LONGEST = 400
LONGER = {"diagnostics/codes.py", "load/source.py", "model/identity.py"}
"""Modules that are longer: tables of codes and of views, and what is still to be split."""

PURE = ("model", "plan", "render")
IMPURE = frozenset({"open", "print", "input", "exec", "eval", "__import__"})


def name(path: Path) -> str:
    """A module's path inside the package."""
    return path.relative_to(ROOT / "visitgen").as_posix()


def test_import_contracts() -> None:
    checker = Path(sys.executable).with_name("lint-imports")
    if not checker.exists():
        pytest.skip("import-linter is not installed here")
    command = [str(checker), "--config", str(ROOT / "pyproject.toml"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_are_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    if name(path) in LONGER:
        assert lines > LONGEST, f"{name(path)} is short by now: take it out of LONGER"
    else:
        assert lines <= LONGEST, f"{lines} lines: split it by job"


def public(tree: ast.Module) -> list[tuple[str, ast.AST]]:
    """Every public function and class of a module, and the public methods of its public classes."""
    found: list[tuple[str, ast.AST]] = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            found.append((node.name, node))
            if isinstance(node, ast.ClassDef):
                found += [
                    (f"{node.name}.{inner.name}", inner)
                    for inner in node.body
                    if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_")
                ]
    return found


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_everything_public_is_explained(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), f"{name(path)} does not say what it is for"
    missing = [
        what
        for what, node in public(tree)
        if not ast.get_docstring(node)  # type: ignore[arg-type]
    ]
    assert not missing, f"{name(path)}: no docstring: {', '.join(missing)}"


@pytest.mark.parametrize("path", [path for path in MODULES if name(path).startswith(PURE)], ids=name)
def test_the_middle_is_pure(path: Path) -> None:
    """No files, output, clock or environment: what these need is an argument."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in IMPURE, f"{name(path)}:{node.lineno} calls {node.func.id}"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            called = f"{node.value.id}.{node.attr}"
            assert called not in ("date.today", "datetime.now", "datetime.today", "datetime.utcnow"), node.lineno


@pytest.mark.parametrize("path", [p for p in MODULES if not name(p).startswith(("commands/", "cli.py"))], ids=name)
def test_only_commands_print(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print", f"{name(path)}:{node.lineno} prints"


def test_no_module_is_a_drawer() -> None:
    assert not [path for path in MODULES if re.search("util|helper|common|misc", path.stem)]
