"""A question is asked, and what may be said is said; each turn is stored once."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from passerelle.engines.encounter import Kind, Reader, State, is_own_distress, turn
from passerelle.engines.encounter import Turn as Said
from passerelle.foundation import clock
from passerelle.people.models import Person

from ..contents import written
from ..errors import KeyUsedElsewhere, Paused, TalkWentOn, TooLong, TooManyTurns
from ..models import Encounter, Pause, Turn
from ..queries.transcript import language_of
from ..scoring import SECONDS_A_TURN
from .locking import locked

MOST_TURNS = 200

LONGEST_QUESTION = 1_000


def ask(
    encounter: Encounter, *, text: str, seen: int, by: Person, form_key: UUID, reader: Reader
) -> Turn | Pause:
    """One turn, sent as often as one likes; `seen` is the last turn that its author had read.

    The question is understood before the lock is taken, so that nobody waits for it. A person's
    own distress pauses the encounter for them: what they wrote is not kept."""
    known = _known(encounter, form_key)
    if known is not None:
        return known
    is_hurt = is_own_distress(text)
    said = None if is_hurt else _said(encounter, text, seen=seen, reader=reader)
    with transaction.atomic():
        standing = locked(encounter)
        known = _known(standing, form_key)
        if known is not None:
            return known
        _refuse(standing, said=said, seen=seen, by=by)
        if said is None or said.kind is Kind.PAUSED:
            return Pause.objects.create(
                encounter=standing, person=by, at=clock.now(), form_key=form_key
            )
        return _stored(standing, said, text=text, by=by, form_key=form_key)


@transaction.atomic
def resume(encounter: Encounter, *, person: Person) -> None:
    """Their pause is over; that it was is told to nobody."""
    open_pauses = Pause.objects.filter(encounter=encounter, person=person, resumed_at=None)
    open_pauses.update(resumed_at=clock.now())


def _said(encounter: Encounter, text: str, *, seen: int, reader: Reader) -> Said:
    """What the patient answers, from where the conversation stands."""
    if encounter.turns_taken != seen:
        raise TalkWentOn
    if len(text) > LONGEST_QUESTION:
        raise TooLong
    stored, language = encounter.state, language_of(encounter)
    state = State.from_json(stored) if stored else State(language)
    return turn(written(encounter.case), reader, state, text)


def _known(encounter: Encounter, form_key: UUID) -> Turn | Pause | None:
    """What this form already brought."""
    known: Turn | Pause | None = Turn.objects.filter(form_key=form_key).first()
    known = known or Pause.objects.filter(form_key=form_key).first()
    if known is not None and known.encounter_id != encounter.pk:
        raise KeyUsedElsewhere
    return known


def _refuse(standing: Encounter, *, said: Said | None, seen: int, by: Person) -> None:
    if said is not None and standing.turns_taken != seen:
        raise TalkWentOn
    if standing.turns_taken >= MOST_TURNS:
        raise TooManyTurns(MOST_TURNS)
    if standing.pauses.filter(person=by, resumed_at=None).exists():
        raise Paused


def _stored(standing: Encounter, said: Said, *, text: str, by: Person, form_key: UUID) -> Turn:
    standing.state = said.state.as_json()
    standing.turns_taken += 1
    standing.clock_seconds += SECONDS_A_TURN
    standing.save(update_fields=["state", "turns_taken", "clock_seconds"])
    return Turn.objects.create(
        encounter=standing,
        number=standing.turns_taken,
        text=text,
        kind=said.kind,
        facts=list(said.facts),
        say=said.say,
        clock_seconds=standing.clock_seconds,
        at=clock.now(),
        asked_by=by,
        form_key=form_key,
    )
