"""What open pages are told: those that changed, at once, and what they have missed."""

from __future__ import annotations

from typing import Any

from visitgen.preview import Preview, fault
from visitgen.preview.state import Page


class Tab:
    """A page that is open, and what it was told."""

    def __init__(self, preview: Preview, wanted: str, shown: str = "", since: str = "") -> None:
        self.told: list[Any] = []
        self.page = Page(wanted=wanted, shown=shown or wanted, since=since or preview.now)
        preview.join(self, self.page)

    def tell(self, message: Any) -> None:
        self.told.append(message)

    def reloads(self) -> list[str]:
        """The paths of what it was told to load again, since the last time."""
        found = [message["path"] for message in self.told if message["command"] == "reload"]
        self.told.clear()
        return found


def test_only_pages_that_changed_are_loaded_again() -> None:
    preview = Preview()
    one, other = Tab(preview, "one.html"), Tab(preview, "other.html")
    preview.changed(["one.html", "feed.xml"])
    assert one.reloads() == ["one.html"] and other.reloads() == []
    preview.changed(["static/a.css", "search/b.js", "data/c.json"])
    assert one.reloads() == other.reloads() == ["static/a.css", "search/b.js"]


def test_a_page_that_is_not_there_follows_both_what_it_wants_and_what_it_shows() -> None:
    preview = Preview()
    tab = Tab(preview, "gone.html", "404.html")
    preview.changed(["404.html"])
    preview.changed(["gone.html"])
    assert tab.reloads() == ["gone.html", "gone.html"]


def test_what_changed_between_reading_and_joining_is_told() -> None:
    preview = Preview()
    before = preview.now
    preview.changed(["one.html", "static/a.css"])
    assert Tab(preview, "one.html", since=before).reloads() == ["one.html"]
    assert Tab(preview, "two.html", since=before).reloads() == ["static/a.css"]
    assert Tab(preview, "one.html").reloads() == []


def test_a_page_of_an_earlier_preview_is_loaded_again() -> None:
    for since in ("0000-9", "", "x", "-", "x-y"):
        assert Tab(Preview(), "one.html", since=since or "none").reloads() == ["one.html"]


def test_the_page_last_looked_at_comes_first() -> None:
    preview = Preview()
    one, two = Tab(preview, "one.html"), Tab(preview, "two.html")
    assert preview.pages() == ("two.html", "one.html")
    preview.join(one, one.page)
    assert preview.pages() == ("one.html", "two.html")
    preview.leave(two)
    preview.leave(two)
    assert preview.pages() == ("one.html",)


def test_a_page_that_is_being_loaded_again_counts_as_open() -> None:
    preview = Preview()
    tab = Tab(preview, "one.html")
    preview.changed(["one.html"])
    preview.leave(tab)
    assert preview.pages() == ("one.html",)


def test_looking_at_a_page_again_tells_nothing_twice() -> None:
    preview = Preview()
    tab = Tab(preview, "one.html")
    preview.changed(["static/a.css"])
    assert tab.reloads() == ["static/a.css"]
    preview.join(tab, tab.page)
    assert tab.reloads() == []


def test_what_is_wrong_is_told_to_all_and_to_who_comes_later() -> None:
    preview = Preview()
    tab = Tab(preview, "one.html")
    assert tab.told.pop()["problems"] == []
    preview.wrong([fault("broken", "line 1\nline\x1b2")], more=3)
    later = Tab(preview, "two.html")
    for message in (tab.told.pop(), later.told.pop()):
        assert message["command"] == "problems" and message["more"] == 3 and message["id"]
        assert message["problems"][0]["trace"] == "line 1\nline\N{REPLACEMENT CHARACTER}2"
    preview.wrong([])
    assert tab.told.pop()["id"] == ""
