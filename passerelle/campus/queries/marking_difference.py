"""What differs between a change and the sheet it came too late for, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from passerelle.engines.rubric import Criterion
from passerelle.foundation.translated import Language, reading_language

from ..enums import Judgment
from ..models import Sheet
from ..rubrics import rubric_of


@dataclass(frozen=True, slots=True)
class Side:
    """A level as one of the two has it; `value` is empty where none is chosen."""

    value: str
    said: str


@dataclass(frozen=True, slots=True)
class Line:
    field: str
    title: str
    here: Side
    there: Side


@dataclass(frozen=True, slots=True)
class Difference:
    """The lines to choose on, those that agree, and the remarks (equal when they agree)."""

    version: int
    lines: tuple[Line, ...]
    same: tuple[tuple[str, str], ...]
    remark_here: str
    remark_there: str

    @property
    def both_remarks(self) -> str:
        return f"{self.remark_there}\n\n{self.remark_here}"


def difference_of(
    sheet: Sheet, *, levels: Mapping[str, str], remark: str, judgment: str = ""
) -> Difference:
    """`here` is the change, `there` the sheet as it stands."""
    language = reading_language()
    lines = [
        Line(
            field=f"level-{each.id}",
            title=each.title.said_in(language),
            here=_side(each, levels.get(each.id, ""), language),
            there=_side(each, sheet.levels.get(each.id, ""), language),
        )
        for each in rubric_of(sheet.rubric).criteria
    ]
    lines.append(Line("judgment", _("Overall judgment"), _whole(judgment), _whole(sheet.judgment)))
    return Difference(
        version=sheet.version,
        lines=tuple(line for line in lines if line.here != line.there),
        same=tuple((line.field, line.here.value) for line in lines if line.here == line.there),
        remark_here=remark,
        remark_there=sheet.remark,
    )


def _whole(judgment: str) -> Side:
    return Side(judgment, str(Judgment(judgment).label) if judgment else _("no overall judgment"))


def _side(criterion: Criterion, chosen: str, language: Language) -> Side:
    for level in criterion.levels:
        if level.id == chosen:
            return Side(chosen, level.title.said_in(language))
    return Side("", _("not judged yet"))
