"""How far a panel's jurors agree on the works they share: shown, never used to correct anyone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passerelle.engines.agreement import Agreement as Measured
from passerelle.engines.agreement import Lack, icc_2_1, weighted_kappa
from passerelle.engines.numbers import format_in
from passerelle.engines.rubric import Criterion, score
from passerelle.foundation.translated import reading_language

from ..models import Sheet
from ..rubrics import rubric_of

# Below, a statistic jumps from one end of its scale to the other with a single sheet.
_FEWEST = 6
_LACKS = {
    Lack.RATERS: gettext_lazy("not enough data: two jurors at least"),
    Lack.WORKS: gettext_lazy("not enough data: too few works in common"),
    Lack.VARIETY: gettext_lazy("no answer: everyone gave the same level"),
    Lack.INTERVAL: gettext_lazy("not enough data for an interval"),
}


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One statistic in words: its value, its interval, on how many works or pairs."""

    title: str
    value: str
    interval: str
    cases: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """`total` over jurors who all marked the same works; `criteria` by pairs on one work.

    `lack` says why there is nothing to show."""

    total: AgreementLine
    criteria: tuple[AgreementLine, ...]
    lack: str


def agreement_of(sheets: Sequence[Sheet]) -> Agreement:
    """From the signed sheets of one panel; no query."""
    signed = [sheet for sheet in sheets if sheet.submitted_at]
    lines = tuple(
        _line(criterion.title.said_in(reading_language()), _by_pairs(criterion, signed))
        for criterion in (rubric_of(signed[0].rubric).criteria if signed else ())
    )
    total = _line(_("Total of the sheet"), _of_totals(signed))
    return Agreement(total, lines, _lack_of((*lines, total), signed))


def _lack_of(lines: Sequence[AgreementLine], signed: Sequence[Sheet]) -> str:
    if not signed:
        return _("Not enough data: no sheet is signed yet.")
    if all(line.cases < _FEWEST for line in lines):
        text = _("Not enough data: at least %(count)s works by two jurors are needed.")
        return text % {"count": _FEWEST}
    return ""


def _by_pairs(criterion: Criterion, sheets: Sequence[Sheet]) -> Measured:
    """Quadratic weighted kappa over every two jurors of a work, in the order of their seats."""
    by_work: dict[int, list[str | None]] = defaultdict(list)
    for sheet in sorted(sheets, key=lambda sheet: (sheet.attempt_id, sheet.rater_id)):
        by_work[sheet.attempt_id].append(sheet.levels.get(criterion.id))
    pairs = [pair for levels in by_work.values() for pair in combinations(levels, 2)]
    return weighted_kappa(
        [one for one, _other in pairs],
        [other for _one, other in pairs],
        categories=[level.id for level in criterion.levels],
    )


def _of_totals(sheets: Sequence[Sheet]) -> Measured:
    """ICC(2,1) on the works that all of these jurors marked."""
    jurors = sorted({sheet.rater_id for sheet in sheets})
    points: dict[int, dict[int, float]] = defaultdict(dict)
    for sheet in sheets:
        marks = score(rubric_of(sheet.rubric), sheet.levels)
        points[sheet.attempt_id][sheet.rater_id] = float(marks.points)
    rows = [[given.get(juror) for juror in jurors] for given in points.values()]
    return icc_2_1(rows)


def _line(title: str, measured: Measured) -> AgreementLine:
    lack = measured.lack or Lack.WORKS
    if measured.value is None or measured.works < _FEWEST:
        if measured.value is not None:
            lack = Lack.WORKS
        return AgreementLine(title, "–", str(_LACKS[lack]), measured.works)
    interval = str(_LACKS[Lack.INTERVAL])
    if measured.low is not None and measured.high is not None:
        ends = {"low": _said(measured.low), "high": _said(measured.high)}
        interval = _("from %(low)s to %(high)s") % ends
    return AgreementLine(title, _said(measured.value), interval, measured.works)


def _said(value: float) -> str:
    return format_in(reading_language(), Decimal(f"{value:.2f}"), places=2)
