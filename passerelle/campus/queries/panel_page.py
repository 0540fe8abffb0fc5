"""One panel on one page: who sits on it, what is marked, what is declared, what to do next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.engines.peer import Design
from passerelle.people.models import Person

from ..enums import MARKING_ROLES
from ..models import Attempt, ConflictOfInterest, Enrolment, Juror, Panel, Sheet
from .counting import spelled
from .marking_blind import copy_name
from .panel_agreement import Agreement, agreement_of
from .panel_declaration import subjects_of
from .panel_design import design_of, works_of


@dataclass(frozen=True, slots=True)
class JurorRow:
    id: int
    name: str
    institution: str
    chair: bool
    declared_at: datetime | None
    left_at: datetime | None
    asked: int
    signed: int


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A work as the coordinator reads it: whose it is, and who marks it."""

    name: str
    author: str
    signed: int
    wanted: int
    jurors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConflictRow:
    juror: str
    about: str
    reason: str
    declared_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class PlanWords:
    """What giving the works would do, before it is done."""

    sheets: int
    words: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PanelPage:
    panel: Panel
    finding: str
    jurors: tuple[JurorRow, ...]
    works: tuple[WorkRow, ...]
    conflicts: tuple[ConflictRow, ...]
    aside: int
    plan: PlanWords | None
    asked: int
    unsigned: int
    agreement: Agreement


def panel_page(panel: Panel) -> PanelPage:
    """Twelve queries, however many jurors and works."""
    jurors, works = list(_jurors_of(panel)), list(works_of(panel))
    every = list(panel.sheets.select_related("rater", "rubric", "setting_aside"))
    sheets = [sheet for sheet in every if not hasattr(sheet, "setting_aside")]
    is_open = panel.closed_at is None
    design = design_of(panel) if is_open and works else None
    unsigned = sum(sheet.submitted_at is None for sheet in sheets)
    return PanelPage(
        panel=panel,
        finding=_finding(panel, jurors, works, sheets, design),
        jurors=_juror_rows(jurors, sheets),
        works=_work_rows(panel, works, sheets),
        conflicts=_conflict_rows(panel),
        aside=len(every) - len(sheets),
        plan=_plan_words(design, len(works)) if design else None,
        asked=len(sheets),
        unsigned=unsigned,
        agreement=agreement_of(sheets),
    )


def _jurors_of(panel: Panel) -> QuerySet[Juror]:
    return panel.jurors.select_related("person", "institution")


def _finding(
    panel: Panel,
    jurors: Sequence[Juror],
    works: Sequence[Attempt],
    sheets: Sequence[Sheet],
    design: Design | None,
) -> str:
    signed = sum(sheet.submitted_at is not None for sheet in sheets)
    if panel.closed_at is not None:
        marked = len({sheet.attempt_id for sheet in sheets if sheet.submitted_at})
        text = ngettext(
            "The panel has closed: one work is marked.",
            "The panel has closed: %(count)s works are marked.",
            marked,
        )
        return text % {"count": marked}
    if not any(juror.left_at is None for juror in jurors):
        return _("Nobody sits on this panel yet.")
    if not works:
        return _("The panel waits: no work is handed in yet.")
    lacking = len({pair.work for pair in design.pairs} | set(design.short)) if design else 0
    if lacking:
        text = ngettext("One work lacks a juror.", "%(count)s works lack a juror.", lacking)
        return text % {"count": spelled(lacking)}
    if signed < len(sheets):
        words = {"signed": signed, "asked": len(sheets)}
        return _("%(signed)s of %(asked)s sheets are signed.") % words
    return _("Every sheet is signed: the panel may close.")


def _juror_rows(jurors: Sequence[Juror], sheets: Sequence[Sheet]) -> tuple[JurorRow, ...]:
    asked = Counter(sheet.rater_id for sheet in sheets)
    signed = Counter(sheet.rater_id for sheet in sheets if sheet.submitted_at)
    return tuple(
        JurorRow(
            id=juror.pk,
            name=str(juror.person),
            institution=str(juror.institution or "–"),
            chair=juror.chair,
            declared_at=juror.declared_at,
            left_at=juror.left_at,
            asked=asked[juror.person_id],
            signed=signed[juror.person_id],
        )
        for juror in jurors
    )


def _work_rows(
    panel: Panel, works: Sequence[Attempt], sheets: Sequence[Sheet]
) -> tuple[WorkRow, ...]:
    by_work: dict[int, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        by_work[sheet.attempt_id].append(sheet)
    return tuple(
        WorkRow(
            name=copy_name(work.pk),
            author=str(work.team or work.enrolment),
            signed=sum(sheet.submitted_at is not None for sheet in by_work[work.pk]),
            wanted=max(panel.jurors_per_work, len(by_work[work.pk])),
            jurors=tuple(_marks(sheet) for sheet in by_work[work.pk]),
        )
        for work in works
    )


def _marks(sheet: Sheet) -> str:
    words = _("%(name)s, signed") if sheet.submitted_at else _("%(name)s, not yet")
    return words % {"name": sheet.rater}


def _conflict_rows(panel: Panel) -> tuple[ConflictRow, ...]:
    found = ConflictOfInterest.objects.filter(juror__panel=panel).select_related(
        "juror__person", "team", "enrolment__person", "by"
    )
    return tuple(
        ConflictRow(
            juror=str(each.juror.person),
            about=str(each.team or each.enrolment),
            reason=each.reason,
            declared_at=each.declared_at,
            by="" if each.by_id == each.juror.person_id else str(each.by),
        )
        for each in found
    )


def _plan_words(design: Design, works: int) -> PlanWords:
    count, each = len(design.pairs), Counter(pair.reader for pair in design.pairs)
    least, most = min(each.values(), default=0), max(each.values(), default=0)
    text = ngettext(
        "%(count)s sheet would be given, at most %(most)s to a juror.",
        "%(count)s sheets would be given, %(least)s to %(most)s to a juror.",
        count,
    )
    return PlanWords(
        sheets=count,
        words=text % {"count": count, "least": least, "most": most},
        warnings=tuple(_warnings(design, works)),
    )


def _warnings(design: Design, works: int) -> list[str]:
    warnings = []
    if design.short:
        text = ngettext(
            "%(count)s work would still lack a juror: seat more people.",
            "%(count)s works would still lack a juror: seat more people.",
            len(design.short),
        )
        warnings.append(text % {"count": len(design.short)})
    if not design.connected and works > 1:
        text = ngettext(
            "The works fall into %(count)s group without a common juror.",
            "The works fall into %(count)s groups without a common juror: a severe juror could "
            "not be told from weak works. Ask for more jurors a work.",
            design.islands,
        )
        warnings.append(text % {"count": design.islands})
    return warnings


def people_to_seat(panel: Panel) -> list[tuple[int, str]]:
    """Who marks in this edition and has no seat yet, by name: one query."""
    taken = panel.jurors.filter(left_at=None).values("person")
    marking = Enrolment.objects.filter(
        edition=panel.activity.edition_id, role__in=MARKING_ROLES, withdrawal=None
    )
    people = Person.objects.filter(pk__in=marking.values("person")).exclude(pk__in=taken)
    return list(people.order_by("sort_name", "pk").values_list("pk", "name"))


def subject_choices(panel: Panel) -> list[tuple[int, str]]:
    """Whose works a juror may have to leave to others, named: one query."""
    return [(each.pk, str(each)) for each in subjects_of(panel)]
