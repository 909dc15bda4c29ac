"""Every record under its permanent id, wherever it is written."""

from __future__ import annotations

from datetime import date

import pytest

from visitgen.model.identity import ID_LENGTH, bad_id, slug

VISIT = "visitor: emmanuel-macron\nhost: israel\nstart: 2023-10-24\n"


def ids(world, kind: str, **files: str) -> list[str]:
    return list(world({name.replace("__", "/") + ".yaml": text for name, text in files.items()}).register.items[kind])


def test_one_record_in_a_file_has_the_name_of_the_file_for_its_id(world) -> None:
    assert ids(world, "leader", leaders__macron="name: Emmanuel Macron") == ["macron"]


def test_an_id_of_its_own_goes_before_the_name_of_the_file(world) -> None:
    assert ids(world, "leader", leaders__macron="id: emmanuel-macron\nname: Emmanuel Macron") == ["emmanuel-macron"]


class TestMadeIds:
    @pytest.mark.parametrize(
        ("record", "id"),
        [
            ("visitor: emmanuel-macron, host: israel, start: 2023-10-24", "2023-10-24-emmanuel-macron-israel"),
            ("visitor: emmanuel-macron, host: IL, start: 2023-10-24", "2023-10-24-emmanuel-macron-israel"),
            ("visitor: emmanuel-macron, host: ISR, start: 2023-10-24?", "2023-10-24-emmanuel-macron-israel"),
            ("visitor: emmanuel-macron, host: NO, start: 2023-10", "2023-10-emmanuel-macron-norway"),
            ("visitor: kalakaua, host: US, start: 1874~", "1874-kalakaua-united-states"),
            ("visitor: kalakaua, host: US, start: 187X", "187x-kalakaua-united-states"),
            ("visitor: olaf-scholz, host: israel, within: 2023-10-07/2023-10-24", "2023-10-07-olaf-scholz-israel"),
            ("visitor: olaf-scholz, host: israel, within: ../2023-10-24", "2023-10-24-olaf-scholz-israel"),
            ("visitor: olaf-scholz, host: no-such-country, start: 2023", "2023-olaf-scholz-no-such-country"),
        ],
    )
    def test_a_visit_in_a_list_is_start_visitor_host(self, world, record: str, id: str) -> None:
        assert ids(world, "visit", visits__2023=f"- {{{record}}}") == [id]

    @pytest.mark.parametrize(
        ("record", "id"),
        [
            ("date: 2023-10-24, participants: [a, b]", "2023-10-24-a-b"),
            ("date: 2023-10-24, participants: a", "2023-10-24-a"),
            ("within: 2023-10-24/2023-10-25, participants: [{leader: a}, {organisation: hamas}]", "2023-10-24-a-hamas"),
            (
                "date: 2023-10-24, participants: [{name: Families of hostages, kind: group}]",
                "2023-10-24-families-of-hostages",
            ),
        ],
    )
    def test_a_meeting_in_a_list_is_date_participants(self, world, record: str, id: str) -> None:
        assert ids(world, "meeting", meetings__2023=f"- {{{record}}}") == [id]

    @pytest.mark.parametrize(
        ("file", "text"),
        [
            ("visits/2023.yaml", "- {host: israel, start: 2023-10-24}"),
            ("visits/2023.yaml", "- {visitor: a, start: 2023-10-24}"),
            ("visits/2023.yaml", "- {visitor: a, host: israel}"),
            ("visits/2023.yaml", "- {visitor: a, host: israel, start: soon}"),
            ("visits/2023.yaml", "- {visitor: 习近平, host: israel, start: 2023}"),
            ("visits/2023.yaml", "- {visitor: [a], host: {b: c}, start: 2023}"),
            ("meetings/2023.yaml", "- {date: 2023-10-24}"),
            ("meetings/2023.yaml", "- {participants: [a]}"),
            ("meetings/2023.yaml", "- {date: 2023-10-24, participants: [{kind: group}, [a]]}"),
            ("meetings/2023.yaml", "- {date: 2023-10-24, participants: [a, 习近平]}"),
            ("leaders/presidents.yaml", "- {name: A}"),
            ("places/all.yaml", "- {name: A}"),
        ],
    )
    def test_what_an_id_cannot_be_made_of_needs_one(self, world, file: str, text: str) -> None:
        assert world({file: text}).places[0] == ("M109", file, 1, 3)

    def test_a_meeting_of_too_many_for_an_id_needs_one(self, world) -> None:
        people = ", ".join(f"somebody-with-a-long-name-{n}" for n in range(5))
        assert world({"meetings/x.yaml": f"- {{date: 2023-10-24, participants: [{people}]}}"}).codes[0] == "M109"

    def test_statements_and_claims_are_numbered_under_their_owner(self, world) -> None:
        text = VISIT + "statements: [{text: A}, {id: b, text: B}, {text: C}]\nclaims: {measure: killed}\n"
        known = world({"visits/x.yaml": text}).register.items
        assert list(known["statement"]) == ["x-statement-1", "b", "x-statement-3"]
        assert list(known["claim"]) == ["x-claim-1"]
        assert known["statement"]["b"].owner == "x"

    def test_statements_in_a_file_are_numbered_under_its_name(self, world) -> None:
        assert ids(world, "statement", statements__2023="- text: A\n- text: B\n") == ["2023-1", "2023-2"]


