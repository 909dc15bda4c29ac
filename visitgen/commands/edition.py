"""One edition of the site in memory: its pages planned and rendered, by several processes where there is much to do."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from visitgen.commands.report import Progress
from visitgen.diagnostics import Finding
from visitgen.load import Theme
from visitgen.model import Archive
from visitgen.plan import (
    Download,
    Heading,
    Portion,
    SiteView,
    address_clashes,
    file_of,
    finished,
    planned_pages,
    survey_of,
    told_apart,
)
from visitgen.render import Artifact, Rendered, feeds, rendered_pages, search_files, sitemap

ENOUGH = 400
"""The visits from which a second process is worth its start."""

MOST = 4
"""The most processes that are used unasked; each holds what it renders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeEdition:
    """What an edition is made of. After a clash of addresses there are headings, and no pages."""

    headings: tuple[Heading, ...]
    pages: tuple[Rendered, ...] = ()
    files: tuple[Artifact, ...] = ()
    faults: tuple[Finding, ...] = ()
    clashes: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """All that an edition is made from. `shared` are the files that editions have in common."""

    archive: Archive
    downloads: tuple[Download, ...]
    theme: Theme
    site: SiteView
    shared: frozenset[str]


Planned = list[tuple[int, Heading]]
Done = tuple[list[tuple[str, Rendered]], tuple[Finding, ...], tuple[Artifact, ...]]


def made_edition(task: Task, progress: Progress, jobs: int | None = None) -> MadeEdition:
    """The edition, the same bytes by any number of processes. `jobs` is their number; else what the machine has."""
    progress.stage("planning pages")
    survey = survey_of(task.archive, task.downloads, task.theme.base)
    number = processes(len(task.archive.visits), jobs)

    def work(portion: Portion) -> Generator[Planned | Done, dict[str, Heading], None]:
        """Plans a portion, is told the titles of its pages, and renders them."""
        pages = list(planned_pages(survey, portion))
        titles = yield [(group, page.heading) for group, page in pages]
        whole = [finished(page, titles[f"{group} {page.address}"], survey) for group, page in pages]
        if portion.first:
            progress.stage("rendering", len(whole))

        def step(count: int) -> None:
            if portion.first:
                progress.page(count, whole[count - 1].kind, whole[count - 1].template)

        rendered, faults = rendered_pages(whole, task.theme, task.site, task.shared, step)
        files = tuple(search_files(whole, task.site.folder, task.theme.static.values()))
        yield [(page.artifact.path, page) for page in rendered], faults, files

    own = work(Portion(number=0, of=number))
    with helpers([work(Portion(number=at, of=number)) for at in range(1, number)]) as others:
        planned: list[tuple[int, int, Heading]] = []
        for at, part in enumerate((next(own), *(other.answer() for other in others))):
            planned += [(group, at, heading) for group, heading in part]
        planned.sort(key=lambda entry: entry[:2])
        before = [heading for _, _, heading in planned]
        folders = tuple(edition.folder for edition in task.site.editions if edition.folder)
        if clashes := address_clashes(task.archive, before, () if task.site.folder else folders):
            return MadeEdition(headings=tuple(before), clashes=clashes)
        headings = told_apart(before)
        titles = {f"{entry[0]} {one.address}": one for entry, one in zip(planned, headings, strict=True)}
        for other in others:
            other.ask(titles)
        done: list[Done] = [own.send(titles), *(other.answer() for other in others)]  # type: ignore[list-item]
    at_path = {path: page for part, _, _ in done for path, page in part}
    in_order = (at_path.get(path) for path in dict.fromkeys(path_of(task.site, one) for one in headings))
    return MadeEdition(
        headings=headings,
        pages=tuple(page for page in in_order if page),
        files=(
            *feeds(task.archive, headings, task.site),
            *(file for _, _, files in done for file in files),
            *(() if task.site.folder else sitemap(headings, task.site)),
        ),
        faults=tuple(dict.fromkeys(fault for _, faults, _ in done for fault in faults)),
    )


def processes(visits: int, asked: int | None = None) -> int:
    """How many processes to use: those asked for, else one for each processor where there is enough to do.

    Only where a process can be divided in two safely: on Linux, with a single thread.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    if asked is not None:
        return max(1, asked)
    return min(len(os.sched_getaffinity(0)), MOST) if visits >= ENOUGH else 1


class Helper:
    """A process that goes through a generator: its values are the answers, what is asked is sent into it."""

    def __init__(self, work: Generator[Any, Any, None]) -> None:
        context = multiprocessing.get_context("fork")
        self._end, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(work, there, self._end), daemon=True)
        self._process.start()
        there.close()

    def answer(self) -> Any:
        """The next value. An exception there is one here, with what was said of it there."""
        try:
            good, value = self._end.recv()
        except EOFError:
            raise RuntimeError("a process that helped to render pages has ended too soon") from None
        if not good:
            raise RuntimeError(f"in a process that helped to render pages:\n{value}")
        return value

    def ask(self, question: object) -> None:
        """Sends a value into the generator."""
        self._end.send(question)

    def end(self) -> None:
        """Ends it, whatever it is at."""
        self._end.close()
        self._process.terminate()
        self._process.join()


@contextmanager
def helpers(works: Sequence[Generator[Any, Any, None]]) -> Iterator[tuple[Helper, ...]]:
    """A process for each of these generators, ended with the block."""
    started: list[Helper] = []
    try:
        for work in works:
            started.append(Helper(work))
        yield tuple(started)
    finally:
        for helper in started:
            helper.end()


def path_of(site: SiteView, heading: Heading) -> str:
    """The path of a page's file on the site."""
    return site.folder + file_of(heading.address)


def _serve(work: Generator[Any, Any, None], end: Connection, not_ours: Connection) -> None:
    not_ours.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears the interrupt, and ends this one
    try:
        end.send((True, next(work)))
        while True:
            end.send((True, work.send(end.recv())))
    except (StopIteration, EOFError, BrokenPipeError):
        return
    except BaseException:
        end.send((False, traceback.format_exc()))
