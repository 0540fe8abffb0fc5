"""What another rule would have changed, before anyone votes on it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from passerelle.engines.grading._grade import grade
from passerelle.engines.grading._marks import Hours, Mark
from passerelle.engines.grading._rule import AwardRule
from passerelle.engines.grading._steps import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What the rule needs to know of one learner."""

    marks: Sequence[Mark]
    hours: Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A learner whose total, outcome or honours would differ."""

    who: str
    before: Verdict
    after: Verdict


def simulate(
    rule: AwardRule, *, change: Callable[[AwardRule], AwardRule], cohort: Mapping[str, Dossier]
) -> tuple[Change, ...]:
    """Who would fare differently under a changed rule, in the cohort's order.

    `change` is often a dataclasses.replace: lambda rule: replace(rule, pass_mark=Decimal(12)).
    """
    changed = change(rule)
    pairs = (
        Change(
            who=who,
            before=grade(rule, marks=dossier.marks, hours=dossier.hours),
            after=grade(changed, marks=dossier.marks, hours=dossier.hours),
        )
        for who, dossier in cohort.items()
    )
    return tuple(pair for pair in pairs if _result(pair.before) != _result(pair.after))


def _result(verdict: Verdict) -> tuple[object, ...]:
    return (verdict.total, verdict.outcome, verdict.honours)
