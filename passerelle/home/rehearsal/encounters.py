"""Learners meet virtual patients: an hour of the evening, a few questions, a hypothesis, a note.

They ask in the words that the case's author expects, so that nothing needs to be understood: the
rehearsal plays what is stored, the matcher is measured elsewhere."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from passerelle.campus.models import Activity, Enrolment
from passerelle.campus.rubrics import rubric_of
from passerelle.engines.encounter import (
    Case,
    Diagnosis,
    Exchange,
    Fact,
    Language,
    Level,
    Place,
    Reading,
    Worth,
)
from passerelle.people.models import Person
from passerelle.simulation.actions import (
    ask,
    begin_encounter,
    commit_hypothesis,
    consult,
    end_encounter,
    judge_claims,
    order,
    write_handoff,
)
from passerelle.simulation.actions.peer_rating import rate_peer
from passerelle.simulation.contents import written
from passerelle.simulation.enums import Likelihood, OrderKind, Spoken
from passerelle.simulation.models import Encounter
from passerelle.simulation.peer_settings import peers_asked
from passerelle.simulation.queries.obtained import obtained_in
from passerelle.simulation.queries.peer_ratings import to_rate

from .cast import Character
from .score import Score
from .stage import Stage

_LASTS = timedelta(minutes=25)
_FIRST_OF_A_MODULE = "03-"
_THOROUGH, _QUESTIONS, _BRIEF = 5, 8, 2  # one in five asks eight questions; a play must be short
_RATED, _REMARKING = timedelta(days=1), 1 / 3
_REMARKS = (
    "Tu laisses parler, c’est précieux. Dis aussi pourquoi tu poses la question délicate.",
    "Clear and kind. I would have stopped a moment when the patient went quiet.",
)
_FIRST, _AGAIN, _LEFT_OPEN = timedelta(days=2), timedelta(days=8), timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Player:
    """Someone before a patient."""

    enrolment: Enrolment
    character: Character
    rng: random.Random
    is_thorough: bool

    @property
    def person(self) -> Person:
        return self.enrolment.person

    def key(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)

    def is_able(self) -> bool:
        return self.rng.random() < self.character.ability


@dataclass(frozen=True, slots=True)
class Known:
    """A reader of one question whose fact is known: it looks nothing up."""

    fact: str

    def read(
        self,
        text: str,
        *,
        language: Language,  # noqa: ARG002  # the protocol's
        earlier: Sequence[Exchange],  # noqa: ARG002
    ) -> tuple[Reading, ...]:
        return (Reading(text, (self.fact,), score=1.0),)


def plan_encounters(
    stage: Stage, score: Score, activity: Activity, doers: Sequence[tuple[Enrolment, Character]]
) -> None:
    """Each once, on an evening of theirs; the first from Montréal a second time, and on the last
    day still talking. A patient after the first of a module is met by one in three."""
    if not activity.by_team and not activity.slug.startswith(_FIRST_OF_A_MODULE):
        doers = doers[1::3]
    named = f"{stage.edition.slug}/{activity.module.slug}/{activity.slug}"
    rng = random.Random(named)  # noqa: S311  # a play, not a secret
    again = next((one.pk for one, each in doers if each.institution == "chum"), None)
    for place, (enrolment, character) in enumerate(doers):
        is_thorough = enrolment.pk == again or place % _THOROUGH == 0
        player = Player(enrolment, character, rng, is_thorough)
        at = activity.opens_at + (activity.due_at - activity.opens_at) * rng.uniform(0.15, 0.95)
        if enrolment.pk == again:
            at = activity.opens_at + _FIRST
            second = partial(_meet, score, activity, player, activity.due_at - _LEFT_OPEN - at)
            score.add(activity.opens_at + _AGAIN, second)
        score.add(at, partial(_meet, score, activity, player, _LASTS))
        if peers_asked(activity):
            score.add(activity.due_at + _RATED, partial(_rate_peers, activity, player))


def _rate_peers(activity: Activity, player: Player) -> None:
    """What one was asked, as one is able; one in three writes a remark."""
    for rating in to_rate(activity, player.enrolment):
        least = -2 if player.is_able() else 0
        levels = {
            criterion.id: player.rng.choice(criterion.levels[least:]).id
            for criterion in rubric_of(rating.rubric).criteria
        }
        remark = player.rng.choice(_REMARKS) if player.rng.random() < _REMARKING else ""
        rate_peer(rating, levels=levels, remark=remark)


def _meet(score: Score, activity: Activity, player: Player, lasts: timedelta) -> None:
    """The talk at once, the end later."""
    encounter = begin_encounter(
        activity,
        enrolment=player.enrolment,
        language=Spoken(player.character.language),
        form_key=player.key(),
    )
    case = written(encounter.case)
    _talk(encounter, case, player)
    _decide(encounter, case, player)
    score.later(lasts, partial(_leave, encounter, case, player))


def _talk(encounter: Encounter, case: Case, player: Player) -> None:
    """The able ask first what matters."""
    language: Language = "en" if encounter.language == "en" else "fr"
    facts = [each for each in case.facts if _may_ask(each, language)]
    player.rng.shuffle(facts)
    facts.sort(key=lambda each: -each.weight if player.is_able() else 0)
    for fact in facts[: _QUESTIONS if player.is_thorough else _BRIEF]:
        said = ask(
            encounter,
            text=_as_asked(fact.phrasings.in_language(language)[0]),
            seen=encounter.turns_taken,
            by=player.person,
            form_key=player.key(),
            reader=Known(fact.id),
        )
        encounter = said.encounter


def _may_ask(fact: Fact, language: Language) -> bool:
    return fact.level is not Level.SENSITIVE and bool(fact.phrasings.in_language(language))


def _as_asked(phrasing: str) -> str:
    return phrasing[:1].upper() + phrasing[1:].rstrip(" \u202f?") + "\u202f?"


def _decide(encounter: Encounter, case: Case, player: Player) -> None:
    """Examine, test, commit, consult."""
    language: Language = "en" if encounter.language == "en" else "fr"
    for kind, items in ((OrderKind.EXAMINATION, case.examination), (OrderKind.TEST, case.tests)):
        for item in items:
            if item.worth is Worth.ESSENTIAL and player.is_thorough and player.is_able():
                order(encounter, kind=kind, item=item.id, by=player.person)
    named, obtained = _named(case, player), obtained_in(encounter).ids
    commit_hypothesis(
        encounter,
        text=named.title.in_language(language),
        likelihood=Likelihood.MAIN,
        reasons=[reason for reason in named.supported_by if reason in obtained],
        by=player.person,
        form_key=player.key(),
    )
    if encounter.with_assistant and case.consultations and player.is_thorough:
        asked = case.consultations[0]
        consult(encounter, item=asked.id, by=player.person)
        taken = {each.id: each.sound == player.is_able() for each in asked.claims}
        judge_claims(encounter, item=asked.id, taken=taken, by=player.person)


def _named(case: Case, player: Player) -> Diagnosis:
    wanted = Place.MAIN if player.is_able() else Place.PLAUSIBLE
    return next((each for each in case.differential if each.place is wanted), case.differential[0])


def _leave(encounter: Encounter, case: Case, player: Player) -> None:
    language: Language = "en" if encounter.language == "en" else "fr"
    said = [item.phrasings.in_language(language)[0] for item in case.handoff if player.is_able()]
    note = f"{case.persona.name}, {case.persona.age}. " + " ; ".join(said)
    write_handoff(encounter, text=note, by=player.person)
    end_encounter(encounter, by=player.person)
