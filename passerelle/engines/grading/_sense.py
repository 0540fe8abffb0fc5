"""Whether the parts of a rule, each well written, make sense together."""

from decimal import Decimal

from passerelle.engines.grading._reach import check_reach
from passerelle.engines.grading._reading import Reading
from passerelle.engines.grading._rule import AwardRule


def check_sense(rule: AwardRule, top: Reading) -> None:
    """Reports, where each stands, weights and thresholds that contradict one another.

    A field that could not be read is left out: it has its own problem already.
    """
    _check_ids(rule, top)
    _check_weights(rule, top)
    _check_thresholds(rule, top)
    _check_honours(rule, top)
    _check_compensation(rule, top)
    check_reach(rule, top)


def _check_ids(rule: AwardRule, top: Reading) -> None:
    seen: set[str] = set()
    for place, component in enumerate(rule.components):
        spot = top.at("components", place, "id")
        if spot.sound and component.id in seen:
            spot.report(f"“{component.id}” is already taken.", "Give each component its own id.")
        seen.add(component.id)


def _check_weights(rule: AwardRule, top: Reading) -> None:
    spots = [top.at("components", place, "weight") for place in range(len(rule.components))]
    whole = sum((component.weight for component in rule.components), Decimal(0))
    if spots and whole != 100 and all(spot.sound for spot in spots):
        top.at("components").report(
            f"have weights that add up to {whole}.", "Make the weights add up to 100."
        )


def _check_thresholds(rule: AwardRule, top: Reading) -> None:
    scale = top.at("scale")
    _check_order(top.at("pass"), scale, bound="scale")
    _check_order(top.at("compensation", "most_shortfall"), scale, bound="scale")
    for place in range(len(rule.components)):
        component = top.at("components", place)
        _check_order(component.at("floor"), scale, bound="scale")
        _check_order(component.at("pass"), scale, bound="scale")
        _check_order(component.at("floor"), component.at("pass"), bound="pass")


def _check_order(low: Reading, high: Reading, *, bound: str) -> None:
    if low.sound and high.sound and low.number() > high.number():
        low.report(
            f"is {low.number()}, above the {bound} of {high.number()}.",
            f"Write {high.number()} or less.",
        )


def _check_honours(rule: AwardRule, top: Reading) -> None:
    for place, honour in enumerate(rule.honours):
        spot = top.at("honours", place, "from")
        before = top.at("honours", place - 1, "from")
        _check_order(spot, top.at("scale"), bound="scale")
        if spot.sound and top.at("pass").sound and honour.least < rule.pass_mark:
            spot.report(
                f"is {honour.least}, below the pass of {rule.pass_mark}.",
                f"Write {rule.pass_mark} or more: honours go only to those who pass.",
            )
        if place and spot.sound and before.sound and honour.least >= before.number():
            spot.report(
                f"is {honour.least}, after {before.number()}: it can never be given.",
                "Write the highest honours first, each below the one before.",
            )


def _check_compensation(rule: AwardRule, top: Reading) -> None:
    has_pass = any(component.pass_mark is not None for component in rule.components)
    if rule.compensation.allowed and top.at("components").sound and not has_pass:
        top.at("compensation", "allowed").report(
            "is true, but no component has a pass to fall below.",
            "Give a component a pass, or write false.",
        )
