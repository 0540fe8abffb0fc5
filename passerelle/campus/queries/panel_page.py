"""One panel on one page: who sits on it, what is marked, what is declared, what to do next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.engines.peer import Design

from ..models import Juror, Panel, Sheet
from .counting import spelled
from .marking_blind import paper_name
from .panel_agreement import Agreement, agreement_of
from .panel_composition import composition_of, recused_by_subject, unmet_by_subject
from .panel_design import design_of
from .panel_state import PanelState, state_of


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
    recused: tuple[str, ...]


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
    """Last, what its two forms offer."""

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
    unmet: tuple[str, ...]
    unmet_for: tuple[tuple[str, str], ...]
    joined: str
    to_seat: tuple[tuple[int, str], ...]
    seated: tuple[Juror, ...]
    subjects: tuple[tuple[int, str], ...]


def panel_page(panel: Panel) -> PanelPage:
    """Four queries, however many jurors and works."""
    state = state_of(panel)
    sheets = [sheet for sheet in state.sheets if not hasattr(sheet, "setting_aside")]
    design = design_of(state) if panel.closed_at is None and state.works else None
    return PanelPage(
        panel=panel,
        finding=_finding(state, sheets, design),
        jurors=_juror_rows(state.people.jurors, sheets),
        works=_work_rows(state, sheets),
        conflicts=_conflict_rows(state),
        aside=len(state.sheets) - len(sheets),
        plan=_plan_words(design, len(state.works)) if design else None,
        asked=len(sheets),
        unsigned=sum(sheet.submitted_at is None for sheet in sheets),
        agreement=agreement_of(sheets),
        unmet=composition_of(panel, state.people.seated).unmet,
        unmet_for=unmet_by_subject(
            panel,
            state.people.seated,
            subjects=state.bars.subjects,
            barred=_barred(state),
            homes=state.bars.homes,
        ),
        joined=_joined(design, len(state.works)),
        to_seat=state.people.to_seat,
        seated=state.people.seated,
        subjects=tuple(state.bars.subjects.items()),
    )


def _finding(state: PanelState, sheets: Sequence[Sheet], design: Design | None) -> str:
    signed = sum(sheet.submitted_at is not None for sheet in sheets)
    if state.panel.closed_at is not None:
        marked = len({sheet.attempt_id for sheet in sheets if sheet.submitted_at})
        text = ngettext(
            "The panel has closed: one work is marked.",
            "The panel has closed: %(count)s works are marked.",
            marked,
        )
        return text % {"count": marked}
    if not state.people.seated:
        return _("Nobody sits on this panel yet.")
    if not state.works:
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


def _barred(state: PanelState) -> dict[int, set[int]]:
    """By subject, those who must not mark it."""
    by_team = state.panel.activity.by_team
    return dict(state.bars.of_team if by_team else state.bars.of_enrolment)


def _joined(design: Design | None, works: int) -> str:
    """That the works stay comparable, recusals and all; a warning says when they do not."""
    if design is None or works < 2 or not design.connected:
        return ""
    return _("All works are joined by common jurors, the recusals counted: they can be compared.")


def _work_rows(state: PanelState, sheets: Sequence[Sheet]) -> tuple[WorkRow, ...]:
    panel, works = state.panel, state.works
    recused = recused_by_subject(state.people.seated, _barred(state))
    by_work: dict[int, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        by_work[sheet.attempt_id].append(sheet)
    return tuple(
        WorkRow(
            name=paper_name(work.pk),
            author=str(work.team or work.enrolment),
            signed=sum(sheet.submitted_at is not None for sheet in by_work[work.pk]),
            wanted=max(panel.jurors_per_work, len(by_work[work.pk])),
            jurors=tuple(_marks(sheet) for sheet in by_work[work.pk]),
            recused=recused.get(work.team_id or work.enrolment_id or 0, ()),
        )
        for work in works
    )


def _marks(sheet: Sheet) -> str:
    words = _("%(name)s, signed") if sheet.submitted_at else _("%(name)s, not yet")
    return words % {"name": sheet.rater}


def _conflict_rows(state: PanelState) -> tuple[ConflictRow, ...]:
    names = {juror.person_id: str(juror.person) for juror in state.people.jurors}
    return tuple(
        ConflictRow(
            juror=names[each.person],
            about=each.about,
            reason=each.reason,
            declared_at=each.declared_at,
            by=each.by,
        )
        for each in state.bars.conflicts
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
