"""What stands before the name of a country in a sentence: "in the Netherlands", "aux Pays-Bas"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from visitgen.plan.language import say_as, spoken
from visitgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The words before a country's name, each with the space after it where there is one.

    Shapes: `the` where the name stands alone, `at` for being there, `to` for going there, `of` for belonging to it.
    """

    the: str
    at: str
    to: str
    of: str


def with_article(name: str) -> str:
    """A country's name as it stands in running text: "the Netherlands", "France"."""
    return before(name).the + name


def in_country(name: str) -> str:
    """Being in a country: "in the Netherlands"."""
    return before(name).at + name


def to_country(name: str) -> str:
    """Going to a country: "to the Netherlands"."""
    return before(name).to + name


def of_country(name: str) -> str:
    """Belonging to a country: "of the Netherlands"."""
    return before(name).of + name


def before(name: str) -> Before:
    """What stands before a country's name in the language spoken."""
    match spoken().tag.partition("-")[0]:
        case "en":
            return _english(name)
        case "fr":
            return _french(name)
    return Before(
        the="",
        at=_ahead(say_as("what stands before the name of a country", "in {country}")),
        to=_ahead(say_as("what stands before the name of a country", "to {country}")),
        of=_ahead(say_as("what stands before the name of a country", "of {country}")),
    )


def _ahead(message: str) -> str:
    return message.partition("{country}")[0]


# Names of countries that take the article in running text.
_ARTICLE = re.compile(
    r"(United |Netherlands$|Netherlands Antilles|Philippines|Bahamas|Gambia|Maldives|Seychelles|Comoros|Holy See"
    r"|Congo |Federation |Federal |Trust |State of |Free (State|Territory) of |Emirate |Khanate |Isle |Gold Coast"
    r"|Gaza Strip|New Hebrides|British (Virgin|Indian|Cameroons)|Saar$|Cretan State|Independent State of "
    r"|South African Republic)"
    r"|.*(Authority|Republic|Islands|Empire|Kingdom|Emirates|Union|Territory|[Tt]erritories|Confederation|Federation|Zone"
    r"|Antilles|Indies|Free State|States|[Cc]olonies|Colony|Protectorate|Mandate)$"
    r"|.*(Republic|Kingdom) of "
)


@cache
def _english(name: str) -> Before:
    the = "the " if _ARTICLE.match(name) and not name.lower().startswith("the ") else ""
    return Before(the=the, at=f"in {the}", to=f"to {the}", of=f"of {the}")


# Masculine names that end as feminine ones do, and the other way round.
_MASCULINE = re.compile(r"(Mexique|Cambodge|Mozambique|Zimbabwe|Belize|Suriname|Zaïre|Hanovre|Cachemire|Royaume)")
_FEMININE = re.compile(r"Sierra Leone")
# A vowel, or an h that is not heard.
_VOWEL = re.compile(r"([aâàåeéèêëiîïoôöuûüœ]|ha[ïi]ti|hawa|herzégovine)", re.IGNORECASE)


def _alike(pattern: str, the: str, at: str, of: str) -> tuple[re.Pattern[str], Before]:
    return re.compile(pattern), Before(the=the, at=at, to=at, of=of)


# The first that fits. Names of islands and cities have no article; those made of a common noun keep theirs.
_FRENCH = (
    _alike(r"(États |Territoires|Terres|Établissements|Colonies)", "les ", "dans les ", "des "),
    _alike(
        r"(États|Pays-Bas|Philippines|Émirats|Maldives|Seychelles|Comores|Bahamas|Bermudes|Fidji|Tonga$|Palaos|Îles "
        r"|Antilles|Samoa américaines|Indes|Nouvelles-Hébrides|Provinces|Nations [Uu]nies)",
        "les ", "aux ", "des ",
    ),
    _alike(r"Île ", "l’", "sur l’", "de l’"),
    _alike(
        r"(Empire|État |Émirat |Autorité|Union (?!soviétique)|Organisation|Assemblée|Agence|Alliance|Association)",
        "l’", "dans l’", "de l’",
    ),
    _alike(r"(Union soviétique|Antarctique|Équateur|Inde( |$))", "l’", "en ", "de l’"),
    _alike(r"République", "la ", "en ", "de la "),
    _alike(
        r"(\w+ République|Fédération|Confédération|Cité|Colonie|[Zz]one|Principauté|Ville|Bande|Communauté|Ligue"
        r"|Commission|Banque|Cour |R\.A\.S\.)",
        "la ", "dans la ", "de la ",
    ),
    _alike(r"(Territoire|Khanat)", "le ", "dans le ", "du "),
    _alike(r"(Barbade|Dominique|Grenade|Réunion)", "la ", "à la ", "de la "),
    _alike(r"(Jamaïque|Guadeloupe|Martinique)", "la ", "en ", "de la "),
    _alike(r"(Israël|Haïti|Andorre|Bade$|Touva)", "", "en ", "de "),
    _alike(
        r"(Aden$|Anguilla|Antigua|Aruba|Bahreïn|Ceuta|Ceylan|Chypre|Cuba|Curaçao|Dant?zig|Diego Garcia|Djibouti|Fiume"
        r"|Formose|Gibraltar|Guam|Guernesey|Hawaï|Hong Kong|Jersey|Kiribati|La |Macao|Madagascar|Malte|Mascate"
        r"|Maurice$|Mayotte|Monaco|Montserrat|Nauru|Niue|Oman|Porto Rico|Saint-(?!Siège|Empire)|Sainte-|S[aã]o Tomé"
        r"|Singapour|Tahiti|Tanger$|Taïwan|Terre-Neuve|Tokelau|Trinité|Tristan|Tuvalu|Wallis|Zanzibar)",
        "", "à ", "de ",
    ),
)  # fmt: skip


@cache
def _french(name: str) -> Before:
    """What names of countries have before them in French; those not listed by their gender, which the ending tells."""
    vowel = _VOWEL.match(name)
    for pattern, found in _FRENCH:
        if pattern.match(name):
            return replace(found, of="d’") if vowel and found.of == "de " else found
    if vowel:
        return Before(the="l’", at="en ", to="en ", of="d’")
    noun = re.split(r"[ -]", name, maxsplit=1)[0]
    if _FEMININE.match(name) or (noun.endswith("e") and not _MASCULINE.match(name)):
        return Before(the="la ", at="en ", to="en ", of="de ")
    return Before(the="le ", at="au ", to="au ", of="du ")
