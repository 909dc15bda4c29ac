"""A language's catalogue, with what Unicode's CLDR knows of the language -> one Language.

Catalogues are gettext's: `languages/fr.po`, beside the content folder or among visitgen's own. They are read by Babel,
the extra `i18n`; English is in the program and needs nothing.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from visitgen.diagnostics import Finding, Pointer, Span, codes, did_you_mean, whole_file
from visitgen.values import dataclass

if TYPE_CHECKING:
    from babel import Locale
    from babel.messages.catalog import Catalog

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_SITE = whole_file("site.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language in which a site speaks.

    Shapes: `messages` from context (empty for none) and English words to one translation, or to one for each plural
    form, in the order of `plural`; `territories` from ISO 3166 alpha-2 codes, `languages` from ISO 639 codes.
    """

    tag: str
    name: str
    direction: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    thousands: str
    decimal: str
    plural: Callable[[int], int]
    messages: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    territories: Mapping[str, str] = field(default_factory=dict)


ENGLISH = Language(
    tag="en",
    name="English",
    direction="ltr",
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    thousands=",",
    decimal=".",
    plural=lambda number: int(number != 1),
    languages={
        "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
        "en": "English", "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
        "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
        "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
        "ru": "Russian", "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
        "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
    },
)  # fmt: skip
"""What the program's own words are in."""


def load_language(
    tag: str, folders: Sequence[Path], named_at: Pointer | Span = _SITE, *, needed: bool = True
) -> tuple[Language, tuple[Finding, ...]]:
    """The language of this tag, by the catalogue of the first folder that has one; its wider tag serves too.

    Where there is no catalogue, English words with a finding. `named_at` is where the language is named.
    Errors: L203 without a catalogue or without Babel, L204 for a catalogue that cannot be used. L203 is a warning for
    a missing catalogue that is not `needed`.
    """
    tags = (tag, tag.partition("-")[0])
    if tags[1] == "en":
        return replace(ENGLISH, tag=tag), ()
    file = next((path for one in tags for folder in folders if (path := folder / f"{one}.po").is_file()), None)
    if file is None:
        known = sorted({"en", *(path.stem for folder in folders if folder.is_dir() for path in folder.glob("*.po"))})
        near = did_you_mean(tag, known) or (
            f"the languages at hand are: {', '.join(known)}; for another, put its catalogue beside the content folder, "
            f"as `languages/{tag}.po`"
        )
        message = f"there is no catalogue of the site's own words in `{tag}`" + ("" if needed else "; they are English")
        return ENGLISH, (
            Finding(code=codes.UNKNOWN_LANGUAGE, message=message, at=named_at, help=near,
                    severity=None if needed else "warning"),
        )  # fmt: skip
    try:
        from babel import Locale, UnknownLocaleError
    except ImportError:
        message = f"an interface in `{tag}` needs Babel, which is not installed"
        cure = "run `python -m pip install 'visitgen[i18n]'`"
        return ENGLISH, (Finding(code=codes.UNKNOWN_LANGUAGE, message=message, at=named_at, help=cure),)
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        try:
            locale = Locale.parse(tags[1], sep="-")
        except (UnknownLocaleError, ValueError):
            message = f"Unicode's CLDR has no language `{tag}`"
            cure = "correct the language tag, as in `fr` or `pt-BR`"
            return ENGLISH, (Finding(code=codes.UNKNOWN_LANGUAGE, message=message, at=named_at, help=cure),)
    catalogue, found = _catalogue(file)
    return (_language(tag, locale, catalogue) if catalogue else ENGLISH), found


def _catalogue(file: Path) -> tuple[Catalog | None, tuple[Finding, ...]]:
    """A catalogue, and what is wrong with it."""
    from babel.messages.pofile import PoFileError, read_po

    try:
        with file.open("rb") as stream:
            read = read_po(stream, abort_invalid=True)
        gettext.c2py(read.plural_expr)
    except PoFileError as error:
        return None, (_wrong(file, error.lineno + 1, str(error).partition(" on ")[0], "correct this line"),)
    except UnicodeDecodeError:
        return None, (_wrong(file, 1, "this catalogue is not UTF-8 text", "save it as UTF-8 in your editor"),)
    except ValueError as error:
        return None, (_wrong(file, 1, str(error), "take the header of another catalogue as a pattern"),)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return None, (_wrong(file, 1, f"this file cannot be read: {reason}", "check its permissions"),)
    found = []
    for message in read:
        if not message.id:
            continue
        known = set(_PLACEHOLDER.findall(" ".join(_forms(message.id))))
        if strange := sorted(set(_PLACEHOLDER.findall(" ".join(_forms(message.string)))) - known):
            told = f"the translation fills in `{{{strange[0]}}}`, which the English words do not have"
            cure = did_you_mean(strange[0], known) or "take it out, or write it as in the English words"
            found.append(_wrong(file, message.lineno or 1, told, cure))
    return (None if found else read), tuple(found)


def _language(tag: str, locale: Locale, catalogue: Catalog) -> Language:
    symbols = locale.number_symbols.get("latn", locale.number_symbols)
    messages = {
        (message.context or "", _forms(message.id)[0]): _forms(message.string)
        for message in catalogue
        if message.id and not message.fuzzy and all(_forms(message.string))
    }
    return Language(
        tag=tag,
        name=_capital(locale.get_display_name() or tag),
        direction=locale.text_direction,
        months=tuple(locale.months["format"]["wide"][month] for month in range(1, 13)),
        weekdays=tuple(locale.days["stand-alone"]["wide"][day] for day in range(7)),
        thousands=symbols["group"],
        decimal=symbols["decimal"],
        plural=gettext.c2py(catalogue.plural_expr),
        messages=messages,
        languages=dict(locale.languages),
        territories=dict(locale.territories),
    )


def _forms(words: str | Sequence[str] | None) -> tuple[str, ...]:
    return (words or "",) if words is None or isinstance(words, str) else tuple(words)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _wrong(file: Path, line: int, message: str, cure: str) -> Finding:
    at = Span(file=f"{file.parent.name}/{file.name}", line=line, column=1, end_line=line, end_column=2)
    return Finding(code=codes.CATALOGUE, message=message, at=at, help=cure)
