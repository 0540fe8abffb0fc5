"""What a leaflet states, said in other words than its own."""

from __future__ import annotations

from ._claim import Claim, Item, Recall, either, figure
from ._claims_literal import LITERAL
from ._draws import Draws
from ._pharmacopoeia import DOSES_MG, EFFECTS, INDICATIONS, Drug

_LITERAL_SHARE = 0.75


def _adult_dose(draws: Draws, drug: Drug) -> Claim:
    shown, true = figure(draws, drug.daily_mg, (drug.dose_mg, drug.most_mg, *DOSES_MG))
    return Claim(
        (
            f"L’adulte en prend habituellement {shown} mg par jour, toutes prises comprises.",
            f"An adult usually takes {shown} mg a day, all doses together.",
        ),
        true,
    )


def _most(draws: Draws, drug: Drug) -> Claim:
    shown, true = figure(draws, drug.most_mg, (drug.daily_mg, drug.dose_mg * 10))
    return Claim(
        (
            f"La dose maximale de l’adulte est de {shown} mg par jour.",
            f"The highest adult dose is {shown} mg a day.",
        ),
        true,
    )


def _youngest(draws: Draws, drug: Drug) -> Claim:
    shown, true = figure(draws, drug.child_from_years, (2, 3, 4, 6, 12))
    return Claim(
        (
            f"L’âge minimal pour le donner est de {shown} ans.",
            f"The youngest age at which it may be given is {shown} years.",
        ),
        true,
    )


def _missed(draws: Draws, drug: Drug) -> Claim:
    late = drug.missed_hours + draws.one((-1, 2))
    return either(
        draws,
        late <= drug.missed_hours,
        (
            f"Une dose oubliée depuis {late} heures peut encore être prise.",
            f"A dose missed {late} hours ago may still be taken.",
        ),
        (
            f"Une dose oubliée depuis {late} heures doit être sautée.",
            f"A dose missed {late} hours ago must be skipped.",
        ),
    )


def _effect(draws: Draws, drug: Drug) -> Claim:
    kind = draws.below(3)
    others = [effect for effect in EFFECTS if effect not in (drug.frequent, drug.rare)]
    named = (drug.frequent, drug.rare, draws.one(others))[kind]
    return Claim(
        (
            f"Parmi les effets fréquents, on compte : {named[0]}.",
            f"One of its common effects is {named[1]}.",
        ),
        kind == 0,
    )


def _storage(draws: Draws, drug: Drug) -> Claim:
    return either(
        draws,
        drug.fridge,
        ("Il se garde au froid.", "It is kept in the cold."),
        ("Il n’a pas besoin de froid.", "It does not need the cold."),
    )


def _opened(draws: Draws, drug: Drug) -> Claim:
    days = drug.open_days + draws.one((-2, 3))
    return either(
        draws,
        days <= drug.open_days,
        (
            f"Un flacon ouvert depuis {days} jours peut servir.",
            f"A bottle opened {days} days ago may be used.",
        ),
        (
            f"Un flacon ouvert depuis {days} jours ne doit plus servir.",
            f"A bottle opened {days} days ago must no longer be used.",
        ),
    )


def _driving(draws: Draws, drug: Drug) -> Claim:
    return either(
        draws,
        drug.sleepy,
        (
            "Le patient doit laisser sa voiture les premiers jours.",
            "The patient must leave the car at home for the first days.",
        ),
        ("Le patient peut conduire dès le début.", "The patient may drive from the start."),
    )


def _food(draws: Draws, drug: Drug) -> Claim:
    return either(
        draws,
        drug.food == "fasting",
        ("L’estomac doit être vide.", "The stomach must be empty."),
        ("L’estomac peut être plein.", "The stomach may be full."),
    )


def _pregnancy(draws: Draws, drug: Drug) -> Claim:
    return either(
        draws,
        drug.pregnancy != "forbidden",
        (
            "Il est permis au quatrième mois de grossesse.",
            "It is allowed in the fourth month of pregnancy.",
        ),
        (
            "Il est interdit au quatrième mois de grossesse.",
            "It is forbidden in the fourth month of pregnancy.",
        ),
    )


def _half_life(draws: Draws, drug: Drug) -> Claim:
    hours, true = figure(draws, 2 * drug.half_life_hours, (drug.half_life_hours, 24))
    return Claim(
        (
            f"Il en reste un quart dans l’organisme après {hours} heures.",
            f"A quarter of it is left in the body after {hours} hours.",
        ),
        true,
    )


def _indication(draws: Draws, drug: Drug) -> Claim:
    right = draws.chance(0.5)
    others = [words for words in INDICATIONS if words != drug.indication]
    named = drug.indication if right else draws.one(others)
    return Claim((f"Il traite {named[0]}.", f"It treats {named[1]}."), right)


REWORDED: tuple[Recall, ...] = (
    *(_adult_dose, _most, _youngest, _missed, _effect, _storage),
    *(_opened, _driving, _food, _pregnancy, _half_life, _indication),
)


def recalled(draws: Draws, drug: Drug, *, false_ones: bool) -> Item:
    """Five facts. When the false ones are asked for, the key is turned over, not the claims."""
    literal, reworded = draws.shuffled(LITERAL), draws.shuffled(REWORDED)
    chosen = [(literal if draws.chance(_LITERAL_SHARE) else reworded).pop() for _ in range(5)]
    claims = [claim(draws, drug) for claim in chosen]
    if not false_ones:
        stem = (
            f"Au sujet de {drug.name}, quelles propositions sont exactes ?",
            f"About {drug.name}, which statements are right?",
        )
        return Item(stem, claims)
    stem = (
        f"Au sujet de {drug.name}, quelles propositions sont FAUSSES ?",
        f"About {drug.name}, which statements are WRONG?",
    )
    return Item(stem, [Claim(claim.words, not claim.true) for claim in claims])
