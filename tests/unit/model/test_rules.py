"""Rules across records: each is broken only if it is broken however the dates are read."""

from __future__ import annotations

from datetime import date

import pytest

LAPID = """\
name: Yair Lapid
terms:
  - {title: prime minister, country: israel, role: head_of_government, from: 2022-07-01, to: 2022-12-29}
  - {title: leader of the opposition, country: israel, role: opposition_leader, from: 2023-01-02}
"""
FILES = {"leaders/lapid.yaml": LAPID, "leaders/macron.yaml": "name: Emmanuel Macron\n"}


def visit(world, text: str, **more):
    return world({**FILES, "visits/x.yaml": f"visitor: lapid\nhost: france\n{text}\n"}, **more)


class TestPinnedRole:
    @pytest.mark.parametrize(
        ("role", "when", "broken"),
        [
            ("prime minister", "start: 2022-08-01", False),
            ("Prime Minister", "start: 2022-08-01", False),
            ("head_of_government", "start: 2022-08-01", False),
            ("prime minister", "start: 2022-12-29", False),
            ("prime minister", "start: 2022-12-30", True),
            ("prime minister", "start: 2023-10-24", True),
            ("prime minister", "start: 2022", False),
            ("prime minister", "start: 202X", False),
            ("prime minister", "start: 2023", True),
            ("prime minister", "start: 2022-12-20\nend: 2023-01-05", False),
            ("prime minister", "within: 2022-12-20/2023-01-05", False),
            ("prime minister", "within: ../2022-06-30", True),
            ("prime minister", "within: ../2022-07-01", False),
            ("special envoy", "start: 2022-08-01", True),
        ],
    )
    def test_on_a_visit(self, world, role: str, when: str, broken: bool) -> None:
        made = visit(world, f"{when}\nrole: {role}")
        assert made.codes == (["M302"] if broken else [])

    def test_both_sides_are_shown_and_what_was_held(self, world) -> None:
        [found] = visit(world, "start: 2023-10-24\nrole: prime minister").diagnostics
        assert (found.primary.span.line, found.others[0].span.file, found.others[0].span.line) == (
            4,
            "leaders/lapid.yaml",
            3,
        )
        assert found.help == "held then: leader of the opposition"

    def test_a_leader_without_terms_may_have_any_role(self, world) -> None:
        made = world({**FILES, "visits/x.yaml": "visitor: macron\nhost: israel\nstart: 2023\nrole: king\n"})
        assert made.codes == []

    @pytest.mark.parametrize(
        ("when", "broken"),
        [
            ("date: 2023-10-24", True),
            ("date: 2022-10-24", False),
            ("", False),
            ("within: 2022-12-01/2023-02-01", False),
        ],
    )
    def test_at_a_meeting(self, world, when: str, broken: bool) -> None:
        made = world(
            {**FILES, "meetings/x.yaml": f"participants: [macron, {{leader: lapid, role: prime minister}}]\n{when}\n"}
        )
        assert made.places == ([("M302", "meetings/x.yaml", 1, 46)] if broken else [])

    @pytest.mark.parametrize(("when", "broken"), [("date: 2023-10-24", True), ("date: 2022-10-24", False), ("", False)])
    def test_of_a_speaker(self, world, when: str, broken: bool) -> None:
        made = world(
            {
                **FILES,
                "statements/x.yaml": f"speaker: lapid\ntext: Yes.\nrole: prime minister\nsource: https://a.b\n{when}\n",
            }
        )
        assert made.codes == (["M302"] if broken else [])


