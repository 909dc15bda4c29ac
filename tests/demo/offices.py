"""Who held which office on which day, as the demonstration must show it."""

from __future__ import annotations

import re

ROLES: tuple[tuple[str, str, str], ...] = (
    ("yair-lapid", "2022-07-01", "prime minister of Israel"),
    ("yair-lapid", "2022-12-28", "prime minister of Israel"),
    ("yair-lapid", "2022-12-31", ""),
    ("yair-lapid", "2023-01-02", "leader of the opposition"),
    ("yair-lapid", "2023-10-24", "leader of the opposition"),
    ("benjamin-netanyahu", "2022-12-29", "prime minister of Israel"),
    ("benjamin-netanyahu", "2022-12-30", "prime minister of Israel"),
    ("benjamin-netanyahu", "2023-10-24", "prime minister of Israel"),
    ("benny-gantz", "2023-10-11", "leader of National Unity"),
    ("benny-gantz", "2023-10-12", "minister without portfolio of Israel and leader of National Unity"),
    ("benny-gantz", "2023-10-24", "minister without portfolio of Israel and leader of National Unity"),
    ("rishi-sunak", "2022-10-24", ""),
    ("rishi-sunak", "2022-10-25", "prime minister of the United Kingdom"),
    ("rishi-sunak", "2024-07-05", "prime minister of the United Kingdom"),
    ("rishi-sunak", "2024-07-06", ""),
    ("olaf-scholz", "2021-12-08", "chancellor of Germany"),
    ("olaf-scholz", "2025-05-06", "chancellor of Germany"),
    ("olaf-scholz", "2025-05-07", ""),
    ("mark-rutte", "2010-10-14", "prime minister of the Netherlands"),
    ("mark-rutte", "2023-07-06", "prime minister of the Netherlands"),
    ("mark-rutte", "2023-07-07", "caretaker prime minister of the Netherlands"),
    ("mark-rutte", "2023-10-24", "caretaker prime minister of the Netherlands"),
    ("mark-rutte", "2024-07-02", "caretaker prime minister of the Netherlands"),
    ("mark-rutte", "2024-07-03", ""),
    ("mark-rutte", "2024-09-30", ""),
    ("mark-rutte", "2024-10-01", "secretary general of NATO"),
)
OFFICES = re.compile(r"minister|chancellor|opposition|caretaker|secretary general|leader of")


def probe(leader: str, day: str) -> str:
    """The id of a meeting that asks for a leader's role on a day."""
    return f"probe-{leader}-{day}"
