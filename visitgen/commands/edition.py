"""One edition of the site in memory: its pages planned and rendered, by several processes where there is much to do."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field, replace
from functools import partial
from typing import Any

from visitgen.commands.kept import KeptEdition, KeptPage, KeptUnit, kept_unit
from visitgen.commands.processes import Turns, helpers, processes
from visitgen.commands.report import Progress
from visitgen.diagnostics import Finding
from visitgen.load import Theme
from visitgen.model import Archive, linked_alike
from visitgen.plan import (
    Download,
    Graph,
    Heading,
    Node,
    Notes,
    Page,
    SiteView,
    Survey,
    Unit,
    Watched,
    address_clashes,
    changed_nodes,
    derived_of,
    file_of,
    finished,
    noting,
    planned,
    resumed,
    survey_of,
    told_apart,
    unit_of,
    units_of,
)
from visitgen.render import (
    Artifact,
    Feeds,
    Kept,
    Rendered,
    Renderer,
    Targets,
    feeds_of,
    kept_of,
    search_files,
)
from visitgen.values import dataclass
from visitgen.write import Spool

OWN = 8
"""The first units, which the first process makes: what it holds ready for the search box is kept."""

MANY = 10
"""The units from which whoever looks at a page is not to wait for all of them."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """Pages that somebody looks at, by their paths: among many they are made first, and `ready` is told of each."""

    paths: frozenset[str] = frozenset()
    ready: Callable[[Artifact], None] = lambda artifact: None


NOBODY = Awaited()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """All that an edition is made from. `shared` are the files that editions have in common.

    `before` is the edition as the last build left it, made with the same theme and view of the site, if it is to be
    built upon; `damaged` are the files of it that are not as they were. `last` are its pages, be it built upon or not,
    by which those that are `awaited` are found.
    """

    archive: Archive
    downloads: tuple[Download, ...]
    theme: Theme
    site: SiteView
    shared: frozenset[str]
    before: KeptEdition | None = None
    damaged: Set[str] = frozenset()
    last: Mapping[Unit, KeptUnit] = field(default_factory=dict)
    awaited: Awaited = NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeEdition:
    """What an edition is made of. After a clash of addresses there are headings, and nothing to keep.

    Shapes: `files` are those made now; `kept` holds all there are, and `pages` tells of each page made now. Where it
    `stands` there are the same files as in the edition that it was built upon, and those not made now are as they were.
    """

    headings: Mapping[str, Heading]
    pages: tuple[Rendered, ...] = ()
    files: tuple[Artifact, ...] = ()
    faults: tuple[Finding, ...] = ()
    clashes: tuple[Finding, ...] = ()
    kept: KeptEdition | None = None
    stands: bool = False

    def all_pages(self) -> Iterator[KeptPage]:
        """Every page, in order."""
        return self.kept.all_pages() if self.kept else iter(())


Planned = dict[Unit, tuple[Heading, ...]]
"""The headings of the pages of units."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a process has made: its pages by path, the files beside them, and what was noted and numbered on the way."""

    pages: dict[str, Rendered]
    files: tuple[Artifact, ...]
    faults: tuple[Finding, ...]
    graph: Graph
    targets: Targets

    def joined(self, graph: Graph, shared: int, targets: Targets, numbered: int) -> Done:
        """What another process has made, in the graph and by the numbers of this one, of which it began with some."""
        graph.join(self.graph, shared)
        own = [*range(numbered), *map(targets.number, self.targets.links[numbered:])]
        pages = {
            path: replace(page, links=array("I", map(own.__getitem__, page.links)))
            for path, page in self.pages.items()
        }
        return replace(self, pages=pages, graph=graph, targets=targets)


