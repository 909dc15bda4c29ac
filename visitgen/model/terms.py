"""Which office a leader held on a date, and which name a country or place had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from visitgen.model.dates import Date
from visitgen.model.parts import Belonging, DatedName, Term
from visitgen.model.records import Country, Leader
from visitgen.model.vocabulary import CountryId
from visitgen.values import dataclass

Countries = Mapping[CountryId, Country]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a leader was on a date: the terms held, or the words a record pins.

    Shapes: both empty when nothing is on record for the date.
    """

    terms: tuple[Term, ...] = ()
    pinned: str | None = None

    @property
    def country(self) -> CountryId | None:
        """The country the leader stood for."""
        return next((term.country for term in self.terms if term.country), None)


def possibly(from_: Date | None, to: Date | None, first: date, last: date) -> bool:
    """Whether a span with these ends, each as wide as it can be read, touches a stretch of days."""
    return (from_ is None or from_.first <= last) and (to is None or to.last >= first)


def surely(from_: Date | None, to: Date | None, first: date, last: date) -> bool:
    """Whether a span with these ends, each as narrow as it can be read, holds a whole stretch of days."""
    return (from_ is None or from_.last <= first) and (to is None or to.first >= last)


def terms_on(leader: Leader, first: date, last: date, countries: Countries) -> tuple[Term, ...]:
    """The offices held on a date, or at some time between two when the day is not known.

    Shapes: in the order written. Dated terms come before undated ones: where a dated term covers the date, the
    undated are left out; of several stretches of one stay, the terms of its first day are taken if there are any.
    Of undated terms, those of countries that did not exist then are left out where others remain.
    """
    for begin, end in ((first, first), (first, last)):
        held = [term for term in leader.terms if possibly(term.from_, term.to, begin, end)]
        if dated := [term for term in held if term.from_ or term.to]:
            return tuple(dated)
    standing = [term for term in held if not term.country or exists_on(countries[term.country], first, last)]
    return tuple(standing or held)


def role_on(leader: Leader, first: date, last: date, countries: Countries, pinned: str | None = None) -> Role:
    """The role shown for a leader on a date. A pinned role is looked for among all terms possible then."""
    if pinned is None:
        return Role(terms=terms_on(leader, first, last, countries))
    wanted = pinned.casefold()
    held = [term for term in leader.terms if possibly(term.from_, term.to, first, last)]
    matching = tuple(term for term in held if wanted in (term.title.casefold(), term.role))
    return Role(terms=matching, pinned=None if matching else pinned)


def home_of(leader: Leader, role: Role) -> CountryId | None:
    """The country a leader stands for: that of the role, else the only one of all terms."""
    if role.country:
        return role.country
    countries = {term.country for term in leader.terms if term.country}
    return countries.pop() if len(countries) == 1 else None


def exists_on(country: Country, first: date, last: date) -> bool:
    """Whether a country can have existed, as a state or as a dependency, at some time between two days."""
    return possibly(country.valid_from, country.valid_to, first, last) or any(
        possibly(time.from_, time.to, first, last) for time in country.part_of
    )


def surely_exists_on(country: Country, day: date) -> bool:
    """Whether a country existed on a day however its own dates are read.

    Where a state's time begins in the year in which its dependency ends, that year belongs to one or the other.
    """
    spans = [(country.valid_from, country.valid_to), *((time.from_, time.to) for time in country.part_of)]
    return any(surely(*span, day, day) for span in spans) or sum(possibly(*span, day, day) for span in spans) > 1


def name_on(names: Sequence[DatedName], day: date, lang: str = "en") -> str | None:
    """The name valid on a day in a language; the nearest in time when none is, and `None` when there is no name."""
    spoken = [name for name in names if name.lang == lang]
    for name in spoken:
        if possibly(name.from_, name.to, day, day):
            return name.name
    return min(spoken, key=lambda name: _distance(name, day)).name if spoken else None


def belonging_on(times: Iterable[Belonging], day: date) -> CountryId | None:
    """The country something belonged to on a day; the first one written when none is dated so."""
    times = tuple(times)
    return next((t.country for t in times if possibly(t.from_, t.to, day, day)), times[0].country if times else None)


def _distance(name: DatedName, day: date) -> int:
    ends = [end for end in (name.from_ and name.from_.first, name.to and name.to.last) if end]
    return min((abs((end - day).days) for end in ends), default=0)
