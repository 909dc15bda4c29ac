"""The settings of an archive: `site.yaml`."""

from __future__ import annotations

from visitgen.model.fields import AsOf, Group, Language, ListOf, Number, Prose, Text, Web, Words, key
from visitgen.model.parts import Origin
from visitgen.model.vocabulary import Pairs
from visitgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a file may hold."""

    file_bytes: int = key(Number(1, 1e10, whole=True), "Largest file, in bytes.", default=5_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """Someone who answers for the archive."""

    name: str = key(Text(), "Name.", required=True)
    orcid: str | None = key(Text(), "ORCID iD.")
    url: str | None = key(Web(), "Web page.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`site.yaml`: what the archive is and how it is published."""

    title: str = key(Text(), "The archive's name.", required=True)
    tagline: str | None = key(Text(), "One line below it.")
    base_url: str | None = key(Web(), "Where the site is published; may end in a path.")
    language: str = key(Language(), "The language of the site.", default="en")
    languages: tuple[str, ...] = key(ListOf(Language()), "All languages of the site.", default=())
    theme: str = key(Text(), "The theme's name.", default="chronicle")
    theme_options: Pairs = key(Words(), "Options of the theme.", default=())
    as_of: str | None = key(AsOf(), "The day the records stand for, or `today`.")
    scope: str | None = key(Prose(), "What the archive covers; shown to readers.")
    inclusion_rules: str | None = key(Prose(), "What is taken in and what is not; shown to readers.")
    naming_policy: str | None = key(Prose(), "How places and people are named; shown to readers.")
    editors: tuple[Editor, ...] = key(ListOf(Group(Editor, short="name")), "Who answers for it.", default=())
    license: str | None = key(Text(), "The licence of the records.")
    version: str | None = key(Text(), "The edition.")
    doi: str | None = key(Text(), "DOI of the data.")
    citation: str | None = key(Text(), "How to cite the archive.")
    repository: str | None = key(Web(), "Where the records are kept.")
    report_url: str | None = key(Web(), "Where to report an error; `{id}`, `{kind}` and `{url}` are filled in.")
    rules: Pairs = key(
        Words(), "Rules with a severity of the site's own: `single-source: off`; else note, warning, error.", default=()
    )
    withdrawn: Pairs = key(
        Words(), "Records taken back after they were published, each with the reason that readers are told at its "
        "address: `visit:some-id: The newspaper corrected its report.`", default=(),
    )  # fmt: skip
    limits: Limits | None = key(Group(Limits), "How much a file may hold.")
    target: str | None = key(Text(), "The host the site is for.")
    origin: Origin
