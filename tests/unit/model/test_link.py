"""The archive: statuses settled, and every index that pages need."""

from __future__ import annotations

from datetime import date

import pytest

FILES = {
    "leaders/macron.yaml": "name: Emmanuel Macron\nterms: [{title: president, country: FR, role: head_of_state, from: 2017-05-14}]\n",
    "leaders/herzog.yaml": "name: Isaac Herzog\nterms: [{title: president, country: IL, role: head_of_state, from: 2021-07-07}]\n",
    "leaders/abbas.yaml": "name: Mahmoud Abbas\nterms: [{title: president, country: PS, role: head_of_state, from: 2005-01-15}]\n",
    "leaders/lapid.yaml": "name: Yair Lapid\nterms: [{title: prime minister, country: IL, from: 2022-07-01, to: 2022-12-29}]\n",
}
VISIT = "visitor: macron\nhost: israel\nstart: 2023-10-24\n"


class TestStatus:
    @pytest.mark.parametrize(
        ("when", "status"),
        [
            ("start: 2023-10-24", "completed"),
            ("start: 2023-11-14", "completed"),  # the as-of day itself
            ("start: 2023-11-15", "announced"),
            ("start: 2023-11-13\nend: 2023-11-15", "announced"),
            ("start: 2023-11", "announced"),  # some day of November, which may still come
            ("start: 2023", "announced"),
            ("start: 2022", "completed"),
            ("within: 2023-10-07/2023-10-24", "completed"),
            ("within: 2023-10-07/..", "announced"),
            ("within: ../1985", "completed"),
        ],
    )
    def test_without_one_it_is_completed_only_when_the_latest_day_has_come(self, world, when: str, status: str) -> None:
        made = world({**FILES, "visits/x.yaml": f"visitor: macron\nhost: france\n{when}\n"}, as_of=date(2023, 11, 14))
        assert made.sound.status["x"] == status

    def test_the_one_that_is_written_stands(self, world) -> None:
        made = world({**FILES, "visits/x.yaml": VISIT + "status: reported\n"})
        assert made.sound.status["x"] == "reported"

    def test_the_day_decides_and_not_the_clock(self, world) -> None:
        files = {**FILES, "visits/x.yaml": VISIT}
        assert world(files, as_of=date(2023, 10, 23)).sound.status["x"] == "announced"
        assert world(files, as_of=date(2023, 10, 24)).sound.status["x"] == "completed"

    def test_of_a_meeting_at_no_known_time_nothing_is_known(self, world) -> None:
        made = world({**FILES, "meetings/x.yaml": "participants: macron\n"})
        assert made.sound.status["x"] == "unknown"


class TestReceivedBy:
    def received(self, world, visit: str = "", meetings: str = "") -> list[str]:
        made = world({**FILES, "visits/x.yaml": VISIT + visit + (f"meetings:\n{meetings}" if meetings else "")}).sound
        return sorted(leader for leader, visits in made.visits_received_by.items() if "x" in visits)

    def test_the_hosts_named(self, world) -> None:
        assert self.received(world, "hosts: [herzog]\n") == ["herzog"]

    def test_those_met_who_held_office_in_the_host_country(self, world) -> None:
        assert self.received(
            world, meetings="  - {id: m, date: 2023-10-24, participants: [macron, herzog, abbas]}\n"
        ) == ["herzog"]

    def test_not_those_whose_office_was_another_time(self, world) -> None:
        assert self.received(world, meetings="  - {id: m, date: 2023-10-24, participants: [macron, lapid]}\n") == []
        assert self.received(world, meetings="  - {id: m, date: 2022-08-01, participants: [macron, lapid]}\n") == [
            "lapid"
        ]

    def test_a_side_that_is_stated_decides(self, world) -> None:
        assert self.received(world, meetings="  - {id: m, participants: [macron, {leader: abbas, side: host}]}\n") == [
            "abbas"
        ]
        assert (
            self.received(world, meetings="  - {id: m, participants: [macron, {leader: herzog, side: third}]}\n") == []
        )

    def test_each_is_named_once_and_the_visitor_never(self, world) -> None:
        meetings = (
            "  - {id: m, participants: [{leader: macron, side: host}, herzog]}\n  - {id: n, participants: [herzog]}\n"
        )
        made = world({**FILES, "visits/x.yaml": VISIT + "hosts: [herzog]\nmeetings:\n" + meetings}).sound
        assert made.visits_received_by == {"herzog": ("x",)}


