"""The weekly dose of an anticoagulant that keeps the INR at its target."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from ._draws import Draws
from ._files import TRAIN, Columns, Generated, Group, files_of, share_out
from ._makers import Maker, Option, Settings

_NAME = "weekly_dose"
_PERIODS_EACH = ((1, 0.62), (2, 0.30), (3, 0.08))
# A clinic: its share of patients, how often the genotype is known there.
_CLINICS = (
    ("rive-claire", 0.35, 0.35),
    ("saint-aurele", 0.35, 0.70),
    ("blackwater", 0.30, 0.55),
)
_POUNDS_CLINIC, _POUNDS_PER_KG = "blackwater", 2.2046
_VKORC1 = (("GG", 0.38, 1.16), ("AG", 0.45, 0.92), ("AA", 0.17, 0.64))
_CYP2C9 = (
    ("*1/*1", 0.66, 1.06),
    ("*1/*2", 0.18, 0.88),
    ("*1/*3", 0.10, 0.72),
    ("*2/*3", 0.06, 0.56),
)
_REASONS = (("fibrillation", 0.58, 2.5), ("thrombosis", 0.27, 2.5), ("valve", 0.15, 3.0))
_FEATURES = (
    *("patient", "period", "clinic", "language", "sex", "age", "age_band", "weight", "weight_unit"),
    *("height_cm", "reason", "target_inr", "interaction", "liver_disease", "smoker"),
    *("vkorc1", "cyp2c9", "genotype", "inr_day5"),
)


@dataclass(frozen=True, slots=True)
class _Patient:
    """What does not change from one period to the next."""

    id: str
    clinic: str
    english: bool
    sex: str
    age: int
    height_cm: float
    weight_kg: float
    pounds: bool
    reason: str
    target_inr: float
    liver: bool
    smoker: bool
    vkorc1: str
    cyp2c9: str
    genotyped: bool
    own_factor: float


def _make(seed: int, rows: int, settings: Settings) -> Generated:
    groups = share_out(
        Draws(_NAME, seed, "groups"),
        rows=rows,
        sizes=_PERIODS_EACH,
        test_share=settings["test_share"],
        letter="p",
    )
    ids = iter(Draws(_NAME, seed, "ids").codes("d", rows))
    written = [
        _row(seed, next(ids), group, period, settings=settings)
        for group in groups
        for period in range(1, group.size + 1)
    ]
    columns = Columns(
        features=_FEATURES,
        target="weekly_dose_mg",
        truth=("patient", "sex", "age_band", "interaction", "genotype", "clinic"),
        prediction="dose",
        unsure="35.0",
    )
    return files_of(written, columns, draws=Draws(_NAME, seed, "order"))


def _patient(seed: int, name: str) -> _Patient:
    draws = Draws(_NAME, seed, "patient", name)
    clinic, _, genotyped = draws.weighted([(clinic, clinic[1]) for clinic in _CLINICS])
    sex = "F" if draws.chance(0.47) else "M"
    height = draws.bell(162.0 if sex == "F" else 175.0, 6.5)
    weight = max(42.0, draws.bell(24.0, 3.0) * (height / 100) * (height / 100) + draws.bell(4, 7))
    reason, _, target = draws.weighted([(reason, reason[1]) for reason in _REASONS])
    return _Patient(
        id=name,
        clinic=clinic,
        english=clinic == "blackwater",
        sex=sex,
        age=int(min(95.0, max(24.0, draws.bell(68.0, 14.0)))),
        height_cm=height,
        weight_kg=weight,
        pounds=clinic == _POUNDS_CLINIC and draws.chance(0.4),
        reason=reason,
        target_inr=target,
        liver=draws.chance(0.07),
        smoker=draws.chance(0.16),
        vkorc1=draws.weighted([(name, share) for name, share, _ in _VKORC1]),
        cyp2c9=draws.weighted([(name, share) for name, share, _ in _CYP2C9]),
        genotyped=draws.chance(genotyped),
        own_factor=draws.bell(1.0, 0.07),
    )


def _row(seed: int, name: str, group: Group, period: int, *, settings: Settings) -> dict[str, str]:
    patient = _patient(seed, group.id)
    draws = Draws(_NAME, seed, "row", name)
    interaction = _interaction(draws, period)
    usual = _usual_dose(patient, interaction, settings["boost"])
    dose = min(110.0, max(7.0, usual * patient.own_factor * draws.bell(1.0, settings["spread"])))
    written = round(dose * 2) / 2
    noise = Draws(_NAME, seed, "noise", name)
    if group.part == TRAIN and noise.chance(settings["daily_entries"]):
        written = round(dose / 7 * 2) / 2
    known = patient.genotyped
    return {
        "id": name,
        "part": group.part,
        "period": str(period),
        "interaction": interaction,
        "genotype": "known" if known else "unknown",
        "vkorc1": patient.vkorc1 if known else "",
        "cyp2c9": patient.cyp2c9 if known else "",
        "inr_day5": _inr_day5(draws, dose),
        "weekly_dose_mg": f"{written:.1f}",
        **_shown(patient, draws),
    }


def _interaction(draws: Draws, period: int) -> str:
    """A new period often starts because another drug did."""
    if period == 1:
        return draws.weighted((("none", 0.87), ("amiodarone", 0.11), ("inducer", 0.02)))
    return draws.weighted((("none", 0.65), ("amiodarone", 0.31), ("inducer", 0.04)))


def _usual_dose(patient: _Patient, interaction: str, boost: float) -> float:
    """The formula the teams look for: factors that multiply."""
    dose = 38.0 * (1.0 - 0.0062 * (patient.age - 60)) * sqrt(patient.weight_kg / 75.0)
    dose *= {name: factor for name, _, factor in _VKORC1}[patient.vkorc1]
    dose *= {name: factor for name, _, factor in _CYP2C9}[patient.cyp2c9]
    dose *= patient.target_inr / 2.5 * 0.6 + 0.4
    dose *= 0.82 if patient.liver else 1.0
    dose *= 1.08 if patient.smoker else 1.0
    if interaction == "amiodarone":
        dose *= 0.66 if patient.cyp2c9 == "*1/*1" else 0.56
    return dose * boost if interaction == "inducer" else dose


def _inr_day5(draws: Draws, dose: float) -> str:
    """After four days at 5 mg: the smaller the dose one needs, the higher it goes."""
    if draws.chance(0.22):
        return ""
    return f"{max(1.0, 0.85 + 31.0 / dose + draws.bell(0.0, 0.22)):.1f}"


def _shown(patient: _Patient, draws: Draws) -> dict[str, str]:
    weight = patient.weight_kg * _POUNDS_PER_KG if patient.pounds else patient.weight_kg
    return {
        "patient": patient.id,
        "clinic": patient.clinic,
        "language": "en" if patient.english else "fr",
        "sex": patient.sex,
        "age": str(patient.age),
        "age_band": _band(patient.age),
        "weight": f"{weight + draws.bell(0.0, 0.8):.0f}",
        "weight_unit": "lb" if patient.pounds else "kg",
        "height_cm": f"{patient.height_cm:.0f}",
        "reason": patient.reason,
        "target_inr": f"{patient.target_inr:.1f}",
        "liver_disease": "yes" if patient.liver else "no",
        "smoker": "yes" if patient.smoker else "no",
    }


def _band(age: int) -> str:
    if age < 60:
        return "18-59"
    return "60-74" if age < 75 else "75+"


MAKER = Maker(
    name=_NAME,
    summary="Patients under a vitamin K antagonist; the weekly dose that holds the INR.",
    truth=(
        "The dose is a product of factors: age, square root of weight, both genotypes, target, "
        "liver, smoking, the other drug; a sum of effects cannot follow it.",
        "Amiodarone divides the dose by about 1.5 (more with a slow CYP2C9): a model that does not "
        "look at the other drug overdoses those patients.",
        "The inducer multiplies the dose by `boost`; those patients are too few for a slice.",
        f"At {_POUNDS_CLINIC}, two weights in five are in pounds; the unit is in its column.",
        "The genotype is missing more often at rive-claire; missing does not mean normal.",
        "In train only, `daily_entries` of the doses were typed for a day instead of a week.",
    ),
    options=(
        Option("spread", 0.11, 0.02, 0.4, "What no column explains, as a share of the dose."),
        Option("boost", 1.7, 1.0, 2.5, "What the inducer multiplies the dose by."),
        Option("daily_entries", 0.03, 0.0, 0.2, "Share of training doses typed for a day."),
        Option("test_share", 0.34, 0.3, 0.6, "Share of the cases kept for the test."),
    ),
    make=_make,
)
