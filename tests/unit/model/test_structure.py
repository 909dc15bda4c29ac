"""Records read by the types of their fields: nothing guessed, nothing lost, every fault at its place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from visitgen.model.dates import Date

MACRON = {"leaders/emmanuel-macron.yaml": "name: Emmanuel Macron\n"}
VISIT = "visitor: emmanuel-macron\nhost: israel\nstart: 2023-10-24\n"


def visit(world, more: str, **files: str):
    return world({**MACRON, "visits/x.yaml": VISIT + more, **files})


class TestNothingIsGuessed:
    def test_no_is_norway(self, world) -> None:
        made = world({**MACRON, "visits/x.yaml": "visitor: emmanuel-macron\nhost: NO\nstart: 2023-10\n"})
        assert made.sound.visits["x"].host == "norway"

    @pytest.mark.parametrize(
        ("code", "id"), [("IL", "israel"), ("ISR", "israel"), ("israel", "israel"), ("PSE", "palestine")]
    )
    def test_countries_by_their_iso_codes(self, world, code: str, id: str) -> None:
        made = world({**MACRON, "visits/x.yaml": f"visitor: emmanuel-macron\nhost: {code}\nstart: 2023\n"})
        assert made.sound.visits["x"].host == id

    @pytest.mark.parametrize("code", ["il", "Isr", "376", "ISRAEL"])
    def test_a_code_is_in_capitals_and_anything_near_is_offered(self, world, code: str) -> None:
        made = world({**MACRON, "visits/x.yaml": f"visitor: emmanuel-macron\nhost: {code}\nstart: 2023\n"})
        assert made.codes == ["M201"]
        assert code == "376" or made.diagnostics[0].help == "did you mean `israel`?"

    def test_a_time_stays_a_time(self, world) -> None:
        made = world(
            {
                **MACRON,
                "meetings/x.yaml": "participants: emmanuel-macron\ndate: 2023-10-24\ntime: 14:30\ntz: Asia/Jerusalem\n",
            }
        )
        when = made.sound.meetings["x"].when
        assert (when.time, when.tz) == ("14:30", "Asia/Jerusalem")

    @pytest.mark.parametrize("text", ["010", "1e3", "0x1F", "1_000", "2023-10", "null", "~", "yes", "12:30:45"])
    def test_text_is_text(self, world, text: str) -> None:
        assert visit(world, f"type_label: {text}\n").sound.visits["x"].type_label == text

    def test_a_month_is_a_month_and_no_number(self, world) -> None:
        made = world({**MACRON, "visits/x.yaml": "visitor: emmanuel-macron\nhost: israel\nstart: 2023-10\n"})
        start = made.sound.visits["x"].when.start
        assert isinstance(start, Date) and (start.text, start.precision) == ("2023-10", "month")

    def test_a_flag_is_absent_unknown_yes_or_no(self, world) -> None:
        flags = (
            visit(world, "flags: {met_host_leader: yes, business: no, cultural_site: unknown}\n")
            .sound.visits["x"]
            .flags
        )
        assert flags is not None
        assert (flags.met_host_leader, flags.business, flags.cultural_site, flags.public_address) == (
            "yes",
            "no",
            "unknown",
            "unknown",
        )

    def test_a_figure_keeps_its_digits(self, world) -> None:
        made = world({"claims/x.yaml": "measure: killed\nvalue: 1,400\nattributed_to: A\n"})
        assert made.sound.claims["x"].value == Decimal("1400")


class TestLists:
    def test_one_value_may_stand_without_its_brackets(self, world) -> None:
        one = visit(
            world, "purposes: solidarity\nsources: https://example.org\nstops: {name: Haifa}\nhosts: emmanuel-macron\n"
        ).sound.visits["x"]
        assert (one.purposes, one.hosts) == (("solidarity",), ("emmanuel-macron",))
        assert one.meta.sources[0].url == "https://example.org"
        assert one.stops[0].place.name == "Haifa"

    def test_an_entry_that_is_empty_is_told_at_its_line(self, world) -> None:
        assert visit(world, "purposes:\n  - solidarity\n  -\n").places == [("M103", "visits/x.yaml", 6, 4)]

    def test_every_wrong_entry_is_told(self, world) -> None:
        made = visit(world, "purposes: [solidarity, a, summit, b]\n")
        assert [place[2:] for place in made.places] == [(4, 24), (4, 35)]

    def test_a_list_in_a_list_is_no_list(self, world) -> None:
        assert visit(world, "purposes: [[solidarity]]\n").places == [("M103", "visits/x.yaml", 4, 12)]

    def test_an_empty_list_of_what_is_optional_is_nothing(self, world) -> None:
        assert visit(world, "purposes: []\nmeetings: []\n").sound.visits["x"].purposes == ()


class TestShortForms:
    def test_a_place_is_an_id_a_mapping_or_a_name(self, world) -> None:
        stops = visit(
            world, "stops: [haifa, {place: haifa, note: A}, {name: Ramallah, country: PS}, {place: {name: Acre}, note: B}]\n",
            **{"places/haifa.yaml": "name: Haifa\ncountry: IL\n"},
        ).sound.visits["x"].stops  # fmt: skip
        assert [(stop.place.place, stop.place.name, stop.place.country, stop.note) for stop in stops] == [
            ("haifa", None, None, None), ("haifa", None, None, "A"), (None, "Ramallah", "palestine", None), (None, "Acre", None, "B"),
        ]  # fmt: skip

    def test_a_fault_in_a_short_form_is_at_its_value(self, world) -> None:
        assert visit(world, "stops: [{name: Amman, country: XX}]\n").places == [("M201", "visits/x.yaml", 4, 32)]
        assert visit(world, "stops: [nowhere]\n").places == [("M201", "visits/x.yaml", 4, 9)]
        assert visit(world, "stops: {name: Amman, land: JO}\n").places == [("M101", "visits/x.yaml", 4, 22)]

    def test_people(self, world) -> None:
        text = "date: 2023-10-24\nparticipants: [emmanuel-macron, {organisation: un}, {name: Families, kind: group, side: third, attended: no}]\n"
        people = (
            world({**MACRON, "organisations/un.yaml": "name: UN", "meetings/x.yaml": text})
            .sound.meetings["x"]
            .participants
        )
        assert [(one.leader, one.organisation, one.name, one.kind) for one in people] == [
            ("emmanuel-macron", None, None, "person"), (None, "un", None, "person"), (None, None, "Families", "group")
        ]  # fmt: skip
        assert people[2].attended == "no"

    def test_countries_and_names_with_dates(self, world) -> None:
        made = world(
            {"places/x.yaml": "name: X\ncountry: [IL, {country: JO, to: 1967}]\nnames: [A, {name: B, lang: ar}]\n"}
        )
        place = made.sound.places["x"]
        assert [(one.country, one.to and one.to.text) for one in place.country] == [
            ("israel", None),
            ("jordan", "1967"),
        ]
        assert [(name.name, name.lang) for name in place.names] == [("A", "en"), ("B", "ar")]

    def test_a_citation_is_an_id_an_address_or_a_mapping(self, world) -> None:
        text = "sources: [toi, https://example.org/, {source: toi, locator: p. 4, supports: [start, type]}, {url: https://a.b, supports: host}]\n"
        found = visit(world, text, **{"sources/toi.yaml": "title: T"}).sound.visits["x"].meta.sources
        assert [(one.source, one.url, one.locator, one.supports) for one in found] == [
            ("toi", None, None, ()), (None, "https://example.org/", None, ()), ("toi", None, "p. 4", ("start", "type")), (None, "https://a.b", None, ("host",)),
        ]  # fmt: skip
        assert visit(world, "sources: [[a]]\n").codes == ["M103"]
        assert visit(world, "sources: [{locator: p. 4}]\n").codes == ["M102"]

    def test_topics(self, world) -> None:
        made = world({"topics.yaml": "a: Solidarity\nb: {label: Hostages, broader: a, labels: {fr: Otages}}\n"})
        assert [(topic.id, topic.label, topic.broader) for topic in made.sound.topics.values()] == [
            ("a", "Solidarity", None),
            ("b", "Hostages", "a"),
        ]


class TestKeys:
    def test_unknown_keys_are_told_with_the_nearest(self, world) -> None:
        made = visit(world, "sumary: A\nzzz: B\n")
        assert [found.code.number for found in made.diagnostics] == ["M101", "M101"]
        assert made.diagnostics[0].help == "did you mean `summary`?"
        assert "visitor, role, host" in (made.diagnostics[1].help or "")

    def test_a_misspelt_key_is_not_missing_as_well(self, world) -> None:
        made = world({**MACRON, "visits/x.yaml": "vistor: emmanuel-macron\nhost: israel\nstart: 2023\n"})
        assert made.codes == ["M101"]

    def test_what_is_missing_is_told_at_the_record_or_at_its_empty_key(self, world) -> None:
        made = world({"visits/x.yaml": "- id: a\n  host:\n  start: 2023\n"})
        assert made.places == [("M102", "visits/x.yaml", 1, 3), ("M102", "visits/x.yaml", 2, 8)]

    @pytest.mark.parametrize("key", ["origin", "meta", "when", "__class__", "self", "from_", "publisher_place"])
    def test_names_of_the_program_are_no_keys(self, world, key: str) -> None:
        assert visit(world, f"{key}: a\n").codes == ["M101"]

    def test_the_id_is_not_read_twice(self, world) -> None:
        assert world({"leaders/x.yaml": "id: y\nname: A\n"}).sound.leaders["y"].id == "y"

    def test_all_faults_of_all_records_are_told_in_order_of_place(self, world) -> None:
        made = world({"leaders/b.yaml": "nam: A\nborn: x\n", "leaders/a.yaml": "name: [A]\ndied: y\n"})
        assert made.places == [
            ("M103", "leaders/a.yaml", 1, 7), ("M105", "leaders/a.yaml", 2, 7), ("M101", "leaders/b.yaml", 1, 1), ("M105", "leaders/b.yaml", 2, 7),
        ]  # fmt: skip


class TestOwned:
    JOURNEY = """\
        traveller: emmanuel-macron
        visits:
          - visitor: emmanuel-macron
            host: israel
            start: 2023-10-24
            meetings:
              - id: m
                date: 2023-10-24
                participants: [emmanuel-macron]
                statements:
                  - speaker: emmanuel-macron
                    text: Yes.
                    source: https://example.org
          - visitor: emmanuel-macron
            host: jordan
            start: 2023-10-25
        """

    def test_records_inside_records_are_read(self, world) -> None:
        archive = world({**MACRON, "itineraries/x.yaml": self.JOURNEY}).sound
        assert archive.itineraries["x"].visits == (
            "2023-10-24-emmanuel-macron-israel",
            "2023-10-25-emmanuel-macron-jordan",
        )
        assert archive.visits["2023-10-24-emmanuel-macron-israel"].meetings == ("m",)
        assert archive.meetings["m"].statements == ("m-statement-1",)

    def test_a_fault_deep_inside_is_at_its_place(self, world) -> None:
        made = world({**MACRON, "itineraries/x.yaml": self.JOURNEY.replace("Yes.", "'[[leader:nobody]]'")})
        assert made.places == [("M201", "itineraries/x.yaml", 12, 20)]
        assert made.diagnostics[0].primary.span.end_column == 37

    def test_a_hidden_record_inside_is_left_out(self, world) -> None:
        text = self.JOURNEY.replace("- id: m\n", "- id: m\n                draft: yes\n")
        archive = world({**MACRON, "itineraries/x.yaml": text}).sound
        assert archive.visits["2023-10-24-emmanuel-macron-israel"].meetings == ()
        assert not archive.meetings and not archive.statements

    def test_a_hidden_record_filed_elsewhere_is_named_in_vain(self, world) -> None:
        files = {**MACRON, "meetings/m.yaml": "participants: emmanuel-macron\ndraft: yes\n"}
        assert world({**files, "visits/x.yaml": VISIT + "meetings: [m]\n"}).places == [("M309", "visits/x.yaml", 4, 12)]
        assert world({**files, "visits/x.yaml": VISIT + "meetings: [m]\ndraft: yes\n"}).codes == []

    def test_faults_of_hidden_records_are_told(self, world) -> None:
        assert visit(world, "draft: yes\nconfidence: 9\n").codes == ["M104"]


class TestZotero:
    """A collection exported as CSL JSON works unchanged."""

    EXPORT = """\
        [
        \t{
        \t\t"id": "http://zotero.org/users/123456/items/AB12CD34",
        \t\t"type": "article-newspaper",
        \t\t"abstract": "He came.",
        \t\t"container-title": "The Times of Israel",
        \t\t"event-place": "Jerusalem",
        \t\t"ISSN": "0040-7909",
        \t\t"language": "en",
        \t\t"note": "citation key: toi\\nread twice",
        \t\t"source": "www.timesofisrael.com",
        \t\t"title": "Macron arrives “in solidarity”",
        \t\t"URL": "https://www.timesofisrael.com/macron",
        \t\t"author": [{"family": "Keller-Lynn", "given": "Carrie"}, {"literal": "AFP"}],
        \t\t"accessed": {"date-parts": [[2023, 11, 4]]},
        \t\t"issued": {"date-parts": [["2023", 10, 24]]}
        \t},
        \t{"id": "http://zotero.org/groups/1/items/XY", "citation-key": "armstrongAroundWorld1904", "type": "book", "title": "Around the World",
        \t "number-of-pages": "290", "issued": {"date-parts": [["1904"]]}, "publisher": "Stokes", "publisher-place": "New York", "volume": null},
        \t{"id": "plain-id", "type": "webpage", "title": "A page"}
        ]
        """

    def test_it_is_read(self, world) -> None:
        sources = world({"sources/zotero.json": self.EXPORT}).sound.sources
        assert list(sources) == ["ab12cd34", "armstrongaroundworld1904", "plain-id"]
        one = sources["ab12cd34"]
        assert (one.author, one.container_title) == (("Carrie Keller-Lynn", "AFP"), "The Times of Israel")
        assert one.issued and one.accessed and (one.issued.text, one.accessed.text) == ("2023-10-24", "2023-11-04")
        assert one.note == "citation key: toi\nread twice"
        assert sources["armstrongaroundworld1904"].volume is None
        assert sources["armstrongaroundworld1904"].publisher_place == "New York"

    def test_its_faults_are_at_their_lines(self, world) -> None:
        made = world({"sources/zotero.json": self.EXPORT.replace('"URL": "https:', '"URL": "ftp:')})
        assert made.places == [("M104", "sources/zotero.json", 13, 10)]

    @pytest.mark.parametrize("id", ["http://zotero.org/users/1/items/", "习近平", "!"])
    def test_an_id_that_nothing_can_be_made_of_is_told(self, world, id: str) -> None:
        assert world({"sources/z.json": f'[{{"id": "{id}", "title": "A"}}]'}).codes in (["M106"], [])

    def test_two_items_with_one_key_clash(self, world) -> None:
        item = '{"id": "http://zotero.org/users/1/items/AB", "title": "A"}'
        assert world({"sources/z.json": f"[{item}, {item}]"}).codes == ["M202"]

    def test_a_variable_of_csl_that_no_page_shows_is_no_fault_and_any_other_is(self, world) -> None:
        assert world({"sources/z.json": '[{"id": "a", "title": "A", "call-number": "x", "PMID": "1"}]'}).codes == []
        assert world({"sources/z.json": '[{"id": "a", "title": "A", "tittle": "x"}]'}).codes == ["M101"]


class TestSite:
    def test_settings(self, world) -> None:
        site = world(
            {
                "site.yaml": "title: T\neditors: [A, {name: B, orcid: 0000}]\ntheme_options: {colour: red}\nas_of: today\n"
            }
        ).sound.site
        assert ([editor.name for editor in site.editors], site.theme_options, site.as_of) == (
            ["A", "B"],
            (("colour", "red"),),
            "today",
        )

    @pytest.mark.parametrize(
        ("text", "code"),
        [("- a", "L114"), ("tagline: A", "M102"), ("title: T\nbase_url: example.org", "M104"), ("title: T\nas_of: 2023-10-24?", "M105"),
         ("title: T\nlimits: {file_bytes: 0}", "M104"), ("title: T\nlanguage: English!", "M104"), ("title: T\nscope: '[[leader:x]]'", "M201"),
         ("title: T\nscope: '[x](javascript:a)'", "M108"), ("title: T\ntitel: U", "M101")],
    )  # fmt: skip
    def test_faults(self, world, text: str, code: str) -> None:
        made = world({"site.yaml": text + "\n"})
        assert made.codes == [code]
        assert made.archive is None
