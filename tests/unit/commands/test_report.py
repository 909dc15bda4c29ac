"""The progress line: for those who watch, and only when it takes long."""

from __future__ import annotations

import io
import itertools
import sys
import time

import pytest

from visitgen.commands import report
from visitgen.commands.report import Progress


class Terminal(io.StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Makes standard error a terminal, and the clock go on a second at each look."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    seconds = itertools.count(1)
    monkeypatch.setattr(time, "monotonic", lambda: float(next(seconds)))
    return stream


def test_stages_and_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    with Progress() as progress:
        progress.stage("reading records")
        progress.stage("rendering", 1204)
        progress.step(63)
        progress.step(64)
    assert terminal.getvalue().split("\r\x1b[K") == [
        "", "reading records …", "rendering 0 of 1,204 …", "rendering 64 of 1,204 …", "",
    ]  # fmt: skip


def test_the_line_is_gone_after_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    with pytest.raises(RuntimeError), Progress() as progress:
        progress.stage("reading records")
        raise RuntimeError
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_nothing_within_half_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(time, "monotonic", lambda: 1.0)
    with Progress() as progress:
        progress.stage("reading records")
        progress.step(64)
    assert stream.getvalue() == ""


def test_nothing_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(report, "PATIENCE", -1)
    with Progress() as progress:
        progress.stage("reading records")
        progress.step(64)
    assert stream.getvalue() == ""
