"""Titles and names set apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitgen.load.foreign.titles import visitors


def shown(text: str, country: str = "") -> list[tuple[str, list[str]]]:
    return [(one.name, [office.title for office in one.offices]) for one in visitors(text, country)]


@pytest.mark.parametrize(("text", "expected"), [
    ("King Kalakaua", [("Kalakaua", ["king"])]),
    ("President  Valery Giscard\n d'Estaing", [("Valery Giscard d’Estaing", ["president"])]),
    ("Prime Minster Mackenzie King", [("Mackenzie King", ["prime minister"])]),
    ("President- elect Ernesto Zedillo", [("Ernesto Zedillo", ["president-elect"])]),
    ("President- designate Roberto E. Viola", [("Roberto E. Viola", ["president-designate"])]),
    ("Governor General Earl of Athlone", [("Athlone", ["governor general"])]),
    ("Prime Minister Shah Mahmud", [("Shah Mahmud", ["prime minister"])]),
    ("Prime Minister Amir Abbas Hoveyda", [("Amir Abbas Hoveyda", ["prime minister"])]),
    ("Regent Prince Abdul Ilah", [("Abdul Ilah", ["regent", "prince"])]),
    ("Premier & Prince Sihanouk", [("Sihanouk", ["premier", "prince"])]),
    ("Premier and Prince Sihanouk", [("Sihanouk", ["premier", "prince"])]),
    ("Prime Minister-Prince Norodom Kantol", [("Norodom Kantol", ["prime minister", "prince"])]),
    ("Prime Minister and Foreign Minister C. Dee", [("C. Dee", ["prime minister", "foreign minister"])]),
    ("President of the Council of Ministers H. M. Ershad",
     [("H. M. Ershad", ["president of the council of ministers"])]),
    ("President A and Prime Minister B", [("A", ["president"]), ("B", ["prime minister"])]),
    ("President A, Prime Minister B, and King C", [("A", ["president"]), ("B", ["prime minister"]), ("C", ["king"])]),
    ("Presidente Nobody", [("Presidente Nobody", [])]),
    ("President", [("President", [])]),
    ("King of Arms", [("of Arms", ["king"])]),
])
def test_titles_leave_the_name(text, expected):
    assert shown(text) == expected


def test_a_modifier_is_a_capacity():
    capacities = {text: visitors(text)[0].offices[0].capacity for text in (
        "Acting President A", "Provisional President A", "Interim Prime Minister A", "Chancellor-elect A",
        "President A", "Caretaker Prime Minister A", "Regent A",
    )}
    assert list(capacities.values()) == ["acting", "interim", "interim", "elect", "full", "caretaker", "acting"]


def test_a_prince_is_a_sovereign_where_princes_reign():
    assert visitors("Prince Rainier III", "monaco")[0].offices[0].role == "head_of_state"
    assert visitors("Prince Sihanouk", "cambodia")[0].offices[0].role == ""


@pytest.mark.parametrize("title", [
    "Chairman", "General", "Lieutenant General", "Brigadier General", "Major General", "Colonel", "Leader", "Sheikh",
    "Princess", "Secretary General",
])
def test_a_title_that_does_not_tell_the_office_has_no_role(title):
    assert [(office.title, office.role) for office in visitors(f"{title} A. Bee")[0].offices] == [(title.lower(), "")]


@pytest.mark.parametrize(("country", "day", "title", "role"), [
    ("spain", "1983-06-20", "president of the government", "head_of_government"),
    ("spain", "1936-01-01", "president", "head_of_state"),
    ("italy", "1977-07-25", "president of the council of ministers", "head_of_government"),
    ("italy", "1989-10-11", "president", "head_of_state"),
    ("france", "1983-06-20", "president", "head_of_state"),
    ("spain", "", "president", "head_of_state"),
])
def test_a_president_may_head_the_government(country, day, title, role):
    (one,) = visitors("President A. Bee", country, day)
    assert [(office.title, office.role) for office in one.offices] == [(title, role)]
    told = "a president who heads the government, by the table of such countries"
    assert one.remarks == ((told,) if role == "head_of_government" else ())


def test_a_title_spelt_otherwise_is_told():
    assert visitors("Prime Minster A. Bee")[0].remarks == ("a title was spelt as usual",)


@pytest.mark.parametrize(("text", "country", "name", "other"), [
    ("Governor General Lord Gowrie", "australia", "Gowrie", "Lord Gowrie"),
    ("Governor General Viscount Alexander", "canada", "Alexander", "Viscount Alexander"),
    ("Emperor Dom Pedro II", "brazil", "Pedro II", "Dom Pedro II"),
    ("Prime Minister Tun Abdul Razak", "malaysia", "Abdul Razak", "Tun Abdul Razak"),
    ("Prime Minister Tunku Abdul Rahman", "malaya", "Abdul Rahman", "Tunku Abdul Rahman"),
])
def test_a_dignity_is_kept_with_the_other_names(text, country, name, other):
    (one,) = visitors(text, country)
    assert (one.name, one.other_names) == (name, (other,))


def test_a_given_name_that_is_elsewhere_a_title_stays():
    assert visitors("Prime Minister U Nu")[0].name == "U Nu"
    assert visitors("Prime Minister Dom Mintoff", "malta")[0].name == "Dom Mintoff"


def test_a_consort_is_a_companion_and_a_queen_of_her_own_is_not():
    (one,) = visitors("King Hussein and Queen Noor")
    assert (one.name, one.companions) == ("Hussein", ("Queen Noor",))
    assert [one.name for one in visitors("Prime Minister A and Queen Beatrix")] == ["A", "Beatrix"]


def test_a_former_office_is_no_office():
    (one,) = visitors("Former President A. Bee")
    assert (one.name, one.offices, one.former) == ("A. Bee", (), ("former president",))


def test_nicknames_honorifics_and_doubled_words():
    kok = visitors("Prime Minister Willem (Wim) Kok")[0]
    assert (kok.name, kok.other_names) == ("Willem Kok", ("Wim Kok",))
    makarios = visitors("President Archbishop Makarios III")[0]
    assert (makarios.name, makarios.other_names) == ("Makarios III", ("Archbishop Makarios III",))
    assert visitors("President Giulio Giulio Andreotti")[0].name == "Giulio Andreotti"


@given(st.lists(st.sampled_from(
    ["President", "King", "Prime Minister", "Queen", "former ", "-elect", "and", "&", ",", "Ann", "(Bo)", "-", "Prince"]
), min_size=1).map(" ".join))
def test_any_string_has_a_visitor_with_a_name(text):
    found = visitors(text)
    assert found
    assert all(one.name.strip() for one in found)
