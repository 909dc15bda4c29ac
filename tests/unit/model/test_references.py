"""References to other records: checked, with the nearest offered, and kept from giving away what is hidden."""

from __future__ import annotations

import pytest

FILES = {
    "leaders/emmanuel-macron.yaml": "name: Emmanuel Macron\nother_names: [Манюэль Макрон]\n",
    "leaders/joseph-r-biden.yaml": "name: Joseph R. Biden\nformerly: joe-biden\nother_names: [Joe Biden]\n",
    "leaders/hidden.yaml": "name: Hidden\ndraft: yes\n",
    "organisations/un.yaml": "name: United Nations\naliases: [UN]\n",
    "topics.yaml": "hostages: Hostages\n",
    "sources/toi.yaml": "title: The Times of Israel\n",
}


def helped(world, key: str, value: str) -> str | None:
    """The help for a visit that names something by a wrong id."""
    made = world({**FILES, "visits/x.yaml": f"visitor: emmanuel-macron\nhost: israel\nstart: 2023\n{key}: {value}\n"})
    assert made.codes == ["M201"], made.codes
    return made.diagnostics[0].help


@pytest.mark.parametrize(
    ("key", "value", "help"),
    [
        ("hosts", "emanuel-macron", "did you mean `emmanuel-macron`?"),
        ("hosts", "Emmanuel Macron", "did you mean `emmanuel-macron`?"),
        ("hosts", "Joe Biden", "did you mean `joseph-r-biden`?"),  # one of his other names
        ("hosts", "joe-biden", "its id is now `joseph-r-biden`"),
        ("hosts", "angela-merkel", "add a record with this id, as `leaders/angela-merkel.yaml`"),
        ("hosts", "习近平", "add a record with this id, as `leaders/id.yaml`"),
        ("topics", "hostage", "did you mean `hostages`?"),
        ("topics", "war", "add `war: …` to topics.yaml"),
        ("sources", "the-times-of-israel", "did you mean `toi`?"),
        ("event", "g7-2023", "add a record with this id, as `events/g7-2023.yaml`"),
        ("stops", "Jerusalem", "add a record with this id, as `places/jerusalem.yaml`"),
        ("stops", "{name: A, country: Westphalia}", "add a record with this id, as `countries/westphalia.yaml`"),
        ("stops", "{name: A, country: jo}", "did you mean `jordan`?"),
        ("summary", "'[[leader:joe-biden]]'", "its id is now `joseph-r-biden`"),
        ("summary", "'[[leaders:x]]'", "did you mean `leader`?"),
    ],
)
def test_what_somebody_may_have_meant(world, key: str, value: str, help: str) -> None:
    assert helped(world, key, value) == help


@pytest.mark.parametrize("prose", ["[[leader:emmanuel-macron]]", "[[leader:emmanuel-macron|he]]", "[[country:IL]]", "[[topic:hostages]]", "[x](https://a.b)",
                                   "<mailto:a@b.c>", "a: b", "[[no link]]", "12:30", "`[[x]]`", "see note: [1]"])  # fmt: skip
def test_prose_that_is_in_order(world, prose: str) -> None:
    world({**FILES, "leaders/x.yaml": f"name: X\nbio: |\n  {prose}\n"}).sound  # noqa: B018


@pytest.mark.parametrize(
    ("prose", "code", "column", "end"),
    [
        ("see [[leader:nobody]].", "M201", 7, 24),
        ("[[leader:nobody|somebody]]", "M201", 3, 29),
        ("[[person:x]]", "M201", 3, 15),
        ("[a](javascript:alert(1))", "M108", 5, 18),
        ("[a]( JaVaScRiPt:alert(1))", "M108", 5, 19),
        ("[a](<data:text/html,x>)", "M108", 5, 13),
        ("<vbscript:x>", "M108", 3, 13),
        ("[a]: javascript:x", "M108", 3, 19),
        ("![a](file:///x)", "M108", 6, 13),
        ("[[leader:hidden]]", "M309", 3, 20),
    ],
)
def test_prose_that_is_not_is_told_at_the_very_words(world, prose: str, code: str, column: int, end: int) -> None:
    made = world({**FILES, "leaders/x.yaml": f"name: X\nbio: |\n  {prose}\n"})
    span = made.diagnostics[0].primary.span
    assert (made.codes, span.line, span.column, span.end_column) == ([code], 3, column, end)


def test_one_wrong_link_written_twice_is_told_once(world) -> None:
    made = world({"leaders/x.yaml": "name: X\nbio: '[[leader:a]] and [[leader:a]], and [[leader:b]]'\n"})
    assert made.codes == ["M201", "M201"]


def test_a_hidden_record_may_name_a_hidden_one_and_a_published_one_may_not(world) -> None:
    files = {**FILES, "visits/x.yaml": "visitor: hidden\nhost: israel\nstart: 2023\n"}
    assert world(files).places == [("M309", "visits/x.yaml", 1, 10)]
    assert world({**files, "visits/x.yaml": files["visits/x.yaml"] + "draft: yes\n"}).codes == []
    assert world(files, drafts=True).codes == []


def test_a_reference_is_text(world) -> None:
    assert world({**FILES, "visits/x.yaml": "visitor: [emmanuel-macron]\nhost: {id: israel}\nstart: 2023\n"}).codes == [
        "M103",
        "M103",
    ]
