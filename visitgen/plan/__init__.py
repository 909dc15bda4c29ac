"""Archive -> Pages: what pages there are, at which addresses, and all that each says. Pure."""

from visitgen.plan.editions import archive_in, editions_of
from visitgen.plan.language import speaking
from visitgen.plan.origins import origin_of
from visitgen.plan.pages import (
    Survey,
    address_clashes,
    finished,
    pages,
    planned_pages,
    site_view,
    survey_of,
    told_apart,
)
from visitgen.plan.portion import Portion
from visitgen.plan.urls import file_of
from visitgen.plan.views import Download, Edition, Heading, Page, SiteView

__all__ = [
    "Download", "Edition", "Heading", "Page", "Portion", "SiteView", "Survey", "address_clashes", "archive_in",
    "editions_of", "file_of", "finished", "origin_of", "pages", "planned_pages", "site_view", "speaking", "survey_of",
    "told_apart",
]  # fmt: skip
