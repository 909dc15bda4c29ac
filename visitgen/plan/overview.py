"""Pages over the whole archive: the downloads, what it is, pages of prose, and ways from old addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from visitgen.model import Archive, by_kind
from visitgen.model.fields import RecordKind
from visitgen.model.rules.published import withdrawn_record
from visitgen.model.vocabulary import PageId
from visitgen.plan.landmarks import ABOUT, DATA, HOME
from visitgen.plan.language import say, say_as, to_say
from visitgen.plan.links import Linker
from visitgen.plan.urls import FOLDERS, record_address
from visitgen.plan.views import (
    AboutView,
    DataView,
    Download,
    Fact,
    Link,
    NotFoundView,
    Page,
    Prose,
    RedirectView,
    TextView,
    WithdrawnView,
)
from visitgen.plan.words import day_words

_WITHDRAWN: Mapping[RecordKind, str] = {
    "leader": to_say("This leader has been withdrawn"), "organisation": to_say("This organisation has been withdrawn"),
    "place": to_say("This place has been withdrawn"), "visit": to_say("This visit has been withdrawn"),
    "itinerary": to_say("This itinerary has been withdrawn"), "meeting": to_say("This meeting has been withdrawn"),
    "event": to_say("This event has been withdrawn"), "source": to_say("This source has been withdrawn"),
    "topic": to_say("This topic has been withdrawn"), "page": to_say("This page has been withdrawn"),
}  # fmt: skip
"""The kinds whose records can be withdrawn."""


def data_page(linker: Linker, downloads: Sequence[Download]) -> Page:
    """Every download and feed."""
    return Page(
        kind="data",
        address=DATA.address,
        template="pages/data.html",
        title=DATA.name,
        description=say("The records as files to download, with their licence, size and checksum, and the feeds."),
        view=DataView(
            downloads=tuple(downloads),
            feeds=(Link(text=say("Latest visits (Atom)"), address="feed.xml"),),
            license=linker.archive.site.license or "",
        ),
        breadcrumbs=(HOME.link,),
        section=DATA.address,
    )


def about_page(linker: Linker) -> Page:
    """What the archive is."""
    site = linker.archive.site
    facts = []
    if site.editors:
        facts.append(Fact(label=say("Editors"), links=tuple(
            Link(text=e.name, url=e.url or (f"https://orcid.org/{e.orcid}" if e.orcid else None)) for e in site.editors
        )))  # fmt: skip
    facts.append(Fact(label=say_as("a label", "As of"), when=day_words(linker.archive.as_of)))
    if site.version:
        facts.append(Fact(label=say("Version"), text=site.version))
    if site.license:
        facts.append(Fact(label=say("Licence of the records"), text=site.license))
    if site.doi:
        facts.append(Fact(label="DOI", links=(Link(text=site.doi, url=f"https://doi.org/{site.doi}"),)))
    if site.repository:
        facts.append(Fact(label=say("Records kept at"), links=(Link(text=site.repository, url=site.repository),)))
    facts.append(Fact(label=say("Positions of capitals"), text="GeoNames, CC BY 4.0"))
    return Page(
        kind="about",
        address=ABOUT.address,
        template="pages/about.html",
        title=say("About {site}", site=site.title),
        description=say(
            "What {site} covers, what is taken in, how places and people are named, and how to cite it.",
            site=site.title,
        ),
        view=AboutView(
            scope=linker.prose(site.scope),
            inclusion_rules=linker.prose(site.inclusion_rules),
            naming_policy=linker.prose(site.naming_policy),
            facts=tuple(facts),
            citation=site.citation or "",
        ),
        breadcrumbs=(HOME.link,),
        section=ABOUT.address,
    )


def free_page(linker: Linker, id: PageId) -> Page:
    """A page of prose."""
    page = linker.archive.pages[id]
    return Page(
        kind="page",
        address=record_address("page", page.id),
        template="pages/text.html",
        title=page.title,
        description=say("{page}: {site}.", page=page.title, site=linker.archive.site.title),
        view=TextView(heading=page.title, text=linker.prose(page.text) or Prose(markdown="")),
        breadcrumbs=(HOME.link,),
        section=record_address("page", page.id),
    )


def not_found_page(doors: Iterable[Link]) -> Page:
    """The page for an address that leads nowhere."""
    return Page(
        kind="not-found",
        address="404.html",
        template="pages/not-found.html",
        title=say("Page not found"),
        description=say("There is no page at this address."),
        view=NotFoundView(doors=tuple(doors)),
    )


def moved(archive: Archive) -> Iterator[tuple[RecordKind, str]]:
    """The records that have former addresses."""
    for kind, records in by_kind(archive).items():
        if kind in (*FOLDERS, "page"):
            yield from ((kind, record.id) for record in records.values() if record.meta.formerly)


def redirect_pages(linker: Linker, kind: RecordKind, id: str) -> Iterator[Page]:
    """A page at every former address of a record, which leads to the present one."""
    target = linker.record(kind, id)
    if target.address is None:  # a country that no record names has no page
        return
    for old in by_kind(linker.archive)[kind][id].meta.formerly:
        yield Page(
            kind="redirect",
            address=record_address(kind, old),
            template="pages/redirect.html",
            title=target.text,
            description=say("This page has moved: {page}.", page=target.text),
            view=RedirectView(target=target),
        )


def withdrawn_page(linker: Linker, number: int) -> Page:
    """The page at the address of a record that was taken back, by its place in the list of these."""
    text, reason = linker.archive.site.withdrawn[number]
    record = withdrawn_record(text)
    assert record, "the rules have reported one that names none"
    kind, id = record
    title = say("Withdrawn: {kind} {id}", kind=say_as("kind of page", kind), id=id)
    heading = say(_WITHDRAWN[kind])
    return Page(
        kind="withdrawn",
        address=record_address(kind, id),
        template="pages/withdrawn.html",
        title=title,
        description=say("{heading}: {reason}", heading=heading, reason=reason),
        view=WithdrawnView(heading=heading, reason=reason),
        breadcrumbs=(HOME.link,),
    )
