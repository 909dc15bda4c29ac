"""Pictures of every kind of page, in `docs/gallery/`: of the demonstration archive, else of the tests' archives.

    python tools/gallery/build.py [SITE ...] [--only visit leader]

A sheet a kind: 320, 768 and 1280 px wide in light, 320 and 1280 px in dark, and the first printed page. Each SITE is a
built site, by default `site/`; the first that has a kind of page stands for it. Needs the extra `test` and a Chromium;
`CHROMIUM` names one that is not on the path.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
GALLERY = ROOT / "docs" / "gallery"
HEIGHT = 1000
SCALE = 0.5
COLOURS = 48
GAP = 16
A4 = (794, 1123)
MARGINS = (60, 68, 76)  # of a printed page: beside, above and below, as the stylesheet has them

PAGES = {
    "home": "index.html", "timeline": "timeline/index.html", "year": "2009/index.html", "month": "2023/10/index.html",
    "visit": "visits/macron-israel-2023-10-24/index.html", "meeting": "meetings/elysee-briefing-2023-10-24/index.html",
    "itinerary": "itineraries/macron-middle-east-2023-10/index.html", "event": "events/*/index.html",
    "leader": "leaders/barack-obama/index.html", "leaders": "leaders/index.html",
    "country": "countries/israel/index.html", "countries": "countries/index.html",
    "relation": "relations/france--israel/index.html", "place": "places/jerusalem/index.html",
    "organisation": "organisations/hamas/index.html", "topic": "topics/*/index.html", "source": "sources/*/index.html",
    "statistics": "statistics/index.html", "map": "map/index.html", "search": "search/index.html?q=macron",
    "compare": "compare/index.html?a=barack-obama&b=george-w-bush", "data": "data/index.html",
    "about": "about/index.html", "page": "how-to-read/index.html", "not-found": "404.html",
    "decade": "countries/united-states/sent-2000s/index.html", "withdrawn": "visits/withdrawn-report/index.html",
    "french": "fr/visits/macron-israel/index.html", "arabic": "ar/visits/macron-israel/index.html",
}  # fmt: skip
"""The page that stands for each kind; `*` takes the first there is. A kind that the site lacks is left out."""


@dataclass(frozen=True)
class Look:
    """One way of looking at a page. Units: `width` in CSS pixels."""

    width: int
    dark: bool = False
    print: bool = False


LOOKS = (Look(320), Look(768), Look(1280), Look(320, dark=True), Look(1280, dark=True), Look(A4[0], print=True))


def main() -> int:
    """Writes the sheets and says how large they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", nargs="*", type=Path, default=[ROOT / "site"])
    parser.add_argument("--only", nargs="*", choices=PAGES, default=list(PAGES))
    parser.add_argument("--into", type=Path, default=GALLERY)
    asked = parser.parse_args()
    asked.into.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--hide-scrollbars"])
        for site, kind, address in found([site.resolve() for site in asked.sites], asked.only):
            with served(site) as host:
                sheet = sheet_of([picture(browser, host + address, look) for look in LOOKS])
            sheet.save(asked.into / f"{kind}.png", optimize=True)
        browser.close()
    size = sum(path.stat().st_size for path in asked.into.glob("*.png"))
    print(f"{len(list(asked.into.glob('*.png')))} sheets in {asked.into}, {size:,} bytes")
    return 0


def chromium() -> str | None:
    """The browser to use; `None` leaves it to playwright."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of it."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a host of the site: the page for what is not found has its styles only there."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site)) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{host.server_port}/"
        host.shutdown()


def found(sites: list[Path], kinds: list[str]) -> Iterator[tuple[Path, str, str]]:
    """The kinds that the sites have, each with the first site that has it and the address of its page there."""
    for kind in kinds:
        path, mark, query = PAGES[kind].partition("?")
        for site in sites:
            if files := sorted(site.glob(path)):
                yield site, kind, f"{files[0].relative_to(site).as_posix()}{mark}{query}"
                break


def picture(browser: Browser, address: str, look: Look) -> Image.Image:
    """The top of a page as one looks at it, at half its size."""
    beside, above, below = MARGINS if look.print else (0, 0, 0)
    height = (A4[1] if look.print else HEIGHT) - above - below
    context = browser.new_context(
        viewport={"width": look.width - 2 * beside, "height": height}, color_scheme="dark" if look.dark else "light",
        reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    page.goto(address)
    page.wait_for_timeout(150)
    if look.print:
        page.emulate_media(media="print")
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    if look.print:
        sheet = Image.new("RGB", A4, "#fff")
        sheet.paste(shot, (beside, above))
        shot = sheet
    return shot.resize((round(shot.width * SCALE), round(shot.height * SCALE)), Image.Resampling.LANCZOS)


def sheet_of(pictures: list[Image.Image]) -> Image.Image:
    """Pictures side by side, in few colours."""
    width = sum(one.width for one in pictures) + GAP * (len(pictures) + 1)
    sheet = Image.new("RGB", (width, max(one.height for one in pictures) + 2 * GAP), "#888")
    at = GAP
    for one in pictures:
        sheet.paste(one, (at, GAP))
        at += one.width + GAP
    return sheet.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


if __name__ == "__main__":
    sys.exit(main())
