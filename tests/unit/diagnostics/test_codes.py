"""The one table of codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import visitgen
from visitgen.diagnostics import CODES, codes


def test_numbers_and_names_are_unique_and_in_order() -> None:
    assert list(CODES) == sorted(CODES)
    assert len({code.name for code in CODES.values()}) == len(CODES)
    assert len(CODES) == sum(isinstance(value, codes.Code) for value in vars(codes).values())


@pytest.mark.parametrize("number", CODES)
def test_each_says_what_why_and_the_cure(number: str) -> None:
    code = CODES[number]
    assert re.fullmatch(r"[CLMPRW]\d{3}", number)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name)
    assert code.severity in ("error", "warning", "note")
    for text in (code.what, code.why, code.cure):
        assert text.endswith(".") and text[0] == text[0].upper() and "\n" not in text


@pytest.mark.parametrize("number", CODES)
def test_each_is_reported_somewhere(number: str) -> None:
    name = next(name for name, value in vars(codes).items() if value is CODES[number])
    root = Path(visitgen.__file__).parent
    assert any(f"codes.{name}" in path.read_text(encoding="utf-8") for path in root.rglob("*.py"))
