"""Folding: the letters that names are searched by, the same in Python and in the reader's browser."""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from visitgen.plan.folding import LETTERS, SILENT, folded, folded_words

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = ROOT / "themes" / "chronicle" / "static" / "search.js"

TABLE = [
    ("Emmanuel Macron", "emmanuel macron"),
    ("Nétanyahou", "netanyahou"),
    ("Erdoğan", "erdogan"),
    ("Recep Tayyip ERDOĞAN", "recep tayyip erdogan"),
    ("İstanbul", "istanbul"),
    ("ışık", "isik"),
    ("Lech Wałęsa", "lech walesa"),
    ("Łódź", "lodz"),
    ("Søren", "soren"),
    ("Đặng Thị Ngọc Thịnh", "dang thi ngoc thinh"),
    ("Weißenfels", "weissenfels"),
    ("GROẞ", "gross"),
    ("Æthelstan", "aethelstan"),
    ("Œuvre", "oeuvre"),
    ("Þórdís", "thordis"),
    ("Guðni", "gudni"),
    ("Əliyev", "aliyev"),
    ("Sana’a", "sanaa"),
    ("Sana'a", "sanaa"),
    ("Baʿth", "bath"),
    ("Qurʾān", "quran"),
    ("O`Neill", "oneill"),
    ("Kyïv", "kyiv"),
    ("Володимир Зеленський", "володимир зеленськии"),
    ("Фёдор", "федор"),
    ("Μητσοτάκης", "μητσοτακησ"),
    ("Κυριάκος", "κυριακοσ"),
    ("ΚΥΡΙΆΚΟΣ", "κυριακοσ"),
    ("בנימין נתניהו", "בנימין נתניהו"),
    ("בִּנְיָמִין", "בנימין"),
    ("צה״ל", "צהל"),
    ("عبد الفتّاح السيسي", "عبد الفتاح السيسي"),
    ("إسماعيل", "اسماعيل"),
    ("مصطفى", "مصطفي"),
    ("علی خامنه‌ای", None),
    ("محـمـد", "محمد"),
    ("नरेन्द्र मोदी", None),
    ("習近平", "習近平"),
    ("東京", "東京"),
    ("ﬁnal", "final"),
    ("Ｆｕｌｌ", "full"),
    ("김정은", None),
    ("ŉ", None),
    ("№ 10", None),
    ("H₂O ²", "h2o 2"),
]


@pytest.mark.parametrize(("text", "plain"), [pair for pair in TABLE if pair[1]])
def test_names_fold_to_plain_letters(text: str, plain: str) -> None:
    assert folded(text) == plain


@pytest.mark.parametrize("text", [text for text, _ in TABLE])
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Abdel-Fattah el-Sisi", ("abdel", "fattah", "el", "sisi")),
        ("  St. John’s, Newfoundland ", ("st", "johns", "newfoundland")),
        ("snake_case 24/10", ("snake", "case", "24", "10")),
        ("–", ()),
    ],
)
def test_words_are_letters_and_digits(text: str, words: tuple[str, ...]) -> None:
    assert folded_words(text) == words


def in_node(texts: list[str]) -> list[tuple[str, list[str]]]:
    """Texts folded by the theme's script, each with its words."""
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not installed: the browser's folding cannot be run here")
    program = (
        "require('vm').runInThisContext(require('fs').readFileSync(process.argv[1], 'utf8'));"
        "const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "const found = texts.map(text => [visitgenSearch.fold(text), visitgenSearch.words(text)]);"
        "process.stdout.write(JSON.stringify(found));"
    )
    done = subprocess.run(
        [node, "-e", program, str(SCRIPT)], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    return [(text, words) for text, words in json.loads(done.stdout)]


def test_the_browser_folds_the_same() -> None:
    texts = [text for text, _ in TABLE]
    expected = [(folded(text), list(folded_words(text))) for text in texts]
    assert in_node(texts) == expected


def test_the_browser_folds_every_letter_the_same() -> None:
    """All of the scripts names are written in, letter by letter, each between two others as it stands in a word."""
    blocks = [(0x20, 0x530), (0x530, 0x700), (0x900, 0x980), (0xE00, 0xE80), (0x10A0, 0x1100), (0x1E00, 0x2000),
              (0x2010, 0x2028), (0x2030, 0x2070), (0x3040, 0x3100), (0xAC00, 0xAC80), (0xFB00, 0xFB50), (0xFF00, 0xFF5F)]  # fmt: skip
    letters = [chr(code) for low, high in blocks for code in range(low, high) if unicodedata.category(chr(code)) != "Cn"]
    texts = [f"a{letter}b" for letter in letters]
    found = in_node(texts)
    different = [
        (text, folded(text), got[0])
        for text, got in zip(texts, found, strict=True)
        if (folded(text), list(folded_words(text))) != got
    ]
    assert not different, different[:20]


def test_both_know_the_same_letters() -> None:
    script = SCRIPT.read_text(encoding="utf-8")
    for letter, plain in LETTERS.items():
        assert f'"{letter}": "{plain}"' in script
    assert f"/[{SILENT}]/g" in script


