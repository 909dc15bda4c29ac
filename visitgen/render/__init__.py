"""Pages -> Artifacts: HTML by the theme's templates, feeds, data files; every internal link checked. Pure."""

from visitgen.render.blame import blamer
from visitgen.render.data import data_files
from visitgen.render.feeds import feeds, sitemap
from visitgen.render.links import Artifact, Rendered, dangling
from visitgen.render.page import rendered_pages
from visitgen.render.search import search_files

__all__ = [
    "Artifact", "Rendered", "blamer", "dangling", "data_files", "feeds", "rendered_pages", "search_files", "sitemap",
]  # fmt: skip
