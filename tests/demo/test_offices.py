"""The office shown is the one held on the day."""

from __future__ import annotations

import pytest

from tests.demo.offices import OFFICES, ROLES, probe
from tests.demo.reading import Pages, wanted


@pytest.mark.parametrize(("leader", "day", "role"), ROLES, ids=[f"{leader} {day}" for leader, day, _ in ROLES])
def test_role_is_the_one_of_the_day(leader: str, day: str, role: str, roles: Pages) -> None:
    items = [
        node.words()
        for node in roles(f"/meetings/{probe(leader, day)}/").elements()
        if node.tag == "li" and any(f"leaders/{leader}/" in n.attributes.get("href", "") for n in node.elements())
    ]
    assert len(items) == 1
    shown = items[0]
    if role:
        wanted(f"the meeting of {day}", shown, role)
        if "caretaker" not in role:
            assert "caretaker" not in shown
        if (leader, day) != ("benjamin-netanyahu", "2022-12-29"):  # a handover day shows both offices
            assert shown.endswith(role.casefold()) or "of israel" in shown
    else:
        assert not OFFICES.search(shown), f"no office was held on {day}, but the page says “{shown}”"


def test_lapid_is_shown_by_the_day_of_the_record(roles: Pages) -> None:
    before = roles("/meetings/probe-yair-lapid-2022-07-01/").words()
    after = roles("/meetings/macron-lapid-gantz-2023-10-24/").words()
    assert "prime minister" in before and "opposition" not in before
    assert "yair lapid leader of the opposition" in after and "lapid prime minister" not in after
