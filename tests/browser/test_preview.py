"""The live preview in a browser: what is saved is shown, what is wrong is laid over the page, nothing is lost."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SITES = ROOT / "tests/sites"
VISIT = "visits/2023/macron-israel.yaml"
STYLE = "themes/plain/static/plain.css"
LONG = 60_000
"""Milliseconds for which something is waited for that must come."""

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'none'"
"""A strict policy in the theme's own pages: the preview has to be heard under it."""

SHIFTS = """
  window.shifts = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifts += entry.value; }))
    .observe({ type: 'layout-shift', buffered: true });
"""


class Archive:
    """A small archive, and the preview of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.visit = self.content / VISIT
        self.style = folder / STYLE
        shutil.copytree(SITES / "one-visit/content", self.content)
        shutil.copytree(SITES / "themes", folder / "themes")
        layout = folder / "themes/plain/layouts/page.html"
        head = f"""<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<link rel="stylesheet" href="{{{{ 'static/plain.css'|href }}}}">
{{% block head %}}"""
        layout.write_text(layout.read_text().replace("{% block head %}", head))
        self.style.parent.mkdir(exist_ok=True)
        self.style.write_text("main { min-height: 3000px; color: rgb(1, 2, 3); }")
        self.first = {path: path.read_bytes() for path in self.files()}
        self.process = subprocess.Popen(
            [sys.executable, "-X", "faulthandler", "-m", "visitgen", "serve", "--port", "0"], cwd=folder, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=_hears_interrupts,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert self.process.stdout
        self.printed = ""
        while "Serving " not in self.printed:
            line = self.process.stdout.readline()
            assert line, self.printed
            self.printed += line
        self.url = self.printed.split(" at ")[1].split(" ")[0]
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.printed += line

    def files(self) -> list[Path]:
        """Every file of records and themes."""
        folders = (self.content, self.folder / "themes")
        return [path for folder in folders for path in folder.rglob("*") if path.is_file()]

    def printing(self, pattern: str, start: int) -> int:
        """Waits until this is printed; where it ends. Units: characters."""
        for _ in range(LONG // 20):
            if found := re.compile(pattern).search(self.printed, start):
                return found.end()
            time.sleep(0.02)
        raise AssertionError(f"{pattern} was not printed, but:\n{self.printed[start:]}")

    def restore(self) -> None:
        """Puts every file back to what it was, and waits for the build that begins after that."""
        for path in self.files():
            if path not in self.first:
                path.unlink()
        for path, data in self.first.items():
            if not path.exists() or path.read_bytes() != data:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        last = self.content / "visits/last.yaml"
        start = len(self.printed)
        last.write_text("visitor: nobody\n")
        told = self.printing(r"last\.yaml:1:10: error", start)
        last.unlink()
        self.printing(r"\d\d:\d\d:\d\d .* pages, .*\n", told)

    def set(self, day: str, more: str = "") -> None:
        """Saves the visit with another day."""
        text = self.first[self.visit].decode().replace("start: 2023-10-24", f"start: 2023-10-{day}")
        self.visit.write_text(text + more)


def _hears_interrupts() -> None:
    """A shell lets what it starts in the background, and all that starts, ignore interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The preview that all tests look at."""
    found = Archive(tmp_path_factory.mktemp("preview"))
    yield found
    found.process.send_signal(signal.SIGINT)
    try:
        assert found.process.wait(60) == 0
    except subprocess.TimeoutExpired:
        found.process.send_signal(signal.SIGABRT)  # it tells where it is
        found.process.wait(10)
        pytest.fail(f"the preview does not end:\n{found.printed[-5000:]}")
    finally:
        found.process.kill()
    assert "Traceback" not in found.printed


@pytest.fixture
def page(browser: Any, preview: Archive) -> Iterator[Any]:
    """A tab at the page of the visit, with the archive as it was at first."""
    preview.restore()
    context = browser.new_context(viewport={"width": 1000, "height": 600}, reduced_motion="reduce")
    context.add_init_script(SHIFTS)
    tab = context.new_page()
    tab.set_default_timeout(LONG)
    tab.wrong = []
    tab.on("pageerror", lambda error: tab.wrong.append(str(error)))
    tab.on("console", lambda said: tab.wrong.append(said.text) if "Content Security Policy" in said.text else None)
    tab.goto(f"{preview.url}visits/macron-israel/")
    reads(tab, "24 October 2023")
    tab.wait_for_function("() => !document.documentElement.hasAttribute('data-visitgen-stale')")
    yield tab
    assert tab.wrong == []
    context.close()


def reads(page: Any, text: str) -> None:
    """Waits until the page's heading part has a text."""
    page.wait_for_function("text => document.querySelector('main')?.textContent.includes(text)", arg=text)


