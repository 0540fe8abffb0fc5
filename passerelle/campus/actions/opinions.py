"""What a model would have marked, kept beside the sheets and never among them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.engines.rubric import score
from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Person

from ..errors import CampusRefusal
from ..models import Attempt, SecondOpinion
from ..rubrics import rubric_of
from .marking import rubric_for


@transaction.atomic
def record_second_opinion(
    attempt: Attempt,
    *,
    levels: Mapping[str, str],
    remark: str,
    source: str,
    by: Person | None = None,
) -> SecondOpinion:
    """Keep the levels a model proposes. `source` names the model and how it was asked.

    Raters read it once they have signed; no result ever takes it in. The same source twice is
    once: the first opinion stays."""
    if attempt.submitted_at is None:
        raise CampusRefusal(_("Nothing has been handed in yet."))
    rubric = rubric_for(attempt.activity)
    score(rubric_of(rubric), levels)  # refuses a criterion or level the rubric lacks
    opinion, created = SecondOpinion.objects.get_or_create(
        attempt=attempt,
        rubric=rubric,
        source=source,
        defaults={"levels": dict(levels), "remark": remark, "at": clock.now()},
    )
    if created:
        activity = attempt.activity
        thing = Thing("attempt", str(attempt.pk), activity.title.fr)
        note(by, "recorded a second opinion", thing, edition=activity.edition.slug, source=source)
    return opinion
