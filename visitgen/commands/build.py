"""`visitgen build`: the order of the stages."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

import visitgen
from visitgen.commands.beside import Beside
from visitgen.commands.compiled import keep_code, learn_code
from visitgen.commands.edition import NOBODY, Awaited, MadeEdition, Task, files_of, made_edition
from visitgen.commands.kept import Memory, setting_of, spoken_of
from visitgen.commands.linked import broken_links, linked_files
from visitgen.commands.processes import processes
from visitgen.commands.profile import Profile
from visitgen.commands.recall import recalled, remembering
from visitgen.commands.report import MOST, Progress, Told, counts, distinct, print_findings
from visitgen.commands.schema import refresh_if_used
from visitgen.commands.unchanged import Inputs, inputs_of, keep_state, seen_inputs
from visitgen.commands.why import records_touched, why
from visitgen.diagnostics import Finding, Pointer, whole_file
from visitgen.diagnostics.formats import counted
from visitgen.diagnostics.show import tally
from visitgen.load import (
    Content,
    Document,
    Language,
    Source,
    Theme,
    load_content,
    load_language,
    load_register,
    load_theme,
    located,
)
from visitgen.model import Archive, Published, Site, archive_of, by_kind, site_of
from visitgen.plan import SiteView, archive_in, editions_of, noting, resumed, site_view, speaking, watched
from visitgen.render import (
    DATA,
    FILES,
    NO_FILES,
    Artifact,
    Files,
    Kept,
    Renderer,
    blamer,
    code_of,
    data_files,
    forget_code,
    kept_files,
    let_go,
    sitemap,
)
from visitgen.values import dataclass
from visitgen.write import MANIFEST, Spool, Written, read_manifest, same_bytes, unsafe_output, write_output

Reach = Literal["each", "together", "pages"]
KINDS: Mapping[str, str] = {
    "visit": "visits", "meeting": "meetings", "itinerary": "itineraries", "event": "events", "leader": "leaders",
    "organisation": "organisations", "place": "places", "statement": "statements", "claim": "claims",
    "source": "sources", "topics": "topics", "page": "free pages",
}  # fmt: skip
"""The kinds of record that are counted, in the order they are told, each with its plural."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user asked for on the command line; `None` leaves the choice to `site.yaml`.

    `fresh` makes no use of the last build, `verify` compares what came of it with a clean build, and `why` is a page to
    tell of. `drafts` takes in what is not to be published yet. `arguments` are the words of the command themselves, by
    which the next build may know that it is the same.
    """

    content: Path
    output: Path
    base_url: str | None = None
    as_of: date | None = None
    theme: str | None = None
    strict: bool = False
    jobs: int | None = None
    profile: bool = False
    fresh: bool = False
    verify: bool = False
    why: str | None = None
    drafts: bool = False
    arguments: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Made(Told):
    """A site in memory, and what was found on the way. `archive` is `None`, and no file made, after an error.

    Of all pages `pages_made` were made now. `records` counts what was read, by kind in the plural; `reach` is the last
    stage whose rules were run: each record by itself, all together, or their pages. `site` is `None` when the settings
    could not be read. `published` is what the folder written to has had; a look at another day adds nothing to it.
    `memory` is what the next build can use.
    """

    archive: Archive | None
    files: Files
    page_count: int
    pages_made: int = 0
    site: Site | None
    as_of: date
    records: Mapping[str, int]
    reach: Reach
    published: Published = frozenset()
    memory: Memory | None = None


def build(options: Options, held: list[object] | None = None) -> int:
    """Builds the site; the exit status: 0, or 1 when errors stopped it and the previous site was left as it was.

    What has come of it is put among what is `held`, if given: a process that ends gives it all back at once, where it
    would take a second to let go of a large archive piece by piece.
    """
    began, looked = time.monotonic(), time.time_ns()
    read = inputs_of(str(options.content), *seen_inputs(str(options.output))) if options.arguments else None
    profile = Profile() if options.profile else None
    with Progress(profile) as progress:
        left = None if options.fresh or profile else recalled(options.output)
        last, damaged = (left.memory, left.damaged) if left else (None, frozenset())
        made = make(options, progress, last, damaged, looked=read)
        written: Written | None = None
        refused: tuple[Finding, ...] = ()
        if made.archive:
            blocked = unsafe_output(options.output, (options.content, *theme_folders(options.content)))
            progress.stage("writing")
            again = left is not None and left.holds_most_of(made.files.made)
            more = made.memory and (last is None or made.memory.says_more(last, made.pages_made, again))
            number = processes(len(made.files.digests), 1 if options.profile else options.jobs)
            with remembering(made.memory if more and not blocked else None, options.output, number) as share:
                written, refused = (
                    (None, (blocked,))
                    if blocked
                    else write_output(
                        made.files,
                        options.output,
                        made.published,
                        lambda: progress.stage("waiting for another build to end"),
                        share,
                    )
                )
    if held is not None:
        held += (last, made)
    found = (*made.findings, *refused)
    shown = [finding for finding in found if stops((finding,), options.strict)]
    print_findings(located(shown, made.sources), in_full=True, most=MOST)
    others = counts(finding for finding in found if not stops((finding,), options.strict))
    sys.stderr.write(others)
    sys.stderr.flush()
    if made.archive is None or written is None:
        print(f"Nothing was written: {tally(found)}. The previous site, if any, is as it was.")
        return 1
    refresh_if_used(options.content)
    keep_code(made.memory)
    before = f"{records_line(made.archive)}\n{made.page_count:,} pages; {len(made.files.digests):,} files: "
    after = f"; {tally(found)}\n"
    sys.stdout.write(
        f"{before}{written.written:,} written, {written.unchanged:,} unchanged, {written.removed:,} removed; "
        f"{time.monotonic() - began:.1f} s{after}"
    )
    if profile and made.memory:
        profile.touched(records_touched(made.memory.editions[""]))
        sys.stdout.write(f"\n{profile.told()}")
    if made.memory and options.why:
        sys.stdout.write(why(options.why, last, made.memory, made.files.made.keys()))
    if read and options.arguments and read == inputs_of(str(options.content), read, looked):
        said = (others, f"{before}0 written, ", after)
        seen = dict(left.seen) if left else {}
        for path in made.files.made:
            seen.pop(path, None)
        keep_state(list(options.arguments), str(options.output), read, said, [*made.files.digests, MANIFEST], seen)
    return _verified(options) if options.verify else 0


def _verified(options: Options) -> int:
    """Builds clean in memory and compares; the exit status: 0, or 2 where the site is not what a clean build makes."""
    forget_code()
    with Progress() as progress:
        clean = make(replace(options, fresh=True), progress)
    place = Path(os.path.realpath(options.output))
    wrong = [path for path, file in clean.files.made.items() if not same_bytes(place / path, file.data)]
    wrong += sorted(read_manifest(place).digests.keys() - clean.files.digests.keys())
    if not wrong:
        print(f"Verified: the {len(clean.files.digests):,} files are those of a clean build.")
        return 0
    listed = "\n".join(f"  {path}" for path in wrong[:20])
    print(f"{len(wrong):,} files are not those of a clean build:\n{listed}", file=sys.stderr)
    print("This is a fault of visitgen: please report it. `visitgen build --fresh` builds clean.", file=sys.stderr)
    return 2


def make(
    options: Options, progress: Progress, before: Memory | None = None, damaged: Set[str] = frozenset(),
    awaited: Awaited = NOBODY, looked: Inputs | None = None,
) -> Made:  # fmt: skip
    """Every stage but the last: from files to a site in memory. Stops after a stage that found an error.

    `before` is what the last build left: what has not changed since is not read, planned or rendered again, unless its
    file is `damaged`. Pages that are `awaited` are made first. `looked` tells of files that have been looked at.
    """
    progress.stage("reading records")
    content, findings = load_content(options.content, before.readings if before else None, looked)
    site, found = site_of(content)
    name = options.theme or (site.theme if site else "chronicle")
    named_at = Pointer(file=content.site.file, path=("theme",)) if content.site and not options.theme else None
    theme, theme_found = load_theme(name, theme_folders(options.content), *((named_at,) if named_at else ()))
    site = replace(site, base_url=options.base_url) if site and options.base_url else site
    progress.stage("linking records")
    as_of = as_of_day(options.as_of, site)
    published = read_manifest(options.output).published
    archived, judged = archive_of(
        content, load_register(), site, as_of, drafts=options.drafts, before=published,
        last=before.archived if before else None,
    )  # fmt: skip
    findings = distinct(judged, (*findings, *found, *theme_found))
    if archived is None:
        return Made(archive=None, files=NO_FILES, page_count=0, findings=findings, sources=content.sources,
                    site=site, as_of=as_of, records=records_read(content), reach="each")  # fmt: skip
    archive = archived.archive
    if stops(findings, options.strict):
        return failure(archive, findings, content.sources, "together")
    languages, found = load_languages(archive.site, options.content, content.site)
    findings = distinct(findings, found)
    if stops(found, options.strict):
        return failure(archive, findings, content.sources, "together")
    spoken = [spoken_of(language) for language in languages]
    data, _ = resumed(before.data if before and before.spoken == spoken[0] else None, {"archive": archive})
    if not damaged.isdisjoint(file.path for file in kept_files(data.values)):
        del data.values[FILES]
    editions = editions_of(languages)
    folders = tuple(edition.folder for edition in editions[1:])
    shared = frozenset((*theme.static, *content.media, *DATA))
    options_of_theme = tuple({**theme.options, **dict(archive.site.theme_options)}.items())
    jobs = 1 if options.profile else options.jobs
    archives: list[Archive] = []
    views: list[SiteView] = []
    for language, edition in zip(languages, editions, strict=True):
        with speaking(language):
            local = archive_in(archive, edition)
            view = site_view(local, options_of_theme, f"visitgen {visitgen.__version__}", editions, edition.folder)
            if not options.fresh:
                learn_code(code_of(view, shared))
        archives.append(local)
        views.append(view)
    with speaking(languages[0]), noting(data):
        first = Renderer(theme, views[0], shared)
        with Beside(first.prepared, before is None and processes(len(archive.visits), jobs) > 1) as prepared:
            downloads, described = data_files(watched("archive", archive))
            if prepared.apart:
                first.compiled.learn(prepared.answer(), kept=False)
    let_go(data.values)
    spool = Spool()
    downloads = tuple(spool.put(file) if isinstance(file, Artifact) else file for file in downloads)
    settings: dict[str, str] = {}
    made: list[MadeEdition] = []
    for language, said, local, view in zip(languages, spoken, archives, views, strict=True):
        with speaking(language):
            task = Task(archive=local, downloads=described, theme=theme, site=view, shared=shared, awaited=awaited)
            settings[view.folder] = setting_of(theme, view, shared, said)
            if before and view.folder in before.editions:
                task = replace(task, last=before.editions[view.folder].pages)
            if before and before.settings.get(view.folder) == settings[view.folder]:
                task = replace(task, before=before.editions[view.folder], damaged=damaged)
            done = made_edition(task, progress, jobs)
        if done.clashes:
            return failure(archive, distinct(findings, done.clashes), content.sources, "together")
        made.append(done)
    progress.stage("checking links")
    headings = [done.headings for done in made]
    stands = before and before.settings == settings and not content.media and all(done.stands for done in made)
    files = _files_upon(before.files, made, downloads) if before and stands else None
    if files is None or not damaged <= files.made.keys():
        files = _files(made, theme, downloads, content.media, views[0])
    blame = blamer(archive, headings, theme, content.sources, folders)
    faults = tuple(dict.fromkeys(fault for done in made for fault in done.faults))
    broken = () if faults else tuple(broken_links(made, files, options.output, blame))
    findings = distinct(findings, (*faults, *broken))
    if stops((*faults, *broken), options.strict):
        return failure(archive, findings, {**content.sources, **theme.sources}, "pages")
    memory = Memory(
        readings=content.readings, archived=archived, data=data, spoken=spoken[0],
        editions={view.folder: done.kept for view, done in zip(views, made, strict=True) if done.kept},
        settings=settings, files=files.digests,
    )  # fmt: skip
    return Made(archive=archive, files=files, page_count=sum(map(len, headings)),
                pages_made=sum(len(done.pages) for done in made), findings=findings,
                sources=content.sources, site=archive.site, as_of=as_of, records=records_of(archive), reach="pages",
                memory=memory,
                published=archived.published if options.as_of is None else published)  # fmt: skip


def _files(
    made: Sequence[MadeEdition], theme: Theme, downloads: Iterable[Artifact | Kept], media: Mapping[str, bytes],
    view: SiteView,
) -> Files:  # fmt: skip
    """Every file of the site: pages first, in their order, then what stands beside them; media that a page links to."""
    pages = (file for done in made for file in files_of(done))
    fed = (feed for done in made if done.kept for feed in done.kept.feeds.values())
    beside = (file for done in made for file in done.files)
    linked = {file for done in made for file in linked_files(done)} if media else frozenset()
    static = {**theme.static, **{path: data for path, data in media.items() if path in linked}}
    whole = (Artifact(path=path, data=data) for path, data in static.items())
    return Files.of((*pages, *fed, *beside, *sitemap(made[0].headings.values(), view), *downloads, *whole))


def _files_upon(last: Mapping[str, str], made: Sequence[MadeEdition], downloads: Iterable[Artifact | Kept]) -> Files:
    """Every file of a site that has the same files as before, by their digests then: those made now, and the others."""
    pages = (page.artifact for done in made for page in done.pages)
    beside = (file for done in made for file in done.files)
    data = (file for file in downloads if isinstance(file, Artifact))
    return Files.upon(last, (*pages, *beside, *data))


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
    return _folders("themes", content)


def _folders(name: str, content: Path) -> tuple[Path, ...]:
    package = Path(visitgen.__file__).parent
    own = next((folder for folder in (package / name, package.parent / name) if folder.is_dir()), package)
    beside = content.resolve().parent / name
    return (beside, own) if beside != own else (own,)


def load_languages(
    site: Site, content: Path, settings: Document | None
) -> tuple[tuple[Language, ...], tuple[Finding, ...]]:
    """The languages of the site's editions, that of its records first.

    Errors: L203, L204; where only the records' own language has no catalogue, L203 is a warning.
    """
    folders = _folders("languages", content)
    further = [tag for tag in dict.fromkeys(site.languages) if tag != site.language]
    languages: list[Language] = []
    findings: list[Finding] = []
    for tag in (site.language, *further):
        own = tag == site.language
        path = ("language",) if own else ("languages", site.languages.index(tag))
        at = Pointer(file=settings.file, path=path) if settings else whole_file("site.yaml")
        language, found = load_language(tag, folders, at, needed=not own)
        languages.append(language)
        findings += found
    return tuple(languages), tuple(findings)


def stops(findings: Sequence[Finding], strict: bool) -> bool:
    """Whether what was found stops the build."""
    stopping = ("error", "warning") if strict else ("error",)
    return any((finding.severity or finding.code.severity) in stopping for finding in findings)


def failure(archive: Archive, findings: Sequence[Finding], sources: Mapping[str, Source], reach: Reach) -> Made:
    """No site, though there was an archive, and why."""
    return Made(archive=None, files=NO_FILES, page_count=0, findings=tuple(findings), sources=sources,
                site=archive.site, as_of=archive.as_of, records=records_of(archive), reach=reach)  # fmt: skip


def records_line(archive: Archive) -> str:
    """How many records of each kind the site is made of."""
    return f"{counted(records_of(archive))}; as of {archive.as_of.isoformat()}"


def records_of(archive: Archive) -> Mapping[str, int]:
    """How many records of each kind an archive has, by the plural of the kind; those inside others included."""
    numbers = {str(kind): len(records) for kind, records in by_kind(archive).items()}
    return {plural: numbers["topic" if kind == "topics" else kind] for kind, plural in KINDS.items()}


def records_read(content: Content) -> Mapping[str, int]:
    """How many records of each kind the files hold that could be read; those inside others are not counted yet."""
    counts: Counter[str] = Counter()
    for document in content.documents:
        value = document.value
        many = isinstance(value, list) or (isinstance(value, dict) and document.kind == "topics")
        counts[document.kind] += len(value) if many and value else 1
    return {plural: counts[kind] for kind, plural in KINDS.items()}
