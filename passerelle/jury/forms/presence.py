"""Who of a room is there, as its chair says it."""

from __future__ import annotations

from typing import Any

from django import forms

from ..enums import Attendance
from ..queries.day_presence import Roll


class RollForm(forms.Form):
    """A choice for each juror; what is left open is not marked."""

    # Any: django's own signature.
    def __init__(self, roll: Roll, *rest: Any, **named: Any) -> None:
        super().__init__(*rest, **named)
        self.auto_id = "presence_%s"
        self.roll = roll
        for seat in roll.seats:
            self.fields[f"juror-{seat.juror.pk}"] = forms.ChoiceField(
                label=str(seat.juror),
                choices=[("", "–"), *Attendance.choices],
                initial=seat.chosen,
                required=False,
            )

    @property
    def rows(self) -> list[tuple[object, forms.BoundField]]:
        return [(seat, self[f"juror-{seat.juror.pk}"]) for seat in self.roll.seats]

    @property
    def marks(self) -> dict[int, Attendance]:
        said = {
            each.juror.pk: self.cleaned_data[f"juror-{each.juror.pk}"] for each in self.roll.seats
        }
        return {seat: Attendance(value) for seat, value in said.items() if value}
