"""Names whose language nobody recorded."""

from __future__ import annotations

import pytest

from visitgen.plan.scripts import name_link


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("حماس", "und-Arab"), ("Hamas حماس", "und-Arab"), ("נתניהו", "und-Hebr"), ("Путин", "und-Cyrl"), ("习近平", "und-Hani"),
        ("문재인", "und-Hang"), ("Macron", None), ("Erdoğan", None), ("Đặng Xuân Khu", None), ("ʻAbdallāh", None), ("1", None), ("", None),
    ],
)  # fmt: skip
def test_a_name_says_its_script(name: str, lang: str | None) -> None:
    assert name_link(name).lang == lang


def test_a_recorded_language_stands() -> None:
    assert name_link("حماس", "fa").lang == "fa"