class TestCountryThen:
    @pytest.mark.parametrize(
        ("host", "when", "broken"),
        [
            ("soviet-union", "start: 1991-12-01", False),
            ("soviet-union", "start: 1991-12", False),
            ("soviet-union", "start: 1992", True),
            ("soviet-union", "start: 1922-12-30", False),
            ("soviet-union", "start: 1922-12-29", True),
            ("soviet-union", "start: 199X", False),
            ("soviet-union", "within: 1991-12-20/1992-02-01", False),
            ("israel", "start: 1948-05-14", False),
            ("israel", "start: 1948-05-13", True),
            ("israel", "within: ../1948", False),
            ("israel", "within: ../1947", True),
            ("israel", "within: 1900/..", False),
        ],
    )
    def test_of_a_visit(self, world, host: str, when: str, broken: bool) -> None:
        made = world({**FILES, "visits/x.yaml": f"visitor: macron\nhost: {host}\n{when}\n"})
        assert made.places == ([("M303", "visits/x.yaml", 2, 7)] if broken else [])

    def test_a_dependency_existed_before_it_was_a_state(self, world) -> None:
        files = {
            **FILES,
            "countries/x.yaml": "names: X\nvalid_from: 1960\npart_of: [{country: GB, from: 1900, to: 1960}]\n",
        }
        for year, codes in ((1899, ["M303"]), (1950, []), (1970, [])):
            assert world({**files, "visits/v.yaml": f"visitor: macron\nhost: x\nstart: {year}\n"}).codes == codes

    @pytest.mark.parametrize(
        "stop", ["{name: Odessa, country: soviet-union}", "{place: {name: Odessa, country: soviet-union}, note: A}"]
    )
    def test_of_a_stop_in_its_short_form_and_in_full(self, world, stop: str) -> None:
        made = world({**FILES, "visits/x.yaml": f"visitor: macron\nhost: ukraine\nstart: 2023\nstops: [{stop}]\n"})
        [(code, _, line, column)] = made.places
        assert (code, line) == ("M303", 4)
        assert stop[column - 9 :].startswith("soviet-union")

    def test_of_a_meeting_an_event_and_a_term(self, world) -> None:
        made = world({
            **FILES, "meetings/a.yaml": "participants: macron\ndate: 2023\nplace: {name: Odessa, country: soviet-union}\n",
            "events/b.yaml": "name: B\nhost: soviet-union\nstart: 2023\n", "leaders/c.yaml": "name: C\nterms: [{title: D, country: soviet-union, from: 2000}]\n",
        })  # fmt: skip
        assert made.places == [
            ("M303", "events/b.yaml", 2, 7),
            ("M303", "leaders/c.yaml", 2, 29),
            ("M303", "meetings/a.yaml", 3, 32),
        ]

    def test_the_states_of_that_time_are_offered(self, world) -> None:
        made = world({**FILES, "visits/x.yaml": "visitor: macron\nhost: soviet-union\nstart: 2023\n"})
        assert "`russia`" in (made.diagnostics[0].help or "") and "`ukraine`" in (made.diagnostics[0].help or "")

    @pytest.mark.parametrize(
        ("when", "words"),
        [
            ("start: 1900-01-02", "on 1900-01-02"),
            ("start: 1900", "between 1900-01-01 and 1900-12-31"),
            ("within: ../1900-02", "up to 1900-02-28"),
        ],
    )
    def test_the_time_is_told_in_words(self, world, when: str, words: str) -> None:
        made = world({**FILES, "visits/x.yaml": f"visitor: macron\nhost: israel\n{when}\n"})
        assert made.diagnostics[0].message == f"`israel` did not exist {words}"


class TestCompleted:
    @pytest.mark.parametrize(
        ("when", "broken"),
        [("start: 2023-11-14", False), ("start: 2023-11-15", True), ("start: 2023-11", False), ("start: 2024", True), ("within: 2023-11-01/2024-01-01", False),
         ("start: 2023-11-10\nend: 2023-11-20", True), ("start: 2023-11-10\nend: 2023-11", False), ("within: ../2099", False)],
    )  # fmt: skip
    def test_what_ends_later_has_not_been(self, world, when: str, broken: bool) -> None:
        made = visit(world, f"{when}\nstatus: completed", as_of=date(2023, 11, 14))
        assert made.codes == (["M304"] if broken else [])

    @pytest.mark.parametrize("status", ["announced", "confirmed", "cancelled", "postponed", "reported"])
    def test_anything_else_may_be_said_of_it(self, world, status: str) -> None:
        assert visit(world, f"start: 2053\nstatus: {status}").codes == []

    def test_of_a_meeting(self, world) -> None:
        made = world({**FILES, "meetings/x.yaml": "participants: lapid\ndate: 2053\nstatus: completed\n"})
        assert made.places == [("M304", "meetings/x.yaml", 3, 9)]


