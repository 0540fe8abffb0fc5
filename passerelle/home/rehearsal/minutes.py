"""June: the minutes are drawn up and signed; one learner appeals, and is answered.

Nobody proves anything in a rehearsal: its signatures say so."""

from __future__ import annotations

from passerelle.jury.actions.appeals import file_appeal, rule_on_appeal
from passerelle.jury.actions.minutes import draw_up_minutes, sign_minutes
from passerelle.jury.enums import Outcome
from passerelle.jury.minutes_file import about
from passerelle.jury.models import Appeal
from passerelle.jury.queries.appeals import decisions_published
from passerelle.jury.queries.minutes import record_of, to_draw_up
from passerelle.people.proofs import Method, Proof

from .stage import Stage

_GROUNDS = (
    "Une séance suivie de l’hôpital n’a pas été comptée ; je demande que mon total soit revu."
)
_ANSWER = "La présence a été revue ligne à ligne : cette séance était comptée, le total est exact."


def sign_the_minutes(stage: Stage) -> None:
    """Each member present signs, the chair last."""
    deliberation = to_draw_up(stage.edition)
    if deliberation is None:
        return
    minutes = draw_up_minutes(deliberation, by=stage.jurors[0])
    seats = sorted(record_of(minutes).seats, key=lambda seat: seat.chair)
    for seat in (each for each in seats if each.present):
        sign_minutes(minutes, proof=Proof(seat.person_id, about(minutes.digest), Method.PLAYED))


def appeal_once(stage: Stage) -> None:
    """One who was not awarded the diploma contests it."""
    refused = decisions_published().filter(
        enrolment__edition=stage.edition, outcome__in=(Outcome.NOT_AWARDED, Outcome.RESIT)
    )
    decision = refused.order_by("pk").first()
    if decision is not None:
        file_appeal(decision, grounds=_GROUNDS, by=decision.enrolment.person)


def answer_the_appeal(stage: Stage) -> None:
    for appeal in Appeal.objects.filter(
        decision__enrolment__edition=stage.edition, ruling__isnull=True
    ):
        rule_on_appeal(appeal, admitted=False, reason=_ANSWER, by=stage.chair)
