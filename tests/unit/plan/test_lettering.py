"""Words on a map never lie over each other, over signs or beyond the edge."""

from visitgen.plan.lettering import NARROW, WIDE, Sign, lettering

SIZE = (720, 400)


def stop(x, y, number, name):
    return Sign(dot=(x, y), kind="stop", title=name, name=name, number=number)


def texts(signs, height=WIDE, **more):
    return [written.text for written in lettering(signs, SIZE, height, **more)]


def test_a_stop_is_told_by_number_and_name():
    assert texts([stop(300, 200, 1, "Cairo"), stop(500, 200, 2, "Amman")]) == ["1 Cairo", "2 Amman"]


def test_stops_that_cannot_be_told_apart_share_their_words():
    assert texts([stop(300, 200, 1, "Jerusalem"), stop(305, 200, 2, "Ramallah")]) == ["1, 2 Jerusalem, Ramallah"]
    assert texts([stop(300, 200, n, f"A long name {n}") for n in (1, 2, 3, 5)]) == ["1–3, 5"]


def test_a_place_come_back_to_is_named_once():
    assert texts([stop(300, 200, 1, "Tel Aviv"), stop(600, 90, 2, "Amman"), stop(300, 200, 3, "Tel Aviv")]) == [
        "1, 3 Tel Aviv", "2 Amman",
    ]  # fmt: skip


def test_words_turn_away_from_the_edge():
    (written,) = lettering([stop(700, 200, 1, "Suva")], SIZE, WIDE)
    assert written.side == "start"


def test_words_turn_away_from_ways():
    way = [(x, 200.0) for x in range(300, 700, 10)]
    (written,) = lettering([stop(300, 200, 1, "Cairo")], SIZE, WIDE, way)
    assert written.side == "start"


def test_without_room_for_a_name_there_is_its_number():
    crowd = [stop(100 + 24 * n, 200, n, "A name of many letters") for n in range(1, 9)]
    found = texts(crowd, NARROW)
    assert found and all(text[0].isdigit() for text in found)
    assert any(text.replace(", ", "").replace("–", "").isdigit() for text in found)


def test_optional_signs_give_way():
    near = Sign(dot=(320, 200), kind="near", title="Nicosia", name="Nicosia", optional=True)
    found = lettering([near, stop(300, 200, 1, "Cairo")], SIZE, WIDE)
    assert found[0].text == "1 Cairo"


def test_no_words_lie_over_each_other():
    signs = [stop(60 + 37 * (n * 7 % 17), 40 + 21 * (n * 5 % 13), n, f"Place {n}") for n in range(1, 40)]
    for height in (NARROW, WIDE):
        spots = {}
        for written in lettering(signs, SIZE, height):
            assert spots.setdefault((written.dot, written.side), written.text) == written.text
