"""What the site has once published stays reachable: ids that were there, and are not any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from visitgen.diagnostics import Finding, codes, did_you_mean, nearest
from visitgen.model.fields import RecordKind
from visitgen.model.identity import Item, Register, bad_id
from visitgen.model.link import Archive, by_kind
from visitgen.model.settings import Site

Published = frozenset[tuple[RecordKind, str]]
"""Records that have, or had, a page of their own, as (kind, id)."""

PAGED: tuple[RecordKind, ...] = (
    "leader", "organisation", "place", "visit", "itinerary", "meeting", "event", "source", "topic", "page",
)  # fmt: skip
"""The kinds whose records have a page and an id of their own; the ids of countries are the register's."""

MANY = 20
"""The most lost ids that are told one by one where they are more than half of all."""

COMPARED = 20_000
"""The most pairs of an old and a new id that are compared; above that no new id is proposed."""


def published_ids(archive: Archive) -> Published:
    """Every record of the archive that has a page and an id of its own."""
    kinds = by_kind(archive)
    return frozenset((kind, id) for kind in PAGED for id in kinds[kind])


def lost_ids(known: Register, site: Site, before: Published) -> Published:
    """What was published before, and is neither here (a draft is), nor in `formerly`, nor withdrawn."""
    withdrawn = {withdrawn_record(text) for text, _ in site.withdrawn}
    return frozenset(
        (kind, id)
        for kind, id in before
        if id not in known.items[kind] and id not in known.former[kind] and (kind, id) not in withdrawn
    )


def id_disappeared(known: Register, site: Site, before: Published) -> Iterator[Finding]:
    """M421 for each lost id, and once for all where most are lost, since that may be another archive's site.

    An id is told at the new record whose id is nearest, if there is one, since that is where `formerly` goes; else at
    the settings. Errors: M104 for what `withdrawn` names wrongly.
    """
    yield from _withdrawn_wrongly(known, site)
    lost = sorted(lost_ids(known, site, before))
    if len(lost) > MANY and len(lost) * 2 > len(before):
        yield Finding(
            code=codes.ID_DISAPPEARED, at=site.origin.at(),
            message=f"of {len(before):,} records that were published, {len(lost):,} are no longer here",
            help="if the folder of the site is that of another archive, choose another with `--output`; if the ids "
            "were changed, add `formerly` to the records",
        )  # fmt: skip
        return
    fresh: dict[RecordKind, dict[str, Item]] = {
        kind: {id: item for id, item in known.items[kind].items() if (kind, id) not in before and not item.hidden}
        for kind in {kind for kind, _ in lost}
    }
    propose = len(lost) * sum(map(len, fresh.values())) <= COMPARED
    for kind, id in lost:
        new = _successor(id, fresh[kind]) if propose else None
        withdraw = f"if it should be gone, write `withdrawn: {{{kind}:{id}: the reason}}` in site.yaml"
        yield Finding(
            code=codes.ID_DISAPPEARED,
            message=f"{kind} `{id}` was published, and is no longer here",
            at=fresh[kind][new].origin.at() if new else site.origin.at(),
            label=f"new: `{new}`" if new else "",
            help=f"if `{new}` is the same record, add `formerly: [{id}]` to it; {withdraw}" if new
            else f"add `formerly: [{id}]` to the record that took its place; {withdraw}",
        )  # fmt: skip


def _successor(id: str, fresh: Iterable[str]) -> str | None:
    """The new id that is most like an old one: in its letters, else the only one that shares all words of either."""
    fresh = tuple(fresh)
    words = set(id.split("-"))
    kin = [new for new in fresh if words <= set(new.split("-")) or words >= set(new.split("-"))]
    return nearest(id, fresh) or (kin[0] if len(kin) == 1 else None)


def withdrawn_record(text: str) -> tuple[RecordKind, str] | None:
    """The record that an entry of `withdrawn` names, `visit:some-id`; `None` if it names none."""
    kind, _, id = text.partition(":")
    return (kind, id) if kind in get_args(RecordKind) and id else None  # type: ignore[return-value]


def _withdrawn_wrongly(known: Register, site: Site) -> Iterator[Finding]:
    for text, _ in site.withdrawn:
        kind, id = withdrawn_record(text) or (None, "")
        at = site.origin.at("withdrawn", text, on="key")
        if kind not in PAGED or bad_id(id):
            near = did_you_mean(text.partition(":")[0], PAGED)
            yield Finding(code=codes.BAD_VALUE, message=f"`{text}` names no record that can be withdrawn", at=at,
                          help=near or "write the kind and the id, as in `visit:some-id`")  # fmt: skip
        elif id in known.items[kind] or id in known.former[kind]:
            yield Finding(code=codes.BAD_VALUE, message=f"{kind} `{id}` is withdrawn, and is here", at=at,
                          help="delete the record, or this line")  # fmt: skip
