"""Locales, stops and places."""

from visitgen.load import load_register
from visitgen.load.foreign.places import mentions, placed
from visitgen.load.foreign.states import Countries

COUNTRIES = Countries(load_register().value)


def named(locale: str, host: str = "france", day: str = "1950-01-01", part: str = ""):
    return mentions(locale, host, day, part, COUNTRIES)


def ids(*found, taken=None):
    by_mention, places = placed(found, COUNTRIES, taken or {})
    return [by_mention[mention] for mention in found], places


def test_a_locale_is_cut_at_commas_but_not_inside_a_name():
    assert [one.name for one in named("Paris, Lyon; Nice")] == ["Paris", "Lyon", "Nice"]
    assert [one.name for one in named("Mexico, D.F., Puebla", "mexico")] == ["Mexico, D.F.", "Puebla"]
    assert [(one.name, one.region) for one in named("Montebello, Quebec", "canada")] == [("Montebello", "Quebec")]
    assert [one.name for one in named("Gdansk, Jurata Hel.", "poland")] == ["Gdansk", "Jurata Hel"]
    assert named(" \n ") == ()
    assert [one.name for one in named("Paris,, Lyon")] == ["Paris", "Lyon"]


def test_brackets_are_a_country_a_region_or_another_name():
    (havana,) = named("Havana (Cuba)", "spain", "1866-01-20")
    assert (havana.name, havana.country, havana.region) == ("Havana", "cuba", "")
    (halifax,) = named("Halifax (Nova Scotia)", "canada")
    assert (halifax.country, halifax.region) == ("canada", "Nova Scotia")
    (mumbai,) = named("Mumbai (Bombay)", "india", "2006-01-01")
    assert (mumbai.alias, mumbai.region) == ("Bombay", "")
    (gander,) = named("Gander (Newfoundland)", "canada", "1973-01-01")
    assert (gander.country, gander.region) == ("canada", "Newfoundland")


def test_a_place_spelt_in_two_ways_is_one_and_keeps_both():
    found, (place,) = ids(named("Tblisi", "georgia", "1992-05-25")[0], named("Tbilisi", "georgia", "2004-01-25")[0],
                          named("Tblisi", "soviet-union", "1988-04-21")[0])
    assert found == ["tbilisi"] * 3
    assert (place.name, place.other_names) == ("Tbilisi", ("Tblisi",))
    assert named("Antigua", "antigua-and-barbuda")[0].alias == ""


def test_a_territory_of_the_host_is_the_country_of_the_place():
    assert named("Hong Kong", "united-kingdom", "1983-02-08")[0].country == "hong-kong"
    assert named("Igaliku", "denmark", "2004-08-06", "Greenland")[0].country == "greenland"
    assert named("Cardiff", "united-kingdom", "2014-09-03", "Wales")[0].country == "united-kingdom"


def test_one_name_in_one_line_of_states_is_one_place():
    first, second = named("Kiev", "soviet-union", "1972-05-29")[0], named("Kiev", "ukraine", "1994-01-12")[0]
    found, places = ids(first, second)
    assert found == ["kiev", "kiev"]
    assert places[0].countries == (("soviet-union", "", "1991-12-26"), ("ukraine", "1991-08-24", ""))
    colony = named("Kingston", "united-kingdom", "1940-12-05")[0]
    bracketed = named("Kingston (Jamaica)", "united-kingdom", "1940-12-05")[0]
    state = named("Kingston", "jamaica", "1982-04-07")[0]
    found, places = ids(colony, bracketed, state)
    assert found == ["kingston"] * 3
    assert places[0].countries == (("united-kingdom", "", "1962-08-05"), ("jamaica", "1962-08-06", ""))


def test_one_name_in_strange_countries_is_several_places():
    chile, cuba = named("Santiago", "chile")[0], named("Santiago", "cuba")[0]
    assert ids(chile, cuba)[0] == ["santiago-chile", "santiago-cuba"]
    scotia, wales = named("Sydney (Nova Scotia)", "canada")[0], named("Sydney", "australia")[0]
    assert ids(scotia, wales)[0] == ["sydney-nova-scotia", "sydney-australia"]
    one, two, three = named("Leon", "mexico")[0], named("Leon", "spain")[0], named("Leon Mexico", "mexico")[0]
    assert ids(one, two, three)[0] == ["leon-in-mexico", "leon-spain", "leon-mexico"]


def test_spellings_regions_and_aliases_are_kept():
    found = [named(text, "portugal")[0] for text in ("Lajes (Azores)", "Lajes (The Azores)", "Lajes")]
    assert ids(*found)[1][0].regions == ("Azores",)
    spain = [named(text, "trinidad-and-tobago", "1998-01-01")[0] for text in ("Port-of-Spain", "Port of Spain")]
    (place,) = ids(*spain)[1]
    assert {place.name, *place.other_names} == {"Port-of-Spain", "Port of Spain"}
    assert ids(named("Mumbai (Bombay)", "india")[0])[1][0].other_names == ("Bombay",)


def test_a_place_that_the_archive_has_in_another_country_is_another_place():
    paris = named("Paris", "france")[0]
    assert ids(paris, taken={"paris": frozenset({"france"})})[0] == ["paris"]
    assert ids(paris, taken={"paris": frozenset({"united-states"})})[0] == ["paris-france"]
    assert ids(paris, taken={"paris": frozenset()})[0] == ["paris"]
    assert ids(named("東京", "japan")[0])[0] == ["place"]
