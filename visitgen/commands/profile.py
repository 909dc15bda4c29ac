"""Where the time of a build goes: by stage, and by kind of page and template."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping


class Profile:
    """A clock that is told of each stage and each page, and says how long they took. Units: seconds of wall time."""

    def __init__(self) -> None:
        self._began = self._last = time.perf_counter()
        self._name = ""
        self._stages: dict[str, float] = {}
        self._pages: dict[tuple[str, str], list[float]] = {}
        self._records: Mapping[str, int] = {}

    def stage(self, name: str) -> None:
        """The stage before has ended, and this one begins."""
        now = time.perf_counter()
        if self._name:
            self._stages[self._name] = self._stages.get(self._name, 0.0) + now - self._began
        self._name, self._began, self._last = name, now, now

    def page(self, kind: str, template: str) -> None:
        """A page has been rendered since the last one, or since the stage began."""
        now = time.perf_counter()
        self._pages.setdefault((kind, template), []).append(now - self._last)
        self._last = now

    def touched(self, records: Mapping[str, int]) -> None:
        """How many records the pages of each kind were made from."""
        self._records = records

    def told(self) -> str:
        """Two tables: the stages in their order, and what was rendered, the costliest first."""
        self.stage("")
        whole = sum(self._stages.values()) or 1.0
        lines = [f"{'stage':<24}{'s':>9}{'share':>8}"]
        lines += [f"{name:<24}{spent:>9.3f}{spent / whole:>8.0%}" for name, spent in self._stages.items() if name]
        titles = f"{'pages':>7}{'total s':>10}{'mean ms':>10}{'max ms':>10}{'records':>9}"
        lines += ["", f"{'kind of page':<16}{'template':<26}{titles}"]
        lines += _rows(self._pages, self._records)
        return "".join(f"{line}\n" for line in lines)


def _rows(pages: Mapping[tuple[str, str], list[float]], records: Mapping[str, int]) -> Iterator[str]:
    for (kind, template), spent in sorted(pages.items(), key=lambda item: (-sum(item[1]), item[0])):
        told = f"{records[kind]:,}" if kind in records else ""
        mean, most = 1000 * sum(spent) / len(spent), 1000 * max(spent)
        yield f"{kind:<16}{template:<26}{len(spent):>7,}{sum(spent):>10.3f}{mean:>10.2f}{most:>10.2f}{told:>9}"
