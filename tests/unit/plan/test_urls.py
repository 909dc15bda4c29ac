"""Addresses."""

from __future__ import annotations

from datetime import date

import pytest

from visitgen.diagnostics import Pointer
from visitgen.plan.urls import (
    clashes,
    day_anchor,
    file_of,
    index_address,
    month_address,
    record_address,
    relation_address,
    year_address,
)


def test_every_kind_of_page_has_its_address() -> None:
    assert record_address("visit", "x") == "visits/x/"
    assert record_address("country", "x") == "countries/x/"
    assert record_address("page", "x") == "x/"
    assert index_address("itinerary") == "itineraries/"
    assert year_address(987) == "0987/"
    assert month_address(2023, 1) == "2023/01/"
    assert day_anchor(date(2023, 1, 2)) == "d2023-01-02"


def test_a_pair_of_countries_has_one_address() -> None:
    assert relation_address("israel", "france") == relation_address("france", "israel") == "relations/france--israel/"


@pytest.mark.parametrize(
    ("address", "file"),
    [("", "index.html"), ("visits/x/", "visits/x/index.html"), ("404.html", "404.html"), ("feed.xml", "feed.xml")],
)
def test_the_file_of_an_address(address: str, file: str) -> None:
    assert file_of(address) == file


def test_clashes_are_told_together() -> None:
    found = list(clashes([("a/", "one"), ("b/", "two"), ("a/", "three"), ("a/", "four")], lambda address: Pointer(file=address, path=())))
    assert [finding.code.number for finding in found] == ["P101", "P101"]
    assert "`/a/` is the address of one and of three" in found[0].message
    assert found[0].at == Pointer(file="a/", path=())