class TestTwoHolders:
    def two(self, world, one: str, other: str) -> list[str]:
        made = world({
            "leaders/a.yaml": f"name: A\nterms: [{{title: king, country: JO, role: head_of_state, {one}}}]\n",
            "leaders/b.yaml": f"name: B\nterms: [{{title: King, country: jordan, role: head_of_state, {other}}}]\n",
        })  # fmt: skip
        return made.codes

    @pytest.mark.parametrize(
        ("one", "other", "broken"),
        [
            ("from: 1999-02-07, to: 2010-01-01", "from: 2010-01-01", False),  # the handover day
            ("from: 1999-02-07, to: 2010-01-02", "from: 2010-01-01", True),
            ("from: 1999-02-07, to: 2009-12-31", "from: 2010-01-01", False),
            ("from: 1999, to: 2010", "from: 2010", False),  # the dates allow another reading
            ("from: 1999, to: 2011", "from: 2010-05", True),
            ("from: 1999", "from: 2010", True),  # both until today
            ("from: 1999", "from: 2010, capacity: disputed", False),
            ("from: 1999", "from: 2010, capacity: in_exile", False),
            ("from: 1999", "from: 2010, capacity: acting", False),
            ("to: 2010", "from: 2005", False),  # no beginning is on record
            ("from: 1999, to: 2010-02", "from: 2010-01-15", True),
            ("from: 1999, to: 2010-01", "from: 2010-01-15", False),
        ],
    )
    def test_of_a_single_office(self, world, one: str, other: str, broken: bool) -> None:
        assert self.two(world, one, other) == (["M307"] if broken else [])

    def test_it_is_told_on_both_sides(self, world) -> None:
        made = world({"leaders/a.yaml": "name: A\nterms: [{title: king, country: JO, role: head_of_state, from: 1999}]\n",
                      "leaders/b.yaml": "name: B\nterms: [{title: king, country: JO, role: head_of_state, from: 2010}]\n"})  # fmt: skip
        [found] = made.diagnostics
        assert {found.primary.span.file, found.others[0].span.file} == {"leaders/a.yaml", "leaders/b.yaml"}

    def test_one_person_may_hold_two_terms_and_many_may_be_ministers(self, world) -> None:
        king = "{title: king, country: JO, role: head_of_state, from: 1999}"
        assert world({"leaders/a.yaml": f"name: A\nterms: [{king}, {king}]\n"}).codes == []
        minister = "terms: {title: minister, country: JO, role: minister, from: 1999}\n"
        assert world({"leaders/a.yaml": f"name: A\n{minister}", "leaders/b.yaml": f"name: B\n{minister}"}).codes == []

    def test_a_waiver_sets_it_aside(self, world) -> None:
        king = "terms: [{title: king, country: JO, role: head_of_state, from: %d}]\n"
        waive = "waive: {rule: two-holders-of-one-office, reason: Two claimants.}\n"
        files = {"leaders/a.yaml": f"name: A\n{king % 1999}", "leaders/b.yaml": f"name: B\n{king % 2010}"}
        assert world(files).codes == ["M307"]
        assert [
            code for code in world({**files, "leaders/b.yaml": files["leaders/b.yaml"] + waive}).codes if code[0] == "M"
        ] == []


class TestItineraries:
    JOURNEY = "traveller: lapid\nvisits: [x]\n"
    X = "visitor: lapid\nhost: france\nstart: 2023\n"

    def test_a_journey_is_of_one_traveller(self, world) -> None:
        files = {**FILES, "itineraries/j.yaml": self.JOURNEY, "visits/x.yaml": self.X}
        assert world(files).codes == []
        assert world({**files, "visits/x.yaml": self.X.replace("lapid", "macron")}).places == [
            ("M107", "itineraries/j.yaml", 2, 10)
        ]

    def test_a_visit_is_on_one_journey_once(self, world) -> None:
        files = {**FILES, "visits/x.yaml": self.X, "itineraries/j.yaml": self.JOURNEY}
        assert world({**files, "itineraries/k.yaml": self.JOURNEY}).places == [("M107", "itineraries/k.yaml", 2, 10)]
        assert world({**files, "itineraries/j.yaml": "traveller: lapid\nvisits: [x, x]\n"}).places == [
            ("M107", "itineraries/j.yaml", 2, 13)
        ]


class TestTopicsInACircle:
    def circle(self, world, **broader: str) -> list[tuple[str, str, int, int]]:
        lines = "".join(f"{id}: {{label: L{', broader: ' + above if above else ''}}}\n" for id, above in broader.items())
        return world({"topics.yaml": lines}).places

    def test_a_chain_has_an_end(self, world) -> None:
        assert self.circle(world, a="b", b="c", c="", d="c", e="a") == []

    def test_a_topic_broader_than_itself(self, world) -> None:
        assert self.circle(world, a="a") == [("M107", "topics.yaml", 1, 24)]

    def test_a_circle_is_told_once_whoever_leads_into_it(self, world) -> None:
        assert self.circle(world, a="c", b="c", c="d", d="e", e="c") == [("M107", "topics.yaml", 3, 24)]

    def test_two_circles(self, world) -> None:
        assert [place[2] for place in self.circle(world, a="b", b="a", c="d", d="c")] == [1, 3]