class TestMeetings:
    def test_a_visit_and_a_meeting_find_each_other_whichever_says_so(self, world) -> None:
        made = world({
            **FILES, "visits/x.yaml": VISIT + "meetings: [m]\n", "meetings/m.yaml": "participants: macron\ndate: 2023-10-24\n",
            "meetings/n.yaml": "participants: macron\nvisit: x\n", "meetings/o.yaml": "participants: [macron]\nvisit: x\ndate: 2023-10-23\n",
            "meetings/p.yaml": "participants: macron\ndate: 2023-10-24\n",
        }).sound  # fmt: skip
        assert made.meetings_on == {"x": ("m", "o", "n")}
        assert made.visits_of_meeting == {"m": ("x",), "n": ("x",), "o": ("x",)}

    def test_said_on_both_sides_it_is_one(self, world) -> None:
        made = world(
            {**FILES, "visits/x.yaml": VISIT + "meetings: [m]\n", "meetings/m.yaml": "participants: macron\nvisit: x\n"}
        ).sound
        assert made.meetings_on == {"x": ("m",)}

    def test_a_meeting_of_two_recorded_leaders_is_one_on_both_their_pages(self, world) -> None:
        made = world(
            {
                **FILES,
                "meetings/m.yaml": "participants: [macron, herzog, {leader: macron, role: president}]\ndate: 2023-10-24\n",
            }
        ).sound
        assert made.meetings_of == {"macron": ("m",), "herzog": ("m",)}

    def test_they_are_in_order_of_day_and_time_with_the_undated_last(self, world) -> None:
        made = world({**FILES, **{f"meetings/{id}.yaml": f"participants: macron\n{when}\n" for id, when in {
            "a": "", "b": "date: 2023-10-24\ntime: 14:30", "c": "date: 2023-10-24\ntime: 09:00", "d": "date: 2023-10-24", "e": "date: 2023-10",
            "f": "within: 2023-10-24/2023-10-25",
        }.items()}}).sound  # fmt: skip
        assert list(made.meetings) == ["e", "d", "c", "b", "f", "a"]


def test_visits_are_in_order_of_earliest_day_precision_and_id(world) -> None:
    times = {
        "e": "start: 2023-10",
        "d": "start: 2023-10-01",
        "c": "within: 2023-10-01/2023-10-07",
        "b": "start: 2023-09-30",
        "a": "start: 2023-10-01",
    }
    made = world(
        {**FILES, **{f"visits/{id}.yaml": f"visitor: macron\nhost: israel\n{when}\n" for id, when in times.items()}}
    ).sound
    assert list(made.visits) == ["b", "a", "d", "c", "e"]
    assert made.visits_by["macron"] == made.visits_to["israel"] == ("b", "a", "d", "c", "e")


def test_the_order_of_files_does_not_matter(world) -> None:
    one = {**FILES, "visits/a.yaml": VISIT, "visits/b.yaml": VISIT}
    other = {**FILES, "visits/1/b.yaml": VISIT, "visits/2/a.yaml": VISIT}
    assert list(world(one).sound.visits) == list(world(other).sound.visits) == ["a", "b"]


def test_the_visitor_stands_for_the_country_of_the_role(world) -> None:
    made = world({**FILES, "visits/x.yaml": VISIT}).sound
    assert (made.home["x"], made.visits_from) == ("france", {"france": ("x",)})
    assert [held.title for held in made.visitor_role["x"].terms] == ["president"]


def test_an_event_has_its_visits_and_meetings(world) -> None:
    made = world({**FILES, "events/g7.yaml": "name: G7\nstart: 2023\n", "visits/x.yaml": VISIT + "event: g7\n",
                  "meetings/m.yaml": "participants: macron\nevent: g7\n"}).sound  # fmt: skip
    assert (made.visits_for, made.meetings_for) == ({"g7": ("x",)}, {"g7": ("m",)})


def test_a_statement_belongs_to_its_owner(world) -> None:
    said = "{speaker: macron, text: Yes., source: https://example.org}"
    made = world({**FILES, "visits/x.yaml": VISIT + f"statements: {said}\nclaims: {{measure: a, value: 5, attributed_to: b}}\n",
                  "meetings/m.yaml": f"participants: macron\nstatements: {said}\n",
                  "organisations/o.yaml": "name: O\nclaims: {measure: a, value: 5, attributed_to: b}\n"}).sound  # fmt: skip
    assert made.owner_of == {
        "x-statement-1": ("visit", "x"), "x-claim-1": ("visit", "x"), "m-statement-1": ("meeting", "m"), "o-claim-1": ("organisation", "o"),
    }  # fmt: skip


def test_an_archive_of_nothing_is_an_archive(world) -> None:
    made = world({}).sound
    assert (len(made.visits), made.journeys, made.status) == (0, {}, {})
    assert made.countries["norway"].names
