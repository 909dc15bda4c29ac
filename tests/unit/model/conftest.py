"""Small archives for the tests of the model, written as the files a researcher would write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from textwrap import dedent

import pytest

from visitgen.diagnostics import Diagnostic, Finding
from visitgen.load import FOLDERS, Content, Document, Source, load_register, located
from visitgen.load.source import read_value
from visitgen.model import Archive, Register, archive_of, identified, site_of
from visitgen.model.rules import FIXED, RULE_CODES

AS_OF = date(2023, 11, 14)

QUIET = "title: T\nrules:\n" + "".join(
    f"  {name}: off\n" for name, code in RULE_CODES.items() if code.severity != "error" and name not in FIXED
)
"""Settings that leave warnings and notes out: these tests are of errors and values."""


@dataclass(frozen=True)
class World:
    """What some files make: the archive if there is one, and the errors found; `register` is made when it is asked for.

    Warnings and notes are the business of the tests of the rules.
    """

    identify: Callable[[], Register]
    archive: Archive | None
    findings: tuple[Finding, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def register(self) -> Register:
        """Every record by kind and id, as identified."""
        return self.identify()

    @property
    def codes(self) -> list[str]:
        """The codes of all errors, in order of place."""
        return [diagnostic.code.number for diagnostic in self.diagnostics]

    @property
    def places(self) -> list[tuple[str, str, int, int]]:
        """Each error as (code, file, line, column)."""
        return [
            (found.code.number, found.primary.span.file, found.primary.span.line, found.primary.span.column)
            for found in self.diagnostics
        ]

    @property
    def sound(self) -> Archive:
        """The archive of records that have no error."""
        assert self.archive is not None and not self.diagnostics, [found.message for found in self.diagnostics]
        return self.archive


Maker = Callable[..., World]


@pytest.fixture(scope="session")
def world() -> Maker:
    """Makes a world of files: `world({"leaders/x.yaml": "name: X"}, as_of=…)`; a site is added if there is none."""

    def make(files: dict[str, str], *, as_of: date = AS_OF, drafts: bool = False) -> World:
        documents: list[Document] = []
        sources: dict[str, Source] = {}
        site: Document | None = None
        found: list[Finding] = []
        for name, text in sorted({"site.yaml": QUIET, **files}.items()):
            path = PurePosixPath(name)
            form = "page" if path.suffix == ".md" else "json" if path.suffix == ".json" else "yaml"
            source = Source(file=name, text=dedent(text), form=form)
            sources[name] = source
            value, findings = read_value(source)
            found += findings
            if name == "site.yaml":
                site = Document(kind="site", file=name, stem="site", value=value)
            else:
                kind = "topics" if name == "topics.yaml" else FOLDERS[path.parts[0]]
                documents.append(Document(kind=kind, file=name, stem=path.stem, value=value))
        assert found == [], found
        content = Content(folder="", site=site, documents=tuple(documents), sources=sources, media={})
        settings, faults = site_of(content)
        archived, more = archive_of(content, load_register(), settings, as_of, drafts=drafts)
        errors = [finding for finding in (*faults, *more) if finding.code.severity == "error"]
        return World(
            lambda: identified(documents, load_register(), as_of, drafts=drafts)[0],
            archived.archive if archived else None,
            tuple(errors),
            located(errors, sources),
        )

    return make
