"""Rules about topics."""

from __future__ import annotations

from collections.abc import Iterator

from visitgen.diagnostics import Finding, codes
from visitgen.model.link import Archive
from visitgen.model.rules.broken import Broken
from visitgen.model.vocabulary import TopicId


def topics_in_a_circle(archive: Archive) -> Iterator[Broken]:
    """M107: no topic is broader than itself, through others or at once. Shapes: each circle is told once."""
    judged: set[TopicId] = set()
    for topic in archive.topics.values():
        way: dict[TopicId, None] = {}
        at: TopicId | None = topic.id
        while at is not None and at not in judged and at not in way:
            way[at] = None
            at = archive.topics[at].broader
        if at in way:
            circle = list(way)[list(way).index(at) :]
            first = archive.topics[circle[0]]
            yield first, Finding(
                code=codes.CONFLICTING_FIELDS,
                message=f"topics in a circle: {' -> '.join((*circle, circle[0]))}",
                at=first.origin.at("broader"), help="take out one `broader`: the widest topic has none",
            )  # fmt: skip
        judged.update(way)
