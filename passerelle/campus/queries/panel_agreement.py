"""How far a panel's jurors agree on the works they share: shown, never used to correct anyone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passerelle.engines.agreement import Agreement as Measured
from passerelle.engines.agreement import Lack, RaterSeverity, krippendorff, severity_in_turn
from passerelle.engines.numbers import format_in
from passerelle.engines.rubric import Criterion, score
from passerelle.foundation.translated import reading_language

from ..models import Sheet
from ..rubrics import rubric_of

Given = TypeVar("Given")

# Below, a statistic jumps from one end of its scale to the other with a single sheet.
_FEWEST = 6
# A juror is compared with the others on as many works as this.
_FEWEST_MARKED = 3
_LACKS = {
    Lack.RATERS: gettext_lazy("not enough data: two jurors at least"),
    Lack.WORKS: gettext_lazy("not enough data: too few works in common"),
    Lack.VARIETY: gettext_lazy("no answer: everyone gave the same level"),
    Lack.INTERVAL: gettext_lazy("not enough data for an interval"),
}


_NOT_COMPARED = {
    Lack.RATERS: gettext_lazy("Jurors are not compared: two at least must have signed."),
    Lack.WORKS: gettext_lazy("Jurors are not compared: they share too few works."),
    Lack.RESIDUE: gettext_lazy("Jurors are not compared: too few sheets to know the error."),
    Lack.GROUPS: gettext_lazy(
        "Jurors are not compared: the works fall into groups without a common juror, where a "
        "severe juror cannot be told from weak works."
    ),
}


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One statistic in words: its value, its interval, on how many works or pairs."""

    title: str
    value: str
    interval: str
    cases: int


@dataclass(frozen=True, slots=True)
class JurorLine:
    """How a juror's totals differ from the others' on the same works; `flagged`: beyond chance."""

    name: str
    words: str
    works: int
    flagged: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """Over every work that two jurors marked at least, whoever they are.

    `lack` says why there is nothing to show, `jurors_lack` why jurors are not compared."""

    total: AgreementLine
    criteria: tuple[AgreementLine, ...]
    jurors: tuple[JurorLine, ...]
    jurors_lack: str
    lack: str


def agreement_of(sheets: Sequence[Sheet], *, compare_jurors: bool = True) -> Agreement:
    """From the signed sheets of one panel; no query, where jurors are compared with their raters
    already read."""
    signed = [sheet for sheet in sheets if sheet.submitted_at]
    lines = tuple(
        _line(criterion.title.said_in(reading_language()), _of_criterion(criterion, signed))
        for criterion in (rubric_of(signed[0].rubric).criteria if signed else ())
    )
    points = _table(signed, [_points(sheet) for sheet in signed])
    total = _line(_("Total of the sheet"), krippendorff(points, measurement="interval"))
    jurors, jurors_lack = _jurors(signed, points) if compare_jurors else ((), "")
    return Agreement(total, lines, jurors, jurors_lack, _lack_of((*lines, total), signed))


def _lack_of(lines: Sequence[AgreementLine], signed: Sequence[Sheet]) -> str:
    if not signed:
        return _("Not enough data: no sheet is signed yet.")
    if all(line.cases < _FEWEST for line in lines):
        text = _("Not enough data: at least %(count)s works by two jurors are needed.")
        return text % {"count": _FEWEST}
    return ""


def _of_criterion(criterion: Criterion, sheets: Sequence[Sheet]) -> Measured:
    """Krippendorff’s alpha, ordinal: levels have an order; jurors need not share all works."""
    levels = _table(sheets, [sheet.levels.get(criterion.id) for sheet in sheets])
    return krippendorff(
        levels, measurement="ordinal", categories=[level.id for level in criterion.levels]
    )


def _points(sheet: Sheet) -> float:
    return float(score(rubric_of(sheet.rubric), sheet.levels).points)


def _table(sheets: Sequence[Sheet], given: Sequence[Given]) -> list[list[Given | None]]:
    """A row a work, a column a juror in the order of `_raters`, None where there is no sheet."""
    found: dict[int, dict[int, Given]] = defaultdict(dict)
    for sheet, value in zip(sheets, given, strict=True):
        found[sheet.attempt_id][sheet.rater_id] = value
    return [[row.get(rater) for rater in _raters(sheets)] for _work, row in sorted(found.items())]


def _raters(sheets: Sequence[Sheet]) -> list[int]:
    return sorted({sheet.rater_id for sheet in sheets})


def _jurors(
    sheets: Sequence[Sheet], points: list[list[float | None]]
) -> tuple[tuple[JurorLine, ...], str]:
    """Shown as a flag, never taken from a mark: a severe juror may be the one who is right."""
    found = severity_in_turn(points)
    if found.lack:
        return (), str(_NOT_COMPARED[found.lack])
    names = {sheet.rater_id: str(sheet.rater) for sheet in sheets}
    lines = [
        _juror_line(names[rater], each)
        for rater, each in zip(_raters(sheets), found.raters, strict=True)
    ]
    return tuple(sorted(lines, key=lambda line: (not line.flagged, line.name))), ""


def _juror_line(name: str, found: RaterSeverity) -> JurorLine:
    if found.points is None or found.error is None or found.works < _FEWEST_MARKED:
        return JurorLine(name, str(_LACKS[Lack.WORKS]), found.works, flagged=False)
    figures = {"points": _said(abs(found.points), 1), "error": _said(found.error, 1)}
    if not found.stands_out and round(abs(found.points), 1) == 0:
        return JurorLine(name, _("no difference"), found.works, flagged=False)
    text = {
        (True, True): _("more severe than the others by %(points)s ± %(error)s points"),
        (True, False): _("more lenient than the others by %(points)s ± %(error)s points"),
        (False, True): _("no clear difference: lower by %(points)s ± %(error)s points"),
        (False, False): _("no clear difference: higher by %(points)s ± %(error)s points"),
    }[found.stands_out, found.points >= 0]
    return JurorLine(name, text % figures, found.works, flagged=found.stands_out)


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


def _said(value: float, places: int = 2) -> str:
    return format_in(reading_language(), Decimal(f"{value:.{places}f}"), places=places)
