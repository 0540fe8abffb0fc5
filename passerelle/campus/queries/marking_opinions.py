"""What a model would have marked, beside one's own signed sheet: to think again, never counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.engines.rubric import Criterion
from passerelle.foundation.translated import Language

from ..models import SecondOpinion, Sheet
from ..rubrics import rubric_of


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """One criterion: what the rater chose, what the model would have chosen."""

    title: str
    mine: str
    model: str
    differs: bool


@dataclass(frozen=True, slots=True)
class OpinionRead:
    source: str
    at: datetime
    finding: str
    lines: tuple[OpinionLine, ...]
    remark: str


def opinions_on(sheet: Sheet, language: Language) -> tuple[OpinionRead, ...]:
    """Only for a signed sheet: before, it would weigh on the rater. One query."""
    found = SecondOpinion.objects.filter(attempt=sheet.attempt_id, rubric=sheet.rubric_id)
    return tuple(_read(opinion, sheet, language) for opinion in found)


def _read(opinion: SecondOpinion, sheet: Sheet, language: Language) -> OpinionRead:
    lines = tuple(
        _line(each, sheet.levels.get(each.id, ""), opinion.levels.get(each.id, ""), language)
        for each in rubric_of(sheet.rubric).criteria
    )
    return OpinionRead(opinion.source, opinion.at, _finding(lines), lines, opinion.remark)


def _line(criterion: Criterion, mine: str, model: str, language: Language) -> OpinionLine:
    return OpinionLine(
        title=criterion.title.said_in(language),
        mine=_said(criterion, mine, language),
        model=_said(criterion, model, language),
        differs=mine != model,
    )


def _said(criterion: Criterion, level_id: str, language: Language) -> str:
    level = criterion.level(level_id)
    return level.title.said_in(language) if level else _("no opinion")


def _finding(lines: tuple[OpinionLine, ...]) -> str:
    apart = sum(line.differs for line in lines)
    if not apart:
        return _("The model would have chosen the same levels.")
    text = ngettext(
        "The model would have chosen otherwise on %(count)s criterion of %(all)s.",
        "The model would have chosen otherwise on %(count)s criteria of %(all)s.",
        apart,
    )
    return text % {"count": apart, "all": len(lines)}
