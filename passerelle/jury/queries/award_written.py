"""What the award rule says of a component today, and what someone would write to change it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from passerelle.campus.models import Activity
from passerelle.campus.queries.gradebook import rule_of
from passerelle.engines.numbers import format_in
from passerelle.foundation.translated import reading_language


@dataclass(frozen=True, slots=True)
class AwardWritten:
    """`yaml` goes under `award: components:` of programme.yaml; nobody writes it but a person.

    `activities` counts what the component is made of: of several, a threshold is one part."""

    component: str
    title: str
    stands: str
    yaml: str
    activities: int


def award_written(activity: Activity, cut: Decimal) -> AwardWritten | None:
    """Nothing where the activity does not count. One query, and the rule as it stands."""
    rule, language = rule_of(activity.edition), reading_language()
    for component in rule.components:
        if component.id == activity.component:
            stands = component.pass_mark
            others = Activity.objects.filter(
                edition=activity.edition_id, component=component.id, retired_at=None
            )
            return AwardWritten(
                component=component.id,
                title=component.title.said_in(language),
                stands="" if stands is None else format_in(language, stands),
                yaml=f"- id: {component.id}\n  pass: {cut.normalize():f}",
                activities=others.count(),
            )
    return None