class TestOwned:
    NESTED = """\
        traveller: a
        visits:
          - known-visit
          - visitor: a
            host: israel
            start: 2023-10-24
            meetings:
              - id: m
                participants: [a]
                statements:
                  - {speaker: a, text: Yes}
              - other-meeting
        """

    def test_records_inside_records_are_filed_with_their_place(self, world) -> None:
        known = world({"itineraries/x.yaml": self.NESTED}).register.items
        visit = known["visit"]["2023-10-24-a-israel"]
        assert visit.origin.path == ("visits", 1)
        assert known["meeting"]["m"].origin.path == ("visits", 1, "meetings", 0)
        assert known["statement"]["m-statement-1"].origin.path == ("visits", 1, "meetings", 0, "statements", 0)
        assert visit.raw["meetings"] == ["m", "other-meeting"]
        assert known["itinerary"]["x"].raw["visits"] == ["known-visit", "2023-10-24-a-israel"]

    def test_one_record_may_stand_without_a_list(self, world) -> None:
        known = world({"visits/x.yaml": VISIT + "meetings: {id: m, participants: [a]}"}).register.items
        assert known["meeting"]["m"].origin.path == ("meetings",)
        assert known["visit"]["x"].raw["meetings"] == ["m"]

    def test_what_has_no_id_leaves_its_place_in_the_list(self, world) -> None:
        text = "traveller: a\nvisits:\n  - {host: israel}\n  - nothing\n"
        assert world({"itineraries/x.yaml": text, "leaders/a.yaml": "name: A"}).places == [
            ("M109", "itineraries/x.yaml", 3, 5)
        ]


class TestHidden:
    @pytest.mark.parametrize(
        ("more", "as_of", "hidden"),
        [
            ("draft: yes", date(2023, 11, 14), True),
            ("draft: no", date(2023, 11, 14), False),
            ("embargo_until: 2023-11-14", date(2023, 11, 13), True),
            ("embargo_until: 2023-11-14", date(2023, 11, 14), False),
            ("embargo_until: 2023-11", date(2023, 11, 14), True),  # some day of November
            ("embargo_until: 2023-11", date(2023, 11, 30), False),
            ("embargo_until: soon", date(2023, 11, 14), True),  # what cannot be read is kept back
            ("embargo_until: [2023]", date(2023, 11, 14), True),
            ("embargo_until:", date(2023, 11, 14), False),
        ],
    )
    def test_drafts_and_embargoes(self, world, more: str, as_of: date, hidden: bool) -> None:
        assert (
            world({"leaders/x.yaml": f"name: X\n{more}\n"}, as_of=as_of).register.items["leader"]["x"].hidden is hidden
        )

    def test_they_may_be_taken_in(self, world) -> None:
        assert not world({"leaders/x.yaml": "name: X\ndraft: yes\n"}, drafts=True).register.items["leader"]["x"].hidden

    def test_what_a_hidden_record_owns_is_hidden(self, world) -> None:
        text = VISIT + "draft: yes\nmeetings:\n  - {id: m, participants: [a], statements: [{text: A}]}\n"
        known = world({"visits/x.yaml": text}).register.items
        assert known["meeting"]["m"].hidden and known["statement"]["m-statement-1"].hidden

    def test_a_journey_whose_own_visits_are_all_hidden_is_hidden(self, world) -> None:
        text = "traveller: a\nvisits:\n  - {id: b, visitor: a, host: israel, start: 2023, draft: yes}\n"
        assert world({"itineraries/x.yaml": text}).register.items["itinerary"]["x"].hidden
        more = text + "  - {id: c, visitor: a, host: israel, start: 2022}\n"
        assert not world({"itineraries/x.yaml": more}).register.items["itinerary"]["x"].hidden


