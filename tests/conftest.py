"""What tests need besides Python packages, and what is said when it is not there."""

from __future__ import annotations

import importlib.util
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

CACHE = "VISITGEN_CACHE"

INSTALL = Path(__file__).parents[1] / "tools/tests/install.py"
NOT_RUN = "NOT tested here: "


def pytest_configure(config: pytest.Config) -> None:
    """What builds keep for the user is kept for this run of the tests alone; its processes share it."""
    if not hasattr(config, "workerinput"):
        folder = tempfile.TemporaryDirectory()
        config.add_cleanup(folder.cleanup)
        os.environ[CACHE] = folder.name


@pytest.fixture(scope="session")
def install() -> ModuleType:
    """`tools/tests/install.py`, which finds or installs what is needed."""
    spec = importlib.util.spec_from_file_location("visitgen_tests_install", INSTALL)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def tool(install: ModuleType) -> Callable[..., Any]:
    """Gives what a function of `install.py` finds. Where it finds nothing the test is skipped with the reason.

    With `CI` set the browser's tests fail instead, so that they cannot be missing unseen; VISITGEN_BROWSER=optional
    in the environment has them skipped there too.
    """

    def found(what: str, find: Callable[[ModuleType], Any]) -> Any:
        try:
            return find(install)
        except install.Missing as missing:
            reason = f"{NOT_RUN}{what}: {missing}"
        wanted = os.environ.get("CI", "").lower() not in ("", "0", "false")
        if what == "browser tests" and wanted and os.environ.get("VISITGEN_BROWSER") != "optional":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)

    return found


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Says at the end what was not tested, once for each reason."""
    reasons = {
        str(report.longrepr[2]).removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", ())
        if isinstance(report.longrepr, tuple) and NOT_RUN in str(report.longrepr[2])
    }
    for reason in sorted(reasons):
        terminalreporter.write_line(reason, red=True)
