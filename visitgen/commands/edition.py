"""One edition of the site in memory: its pages planned and rendered, by several processes where there is much to do."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from visitgen.commands.kept import KeptEdition, KeptPage
from visitgen.commands.processes import helpers, processes
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


@dataclass(frozen=True, slots=True)
class Order:
    """What a process is told once all pages are planned: titles as told apart, in order; and units to plan besides."""

    titles: Mapping[tuple[Unit, str], Heading]
    more: tuple[Unit, ...] = ()


Planned = dict[Unit, tuple[Heading, ...]]


@dataclass(frozen=True, slots=True)
class Done:
    """What a process has made: its pages by unit, the files beside them, and what was noted and numbered on the way."""

    pages: dict[Unit, tuple[Rendered, ...]]
    files: tuple[Artifact, ...]
    faults: tuple[Finding, ...]
    graph: Graph
    targets: Targets

    def joined(self, graph: Graph, shared: int, targets: Targets, numbered: int) -> Done:
        """What another process has made, in the graph and by the numbers of this one, of which it began with some."""
        graph.join(self.graph, shared)
        own = [*range(numbered), *map(targets.number, self.targets.links[numbered:])]
        pages = {
            unit: tuple(replace(page, links=array("I", map(own.__getitem__, page.links))) for page in pages)
            for unit, pages in self.pages.items()
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
    spools = [Spool() for _ in range(number)]
    with noting(notes):
        survey = survey_of(derived, task.theme.base)
        own, *more = [
            _work(task, None if at else progress, survey, graph, new[at::number], renderer, spool)
            for at, spool in enumerate(spools)
        ]
        with helpers(more) as others:
            planned: Planned = {unit: tuple(page.planned for page in pages) for unit, pages in standing.items()}
            for part in (next(own), *(other.answer() for other in others)):
                planned.update(part)
            in_order = [(unit, heading) for unit in units for heading in planned[unit]]
            first = [heading for _, heading in in_order]
            folders = tuple(edition.folder for edition in task.site.editions if edition.folder)
            if clashes := address_clashes(task.archive, first, () if task.site.folder else folders):
                return MadeEdition(headings=tuple(first), clashes=clashes)
            headings = told_apart(first)
            titles = {
                (unit, heading.address): final for (unit, heading), final in zip(in_order, headings, strict=True)
            }
            retitled = tuple(
                unit for unit, pages in standing.items()
                if any(titles[unit, page.heading.address] != page.heading for page in pages)
            )  # fmt: skip
            for other in others:
                other.ask(Order(titles))
            done: list[Done] = [
                own.send(Order(titles, retitled)),  # type: ignore[list-item]
                *(other.answer().joined(graph, shared, targets, numbered) for other in others),
            ]
        if number > 1 and any(part.faults for part in done):
            return made_edition(task, progress, 1)  # which page a template fails on first is told as by one process
        by_address = {heading.address: heading for heading in headings}
    fed, feeds_now = _feeds(task, survey, notes, by_address, changed)
    rendered = {unit: pages for part in done for unit, pages in part.pages.items()}
    beside = tuple(file for part in done for file in part.files)
    kept = KeptEdition(
        notes=notes, headings=by_address, targets=targets, feeds=fed, renderer=renderer,
        pages={
            unit: _kept(planned[unit], [titles[unit, one.address] for one in planned[unit]], rendered[unit], beside)
            if unit in rendered else standing[unit]
            for unit in units
        },
    )  # fmt: skip
    return MadeEdition(
        headings=headings,
        pages=tuple(page for unit in units for page in rendered.get(unit, ())),
        files=(*feeds_now, *beside),
        faults=tuple(dict.fromkeys(fault for part in done for fault in part.faults)),
        kept=kept,
    )


def _work(
    task: Task, progress: Progress | None, survey: Survey, graph: Graph, units: Sequence[Unit], renderer: Renderer,
    spool: Spool,
) -> Generator[Planned | Done, Order, None]:
    """Plans some units, is told the titles of their pages, and renders them."""
    plans = {unit: graph.made(unit.node, partial(planned, survey, unit)) for unit in units}
    order = yield {unit: tuple(page.heading for page in pages) for unit, pages in plans.items()}
    plans |= {unit: graph.made(unit.node, partial(planned, survey, unit)) for unit in order.more}
    in_order = [unit for unit in dict.fromkeys(unit for unit, _ in order.titles) if unit in plans]

    def whole(unit: Unit) -> tuple[Page, ...]:
        return tuple(finished(page, order.titles[unit, page.address], survey) for page in plans[unit])

    pages = {unit: graph.made(unit.node, partial(whole, unit), more=True) for unit in in_order}
    flat = [page for of_unit in pages.values() for page in of_unit]
    if progress:
        progress.stage("rendering", len(flat))

    def step(count: int) -> None:
        if progress:
            progress.page(count, flat[count - 1].kind, flat[count - 1].template)

    rendered, faults = renderer.rendered(flat, step, spool.put)
    files = tuple(map(spool.put, search_files(flat, task.site.folder, task.theme.static.values())))
    at_path = {page.artifact.path: page for page in rendered}
    done = {
        unit: tuple(
            at_path[path] for page in of_unit if (path := task.site.folder + file_of(page.address)) in at_path
        )
        for unit, of_unit in pages.items()
    }  # fmt: skip
    yield Done(done, files, faults, graph, renderer.targets)


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
            with noting(notes):
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
