"""A small data set of invented rows in the form of the Office of the Historian's XML, one row a case."""

from __future__ import annotations

from pathlib import Path

_EDITED = "<created-by>x</created-by><created-datetime/><last-modified-by>x</last-modified-by><last-modified-datetime/>"


def trip(number: int, start: str, end: str, country: str, label: str, locale: str = "", remarks: str = "",
         role: str = "president", who: str = "doe-jane-q", name: str = "Jane Q. Doe") -> str:
    """One `<trip>`."""
    return (
        f'<trip role="{role}" who="{who}"><id>{number}</id><role>{role}</role><name>{name}</name>'
        f"<start-date>{start}</start-date><end-date>{end}</end-date>"
        f'<country id="{country}">{label}</country><locale>{locale}</locale><remarks>{remarks}</remarks>'
        f"{_EDITED}</trip>"
    )


def arrival(number: int, start: str, end: str, visitor: str, country: str, label: str, description: str = "") -> str:
    """One `<visit>`."""
    return (
        f"<visit><id>{number}</id><start-date>{start}</start-date><end-date>{end}</end-date>"
        f'<visitor>{visitor}</visitor><from id="{country}">{label}</from>'
        f"<description>{description}</description>{_EDITED}</visit>"
    )


PRESIDENT = (
    trip(1, "1961-12-01", "1961-12-02", "france", "France", "Paris",
         "Good will trip. [Visit made as President-elect.]"),
    trip(2, "1963-05-01", "1963-05-03", "russia", "U.S.S.R.", "Moscow, Kiev", "State visit.\n   Met with *leaders*."),
    trip(3, "1963-06-01", "1963-06-01", "united-kingdom", "United Kingdom", "London", "Attended the NATO Summit."),
    trip(4, "1963-06-01", "1963-06-01", "united-kingdom", "United Kingdom", "London", "Attended a dinner."),
    trip(5, "1963-06-01", "1963-06-02", "united-kingdom", "United\u00a0Kingdom", "Bathurst (The Gambia)", ""),
    trip(6, "1963-09-31", "1963-10-02", "mexico", "Mexico", "Mexico, D.F., Puebla", "Vacation."),
    trip(7, "1963-11-09", "1963-11-01", "canada", "Canada", "Sydney (Nova Scotia)", "Stopped en route to Iceland."),
    trip(8, "", "", "canada", "Canada", "Ottawa"),
    trip(10, "1964-02-01", "1964-02-02", "canada", "Canada", "Ottawa (Ontario)", "Met nobody."),
    trip(9, "1964-01-01", "", "atlantis", "Atlantis"),
)
SECRETARY = (
    trip(21, "1963-05-01", "1963-05-03", "russia", "U.S.S.R.", "Moscow", "Accompanied President Doe.",
         "secretary", "roe-richard", "Richard (Dick) Roe"),
    trip(22, "1993-05-01", "1993-05-01", "ukraine", "Ukraine", "Kiev", "", "secretary", "roe-richard", "Richard Roe"),
)
ARRIVALS = (
    arrival(1, "1963-02-01", "1963-02-03", "Prime Minister Dimitrov", "bulgaria", "Bulgaria", "Official visit."),
    arrival(2, "1964-02-01", "1964-02-03", "Prime Minister Georgi Dimitrov", "bulgaria", "Bulgaria",
            "Met with President Doe in Washington. Attended the funeral of a friend."),
    arrival(3, "1964-03-01", "1964-03-01", "President-elect José Pérez", "cuba", "Cuba (Provisional Government)"),
    arrival(4, "1965-03-01", "1965-03-02", "President Jose Perez", "cuba", "Cuba", "Private visit to Miami later."),
    arrival(5, "1965-04-01", "1965-04-01", "King Otto and Queen Ada", "norway", "Norway", "State Visit."),
    arrival(6, "1965-05-01", "1965-05-01", "President A. Bee, Prime Minister Cee Dee", "italy", "Italy"),
    arrival(7, "1965-06-01", "1965-06-02", "Former President Eff Gee", "chile", "Chile"),
    arrival(8, "1965-07-01", "1965-07-01", "King Otto", "sweden", "Sweden", "Working visit."),
)


def written_sample(folder: Path) -> Path:
    """The data set as files below a folder; that folder."""
    files = {
        "president-travels/doe-jane-q.xml": ("trips", PRESIDENT),
        "secretary-travels/roe-richard.xml": ("trips", SECRETARY),
        "visits/1960.xml": ("visits", ARRIVALS),
        "presidents/presidents.xml": ("presidents", (
            "<president n='1'><id>doe-jane-q</id><name>Jane Q. Doe</name><birth-year>1900</birth-year>"
            "<death-year/><took-office-date>1962-01-20</took-office-date>"
            "<left-office-date>1966-01-20</left-office-date></president>",
            "<president n='2'><id>poe-paul</id><name>Paul Poe</name><birth-year>1901</birth-year>"
            "<took-office-date>1966-01-20</took-office-date></president>",
        )),
    }
    for name, (root, rows) in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}>\n' + "\n".join(rows) + f"\n</{root}>\n",
                        encoding="utf-8")
    return folder
