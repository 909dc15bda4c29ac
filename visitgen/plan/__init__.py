"""Archive -> Pages: what pages there are, at which addresses, and all that each says. Pure."""

from visitgen.plan.origins import origin_of
from visitgen.plan.pages import pages, site_view
from visitgen.plan.urls import file_of
from visitgen.plan.views import Download, Page, SiteView

__all__ = ["Download", "Page", "SiteView", "file_of", "origin_of", "pages", "site_view"]
