"""Whatever happens, the site in place is a complete one: killed builds, any builds in a row, foreign files."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visitgen.commands.build import Options, build
from visitgen.model.rules.published import PAGED
from visitgen.render import Artifact, Files
from visitgen.write import write_output
from visitgen.write.manifest import MANIFEST

SITES = Path(__file__).parent.parent / "sites"
ROOT = Path(__file__).parent.parent.parent

WATCHED = """
import os, signal, sys
import visitgen.write.exchange as module
import visitgen.write.output as output
from visitgen.commands import build as command
from visitgen.cli import main

at, in_two_steps, count = int(sys.argv.pop(1)), sys.argv.pop(1) == "two", [-1]

def watch(event, arguments):
    if count[0] >= 0 and event.startswith(("open", "os.", "shutil.", "ctypes.")):
        count[0] += 1
        if count[0] == at:
            os.kill(os.getpid(), signal.SIGKILL)

def write_output(*arguments):
    count[0] = 0
    try:
        return real(*arguments)
    finally:
        print("steps", count[0], flush=True)
        count[0] = -1

def exchange(site):
    print("exchange", count[0], flush=True)
    exchanged(site)

real, command.write_output = command.write_output, write_output
exchanged, output.exchange = output.exchange, exchange
if in_two_steps:
    module._exchanged_at_once = lambda one, other: False
sys.addaudithook(watch)
main()
"""
"""A build that kills itself at the n-th time it touches the file system while writing."""

Tree = dict[str, bytes]


def tree(folder: Path) -> Tree:
    """Every file of a folder, by path; the record of files without what was published there before them."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    if MANIFEST in found:
        lines = found[MANIFEST].decode().splitlines()
        found[MANIFEST] = "\n".join(line for line in lines if line.partition("  ")[0] not in PAGED).encode()
    return found


class Bench:
    """Two versions of some records, the sites they make, and one place where both are built."""

    def __init__(self, place: Path) -> None:
        shutil.copytree(SITES / "themes", place / "themes")
        shutil.copytree(SITES / "one-visit/content", place / "old")
        shutil.copytree(place / "old", place / "new")
        (place / "new/site.yaml").write_text("title: Other\ntheme: plain\nas_of: 2023-12-31\n")
        (place / "new/visits/2023/macron-israel.yaml").unlink()
        (place / "new/visits/spain.yaml").write_text("{visitor: emmanuel-macron, host: spain, start: 2023-11-01}\n")
        self.place = place
        self.output = place / "out/site"
        self.sites: dict[str, Tree] = {}
        for version in ("new", "old"):
            self.build(version)
            self.sites[version] = tree(self.output)

    def build(self, version: str) -> None:
        """Builds one version in place, in this process."""
        assert build(Options(content=self.place / version, output=self.output)) == 0

    def command(self, version: str) -> list[str]:
        """The words of a command line that builds one version."""
        return ["build", "--content", str(self.place / version), "--output", str(self.output)]

    def run(self, *words: str) -> subprocess.Popen[str]:
        """Starts a Python process."""
        command = [sys.executable, *words]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT)

    def check_whole(self, moment: str, *, may_be_absent: bool = False) -> str:
        """Which site is in place; fails if it is neither."""
        if may_be_absent and not self.output.exists():
            return "absent"
        now = tree(self.output)
        for version, files in self.sites.items():
            if now == files:
                return version
        different = {path for path in {*now, *self.sites["old"]} if now.get(path) != self.sites["old"].get(path)}
        raise AssertionError(f"killed {moment}: the site is neither the old nor the new one; {sorted(different)[:9]}")

    def check_next(self, moment: str) -> None:
        """The next build succeeds, and nothing is left of the killed one."""
        self.build("old")
        assert tree(self.output) == self.sites["old"], moment
        kept = {"site", ".site.visitgen-state", ".site.visitgen-memory"}
        assert "site" in os.listdir(self.output.parent) and set(os.listdir(self.output.parent)) <= kept, moment


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bench"))


def test_a_build_killed_at_any_time_leaves_a_complete_site(bench: Bench) -> None:
    began = time.monotonic()
    assert bench.run("-m", "visitgen", *bench.command("new")).wait(60) == 0
    whole = time.monotonic() - began
    bench.build("old")
    moments = 16
    for moment in range(moments):
        delay = whole * 1.1 * (moment + 0.5) / moments
        process = bench.run("-m", "visitgen", *bench.command("new"))
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.communicate()
        bench.check_whole(f"after {delay:.3f} s")
        bench.check_next(f"after {delay:.3f} s")


@pytest.mark.parametrize("how", ["one", "two"])
def test_a_build_killed_at_any_step_of_writing_leaves_a_complete_site(how: str, bench: Bench) -> None:
    """Exchanging the folders in one step, or in two where the system cannot."""
    process = bench.run("-c", WATCHED, "-1", how, *bench.command("new"))
    said, _ = process.communicate(timeout=60)
    assert "steps " in said, said
    numbers = dict(line.split() for line in said.splitlines() if line.startswith(("steps ", "exchange ")))
    steps, exchange = int(numbers["steps"]), int(numbers["exchange"])
    assert tree(bench.output) == bench.sites["new"]
    bench.build("old")
    # At each step of the exchange and around it; and evenly over the whole of it, which is the same both ways.
    evenly = range(1, steps, steps // 9) if how == "one" else range(0)
    at = {*evenly, *range(exchange, exchange + 7), steps}
    left = set()
    for step in sorted(at):
        process = bench.run("-c", WATCHED, str(step), how, *bench.command("new"))
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL, f"step {step} of {steps} was never reached"
        moment = f"at step {step} of {steps}"
        left.add(bench.check_whole(moment, may_be_absent=how == "two"))
        bench.check_next(moment)
    assert left == ({"old", "new"} if how == "one" else {"old", "absent", "new"})


names = st.sampled_from(["index.html", "a", "a/b", "a/b/c.html", "d/index.html", "e/f"])
sites = st.dictionaries(names, st.binary(max_size=3), max_size=5).filter(
    lambda files: not any(other.startswith(f"{path}/") for path in files for other in files)
)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(sites, min_size=1, max_size=5), foreign=st.lists(st.tuples(names, st.integers(0, 4)), max_size=3))
def test_any_sequence_of_builds(
    steps: list[dict[str, bytes]], foreign: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """After each build: its files, the foreign ones, nothing else. A refused one changes nothing."""
    output = tmp_path_factory.mktemp("any") / "site"
    theirs: Tree = {}
    ours: Tree = {}
    for number, files in enumerate(steps):
        for path, when in foreign:
            place = output / path
            if when == number and not place.exists():
                try:
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(b"theirs")
                except (FileExistsError, NotADirectoryError):
                    continue
                theirs[path] = b"theirs"
        before = tree(output) if output.exists() else {}
        written, findings = write_output(
            Files.of(Artifact(path=path, data=data) for path, data in files.items()), output
        )
        if written is None:
            assert findings
            assert (tree(output) if output.exists() else {}) == before
        else:
            ours = dict(files)
        now = tree(output) if output.exists() else {}
        now.pop(MANIFEST, None)
        assert now == {**ours, **theirs}
        assert [path.name for path in output.parent.iterdir()] in ([], ["site"])
