"""Documents -> Archive: every record identified, read strictly, and linked. Pure: values in, values out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from visitgen.diagnostics import Finding
from visitgen.load import Content, Document
from visitgen.model.identity import CLASSES, Register, identified
from visitgen.model.link import Archive, by_kind, linked
from visitgen.model.parts import Origin
from visitgen.model.rules import broken_rules, missing_media
from visitgen.model.rules.published import Published, lost_ids, published_ids
from visitgen.model.settings import Site
from visitgen.model.structure import Structured, structured, structured_site

__all__ = [
    "Archive", "Published", "Register", "Site", "Structured", "archive_of", "by_kind", "identified", "site_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """An archive, or `None` when errors leave none; and what was found on the way.

    `published` is what has an address once its site is written: what is in it, and what was before and is missed.
    `structured` are its records, for the next time.
    """

    archive: Archive | None
    findings: tuple[Finding, ...]
    published: Published = frozenset()
    structured: Structured | None = None


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
    before: Published = frozenset(), known_records: Structured | None = None,
) -> Archived:  # fmt: skip
    """The archive a content folder holds on a day. `before` is what the site had when it was last written.

    `known_records` are those of the last time: those that are the same now are not read again.

    Shapes: an archive whenever there is a site and every record could be read; `findings` may hold errors all the
    same, those that records make together. A file whose YAML is broken is told of once, by `load`: what its records
    say or lack in consequence is not.
    Errors: L114, all M codes.
    """
    known, findings = identified(content.documents, register, as_of, drafts=drafts, unread=content.unread)
    read, faults = structured(known, known_records)
    findings = tuple(finding for finding in (*findings, *faults) if finding.at.file not in content.broken)
    if site and content.site:
        findings += structured_site(content.site.value, Origin(file=content.site.file), known)[1]
    if site is None or findings or content.broken:
        return Archived(archive=None, findings=findings)
    archive = linked(site, read.records, as_of)
    return Archived(
        archive=archive,
        findings=(*broken_rules(archive, known, before), *missing_media(archive, content.media)),
        published=published_ids(archive) | lost_ids(known, site, before),
        structured=read,
    )
