"""Names -> the plain letters they are searched by; the theme's `static/search.js` folds what is typed alike."""

from __future__ import annotations

import re
import unicodedata

SILENT = "'’‘‛`´ʹʺʻʼʽʾʿˈ′׳״ـ"
"""Marks that are ignored: apostrophes, the letters written like them, the Arabic stroke that lengthens a word."""

LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
    "ð": "d", "ə": "a", "ς": "σ", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه",
}  # fmt: skip
"""Letters that no decomposition takes apart, or that are written two ways, by what they are searched as."""

_SILENT = dict.fromkeys(map(ord, SILENT))
_LETTERS = _SILENT | {ord(letter): plain for letter, plain in LETTERS.items()}
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """A text in small letters without accents, vowel points and apostrophes: `Nétanyahou` is `netanyahou`."""
    if text.isascii():
        return text.replace("'", "").replace("`", "").lower()
    apart = unicodedata.normalize("NFKD", text.translate(_SILENT))
    letters = "".join(letter for letter in apart if unicodedata.category(letter)[0] != "M")
    return letters.lower().translate(_LETTERS)


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a folded text, in order: letters and digits; all else sets them apart."""
    return tuple(_WORD.findall(folded(text)))
