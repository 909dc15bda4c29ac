"""Whole commands measured turn by turn: their time, their memory, and what they write."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import live
from programs import EDITS, Fault, Hugo, Program, Visitgen, edit

LAUNCH = Path(__file__).with_name("launch.py")
SAMPLE_SECONDS = 0.05


@dataclass(slots=True)
class Measured:
    """The runs of one command in one scenario: seconds, processor seconds, bytes; and what each run wrote."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    peak: list[int] = field(default_factory=list)
    files_written: list[int] = field(default_factory=list)
    bytes_written: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Size:
    """What a folder holds; files and folders with a name that begins with a dot are the generator's own."""

    pages: int
    files: int
    bytes: int
    own_bytes: int


class Bench:
    """The measuring of one archive: the programs, the scratch folder, the number of runs."""

    def __init__(self, scratch: Path, programs: Sequence[Program], runs: int) -> None:
        self.scratch, self.programs, self.runs = scratch, programs, runs
        self.standing: dict[str, Path] = {}
        self.sizes: dict[str, Size] = {}
        self.sums: dict[str, tuple[int, int]] = {}
        self.lived: dict[str, list[float]] = {}
        self.turn = 0
        self.scenarios: dict[str, dict[str, Measured]] = {}
        os.environ["VISITGEN_CACHE"] = str(scratch / "code")

    def take(self, scenario: str, program: str, command: Sequence[str], writes: Path | None = None) -> None:
        """Runs a command once and keeps its figures."""
        kept = self.scenarios.setdefault(scenario, {}).setdefault(program, Measured())
        marker = self.scratch / "marker"
        marker.touch()
        since = marker.stat().st_mtime_ns
        wall, cpu, peak = run(command, self.scratch / "log")
        kept.wall.append(wall)
        kept.cpu.append(cpu)
        kept.peak.append(peak)
        if writes:
            new = [found.st_size for found in map(os.lstat, files_of(writes)) if found.st_mtime_ns >= since]
            kept.files_written.append(len(new))
            kept.bytes_written.append(sum(new))

    def fresh(self, name: str) -> Path:
        """The output folder of a first build, with nothing beside it, and nothing kept elsewhere by visitgen."""
        folder = self.scratch / "out" / name
        if not name.startswith(Hugo.name):
            shutil.rmtree(self.scratch / "code", ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder / "site"

    def stands(self) -> None:
        """Sees to it that each program has built once into the folder that the following scenarios build into again."""
        for program in self.programs:
            if program.name not in self.standing:
                output = self.fresh(program.name)
                run(program.build(output), self.scratch / "log")
                self.keeps(program, output)

    def keeps(self, program: Program, output: Path) -> None:
        """Takes a first build as the one that is built into again."""
        self.standing[program.name] = output
        self.sizes[program.name] = size_of(output.parent)

    def cold(self) -> None:
        """A first build: no output folder, no cache."""
        for _ in range(self.runs):
            for program in self.programs:
                output = self.fresh(program.name)
                self.take("cold", program.name, program.build(output), output.parent)
                self.keeps(program, output)

    def noop(self) -> None:
        """The same command again, nothing having changed; and an empty Python program."""
        self.stands()
        for _ in range(self.runs):
            for program in self.programs:
                output = self.standing[program.name]
                self.take("noop", program.name, program.build(output), output.parent)
            self.take("noop", "python -c pass", [sys.executable, "-c", "pass"])

    def edited(self, kind: str) -> None:
        """The same command after an edit, the page of the edited visit being looked at each time."""
        self.stands()
        for _ in range(self.runs):
            self.turn += 1
            for program in self.programs:
                output = self.standing[program.name]
                edit(program.changes(kind, self.turn))
                self.take(kind, program.name, program.build(output), output.parent)
                page, words = program.shown(kind, self.turn)
                if words not in (output / page).read_text("utf-8"):
                    raise Fault(f"{program.name}, {kind}: {page} does not say {words}")

    def check(self) -> None:
        """`visitgen check`; Hugo has nothing like it."""
        for _ in range(self.runs):
            for program in self.programs:
                if isinstance(program, Visitgen):
                    self.take("check", program.name, program.check())

    def live(self) -> None:
        """From saving a visit's summary until the preview has written its page, and until a browser shows it; and until
        it shows another date."""
        for program in self.programs:
            if isinstance(program, Visitgen):
                output = self.fresh("live")
                page, _ = program.shown("summary", 0)

                def save(turn: int, kind: str = "summary", program: Program = program) -> str:
                    self.turn += 1
                    edit(program.changes(kind, self.turn))
                    return program.shown(kind, self.turn)[1]

                with live.preview(program.command, program.content, output) as address:
                    self.lived["a summary, page written"] = live.written(output / page, save, self.runs)
                    self.lived["a summary, browser shows it"] = live.shown(address + page, save, self.runs)
                    dated = partial(save, kind="date")
                    self.lived["a date, browser shows it"] = live.shown(address + page, dated, self.runs, AFTER_DATE)
                shutil.rmtree(output.parent)

    def memory(self) -> None:
        """One more first build each, not timed, that samples the memory of all its processes together."""
        for program in self.programs:
            output = self.fresh(f"{program.name}-memory")
            self.sums[program.name] = sampled(program.build(output), self.scratch / "log")
            shutil.rmtree(output.parent)

    def scenarios_by_name(self) -> dict[str, Callable[[], None]]:
        """All that is measured, in order: the first builds leave what the others build into."""
        edits = {kind: lambda kind=kind: self.edited(kind) for kind in EDITS}
        return {"cold": self.cold, "noop": self.noop, **edits, "check": self.check, "live": self.live,
                "memory": self.memory}  # fmt: skip


AFTER_DATE = 4.0
"""Seconds between two edits of a date, which change more pages than that of the visit."""

NAMES = ("cold", "noop", *EDITS, "check", "live", "memory")


def launcher(command: Sequence[str], log: Path) -> list[str]:
    """The command inside the small process that measures it."""
    return [sys.executable, "-I", "-S", str(LAUNCH), str(log), *command]


def run(command: Sequence[str], log: Path) -> tuple[float, float, int]:
    """Runs a command: seconds, processor seconds, and the peak memory of its largest process in bytes."""
    told = subprocess.run(launcher(command, log), stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    if told[0] != "0":
        raise Fault(f"{shlex.join(command)} ended with {told[0]}:\n{log.read_text('utf-8', 'replace')[-2000:]}")
    return float(told[1]), float(told[2]), int(told[3])


def sampled(command: Sequence[str], log: Path) -> tuple[int, int]:
    """Runs a command: the most memory that its processes had together, pages they share counted once, and how many.

    Shapes: zeros where psutil is not installed.
    """
    try:
        import psutil
    except ImportError:
        return 0, 0
    most = count = 0
    with subprocess.Popen(launcher(command, log), stdout=subprocess.PIPE, text=True) as started:
        while started.poll() is None:
            held = []
            try:
                for process in psutil.Process(started.pid).children(recursive=True):
                    full = process.memory_full_info()
                    held.append(getattr(full, "pss", full.rss))
            except psutil.Error:
                pass  # it ended meanwhile
            most, count = max(most, sum(held)), max(count, len(held))
            time.sleep(SAMPLE_SECONDS)
        told = started.stdout.read().split() if started.stdout else ["?"]
    if told[0] != "0":
        raise Fault(f"{shlex.join(command)} ended with {told[0]}:\n{log.read_text('utf-8', 'replace')[-2000:]}")
    return most, count


def files_of(folder: Path) -> list[str]:
    """Every file below a folder."""
    return [os.path.join(top, name) for top, _, names in os.walk(folder) for name in names]


def size_of(folder: Path) -> Size:
    """What is below a folder."""
    pages = files = size = own = 0
    for file in files_of(folder):
        held = os.lstat(file).st_size
        if any(part.startswith(".") for part in Path(file).relative_to(folder).parts):
            own += held
        else:
            pages, files, size = pages + file.endswith(".html"), files + 1, size + held
    return Size(pages, files, size, own)
