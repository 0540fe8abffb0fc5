"""A score without a model: counts of what was done, each part with its points and its reasons.

Parts and points are ours (out of 100, 110 with an assistant), in the spirit of OSCE checklists
and of Elstein's data gathering, interpretation and management; reliance after Schemmer et al.
(2023): advice is relied upon appropriately when sound advice is taken and unsound advice refused.
Exact fractions; a part that a case gives no matter for is left out. Communication is for a person
to mark."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from ._case import Case, Level, Place, Worth
from ._performance import Performance, items_said, named, reliance

_USELESS, _HARMFUL = Fraction(1, 10), Fraction(1, 2)  # shares of a part that each one costs
_TACTLESS = Fraction(1, 2)  # what a sensitive fact is worth when it was first asked bluntly


class Component(StrEnum):
    """A part of the score."""

    FACTS = "facts"
    RED_FLAGS = "red-flags"
    TACT = "tact"
    EXAMINATION = "examination"
    TESTS = "tests"
    TREATMENTS = "treatments"
    TIME = "time"
    COST = "cost"
    DIFFERENTIAL = "differential"
    JUSTIFICATION = "justification"
    HANDOFF = "handoff"
    RELIANCE = "reliance"
    COMMUNICATION = "communication"


MAXIMA = {
    Component.FACTS: 25,
    Component.RED_FLAGS: 10,
    Component.TACT: 5,
    Component.EXAMINATION: 10,
    Component.TESTS: 10,
    Component.TREATMENTS: 10,
    Component.TIME: 3,
    Component.COST: 2,
    Component.DIFFERENTIAL: 10,
    Component.JUSTIFICATION: 5,
    Component.HANDOFF: 10,
    Component.RELIANCE: 10,
}


@dataclass(frozen=True, slots=True)
class Part:
    """Points of one component and what they come from, as ids: gained, missed, harmful or vain.

    `measured` and `allowed` are minutes or cents where the part weighs an amount."""

    component: Component
    points: Fraction
    maximum: int
    gained: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    measured: int | None = None
    allowed: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """The parts that a case gives matter for; those in `awaited` are left to a person."""

    parts: tuple[Part, ...]
    awaited: tuple[Component, ...] = (Component.COMMUNICATION,)

    @property
    def points(self) -> Fraction:
        return sum((part.points for part in self.parts), Fraction())

    @property
    def maximum(self) -> int:
        return sum(part.maximum for part in self.parts)

    @property
    def share(self) -> Fraction:
        return self.points / self.maximum if self.maximum else Fraction()

    def part(self, component: Component) -> Part | None:
        return next((part for part in self.parts if part.component is component), None)


def score(case: Case, performance: Performance) -> Score:
    """What the performance is worth, part by part."""
    did = performance
    parts = (
        _facts(case, did),
        _red_flags(case, did),
        _tact(case, did),
        _acts(Component.EXAMINATION, case.examination, did.examined),
        _acts(Component.TESTS, case.tests, did.ordered),
        _acts(Component.TREATMENTS, case.treatments, did.treated),
        _time(case, did),
        _cost(case, did),
        _differential(case, did),
        _justification(case, did),
        _handoff(case, did),
        _reliance(case, did),
    )
    return Score(tuple(part for part in parts if part is not None))


def _part(
    component: Component,
    share: Fraction,
    gained: Iterable[str] = (),
    missed: Iterable[str] = (),
    against: Iterable[str] = (),
) -> Part:
    within = min(max(share, Fraction()), Fraction(1))
    maximum = MAXIMA[component]
    return Part(component, within * maximum, maximum, tuple(gained), tuple(missed), tuple(against))


def _facts(case: Case, did: Performance) -> Part | None:
    """Weights of the facts elicited, of all weights."""
    weights = {fact.id: fact.weight for fact in case.facts if fact.weight}
    return _weighed(Component.FACTS, weights, did.told)


def _red_flags(case: Case, did: Performance) -> Part | None:
    flags = {fact.id: 1 for fact in case.facts if fact.red_flag}
    return _weighed(Component.RED_FLAGS, flags, did.told)


def _weighed(component: Component, weights: dict[str, int], got: Sequence[str]) -> Part | None:
    if not weights:
        return None
    gained = [id for id in weights if id in got]
    share = Fraction(sum(weights[id] for id in gained), sum(weights.values()))
    return _part(component, share, gained, [id for id in weights if id not in got])


def _tact(case: Case, did: Performance) -> Part | None:
    """Sensitive facts told; half for those first asked without tact."""
    sensitive = [fact.id for fact in case.facts if fact.level is Level.SENSITIVE]
    if not sensitive:
        return None
    blunt = [id for id in sensitive if id in did.guarded]
    gained = [id for id in sensitive if id in did.told]
    worth = sum((_TACTLESS if id in blunt else Fraction(1) for id in gained), Fraction())
    missed = [id for id in sensitive if id not in did.told]
    return _part(Component.TACT, worth / len(sensitive), gained, missed, blunt)


class _Act(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def worth(self) -> Worth: ...


def _acts(component: Component, acts: Sequence[_Act], done: Sequence[str]) -> Part | None:
    """The essential ones done, less a tenth of the part for a useless one, half for a harmful."""
    if not acts:
        return None
    essential = [act.id for act in acts if act.worth is Worth.ESSENTIAL]
    useless = [act.id for act in acts if act.worth is Worth.USELESS and act.id in done]
    harmful = [act.id for act in acts if act.worth is Worth.HARMFUL and act.id in done]
    gained = [id for id in essential if id in done]
    share = Fraction(len(gained), len(essential)) if essential else Fraction(1)
    share -= _USELESS * len(useless) + _HARMFUL * len(harmful)
    missed = [id for id in essential if id not in done]
    return _part(component, share, gained, missed, (*harmful, *useless))


def _time(case: Case, did: Performance) -> Part:
    """Full within the time allowed, none at twice it; essential acts take none of it."""
    acts = [act for act in case.examination if act.id in did.examined]
    waits = [test for test in case.tests if test.id in did.ordered]
    spent = did.minutes
    spent += sum(act.minutes for act in acts if act.worth is not Worth.ESSENTIAL)
    spent += sum(test.minutes for test in waits if test.worth is not Worth.ESSENTIAL)
    return _sparing(Component.TIME, _thoroughness(case, did), spent, case.minutes)


def _cost(case: Case, did: Performance) -> Part | None:
    """Full when vain tests cost nothing, none when they cost as much as the warranted ones."""
    warranted = [t for t in case.tests if t.worth in (Worth.ESSENTIAL, Worth.USEFUL)]
    allowed = sum(test.cost_cents for test in warranted)
    if not allowed:
        return None
    vain = [t for t in case.tests if t.id in did.ordered and t not in warranted]
    spent = allowed + sum(test.cost_cents for test in vain)
    return _sparing(Component.COST, _thoroughness(case, did), spent, allowed)


def _sparing(component: Component, thoroughness: Fraction, spent: int, allowed: int) -> Part:
    """To be quick and cheap is worth what the history is: nothing when nothing was asked."""
    left = min(max(Fraction(2 * allowed - spent, allowed), Fraction()), Fraction(1))
    part = _part(component, left * thoroughness)
    return replace(part, measured=spent, allowed=allowed)


def _thoroughness(case: Case, did: Performance) -> Fraction:
    facts = _facts(case, did)
    return facts.points / facts.maximum if facts else Fraction(1)


def _differential(case: Case, did: Performance) -> Part:
    """Half for the main diagnosis, half for those to exclude; an unlikely one costs a tenth."""
    found = named(case, did)
    placed = {place: [d.id for d in case.differential if d.place is place] for place in Place}
    main, exclude = placed[Place.MAIN], placed[Place.MUST_EXCLUDE]
    halves = [_share_of(ids, found) for ids in (main, exclude) if ids]
    unlikely = [id for id in placed[Place.UNLIKELY] if id in found]
    share = sum(halves, Fraction()) / len(halves) if halves else Fraction(1)
    expected = (*main, *exclude)
    return _part(
        Component.DIFFERENTIAL,
        share - _USELESS * len(unlikely),
        [id for id in expected if id in found],
        [id for id in expected if id not in found],
        unlikely,
    )


def _justification(case: Case, did: Performance) -> Part | None:
    """What supports the main diagnoses, linked and obtained; a wrong link cancels a right one.

    What a harmful act shows neither counts nor is missed: it should not have been done."""
    shown: tuple[_Act, ...] = (*case.examination, *case.tests)
    harmful = {act.id for act in shown if act.worth is Worth.HARMFUL}
    mains = [d for d in case.differential if d.place is Place.MAIN]
    wanted = [(d.id, id) for d in mains for id in d.supported_by if id not in harmful]
    if not wanted:
        return None
    found = named(case, did)
    linked = {d.id: set(found[d.id].links) if d.id in found else set() for d in mains}
    right = [id for main, id in wanted if id in linked[main] & did.obtained]
    wrong = [id for d in mains for id in sorted(linked[d.id] - {*d.supported_by})]
    missed = [id for main, id in wanted if id not in linked[main] & did.obtained]
    share = Fraction(len(right) - len(wrong), len(wanted))
    return _part(Component.JUSTIFICATION, share, right, missed, wrong)


def _handoff(case: Case, did: Performance) -> Part | None:
    items = {item.id: 1 for item in case.handoff}
    return _weighed(Component.HANDOFF, items, [item.id for item in items_said(case, did)])


def _reliance(case: Case, did: Performance) -> Part | None:
    """Sound claims taken and unsound ones refused, of the claims judged; left out when none was."""
    leaned = reliance(case, did)
    if not leaned.judged:
        return None
    share = Fraction(len(leaned.appropriate), leaned.judged)
    return _part(Component.RELIANCE, share, leaned.appropriate, leaned.under, leaned.over)


def _share_of(ids: Sequence[str], found: Container[str]) -> Fraction:
    return Fraction(sum(id in found for id in ids), len(ids))
