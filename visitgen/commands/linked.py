"""The links of a site's editions: the files that they lead to, and those that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from pathlib import Path

from visitgen.commands.edition import MadeEdition
from visitgen.diagnostics import Finding
from visitgen.render import Blame, Files, Link, Targets, dangling, is_there, parts_of


def linked_files(made: MadeEdition) -> set[str]:
    """The files that pages link to."""
    if made.kept is None:
        return set()
    links = made.kept.targets.links
    return {links[number][0] for number in set[int]().union(*(page.links for page in made.all_pages()))}


def broken_links(
    made: Sequence[MadeEdition], files: Files, output: Path, blame: Blame
) -> Iterator[Finding]:  # fmt: skip
    """Every link that leads nowhere. Of kept pages, only links to what has changed or gone are looked at."""
    known: dict[str, Set[str]] = {}

    def parts(path: str) -> Set[str]:
        if path not in known:
            try:
                known[path] = parts_of(files.made[path].data if path in files.made else (output / path).read_bytes())
            except OSError:  # somebody took it away
                known[path] = frozenset()
        return known[path]

    broken: list[tuple[str, list[Link]]] = []
    for done in made:
        targets = done.kept.targets if done.kept else Targets()
        links = targets.links
        asked = _doubtful(targets, files).union(*(page.links for page in done.pages))
        lost = {number for number in asked if not is_there(links[number], files.digests, parts)}
        if lost:
            pages = done.all_pages()
            broken += [(page.file.path, [links[number] for number in lost.intersection(page.links)]) for page in pages]
    return dangling(broken, files.digests.keys(), blame)


def _doubtful(targets: Targets, files: Files) -> set[int]:
    """The links whose file has gone, or was made now and may have lost the part that they lead to.

    A site that has the files it had has lost none: it would not have been written with a link that leads nowhere.
    """
    gone = [path for path in targets.into if path not in files.digests] if files.last is None else []
    made = [path for path in files.made if path in targets.into]
    return {
        *(number for path in gone for number in targets.into[path]),
        *(number for path in made for number in targets.into[path] if targets.links[number][1]),
    }