def made_edition(task: Task, progress: Progress, jobs: int | None = None) -> MadeEdition:
    """The edition, the same bytes by any number of processes, and whatever is kept of the last.

    `jobs` is the number of processes; else what the machine has.
    """
    progress.stage("planning pages")
    before = task.before
    derived = derived_of(task.archive, task.downloads, before.notes.sources if before else None)
    notes, changed = resumed(before.notes if before else None, derived.sources)
    graph = notes.graph
    old = before.pages if before else {}
    retold = before is not None and linked_alike(task.archive, before.archive)
    units = tuple(old) if retold else units_of(derived)
    as_before = retold or units == tuple(old)
    touched = [unit for node in changed if (unit := unit_of(node)) and unit in old]
    stale = dict.fromkeys((*touched, *(before.units_with(task.damaged) if before else ())))
    new = list(stale) if as_before else [unit for unit in units if unit not in old or unit in stale]
    made = frozenset(new)
    if len(new) < MANY:
        task = replace(task, awaited=NOBODY)
    elif paths := task.awaited.paths:
        new.sort(key=lambda unit: not any(page.file.path in paths for page in _of(task.last, unit)))
    number = processes(len(new), jobs)
    targets = before.targets if before else Targets()
    renderer = before.renderer if before and before.renderer else Renderer(task.theme, task.site, task.shared, targets)
    if number > 1:
        renderer.prepare()
    shared, numbered = len(graph.names), len(targets.links)
    turns = Turns(new[OWN:], number)
    with noting(notes):
        survey = survey_of(derived, task.theme.base)
        own = _work(task, progress, survey, graph, itertools.chain(new[:OWN], turns), renderer, Spool())
        more = [_work(task, None, survey, graph, turns, renderer, Spool()) for _ in range(number - 1)]
        progress.stage("rendering", len(new) // number)
        with helpers(more) as others:
            parts: list[Planned] = [next(own), *(other.answer() for other in others)]
            made_now = {unit: part[unit] for part in parts for unit in part}
            folders = tuple(edition.folder for edition in task.site.editions if edition.folder)
            titles, clashes = _titles(task, units, made_now, () if task.site.folder else folders, as_before)
            if clashes:
                return MadeEdition(headings=titles.by_address, clashes=clashes)
            retitled = titles.retitled
            for other, part in zip(others, parts[1:], strict=True):
                other.ask({unit: retitled[unit] for unit in retitled if unit in part})
            mine: Done = own.send(
                {unit: titled for unit, titled in retitled.items() if unit in parts[0] or unit not in made}
            )
            fed, feeds_now = _feeds(task, survey, notes, titles.by_address, changed)  # others have still to answer
            done = [mine, *(other.answer().joined(graph, shared, targets, numbered) for other in others)]
    if faults := tuple(dict.fromkeys(fault for part in done for fault in part.faults)):
        if number > 1:
            return made_edition(task, progress, 1)  # which page a template fails on first is told as by one process
        return MadeEdition(headings=titles.by_address, faults=faults)
    rendered = {path: page for part in done for path, page in part.pages.items()}
    beside = tuple(file for part in done for file in part.files)
    pages = dict(old) if as_before else {unit: NO_PAGES if unit in made else old[unit] for unit in units}
    for unit in (*new, *(unit for unit in retitled if unit not in made)):
        first, final = titles.planned[unit], titles.titled[unit]
        shown = [rendered[task.site.folder + file_of(heading.address)] for heading in first]
        pages[unit] = kept_unit(_kept(first, final, shown, beside))
    return MadeEdition(
        headings=titles.by_address,
        pages=tuple(rendered.values()),
        files=(*feeds_now, *beside),
        stands=before is not None and titles.by_address is before.headings and not beside,
        kept=KeptEdition(
            notes=notes, headings=titles.by_address, targets=targets, feeds=fed, renderer=renderer, pages=pages
        ),
    )  # fmt: skip


NO_PAGES = kept_unit(())


def _of(units: Mapping[Unit, KeptUnit], unit: Unit) -> tuple[KeptPage, ...]:
    return units[unit].pages if unit in units else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Titles:
    """The headings of an edition as they are shown, by address and in their order.

    Shapes: `planned` are those of each unit before titles were told apart, `titled` after; of units that stand as they
    are they may be missing. `retitled` holds those that are to be shown otherwise than they were rendered.
    """

    by_address: Mapping[str, Heading]
    planned: Planned
    titled: Planned
    retitled: Planned


def _titles(
    task: Task, units: Sequence[Unit], made: Planned, folders: Sequence[str], as_before: bool
) -> tuple[_Titles, tuple[Finding, ...]]:
    """The headings of an edition, of which some were `made` now; and the addresses that clash, if any.

    Where there are the same units `as_before`, and those made now are called as they were, so are all.
    """
    old = task.before.pages if task.before else {}
    if task.before and as_before and all(made[unit] == _planned(old[unit].pages) for unit in made):
        titled = {unit: _shown(old[unit].pages) for unit in made}
        retitled = {unit: titled[unit] for unit in made if titled[unit] != made[unit]}
        return _Titles(by_address=task.before.headings, planned=made, titled=titled, retitled=retitled), ()
    planned = {unit: made[unit] if unit in made else _planned(old[unit].pages) for unit in units}
    first = [heading for headings in planned.values() for heading in headings]
    clashes = address_clashes(task.archive, first, folders)
    final = iter(told_apart(first))
    titled = {unit: tuple(itertools.islice(final, len(headings))) for unit, headings in planned.items()}
    rendered = {unit: made[unit] if unit in made else _shown(old[unit].pages) for unit in units}
    retitled = {unit: titled[unit] for unit in units if titled[unit] != rendered[unit]}
    by_address = {heading.address: heading for headings in titled.values() for heading in headings}
    return _Titles(by_address=by_address, planned=planned, titled=titled, retitled=retitled), clashes


def _planned(pages: Iterable[KeptPage]) -> tuple[Heading, ...]:
    return tuple(page.planned for page in pages)


def _shown(pages: Iterable[KeptPage]) -> tuple[Heading, ...]:
    return tuple(page.heading for page in pages)


def _work(
    task: Task, progress: Progress | None, survey: Survey, graph: Graph, units: Iterable[Unit], renderer: Renderer,
    spool: Spool,
) -> Generator[Any, Planned, None]:
    """Makes the pages of some units, is told of which the titles are others now, and makes the pages of those again.

    So no page is held until all are planned, and few are made twice. Shapes: it yields the headings it made, is sent
    those that are others, and yields what is `Done`.
    """
    headings: Planned = {}
    searching: dict[str, Page] = {}
    faults: list[Finding] = []
    pages: dict[str, Rendered] = {}

    def make(wanted: Iterable[tuple[Unit, Callable[[], tuple[Page, ...]]]]) -> Iterator[Page]:
        for count, (unit, plan) in enumerate(wanted, 1):
            if progress:
                progress.turn("planning pages")
                progress.step(count)
            found = graph.made(unit.node, plan)
            headings.setdefault(unit, tuple(page.heading for page in found))
            searching.update((page.address, page) for page in found if page.kind == "search")
            if progress:
                progress.turn("rendering")
            yield from found

    def done(page: Page) -> None:
        if progress:
            progress.page(page.kind, page.template)

    def aside(file: Artifact) -> Artifact:
        if progress and file.path in task.awaited.paths:
            task.awaited.ready(file)
        return spool.put(file)

    def render(made: Iterator[Page]) -> None:
        found, failed = renderer.rendered(made, done, aside)
        pages.update((page.artifact.path, page) for page in found)
        faults.extend(failed)

    def whole(unit: Unit, titled: Sequence[Heading]) -> tuple[Page, ...]:
        found = planned(survey, unit)
        return tuple(finished(page, heading, survey) for page, heading in zip(found, titled, strict=True))

    render(make((unit, partial(planned, survey, unit)) for unit in units))
    retitled = yield headings
    render(make((unit, partial(whole, unit, titled)) for unit, titled in retitled.items()))
    files = tuple(map(spool.put, search_files(searching.values(), task.site.folder, task.theme.static.values())))
    yield Done(pages, files, tuple(faults), graph, renderer.targets)


def _feeds(
    task: Task, survey: Survey, notes: Notes, headings: Mapping[str, Heading], changed: Iterable[Node]
) -> tuple[dict[str, Kept], tuple[Artifact, ...]]:
    """Every feed, those of the last build where nothing they were made from has changed; and those made now."""
    before = task.before
    graph = notes.graph
    if before and before.headings is headings:
        if task.damaged.isdisjoint(before.feeds) and all(name != "feed" for name, _ in changed):
            return dict(before.feeds), ()
    elif before:
        changed = changed_nodes(before.notes.known, {"headings": before.headings}, {"headings": headings}, changed)
    feeds, spool = Feeds(survey.linker.archive, Watched("headings", headings), task.site), Spool()
    fed: dict[str, Kept] = {}
    made: list[Artifact] = []
    for path, page in feeds_of(headings.values()).items():
        node = ("feed", path)
        known = before.feeds.get(path) if before else None
        if known is None or node in changed or path in task.damaged:
            address = page.address if page else None
            artifact = spool.put(graph.made(node, partial(feeds.feed, address, path)))
            made.append(artifact)
            known = kept_of(artifact)
        fed[path] = known
    return fed, tuple(made)


def _kept(
    planned: Sequence[Heading], titled: Sequence[Heading], rendered: Sequence[Rendered], beside: Sequence[Artifact]
) -> tuple[KeptPage, ...]:  # fmt: skip
    """The pages of a unit as they are kept. The files beside pages are those of the search, which one unit makes."""
    data = tuple(map(kept_of, beside)) if any(one.kind == "search" for one in planned) else ()
    return tuple(
        KeptPage(planned=one, heading=final, file=kept_of(page.artifact), links=page.links, data=data)
        for one, final, page in zip(planned, titled, rendered, strict=False)
    )  # fmt: skip


def files_of(made: MadeEdition) -> Iterator[Artifact | Kept]:
    """The files of all pages in their order, those made now as they were made."""
    now = {page.artifact.path: page.artifact for page in made.pages}
    for page in made.all_pages():
        yield now.get(page.file.path, page.file)
        yield from page.data
