"""The script that a name is written in, where its language is not recorded."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from visitgen.plan.views import Link

SCRIPTS: Mapping[str, str] = {
    "ARABIC": "Arab", "ARMENIAN": "Armn", "BENGALI": "Beng", "CJK": "Hani", "CYRILLIC": "Cyrl", "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi", "GEORGIAN": "Geor", "GREEK": "Grek", "GUJARATI": "Gujr", "GURMUKHI": "Guru", "HANGUL": "Hang",
    "HEBREW": "Hebr", "HIRAGANA": "Jpan", "KANNADA": "Knda", "KATAKANA": "Jpan", "KHMER": "Khmr", "LAO": "Laoo",
    "MALAYALAM": "Mlym", "MYANMAR": "Mymr", "SINHALA": "Sinh", "TAMIL": "Taml", "TELUGU": "Telu", "THAANA": "Thaa",
    "THAI": "Thai", "TIBETAN": "Tibt",
}  # fmt: skip
"""The first word of a letter's name in Unicode, and the ISO 15924 code of its script. Latin is left out."""


def name_link(name: str, lang: str | None = None) -> Link:
    """A name as text, with its language; with its script alone (`und-Arab`) where the language is not recorded."""
    script = script_of(name)
    return Link(text=name, lang=lang or (f"und-{script}" if script else None))


def script_of(text: str) -> str | None:
    """The ISO 15924 code of the first script of a text that is not Latin; `None` where all is Latin."""
    for letter in text:
        if letter.isalpha() and not letter.isascii():
            code = SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0])
            if code:
                return code
    return None
