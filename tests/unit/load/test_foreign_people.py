"""Who is the same person, and who only has the same name."""

from visitgen.load import load_register
from visitgen.load.foreign.people import Sighting, persons
from visitgen.load.foreign.states import Countries
from visitgen.load.foreign.titles import visitors

COUNTRIES = Countries(load_register().value)


def seen(text: str, country: str, year: int, exile: bool = False) -> Sighting:
    return Sighting(visitor=visitors(text, country)[0], country=country, day=f"{year}-01-01", exile=exile)


def found(*sightings: Sighting, reserved=frozenset()):
    return persons(sightings, COUNTRIES, reserved)[1]


def names(*sightings: Sighting) -> list[str]:
    return [person.id for person in found(*sightings)]


def test_marks_initials_and_spaces_make_no_difference():
    (one,) = found(
        seen("President Gustavo Díaz-Ordaz", "mexico", 1965), seen("President Gustavo Diaz Ordaz", "mexico", 1967),
        seen("President Gustavo A. Diaz Ordaz", "mexico", 1999),
    )
    assert one.name == "Gustavo A. Diaz Ordaz"
    assert set(one.other_names) == {"Gustavo Díaz-Ordaz", "Gustavo Diaz Ordaz"}


def test_given_names_left_out_are_forgiven_within_ten_years():
    short = seen("President Carlos Menem", "argentina", 1990)
    assert names(short, seen("President Carlos Saul Menem", "argentina", 1998)) == ["carlos-saul-menem"]
    assert len(names(short, seen("President Carlos Saul Menem", "argentina", 2015))) == 2


def test_a_surname_joins_one_full_name_of_the_same_title_and_time_only():
    dimitrov = seen("Prime Minister Dimitrov", "bulgaria", 1992)
    philip, george = seen("Prime Minister Philip Dimitrov", "bulgaria", 1991), seen("Prime Minister George Dimitrov",
                                                                                    "bulgaria", 1994)
    assert names(dimitrov, philip) == ["philip-dimitrov"]
    assert len(names(dimitrov, philip, george)) == 3
    assert len(names(dimitrov, seen("President Philip Dimitrov", "bulgaria", 1991))) == 2
    assert len(names(dimitrov, seen("Prime Minister Philip Dimitrov", "greece", 1991))) == 2
    assert len(names(dimitrov, seen("Prime Minister Philip Dimitrov", "bulgaria", 1971))) == 2
    assert names(seen("President Park", "south-korea", 1965), seen("President Park Chung Hee", "south-korea", 1969)
                 ) == ["park-chung-hee"]


def test_surnames_alone_are_one_person_only_within_a_few_years():
    assert names(seen("President Arias", "panama", 1940), seen("President-elect Arias", "panama", 1949)) == ["arias"]
    assert names(seen("President Arias", "panama", 1940), seen("President Arias", "panama", 1968)
                 ) == ["arias-panama-1940", "arias-panama-1968"]
    assert found(seen("President Arias", "panama", 1940))[0].surname_only


def test_a_surname_of_the_table_is_one_person_in_its_years():
    first, last = seen("President Somoza", "nicaragua", 1939), seen("President Somoza", "nicaragua", 1952)
    assert names(first, last) == ["somoza"]
    assert names(first, last, seen("President Somoza", "nicaragua", 1974)) == [
        "somoza-nicaragua-1939", "somoza-nicaragua-1974",
    ]
    assert names(seen("Prime Minister Nyerere", "tanganyika", 1961),
                 seen("President Julius K. Nyerere", "tanzania", 1977)) == ["julius-k-nyerere"]


def test_a_namesake_taken_as_another_person_says_why():
    first, last = found(seen("President Ospina", "colombia", 1922), seen("President Ospina", "colombia", 1946))
    assert first.apart == ""
    assert last.apart == (
        "“Ospina” of 1922 and “Ospina” of 1946 are taken as two people: a surname alone, more than 10 years apart."
    )
    andreas, father = found(seen("Prime Minister Papandreou", "greece", 1964),
                            seen("Prime Minister Andreas Papandreou", "greece", 1994))
    assert (bool(andreas.apart), bool(father.apart)) == (False, True)


def test_no_reason_where_nobody_was_told_apart():
    full = found(seen("President Jose Lopez", "mexico", 1980), seen("President Ana Lopez", "mexico", 1999))
    titles = found(seen("President Lopez", "mexico", 1980), seen("Prime Minister Ana Lopez", "mexico", 1981))
    particle = found(seen("President de Gasperi", "italy", 1947), seen("President Ugo de Gasperi", "italy", 1977))
    elsewhere = found(seen("President Lopez", "mexico", 1950), seen("President Ana Lopez", "chile", 1980))
    assert [person.apart for person in (*full, *titles, *particle, *elsewhere)] == [""] * 8


def test_namesakes_of_strange_countries_are_two():
    assert names(seen("President Jose Lopez", "mexico", 1980), seen("President Jose Lopez", "honduras", 1981)
                 ) == ["jose-lopez-honduras", "jose-lopez-mexico"]
    assert [one.id for one in found(seen("President Jane Doe", "chile", 1980), reserved=frozenset({"jane-doe"}))
            ] == ["jane-doe-chile"]


def test_a_person_outlives_a_state():
    (havel,) = found(
        seen("President Vaclav Havel", "czechoslovakia", 1990), seen("President Vaclav Havel", "czechia", 1998),
    )
    assert [(office.title, country) for office, country, _ in havel.offices] == [
        ("president", "czechoslovakia"), ("president", "czechia"),
    ]


def test_a_second_given_name_in_brackets_is_the_person_too():
    (kok,) = found(seen("Prime Minister Willem (Wim) Kok", "netherlands", 1995),
                   seen("Prime Minister Wim Kok", "netherlands", 1999))
    assert {kok.name, *kok.other_names} == {"Willem Kok", "Wim Kok"}


def test_the_table_of_spellings_holds_in_its_country():
    suharto = seen("President Suharto", "indonesia", 1995)
    assert names(seen("President Soeharto", "indonesia", 1970), suharto) == ["suharto"]
    assert names(seen("President Soeharto", "indonesia", 1990), suharto) == ["suharto"]
    assert len(names(seen("President Soeharto", "malaysia", 1990), seen("President Suharto", "malaysia", 1995))) == 2


def test_sovereigns_have_no_surname():
    (hussein,) = found(seen("King Hussein", "jordan", 1960), seen("King Hussein", "jordan", 1964),
                       seen("King Hussein I", "jordan", 1969))
    assert (hussein.id, hussein.other_names, hussein.surname_only) == ("hussein", ("Hussein I",), False)
    assert len(names(seen("King Otto I", "greece", 1870), seen("King Otto II", "greece", 1872))) == 2


def test_a_government_in_exile_is_an_office_of_its_own():
    (one,) = found(
        seen("Prime Minister Sikorski", "poland", 1939), seen("Prime Minister Sikorski", "poland", 1942, True),
    )
    assert [exile for _, _, exile in one.offices] == [False, True]


def test_a_name_without_latin_letters_still_has_an_id():
    assert names(seen("President 李登輝", "taiwan", 1995)) == ["visitor"]
