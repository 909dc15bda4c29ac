"""Labels and days, and the states that existed then."""

import pytest

from visitgen.load import load_register
from visitgen.load.foreign.states import Countries, compared, slug, state_of

COUNTRIES = Countries(load_register().value)


@pytest.mark.parametrize(("label", "source_id", "day", "locale", "expected", "verdict"), [
    ("France", "france", "1918-12-14", "", "france", "as filed"),
    ("U.S.S.R.", "russia", "1943-10-18", "", "soviet-union", "historical state"),
    ("U.S.S.R.", "russia", "1992-02-16", "", "russia", "label wrong for its date"),
    ("Russia", "russia", "1993-01-02", "", "russia", "as filed"),
    ("Tanganyika", "tanzania", "1961-07-17", "", "tanganyika", "historical state"),
    ("Malaya", "malaysia", "1960-10-25", "", "malaya", "historical state"),
    ("Yemen", "yemen", "1972-07-01", "", "north-yemen", "one of several states of that label"),
    ("Yemen Arab Republic", "yemen", "1990-01-23", "", "north-yemen", "historical state"),
    ("Vietnam", "vietnam", "1955-02-28", "Saigon", "south-vietnam", "one of several states of that label"),
    ("Vietnam", "vietnam", "1973-02-10", "Hanoi", "north-vietnam", "one of several states of that label"),
    ("Vietnam", "vietnam", "1995-08-05", "Hanoi", "vietnam", "as filed"),
    ("Korea", "korea-south", "1953-06-16", "", "south-korea", "as filed"),
    ("China, Republic of", "china", "1945-04-26", "", "china", "as filed"),
    ("China, Republic of", "taiwan", "1961-07-31", "", "taiwan", "as filed"),
    ("Serbia", "serbia", "1997-05-31", "", "federal-republic-of-yugoslavia", "label wrong for its date"),
    ("Philippines", "philippines", "1946-05-09", "", "philippines", "as filed"),
    ("Siam (Thailand)", "thailand", "1931-04-28", "", "thailand", "as filed"),
    ("Atlantis", "atlantis", "1931-04-28", "", "atlantis", "unknown"),
    ("Vatican City", "holy-see", "1965-10-04", "", "holy-see", "as filed"),
    ("Bosnian Federation", "bosnia-herzegovina", "1996-05-01", "", "bosnia-and-herzegovina",
     "label of no state known"),
    ("South Sudan", "south-sudan", "1850-01-01", "", "sudan", "label wrong for its date"),
])
def test_the_state_of_that_day(label, source_id, day, locale, expected, verdict):
    state = state_of(label, source_id, day, locale, COUNTRIES)
    assert (state.id, state.verdict) == (expected, verdict)
    assert bool(state.note) == (verdict not in ("as filed", "historical state"))


def test_brackets_are_another_name_a_part_or_a_government():
    dahomey = state_of("Dahomey (Benin)", "benin", "1969-03-05", "", COUNTRIES)
    assert (dahomey.alias, dahomey.bracket, dahomey.note) == ("Benin", "", "")
    wales = state_of("United Kingdom (Wales)", "united-kingdom", "2014-09-03", "", COUNTRIES)
    assert (wales.bracket, wales.note) == ("Wales", "Listed by the source under “United Kingdom (Wales)”.")
    kosovo = state_of("Yugoslavia (Kosovo)", "kosovo", "2001-07-24", "", COUNTRIES)
    assert (kosovo.id, kosovo.bracket) == ("federal-republic-of-yugoslavia", "Kosovo")
    exile = state_of("Poland (government-in-exile)", "poland", "1941-04-06", "", COUNTRIES)
    assert (exile.government, exile.bracket) == ("exile", "")
    assert state_of("Cuba (Provisional Government)", "cuba", "1959-04-15", "", COUNTRIES).government == "provisional"


def test_a_country_without_a_state_then_keeps_its_id():
    alone = Countries([{"id": "nova", "names": [{"name": "Nova"}], "valid_from": "1990-01-01"}])
    state = state_of("Nova", "nova", "1950-01-01", "", alone)
    assert (state.id, state.verdict) == ("nova", "no state of that date")
    assert state.note == "Listed by the source under “Nova”."


def test_the_seat_of_a_country():
    assert COUNTRIES.seat("japan") == ("Tokyo", "35.6895", "139.6917")
    assert COUNTRIES.seat("israel") == COUNTRIES.seat("nowhere") == ("", "", "")


def test_names_by_day_and_by_comparison():
    assert COUNTRIES.name_on("sri-lanka", "1960-01-01") == "Ceylon"
    assert COUNTRIES.name_on("nowhere", "1960-01-01") == "nowhere"
    assert compared("Côte d'Ivoire") == compared("Cote d’Ivoire") == "cote divoire"
    assert compared("U.S.S.R.") == "ussr"
    assert slug("George H.W. Bush") == "george-h-w-bush"
    assert slug("Łódź & Ærø") == "lodz-aero"
    assert slug("東京") == ""
