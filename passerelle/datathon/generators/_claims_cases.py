"""Questions that ask for a reckoning: a child's dose, a patient's case, two leaflets at once."""

from __future__ import annotations

from ._claim import Claim, Item, either, figure
from ._draws import Draws
from ._pharmacopoeia import Drug, Pair

_TRIMESTERS: tuple[Pair, ...] = (
    ("non enceinte", "not pregnant"),
    ("enceinte de deux mois", "two months pregnant"),
    ("enceinte de cinq mois", "five months pregnant"),
    ("enceinte de huit mois", "eight months pregnant"),
)


def child(draws: Draws, drug: Drug) -> Item:
    age, weight = draws.one((2, 4, 5, 7, 9, 11)), draws.one((12, 24, 36))
    raw = drug.child_mg_per_kg * weight
    doses = _child_doses(draws, drug, raw)
    stem = (
        f"Un enfant de {age} ans pèse {weight} kg. On envisage {drug.name}. Quelles propositions "
        "sont exactes ?",
        f"A child of {age} weighs {weight} kg. {drug.name} is considered. Which statements are "
        "right?",
    )
    age_allows = either(
        draws,
        age >= drug.child_from_years,
        ("Son âge le permet.", "The age allows it."),
        ("Son âge l’interdit.", "The age forbids it."),
    )
    ceiling = either(
        draws,
        raw > drug.daily_mg,
        ("Le plafond s’applique.", "The ceiling applies."),
        ("Le plafond ne joue pas.", "The ceiling plays no part."),
    )
    return Item(stem, [*doses, age_allows, ceiling])


