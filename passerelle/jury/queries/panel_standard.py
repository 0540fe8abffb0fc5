"""Where a panel's threshold would lie, by borderline regression: shown, never applied."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.campus.beside_marking import PanelPage
from passerelle.campus.enums import Judgment
from passerelle.campus.models import Panel, Sheet
from passerelle.campus.queries.gradebook import rule_of
from passerelle.campus.queries.panels import panels_of
from passerelle.campus.rubrics import rubric_of
from passerelle.campus.rules import is_coordinator
from passerelle.campus.viewer import Viewer
from passerelle.engines.numbers import format_in
from passerelle.engines.rubric import score
from passerelle.engines.standard_setting import BorderlineStandard, borderline
from passerelle.foundation.translated import reading_language

from ..drawing import Line, scatter_drawn
from .award_written import AwardWritten, award_written

# Below, the line and its interval hang on one or two works.
FEWEST = 6
_RESAMPLES, _WEAK = 2000, 0.5
GRADES = {judgment.value: place for place, judgment in enumerate(Judgment, start=1)}
_BORDERLINE = GRADES[Judgment.BORDERLINE.value]


@dataclass(frozen=True, slots=True)
class JudgmentRow:
    """A judgment, and the totals of the sheets that bear it."""

    name: str
    sheets: int
    totals: str
    mean: str
    on_the_line: str


@dataclass(frozen=True, slots=True)
class PanelStandard:
    """`lack` says why there is no threshold; then the figures are empty."""

    panel: Panel
    finding: str
    lack: str
    scale: str
    interval: str
    explained: str
    sheets: int
    without: int
    works: int
    within: int
    below: int
    warnings: tuple[str, ...]
    rows: tuple[JudgmentRow, ...]
    drawn: SafeString | str
    award: AwardWritten | None


@dataclass(frozen=True, slots=True)
class _Judged:
    """A signed sheet, as the regression reads it."""

    work: int
    total: float
    grade: int


def panels_presided(viewer: Viewer) -> QuerySet[Panel]:
    """Those whose threshold the viewer may read: all for a coordinator, their own for a chair."""
    if viewer.edition is None:
        return Panel.objects.none()
    found = panels_of(viewer.edition)
    if is_coordinator(viewer):
        return found
    chairs = Q(jurors__person=viewer.person, jurors__chair=True, jurors__left_at=None)
    return found.filter(chairs).distinct()


def standard_page(panel: Panel) -> PanelPage:
    """How the panel's own page leads here."""
    url = reverse("panel_standard", args=[panel.activity.edition.slug, panel.pk])
    return PanelPage(url, _("Where the threshold could lie"))


def panel_standard(viewer: Viewer, panel: Panel) -> PanelStandard:
    """Two queries, however many sheets."""
    sheets = list(
        Sheet.objects.filter(panel=panel, setting_aside=None).select_related("rubric", "attempt")
    )
    own = [sheet for sheet in sheets if _is_theirs(sheet, viewer) and not sheet.submitted_at]
    scale = rule_of(panel.activity.edition).scale
    signed = [sheet for sheet in sheets if sheet.submitted_at]
    judged = [_judged(sheet, scale) for sheet in signed if sheet.judgment]
    without = len(signed) - len(judged)
    lack = _lack_of(judged, waits=bool(own) and panel.closed_at is None)
    if lack:
        return _lacking(panel, lack, judged, without=without, scale=scale)
    found = borderline(
        [each.total for each in judged],
        [each.grade for each in judged],
        grade=_BORDERLINE,
        resamples=_RESAMPLES,
        seed=panel.pk,
        clusters=[each.work for each in judged],
    )
    if found.cut is None or found.slope is None or found.slope <= 0:
        lack = _("No threshold: better judgments do not go with better totals.")
        return _lacking(panel, lack, judged, without=without, scale=scale)
    means = _means(signed, scale)
    return _found(panel, found, judged, means, without=without, scale=scale)


def _is_theirs(sheet: Sheet, viewer: Viewer) -> bool:
    return viewer.person is not None and sheet.rater_id == viewer.person.pk


def _judged(sheet: Sheet, scale: Decimal) -> _Judged:
    return _Judged(sheet.attempt_id, _total(sheet, scale), GRADES[sheet.judgment])


def _total(sheet: Sheet, scale: Decimal) -> float:
    return float(score(rubric_of(sheet.rubric), sheet.levels).on(scale) or 0)


def _lack_of(judged: Sequence[_Judged], *, waits: bool) -> str:
    if waits:
        return _("Sign your own sheets first: the others’ judgments could lead yours.")
    works = len({each.work for each in judged})
    if works >= FEWEST and len({each.grade for each in judged}) > 1:
        return ""
    if works >= FEWEST:
        return _("No threshold: every sheet bears the same overall judgment.")
    text = ngettext(
        "Not enough data for a threshold: %(count)s work has an overall judgment, at least "
        "%(fewest)s are needed.",
        "Not enough data for a threshold: %(count)s works have an overall judgment, at least "
        "%(fewest)s are needed.",
        works,
    )
    return text % {"count": works, "fewest": FEWEST}


