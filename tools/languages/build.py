"""Source -> `languages/visitgen.pot`, and every catalogue beside it brought up to date with that.

Run it after a change of what the site says. New messages come out empty in the catalogues, and messages that are said
no more are left out; a test holds that none is missing, and that the French and Arabic catalogues are complete. Words
of records are no messages, but for two lists that most sites need: former names of countries, and common offices.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from visitgen.load import load_register

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ROOT / "languages"


def of_python(
    source: BinaryIO, keywords: Mapping[str, object], comment_tags: Sequence[str], options: object
) -> Iterator[tuple[int, str, str | tuple[str | None, ...], list[str]]]:
    """The messages of a module, wherever their calls stand: inside others and in f-strings too, unlike Babel’s.

    Contexts may be constants of the module.
    """
    tree = ast.parse(source.read())
    constants = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in keywords:
            texts = tuple(
                one.value if isinstance(one, ast.Constant) else constants.get(getattr(one, "id", ""))
                for one in node.args
            )
            yield node.lineno, node.func.id, texts if len(texts) > 1 else texts[0], []


METHODS = [
    ("visitgen/plan/**.py", of_python),
    ("visitgen/render/**.py", of_python),
    ("themes/chronicle/**.html", "jinja2"),
    ("themes/chronicle/static/**.js", "javascript"),
]
KEYWORDS = {
    "say": (1,), "say_as": ((1, "c"), 2), "say_count": (2, 3), "to_say": (1,), "to_say_as": ((1, "c"), 2),
    "sayCount": (2, 3),
}  # fmt: skip
OPTIONS = {"themes/chronicle/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}
HEADER = "# The words of visitgen's sites. `python tools/languages/build.py` keeps this file up to date."
NEVER = datetime(2026, 1, 1, tzinfo=UTC)
"""In place of the time of a run: the same sources give the same file."""

OFFICES = (
    "president", "vice president", "prime minister", "deputy prime minister", "chancellor", "federal chancellor",
    "premier",
    "foreign minister", "minister of foreign affairs", "secretary of state", "foreign secretary", "defence minister",
    "secretary of defense", "minister", "ambassador", "king", "queen", "emperor", "empress", "prince", "crown prince",
    "sultan", "emir", "amir", "shah", "pope", "general secretary", "secretary-general", "chairman", "chair",
    "head of state",
    "head of government", "governor-general", "governor", "supreme leader", "national security adviser", "first lady",
    "envoy", "special envoy", "director", "speaker", "mayor", "president of the European Commission",
    "president of the European Council", "high representative", "monarch", "regent", "taoiseach", "president-elect",
)  # fmt: skip


def main() -> int:
    """Writes the template and the catalogues; how many messages each language lacks."""
    template = made_template()
    _write(LANGUAGES / "visitgen.pot", template)
    for path in sorted(LANGUAGES.glob("*.po")):
        catalogue = updated(path, template)
        _write(path, catalogue)
        lacking = sum(1 for message in catalogue if message.id and not _complete(message.string))
        print(f"{path.name}: {len(catalogue)} messages, {lacking} to translate")
    return 0


def made_template() -> Catalog:
    """Every message of the sources, in alphabetical order, with what the program says it in."""
    catalogue = Catalog(project="visitgen", header_comment=HEADER, creation_date=NEVER, charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        ROOT, METHODS, OPTIONS, KEYWORDS, comment_tags=("For translators:",), strip_comment_tags=True
    )
    for file, _, message, comments, context in found:
        catalogue.add(message, None, [(file, 1)], auto_comments=comments, context=context)
    for name, kind in words_of_records():
        catalogue.add(name, None, [(f"records: {kind}", 1)], context="country" if kind == "countries" else "office")
    return catalogue


def words_of_records() -> Iterator[tuple[str, str]]:
    """Names that countries of the register had, whose later names it has in other languages, and offices."""
    countries = (country["names"] for country in load_register().value)
    names = {name["name"] for all in countries for name in all if name.get("lang", "en") == "en" and "to" in name}
    yield from ((name, "countries") for name in sorted(names))
    yield from ((office, "offices") for office in OFFICES)


def updated(path: Path, template: Catalog) -> Catalog:
    """A catalogue with the messages of the template: its own translations where the English words are the same."""
    with path.open("rb") as stream:
        old = read_po(stream, locale=path.stem)
    # Babel's own rule for Arabic numbers its forms in another order than gettext's: a catalogue's header decides.
    new = Catalog(locale=path.stem, project="visitgen", header_comment=HEADER, creation_date=NEVER,
                  revision_date=NEVER, charset="utf-8", fuzzy=False)  # fmt: skip
    new._num_plurals, new._plural_expr = old.num_plurals, old.plural_expr
    for message in template:
        if message.id:
            known = old.get(message.id, message.context)
            translation = known.string if known and isinstance(known.id, str) == isinstance(message.id, str) else None
            new.add(
                message.id, translation, message.locations, auto_comments=message.auto_comments, context=message.context
            )
    return new


def _complete(string: object) -> bool:
    return bool(string) and (isinstance(string, str) or all(string))  # type: ignore[arg-type, call-overload]


def _write(path: Path, catalogue: Catalog) -> None:
    text = io.BytesIO()
    write_po(text, catalogue, width=120, sort_output=True, include_lineno=False)
    path.write_bytes(text.getvalue())


if __name__ == "__main__":
    sys.exit(main())
