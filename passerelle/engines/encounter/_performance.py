"""What a learner did in a case, as the scoring and the debrief read it."""

from __future__ import annotations

from dataclasses import dataclass

from ._case import Case, HandoffItem, Language
from ._note_items import diagnosis_named, handed_off

MOST_HYPOTHESES = 6  # a differential is short: what is named after these does not count


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A diagnosis in the learner's words; `links` are facts, findings and tests said to support."""

    text: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a learner made of one claim of the assistant."""

    claim: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Performance:
    """Everything a score needs. `minutes` are those of the talk; acts have their own in the case.

    `guarded` are facts that were asked for without tact at least once."""

    language: Language
    told: tuple[str, ...] = ()
    guarded: tuple[str, ...] = ()
    examined: tuple[str, ...] = ()
    ordered: tuple[str, ...] = ()
    treated: tuple[str, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    handoff: str = ""
    minutes: int = 0
    verdicts: tuple[Verdict, ...] = ()

    @property
    def obtained(self) -> frozenset[str]:
        """What a justification may rest on."""
        return frozenset((*self.told, *self.examined, *self.ordered))


def named(case: Case, performance: Performance) -> dict[str, Hypothesis]:
    """The hypotheses that count, by the diagnosis they name, in the learner's order."""
    found: dict[str, Hypothesis] = {}
    for hypothesis in performance.hypotheses[:MOST_HYPOTHESES]:
        diagnosis = diagnosis_named(case, hypothesis.text)
        if diagnosis is not None:
            found.setdefault(diagnosis.id, hypothesis)
    return found


def items_said(case: Case, performance: Performance) -> tuple[HandoffItem, ...]:
    """The items of the hand-off that the note holds."""
    return tuple(each.item for each in handed_off(case, performance.handoff))


@dataclass(frozen=True, slots=True)
class Reliance:
    """How advice was relied upon: over when an unsound claim was taken, under when a sound one
    was refused."""

    appropriate: tuple[str, ...]
    over: tuple[str, ...]
    under: tuple[str, ...]

    @property
    def judged(self) -> int:
        return len(self.appropriate) + len(self.over) + len(self.under)


def reliance(case: Case, performance: Performance) -> Reliance:
    """The verdicts against the author's; a claim's last verdict counts, unknown ones do not."""
    sound = {claim.id: claim.sound for each in case.consultations for claim in each.claims}
    taken = {verdict.claim: verdict.taken for verdict in performance.verdicts}
    judged = [id for id in sound if id in taken]
    return Reliance(
        appropriate=tuple(id for id in judged if taken[id] == sound[id]),
        over=tuple(id for id in judged if taken[id] and not sound[id]),
        under=tuple(id for id in judged if sound[id] and not taken[id]),
    )
