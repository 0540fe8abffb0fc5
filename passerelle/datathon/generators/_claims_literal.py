"""What a leaflet states, in nearly its own words: matching them is enough."""

from __future__ import annotations

from ._claim import Claim, Recall, either, figure
from ._draws import Draws
from ._pharmacopoeia import DOSES_MG, EFFECTS, Drug


def _adult(draws: Draws, drug: Drug) -> Claim:
    shown, true = figure(draws, drug.dose_mg, DOSES_MG)
    return Claim(
        (
            f"Adulte : {shown} mg, {drug.takes} fois par jour.",
            f"Adults: {shown} mg, {drug.takes} times a day.",
        ),
        true,
    )


def _child(draws: Draws, drug: Drug) -> Claim:
    shown, true = figure(draws, drug.child_mg_per_kg, (2, 3, 5, 8, 10, 15))
    return Claim(
        (
            f"Enfant dès {drug.child_from_years} ans : {shown} mg/kg par jour.",
            f"Children from {drug.child_from_years} years: {shown} mg/kg a day.",
        ),
        true,
    )


def _rare(draws: Draws, drug: Drug) -> Claim:
    others = [effect for effect in EFFECTS if effect not in (drug.frequent, drug.rare)]
    right = draws.chance(0.5)
    named = drug.rare if right else draws.one(others)
    return Claim(
        (
            f"Parmi ses effets indésirables : {named[0]}.",
            f"Among its side effects: {named[1]}.",
        ),
        right,
    )


def _missed(draws: Draws, drug: Drug) -> Claim:
    shown, true = figure(draws, drug.missed_hours, (3, 4, 6, 8))
    return Claim(
        (
            f"Oubli : prendre la dose dans les {shown} heures.",
            f"Missed dose: take it within {shown} hours.",
        ),
        true,
    )


def _half_life(draws: Draws, drug: Drug) -> Claim:
    shown, true = figure(draws, drug.half_life_hours, (4, 7, 11, 16, 22, drug.missed_hours))
    return Claim(
        (
            f"Sa demi-vie d’élimination est de {shown} heures.",
            f"Its elimination half-life is {shown} hours.",
        ),
        true,
    )


def _stop(draws: Draws, drug: Drug) -> Claim:
    shown, true = figure(draws, drug.stop_below, (10, 15, 20, 30, drug.halve_below))
    return Claim(
        (
            f"Contre-indiqué au-dessous de {shown} mL/min de filtration.",
            f"Contraindicated below a filtration of {shown} mL/min.",
        ),
        true,
    )


def _room(draws: Draws, drug: Drug) -> Claim:
    return either(
        draws,
        drug.fridge,
        ("À conserver au réfrigérateur.", "Keep in the refrigerator."),
        ("À conserver à température ambiante.", "Keep at room temperature."),
    )


LITERAL: tuple[Recall, ...] = (_adult, _child, _rare, _missed, _half_life, _stop, _room)
