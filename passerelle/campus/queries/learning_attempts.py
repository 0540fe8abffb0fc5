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
from .marking_counted import sheets_counted


@dataclass(frozen=True, slots=True)
class Paper:
    """What was handed in, with its files, the sheets that count and what people say of it."""

    attempt: Attempt
    files: Sequence[PaperFile]
    sheets: Sequence[Sheet]
    comments: Sequence[Comment]

    @property
    def signed(self) -> list[Sheet]:
        return [sheet for sheet in self.sheets if sheet.submitted_at]


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
    return Attempt.objects.filter(mine | _shown_to(viewer), activity__edition=viewer.edition)


def attempt_seen_by(viewer: Viewer, attempt_id: int) -> Attempt | None:
    """One attempt with its activity, its author, its result: one's own first, a lighter query."""
    doer = doer_for(viewer)
    if doer is not None:
        mine = Attempt.objects.filter(done_by(doer), pk=attempt_id).select_related(
            "activity__module", "result"
        )
        own = mine.first()
        if own is not None and own.activity.edition_id == doer.edition_id:
            return _with_doer(own, doer)
    if viewer.person is None or viewer.edition is None:
        return None
    others = Attempt.objects.filter(_shown_to(viewer), activity__edition=viewer.edition)
    return (
        others.select_related(
            "activity__module", "enrolment__person", "team", "result", "submitted_by"
        )
        .filter(pk=attempt_id)
        .first()
    )


def attempts_on(activity: Activity, doer: Enrolment | None) -> list[Attempt]:
    """What a person, or their team, did on an activity, first to last: one query."""
    if doer is None:
        return []
    joins = ("result", "submitted_by") if activity.by_team else ("result",)
    attempts = Attempt.objects.filter(done_by(doer), activity=activity).select_related(*joins)
    return [_with_doer(attempt, doer) for attempt in attempts.order_by("number", "pk")]


def _shown_to(viewer: Viewer) -> Q:
    """What is handed in, for the staff and for whoever is asked to mark it."""
    submitted = Q(submitted_at__isnull=False)
    if is_staff(viewer):
        return submitted
    asked = Sheet.objects.filter(attempt=OuterRef("pk"), rater=viewer.person, setting_aside=None)
    return submitted & Q(Exists(asked))


def _with_doer(attempt: Attempt, doer: Enrolment) -> Attempt:
    """The people whom the page already knows need no query."""
    if attempt.enrolment_id == doer.pk:
        attempt.enrolment = doer
    membership = getattr(doer, "membership", None)
    if membership is not None and attempt.team_id == membership.team_id:
        attempt.team = membership.team
    if attempt.submitted_by_id == doer.person_id:
        attempt.submitted_by = doer.person
    return attempt


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
    return Paper(
        attempt=attempt,
        files=list(attempt.files.all()),
        sheets=list(sheets_counted(attempt).select_related("rater")),
        comments=list(comments_on("attempt", attempt.pk)),
    )


def file_seen_by(viewer: Viewer, file_id: int) -> PaperFile | None:
    found = PaperFile.objects.filter(pk=file_id, attempt__in=attempts_seen_by(viewer))
    return found.select_related("attempt").first()


def is_teamless(activity: Activity, doer: Enrolment | None) -> bool:
    """Team work, and no team to do it with."""
    return activity.by_team and doer is not None and team_id_of(doer) is None
