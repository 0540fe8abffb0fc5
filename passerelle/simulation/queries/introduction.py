"""An encounter before it begins: whom one will meet, what was measured, what one did already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.campus.models import Attempt
from passerelle.campus.queries.learning_activity import Reached
from passerelle.campus.queries.learning_attempts import is_teamless
from passerelle.campus.queries.learning_state import Reader
from passerelle.engines.encounter import Case as Written
from passerelle.foundation.translated import reading_language

from ..contents import written
from ..gate_figures import Figures, figures_of
from ..models import Case, Encounter
from .cases import case_of_activity
from .encounters import encounters_of


@dataclass(frozen=True, slots=True)
class Earlier:
    """An encounter that is over."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Introduction:
    """`case` is nothing where the edition holds none of that name."""

    case: Written | None
    figures: Figures | None
    is_draft: bool
    with_assistant: bool
    under_way: str
    earlier: tuple[Earlier, ...]
    attempts_allowed: int
    attempts_left: int
    is_teamless: bool
    may_begin: bool
    counts: bool

    @property
    def summary(self) -> str:
        return self.case.summary.in_language(reading_language()) if self.case else ""

    @property
    def place(self) -> str:
        return self.case.place.in_language(reading_language()) if self.case else ""

    @property
    def objectives(self) -> list[str]:
        objectives = self.case.objectives if self.case else ()
        return [each.in_language(reading_language()) for each in objectives]


def introduction_to(reached: Reached, attempts: Sequence[Attempt], reader: Reader) -> Introduction:
    """Two queries beside the attempts."""
    activity, case = reached.activity, case_of_activity(reached.activity)
    begun = encounters_of(attempts)
    allowed = int(activity.settings.get("attempts", 1))
    left = max(0, allowed - len(attempts))
    is_draft = case is None or case.is_draft
    under_way = next((one for one in attempts if one.submitted_at is None), None)
    teamless = is_teamless(activity, reached.doer)
    return Introduction(
        case=None if case is None else written(case),
        figures=_figures(case),
        is_draft=is_draft,
        with_assistant=bool(activity.settings.get("with_ai")),
        under_way=_address(reached, begun, under_way),
        earlier=_earlier(reached, attempts, begun, reader),
        attempts_allowed=allowed,
        attempts_left=left,
        is_teamless=teamless,
        may_begin=bool(reached.doer) and not (is_draft or teamless or under_way) and left > 0,
        counts=bool(activity.component),
    )


def _figures(case: Case | None) -> Figures | None:
    return None if case is None or case.gate is None else figures_of(case.gate)


def _address(reached: Reached, begun: dict[int, Encounter], attempt: Attempt | None) -> str:
    encounter = begun.get(attempt.pk) if attempt else None
    edition = reached.activity.edition.slug
    return reverse("encounter", args=[edition, encounter.pk]) if encounter else ""


def _earlier(
    reached: Reached, attempts: Sequence[Attempt], begun: dict[int, Encounter], reader: Reader
) -> tuple[Earlier, ...]:
    edition = reached.activity.edition.slug
    return tuple(
        Earlier(
            url=reverse("debrief", args=[edition, begun[attempt.pk].pk]),
            title=_("Encounter %(number)s, %(day)s")
            % {"number": attempt.number, "day": reader.day(attempt.submitted_at)},
        )
        for attempt in attempts
        if attempt.submitted_at is not None and attempt.pk in begun
    )
