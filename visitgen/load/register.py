"""The built-in register of countries, as plain records."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from visitgen.load.content import Document
from visitgen.load.source import Raw

REGISTER_FILE = "(built-in register of countries)"


@lru_cache(maxsize=1)
def load_register() -> Document:
    """The register's countries as one document, a list of country records sorted by id.

    Source: `docs/countries.md` names the authority behind each field.
    """
    text = Path(__file__).with_name("countries.json").read_text(encoding="utf-8")
    countries: list[Raw] = json.loads(text)["countries"]
    return Document(kind="country", file=REGISTER_FILE, stem="countries", value=countries)