def panel(page: Any) -> Any:
    """The overlay."""
    return page.locator("visitgen-preview .panel")


def marked(page: Any) -> Any:
    """Whether the page is the same as when it was marked, and was not loaded again."""
    return page.evaluate("window.marked === true")


def test_what_is_saved_is_shown_again_and_again(page: Any, preview: Archive) -> None:
    """Also at once after the last time."""
    for day in ("25", "26", "27"):
        preview.set(day)
        reads(page, f"{day} October 2023")


def test_a_mistake_is_laid_over_the_last_good_page(page: Any, preview: Archive) -> None:
    page.evaluate("window.marked = true; scrollTo(0, 700)")
    broken = "colour: <img src=x onerror=alert(1)>\n"
    preview.visit.write_text(preview.first[preview.visit].decode().replace("emmanuel", "emanuel") + broken)
    panel(page).wait_for()
    text = panel(page).inner_text()
    assert "2 problems" in text and "out of date" in text
    assert "content/visits/2023/macron-israel.yaml:1:10" in text and "error[M201]: there is no leader" in text
    assert "did you mean `emmanuel-macron`?" in text and "content/visits/2023/macron-israel.yaml:5:1" in text
    excerpt = panel(page).locator(".excerpt").first
    assert excerpt.locator("mark").inner_text() == "emanuel-macron"
    word, carets = (excerpt.locator(part).bounding_box() for part in ("mark", ".carets"))
    assert abs(word["x"] - carets["x"]) < 1 and carets["y"] > word["y"]
    assert "<img src=x onerror=alert(1)>" in text and panel(page).locator("img").count() == 0
    assert page.evaluate("document.documentElement.hasAttribute('data-visitgen-stale')")
    assert "24 October 2023" in page.locator("main").inner_text() and page.title().startswith("⚠ ")
    assert panel(page).locator("[role=alert]").inner_text().startswith("2 problems")
    assert page.evaluate("[scrollY, window.shifts]") == [700, 0] and marked(page)

    preview.visit.write_bytes(preview.first[preview.visit])
    panel(page).wait_for(state="hidden")
    page.wait_for_function("() => !document.title.startsWith('⚠ ')")
    assert page.evaluate("[scrollY, window.shifts]") == [700, 0] and marked(page), "the page is as good as it was"


def test_a_mistake_mended_by_another_text_keeps_the_place_on_the_page(page: Any, preview: Archive) -> None:
    preview.set("25", "colour: red\n")
    panel(page).wait_for()
    page.evaluate("scrollTo(0, 700)")
    preview.set("25")
    reads(page, "25 October 2023")
    panel(page).wait_for(state="hidden")
    page.wait_for_function("() => scrollY === 700")


def test_the_overlay_is_closed_by_escape_and_opened_again(page: Any, preview: Archive) -> None:
    preview.set("24", "colour: red\n")
    panel(page).wait_for()
    page.keyboard.press("Escape")
    badge = page.locator("visitgen-preview .badge")
    badge.wait_for()
    assert not panel(page).is_visible() and badge.inner_text() == "1 problem, page out of date"
    page.goto(f"{preview.url}leaders/emmanuel-macron/")
    badge.wait_for()
    assert not panel(page).is_visible(), "closed is closed, on other pages too"
    preview.set("24", "colour: red\nsize: 2\n")
    panel(page).wait_for()
    assert "2 problems" in panel(page).inner_text(), "what is new is shown"
    panel(page).get_by_role("button", name="Close").click()
    badge.click()
    assert panel(page).is_visible()


def test_the_overlay_can_be_read(page: Any, preview: Archive) -> None:
    """In light and dark, on a phone and on a desk."""
    preview.set("24", f"colour: {'red ' * 60}\n")
    panel(page).wait_for()
    for width, scheme in itertools.product((320, 1280), ("light", "dark")):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 600})
        box = panel(page).bounding_box()
        assert (box["x"], box["width"], box["y"] + box["height"]) == (0, width, 600) and box["y"] > 200
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        for part in (".summary", ".stale", "h2", ".code", ".where", "mark", ".carets", ".help", ".close"):
            assert contrast(panel(page).locator(part).first) >= 4.5, f"{part} {width} {scheme}"


