"""The archives that are measured: imported or made up, furnished with what can be edited, and scaled.

The same seed makes the same archive. A copy of the archive has other ids, other surnames and other days; places,
sources, countries and topics are shared, so that the pages of these grow with the scale, as they do in a large archive.
"""

from __future__ import annotations

import random
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

SHARED = Path(__file__).parents[2] / "shared"
CORPUS = SHARED / "corpus" / "history-state"
SEED = 1969

THEME = "bench"
SITE = """\
title: Benchmark
base_url: https://visitgen.example/
as_of: 2026-11-22
"""
TOPICS = ("alliances", "arms control", "borders", "disaster relief", "finance", "funerals", "human rights",
          "independence", "peace talks", "science", "sea and air routes", "trade")  # fmt: skip
WITH_TOPIC = 0.4

VISITS_OF_TARGET = range(5, 16)
"""How many visits the leader whose records are edited has made."""

LEADERS = frozenset({"visitor", "leader", "hosts", "companions", "participants", "speaker"})
DAYS = frozenset({"start", "end", "date"})
SYLLABLES = ("ba", "den", "fo", "gar", "hil", "ka", "lo", "mer", "nau", "pe", "rin", "sol", "tav", "ul", "ven", "zo")

Row = tuple[str, int]
"""A row of the corpus (`trip 2776`) and the number of the copy."""


class Plain(yaml.CSafeDumper):
    """Writes text as it is, dates and `yes` too: every value is text to visitgen."""


