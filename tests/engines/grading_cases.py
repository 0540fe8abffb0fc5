"""The award rule and marks that the grading tests share."""

from decimal import Decimal

import yaml

from passerelle.engines.grading import Hours, Mark, Text, rule_from

AWARD = """
scale: 20
rounding: {places: 2, mode: half_up}
pass: 10
attendance: {least_percent: 80}
components:
  - {id: quizzes, title: {fr: Quiz, en: Quizzes}, weight: 20, take: mean, floor: 6, pass: 10, missing: zero}
  - {id: devoir, title: {fr: Devoir, en: Assignment}, weight: 25, take: best, pass: 10, missing: incomplete}
  - {id: datathon, title: {fr: Datathon, en: Datathon}, weight: 25, take: sum, missing: ignore}
  - {id: soutenance, title: {fr: Soutenance, en: Presentation}, weight: 30, take: mean, floor: 8, missing: incomplete}
compensation: {allowed: true, most_components: 1, most_shortfall: 3}
honours:
  - {from: 16, title: {fr: Mention très bien, en: With high honours}}
  - {from: 14, title: {fr: Mention bien, en: With honours}}
credits: {ects: 8, quebec: 4}
"""
RULE = rule_from(yaml.safe_load(AWARD))
HOURS = Hours(proven=Decimal(72), required=Decimal(80))


def award():
    """The section as parsed, free to be broken."""
    return yaml.safe_load(AWARD)


def mark(component, activity, points, maximum=20, *, resit=False):
    return Mark(
        component=component,
        activity=activity,
        label=Text(f"{activity} fr", f"{activity} en"),
        points=None if points is None else Decimal(str(points)),
        maximum=Decimal(maximum),
        resit=resit,
    )


def marks(*, quizzes=(8, 9), devoir=(12,), datathon=((11, 20),), soutenance=(14,)):
    return [
        *(mark("quizzes", f"quiz-{place}", points, 10) for place, points in enumerate(quizzes)),
        *(mark("devoir", f"devoir-{place}", points) for place, points in enumerate(devoir)),
        *(mark("datathon", f"phase-{place}", *pair) for place, pair in enumerate(datathon)),
        *(mark("soutenance", f"jury-{place}", points) for place, points in enumerate(soutenance)),
    ]
