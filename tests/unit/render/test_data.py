"""The data files: what the records say, to be read by programs."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from visitgen.render.data import COLUMNS

SiteOf = Callable[..., dict[str, bytes]]

RECORDS = {
    "site": "title: Data\nas_of: 2023-12-31\nbase_url: https://example.org/a\nlicense: CC0 1.0",
    "leaders__anna": (
        '{name: "Anna, \\"the\\" First; of\\nall", terms: [{title: president, country: france, from: 2000}]}'
    ),
    "places__rome": "{name: Rome, country: italy}",
    "sources__one": "{title: One}",
    "visits__all": """
- id: known
  visitor: anna
  host: italy
  start: 2023-10-24
  end: 2023-10-25
  stops: [rome, {name: "Ostia; the port"}]
  sources: [one, "https://example.org/x"]
  confidence: 4
- {id: undated, visitor: anna, host: italy, within: 2023-10-07/2023-10-24}
- {id: about, visitor: anna, host: italy, start: 2022-10~}
- {id: planned, visitor: anna, host: italy, start: 2024-10}
""",
}


@pytest.fixture
def files(site_of: SiteOf) -> dict[str, bytes]:
    return site_of(**RECORDS)


@pytest.fixture
def rows(files: dict[str, bytes]) -> dict[str, dict[str, str]]:
    """The rows of the CSV file by id."""
    return {row["id"]: row for row in csv.DictReader(io.StringIO(files["data/visits.csv"].decode(), newline=""))}


@pytest.fixture
def whole(files: dict[str, bytes]) -> dict[str, Any]:
    """The JSON file."""
    found: dict[str, Any] = json.loads(files["data/visits.json"])
    return found


def test_csv_is_as_rfc_4180_has_it(files: dict[str, bytes]) -> None:
    text = files["data/visits.csv"].decode()
    assert text.startswith(",".join(COLUMNS) + "\r\n") and text.endswith("\r\n")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(row) for row in rows} == {len(COLUMNS)}


def test_rows_are_in_order_of_time(rows: dict[str, dict[str, str]], whole: dict[str, Any]) -> None:
    assert list(rows) == ["about", "undated", "known", "planned"] == [row["id"] for row in whole["visits"]]


def test_a_known_visit(rows: dict[str, dict[str, str]]) -> None:
    row = rows["known"]
    assert row["visitor_name"] == 'Anna, "the" First; of\nall'
    assert (row["start"], row["end"], row["within"], row["days"]) == ("2023-10-24", "2023-10-25", "", "2")
    assert (row["status"], row["counted"], row["confidence"]) == ("completed", "yes", "4")
    assert row["sources"] == "one; https://example.org/x"
    assert row["visitor_country"] == "france" and row["host"] == "italy" and row["host_name"] == "Italy"


def test_doubt_is_kept(rows: dict[str, dict[str, str]]) -> None:
    assert (rows["undated"]["start"], rows["undated"]["within"], rows["undated"]["days"]) == (
        "",
        "2023-10-07/2023-10-24",
        "",
    )
    assert (rows["about"]["start"], rows["about"]["days"]) == ("2022-10~", "")
    assert rows["about"]["dates"] == "about October 2022"
    assert (rows["planned"]["status"], rows["planned"]["counted"]) == ("announced", "no")


def test_both_files_say_the_same(rows: dict[str, dict[str, str]], whole: dict[str, Any]) -> None:
    for row in whole["visits"]:
        assert set(row) == set(COLUMNS)
        for name, value in row.items():
            text = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
            assert rows[row["id"]][name] == text


def test_lists_stay_lists_in_json(whole: dict[str, Any]) -> None:
    row = next(row for row in whole["visits"] if row["id"] == "known")
    assert row["places"] == ["Rome", "Ostia; the port"]


def test_an_address_and_the_base_make_a_url(whole: dict[str, Any], files: dict[str, bytes]) -> None:
    for row in whole["visits"]:
        url = whole["base_url"] + row["address"]
        assert url == f"https://example.org/a/visits/{row['id']}/"
        assert f"{row['address']}index.html" in files


def test_the_data_page_tells_sizes_and_checksums(files: dict[str, bytes]) -> None:
    page = files["data/index.html"].decode()
    for path in ("data/visits.csv", "data/visits.json"):
        assert f'href="../{path}"' in page
        assert hashlib.sha256(files[path]).hexdigest() in page
        assert re.search(rf"\b{len(files[path])}\b", page)
