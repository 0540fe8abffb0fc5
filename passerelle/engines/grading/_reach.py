"""Categories that hold one another in a circle, and sentences of a rule that nobody could reach."""

from decimal import Decimal

from passerelle.engines.grading._reading import Reading
from passerelle.engines.grading._rule import AwardRule, Category, Component


def check_reach(rule: AwardRule, top: Reading) -> None:
    """Reports categories that hold nothing, strangers or themselves, and what no mark can meet."""
    for place, category in enumerate(rule.categories):
        _check_category(rule, category, top.at("categories", place))
    _check_cap(rule, top)
    _check_compensable(rule, top)


def _check_category(rule: AwardRule, category: Category, spot: Reading) -> None:
    known = [*(each.id for each in rule.components), *(each.id for each in rule.categories)]
    if spot.at("id").sound and known.count(category.id) > 1:
        spot.at("id").report(f"“{category.id}” is already taken.", "Give each category its own id.")
    for place, name in enumerate(category.of):
        entry = spot.at("of", place)
        if entry.sound and name not in known:
            entry.report(f"“{name}” is in no part of the rule.", f"Use one of {', '.join(known)}.")
    circle = _circle(rule, category)
    if spot.at("of").sound and circle:
        spot.at("of").report(
            f"goes round in a circle: {' → '.join(circle)}.",
            "Take one of these out: a category cannot hold itself.",
        )
    for name in ("floor", "pass"):
        _check_most(spot.at(name), rule.scale, bound="scale")
    if category.floor is not None and category.pass_mark is not None:
        _check_most(spot.at("floor"), category.pass_mark, bound="pass")


def _circle(rule: AwardRule, category: Category) -> tuple[str, ...]:
    """The way from a category back to itself, if there is one."""
    inside = {each.id: each.of for each in rule.categories}
    ways: list[tuple[str, ...]] = [(category.id,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for name in inside.get(way[-1], ()):
            if name == category.id:
                return (*way, name)
            if name in inside and name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()


def _check_most(low: Reading, most: Decimal, *, bound: str) -> None:
    if low.sound and low.number() > most:
        low.report(f"is {low.number()}, above the {bound} of {most}.", f"Write {most} or less.")


def _check_cap(rule: AwardRule, top: Reading) -> None:
    """A resit capped below what must be reached can never help."""
    spot, cap = top.at("resits", "cap"), rule.resits.cap
    if cap is None or not spot.sound:
        return
    _check_most(spot, rule.scale, bound="scale")
    parts: tuple[Component | Category, ...] = (*rule.components, *rule.categories)
    least = [each for part in parts for each in (part.floor, part.pass_mark) if each is not None]
    wanted = max(least, default=rule.pass_mark)
    if cap < wanted:
        spot.report(
            f"is {cap}: no resit could ever reach the threshold of {wanted}.",
            f"Write {wanted} or more.",
        )


def _check_compensable(rule: AwardRule, top: Reading) -> None:
    """Compensation exists between a floor and a pass; where they meet there is nothing to grant."""
    parts = [part for part in rule.components if part.pass_mark is not None]
    if not rule.compensation.allowed or not parts or not top.at("components").sound:
        return
    if all(part.floor == part.pass_mark for part in parts):
        top.at("compensation", "allowed").report(
            "is true, but whoever is below a pass is below its floor too: it can never be granted.",
            "Lower a floor below its pass, or write false.",
        )
