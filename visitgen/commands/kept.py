"""What a build leaves for the next one of the same site: what each page was made from, and where it led."""

from __future__ import annotations

import os
import stat
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, ClassVar

from visitgen.commands.unchanged import Seen
from visitgen.load import Language, Late, Reading, Theme
from visitgen.model import Archive, Archived, linked_alike
from visitgen.plan import Heading, Notes, SiteView, Unit
from visitgen.render import Files, Kept, Renderer, Targets
from visitgen.values import dataclass

FEW, SHARE = 20, 50
"""So many pages, or one in so many of all files, are sooner made again by the next build than everything is written
down by this one."""

LOOKS = 10_000
"""Files that are looked at without asking whether there is something else to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """A page as it was left. `planned` is its heading before titles were told apart; `data` are the files beside it."""

    planned: Heading
    heading: Heading
    file: Kept
    links: array[int]
    data: tuple[Kept, ...] = ()

    def apart(self) -> tuple[Any, ...]:
        """The same in plain pieces, to be written down."""
        return self.planned, self.heading, self.file, self.links.tobytes(), self.data

    @classmethod
    def together(cls, planned: Heading, heading: Heading, file: Kept, links: bytes, data: tuple[Kept, ...]) -> KeptPage:
        """The page again, from its parts."""
        return cls(planned=planned, heading=heading, file=file, links=array("I", links), data=data)

    @property
    def files(self) -> tuple[Kept, ...]:
        """All files of the page."""
        return (self.file, *self.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptUnit(Late):
    """The pages of a unit as they were left, so many."""

    LATE: ClassVar[str] = "pages"
    READ_TOGETHER: ClassVar[int] = 500

    count: int
    pages: tuple[KeptPage, ...]


def kept_unit(pages: tuple[KeptPage, ...]) -> KeptUnit:
    """A unit of these pages."""
    return KeptUnit(count=len(pages), pages=pages)


def _paths(unit: KeptUnit) -> Iterator[str]:
    return (file.path for page in unit.pages for file in page.files)


@dataclass(frozen=True, slots=True, eq=False)
class Headings(Mapping[str, Heading]):
    """The headings of kept pages by address, looked for when one is first asked for."""

    of: Mapping[Unit, KeptUnit]
    _found: dict[str, Heading] = field(default_factory=dict)

    def _all(self) -> dict[str, Heading]:
        if not self._found:
            self._found.update((page.heading.address, page.heading) for unit in self.of.values() for page in unit.pages)
        return self._found

    def __getitem__(self, address: str) -> Heading:
        return self._all()[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return sum(unit.count for unit in self.of.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Owners(Late):
    """Of which unit each file of a page is: the place of that among all units, by the path of the file."""

    LATE: ClassVar[str] = "units"

    units: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEdition:
    """An edition as it was left. `notes` tell what its units and feeds were made from, `headings` are by address.

    The `renderer` is there in one process only, and `owners` where another has left it.
    """

    notes: Notes
    headings: Mapping[str, Heading]
    pages: Mapping[Unit, KeptUnit]
    feeds: Mapping[str, Kept]
    targets: Targets
    owners: Owners | None = field(default=None, compare=False)
    renderer: Renderer | None = None

    def apart(self) -> tuple[Any, ...]:
        """The same without what can be had from the rest, to be written down; and what is sooner read than found."""
        units = {path: place for place, unit in enumerate(self.pages.values()) for path in _paths(unit)}
        return self.notes, self.pages, self.feeds, self.targets, Owners(units=units)

    @classmethod
    def together(
        cls, notes: Notes, pages: Mapping[Unit, KeptUnit], feeds: Mapping[str, Kept], targets: Targets, owners: Owners
    ) -> KeptEdition:
        """The edition again, from its parts."""
        return cls(
            notes=notes, headings=Headings(pages), pages=pages, feeds=feeds, targets=targets, owners=owners
        )

    def units_with(self, paths: Set[str]) -> list[Unit]:
        """The units that have a page with one of these files, in order."""
        if not paths:
            return []
        if self.owners is None:
            return [unit for unit, kept in self.pages.items() if not paths.isdisjoint(_paths(kept))]
        units, places = [*self.pages], self.owners.units
        return [units[place] for place in sorted({places[path] for path in paths if path in places})]

    def all_pages(self) -> Iterator[KeptPage]:
        """Every page, in order."""
        return (page for unit in self.pages.values() for page in unit.pages)

    @property
    def archive(self) -> Archive:
        """The archive that the edition is of."""
        found = self.notes.sources["archive"]
        assert isinstance(found, Archive)
        return found


def spoken_of(language: Language) -> str:
    """The digest of all that is said in a language: what was planned in another is planned again."""
    return _digest(
        replace(language, plural=int, messages={}, languages={}, territories={}), sorted(language.messages.items()),
        sorted(language.languages.items()), sorted(language.territories.items()),
        [language.plural(number) for number in range(200)],
    )  # fmt: skip


def setting_of(theme: Theme, site: SiteView, shared: Iterable[str], spoken: str) -> str:
    """The digest of what all pages of an edition are made with: where it is another, all of them are made again."""
    return _digest(
        sorted(theme.templates.items()), sorted(theme.static.items()), sorted(theme.options.items()), theme.base, site,
        sorted(shared), spoken,
    )  # fmt: skip


def _digest(*values: object) -> str:
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What a build of a site can use of the one before.

    Shapes: editions by their folder, each with the digest of its setting; `data` are the notes of the data files, in
    the language `spoken`; `files` are the digests of all files of the site. Of files of the `output` that were written
    in this process, `written` tells how they were seen then; others are read to see whether they are as they were.
    """

    readings: Mapping[str, Reading]
    archived: Archived
    editions: Mapping[str, KeptEdition]
    data: Notes
    spoken: str
    settings: Mapping[str, str]
    files: Mapping[str, str]
    output: Path | None = None
    written: Mapping[str, Left] = field(default_factory=dict)

    def damaged(self, stop: Callable[[], bool] = lambda: False) -> frozenset[str]:
        """The files of the output folder that have not the bytes that were written; read where one looks otherwise.

        Among many files it is asked now and then whether to `stop`: then only those found so far.
        """
        found: set[str] = set()
        for count, (path, digest) in enumerate(self.files.items(), 1):
            if not self._intact(path, digest):
                found.add(path)
            if count % LOOKS == 0 and stop():
                break
        return frozenset(found)

    def expect_changes(self) -> None:
        """Gets ready to find soon what follows from a change, if it is not. Cost: passes over all that was made."""
        for notes in (self.data, *(edition.notes for edition in self.editions.values())):
            if notes.whole.readers is None:
                notes.whole.index()

    def says_more(self, last: Memory, made: int, again: bool) -> bool:
        """Whether it is worth writing down where the last one is: many pages were made, or all would be another time;
        or this build made little but what another had made and it had to make `again`, since more than prose has
        changed.

        Else the next build upon the last one makes these few again. That costs little where more than prose is edited
        then as well, for which as much has to be gone through anyway.
        """
        return (
            made > max(FEW, len(self.files) // SHARE)
            or (self.settings, self.spoken) != (last.settings, last.spoken)
            or self.archived.drafts != last.archived.drafts
            or (again and not linked_alike(self.archived.archive, last.archived.archive))
        )

    def _intact(self, path: str, digest: str) -> bool:
        if self.output is None:
            return False
        left, place = self.written.get(path), f"{self.output}/{path}"
        return bool(left and left[0] == digest and looks_as(place, left[1:])) or holds(place, digest)

    def after(self, files: Files, output: Path, before: Memory | None) -> Memory:
        """The memory of a site that has been written; of kept files, what was seen before, if they were."""
        place = os.path.realpath(output)
        written = dict(before.written) if before and before.output == Path(place) else {}
        for path, file in files.made.items():
            with suppress(OSError):  # somebody took it away
                found = os.stat(f"{place}/{path}", follow_symlinks=False)
                written[path] = (file.digest, found.st_size, found.st_mtime_ns)
        for path in written.keys() - files.digests.keys():
            del written[path]
        return replace(self, output=Path(place), written=written)


Left = tuple[str, int, int]
"""Of a file that was written: its digest, its size in bytes, its time of change in nanoseconds."""


def looks_as(place: str, seen: Seen | None) -> bool:
    """Whether a file has the size and the time of change with which it was `seen`."""
    try:
        found = os.lstat(place)
    except OSError:
        return False
    return seen == (found.st_size, found.st_mtime_ns)


def holds(place: str, digest: str) -> bool:
    """Whether a file has the bytes of this digest."""
    try:
        if not stat.S_ISREG(os.lstat(place).st_mode):
            return False
        with open(place, "rb") as stream:
            return blake2b(stream.read(), digest_size=16).hexdigest() == digest
    except OSError:
        return False
