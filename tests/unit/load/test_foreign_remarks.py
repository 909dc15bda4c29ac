"""Facts from wording, and prose that Markdown leaves alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from visitgen.load.foreign.remarks import facts, summary

IN_OFFICE = {"Nixon": "richard-m-nixon"}


@pytest.mark.parametrize(("prose", "kind", "label"), [
    ("State Visit. Afterwards visited New York City.", "state", "State visit"),
    ("Official working\n  visit.", "official_working", "Official working visit"),
    ("Informal visit to Washington.", "other", "Informal visit"),
    ("Good will trip", "goodwill", "Good will trip"),
    ("Met with President Nixon during a private visit.", "private", "Private visit"),
    ("Private visit to New York City afterwards.", "", ""),
    ("Attended a dinner. Private visit to Boston.", "", ""),
    ("Accompanied President Nixon on a State visit.", "", ""),
    ("Accompanied President Nixon during a State Visit.", "", ""),
    ("Stopped en route to Nairobi, Kenya.", "transit", "Stopped en route"),
    ("Stopped en route to Kenya. Met with nobody.", "", ""),
    ("Officially visited nobody.", "", ""),
    ("", "", ""),
])
def test_the_type_of_visit(prose, kind, label):
    found = facts(prose, {})
    assert (found.type, found.label) == (kind, label)


@pytest.mark.parametrize(("prose", "purposes"), [
    ("Attended funeral of President Kennedy.", ("funeral",)),
    ("Attended the inauguration of President Bachelet.", ("inauguration",)),
    ("Attended inauguration of the Border Crossing.", ()),
    ("Private visit to obtain medical treatment. Met nobody.", ("medical",)),
    ("Arrived to obtain medical treatment for his wife.", ()),
    ("Vacation.", ("holiday",)),
    ("Attended U.S.-European Union Summit Meeting.", ("summit",)),
    ("Attended a dinner. Discussed the Summit.", ()),
    ("Visited U.S. military personnel.", ("troops",)),
    ("State visit. Addressed a joint meeting of Congress June 17.", ("address",)),
])
def test_purposes(prose, purposes):
    assert facts(prose, {}).purposes == purposes


@pytest.mark.parametrize(("prose", "met"), [
    ("Met with President Nixon.", True),
    ("Stayed; also met privately with President Richard M. Nixon.", True),
    ("Met with Vice President Nixon.", False),
    ("Met with President Nixon-Foo.", False),
    ("Met with President Nixon of Utopia.", False),
    ("Met with President Ford.", False),
    ("Attended funeral of former President Nixon.", False),
])
def test_who_was_met(prose, met):
    assert bool(facts(prose, IN_OFFICE).met) == met


def test_who_was_accompanied():
    assert facts("Accompanied President Nixon.", IN_OFFICE).accompanied == ("richard-m-nixon",)
    assert facts("Accompanied Secretary Gates.", IN_OFFICE).accompanied == ()


def test_the_note_on_presidents_elect_goes_into_the_term():
    prose = "Vacation.\n [Visit made as\n President-elect.]"
    assert summary(prose, as_elect=True) == "Vacation."
    assert summary(prose) == "Vacation. \\[Visit made as President-elect.\\]"


@given(st.text(st.sampled_from("ab1 .#>+-*_`[]()<>&;:!\\\n\t|~x"), max_size=40))
def test_markdown_shows_exactly_the_words(text):
    shown = MarkdownIt().render(summary(text)).removesuffix("\n")
    plain = shown.removeprefix("<p>").removesuffix("</p>")
    assert "<" not in plain
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        plain = plain.replace(entity, char)
    assert " ".join(plain.split()) == folded_words(text)


def folded_words(text: str) -> str:
    from visitgen.load.foreign.rows import folded

    return folded(text)
