"""Pages -> Artifacts: HTML by the theme's templates, feeds, data files; every internal link checked. Pure."""

from visitgen.render.blame import blamer
from visitgen.render.data import DATA, FILES, ROW, data_files, kept_files, let_go
from visitgen.render.feeds import Feeds, feeds_of, sitemap
from visitgen.render.files import NO_FILES, Artifact, Files, Kept, kept_of
from visitgen.render.links import Blame, Link, Rendered, Targets, dangling, is_there, parts_of
from visitgen.render.page import Renderer
from visitgen.render.search import search_files
from visitgen.render.templates import Compiled, code_of, forget_code

__all__ = [
    "DATA", "FILES", "NO_FILES", "ROW", "Artifact", "Blame", "Compiled", "Feeds", "Files", "Kept", "Link", "Rendered",
    "Renderer", "Targets", "blamer", "code_of", "dangling", "data_files", "feeds_of", "forget_code", "is_there",
    "kept_files", "kept_of", "let_go", "parts_of", "search_files", "sitemap",
]  # fmt: skip
