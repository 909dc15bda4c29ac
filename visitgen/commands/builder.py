"""The site built again and again, for the preview."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from urllib.parse import urlsplit

from visitgen.commands.build import Made, Options, make, theme_folders
from visitgen.commands.compiled import keep_code
from visitgen.commands.edition import NOBODY, Awaited
from visitgen.commands.kept import Memory
from visitgen.commands.report import Progress, Told
from visitgen.diagnostics import Finding
from visitgen.diagnostics.show import tally
from visitgen.load import Source
from visitgen.render import Artifact
from visitgen.values import dataclass
from visitgen.write import read_manifest, unsafe_output, write_output


@dataclass(frozen=True, kw_only=True)
class Built(Told):
    """What a build has come to.

    Shapes: `changed` and `removed` are paths of the output. When it `failed` nothing was written, and `changed` are
    pages that were shown ahead of it; else `ahead` are those that were shown as they are now. `summary` is one line.
    `root` is the path on its host that the site is made for, as `visits/`.
    """

    failed: bool
    changed: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    ahead: frozenset[str] = frozenset()
    summary: str
    root: str = ""


class Builder:
    """Builds a site again and again, and keeps in memory what the next build can use.

    What is built counts as looked at, not as published: the record of what has been published stays as it was, so
    that an id tried out leaves no trace.
    """

    def __init__(self, options: Options, *, drafts: bool = False, memory: Memory | None = None) -> None:
        self.memory = memory
        self._options = replace(options, drafts=drafts)
        self._files: Mapping[str, str] = {}

    def build(
        self, first: Sequence[str] = (), written: Callable[[str], None] = lambda path: None,
        ahead: Callable[[str, bytes], None] = lambda path, data: None, more: Callable[[], bool] = lambda: False,
    ) -> Built:  # fmt: skip
        """Builds the site. `written` is called with each path of `first` whose file is new, once it is in its place.

        Where many pages are made, those of `first` are made before all others, and handed to `ahead` at once; `written`
        is not called for one that is the same in the end.

        What was written is taken to be as it was left, so that the files of `first` come soon; only then it is looked
        at, and what somebody else has changed is mended. The look ends where `more` says that there is something else
        to build: the next one looks again.
        """
        began = time.monotonic()
        before = self._files
        shown: dict[str, str] = {}

        def ready(file: Artifact) -> None:
            if before.get(file.path) != file.digest:
                shown[file.path] = file.digest
                ahead(file.path, file.data)

        made = self._built(frozenset(), Awaited(frozenset(first), ready))
        if isinstance(made, Made):
            for path in first:
                if made.files.digests.get(path) not in (before.get(path), shown.get(path)):
                    written(path)
            self._keep(made)
        if damaged := self.memory.damaged(more) if self.memory else frozenset():
            made = self._built(damaged)
            if isinstance(made, Made):
                self._keep(made)
        if isinstance(made, Built):
            return replace(made, changed=frozenset(shown))
        now = self._files
        changed = damaged | {path for path in now if before.get(path) != now[path]} if now is not before else damaged
        return Built(
            findings=made.findings, sources=made.sources, failed=False, changed=changed,
            ahead=frozenset(path for path, digest in shown.items() if self._files.get(path) == digest),
            removed=frozenset(before.keys() - now.keys()),
            summary=f"{made.page_count:,} pages, {len(changed):,} files changed, {time.monotonic() - began:.2f} s; "
            f"{tally(made.findings)}",
            root=urlsplit(made.site.base_url or "").path.strip("/") if made.site else "",
        )  # fmt: skip

    def _built(self, damaged: Set[str], awaited: Awaited = NOBODY) -> Made | Built:
        """The site made and written, upon what is in memory but for what is damaged; or what stands in the way."""
        options = self._options
        with Progress() as progress:
            made = make(options, progress, self.memory, damaged, awaited)
        if made.archive is None:
            return _failed(made.findings, made.sources)
        blocked = unsafe_output(options.output, (options.content, *theme_folders(options.content)))
        if blocked:
            return _failed((*made.findings, blocked), made.sources)
        _, refused = write_output(made.files, options.output, read_manifest(options.output).published)
        if refused:
            return _failed((*made.findings, *refused), made.sources)
        return made

    def _keep(self, made: Made) -> None:
        """Keeps what the next build can use of a site that has been written."""
        self.memory = made.memory.after(made.files, self._options.output, self.memory) if made.memory else None
        if self.memory:
            self.memory.expect_changes()
        self._files = made.files.digests
        keep_code(self.memory)


def _failed(findings: Sequence[Finding], sources: Mapping[str, Source]) -> Built:
    return Built(findings=tuple(findings), sources=sources, failed=True, summary=f"not built: {tally(findings)}")
