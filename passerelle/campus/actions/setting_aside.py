"""A sheet stops counting, with the reason; it is kept, and its result is counted again."""

from __future__ import annotations

from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Person

from ..models import SettingAside, Sheet
from .results import revise_result


def set_aside(sheet: Sheet, *, reason: str, by: Person) -> SettingAside:
    """Inside its caller's transaction; twice is once, the first reason stays."""
    aside, created = SettingAside.objects.get_or_create(
        sheet=sheet, defaults={"at": clock.now(), "by": by, "reason": reason}
    )
    if created:
        activity = sheet.attempt.activity
        thing = Thing("sheet", str(sheet.pk), activity.title.fr)
        note(by, "set a sheet aside", thing, edition=activity.edition.slug, rater=str(sheet.rater))
        revise_result(sheet.attempt, by=by)
    return aside