def contrast(part: Any) -> float:
    """Between a text and what is behind it. Source: WCAG 2.2."""
    ink, paper = part.evaluate("""element => {
      const draw = colour => { const pen = document.createElement('canvas').getContext('2d');
        pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1); return [...pen.getImageData(0, 0, 1, 1).data]; };
      let behind = element;
      while (draw(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
      return [draw(getComputedStyle(element).color), draw(getComputedStyle(behind).backgroundColor)];
    }""")

    def light(colour: list[int]) -> float:
        parts = [each / 255 / 12.92 if each <= 10 else ((each / 255 + 0.055) / 1.055) ** 2.4 for each in colour[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(ink), light(paper)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_a_record_is_made_renamed_and_deleted(page: Any, preview: Archive) -> None:
    """The page of what is not there any more is the site's own for that, and comes back with the record."""
    page.goto(f"{preview.url}visits/later/")
    reads(page, "Chronology")
    assert "Page not found" in page.title()
    new = preview.content / "visits/later.yaml"
    new.write_text("visitor: emmanuel-macron\nhost: norway\nstart: 2023-11-02\n")
    reads(page, "2 November 2023")
    new.rename(new.with_name("after.yaml"))
    page.wait_for_function("() => document.title.includes('Page not found')")
    new.with_name("after.yaml").rename(new)
    reads(page, "2 November 2023")
    new.unlink()
    page.wait_for_function("() => document.title.includes('Page not found')")
    new.write_text("visitor: emmanuel-macron\nhost: norway\nstart: 2023-11-03\n")
    reads(page, "3 November 2023")


def test_a_style_is_changed_without_loading_the_page_again(page: Any, preview: Archive) -> None:
    page.evaluate("window.marked = true; scrollTo(0, 300)")
    for colour in ("rgb(4, 5, 6)", "rgb(7, 8, 9)"):
        preview.style.write_text(f"main {{ min-height: 3000px; color: {colour}; }}")
        page.wait_for_function(
            "colour => getComputedStyle(document.querySelector('main')).color === colour", arg=colour
        )
    page.wait_for_function("() => document.querySelectorAll('link[rel=stylesheet]').length === 1")
    assert marked(page) and page.evaluate("[scrollY, window.shifts]") == [300, 0]


def test_a_page_that_did_not_change_is_left_alone(page: Any, preview: Archive) -> None:
    other = page.context.new_page()
    other.goto(f"{preview.url}sources/times-of-israel-2023-10-24/")
    other.evaluate("window.marked = true")
    about = page.context.new_page()
    about.goto(f"{preview.url}about/")
    about.evaluate("window.marked = true")
    for day in ("25", "26"):
        preview.set(day)
        reads(page, f"{day} October 2023")
        other.wait_for_function("day => document.body.textContent.includes(`${day} October`)", arg=day)
    assert marked(about) and not marked(other)


def test_twenty_saves_one_after_another_and_none_is_lost(page: Any, preview: Archive) -> None:
    """In all the ways editors save; the last state is what is shown in the end."""
    for number in range(20):
        day, visit = f"{number % 20 + 5:02}", preview.visit
        text = preview.first[visit].decode().replace("start: 2023-10-24", f"start: 2023-10-{day}")
        match number % 4:
            case 0:
                visit.write_text(text)
            case 1:
                beside = visit.with_name(f"{visit.name}.tmp")
                beside.write_text(text)
                beside.replace(visit)
            case 2:
                visit.rename(f"{visit}~")
                visit.write_text(text)
                Path(f"{visit}~").unlink()
            case 3:
                with visit.open("w") as stream:
                    stream.write(text[:30])
                    stream.flush()
                    time.sleep(0.02)
                    stream.write(text[30:])
        if number % 5 == 4:
            reads(page, f"{int(day)} October 2023")
        time.sleep(0.1)
    reads(page, "24 October 2023")
    assert not panel(page).is_visible()
    preview.set("27")
    reads(page, "27 October 2023")


def test_the_page_finds_its_way_back_to_a_preview_that_was_started_anew(browser: Any, tmp_path: Path) -> None:
    first = Archive(tmp_path)
    page = browser.new_page()
    page.set_default_timeout(LONG)
    page.goto(f"{first.url}visits/macron-israel/")
    reads(page, "24 October 2023")
    first.process.send_signal(signal.SIGINT)
    assert first.process.wait(60) == 0
    page.get_by_text("The preview has ended").wait_for()
    first.set("28")
    port = re.search(r":(\d+)/", first.url)
    assert port
    again = subprocess.Popen(
        [sys.executable, "-m", "visitgen", "serve", "--port", port[1]], cwd=tmp_path, preexec_fn=_hears_interrupts,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    try:
        reads(page, "28 October 2023")
        assert not page.get_by_text("The preview has ended").is_visible()
    finally:
        again.send_signal(signal.SIGINT)
        again.wait(60)
    page.close()
