"""An encounter begins and ends."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from passerelle.campus.actions import start_attempt, submit_played
from passerelle.campus.models import Activity, Enrolment
from passerelle.people.models import Person

from ..enums import Spoken
from ..errors import CaseNotReady, EncounterOver
from ..models import Encounter
from ..queries.cases import case_of_activity
from ..scoring import points_of
from ..transcripts import plain_transcript
from .locking import locked
from .peer_rating import ask_peers


@transaction.atomic
def begin_encounter(
    activity: Activity, *, enrolment: Enrolment, language: Spoken, form_key: UUID
) -> Encounter:
    """Meet the patient, or find again the encounter that is not over."""
    case = case_of_activity(activity)
    if case is None or case.is_draft:
        raise CaseNotReady
    attempt = start_attempt(activity, enrolment=enrolment, form_key=form_key)
    begun, _ = Encounter.objects.get_or_create(
        attempt=attempt,
        defaults={
            "case": case,
            "language": language,
            "with_assistant": bool(activity.settings.get("with_ai")),
        },
    )
    return begun


@transaction.atomic
def end_encounter(encounter: Encounter, *, by: Person) -> Encounter:
    """It is over: the talk becomes the attempt's text. Twice is once.

    It counts in the diploma only where the activity says so, and no rubric does."""
    try:
        standing = locked(encounter)
    except EncounterOver:
        return encounter
    activity = standing.attempt.activity
    counts = activity.component and not activity.settings.get("rubric")
    submit_played(
        standing.attempt,
        text=plain_transcript(standing),
        by=by,
        points=points_of(standing) if counts else None,
    )
    standing.attempt.refresh_from_db()
    ask_peers(activity)
    return standing
