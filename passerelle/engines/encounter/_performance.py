"""What a learner did in a case, as the scoring and the debrief read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ._case import Case, Diagnosis, HandoffItem, Language
from ._folding import folded, holds

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


def diagnosis_named(case: Case, text: str, language: Language) -> Diagnosis | None:
    """The diagnosis whose title or synonym the text holds, in either language; the longest wins.

    Negated names ("pas de méningite") are not read as hypotheses."""
    said = folded(text)
    if said.startswith(("pas ", "non ", "no ", "not ", "ni ")):
        return None
    found = [
        (len(name), diagnosis)
        for diagnosis in case.differential
        for name in _names(diagnosis, language)
        if holds(said, name)
    ]
    return max(found, key=lambda each: each[0])[1] if found else None


def named(case: Case, performance: Performance) -> dict[str, Hypothesis]:
    """The hypotheses that count, by the diagnosis they name, in the learner's order."""
    found: dict[str, Hypothesis] = {}
    for hypothesis in performance.hypotheses[:MOST_HYPOTHESES]:
        diagnosis = diagnosis_named(case, hypothesis.text, performance.language)
        if diagnosis is not None:
            found.setdefault(diagnosis.id, hypothesis)
    return found


def items_said(case: Case, performance: Performance) -> tuple[HandoffItem, ...]:
    """The items of the hand-off that the note holds, by any of their phrasings."""
    note = folded(performance.handoff)
    return tuple(
        item
        for item in case.handoff
        if any(holds(note, phrase) for phrase in _folded(item.phrasings.fr + item.phrasings.en))
    )


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


def _names(diagnosis: Diagnosis, language: Language) -> Iterable[str]:
    """Abbreviations travel: both languages count, the learner's own title first."""
    titles = (diagnosis.title.in_language(language), diagnosis.title.fr, diagnosis.title.en)
    return _folded((*titles, *diagnosis.synonyms.fr, *diagnosis.synonyms.en))


def _folded(names: Iterable[str]) -> Iterable[str]:
    return (folded(name) for name in names)
