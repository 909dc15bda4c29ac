"""The catalogues: up to date with the sources, complete in French and Arabic, and fit to be filled in."""

from __future__ import annotations

import importlib.util
import io
import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[3]
CATALOGUES = sorted((ROOT / "languages").glob("*.po"))
_TAG = re.compile(r"<[a-z/]")


@pytest.fixture(scope="module")
def template() -> Catalog:
    spec = importlib.util.spec_from_file_location("languages_build", ROOT / "tools/languages/build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.made_template()
    assert isinstance(made, Catalog)
    return made


def catalogue(path: Path) -> Catalog:
    return read_po(io.BytesIO(path.read_bytes()), locale=path.stem)


def keys(of: Catalog) -> set[tuple[str, ...]]:
    """Every message, its plural and its context."""
    return {(message.context or "", *forms(message.id)) for message in of if message.id}


def forms(words: object) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", [*CATALOGUES, ROOT / "languages" / "visitgen.pot"], ids=lambda path: path.name)
def test_every_message_of_the_sources_is_in_it_and_no_other(path: Path, template: Catalog) -> None:
    found = keys(read_po(io.BytesIO(path.read_bytes())))
    wanted = keys(template)
    assert not wanted - found and not found - wanted, "run `python tools/languages/build.py`"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_message_is_translated(path: Path) -> None:
    lacking = [message.id for message in catalogue(path) if message.id and not all(forms(message.string or ""))]
    assert not lacking
    assert not [message.id for message in catalogue(path) if message.id and message.fuzzy]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_fills_in_what_the_english_words_fill_in(path: Path) -> None:
    """One form of a plural may leave out its number, as "one visit" does; nothing else is lost or added."""
    wrong = []
    for message in catalogue(path):
        if not message.id:
            continue
        wanted = gaps(forms(message.id)[-1])
        for form in forms(message.string):
            lost = wanted - gaps(form)
            if gaps(form) - wanted or (lost and not (lost == {"n"} and len(forms(message.string)) > 1)):
                wrong.append(form)
    assert not wrong


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_no_translation_holds_markup_or_stray_spaces(path: Path) -> None:
    for message in catalogue(path):
        for english, form in zip(forms(message.id), forms(message.string), strict=False):
            assert not _TAG.search(form), form
            assert (english[:1] == " ") == (form[:1] == " ") or message.context == "before the name of a country", form


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
