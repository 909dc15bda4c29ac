"""The site in each of its languages: where an edition lies, and the records by their names in its language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from visitgen.load import Language
from visitgen.model import Archive
from visitgen.model.parts import OtherName
from visitgen.model.records import Leader, Topic
from visitgen.model.vocabulary import Pairs
from visitgen.plan.views import Edition


def editions_of(languages: Sequence[Language]) -> tuple[Edition, ...]:
    """An edition for each language: the first lies at the top of the site, each other in a folder of its tag."""
    return tuple(
        Edition(tag=one.tag, name=one.name, direction=one.direction, folder="" if at == 0 else f"{one.tag.lower()}/")
        for at, one in enumerate(languages)
    )


def archive_in(archive: Archive, edition: Edition) -> Archive:
    """The archive with leaders, offices and topics by their names in a language, where such names are on record.

    Its site's base URL is that of the edition. Names by date, of countries and places, are chosen by `Linker`.
    """
    site = archive.site
    base = f"{site.base_url.rstrip('/')}/{edition.folder}" if site.base_url and edition.folder else site.base_url
    if base != site.base_url:
        archive = replace(archive, site=replace(site, base_url=base))
    if edition.tag == site.language:
        return archive
    return replace(
        archive,
        leaders={id: _leader(leader, edition.tag, site.language) for id, leader in archive.leaders.items()},
        topics={id: _topic(topic, edition.tag, site.language) for id, topic in archive.topics.items()},
    )


def _leader(leader: Leader, tag: str, recorded: str) -> Leader:
    name = _spoken(((other.lang or "", other.name) for other in leader.other_names), tag)
    terms = tuple(replace(term, title=title) if (title := _spoken(term.titles, tag)) else term for term in leader.terms)
    others = tuple(other for other in leader.other_names if other.name != name)
    if name:
        original = OtherName(name=leader.name, lang=recorded)
        return replace(leader, name=name, sort_name=None, terms=terms, other_names=(original, *others))
    return replace(leader, terms=terms) if terms != leader.terms else leader


def _topic(topic: Topic, tag: str, recorded: str) -> Topic:
    label = _spoken(topic.labels, tag)
    return replace(topic, label=label, labels=(*topic.labels, (recorded, topic.label))) if label else topic


def _spoken(names: Pairs | Iterable[tuple[str, str]], tag: str) -> str | None:
    """The first of the names that is in a language, or in the wider one: French for Canadian French."""
    names = tuple(names)
    for wanted in (tag, tag.partition("-")[0]):
        for lang, name in names:
            if lang == wanted:
                return name
    return None
