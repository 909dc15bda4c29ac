"""Where a page comes from: the place to show when something about the page is wrong."""

from __future__ import annotations

from visitgen.diagnostics import Pointer
from visitgen.model import Archive, by_kind
from visitgen.model.fields import RecordKind
from visitgen.plan.urls import FOLDERS

_KINDS = {folder: kind for kind, folder in FOLDERS.items()}


def origin_of(archive: Archive, address: str) -> Pointer:
    """The record that the page at an address is about, or that keeps its old address; else the settings."""
    folder, _, id = address.removesuffix("index.html").rstrip("/").rpartition("/")
    kind: RecordKind | None = _KINDS.get(folder) if folder else "page"
    records = by_kind(archive)[kind] if kind else {}
    if id in records:
        return records[id].origin.at()
    for record in records.values():
        if id in record.meta.formerly:
            return record.origin.at("formerly", record.meta.formerly.index(id))
    named = f"{kind}:{id}"
    if any(text == named for text, _ in archive.site.withdrawn):
        return archive.site.origin.at("withdrawn", named, on="key")
    return archive.site.origin.at()
