"""Names and dates of CSL-JSON, as Zotero and Better BibTeX write them."""

from __future__ import annotations

from typing import Any

import pytest

from visitgen.load.source import Source, read_value
from visitgen.model.csl import csl_date, csl_names
from visitgen.model.dates import Date, Interval
from visitgen.model.faults import Fault, Faults


def fault(read: Any, raw: Any) -> Fault:
    with pytest.raises(Faults) as raised:
        read(raw, None)
    (found,) = raised.value.faults
    return found


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("Reuters", ("Reuters",)),
        (["A", "B"], ("A", "B")),
        ([{"family": "Armstrong", "given": "W. N."}], ("W. N. Armstrong",)),
        ([{"literal": "Office of the Historian"}], ("Office of the Historian",)),
        ({"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}, ("Ludwig van Beethoven",)),
        ([{"family": "King", "given": "Martin Luther", "suffix": "Jr."}], ("Martin Luther King Jr.",)),
    ],
)
def test_names(raw: Any, names: tuple[str, ...]) -> None:
    assert csl_names(raw, None) == names


@pytest.mark.parametrize("raw", [[{}], [""], [["A"]], [{"family": ["A"]}], [{"family": {}}], [{"name": "A"}], [None]])
def test_what_is_no_name(raw: Any) -> None:
    assert fault(csl_names, raw).path == (0,)


def parts(*dates: list[Any], **more: Any) -> dict[str, Any]:
    return {"date-parts": [*dates], **more}


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("2023-10-24?", "2023-10-24?"),
        (parts(["2023", "10", "4"]), "2023-10-04"),
        (parts(["2023", "10"]), "2023-10"),
        (parts(["1874"]), "1874"),
        (parts(["476"]), "0476"),
        (parts(["2023", "10", None]), "2023-10"),
        (parts(["1874"], circa="true"), "1874~"),
        (parts(["1874"], circa="1"), "1874~"),
        (parts(["1874"], circa="0"), "1874"),
        (parts(["1874"], circa="false"), "1874"),
        (parts(["2001", "13"]), "2001-21"),  # Better BibTeX: spring
        (parts(["2001", "16"]), "2001-24"),
        (parts(["2001", "22"]), "2001-22"),
        (parts(["2001"], season="1"), "2001-21"),
        (parts(["2001"], season="Spring"), "2001-21"),
        (parts(["2001"], season="fall", circa="true"), "2001-23~"),
        (parts(["1874"], season="c"), "1874~"),  # Zotero: "c 1874"
        (parts(["1874"], season="circa "), "1874~"),
        (parts(["2001", "5"], season="Spring"), "2001-05"),
        (parts(["2001"], literal="n.d."), "2001"),
        (parts(["2001"], ["2001"]), "2001"),
        (parts([None], literal="2001-05"), "2001-05"),
        ({"literal": "2023-10"}, "2023-10"),
        ({"raw": "2023"}, "2023"),
    ],
)
def test_one_date(raw: Any, text: str) -> None:
    value = csl_date(raw, None)
    assert isinstance(value, Date) and value.text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("2001/2003", "2001/2003"),
        ("2001-05-03/..", "2001-05-03/.."),
        (parts(["2001"], ["2003"]), "2001/2003"),
        (parts(["2001", "5", "3"], ["2001", "6"]), "2001-05-03/2001-06"),
        (parts(["2001"], ["2003"], circa="true"), "2001~/2003~"),
        (parts(["2001"], ["2003"], season="Spring"), "2001/2003"),
        (parts(["2001"], ["0"]), "2001/.."),  # Better BibTeX: an open end
        (parts(["0"], ["2001", "2"]), "../2001-02"),
        (parts(["2001"], []), "2001/.."),
        ({"raw": "2001/2003"}, "2001/2003"),
    ],
)
def test_the_time_between_two_dates(raw: Any, text: str) -> None:
    value = csl_date(raw, None)
    assert isinstance(value, Interval) and value.text == text


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"literal": "n.d."}, "n.d."),
        ({"raw": " in press "}, "in press"),
        ({"raw": "May 5, 2010"}, "May 5, 2010"),
        ({"literal": "either/or"}, "either/or"),
        ({"season": "Spring"}, "Spring"),
        ({"literal": "", "raw": "forthcoming"}, "forthcoming"),
        (parts([None], literal="no date"), "no date"),
        (parts(["2001"], season="Michaelmas"), "Michaelmas 2001"),
        (parts(["-44", "3", "15"]), "-44-3-15"),
        (parts(["-50"], ["-44"]), "-50/-44"),
    ],
)
def test_what_is_no_date_is_kept_in_its_own_words(raw: Any, words: str) -> None:
    assert csl_date(raw, None) == words


@pytest.mark.parametrize(
    "raw",
    [
        {"date-parts": []},
        parts([]),
        parts([None]),
        parts(["0"]),
        {"date-parts": None},
        {"literal": ""},
        {"circa": "true"},
    ],
)
def test_a_date_that_says_nothing(raw: Any) -> None:
    assert csl_date(raw, None) is None


@pytest.mark.parametrize(
    "raw",
    [
        {}, {"date": "2023"}, {"date-parts": "2023"}, parts(["2023", "17"]), parts(["2023", "2", "30"]), parts([["2023"]]),
        parts(["9" * 5000]), parts(["99999"]), parts(["٢"]), parts(["2023", "1", "1", "1"]), parts(["2003"], ["2001"]),
        parts(["2001"], ["2002"], ["2003"]), parts(["May"]), "n.d.", "Spring 2001", "2003/2001", "../..",
    ],
)  # fmt: skip
def test_what_is_no_date_of_a_source(raw: Any) -> None:
    assert fault(csl_date, raw).code.number == "M105"


def test_an_export_of_zotero_keeps_every_date() -> None:
    text = """[
        {"id": "a", "type": "book", "title": "A", "issued": {"date-parts": [["1904", 5, 3]]}},
        {"id": "b", "type": "book", "title": "B", "issued": {"date-parts": [[2001], [2003]], "circa": true}},
        {"id": "c", "type": "book", "title": "C", "issued": {"literal": "n.d."}},
        {"id": "d", "type": "book", "title": "D", "issued": {"date-parts": [["1999"]], "season": "Winter"}},
        {"id": "e", "type": "book", "title": "E", "issued": {"date-parts": [[null]]}}
    ]"""
    items, findings = read_value(Source(file="sources/z.json", text=text, form="json"))
    assert not findings and isinstance(items, list)
    read = [csl_date(item["issued"], None) for item in items if isinstance(item, dict)]
    assert [getattr(value, "text", value) for value in read] == ["1904-05-03", "2001~/2003~", "n.d.", "1999-24", None]