def _lacking(
    panel: Panel, lack: str, judged: Sequence[_Judged], *, without: int, scale: Decimal
) -> PanelStandard:
    return PanelStandard(
        panel=panel,
        finding=lack,
        lack=lack,
        scale=_exactly(scale),
        interval="",
        explained="",
        sheets=len(judged),
        without=without,
        works=len({each.work for each in judged}),
        within=0,
        below=0,
        warnings=(),
        rows=(),
        drawn="",
        award=None,
    )


def _means(sheets: Sequence[Sheet], scale: Decimal) -> list[float]:
    """Each work's mean over all its signed sheets, judged or not: what the award rule will read."""
    totals: dict[int, list[float]] = defaultdict(list)
    for sheet in sheets:
        totals[sheet.attempt_id].append(_total(sheet, scale))
    return [sum(each) / len(each) for each in totals.values()]


def _found(
    panel: Panel,
    found: BorderlineStandard,
    judged: Sequence[_Judged],
    means: Sequence[float],
    *,
    without: int,
    scale: Decimal,
) -> PanelStandard:
    cut, slope, intercept = found.cut or 0, found.slope or 0, found.intercept or 0
    ends = (found.low, found.high) if found.low is not None and found.high is not None else None
    line = Line(slope, intercept, _BORDERLINE, ends)
    finding = _finding(cut, ends, scale)
    return PanelStandard(
        panel=panel,
        finding=finding,
        lack="",
        scale=_exactly(scale),
        interval=_between(ends) if ends else _("not enough data for an interval"),
        explained=_said(found.r2, 2) if found.r2 is not None else "–",
        sheets=len(judged),
        without=without,
        works=len(means),
        within=sum(ends[0] <= mean <= ends[1] for mean in means) if ends else 0,
        below=sum(mean < cut for mean in means),
        warnings=_warnings(found, judged),
        rows=tuple(_row(judgment, judged, line) for judgment in Judgment),
        drawn=scatter_drawn(
            [(each.total, each.grade) for each in judged],
            line,
            grades=[str(judgment.label) for judgment in Judgment],
            scale=float(scale),
            said=_("Totals of the sheets by overall judgment, with the line. %(finding)s")
            % {"finding": finding},
        ),
        award=award_written(panel.activity, Decimal(f"{cut:.1f}")),
    )


def _finding(cut: float, ends: tuple[float, float] | None, scale: Decimal) -> str:
    values = {"cut": _said(cut), "scale": _exactly(scale)}
    if ends is None:
        return _("The threshold could lie at %(cut)s of %(scale)s.") % values
    values |= {"low": _said(ends[0]), "high": _said(ends[1])}
    text = _("The threshold could lie at %(cut)s of %(scale)s, between %(low)s and %(high)s.")
    return text % values


def _between(ends: tuple[float, float]) -> str:
    return _("from %(low)s to %(high)s") % {"low": _said(ends[0]), "high": _said(ends[1])}


def _warnings(found: BorderlineStandard, judged: Sequence[_Judged]) -> tuple[str, ...]:
    said = []
    if found.r2 is not None and found.r2 < _WEAK:
        said.append(_("Overall judgments explain less than half of the totals: read it with care."))
    grades = [each.grade for each in judged]
    if not min(grades) <= _BORDERLINE <= max(grades):
        said.append(_("Nobody judged at or below “borderline”: the line is stretched to there."))
    elif not found.at_borderline:
        said.append(_("No sheet bears the judgment “borderline” itself."))
    return tuple(said)


def _row(judgment: Judgment, judged: Sequence[_Judged], line: Line) -> JudgmentRow:
    grade = GRADES[judgment.value]
    totals = sorted(each.total for each in judged if each.grade == grade)
    return JudgmentRow(
        name=str(judgment.label),
        sheets=len(totals),
        totals=" · ".join(_times(*each) for each in Counter(totals).items()) or "–",
        mean=_said(sum(totals) / len(totals)) if totals else "–",
        on_the_line=_said(line.at(grade)),
    )


def _times(total: float, sheets: int) -> str:
    said = _exactly(Decimal(f"{total:.2f}").normalize())
    return f"{said}\u00a0×\u00a0{sheets}" if sheets > 1 else said


def _exactly(scale: Decimal) -> str:
    return format_in(reading_language(), scale)


def _said(value: float, places: int = 1) -> str:
    return format_in(reading_language(), Decimal(f"{value:.{places}f}"), places=places)
