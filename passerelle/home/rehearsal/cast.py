"""The seeded cast: visibly invented people, each with their habits."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

_GIVEN = (
    "Maëlle Théo Anaïs Léandre Oriane Basile Clémence Désiré Éloïse Faustin Garance Hippolyte "
    "Isaure Jocelyn Kenza Lazare Mahaut Nathanaël Ombeline Placide Quitterie Raphaëlle "
    "Sylvestre Tiphaine Ulysse Violaine Wilfrid Xavière Yannis Zélie Abel Bérénice Colin "
    "Daphné Evariste Flore Gaspard Héloïse Inaya Jonas Kilian Léonie Marius Nour Octave "
    "Philippine Rosalie Samir Thècle Urbain Victoire Yasmine Achille Blanche Cyprien Delphine "
    "Elzéar Fantine Guilhem Hermine Irénée Joséphine Landry Mélisande Narcisse Ondine Prosper "
    "Romane Séverin Toussaint Vianney Zoé"
).split()
_FAMILY = (
    "Montplaisir Passeloup Vautrin Beaurivage Tremblevent Clairsapin Durocher-Lune Folavoine "
    "Grandépée Hautefeuille Islemer Jolicoeur-Nord Lavigne-Douce Merlebleu Neigefleur "
    "Ormoison Petitpont Quatrevents Rivedroite Saintonge-Fictif Troispistes Vertefontaine "
    "Belorage Chantemerle Dormeuil Eaudouce Fauxbourg Gaimoulin Herbeblanche Jardinet "
    "Larochelle-Inventé Malouin-Sud Noirmoutarde Outremont-Gris Pommeraie Rougemaison "
    "Sabledor Tournesol-Roux Valdargent Boisjoli Croixverte Doucemer Fontbrune Grisolle "
    "Hirondeau Lunevert Millefeuille Nuageblanc Orgeval-Feint Pierrefleur Roncevert "
    "Sourcenoire Tillebois Vaucouleur-Pâle Ardoisier Brumemaison Cendrelune Étoilanne "
    "Forgebois Givremont Houblonnet Lierrepont"
).split()
PROFESSIONS = (
    "infirmière de pratique avancée",
    "médecin généraliste",
    "pharmacien hospitalier",
    "interne de santé publique",
    "ingénieure biomédicale",
    "radiologue",
    "chercheuse en éthique",
    "gériatre",
    "sage-femme",
    "data scientist hospitalier",
    "psychiatre",
    "kinésithérapeute",
)
# Words at home in both languages: a proper name is not translated.
TEAMS = "Boussole Sextant Fanal Estuaire Mascaret Sterne Cairn Vigie Confluence".split()
GUESTS = ("patiente partenaire", "étudiant en médecine", "ingénieure logiciel")
FRENCH = ("bourgogne-europe", "caen-normandie", "paris-cite", "nantes")


@dataclass(frozen=True, slots=True)
class Character:
    """An invented person. Habits go from 0 to 1: how able, how present, how punctual."""

    name: str
    email: str
    institution: str
    zone: str = "Europe/Paris"
    language: str = "fr"
    profession: str = ""
    ability: float = 0.7
    presence: float = 0.9
    punctuality: float = 0.9
    forgets_assignment: bool = False


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone an edition needs."""

    learners: tuple[Character, ...]
    guests: tuple[Character, ...]
    experts: tuple[Character, ...]
    jurors: tuple[Character, ...]
    registrars: tuple[Character, ...]
    coordinator: Character
    module_lead: Character


@dataclass(slots=True)
class _Names:
    """Never the same name twice in a cast; the year keeps two casts apart."""

    year: str
    rng: random.Random
    used: set[str] = field(default_factory=set)

    def stream(self) -> Iterator[str]:
        while True:
            name = f"{self.rng.choice(_GIVEN)} {self.rng.choice(_FAMILY)}"
            if name not in self.used:
                self.used.add(name)
                yield name

    def email(self, name: str) -> str:
        given, family = name.split(" ", 1)
        plain = f"{given}.{family}".lower().translate(str.maketrans("éèëêïîôâàçœ", "eeeeiioaaco"))
        return f"{plain}.{self.year}@invente.example"


def cast_for(year: str, *, learners: int, institutions: tuple[str, ...], seed: int) -> Cast:
    """The same seed gives the same people. Two learners in twenty-five live in Québec."""
    rng = random.Random(f"{seed}/{year}")  # noqa: S311  # a cast, not a secret
    names = _Names(year, rng)
    stream = names.stream()

    def person(institution: str, **habits: object) -> Character:
        name = next(stream)
        zone = "America/Toronto" if institution == "chum" else "Europe/Paris"
        values: dict[str, object] = {"institution": institution, "zone": zone, **habits}
        return Character(name=name, email=names.email(name), **values)  # type: ignore[arg-type]

    home = institutions[0]
    others = institutions[1:] or institutions
    return Cast(
        learners=tuple(_learners(person, rng, learners, home, others)),
        guests=tuple(
            person(others[n % len(others)], profession=GUESTS[n % len(GUESTS)])
            for n in range(_guests_for(learners))
        ),
        experts=tuple(person(institutions[n % len(institutions)]) for n in range(30)),
        jurors=tuple(person(institutions[n % len(institutions)]) for n in range(3)),
        registrars=tuple(person(each) for each in institutions),
        coordinator=person(others[0]),
        module_lead=person(others[-1]),
    )


def _learners(
    person: object, rng: random.Random, count: int, home: str, others: tuple[str, ...]
) -> Iterator[Character]:
    in_quebec = max(1, round(count * 2 / 25))
    for number in range(count):
        # Counted from the last: whoever forgets is of the first institution across the ocean.
        institution = home if number < in_quebec else others[(count - 1 - number) % len(others)]
        yield person(  # type: ignore[operator]  # the closure above
            institution,
            language="en" if number == 1 else "fr",
            profession=PROFESSIONS[number % len(PROFESSIONS)],
            ability=min(0.98, max(0.3, rng.gauss(0.66, 0.13))),
            presence=min(1.0, max(0.68, rng.gauss(0.93, 0.07))),
            punctuality=min(1.0, max(0.4, rng.gauss(0.9, 0.12))),
            forgets_assignment=count > 5 and number == count - 1,
        )


def _guests_for(learners: int) -> int:
    """So that teams have four or five people: nine teams of 39 for 25 learners."""
    return max(2, round(learners * 14 / 25))
