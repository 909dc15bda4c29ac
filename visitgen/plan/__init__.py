"""Archive -> Pages: what pages there are, at which addresses, and all that each says. Pure."""

from visitgen.plan.editions import archive_in, editions_of
from visitgen.plan.language import speaking
from visitgen.plan.origins import origin_of
from visitgen.plan.pages import pages, site_view
from visitgen.plan.urls import file_of
from visitgen.plan.views import Download, Edition, Page, SiteView

__all__ = [
    "Download", "Edition", "Page", "SiteView", "archive_in", "editions_of", "file_of", "origin_of", "pages",
    "site_view", "speaking",
]  # fmt: skip
