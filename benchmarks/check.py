"""How long a check takes, stage by stage, and how each stage grows with the records.

    python benchmarks/check.py [ARCHIVE] [--runs 3]

ARCHIVE is a content folder; without one that of benchmarks/bench.py is made in a temporary folder. Its leaders and
visits are doubled and quadrupled in memory (other ids, other surnames, earlier days), so that the growth of a stage is
that of its work and not of the disk. Times are medians of processor seconds; compare them within a run.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from archives import SITE, Copies, base

from visitgen.commands.build import as_of_day, theme_folders
from visitgen.load import ENGLISH, Content, Document, load_content, load_register, load_theme
from visitgen.model import site_of
from visitgen.model.identity import identified
from visitgen.model.link import Archive, linked
from visitgen.model.rules import RULES, broken_rules
from visitgen.model.structure import structured
from visitgen.plan import editions_of, pages, site_view
from visitgen.render import Renderer

SCALES = (1, 2, 4)


def main() -> int:
    """Prints one table of stages and one of rules."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    gc.disable()  # as the command does
    with tempfile.TemporaryDirectory() as folder:
        content = asked.archive or Path(folder) / "content"
        if asked.archive is None:
            base(content, (sys.executable, "-m", "visitgen"))
            (content / "site.yaml").write_text(SITE, "utf-8")
        report(content, asked.runs)
    return 0


def report(folder: Path, runs: int) -> None:
    """Measures and prints."""
    stages: dict[str, list[float]] = {}
    rules: dict[str, list[float]] = {}
    sizes = []
    for scale in SCALES:
        taken = [measured(folder, scale) for _ in range(runs)]
        sizes.append(taken[0][2])
        for name in taken[0][0]:
            stages.setdefault(name, []).append(statistics.median(one[0][name] for one in taken))
        for name in taken[0][1]:
            rules.setdefault(name, []).append(statistics.median(one[1][name] for one in taken))
    stages["all"] = [sum(times) for times in zip(*stages.values(), strict=True)]
    head = "".join(f"{f'{scale}x: {size:,}':>12}" for scale, size in zip(SCALES, sizes, strict=True))
    print(f"{'visits':34}{head}{'4x / 1x':>10}{'share, 1x':>11}")
    for name, times in stages.items():
        print(line(name, times, stages["all"][0]))
    print()
    for name, times in sorted(rules.items(), key=lambda item: -item[1][0]):
        print(line(name, times, stages["all"][0]))


def line(name: str, times: list[float], whole: float) -> str:
    """A row: the time at each scale, the growth, the share of the whole."""
    return f"{name:34}{''.join(f'{t:12.3f}' for t in times)}{times[-1] / times[0]:10.1f}{times[0] / whole:10.1%}"


def measured(folder: Path, scale: int) -> tuple[dict[str, float], dict[str, float], int]:
    """The seconds of each stage and of each rule, and how many visits there were."""
    stages: dict[str, float] = {}
    timer = Timer(stages)
    content, _ = timer("read and parse (not scaled)", lambda: load_content(folder))
    content = times(content, scale)
    site, _ = site_of(content)
    as_of = as_of_day(None, site)
    register = load_register()
    known, _ = timer("identify", lambda: identified(content.documents, register, as_of))
    read, faults = timer("read fields", lambda: structured(known))
    assert site and not faults, faults[:3]
    archive: Archive = timer("link", lambda: linked(site, read.records, as_of))
    timer("rules across records", lambda: broken_rules(archive, known, frozenset()))
    theme, _ = load_theme(site.theme, theme_folders(folder))
    planned, _ = timer("plan pages", lambda: pages(archive, (), theme.base))
    view = site_view(archive, (), "benchmark", editions_of((ENGLISH,)))
    timer("render pages", lambda: Renderer(theme, view).rendered(planned))
    rules: dict[str, float] = {}
    for rule in RULES:
        Timer(rules)(rule.__name__.replace("_", "-"), lambda rule=rule: list(rule(archive)))
    return stages, rules, len(archive.visits)


class Timer:
    """Runs a function and keeps its time under a name."""

    def __init__(self, kept: dict[str, float]) -> None:
        self.kept = kept

    def __call__(self, name: str, work: Callable[[], Any]) -> Any:
        began = time.process_time()
        made = work()
        self.kept[name] = time.process_time() - began
        return made


def times(content: Content, scale: int) -> Content:
    """The content with so many of its leaders and visits."""
    return replace(content, documents=tuple(many(content.documents, scale)))


def many(documents: tuple[Document, ...], scale: int) -> Iterator[Document]:
    """Each document, and the copies of those that hold leaders or visits."""
    copies = Copies()
    for document in documents:
        yield document
        if document.kind in ("leader", "visit"):
            for copy in range(1, scale):
                yield replace(document, file=f"{copy}/{document.file}", value=copies.copied(document.value, copy))


if __name__ == "__main__":
    sys.exit(main())
