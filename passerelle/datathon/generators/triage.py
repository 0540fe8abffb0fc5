"""Triage notes and vital signs; which patients deteriorate within 24 hours?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ._draws import Draws
from ._files import TRAIN, Columns, Generated, Group, files_of, share_out
from ._makers import Maker, Option, Settings
from ._triage_note import Patient, note
from ._triage_words import HISTORY, SIGNS

_NAME = "triage_deterioration"
# A site: its share of patients, its language (share of English notes), its unit of glucose.
_SITES = (
    ("rive-claire", 0.30, 0.0, "g/L"),
    ("val-brume", 0.20, 0.0, "g/L"),
    ("saint-aurele", 0.25, 0.35, "mmol/L"),
    ("blackwater", 0.25, 0.95, "mmol/L"),
)
_NOISY_SITE = "val-brume"
_NOTES_EACH = ((1, 0.45), (2, 0.30), (3, 0.17), (4, 0.08))
_MMOL_PER_GRAM = 5.55
_FEATURES = (
    *("patient", "site", "language", "sex", "age", "age_band", "hours", "heart_rate"),
    *("respiratory_rate", "systolic", "temperature", "spo2", "lactate", "glucose"),
    *("glucose_unit", "stay_minutes", "note"),
)


@dataclass(slots=True)
class _Case:
    """One note before it is written: how ill the patient is, and what was seen."""

    patient: Patient
    part: str
    hours: int
    severity: float
    signs: frozenset[str]
    latent: float


def _make(seed: int, rows: int, settings: Settings) -> Generated:
    groups = share_out(
        Draws(_NAME, seed, "groups"),
        rows=rows,
        sizes=_NOTES_EACH,
        test_share=settings["test_share"],
        letter="p",
    )
    cases = [case for group in groups for case in _cases(seed, group)]
    threshold = _highest(cases, settings["prevalence"])
    ids = Draws(_NAME, seed, "ids").codes("n", len(cases))
    written = [
        _row(seed, name, case, ill=case.latent >= threshold, settings=settings)
        for name, case in zip(ids, cases, strict=True)
    ]
    columns = Columns(
        features=_FEATURES,
        target="deterioration",
        truth=("patient", "sex", "age_band", "language", "site"),
        prediction="score",
        unsure=f"{settings['prevalence']:.3f}",
    )
    return files_of(written, columns, draws=Draws(_NAME, seed, "order"))


def _highest(cases: Sequence[_Case], share: float) -> float:
    """The latent value that just this share of the cases reach."""
    ordered = sorted((case.latent for case in cases), reverse=True)
    return ordered[max(1, round(share * len(ordered))) - 1]


def _cases(seed: int, group: Group) -> list[_Case]:
    draws = Draws(_NAME, seed, "patient", group.id)
    patient = _patient(draws, group.id)
    usual = draws.bell(0.0, 0.75)
    hours, cases = 0, []
    for _ in range(group.size):
        severity = usual + draws.bell(0.0, 0.65)
        signs = _signs(draws, patient, severity)
        latent = severity + patient.frailty + draws.bell(0.0, 1.15)
        for sign in SIGNS:
            latent += sign.weight if sign.name in signs else 0.0
        cases.append(_Case(patient, group.part, hours, severity, signs, latent))
        hours += 1 + draws.below(4)
    return cases


def _patient(draws: Draws, name: str) -> Patient:
    site, _, english, unit = draws.weighted([(site, site[1]) for site in _SITES])
    age = int(min(97.0, max(18.0, draws.bell(64.0, 18.0))))
    number = draws.weighted(((0, 0.25), (1, 0.35), (2, 0.25), (3, 0.15)))
    history = tuple(draws.several(HISTORY, number))
    frailty = 0.012 * (age - 60)
    for _, weight, _ in history:
        frailty += weight
    return Patient(
        id=name,
        site=site,
        language="en" if draws.chance(english) else "fr",
        glucose_unit=unit,
        sex="F" if draws.chance(0.52) else "M",
        age=age,
        history=tuple(words for _, _, words in history),
        beta_blocker=draws.chance(0.35 if age >= 75 else 0.12),
        frailty=frailty,
    )


def _signs(draws: Draws, patient: Patient, severity: float) -> frozenset[str]:
    """Old age shows itself in behaviour (confusion, refusing food) more than in fever."""
    shift = 0.5 if patient.age >= 75 else 0.0
    telling = {"confusion", "eating", "urine"}
    return frozenset(
        sign.name
        for sign in SIGNS
        if severity + (shift if sign.name in telling else 0.0) + draws.bell(0.0, 0.8) > sign.cutoff
    )


def _row(seed: int, name: str, case: _Case, *, ill: bool, settings: Settings) -> dict[str, str]:
    draws, patient = Draws(_NAME, seed, "row", name), case.patient
    blunt = 1.0 - settings["blunting"] if patient.age >= 75 or patient.beta_blocker else 1.0
    label = ill
    if case.part == TRAIN and patient.site == _NOISY_SITE:
        label = ill != Draws(_NAME, seed, "noise", name).chance(settings["label_noise"])
    return {
        "id": name,
        "part": case.part,
        "patient": patient.id,
        "site": patient.site,
        "language": patient.language,
        "sex": patient.sex,
        "age": str(patient.age),
        "age_band": _band(patient.age),
        "hours": str(case.hours),
        **_vitals(draws, case, blunt),
        "stay_minutes": _stay(draws, case, label),
        "note": note(Draws(_NAME, seed, "note", name), patient, case.hours, case.signs),
        "deterioration": "1" if label else "0",
    }


def _vitals(draws: Draws, case: _Case, blunt: float) -> dict[str, str]:
    up = max(0.0, case.severity)
    ill = up if up else 0.45 * case.severity  # the well are not the opposite of the ill
    heart = 83.0 + 11.0 * ill * blunt + draws.bell(0.0, 13.0)
    breath = 18.0 + 2.6 * ill * blunt + draws.bell(0.0, 3.4)
    systolic = 126.0 - 9.0 * ill * blunt + 0.2 * (case.patient.age - 60) + draws.bell(0.0, 16.0)
    warmth = 37.3 + 0.45 * ill * blunt + draws.bell(0.0, 0.6)
    oxygen = min(100.0, 96.8 - 1.4 * up * blunt + draws.bell(0.0, 1.7))
    return {
        "heart_rate": f"{max(38.0, heart):.0f}",
        "respiratory_rate": f"{max(9.0, breath):.0f}",
        "systolic": f"{max(62.0, systolic):.0f}",
        "temperature": f"{max(34.5, warmth):.1f}",
        "spo2": f"{oxygen:.0f}",
        "lactate": _lactate(draws, case, up),
        "glucose": _glucose(draws, case.patient.glucose_unit, up),
        "glucose_unit": case.patient.glucose_unit,
    }


def _lactate(draws: Draws, case: _Case, up: float) -> str:
    """Measured when somebody is worried: that it is missing says something."""
    value = max(0.5, 1.3 + 0.5 * up + draws.bell(0.0, 0.5))
    asked = case.severity + draws.bell(0.0, 1.2) > 0.4
    return f"{value:.1f}" if asked else ""


def _glucose(draws: Draws, unit: str, up: float) -> str:
    """In mmol/L in Québec, in g/L in France."""
    value = max(2.5, 6.4 + 0.8 * up + draws.bell(0.0, 1.6))
    return f"{value:.1f}" if unit == "mmol/L" else f"{value / _MMOL_PER_GRAM:.2f}"


def _stay(draws: Draws, case: _Case, label: bool) -> str:
    """The trap. Train was extracted after discharge, the test when the note was written."""
    if case.part == TRAIN:
        return f"{max(45.0, draws.bell(310.0, 80.0) + (190.0 if label else 0.0)):.0f}"
    return f"{max(3.0, 60.0 * case.hours + draws.between(3.0, 55.0)):.0f}"


def _band(age: int) -> str:
    if age < 50:
        return "18-49"
    return "50-74" if age < 75 else "75+"


MAKER = Maker(
    name=_NAME,
    summary="Triage notes (French, English) with vital signs; deterioration within 24 hours.",
    truth=(
        "The share of notes followed by a deterioration is `prevalence` over all the cases.",
        "At 75 and over, and under a beta-blocker, vital signs follow severity less, by "
        "`blunting`: a model that reads only vital signs does worse there, the text does not.",
        "A sign in a note may be denied, past, or somebody else's: counting words misleads.",
        "`stay_minutes` tells the label in train (measured after discharge) and nothing in test.",
        f"In train only, `label_noise` of the labels of {_NOISY_SITE} are turned over.",
        "Lactate is missing when nobody worried. Glucose is in g/L in France, mmol/L in Québec.",
    ),
    options=(
        Option("prevalence", 0.18, 0.05, 0.5, "Share of notes followed by a deterioration."),
        Option("blunting", 0.75, 0.0, 1.0, "How much vital signs stay silent in the old."),
        Option("label_noise", 0.12, 0.0, 0.4, "Share of labels turned over at one site."),
        Option("test_share", 0.34, 0.3, 0.6, "Share of the cases kept for the test."),
    ),
    make=_make,
)
