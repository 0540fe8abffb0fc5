"""The work people did, as far as a viewer may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from passerelle.foundation.comments import comments_on
from passerelle.foundation.models import Comment

from ..enums import Role
from ..models import Activity, Attempt, Enrolment, PaperFile, Sheet
from ..rules import is_staff
from ..viewer import Viewer


@dataclass(frozen=True, slots=True)
class Paper:
    """What was handed in, with its files, its signed sheets and what people say of it."""

    attempt: Attempt
    files: Sequence[PaperFile]
    sheets: Sequence[Sheet]
    comments: Sequence[Comment]


def doer_for(viewer: Viewer) -> Enrolment | None:
    """The enrolment under which a viewer does work here: learner, or datathon guest."""
    return viewer.learner or viewer.enrolment_as(Role.GUEST)


def team_id_of(enrolment: Enrolment | None) -> int | None:
    membership = getattr(enrolment, "membership", None)
    return None if membership is None else membership.team_id


def done_by(enrolment: Enrolment) -> Q:
    """Attempts of a person, their team's included."""
    team_id = team_id_of(enrolment)
    own = Q(enrolment=enrolment.pk)
    return own if team_id is None else own | Q(team=team_id)


def attempts_seen_by(viewer: Viewer) -> QuerySet[Attempt]:
    """One's own and one's team's work; what is handed in, also for its raters and the staff."""
    if viewer.person is None or viewer.edition is None:
        return Attempt.objects.none()
    doer = doer_for(viewer)
    mine = Q(pk=None) if doer is None else done_by(doer)
    asked = Exists(Sheet.objects.filter(attempt=OuterRef("pk"), rater=viewer.person))
    others = Q(submitted_at__isnull=False)
    if not is_staff(viewer):
        others &= Q(asked)
    return Attempt.objects.filter(mine | others, activity__edition=viewer.edition)


def attempt_seen_by(viewer: Viewer, attempt_id: int) -> Attempt | None:
    """One attempt with its activity, its author, its result: one query."""
    return (
        attempts_seen_by(viewer)
        .select_related("activity__module", "enrolment__person", "team", "result", "submitted_by")
        .filter(pk=attempt_id)
        .first()
    )


def attempts_on(activity: Activity, enrolment: Enrolment | None) -> list[Attempt]:
    """What a person, or their team, did on an activity, first to last."""
    if enrolment is None:
        return []
    return list(
        Attempt.objects.filter(done_by(enrolment), activity=activity)
        .select_related("result", "submitted_by")
        .order_by("number", "pk")
    )


def is_author(attempt: Attempt, viewer: Viewer) -> bool:
    doer = doer_for(viewer)
    if doer is None:
        return False
    if attempt.enrolment_id is not None:
        return attempt.enrolment_id == doer.pk
    return attempt.team_id == team_id_of(doer)


def authors_of(attempt: Attempt) -> set[int]:
    """The people whose work it is."""
    if attempt.enrolment is not None:
        return {attempt.enrolment.person_id}
    if attempt.team is None:
        return set()
    return set(attempt.team.members.values_list("enrolment__person_id", flat=True))


def paper_of(attempt: Attempt) -> Paper:
    """Three queries."""
    signed = attempt.sheets.filter(submitted_at__isnull=False).select_related("rater", "rubric")
    return Paper(
        attempt=attempt,
        files=list(attempt.files.all()),
        sheets=list(signed),
        comments=list(comments_on("attempt", attempt.pk)),
    )


def file_seen_by(viewer: Viewer, file_id: int) -> PaperFile | None:
    return PaperFile.objects.filter(pk=file_id, attempt__in=attempts_seen_by(viewer)).first()


def is_teamless(activity: Activity, doer: Enrolment | None) -> bool:
    """Team work, and no team to do it with."""
    return activity.by_team and doer is not None and team_id_of(doer) is None
