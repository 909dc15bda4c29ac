"""Figures: ratios of runs that followed each other, and the table of an archive."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from measuring import Bench

MIB = 1024 * 1024


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
        lines.append(f"  live, from saving {name}: {spread}")
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