class TestClashes:
    def test_two_files_with_one_id(self, world) -> None:
        made = world({"leaders/a.yaml": "name: A", "leaders/2023/a.yaml": "name: B"})
        assert made.codes == ["M202"]
        [diagnostic] = made.diagnostics
        assert {diagnostic.primary.span.file, diagnostic.others[0].span.file} == {
            "leaders/a.yaml",
            "leaders/2023/a.yaml",
        }

    def test_a_made_id_is_never_numbered_in_silence(self, world) -> None:
        entry = "- {visitor: a, host: israel, start: 2023-10-24}\n"
        made = world({"leaders/a.yaml": "name: A", "visits/2023.yaml": entry * 2})
        assert made.places == [("M202", "visits/2023.yaml", 2, 3)]

    def test_one_id_in_two_kinds_is_no_clash(self, world) -> None:
        assert world({"leaders/a.yaml": "name: A", "places/a.yaml": "name: A"}).codes == []

    def test_an_own_country_takes_the_place_of_a_built_in_one_and_two_clash(self, world) -> None:
        assert world({"countries/israel.yaml": "note: Ours."}).codes == []
        assert world({"countries/israel.yaml": "note: Ours.", "countries/2/israel.yaml": "note: B."}).codes == ["M202"]


class TestCountries:
    def test_an_own_record_is_laid_over_the_built_in_one(self, world) -> None:
        raw = world({"countries/israel.yaml": "note: Ours."}).register.items["country"]["israel"].raw
        assert raw["note"] == "Ours." and raw["codes"] and raw["names"]

    @pytest.mark.parametrize(
        ("code", "id"), [("IL", "israel"), ("ISR", "israel"), ("NO", "norway"), ("PS", "palestine"), ("DE", "germany")]
    )
    def test_codes(self, world, code: str, id: str) -> None:
        assert world({}).register.country_codes[code] == id

    def test_a_state_of_today_has_the_code_of_a_past_one(self, world) -> None:
        text = "names: Old\nvalid_to: 1990\ncodes: {alpha2: ZZ}"
        assert (
            world({"countries/a-old.yaml": text, "countries/new.yaml": "names: New\ncodes: {alpha2: ZZ}"}).codes == []
        )

    def test_what_a_draft_would_change_is_not_published(self, world) -> None:
        made = world({"countries/hawaii.yaml": "note: Ours.\ndraft: yes"})
        assert not made.register.items["country"]["hawaii"].hidden
        assert made.codes == []


class TestFormerIds:
    def test_the_present_id_is_found_by_the_former_one(self, world) -> None:
        files = {"leaders/b.yaml": "name: B\nformerly: [a, aa]", "leaders/c.yaml": "name: C\nformerly: cc"}
        assert world(files).register.former["leader"] == {"a": "b", "aa": "b", "cc": "c"}

    @pytest.mark.parametrize("old", ["../x", "A", "a_b", "con", "a b", "a--b", "x" * 121])
    def test_it_must_be_an_id(self, world, old: str) -> None:
        assert world({"leaders/b.yaml": f"name: B\nformerly: [{old}]"}).codes[0] == "M106"

    def test_it_is_no_id_of_another_record_or_of_itself(self, world) -> None:
        assert world({"leaders/a.yaml": "name: A", "leaders/b.yaml": "name: B\nformerly: [a]"}).codes == ["M202"]
        assert world({"leaders/b.yaml": "name: B\nformerly: [b]"}).codes == ["M202"]
        assert world({"leaders/b.yaml": "name: B\nformerly: x", "leaders/c.yaml": "name: C\nformerly: x"}).codes == [
            "M202"
        ]
        assert world({"countries/hebron.yaml": "names: Hebron\nformerly: israel"}).codes == ["M202"]


@pytest.mark.parametrize(
    "id", ["a", "0", "emmanuel-macron", "2023-10-24", "x" * ID_LENGTH, "a-1-b", "console", "com10"]
)
def test_ids(id: str) -> None:
    assert bad_id(id) is None


@pytest.mark.parametrize(
    "id", ["", "A", "a_b", "a b", "-a", "a-", "a--b", "é", "a.b", "a/b", "..", "x" * (ID_LENGTH + 1), "con", "lpt1", "习", "a\n", "１"]
)  # fmt: skip
def test_what_is_no_id(id: str) -> None:
    assert bad_id(id)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Emmanuel Macron", "emmanuel-macron"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Kalākaua", "kalakaua"),
        ("Lech Wałęsa", "lech-walesa"),
        ("Đỗ Mười", "do-muoi"),
        ("Þorsteinn", "thorsteinn"),
        ("Straße Æ œ Ø", "strasse-ae-oe-o"),
        ("Côte d’Ivoire", "cote-divoire"),
        ("Hawaiʻi", "hawaii"),
        ("  --A__b--  ", "a-b"),
        ("习近平", ""),
        ("e\u0301lyse\u0301e", "elysee"),
        ("ﬁ ①", "fi-1"),
    ],
)
def test_the_id_nearest_to_a_text(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_file_whose_records_cannot_be_read_is_told_once(world) -> None:
    """A reference to a record with a bad id is not told of beside the id itself."""
    made = world({"leaders/Emmanuel Macron.yaml": "name: Emmanuel Macron", "visits/x.yaml": VISIT})
    assert made.codes == ["M106"]
    assert made.diagnostics[0].help is not None and "`emmanuel-macron.yaml`" in made.diagnostics[0].help
