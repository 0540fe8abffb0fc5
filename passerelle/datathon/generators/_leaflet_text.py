"""The leaflet of an invented drug, in French and in English, from the same facts."""

from __future__ import annotations

from ._draws import Draws
from ._pharmacopoeia import Drug, Pair

_FOOD: dict[str, tuple[Pair, ...]] = {
    "fasting": (
        (
            "Se prend à jeun, une heure avant le repas.",
            "Take on an empty stomach, an hour before food.",
        ),
        ("À distance des repas.", "Take away from meals."),
    ),
    "meal": (
        ("Se prend au cours du repas.", "Take with a meal."),
        (
            "L’estomac vide l’absorbe mal : à prendre à table.",
            "Poorly absorbed when fasting: take at table.",
        ),
    ),
    "any": (
        ("Se prend avec ou sans nourriture.", "Take with or without food."),
        ("Le repas ne change rien à son effet.", "Meals make no difference to its effect."),
    ),
}
_PREGNANCY: dict[str, tuple[Pair, ...]] = {
    "forbidden": (
        ("Contre-indiqué pendant toute la grossesse.", "Contraindicated throughout pregnancy."),
        (
            "Ne pas donner à une femme enceinte, quel que soit le terme.",
            "Do not give to a pregnant woman at any stage.",
        ),
    ),
    "third": (
        (
            "Contre-indiqué au troisième trimestre de la grossesse ; possible avant.",
            "Contraindicated in the third trimester of pregnancy; possible before.",
        ),
        (
            "Grossesse : à arrêter dès le début du septième mois.",
            "Pregnancy: stop at the start of the seventh month.",
        ),
    ),
    "allowed": (
        ("Peut être donné pendant la grossesse.", "May be given during pregnancy."),
        ("La grossesse n’est pas un obstacle.", "Pregnancy is no obstacle."),
    ),
}
_MEETING: dict[str, Pair] = {
    "forbidden": (
        "Association contre-indiquée avec {other}.",
        "Must not be combined with {other}.",
    ),
    "raises": ("Augmente la concentration de {other}.", "Raises the concentration of {other}."),
    "lowers": ("Diminue la concentration de {other}.", "Lowers the concentration of {other}."),
}
_DRIVING: dict[bool, Pair] = {
    True: ("Ne pas conduire la première semaine.", "Do not drive during the first week."),
    False: ("Sans effet sur la conduite.", "No effect on driving."),
}
_STORAGE: dict[bool, Pair] = {
    True: (
        "À conserver au réfrigérateur ; {days} jours après ouverture.",
        "Keep in the refrigerator; {days} days once open.",
    ),
    False: (
        "À conserver à température ambiante ; {days} jours après ouverture.",
        "Keep at room temperature; {days} days once open.",
    ),
}
_KIDNEY: tuple[Pair, ...] = (
    (
        "Rein : demi-dose si la filtration est inférieure à {halve} mL/min, contre-indiqué "
        "au-dessous de {stop} mL/min.",
        "Kidneys: half the dose if filtration is below {halve} mL/min, contraindicated "
        "below {stop} mL/min.",
    ),
    (
        "Au-dessous de {stop} mL/min de filtration, ne pas donner ; entre {stop} et {halve} "
        "mL/min, diviser la dose par deux.",
        "Below a filtration of {stop} mL/min, do not give; between {stop} and {halve} mL/min, "
        "divide the dose by two.",
    ),
)


def typeset(pair: Pair) -> Pair:
    """French spaces where a printed page has them: unbreakable, narrow before ; and ?."""
    french = pair[0].replace(" :", "\u00a0:").replace(" ;", "\u202f;").replace(" ?", "\u202f?")
    return french, pair[1]


def leaflet(draws: Draws, drug: Drug) -> Pair:
    """The same sentences in the same order in both languages."""
    first = (
        f"{drug.name} est indiqué dans {drug.indication[0]}.",
        f"{drug.name} is indicated for {drug.indication[1]}.",
    )
    sentences = [first, *draws.shuffled(_body(draws, drug))]
    return " ".join(fr for fr, _ in sentences), " ".join(en for _, en in sentences)


def _body(draws: Draws, drug: Drug) -> list[Pair]:
    return [
        *_doses(drug),
        _filled(draws.one(_KIDNEY), halve=drug.halve_below, stop=drug.stop_below),
        draws.one(_PREGNANCY[drug.pregnancy]),
        draws.one(_FOOD[drug.food]),
        _filled(_MEETING[drug.meeting], other=drug.partner),
        _DRIVING[drug.sleepy],
        _filled(_STORAGE[drug.fridge], days=drug.open_days),
        (
            f"Effets indésirables fréquents : {drug.frequent[0]}. Rares : {drug.rare[0]}.",
            f"Common side effects: {drug.frequent[1]}. Rare: {drug.rare[1]}.",
        ),
        (
            f"Oubli : prendre la dose dans les {drug.missed_hours} heures, sinon la sauter.",
            f"Missed dose: take it within {drug.missed_hours} hours, otherwise skip it.",
        ),
        (
            f"Demi-vie d’élimination : {drug.half_life_hours} heures.",
            f"Elimination half-life: {drug.half_life_hours} hours.",
        ),
    ]


def _doses(drug: Drug) -> list[Pair]:
    return [
        (
            f"Adulte : {drug.dose_mg} mg, {drug.takes} fois par jour, sans dépasser "
            f"{drug.most_mg} mg par jour.",
            f"Adults: {drug.dose_mg} mg, {drug.takes} times a day, no more than "
            f"{drug.most_mg} mg a day.",
        ),
        (
            f"Enfant dès {drug.child_from_years} ans : {drug.child_mg_per_kg} mg/kg par jour en "
            f"{drug.takes} prises, sans dépasser {drug.daily_mg} mg par jour.",
            f"Children from {drug.child_from_years} years: {drug.child_mg_per_kg} mg/kg a day in "
            f"{drug.takes} doses, no more than {drug.daily_mg} mg a day.",
        ),
    ]


def _filled(pair: Pair, **values: object) -> Pair:
    return pair[0].format(**values), pair[1].format(**values)
