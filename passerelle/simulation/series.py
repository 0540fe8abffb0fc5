"""Which outputs a learner meets, in which order: drawn once, kept with the attempt."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from passerelle.campus.models import Activity, Attempt, Enrolment

BEFORE, AFTER, PRACTICE = "before", "after", "practice"


@dataclass(frozen=True, slots=True)
class Series:
    """`items` and `concordance` are slugs in the order they are met; `form` is a, b or nothing."""

    items: tuple[str, ...]
    concordance: tuple[str, ...]
    form: str
    wave: str

    @property
    def is_measure(self) -> bool:
        """Its key stays closed until the learner has taken the measure after."""
        return self.wave != PRACTICE

    def as_json(self) -> dict[str, Any]:  # Any: JSON
        return {
            "items": list(self.items),
            "concordance": list(self.concordance),
            "form": self.form,
            "wave": self.wave,
        }


def series_for(activity: Activity, enrolment: Enrolment) -> Series:
    """Half the learners take form `a` before and `b` after, the others the reverse; the order of
    the outputs is each learner's own, and the same whenever it is drawn."""
    settings = activity.settings
    form = "" if not settings.get("forms") else _form_of(enrolment, settings["wave"])
    items = list(settings["forms"][form] if form else settings["items"])
    random.Random(f"{activity.pk}/{enrolment.pk}").shuffle(items)  # noqa: S311  # an order, no secret
    return Series(tuple(items), tuple(settings.get("concordance") or ()), form, settings["wave"])


def _form_of(enrolment: Enrolment, wave: str) -> str:
    first, second = ("a", "b") if enrolment.pk % 2 else ("b", "a")
    return second if wave == AFTER else first


def series_of(attempt: Attempt) -> Series:
    """The series that an attempt was begun with."""
    kept: Mapping[str, Any] = attempt.content  # Any: JSON
    return Series(
        tuple(kept["items"]), tuple(kept["concordance"]), str(kept["form"]), str(kept["wave"])
    )
