"""What a learner sees afterwards: what was never asked, what was asked too bluntly, what was vain.

Ids and the author's words, no sentence of ours: the page words it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from ._case import (
    Case,
    Claim,
    Diagnosis,
    Fact,
    Finding,
    HandoffItem,
    Investigation,
    Level,
    Place,
    Treatment,
    Worth,
)
from ._note_items import HandedOff, handed_off
from ._performance import Performance, named, reliance

Act = Finding | Investigation | Treatment
_VAIN = (Worth.USELESS, Worth.HARMFUL)


@dataclass(frozen=True, slots=True)
class Debrief:
    """Every list is in the order one should read it, the gravest first."""

    never_asked: tuple[Fact, ...]  # red flags first, then by weight
    asked_bluntly: tuple[Fact, ...]  # sensitive, asked for without tact and never told
    told_after_bluntness: tuple[Fact, ...]  # sensitive, told in the end
    not_done: tuple[Act, ...]  # essential acts
    vain: tuple[Act, ...]  # acts that were done and not worth it, harmful ones first
    not_named: tuple[Diagnosis, ...]  # main, then to exclude
    handed_off: tuple[HandedOff, ...]  # with the sentence of the note that says each
    not_handed_off: tuple[HandoffItem, ...]
    taken_wrongly: tuple[Claim, ...]  # over-reliance
    refused_wrongly: tuple[Claim, ...]  # under-reliance


def debrief(case: Case, performance: Performance) -> Debrief:
    """What the performance left out or got wrong."""
    did = performance
    untold = [fact for fact in case.facts if fact.id not in did.told]
    blunt = [f for f in case.facts if f.level is Level.SENSITIVE and f.id in did.guarded]
    missed = [fact for fact in untold if fact.weight and fact not in blunt]
    found, leaned = named(case, did), reliance(case, did)
    said = handed_off(case, did.handoff)
    said_ids = {each.item.id for each in said}
    claims = {claim.id: claim for each in case.consultations for claim in each.claims}
    return Debrief(
        never_asked=tuple(sorted(missed, key=lambda fact: (not fact.red_flag, -fact.weight))),
        asked_bluntly=tuple(fact for fact in blunt if fact in untold),
        told_after_bluntness=tuple(fact for fact in blunt if fact not in untold),
        not_done=_not_done(case, did),
        vain=_vain(case, did),
        not_named=_not_named(case, found),
        handed_off=said,
        not_handed_off=tuple(item for item in case.handoff if item.id not in said_ids),
        taken_wrongly=tuple(claims[id] for id in leaned.over),
        refused_wrongly=tuple(claims[id] for id in leaned.under),
    )


def _acts(case: Case) -> tuple[Act, ...]:
    return (*case.examination, *case.tests, *case.treatments)


def _done(did: Performance) -> frozenset[str]:
    return frozenset((*did.examined, *did.ordered, *did.treated))


def _not_done(case: Case, did: Performance) -> tuple[Act, ...]:
    done = _done(did)
    return tuple(a for a in _acts(case) if a.worth is Worth.ESSENTIAL and a.id not in done)


def _vain(case: Case, did: Performance) -> tuple[Act, ...]:
    done = _done(did)
    vain = [act for act in _acts(case) if act.worth in _VAIN and act.id in done]
    return tuple(sorted(vain, key=lambda act: act.worth is not Worth.HARMFUL))


def _not_named(case: Case, found: Container[str]) -> tuple[Diagnosis, ...]:
    missed = [each for each in case.differential if each.id not in found]
    places = (Place.MAIN, Place.MUST_EXCLUDE)
    return tuple(each for place in places for each in missed if each.place is place)
