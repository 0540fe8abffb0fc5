"""A sheet stops counting, with the reason; it is kept, and its result is counted again.

A draft whose work comes back before its juror is taken up again; the journal keeps both."""

from __future__ import annotations

from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Person

from ..models import Panel, SettingAside, Sheet
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


def take_up_again(sheet: Sheet, *, panel: Panel, by: Person) -> None:
    """Its work came back before its juror: the draft goes on where it was left."""
    sheet.setting_aside.delete()
    sheet.panel = panel
    sheet.save(update_fields=["panel"])
    activity = sheet.attempt.activity
    thing = Thing("sheet", str(sheet.pk), activity.title.fr)
    note(by, "took a sheet up again", thing, edition=activity.edition.slug, rater=str(sheet.rater))
