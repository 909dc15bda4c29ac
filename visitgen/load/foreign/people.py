"""Visitors of all rows -> persons: one for everybody who is safely the same, with every spelling kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from visitgen.load.foreign.rows import folded
from visitgen.load.foreign.states import Countries, compared, slug
from visitgen.load.foreign.titles import Office, Visitor
from visitgen.values import dataclass

YEARS_APART = 10
"""How far apart, in years, rows may lie that are joined on less than the same full name."""

# The same person under two names in the source, checked by hand: (country, name, better name).
_SAME_PERSON: tuple[tuple[str, str, str], ...] = (
    ("albania", "Rexhep Medjani", "Rexhep Meidani"),
    ("bahrain", "Isa Bin Sulman", "Isa bin Sulman al-Khalifa"),
    ("bahrain", "Sulman al-Khalifa", "Isa bin Sulman al-Khalifa"),
    ("bulgaria", "Peter Stoyanov", "Petar Stoyanov"),
    ("canada", "Diefenbacker", "Diefenbaker"),
    ("germany", "Richard von Weiszaecker", "Richard von Weizsaecker"),
    ("greece", "Karamanlis", "Konstantinos Karamanlis"),
    ("greece", "Konstandinos Simitis", "Costas Simitis"),
    ("guinea", "Toure", "Sekou Toure"),
    ("iceland", "David Oddson", "David Oddsson"),
    ("indonesia", "Soeharto", "Suharto"),
    ("iran", "Mohammed Reza Pahlavi", "Mohammad Reza Pahlavi"),
    ("israel", "Benyamin Netanyahu", "Binyamin Netanyahu"),
    ("italy", "Fanfani", "Amintore Fanfani"),
    ("kuwait", "Jabir al-Ahmed al-Sabah", "Jabir al-Ahmad al-Sabah"),
    ("kuwait", "Jabir al-Sabah", "Jabir al-Ahmad al-Sabah"),
    ("liberia", "Tubman", "William V. S. Tubman"),
    ("monaco", "Rainier", "Rainier III"),
    ("norway", "Gro Harlem Bruntland", "Gro Harlem Brundtland"),
    ("poland", "Alexander Kwasniewski", "Aleksander Kwasniewski"),
    ("south-korea", "Kim Dae Jung", "Kim Dae-jung"),
    ("sudan", "Jaafar Nimieri", "Jaafar Nimeiri"),
    ("tanganyika", "Nyerere", "Julius K. Nyerere"),
    ("thailand", "Bhumibol", "Bhumibol Adulyadej"),
    ("turkiye", "Suleiman Demirel", "Suleyman Demirel"),
    ("turkiye", "Suleyman Demiral", "Suleyman Demirel"),
    ("uzbekistan", "Islom Karimov", "Islam Karimov"),
)


# One person under a surname alone for more than ten years: (country, surname, first and last year of the rows).
_ONE_SURNAME: tuple[tuple[str, str, str, str], ...] = (
    ("nicaragua", "Somoza", "1939", "1952"),  # Anastasio Somoza García, president 1937-47 and 1950-56
    ("peru", "Prado", "1942", "1961"),  # Manuel Prado, president 1939-45 and 1956-62
)

_TABLED = frozenset(country for country, _, _ in _SAME_PERSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A visitor on one row."""

    visitor: Visitor
    country: str
    day: str
    exile: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """What `persons` files its person under: spelling, country and day."""
        return (self.visitor.name, self.country, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A leader to be.

    Shapes: `offices` as (office, country, in exile), each once, in the order first held; `apart` says why a namesake
    is somebody else, and is empty if there is none.
    """

    id: str
    name: str
    other_names: tuple[str, ...]
    country: str
    offices: tuple[tuple[Office, str, bool], ...]
    surname_only: bool
    joined: tuple[str, ...]
    apart: str = ""


def persons(
    sightings: Sequence[Sighting], countries: Countries, reserved: frozenset[str] = frozenset()
) -> tuple[Mapping[tuple[str, str, str], Person], tuple[Person, ...]]:
    """The person of each sighting, and all persons by id.

    Two spellings are one person when they are alike but for marks, initials and spaces; when one leaves out given
    names of the other; when the table says so; or when a surname fits one full name only. Always within one country
    or those it came from, and in the second and the last case not more than `YEARS_APART` years apart.
    `reserved` are ids that belong to others.
    """
    clusters = _joined_by_name(_spellings(sightings), countries)
    clusters = _joined_by_surname(clusters, countries)
    made = _told_apart(_with_ids(clusters, countries, reserved))
    by_key = {sighting.key: person for cluster, person in made for sighting in cluster.seen}
    return by_key, tuple(sorted((person for _, person in made), key=lambda person: person.id))


@dataclass(slots=True, kw_only=True)
class _Cluster:
    """Spellings found to be one person so far, inside `persons` only."""

    keys: list[tuple[str, str]]
    seen: list[Sighting]

    def words(self) -> list[tuple[str, ...]]:
        others = {other for sighting in self.seen for other in sighting.visitor.other_names}
        return [*(_words(name) for name, _ in self.keys), *(_words(other) for other in sorted(others))]

    def shared(self) -> set[str]:
        return {word for words in self.words() for word in words}

    def countries(self) -> set[str]:
        return {country for _, country in self.keys}

    def near(self, other: _Cluster) -> bool:
        return any(
            abs(int(a.day[:4]) - int(b.day[:4])) <= YEARS_APART for a in self.seen for b in other.seen
        )

    def kin(self, other: _Cluster, countries: Countries) -> bool:
        return any(countries.kindred(a, b) for a in self.countries() for b in other.countries())

    def take(self, other: _Cluster) -> None:
        self.keys += other.keys
        self.seen += other.seen


def _spellings(sightings: Sequence[Sighting]) -> list[_Cluster]:
    """A cluster for each spelling in each country; a surname alone begins a new one after `YEARS_APART` years."""
    latest: dict[tuple[str, str], _Cluster] = {}
    clusters: list[_Cluster] = []
    for sighting in sorted(sightings, key=lambda sighting: (sighting.day, sighting.visitor.name)):
        key = (sighting.visitor.name, sighting.country)
        new = _Cluster(keys=[key], seen=[sighting])
        known = latest.get(key)
        if known and (known.near(new) or not _surname_only(new) or _one_surname(known, new)):
            known.take(_Cluster(keys=[], seen=[sighting]))
        else:
            latest[key] = new
            clusters.append(new)
    return clusters


def _one_surname(known: _Cluster, new: _Cluster) -> bool:
    """Whether the table says that a surname is one person in all these years."""
    years = [sighting.day[:4] for sighting in (*known.seen, *new.seen)]
    return any((name, country) == new.keys[0] and first <= min(years) and max(years) <= last
               for country, name, first, last in _ONE_SURNAME)


def _joined_by_name(clusters: list[_Cluster], countries: Countries) -> list[_Cluster]:
    """Clusters with every pair of safely equal names put together."""
    kept: list[_Cluster] = []
    for cluster in clusters:
        home = next((known for known in kept if _alike(known, cluster) and _same_name(known, cluster, countries)), None)
        if home:
            home.take(cluster)
        else:
            kept.append(cluster)
    return kept


def _alike(known: _Cluster, new: _Cluster) -> bool:
    """Whether a pair is worth a closer look: the names share a word, or the country is in the table."""
    return bool(known.shared() & new.shared()) or bool(_TABLED & known.countries() & new.countries())


def _same_name(known: _Cluster, new: _Cluster, countries: Countries) -> bool:
    pairs = [(a, b) for a in known.words() for b in new.words()]
    alike = any(a == b for a, b in pairs)
    single = any(a == b and len(a) == 1 for a, b in pairs)
    if alike and not single:
        return known.kin(new, countries)
    if single:
        return known.kin(new, countries) and known.near(new)
    if _in_table(known, new, countries):
        return True
    looser = any(_leaves_out(a, b) or _leaves_out(b, a) for a, b in pairs)
    return looser and bool(known.countries() & new.countries()) and known.near(new)


def _in_table(known: _Cluster, new: _Cluster, countries: Countries) -> bool:
    return any(
        one != other and _better(one, here) == _better(other, there) and countries.kindred(here, there)
        for one, here in known.keys for other, there in new.keys
    )


def _better(name: str, country: str) -> str:
    return next((better for at, worse, better in _SAME_PERSON if (at, worse) == (country, name)), name)


@lru_cache(maxsize=65536)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name as compared: initials are left out, and with them the number of a first of the name."""
    return tuple(word for word in compared(name).split() if len(word) > 1) or (compared(name),)


def _leaves_out(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name of two words or more is a longer one without some of its given names."""
    if not 2 <= len(short) < len(long) or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def _joined_by_surname(clusters: list[_Cluster], countries: Countries) -> list[_Cluster]:
    """Surname-only clusters joined to the one full name that fits: same country, same title, a few years apart."""
    full = [cluster for cluster in clusters if not _surname_only(cluster)]
    kept = list(full)
    for cluster in clusters:
        if not _surname_only(cluster):
            continue
        surname = cluster.words()[0]
        titles = {office.title for sighting in cluster.seen for office in sighting.visitor.offices}
        fitting = [
            other for other in full
            if cluster.kin(other, countries) and cluster.near(other)
            and any(words[-len(surname):] == surname or words[: len(surname)] == surname for words in other.words())
            and titles & {office.title for sighting in other.seen for office in sighting.visitor.offices}
        ]
        if len(fitting) == 1:
            fitting[0].take(cluster)
        else:
            kept.append(cluster)
    return kept


def _surname_only(cluster: _Cluster) -> bool:
    """Whether no spelling has more than one word, particles aside; sovereigns have one name and no surname."""
    return not _one_name(cluster) and all(len(_bare(name)) == 1 for name, _ in cluster.keys)


def _one_name(cluster: _Cluster) -> bool:
    return any(office.title in _ONE_NAME for sighting in cluster.seen for office in sighting.visitor.offices)


_PARTICLES = frozenset({"de", "da", "do", "dos", "del", "van", "von", "der", "den", "al", "el", "la", "st", "o", "u"})
_ONE_NAME = frozenset({"king", "queen", "emperor", "pope", "prince", "grand duke", "grand duchess", "shah", "sultan",
                       "emir", "amir", "regent"})


def _bare(name: str) -> list[str]:
    return [word for word in folded(name).replace("-", "").split() if word.lower().strip(".") not in _PARTICLES]


def _with_ids(
    clusters: list[_Cluster], countries: Countries, reserved: frozenset[str]
) -> list[tuple[_Cluster, Person]]:
    """Each cluster as a person; where two would have one id, each gets its country, then its first year."""
    drafts = [(cluster, _name(cluster)) for cluster in clusters]
    slugs = [slug(name) or "visitor" for _, name in drafts]
    made: list[tuple[_Cluster, Person]] = []
    for (cluster, name), id in zip(drafts, slugs, strict=True):
        country = cluster.seen[0].country
        if slugs.count(id) > 1 or id in reserved:
            rivals = [c for (c, _), s in zip(drafts, slugs, strict=True) if s == id and c.seen[0].country == country]
            id = f"{id}-{country}"
            if len(rivals) > 1:
                id = f"{id}-{cluster.seen[0].day[:4]}"
        made.append((cluster, _person(id, name, cluster)))
    return made


def _told_apart(made: list[tuple[_Cluster, Person]]) -> list[tuple[_Cluster, Person]]:
    """The same, the later of two namesakes with the reason why they are two: one has no given name, and years between.

    Shapes: namesakes have the last word of the name and a country of office in common; later is by id.
    """
    groups: dict[str, list[tuple[_Cluster, Person]]] = {}
    for cluster, person in made:
        groups.setdefault(_last_word(person), []).append((cluster, person))
    told: list[tuple[_Cluster, Person]] = []
    for cluster, person in made:
        reasons = [
            f"“{other.name}” of {rival.seen[0].day[:4]} and “{person.name}” of {cluster.seen[0].day[:4]} are taken as "
            f"two people: a surname alone, more than {YEARS_APART} years apart."
            for rival, other in groups[_last_word(person)]
            if other.id < person.id and (_is_surname(other) or _is_surname(person)) and not cluster.near(rival)
            and {country for _, country, _ in other.offices} & {country for _, country, _ in person.offices}
        ]
        told.append((cluster, replace(person, apart=" ".join(reasons))))
    return told


def _is_surname(person: Person) -> bool:
    return person.surname_only and compared(person.name) == _last_word(person)


def _last_word(person: Person) -> str:
    return (compared(person.name).split() or [person.id])[-1]


def _name(cluster: _Cluster) -> str:
    """The spelling shown: the better one of the table, else the fullest of the commonest."""
    names = [sighting.visitor.name for sighting in cluster.seen]
    for _, _, better in _SAME_PERSON:
        if better in names and len(set(names)) > 1:
            return better
    full = [name for name in names if len(_bare(name)) > 1 and not _one_name(cluster)] or names
    return max(sorted(set(full)), key=lambda name: (full.count(name), len(name)))


def _person(id: str, name: str, cluster: _Cluster) -> Person:
    offices: dict[tuple[str, str, bool], tuple[Office, str, bool]] = {}
    others: dict[str, None] = {}
    for sighting in sorted(cluster.seen, key=lambda sighting: sighting.day):
        for office in sighting.visitor.offices:
            offices.setdefault((office.title, sighting.country, sighting.exile), (office, sighting.country,
                                                                                 sighting.exile))
        for other in (sighting.visitor.name, *sighting.visitor.other_names):
            others.setdefault(other)
    others.pop(name, None)
    spellings = tuple(dict.fromkeys(name for name, _ in cluster.keys if name))
    return Person(
        id=id, name=name, other_names=tuple(others), country=cluster.seen[0].country, offices=tuple(offices.values()),
        surname_only=_surname_only(cluster), joined=spellings if len(spellings) > 1 else (),
    )
