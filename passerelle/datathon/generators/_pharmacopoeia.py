"""Drugs that do not exist, with a fact for each line of their leaflet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ._draws import Draws

Pair = tuple[str, str]  # French, English

_BEGINNINGS = (
    *("bra", "cel", "dor", "fel", "gal", "hur", "jol", "kar", "lum", "mor", "nev", "pra"),
    *("quil", "rus", "sel", "tor", "urv", "vel", "wen", "zan"),
)
_MIDDLES = (
    *("aba", "edi", "ofo", "iga", "ulu", "omi", "ano", "eru", "ito", "uvo"),
    *("ado", "ebu", "ola", "ivi", "usa", "oke", "axi", "epo", "igno", "uro"),
)
_ENDINGS = (
    *("umbril", "orvel", "elmor", "uxtane", "avold", "irquel", "ondrix", "alvurne", "esquo"),
    *("uldrane",),
)

INDICATIONS: tuple[Pair, ...] = (
    ("l’hypertension artérielle", "high blood pressure"),
    ("la crise de goutte", "attacks of gout"),
    ("la migraine", "migraine"),
    ("l’asthme persistant", "persistent asthma"),
    ("l’otite moyenne aiguë", "acute otitis media"),
    ("l’infection urinaire basse", "lower urinary tract infection"),
    ("l’eczéma étendu", "extensive eczema"),
    ("le reflux gastro-œsophagien", "gastro-oesophageal reflux"),
    ("les crises d’épilepsie partielles", "focal epileptic seizures"),
    ("la rhinite allergique", "allergic rhinitis"),
)
EFFECTS: tuple[Pair, ...] = (
    ("nausées", "nausea"),
    ("somnolence", "drowsiness"),
    ("toux sèche", "dry cough"),
    ("éruption cutanée", "skin rash"),
    ("bouche sèche", "dry mouth"),
    ("vertiges", "dizziness"),
    ("diarrhée", "diarrhoea"),
    ("insomnie", "insomnia"),
    ("crampes", "muscle cramps"),
    ("goût métallique", "metallic taste"),
    ("céphalées", "headache"),
    ("palpitations", "palpitations"),
)
DOSES_MG = (5, 10, 20, 25, 40, 50, 80, 100, 150, 200, 250, 400)
MG_PER_KG = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20)
FOODS = ("fasting", "meal", "any")
PREGNANCIES = ("forbidden", "third", "allowed")
MEETINGS = ("forbidden", "raises", "lowers")


@dataclass(frozen=True, slots=True)
class Drug:
    """Doses in mg, filtration in mL/min, times in hours, `halve` above `stop`."""

    name: str
    indication: Pair
    dose_mg: int
    takes: int
    most_mg: int
    child_mg_per_kg: int
    child_from_years: int
    halve_below: int
    stop_below: int
    pregnancy: str
    food: str
    missed_hours: int
    frequent: Pair
    rare: Pair
    fridge: bool
    open_days: int
    sleepy: bool
    half_life_hours: int
    partner: str
    meeting: str

    @property
    def daily_mg(self) -> int:
        return self.dose_mg * self.takes


def names(draws: Draws, number: int) -> list[str]:
    """Invented names, none of which ends as a real family of drugs does."""
    every = [
        f"{first}{middle}{last}".capitalize()
        for first in _BEGINNINGS
        for middle in _MIDDLES
        for last in _ENDINGS
    ]
    return draws.several(every, number)


def drug(draws: Draws, name: str, partner: str) -> Drug:
    dose = draws.one(DOSES_MG)
    takes = draws.one((2, 4) if dose % 2 else (2, 3, 4))  # half a daily dose stays whole
    frequent, rare = draws.several(EFFECTS, 2)
    stop = draws.one((10, 15, 20, 30))
    return Drug(
        name=name,
        indication=draws.one(INDICATIONS),
        dose_mg=dose,
        takes=takes,
        most_mg=dose * takes * draws.one((2, 3)),
        child_mg_per_kg=draws.one(MG_PER_KG),
        child_from_years=draws.one((2, 3, 4, 6, 12)),
        halve_below=stop + draws.one((15, 20, 30)),
        stop_below=stop,
        pregnancy=draws.one(PREGNANCIES),
        food=draws.one(FOODS),
        missed_hours=draws.one((3, 4, 6, 8)),
        frequent=frequent,
        rare=rare,
        fridge=draws.chance(0.4),
        open_days=draws.one((7, 10, 14, 28)),
        sleepy=draws.chance(0.5),
        half_life_hours=draws.one((4, 5, 7, 9, 11, 16, 22, 30)),
        partner=partner,
        meeting=draws.one(MEETINGS),
    )


def ring(draws: Draws, members: Sequence[str]) -> list[Drug]:
    """Drugs of one part: the leaflet of each names the next, never one of another part."""
    following = [*members[1:], members[0]]
    return [drug(draws, name, partner) for name, partner in zip(members, following, strict=True)]
