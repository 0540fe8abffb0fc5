"""The judges of the rounds on a quiz, each with the estimates they gave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from passerelle.engines.standard_setting import AngoffStandard, angoff

from ..angoff_questions import Ranked
from ..models import AngoffJudge, AngoffRound

_MOST = 100


@dataclass(frozen=True, slots=True)
class Judge:
    """`given`: of a hundred borderline learners, how many would have each question right."""

    person: int
    name: str
    given: dict[str, int] = field(default_factory=dict)


def judges_of(standard: AngoffRound) -> Mapping[int, Sequence[Judge]]:
    """By the number of the round, those of the round before this one too. One query."""
    asked = AngoffJudge.objects.filter(
        standard__activity=standard.activity_id, standard__number__lte=standard.number
    ).order_by("person__sort_name", "pk", "estimates__pk")
    rounds: dict[int, dict[int, Judge]] = defaultdict(dict)
    for number, pk, person, name, question, percent in asked.values_list(
        *("standard__number", "pk", "person", "person__name"),
        *("estimates__question", "estimates__percent"),
    ):
        judge = rounds[number].setdefault(pk, Judge(person, name))
        if question is not None:
            judge.given[question] = percent
    return {number: tuple(judges.values()) for number, judges in rounds.items()}


def standard_of(judges: Sequence[Judge], questions: Sequence[Ranked]) -> AngoffStandard:
    table = [[judge.given.get(each.key) for judge in judges] for each in questions]
    return angoff(table, most=_MOST)
