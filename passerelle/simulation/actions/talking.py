"""A question is asked, and what may be said is said; each turn is stored once."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from passerelle.engines.encounter import (
    Kind,
    Note,
    Reader,
    State,
    is_own_distress,
    may_be_own_distress,
    turn,
)
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
    own distress pauses the encounter for them: what they wrote is not kept. Where it may be, the
    turn is one like any other and says so, to its author alone."""
    known = _stored_before(encounter, seen=seen, form_key=form_key)
    if known is not None:
        return known
    is_hurt = is_own_distress(text)
    said = None if is_hurt else _said(encounter, text, seen=seen, reader=reader)
    try:
        with transaction.atomic():
            standing = locked(encounter, even_over=is_hurt)
            known = _stored_before(standing, seen=seen, form_key=form_key)
            if known is not None:
                return known
            paused = _pause_of(standing, by=by, form_key=form_key)
            if paused is not None:
                return paused
            if said is None or said.kind is Kind.PAUSED:
                return Pause.objects.create(
                    encounter=standing, person=by, at=clock.now(), form_key=form_key
                )
            _refuse(standing, seen=seen)
            return _stored(standing, said, text=text, by=by, form_key=form_key)
    except IntegrityError:  # the form of another encounter
        raise KeyUsedElsewhere from None


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


def _stored_before(encounter: Encounter, *, seen: int, form_key: UUID) -> Turn | None:
    """The turn this form already brought: the talk has gone on since the page it was on."""
    if encounter.turns_taken == seen:
        return None
    known = encounter.turns.filter(form_key=form_key).first()
    if known is not None:  # the answer was lost on its way, and so was what it asked
        known.may_be_of_oneself = may_be_own_distress(known.text)
    return known


def _pause_of(encounter: Encounter, *, by: Person, form_key: UUID) -> Pause | None:
    """The pause this form already brought; refused while another one lasts."""
    pauses = encounter.pauses.filter(Q(form_key=form_key) | Q(person=by, resumed_at=None))
    for pause in pauses:
        if pause.form_key == form_key:
            return pause
        raise Paused
    return None


def _refuse(standing: Encounter, *, seen: int) -> None:
    if standing.turns_taken != seen:
        raise TalkWentOn
    if standing.turns_taken >= MOST_TURNS:
        raise TooManyTurns(MOST_TURNS)


def _stored(standing: Encounter, said: Said, *, text: str, by: Person, form_key: UUID) -> Turn:
    standing.state_before, standing.state = standing.state, said.state.as_json()
    standing.turns_taken += 1
    standing.clock_seconds += SECONDS_A_TURN
    standing.save(update_fields=["state", "state_before", "turns_taken", "clock_seconds"])
    stored = Turn.objects.create(
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
    stored.may_be_of_oneself = Note.CHECK_IN in said.notes
    return stored
