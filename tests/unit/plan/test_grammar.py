"""What stands before the names of countries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from visitgen.load import ENGLISH
from visitgen.plan.grammar import in_country, of_country, to_country, with_article
from visitgen.plan.language import speaking

FRENCH = replace(ENGLISH, tag="fr")


@pytest.fixture
def french() -> Iterator[None]:
    """French is spoken, without a catalogue."""
    with speaking(FRENCH):
        yield


def test_english() -> None:
    assert [with_article(name) for name in ("France", "Netherlands")] == ["France", "the Netherlands"]
    assert [in_country(name) for name in ("France", "Netherlands")] == ["in France", "in the Netherlands"]
    assert [to_country(name) for name in ("France", "Netherlands")] == ["to France", "to the Netherlands"]
    assert [of_country(name) for name in ("France", "Netherlands")] == ["of France", "of the Netherlands"]


def test_a_language_without_rules_of_its_own_has_prepositions_alone() -> None:
    messages = {("what stands before the name of a country", "in {country}"): ("en {country}",)}
    with speaking(replace(ENGLISH, tag="es", messages=messages)):
        assert with_article("Países Bajos") == "Países Bajos"
        assert in_country("Países Bajos") == "en Países Bajos"
        assert of_country("Países Bajos") == "of Países Bajos"


@pytest.mark.parametrize(
    ("alone", "inside", "of"),
    [
        ("la France", "en France", "de France"),
        ("la Guinée-Bissau", "en Guinée-Bissau", "de Guinée-Bissau"),
        ("la Nouvelle-Zélande", "en Nouvelle-Zélande", "de Nouvelle-Zélande"),
        ("la Corée du Nord", "en Corée du Nord", "de Corée du Nord"),
        ("la Côte d’Ivoire", "en Côte d’Ivoire", "de Côte d’Ivoire"),
        ("la Sierra Leone", "en Sierra Leone", "de Sierra Leone"),
        ("la Hongrie", "en Hongrie", "de Hongrie"),
        ("le Maroc", "au Maroc", "du Maroc"),
        ("le Canada", "au Canada", "du Canada"),
        ("le Honduras", "au Honduras", "du Honduras"),
        ("le Yémen du Sud", "au Yémen du Sud", "du Yémen du Sud"),
        ("le Royaume-Uni", "au Royaume-Uni", "du Royaume-Uni"),
        ("le Saint-Siège", "au Saint-Siège", "du Saint-Siège"),
        ("le Timor-Leste", "au Timor-Leste", "du Timor-Leste"),
        ("le Congo-Brazzaville", "au Congo-Brazzaville", "du Congo-Brazzaville"),
        # masculine, though they end in e
        ("le Mexique", "au Mexique", "du Mexique"),
        ("le Cambodge", "au Cambodge", "du Cambodge"),
        ("le Mozambique", "au Mozambique", "du Mozambique"),
        ("le Zimbabwe", "au Zimbabwe", "du Zimbabwe"),
        ("le Belize", "au Belize", "du Belize"),
        ("le Suriname", "au Suriname", "du Suriname"),
        ("le Zaïre", "au Zaïre", "du Zaïre"),
        # before a vowel
        ("l’Italie", "en Italie", "d’Italie"),
        ("l’Iran", "en Iran", "d’Iran"),
        ("l’Équateur", "en Équateur", "de l’Équateur"),
        ("l’Égypte", "en Égypte", "d’Égypte"),
        ("l’Uruguay", "en Uruguay", "d’Uruguay"),
        ("l’Afrique du Sud", "en Afrique du Sud", "d’Afrique du Sud"),
        ("l’Autriche-Hongrie", "en Autriche-Hongrie", "d’Autriche-Hongrie"),
        ("l’Inde", "en Inde", "de l’Inde"),
        ("l’Indonésie", "en Indonésie", "d’Indonésie"),
        # plural
        ("les États-Unis", "aux États-Unis", "des États-Unis"),
        ("les Pays-Bas", "aux Pays-Bas", "des Pays-Bas"),
        ("les Émirats arabes unis", "aux Émirats arabes unis", "des Émirats arabes unis"),
        ("les Philippines", "aux Philippines", "des Philippines"),
        ("les Seychelles", "aux Seychelles", "des Seychelles"),
        ("les Îles Salomon", "aux Îles Salomon", "des Îles Salomon"),
        ("les Territoires palestiniens", "dans les Territoires palestiniens", "des Territoires palestiniens"),
        ("les États pontificaux", "dans les États pontificaux", "des États pontificaux"),
        # made of a common noun
        ("la République tchèque", "en République tchèque", "de la République tchèque"),
        ("la République démocratique du Congo", "en République démocratique du Congo",
         "de la République démocratique du Congo"),
        ("l’Union soviétique", "en Union soviétique", "de l’Union soviétique"),
        ("l’Union européenne", "dans l’Union européenne", "de l’Union européenne"),
        ("l’Empire ottoman", "dans l’Empire ottoman", "de l’Empire ottoman"),
        ("l’État libre d’Orange", "dans l’État libre d’Orange", "de l’État libre d’Orange"),
        ("l’Île de Man", "sur l’Île de Man", "de l’Île de Man"),
        ("la Confédération de l’Allemagne du Nord", "dans la Confédération de l’Allemagne du Nord",
         "de la Confédération de l’Allemagne du Nord"),
        ("la Bande de Gaza", "dans la Bande de Gaza", "de la Bande de Gaza"),
        ("la Grande République d’Amérique centrale", "dans la Grande République d’Amérique centrale",
         "de la Grande République d’Amérique centrale"),
        ("le Territoire libre de Trieste", "dans le Territoire libre de Trieste", "du Territoire libre de Trieste"),
        # islands and cities
        ("Israël", "en Israël", "d’Israël"),
        ("Haïti", "en Haïti", "d’Haïti"),
        ("Cuba", "à Cuba", "de Cuba"),
        ("Chypre", "à Chypre", "de Chypre"),
        ("Malte", "à Malte", "de Malte"),
        ("Oman", "à Oman", "d’Oman"),
        ("Antigua-et-Barbuda", "à Antigua-et-Barbuda", "d’Antigua-et-Barbuda"),
        ("Singapour", "à Singapour", "de Singapour"),
        ("Hong Kong", "à Hong Kong", "de Hong Kong"),
        ("Saint-Marin", "à Saint-Marin", "de Saint-Marin"),
        ("Sainte-Lucie", "à Sainte-Lucie", "de Sainte-Lucie"),
        ("La Réunion", "à La Réunion", "de La Réunion"),
        ("la Barbade", "à la Barbade", "de la Barbade"),
        ("la Jamaïque", "en Jamaïque", "de la Jamaïque"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("french")
def test_french(alone: str, inside: str, of: str) -> None:
    name = alone.removeprefix("le ").removeprefix("la ").removeprefix("les ").removeprefix("l’")
    assert with_article(name) == alone
    assert in_country(name) == to_country(name) == inside
    assert of_country(name) == of
