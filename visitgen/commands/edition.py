"""One edition of the site in memory: its pages planned and rendered, by several processes where there is much to do."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from visitgen.commands.kept import KeptEdition, KeptPage
from visitgen.commands.processes import Turns, helpers, processes
from visitgen.commands.report import Progress
from visitgen.diagnostics import Finding
from visitgen.load import Theme
from visitgen.model import Archive
from visitgen.plan import (
    Download,
    Graph,
    Heading,
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
    units_of,
)
from visitgen.render import (
    Artifact,
    Blame,
    Kept,
    Link,
    Rendered,
    Renderer,
    Targets,
    dangling,
    feed,
    feeds_of,
    is_there,
    kept_of,
    parts_of,
    search_files,
)
from visitgen.write import Spool


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """All that an edition is made from. `shared` are the files that editions have in common.

    `before` is the edition as the last build left it, made with the same theme and view of the site, if it is to be
    built upon; `intact` tells whether a file of it is still as it was.
    """

    archive: Archive
    downloads: tuple[Download, ...]
    theme: Theme
    site: SiteView
    shared: frozenset[str]
    before: KeptEdition | None = None
    intact: Callable[[Kept], bool] = lambda file: False


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeEdition:
    """What an edition is made of. After a clash of addresses there are headings, and nothing to keep.

    Shapes: `files` are those made now; `kept` holds all there are, and `pages` tells of each page made now.
    """

    headings: tuple[Heading, ...]
    pages: tuple[Rendered, ...] = ()
    files: tuple[Artifact, ...] = ()
    faults: tuple[Finding, ...] = ()
    clashes: tuple[Finding, ...] = ()
    kept: KeptEdition | None = None


Planned = dict[Unit, tuple[Heading, ...]]
"""The headings of each unit's pages, before titles are told apart."""

