"""The result of a work: recorded from the sheets that count, taken back when they no longer do."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from passerelle.engines.rubric import combine
from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.notices import tell
from passerelle.people.models import Person

from ..enums import Source
from ..models import Attempt, Result, Sheet
from ..queries.learning_attempts import authors_of
from ..queries.marking_counted import are_enough, sheets_counted
from ..rubrics import rubric_of


def settle_result(attempt: Attempt, *, by: Person | None) -> Result | None:
    """Record what the sheets make together, once there are enough of them."""
    sheets = list(sheets_counted(attempt))
    if not are_enough(attempt, sheets):
        return None
    signed = [sheet for sheet in sheets if sheet.submitted_at]
    result = _recorded(attempt, signed, by=by)
    _tell_authors(attempt)
    return result


def revise_result(attempt: Attempt, *, by: Person) -> Result | None:
    """After a sheet was set aside: count again what is left, or take the result back."""
    standing = Result.objects.filter(attempt=attempt, source=Source.SHEETS).first()
    if standing is None:
        return None
    revised = settle_result(attempt, by=by)
    if revised is None:
        _take_back(standing, attempt, by=by)
    return revised


def _recorded(attempt: Attempt, signed: Sequence[Sheet], *, by: Person | None) -> Result:
    combined = combine(rubric_of(signed[0].rubric), [sheet.levels for sheet in signed])
    result, _created = Result.objects.update_or_create(
        attempt=attempt,
        defaults={
            "points": combined.points,
            "maximum": combined.maximum,
            "source": Source.SHEETS,
            "recorded_at": clock.now(),
            "recorded_by": by,
        },
    )
    return result


def _take_back(result: Result, attempt: Attempt, *, by: Person) -> None:
    """What the result was stays in the journal."""
    thing = Thing("attempt", str(attempt.pk), attempt.activity.title.fr)
    note(by, "took back a result", thing, edition=attempt.activity.edition.slug, was=str(result))
    result.delete()


def _tell_authors(attempt: Attempt) -> None:
    activity = attempt.activity
    url = reverse("activity", args=[activity.edition.slug, activity.module.slug, activity.slug])
    for person_id in authors_of(attempt):
        tell(person_id, verb="marked", label=activity.title, url=url)
