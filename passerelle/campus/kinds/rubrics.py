"""The `rubrics/` folder: engines.rubric owns the meaning, this names file and line."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from passerelle.engines.rubric import RubricProblems, rubric_from
from passerelle.programme.schemas import Bilingual, Slug, Strict
from passerelle.programme.source import ProgrammeSource


class LevelFile(Strict):
    id: Slug
    points: Decimal = Field(ge=0)
    title: Bilingual
    describes: Bilingual
    example: Bilingual | None = None


class CriterionFile(Strict):
    id: Slug
    title: Bilingual
    question: Bilingual
    weight: Decimal = Field(gt=0)
    levels: list[LevelFile] = Field(min_length=2, max_length=9)


class RubricFile(Strict):
    """rubrics/….yaml"""

    title: Bilingual
    criteria: list[CriterionFile] = Field(min_length=1)


def check_folder(source: ProgrammeSource) -> None:
    for name in source.under("rubrics"):
        yaml, file = source.typed(name, RubricFile)
        if yaml is None or file is None:
            continue
        try:
            rubric_from(yaml.value, slug=name.removeprefix("rubrics/")[:-5])
        except RubricProblems as refused:
            for problem in refused.problems:
                source.trouble(
                    name,
                    problem.says,
                    problem.remedy,
                    line=yaml.line_of(problem.path),
                    at=problem.field,
                )
