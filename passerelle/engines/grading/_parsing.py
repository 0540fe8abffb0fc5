"""From the `award` section of a programme's YAML file to an AwardRule."""

import re
from decimal import Decimal

from passerelle.engines.grading._reading import Reading, RuleProblems
from passerelle.engines.grading._rule import (
    AwardRule,
    Category,
    Compensation,
    Component,
    Credits,
    Honour,
    Keep,
    Missing,
    Resits,
    Take,
    TakeKind,
    TotalRounding,
)
from passerelle.engines.grading._sense import check_sense
from passerelle.engines.numbers import Rounding

_BEST = re.compile(r"best(?:-([1-9][0-9]?))?")
_HUNDRED = Decimal(100)
_NEEDED = ("scale", "rounding", "pass", "components", "credits")
_OPTIONAL = ("attendance", "compensation", "resits", "honours", "categories")
_COMPONENT = ("id", "title", "weight", "take", "missing")


def rule_from(mapping: object) -> AwardRule:
    """The rule that a parsed `award` section describes.

    Needed: scale; rounding {places, mode: half_up | half_even | down | up}; pass; components, each
    {id, title {fr, en}, weight, take: mean | best | best-n | sum, missing: zero | ignore |
    incomplete} with an optional floor and pass, weights adding up to 100; credits {ects, quebec}
    and perhaps continuing_education.
    Optional: attendance {least_percent}; compensation {allowed, most_components, most_shortfall};
    resits {allowed, keep: best | last, cap}; honours, each {from, title}, from the highest down;
    categories, each {id, title, of: [ids of components or categories]} with a floor or a pass.
    Raises RuleProblems holding every problem with its field and remedy.
    """
    top = Reading(mapping)
    parts = top.fields(needed=_NEEDED, optional=_OPTIONAL)
    rule = AwardRule(
        scale=parts["scale"].number(above=True),
        rounding=_rounding(parts["rounding"]),
        pass_mark=parts["pass"].number(),
        components=tuple(_component(entry) for entry in parts["components"].items()),
        credits=_credits(parts["credits"]),
        least_attendance_percent=_attendance(parts["attendance"]),
        compensation=_compensation(parts["compensation"]),
        resits=_resits(parts["resits"]),
        honours=tuple(_honour(entry) for entry in parts["honours"].items()),
        categories=tuple(_category(entry) for entry in parts["categories"].items()),
    )
    check_sense(rule, top)
    if top.problems:
        raise RuleProblems(top.problems)
    return rule


def _rounding(reading: Reading) -> TotalRounding:
    parts = reading.fields(needed=("places", "mode"))
    return TotalRounding(
        places=parts["places"].whole(least=0, most=6),
        mode=parts["mode"].choice(Rounding, otherwise=Rounding.HALF_UP),
    )


def _component(entry: Reading) -> Component:
    parts = entry.fields(needed=_COMPONENT, optional=("floor", "pass"))
    return Component(
        id=parts["id"].slug(),
        title=parts["title"].text(),
        weight=parts["weight"].number(above=True, most=_HUNDRED),
        take=_take(parts["take"]),
        missing=parts["missing"].choice(Missing, otherwise=Missing.INCOMPLETE),
        floor=parts["floor"].number() if parts["floor"].given else None,
        pass_mark=parts["pass"].number() if parts["pass"].given else None,
    )


def _take(reading: Reading) -> Take:
    written = str(reading.value)
    if best := _BEST.fullmatch(written):
        return Take(TakeKind.BEST, int(best[1] or 1))
    if written in (TakeKind.MEAN, TakeKind.SUM):
        return Take(TakeKind(written))
    if reading.given:
        reading.report(f"is “{written[:40]}”.", "Write mean, best, best-3 (three best) or sum.")
    return Take(TakeKind.MEAN)


def _credits(reading: Reading) -> Credits:
    parts = reading.fields(needed=("ects", "quebec"), optional=("continuing_education",))
    units = parts["continuing_education"]
    return Credits(
        ects=parts["ects"].number(),
        quebec=parts["quebec"].number(),
        continuing_education=units.number() if units.given else None,
    )


def _attendance(reading: Reading) -> Decimal | None:
    if not reading.given:
        return None
    return reading.fields(needed=("least_percent",))["least_percent"].number(most=_HUNDRED)


def _compensation(reading: Reading) -> Compensation:
    if not reading.given:
        return Compensation(allowed=False)
    limits = ("most_components", "most_shortfall")
    refused = reading.at("allowed").value is False
    needed = ("allowed",) if refused else ("allowed", *limits)
    parts = reading.fields(needed=needed, optional=limits)
    return Compensation(
        allowed=parts["allowed"].yes_no(),
        most_components=parts["most_components"].whole(least=0 if refused else 1, most=99),
        most_shortfall=parts["most_shortfall"].number(above=not refused),
    )


def _resits(reading: Reading) -> Resits:
    if not reading.given:
        return Resits(allowed=False)
    parts = reading.fields(needed=("allowed",), optional=("keep", "cap"))
    return Resits(
        allowed=parts["allowed"].yes_no(),
        keep=parts["keep"].choice(Keep, otherwise=Keep.BEST),
        cap=parts["cap"].number(above=True) if parts["cap"].given else None,
    )


def _category(entry: Reading) -> Category:
    parts = entry.fields(needed=("id", "title", "of"), optional=("floor", "pass"))
    return Category(
        id=parts["id"].slug(),
        title=parts["title"].text(),
        of=tuple(each.slug() for each in parts["of"].items()),
        floor=parts["floor"].number() if parts["floor"].given else None,
        pass_mark=parts["pass"].number() if parts["pass"].given else None,
    )


def _honour(entry: Reading) -> Honour:
    parts = entry.fields(needed=("from", "title"))
    return Honour(least=parts["from"].number(), title=parts["title"].text())
