"""Pages -> Artifacts: each page's HTML, and the problems of its templates."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError

from visitgen.diagnostics import Finding, Span, codes, did_you_mean, whole_file
from visitgen.load import Theme
from visitgen.plan import Page, SiteView, file_of
from visitgen.render.files import Artifact
from visitgen.render.links import ROOT, TOP, LinkReader, Rendered, Targets, way_to_root
from visitgen.render.templates import Compiled, environment

_OBJECT = re.compile(r"'(?:visitgen[\w.]*\.)(\w+)(?: object)?'")


class Renderer:
    """Renders pages of an edition, in its language; what templates share is made once, however often it is asked.

    `shared` are the files that all editions of the site have in common, and links get their numbers in `targets`.
    """

    def __init__(
        self, theme: Theme, site: SiteView, shared: frozenset[str] = frozenset(), targets: Targets | None = None
    ) -> None:
        self._theme = theme
        self._site = site
        self.targets = Targets() if targets is None else targets
        self._links = LinkReader(self.targets, site.folder)
        self._quick = environment(theme, site, shared, quick=True)
        self._exact = environment(theme, site, shared)

    def prepare(self) -> None:
        """Compiles every template; one that cannot be is told of when a page needs it."""
        for name in self._theme.templates:
            with suppress(Exception):
                self._quick.get_template(name)

    def prepared(self) -> bytes:
        """What comes of `prepare`, for renderers like this one in other processes."""
        self.prepare()
        return self.compiled.told()

    @property
    def compiled(self) -> Compiled:
        """The code of the templates."""
        assert isinstance(self._quick.bytecode_cache, Compiled)
        return self._quick.bytecode_cache

    def rendered(
        self,
        pages: Iterable[Page],
        done: Callable[[Page], None] = lambda page: None,
        aside: Callable[[Artifact], Artifact] = lambda artifact: artifact,
    ) -> tuple[tuple[Rendered, ...], tuple[Finding, ...]]:
        """Every page's file, as `aside` returns it. A template that fails is reported once, and its pages left out.

        Pages are asked for one by one, and none is held; `done` is told of each. Errors: R101.
        """
        found: list[Rendered] = []
        failed: dict[str, Finding] = {}
        for page in pages:
            if page.template in failed:
                continue
            try:
                try:
                    path, html = _rendered(page, self._quick, self._site)
                except Exception:  # whatever it is, the exact code says it better, or has no trouble at all
                    path, html = _rendered(page, self._exact, self._site)
            except TemplateError as error:
                failed[page.template] = _finding(error, page, self._theme)
            except (TypeError, AttributeError, ValueError, KeyError, ZeroDivisionError) as error:
                failed[page.template] = _finding(error, page, self._theme)
            else:
                file = Artifact(path=path, data=_resolved(page, path, html, self._site))
                found.append(Rendered(artifact=aside(file), links=self._links.read(path, html)))
            done(page)
        return tuple(found), tuple(dict.fromkeys(failed.values()))


def _rendered(page: Page, made: Environment, site: SiteView) -> tuple[str, str]:
    """The path of a page's file, and its HTML before `ROOT` and `TOP` are resolved."""
    html = made.get_template(page.template).render(page=page, view=page.view).strip()
    return site.folder + file_of(page.address), html


def _resolved(page: Page, path: str, html: str, site: SiteView) -> bytes:
    """The bytes of a page's file."""
    # The page for unknown addresses is shown at any depth: only a path from the host's root finds its way.
    top = way_to_root(path) if page.kind != "not-found" else _host_path(site)
    root = top + site.folder if page.kind == "not-found" else way_to_root(path.removeprefix(site.folder))
    # Bytes are looked through four times as fast as text that holds a letter beyond Latin-1.
    return html.encode().replace(ROOT.encode(), root.encode()).replace(TOP.encode(), top.encode()) + b"\n"


def _host_path(site: SiteView) -> str:
    """The path of the top of the site on its host, with `/` at both ends."""
    if not site.top_url:
        return "/"
    return "/" + site.top_url.split("://", 1)[1].partition("/")[2]


def _finding(error: Exception, page: Page, theme: Theme) -> Finding:
    """A template's fault at its line."""
    file, line = theme.files.get(page.template, page.template), 1
    if isinstance(error, TemplateSyntaxError):
        file, line = error.filename or theme.files.get(error.name or "", file), error.lineno
    else:
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename in theme.files.values():
                file, line = frame.filename, frame.lineno or 1
    if isinstance(error, TemplateNotFound):
        near = did_you_mean(str(error.name), theme.templates)
        return Finding(
            code=codes.TEMPLATE_ERROR, message=f"theme `{theme.name}` has no template `{error.name}`",
            at=whole_file(file), help=near or "add the file to the theme, or name a parent that has it",
        )  # fmt: skip
    words = _OBJECT.sub(r"`\1`", str(error)).rstrip(".")
    return Finding(
        code=codes.TEMPLATE_ERROR,
        message=f"{words} (rendering `/{page.address}`)",
        at=Span(file=file, line=line, column=1, end_line=line, end_column=1),
        help="docs/theming.md lists what each template can use",
    )