Retitled = dict[Unit, tuple[Heading, ...]]
"""The units with a page whose title is another once titles are told apart, with the headings of their pages."""


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
    derived = derived_of(task.archive, task.downloads)
    notes, changed = resumed(before.notes if before else None, derived.sources)
    graph = notes.graph
    units = units_of(derived)
    old = before.pages if before else {}
    standing = {
        unit: old[unit]
        for unit in units
        if unit in old
        and graph.number(unit.node) not in changed
        and all(task.intact(file) for page in old[unit] for file in page.files)
    }
    new = [unit for unit in units if unit not in standing]
    number = processes(len(new), jobs)
    targets = before.targets if before else Targets()
    renderer = before.renderer if before and before.renderer else Renderer(task.theme, task.site, task.shared, targets)
    if number > 1:
        renderer.prepare()
    shared, numbered = len(graph.nodes), len(targets.links)
    turns = Turns(new, number)
    with noting(notes):
        survey = survey_of(derived, task.theme.base)
        own, *more = [
            _work(task, progress if at == 0 else None, survey, graph, turns, renderer, Spool()) for at in range(number)
        ]
        progress.stage("rendering", len(new) // number)
        with helpers(more) as others:
            planned: Planned = {unit: tuple(page.planned for page in pages) for unit, pages in standing.items()}
            parts = [next(own), *(other.answer() for other in others)]
            for part in parts:
                planned.update(part)
            first = [heading for unit in units for heading in planned[unit]]
            folders = tuple(edition.folder for edition in task.site.editions if edition.folder)
            if clashes := address_clashes(task.archive, first, () if task.site.folder else folders):
                return MadeEdition(headings=tuple(first), clashes=clashes)
            headings = told_apart(first)
            final = iter(headings)
            titled = {unit: tuple(itertools.islice(final, len(planned[unit]))) for unit in units}
            shown = planned | {unit: tuple(page.heading for page in pages) for unit, pages in standing.items()}
            retitled: Retitled = {unit: titled[unit] for unit in units if titled[unit] != shown[unit]}
            for other, part in zip(others, parts[1:], strict=True):
                other.ask({unit: retitled[unit] for unit in retitled if unit in part})
            done: list[Done] = [
                own.send({unit: retitled[unit] for unit in retitled if unit in parts[0] or unit in standing}),
                *(other.answer().joined(graph, shared, targets, numbered) for other in others),
            ]
    if faults := tuple(dict.fromkeys(fault for part in done for fault in part.faults)):
        if number > 1:
            return made_edition(task, progress, 1)  # which page a template fails on first is told as by one process
        return MadeEdition(headings=headings, faults=faults)
    by_address = {heading.address: heading for heading in headings}
    with noting(notes):
        fed, feeds_now = _feeds(task, survey, notes, by_address, changed)
    rendered = {path: page for part in done for path, page in part.pages.items()}
    beside = tuple(file for part in done for file in part.files)
    pages: dict[Unit, tuple[KeptPage, ...]] = {}
    for unit in units:
        if unit in retitled or unit not in standing:
            made = [rendered[task.site.folder + file_of(heading.address)] for heading in planned[unit]]
            pages[unit] = _kept(planned[unit], titled[unit], made, beside)
        else:
            pages[unit] = standing[unit]
    return MadeEdition(
        headings=headings,
        pages=tuple(rendered.values()),
        files=(*feeds_now, *beside),
        kept=KeptEdition(
            notes=notes, headings=by_address, targets=targets, feeds=fed, renderer=renderer, pages=pages
        ),
    )  # fmt: skip


def _work(
    task: Task, progress: Progress | None, survey: Survey, graph: Graph, units: Iterable[Unit], renderer: Renderer,
    spool: Spool,
) -> Generator[Any, Retitled, None]:
    """Makes the pages of some units, is told of which the titles are others now, and makes the pages of those again.

    So no page is held until all are planned, and few are made twice. Shapes: it yields what is `Planned`, is sent what
    is `Retitled`, and yields what is `Done`.
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

    def render(made: Iterator[Page]) -> None:
        found, failed = renderer.rendered(made, done, spool.put)
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
    task: Task, survey: Survey, notes: Notes, headings: Mapping[str, Heading], changed: Set[int]
) -> tuple[dict[str, Kept], tuple[Artifact, ...]]:
    """Every feed, those of the last build where nothing they were made from has changed; and those made now."""
    before = task.before
    graph = notes.graph
    if before:
        changed = changed_nodes(graph, {"headings": before.headings}, {"headings": headings}, changed)
    watched: Mapping[str, Heading] = Watched("headings", headings)
    fed: dict[str, Kept] = {}
    made: list[Artifact] = []
    for path, page in feeds_of(headings.values()).items():
        node = ("feed", path)
        known = before.feeds.get(path) if before else None
        if known is None or graph.number(node) in changed or not task.intact(known):
            address = page.address if page else None
            artifact = graph.made(node, partial(feed, survey.linker.archive, watched, address, path, task.site))
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
    for page in _pages(made):
        yield now.get(page.file.path, page.file)
        yield from page.data


def linked_files(made: MadeEdition) -> set[str]:
    """The files that pages link to."""
    if made.kept is None:
        return set()
    links = made.kept.targets.links
    return {links[number][0] for number in set[int]().union(*(page.links for page in _pages(made)))}


def broken_links(
    made: Sequence[MadeEdition], files: Mapping[str, Artifact | Kept], output: Path, blame: Blame
) -> Iterator[Finding]:  # fmt: skip
    """Every link that leads nowhere. Of kept pages, only links to what has changed or gone are looked at."""
    known: dict[str, Set[str]] = {}

    def parts(path: str) -> Set[str]:
        if path not in known:
            file = files[path]
            known[path] = parts_of(file.data if isinstance(file, Artifact) else (output / path).read_bytes())
        return known[path]

    broken: list[tuple[str, list[Link]]] = []
    for done in made:
        links = done.kept.targets.links if done.kept else []
        asked = _doubtful(links, files).union(*(page.links for page in done.pages))
        lost = {number for number in asked if not is_there(links[number], files, parts)}
        if lost:
            broken += [
                (page.file.path, [links[number] for number in lost.intersection(page.links)]) for page in _pages(done)
            ]
    return dangling(broken, files.keys(), blame)


def _doubtful(links: Sequence[Link], files: Mapping[str, Artifact | Kept]) -> set[int]:
    """The links whose file has gone, or was made now and may have lost the part that they lead to."""
    return {
        number
        for number, (file, part) in enumerate(links)
        if file not in files or (part and isinstance(files[file], Artifact))
    }


def _pages(made: MadeEdition) -> Iterator[KeptPage]:
    return (page for pages in made.kept.pages.values() for page in pages) if made.kept else iter(())
