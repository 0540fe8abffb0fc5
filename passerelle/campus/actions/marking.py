"""Marking on a rubric: a sheet is assigned, drafted, signed; signed sheets make the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from passerelle.engines.rubric import score
from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.translated import reading_language
from passerelle.people.models import Person

from ..errors import (
    CampusRefusal,
    KeyTaken,
    OwnWork,
    PanelClosed,
    SheetIncomplete,
    SheetSetAside,
    SheetSigned,
    Undeclared,
    WrittenElsewhere,
    WrittenTooEarly,
)
from ..models import Activity, Attempt, Juror, Panel, RubricText, Sheet, SheetWrite
from ..queries.learning_attempts import authors_of
from ..rubrics import rubric_of
from .results import settle_result


@dataclass(frozen=True, kw_only=True)
class Written:
    """What somebody wrote on a sheet, over which version of it."""

    key: UUID
    base_version: int
    levels: Mapping[str, str]
    remark: str
    judgment: str = ""
    signs: bool = False

    def is_that_of(self, write: SheetWrite, sheet: Sheet) -> bool:
        """Whether this is that write, sent again."""
        told = (write.sheet_id, write.levels, write.judgment, write.remark, write.signs)
        return told == (sheet.pk, self.levels, self.judgment, self.remark, self.signs)

    def says_what(self, sheet: Sheet) -> bool:
        """Whether the sheet says so already: nothing to choose between."""
        told = (sheet.levels, sheet.judgment, sheet.remark)
        return (self.levels, self.judgment, self.remark) == told


@transaction.atomic
def assign_rater(
    attempt: Attempt, *, rater: Person, panel: Panel | None = None, by: Person | None = None
) -> Sheet:
    """Ask someone to mark a submitted attempt; twice is once, one's own work never."""
    if attempt.submitted_at is None:
        raise CampusRefusal(_("Nothing has been handed in yet."))
    if rater.pk in authors_of(attempt):
        raise OwnWork
    activity = attempt.activity
    sheet, created = Sheet.objects.get_or_create(
        attempt=attempt,
        rater=rater,
        defaults={"rubric": rubric_for(activity), "panel": panel, "assigned_at": clock.now()},
    )
    if created:
        thing = Thing("sheet", str(sheet.pk), activity.title.fr)
        note(by, "asked to mark", thing, edition=activity.edition.slug, rater=str(rater))
    return sheet


def rubric_for(activity: Activity) -> RubricText:
    """The rubric that work is marked on from now: the latest of its name."""
    rubrics = RubricText.objects.filter(edition_id=activity.edition_id)
    return rubrics.filter(slug=activity.settings["rubric"]).latest("pk")


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


def save_sheet(
    sheet: Sheet, *, levels: Mapping[str, str], remark: str, judgment: str = ""
) -> Sheet:
    """Keep a draft, complete or not; a late autosave never changes a signed sheet."""
    _refuse_undeclared(sheet)
    score(rubric_of(sheet.rubric), levels)  # refuses a criterion or level the rubric lacks
    sheet.levels, sheet.remark, sheet.saved_at = dict(levels), remark, clock.now()
    sheet.judgment = judgment
    open_sheets = Sheet.objects.filter(pk=sheet.pk, submitted_at=None, setting_aside=None)
    unsigned = open_sheets.filter(Q(panel=None) | Q(panel__closed_at=None))
    kept = {name: getattr(sheet, name) for name in ("levels", "judgment", "remark", "saved_at")}
    if not unsigned.update(**kept, version=F("version") + 1):
        raise why_settled(sheet)
    sheet.version += 1
    return sheet


@transaction.atomic
def write_sheet(sheet: Sheet, written: Written, *, by: Person) -> SheetWrite:
    """Keep a device's change over the version it was made on, once for each key; sign if asked.

    A change made on an older version is refused whole: its writer chooses, then writes again."""
    sheet = _locked(sheet)
    if sheet.rater_id != by.pk:
        raise CampusRefusal(_("A sheet is filled by the person who was asked to fill it."))
    known = SheetWrite.objects.filter(key=written.key).first()
    if known is not None:
        if not written.is_that_of(known, sheet):
            raise KeyTaken
        return known
    if sheet.submitted_at or hasattr(sheet, "setting_aside") or _is_closed(sheet):
        raise why_settled(sheet)
    if written.base_version > sheet.version:
        raise WrittenTooEarly
    if written.base_version < sheet.version and not written.says_what(sheet):
        raise WrittenElsewhere
    save_sheet(sheet, levels=written.levels, remark=written.remark, judgment=written.judgment)
    write = SheetWrite.objects.create(
        sheet=sheet, version=sheet.version, at=clock.now(), **vars(written)
    )
    if written.signs:
        submit_sheet(sheet, by=by)
    return write


@transaction.atomic
def submit_sheet(sheet: Sheet, *, by: Person) -> Sheet:
    """Sign one's own complete sheet; when every rater has signed, the result is recorded."""
    sheet = _locked(sheet)
    if sheet.rater_id != by.pk:
        raise CampusRefusal(_("A sheet is signed by the person who was asked to fill it."))
    if sheet.submitted_at is not None:
        return sheet
    if hasattr(sheet, "setting_aside") or _is_closed(sheet):
        raise why_settled(sheet)
    _refuse_undeclared(sheet)
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
    settle_result(attempt, by=by)
    return sheet


def _locked(sheet: Sheet) -> Sheet:
    """The sheet as it stands; its panel first, so that signing and closing wait for each other."""
    panel = None
    if sheet.panel_id is not None:
        panel = Panel.objects.select_for_update().get(pk=sheet.panel_id)
    found = Sheet.objects.select_for_update(of=("self",)).select_related("rubric", "setting_aside")
    sheet = found.get(pk=sheet.pk)
    sheet.panel = panel
    return sheet


def _refuse_undeclared(sheet: Sheet) -> None:
    undeclared = Juror.objects.filter(panel=sheet.panel_id, person=sheet.rater_id, declared_at=None)
    if sheet.panel_id is not None and undeclared.exists():
        raise Undeclared


def _is_closed(sheet: Sheet) -> bool:
    return sheet.panel is not None and sheet.panel.closed_at is not None


def why_settled(sheet: Sheet) -> CampusRefusal:
    """Why a sheet no longer changes."""
    now = Sheet.objects.select_related("panel", "setting_aside").get(pk=sheet.pk)
    if hasattr(now, "setting_aside"):
        return SheetSetAside(now.setting_aside.reason)
    if now.submitted_at is None and now.panel and now.panel.closed_at:
        return PanelClosed()
    return SheetSigned()
