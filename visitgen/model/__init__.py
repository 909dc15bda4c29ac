"""Documents -> Archive: every record identified, read strictly, and linked. Pure: values in, values out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from visitgen.diagnostics import Finding
from visitgen.load import Content, Document
from visitgen.model.identity import CLASSES, Register, identified, rewritten
from visitgen.model.link import Archive, by_kind, linked
from visitgen.model.parts import Origin
from visitgen.model.prose import linked_alike, retold
from visitgen.model.rules import broken_rules, missing_media
from visitgen.model.rules.published import Published, lost_ids, published_ids
from visitgen.model.settings import Site
from visitgen.model.structure import Structured, structured, structured_site, tells_alike
from visitgen.values import dataclass

__all__ = [
    "Archive", "Archived", "Published", "Register", "Site", "archive_of", "by_kind", "identified", "linked_alike",
    "site_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """An archive, and what was found on the way.

    `published` is what has an address once its site is written: what is in it, and what is `lost`.
    `structured` are its records, read from `documents` with `drafts` or without, and `media` the files that they may
    show.
    """

    archive: Archive
    findings: tuple[Finding, ...]
    published: Published
    lost: Published
    structured: Structured
    documents: tuple[Document, ...]
    drafts: bool
    media: frozenset[str]


def site_of(content: Content) -> tuple[Site | None, tuple[Finding, ...]]:
    """The settings of the content folder's `site.yaml`, or `None` when it has none that can be read.

    Its links to records are not judged here, since no record has been read yet: `archive_of` does.

    Errors: L114, M101 to M108; a missing file is L119, reported by `load`.
    """
    if content.site is None:
        return None, ()
    unread = Register(items={kind: {} for kind in CLASSES}, country_codes={}, former={kind: {} for kind in CLASSES},
                      unread=frozenset(CLASSES))  # fmt: skip
    site, findings = structured_site(content.site.value, Origin(file=content.site.file), unread)
    return site, findings if content.site.file not in content.broken else ()


def archive_of(
    content: Content, register: Document, site: Site | None, as_of: date, *, drafts: bool = False,
    before: Published = frozenset(), last: Archived | None = None,
) -> tuple[Archived | None, tuple[Finding, ...]]:  # fmt: skip
    """The archive a content folder holds on a day. `before` is what the site had when it was last written.

    Of what there was the `last` time, records that are the same are not read again; and where nothing but prose is
    another, nothing is linked and judged again.

    Shapes: an archive whenever there is a site and every record could be read; among the findings, each there once, may
    be errors all the same, those that records make together. A file whose YAML is broken is told of once, by `load`:
    what its records say or lack in consequence is not.
    Errors: L114, all M codes.
    """
    if last and (last.archive.as_of, last.drafts) != (as_of, drafts):
        last = None
    known, findings = _identified(content, register, as_of, drafts, last)
    alike = last is not None and tells_alike(known, last.structured.register)
    there = {*map(id, last.documents)} if last else set()
    same = frozenset(document.file for document in content.documents if id(document) in there)
    read, faults = structured(known, last.structured if last else None, same)
    findings = tuple(finding for finding in (*findings, *faults) if finding.at.file not in content.broken)
    if site and content.site:
        findings += structured_site(content.site.value, Origin(file=content.site.file), known)[1]
    if site is None or findings or content.broken:
        return None, tuple(dict.fromkeys(findings))
    media = frozenset(content.media)
    archive = retold(last.archive, site, read.records) if last else None
    kept = last.published if last and alike and not last.lost else frozenset()
    lost = lost_ids(known, site, before - kept)
    if last and archive and alike and media == last.media and not lost and not last.lost:
        return replace(last, archive=archive, structured=read, documents=content.documents), last.findings
    archive = archive or linked(site, read.records, as_of)
    found = tuple(dict.fromkeys((*broken_rules(archive, known, before), *missing_media(archive, media))))
    archived = Archived(
        archive=archive,
        findings=found,
        published=published_ids(archive) | lost,
        lost=lost,
        structured=read,
        documents=content.documents,
        drafts=drafts,
        media=media,
    )
    return archived, found


def _identified(
    content: Content, register: Document, as_of: date, drafts: bool, last: Archived | None
) -> tuple[Register, tuple[Finding, ...]]:
    if last and not content.unread:
        known = rewritten(last.structured.register, last.documents, content.documents, as_of, drafts=drafts)
        if known:
            return known, ()
    return identified(content.documents, register, as_of, drafts=drafts, unread=content.unread)
