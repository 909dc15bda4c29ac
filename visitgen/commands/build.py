"""`visitgen build`: the order of the stages."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import visitgen
from visitgen.commands.report import Progress, print_findings
from visitgen.diagnostics import Diagnostic, Finding
from visitgen.diagnostics.show import tally
from visitgen.load import Source, load_content, load_register, load_theme, located
from visitgen.model import Archive, Site, archive_of, site_of
from visitgen.plan import pages, site_view
from visitgen.render import Artifact, dangling, data_files, feeds, rendered_pages, sitemap
from visitgen.write import Written, unsafe_output, write_output


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user asked for on the command line; `None` leaves the choice to `site.yaml`."""

    content: Path
    output: Path
    base_url: str | None = None
    as_of: date | None = None
    theme: str | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A site in memory, and what was found on the way. `archive` is `None`, and no file made, after an error."""

    archive: Archive | None
    files: tuple[Artifact, ...]
    page_count: int
    diagnostics: tuple[Diagnostic, ...]


def build(options: Options) -> int:
    """Builds the site; the exit status: 0, or 1 when errors stopped it and the previous site was left as it was."""
    began = time.monotonic()
    with Progress() as progress:
        made = make(options, progress)
        written: Written | None = None
        refused: tuple[Finding, ...] = ()
        if made.archive:
            blocked = unsafe_output(options.output, (options.content, *theme_folders(options.content)))
            progress.stage("writing")
            written, refused = (None, (blocked,)) if blocked else write_output(made.files, options.output)
    found = (*made.diagnostics, *located(refused, {}))
    print_findings(found, in_full=True)
    if made.archive is None or written is None:
        print(f"Nothing was written: {tally(found)}. The previous site, if any, is as it was.")
        return 1
    print(records_line(made.archive))
    print(
        f"{made.page_count:,} pages; {len(made.files):,} files: {written.written:,} written, "
        f"{written.unchanged:,} unchanged, {written.removed:,} removed; {time.monotonic() - began:.1f} s; "
        f"{tally(found)}"
    )
    return 0


def make(options: Options, progress: Progress) -> Made:
    """Every stage but the last: from files to a site in memory. Stops after a stage that found an error."""
    progress.stage("reading records")
    content, findings = load_content(options.content)
    site, found = site_of(content)
    theme, theme_found = load_theme(options.theme or (site.theme if site else "chronicle"), theme_folders(options.content))
    site = replace(site, base_url=options.base_url) if site and options.base_url else site
    progress.stage("linking records")
    as_of = as_of_day(options.as_of, site)
    archived = archive_of(content, load_register(), site, as_of)
    findings = (*findings, *found, *theme_found, *archived.findings)
    if archived.archive is None or stops(findings, options.strict):
        return failure(findings, content.sources)
    archive = archived.archive
    progress.stage("planning pages")
    downloads, described = data_files(archive)
    planned, clashes = pages(archive, described)
    view = site_view(archive, tuple({**theme.options, **dict(archive.site.theme_options)}.items()),
                     f"visitgen {visitgen.__version__}")  # fmt: skip
    progress.stage("rendering", len(planned))
    rendered, faults = rendered_pages(planned, theme, view, progress.step)
    linked = {file for page in rendered for file, _ in page.links}
    files = (
        *(page.artifact for page in rendered),
        *feeds(archive, planned, view),
        *sitemap(planned, view),
        *downloads,
        *(Artifact(path=path, data=data) for path, data in theme.static.items()),
        *(Artifact(path=path, data=data) for path, data in content.media.items() if path in linked),
    )
    broken = () if faults else tuple(dangling(rendered, {artifact.path: artifact for artifact in files}))
    findings = (*findings, *clashes, *faults, *broken)
    if stops(findings, options.strict):
        return failure(findings, content.sources)
    return Made(archive=archive, files=files, page_count=len(planned),
                diagnostics=located(findings, content.sources))  # fmt: skip


def as_of_day(asked: date | None, site: Site | None) -> date:
    """The day the site stands for: the one asked for, that of `site.yaml`, `SOURCE_DATE_EPOCH`, or today (UTC)."""
    if asked:
        return asked
    if site and site.as_of and site.as_of != "today":
        return date.fromisoformat(site.as_of)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return moment.date()


def theme_folders(content: Path) -> tuple[Path, ...]:
    """Where themes are looked for: beside the content folder, then visitgen's own."""
    package = Path(visitgen.__file__).parent
    own = next((folder for folder in (package / "themes", package.parent / "themes") if folder.is_dir()), package)
    beside = content.resolve().parent / "themes"
    return (beside, own) if beside != own else (own,)


def stops(findings: Sequence[Finding], strict: bool) -> bool:
    """Whether what was found stops the build."""
    return any(finding.code.severity == "error" or (strict and finding.code.severity == "warning") for finding in findings)


def failure(findings: Sequence[Finding], sources: Mapping[str, Source]) -> Made:
    """No site, and why."""
    return Made(archive=None, files=(), page_count=0, diagnostics=located(findings, sources))


def records_line(archive: Archive) -> str:
    """How many records of each kind the site is made of."""
    kinds = Counter({
        "visits": len(archive.visits), "meetings": len(archive.meetings), "itineraries": len(archive.itineraries),
        "events": len(archive.events), "leaders": len(archive.leaders), "organisations": len(archive.organisations),
        "places": len(archive.places), "statements": len(archive.statements), "claims": len(archive.claims),
        "sources": len(archive.sources), "topics": len(archive.topics), "free pages": len(archive.pages),
    })  # fmt: skip
    shown = ", ".join(f"{number:,} {kind}" for kind, number in kinds.items() if number)
    return f"{shown}; as of {archive.as_of.isoformat()}"