Plain.yaml_implicit_resolvers = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The records that are edited: one visit, and what its page names."""

    file: str
    visit: str
    row: str
    start: date
    end: date
    leader: str
    leader_file: str
    country: str
    topic: str


# ---------------------------------------------------------------------------------------------------------------------
# One archive


def base(content: Path, visitgen: Sequence[str]) -> str:
    """Writes the archive that all scales are copies of, and says where it is from."""
    if CORPUS.is_dir():
        subprocess.run([*visitgen, "import", "history-state", CORPUS, "--into", content], check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        return "imported"
    generated(content)
    return "generated"


def furnished(content: Path, theme: Path) -> Target:
    """Adds settings, topics, a record of the country that is edited and, beside the folder, a theme with a template."""
    (content / "site.yaml").write_text(f"{SITE}theme: {THEME}\n", "utf-8")
    topics = "".join(f"{topic.replace(' ', '-')}:\n  label: {topic.capitalize()}\n" for topic in TOPICS)
    (content / "topics.yaml").write_text(topics, "utf-8")
    chance = random.Random(SEED)
    for file in sorted((content / "visits").rglob("*.yaml")):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join(_with_topics(lines, chance)), "utf-8")
    target = _target(content)
    (content / "countries").mkdir()
    name = target.country.replace("-", " ").title()
    (content / "countries" / f"{target.country}.yaml").write_text(f"names:\n  - name: {name}\n", "utf-8")
    own = content.parent / "themes" / THEME
    (own / "pages").mkdir(parents=True)
    (own / "theme.toml").write_text(f'parent = "{theme.name}"\n', "utf-8")
    (own / "pages" / "visit.html").write_bytes((theme / "pages" / "visit.html").read_bytes())
    return target


def _with_topics(lines: Iterable[str], chance: random.Random) -> Iterator[str]:
    for line in lines:
        yield line
        if re.match(r"  host: ", line) and chance.random() < WITH_TOPIC:
            yield f"  topics: [{chance.choice(TOPICS).replace(' ', '-')}]\n"


def _target(content: Path) -> Target:
    """A visit of some days to the United States, by one of the leaders who came now and then, with a topic."""
    visits = [(file, visit) for file in sorted((content / "visits").rglob("*.yaml")) for visit in _records(file)]
    made = Counter(visit["visitor"] for _, visit in visits)
    homes = {leader["id"]: file for file in sorted((content / "leaders").rglob("*.yaml")) for leader in _records(file)}
    open_ended = {country["id"] for country in _register() if "valid_to" not in country and len(country["names"]) == 3}
    can_be_edited = [
        (file, visit) for file, visit in visits
        if visit["host"] == "united-states" and made[visit["visitor"]] in VISITS_OF_TARGET
        and {"end", "topics"} <= visit.keys() and homes[visit["visitor"]].stem in open_ended
        and f"\n  summary: {visit.get('summary', '')}\n" in file.read_text("utf-8")
    ]  # fmt: skip
    file, visit = can_be_edited[len(can_be_edited) // 2]
    home = homes[visit["visitor"]]
    start, end = _stay(visit)
    return Target(file=str(file.relative_to(content)), visit=visit["id"], row=visit["sources"][0]["locator"],
                  start=start, end=end, leader=visit["visitor"], leader_file=str(home.relative_to(content)),
                  country=home.stem, topic=visit["topics"][0])  # fmt: skip


def _records(file: Path) -> list[dict[str, Any]]:
    return yaml.load(file.read_text("utf-8"), yaml.CBaseLoader)


def _register() -> list[dict[str, Any]]:
    from visitgen.load import load_register

    return load_register().value


def _write(file: Path, records: Sequence[Mapping[str, Any]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(records, Dumper=Plain, sort_keys=False, allow_unicode=True, width=120)
    file.write_text(text.replace("\n- ", "\n\n- "), "utf-8")


# ---------------------------------------------------------------------------------------------------------------------
# Copies of it


class Copies:
    """Makes copies of leaders and visits: with ids of their own, which name each other, and earlier days."""

    def __init__(self) -> None:
        self.spans = {country["id"]: (country.get("valid_from", ""), country.get("valid_to", "9999"))
                      for country in _register()}  # fmt: skip

    def copied(self, value: Any, copy: int) -> Any:
        """One record, or the records of one file."""
        if isinstance(value, list):
            return [self.copied(one, copy) for one in value]
        made = {key: held for key, held in value.items() if key != "formerly"}
        if "visitor" in made:
            days = shift(copy)
            began, (first, last) = value.get("start", ""), self.spans.get(value["host"], ("", "9999"))
            if not first <= moved(began, days) <= moved(value.get("end", began), days) <= last:
                days = 0  # the country was another then
            made = _renamed(made, copy, days)
        else:
            made["id"] += f"-c{copy}"
            if "name" in made:
                made["name"] = other_name(made["name"], f"{value['id']}/{copy}")
            made["terms"] = [{key: held for key, held in term.items() if key not in ("from", "to")}
                             for term in made.get("terms", ())]  # fmt: skip
        return made


def scaled(content: Path, scale: int) -> dict[Row, tuple[date, date]]:
    """Adds copies until the archive is so many times as large, in files as large as before.

    Shapes: the first and the last day of each copied row of the corpus, so that a peer can be given the same.
    """
    copies = Copies()
    days: dict[Row, tuple[date, date]] = {}
    for kind in ("leaders", "visits"):
        for file in sorted((content / kind).rglob("*.yaml")):
            records = _records(file)
            for copy in range(1, scale):
                made = copies.copied(records, copy)
                _write(file.parent / f"copy-{copy}" / f"{file.stem}-c{copy}.yaml", made)
                if kind == "visits":
                    days.update(((one["sources"][0]["locator"], copy), _stay(one)) for one in made if _dated(one))
    return days


def shift(copy: int) -> int:
    """By how many days a copy is earlier."""
    return random.Random(f"{SEED}/{copy}").randrange(30, 1500) if copy else 0


def moved(day: str, days: int) -> str:
    """The day so many days before; a month or a year as it was."""
    full = re.fullmatch(r"\d{4}-\d\d-\d\d", day)
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat() if full else day


def other_name(name: str, seed: str) -> str:
    """The name with a surname made up in place of the last word."""
    made_up = "".join(random.Random(f"{SEED}/{seed}").choices(SYLLABLES, k=4)).capitalize()
    return " ".join((*name.split()[:-1], made_up))


def _renamed(value: Any, copy: int, days: int, key: str = "") -> Any:
    """All ids of leaders and of records inside, and all days, replaced."""
    if isinstance(value, dict):
        return {name: _renamed(held, copy, days, name) for name, held in value.items()}
    if isinstance(value, list):
        by_id = key in ("meetings", "statements", "claims")  # what is not written inside belongs to the original
        return [_renamed(one, copy, days, key) for one in value if isinstance(one, dict) or not by_id]
    if isinstance(value, str) and (key == "id" or key in LEADERS):
        return f"{value}-c{copy}"
    return moved(value, days) if isinstance(value, str) and key in DAYS else value


def _dated(visit: Mapping[str, Any]) -> bool:
    return all(len(visit.get(key, visit["start"])) == len("2000-01-01") for key in ("start", "end"))


def _stay(visit: Mapping[str, Any]) -> tuple[date, date]:
    return date.fromisoformat(visit["start"]), date.fromisoformat(visit.get("end", visit["start"]))


# ---------------------------------------------------------------------------------------------------------------------
# An archive of the corpus's shape, where there is no corpus

TRAVELLERS = (("president", 21, 832), ("secretary", 26, 2394))
FOREIGN_LEADERS, VISITS_TO, PLACES = 769, 1817, 679
FIRST, DAYS_SINCE = date(1966, 1, 1), 60 * 365
WORDS = """met with president prime minister official visit talks on trade and security addressed joint session of
parliament attended council meeting discussed the treaty conference of foreign ministers ceremony afterward visited
university city private working summit signed agreement accompanied delegation from allied nations""".split()


def generated(content: Path) -> None:
    """Writes as many records of each kind as the import of the corpus, in as many files, with as much text."""
    chance = random.Random(SEED)
    countries = sorted(one["id"] for one in _register() if one["kind"] == "state" and "valid_to" not in one
                       and one.get("valid_from", "") < "1966" and one["id"] != "united-states")  # fmt: skip
    places: dict[str, list[dict[str, str]]] = {}
    for number in range(PLACES):
        country = countries[int(len(countries) * chance.random() ** 2)]
        name = other_name("", f"place {number}") + f"-{number}"
        places.setdefault(country, []).append({"id": name.lower(), "name": name, "country": country})
    leaders: dict[str, list[dict[str, Any]]] = {}
    sources = []
    files: dict[str, list[dict[str, Any]]] = {}

    def leader(number: int, country: str, office: str, role: str) -> str:
        name = f"{other_name('', f'given {number}')} {other_name('', f'leader {number}')}"
        made = {"id": f"leader-{number}", "name": name,
                "terms": [{"title": office, "country": country, "role": role}]}  # fmt: skip
        leaders.setdefault(country, []).append(made)
        return made["id"]

    def source(slug: str) -> str:
        sources.append({"id": slug, "type": "webpage", "title": slug.replace("-", " ").capitalize(),
                        "publisher": "An Office of History", "URL": f"https://history.example/{slug}",
                        "language": "en"})  # fmt: skip
        return slug

    def visit(visitor: str, host: str, start: date, stops: list[str], cited: str, row: str) -> dict[str, Any]:
        made: dict[str, Any] = {"id": f"{start}-{visitor}-{host}-{row.split()[1]}", "visitor": visitor, "host": host,
                                "start": start.isoformat()}  # fmt: skip
        if chance.random() < 0.7:
            made["end"] = (start + timedelta(days=chance.randrange(1, 6))).isoformat()
        if stops:
            made["stops"] = stops
        if chance.random() < 0.27:
            made |= {"type": "working", "type_label": "Working visit"}
        made["summary"] = " ".join(chance.choices(WORDS, k=chance.randrange(4, 26))).capitalize() + "."
        return made | {"sources": [{"source": cited, "locator": row}], "verification": "single_source"}

    row = 0
    for office, people, trips in TRAVELLERS:
        for person in range(people):
            number = len(leaders.get("united-states", ()))
            who = leader(number, "united-states", office, "official")
            cited = source(f"travels-of-{office}-{person}")
            began = FIRST + timedelta(days=DAYS_SINCE * person // people)
            rows = files.setdefault(f"{office}-{who}", [])
            for trip in range(trips * (person + 1) // people - trips * person // people):
                host = countries[int(len(countries) * chance.random() ** 2)]
                stops = [chance.choice(places[host])["id"]] if host in places else []
                day = began + timedelta(days=trip * 1000 * people // trips)
                rows.append(visit(who, host, min(day, date(2026, 1, 1)), stops, cited, f"trip {row}"))
                row += 1
    cited_by = {country: source(f"visits-from-{country}") for country in countries}
    visitors = [(leader(100 + number, home := countries[number % len(countries)], "president", "head_of_state"), home)
                for number in range(FOREIGN_LEADERS)]  # fmt: skip
    for _ in range(VISITS_TO):
        who, home = visitors[int(len(visitors) * chance.random() ** 2)]
        day = FIRST + timedelta(days=chance.randrange(DAYS_SINCE))
        rows = files.setdefault(f"to-united-states-{day.year}", [])
        rows.append(visit(who, "united-states", day, [], cited_by[home], f"visit {row}"))
        row += 1
    for kind, held in (("leaders", leaders), ("places", places), ("visits", files)):
        for stem, records in held.items():
            _write(content / kind / "generated" / f"{stem}.yaml", records)
    _write(content / "sources" / "generated.yaml", sources)
