"""Archive -> Pages: what pages there are, at which addresses, and all that each says. Pure."""

from visitgen.plan.cards import CARD
from visitgen.plan.changes import changed_nodes, reasons, resumed
from visitgen.plan.dependencies import Graph, Notes, Values, Watched, noting, watched
from visitgen.plan.editions import archive_in, editions_of
from visitgen.plan.language import speaking
from visitgen.plan.origins import origin_of
from visitgen.plan.pages import (
    Unit,
    address_clashes,
    finished,
    pages,
    planned,
    site_view,
    told_apart,
    unit_of,
    units_of,
)
from visitgen.plan.past import Node
from visitgen.plan.search import LINE
from visitgen.plan.survey import Derived, Survey, derived_of, survey_of
from visitgen.plan.urls import file_of
from visitgen.plan.views import Download, Edition, Heading, Page, SiteView

__all__ = [
    "CARD", "LINE", "Derived", "Download", "Edition", "Graph", "Heading", "Node", "Notes", "Page", "SiteView", "Survey",
    "Unit", "Values", "Watched", "address_clashes", "archive_in", "changed_nodes", "derived_of", "editions_of",
    "file_of", "finished", "noting", "origin_of", "pages", "planned", "reasons", "resumed", "site_view", "speaking",
    "survey_of", "told_apart", "unit_of", "units_of", "watched",
]  # fmt: skip