def _child_doses(draws: Draws, drug: Drug, raw: int) -> list[Claim]:
    """`raw`: what the weight gives in a day, before the ceiling."""
    daily = min(raw, drug.daily_mg)
    before, before_true = figure(draws, raw, (raw * 2, raw // 2, drug.daily_mg))
    take, take_true = figure(
        draws, daily // drug.takes, (daily, raw, raw // drug.takes, drug.dose_mg)
    )
    week, week_true = figure(draws, 7 * daily, (7 * raw, daily, 7 * drug.daily_mg))
    return [
        Claim(
            (
                f"Avant tout plafond, le poids donne {before} mg par jour.",
                f"Before any ceiling, the weight gives {before} mg a day.",
            ),
            before_true,
        ),
        Claim(
            (
                f"Selon le poids et le plafond, chaque prise serait de {take} mg.",
                f"By weight and ceiling, each dose would be {take} mg.",
            ),
            take_true,
        ),
        Claim(
            (
                f"Selon le poids et le plafond, sept jours en demanderaient {week} mg.",
                f"By weight and ceiling, seven days would take {week} mg.",
            ),
            week_true,
        ),
    ]


def vignette(draws: Draws, drug: Drug) -> Item:
    months = draws.below(4)
    near = (drug.stop_below - 4, drug.stop_below + 4, drug.halve_below - 3, drug.halve_below + 25)
    filtration = draws.one(near)
    carrying = _TRIMESTERS[months]
    age = 20 + draws.below(20)
    stem = (
        f"Une patiente de {age} ans, {carrying[0]}, a un débit de filtration de {filtration} "
        f"mL/min. On envisage {drug.name}. Quelles propositions sont exactes ?",
        f"A woman of {age}, {carrying[1]}, has a filtration rate of {filtration} mL/min. "
        f"{drug.name} is considered. Which statements are right?",
    )
    stopped = filtration < drug.stop_below
    halved = drug.stop_below <= filtration < drug.halve_below
    barred = months > 0 and (
        drug.pregnancy == "forbidden" or (drug.pregnancy == "third" and months == 3)
    )
    return Item(
        stem,
        [
            either(
                draws,
                stopped,
                ("Le rein interdit ce médicament.", "The kidneys forbid this drug."),
                ("Le rein n’interdit pas ce médicament.", "The kidneys do not forbid this drug."),
            ),
            either(
                draws,
                halved,
                ("La dose est à réduire de moitié.", "The dose is to be halved."),
                ("Réduire la dose de moitié serait une erreur.", "Halving the dose is a mistake."),
            ),
            either(
                draws,
                barred,
                ("Son état (grossesse ou non) l’interdit.", "Pregnancy, in her case, forbids it."),
                ("La grossesse, chez elle, n’y fait pas obstacle.", "Pregnancy is no bar for her."),
            ),
            _daily(draws, drug, stopped=stopped, halved=halved),
            _allowed(draws, stopped or barred),
        ],
    )


def _daily(draws: Draws, drug: Drug, *, stopped: bool, halved: bool) -> Claim:
    right = drug.daily_mg // 2 if halved else drug.daily_mg
    shown, true = figure(draws, right, (drug.daily_mg, drug.daily_mg // 2, drug.most_mg))
    words = (
        f"Compte tenu du rein seul, elle en prendrait d’ordinaire {shown} mg par jour.",
        f"Going by the kidneys alone, she would usually take {shown} mg a day.",
    )
    return Claim(words, true and not stopped)


def _allowed(draws: Draws, barred: bool) -> Claim:
    return either(
        draws,
        barred,
        ("Tout compte fait, il ne faut pas le prescrire.", "All told, it must not be prescribed."),
        ("Tout compte fait, rien ne l’interdit.", "All told, nothing forbids it."),
    )


def two_leaflets(draws: Draws, first: Drug, second: Drug) -> Item:
    """What stands in neither leaflet is held to be false."""
    stem = (
        f"Un patient prend {first.name} ; on envisage d’y ajouter {second.name}. D’après les deux "
        "notices, quelles propositions sont exactes ?",
        f"A patient takes {first.name}; adding {second.name} is considered. From both leaflets, "
        "which statements are right?",
    )
    every = [
        _meeting(draws, first, second, "forbidden"),
        _meeting(draws, first, second, draws.one(("raises", "lowers"))),
        Claim(
            (
                "Les deux peuvent se prendre au milieu d’un repas.",
                "Both may be taken in the middle of a meal.",
            ),
            "fasting" not in (first.food, second.food),
        ),
        Claim(
            ("Un seul des deux demande le réfrigérateur.", "Only one of them needs the fridge."),
            first.fridge != second.fridge,
        ),
        either(
            draws,
            first.half_life_hours > second.half_life_hours,
            (
                f"{first.name} reste plus longtemps dans l’organisme que {second.name}.",
                f"{first.name} stays in the body longer than {second.name}.",
            ),
            (
                f"{first.name} ne reste pas plus longtemps dans l’organisme que {second.name}.",
                f"{first.name} does not stay in the body longer than {second.name}.",
            ),
        ),
        Claim(
            (
                "Au moins un des deux est permis au huitième mois de grossesse.",
                "At least one of them is allowed in the eighth month of pregnancy.",
            ),
            "allowed" in (first.pregnancy, second.pregnancy),
        ),
    ]
    return Item(stem, draws.several(every, 5))


def _meeting(draws: Draws, first: Drug, second: Drug, kind: str) -> Claim:
    """Written in one leaflet only, and it matters which drug acts on which."""
    one, other = (first, second) if draws.chance(0.5) else (second, first)
    met = one.partner == other.name and one.meeting == kind
    if kind == "forbidden":
        either_way = met or (other.partner == one.name and other.meeting == kind)
        return Claim(("Leur association est interdite.", "They must not be combined."), either_way)
    verbs = {"raises": ("augmente", "raises"), "lowers": ("diminue", "lowers")}
    verb = verbs[kind]
    return Claim(
        (
            f"{one.name} {verb[0]} la concentration de {other.name}.",
            f"{one.name} {verb[1]} the concentration of {other.name}.",
        ),
        met,
    )
