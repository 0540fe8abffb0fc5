"""Marking on a rubric: a sheet is assigned, drafted, signed; signed sheets make the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.engines.rubric import combine, score
from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.notices import tell
from passerelle.foundation.translated import reading_language
from passerelle.people.models import Person

from ..enums import Source
from ..errors import CampusRefusal, OwnWork, SheetIncomplete, SheetSigned
from ..models import Attempt, Result, RubricText, Sheet
from ..queries.learning_attempts import authors_of
from ..rubrics import rubric_of


@transaction.atomic
def assign_rater(attempt: Attempt, *, rater: Person, by: Person | None = None) -> Sheet:
    """Ask someone to mark a submitted attempt; twice is once, one's own work never."""
    if attempt.submitted_at is None:
        raise CampusRefusal(_("Nothing has been handed in yet."))
    if rater.pk in authors_of(attempt):
        raise OwnWork
    activity = attempt.activity
    rubric = RubricText.objects.filter(
        edition_id=activity.edition_id, slug=activity.settings["rubric"]
    ).latest("pk")
    sheet, created = Sheet.objects.get_or_create(
        attempt=attempt,
        rater=rater,
        defaults={"rubric": rubric, "assigned_at": clock.now()},
    )
    if created:
        thing = Thing("sheet", str(sheet.pk), activity.title.fr)
        note(by, "asked to mark", thing, edition=activity.edition.slug, rater=str(rater))
    return sheet


@transaction.atomic
def assign_raters(pairs: Sequence[tuple[int, int]], *, by: Person) -> int:
    """Carry out a whole plan of (attempt, rater) or none of it; gives how many were new."""
    attempts = Attempt.objects.select_related("activity__edition", "enrolment", "team")
    by_id = attempts.in_bulk({attempt for attempt, _rater in pairs})
    people = Person.objects.in_bulk({rater for _attempt, rater in pairs})
    before = Sheet.objects.filter(attempt__in=by_id).count()
    for attempt, rater in pairs:
        assign_rater(by_id[attempt], rater=people[rater], by=by)
    return Sheet.objects.filter(attempt__in=by_id).count() - before


def save_sheet(sheet: Sheet, *, levels: Mapping[str, str], remark: str) -> Sheet:
    """Keep a draft, complete or not; a late autosave never changes a signed sheet."""
    score(rubric_of(sheet.rubric), levels)  # refuses a criterion or level the rubric lacks
    sheet.levels, sheet.remark, sheet.saved_at = dict(levels), remark, clock.now()
    unsigned = Sheet.objects.filter(pk=sheet.pk, submitted_at=None)
    if not unsigned.update(levels=sheet.levels, remark=remark, saved_at=sheet.saved_at):
        raise SheetSigned
    return sheet


@transaction.atomic
def submit_sheet(sheet: Sheet, *, by: Person) -> Sheet:
    """Sign one's own complete sheet; when every rater has signed, the result is recorded."""
    sheet = Sheet.objects.select_for_update(of=("self",)).select_related("rubric").get(pk=sheet.pk)
    if sheet.rater_id != by.pk:
        raise CampusRefusal(_("A sheet is signed by the person who was asked to fill it."))
    if sheet.submitted_at is not None:
        return sheet
    marks = score(rubric_of(sheet.rubric), sheet.levels)
    if marks.missing:
        language = reading_language()
        titles = [
            line.criterion.title.said_in(language) for line in marks.lines if line.level is None
        ]
        raise SheetIncomplete(titles)
    sheet.submitted_at = clock.now()
    sheet.save(update_fields=["submitted_at"])
    attempt = sheet.attempt
    thing = Thing("sheet", str(sheet.pk), attempt.activity.title.fr)
    note(by, "signed a sheet", thing, edition=attempt.activity.edition.slug)
    _record_result(attempt, by=by)
    return sheet


def _record_result(attempt: Attempt, *, by: Person) -> None:
    sheets = list(attempt.sheets.select_related("rubric"))
    wanted = attempt.activity.settings.get("raters", 1)
    signed = [sheet for sheet in sheets if sheet.submitted_at]
    if len(signed) < max(wanted, len(sheets)):
        return
    rubric = rubric_of(signed[0].rubric)
    combined = combine(rubric, [sheet.levels for sheet in signed])
    Result.objects.update_or_create(
        attempt=attempt,
        defaults={
            "points": combined.points,
            "maximum": combined.maximum,
            "source": Source.SHEETS,
            "recorded_at": clock.now(),
            "recorded_by": by,
        },
    )
    _tell_authors(attempt)


def _tell_authors(attempt: Attempt) -> None:
    activity = attempt.activity
    url = reverse("activity", args=[activity.edition.slug, activity.module.slug, activity.slug])
    for person_id in authors_of(attempt):
        tell(person_id, verb="marked", label=activity.title.fr, url=url)
