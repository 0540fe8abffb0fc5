"""What a coordinator sends about the presentation day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.campus.models import Activity
from passerelle.engines.timetable import TimetableError, at_local, city_label, zone_named

from ..enums import PauseKind
from ..models import PresentationDay

_TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_LONGEST = 240


class DayForm(forms.Form):
    """When the teams present, on whose clock, and how long each has."""

    activity = forms.TypedChoiceField(label=_("What is presented"), coerce=int)
    on = forms.DateField(label=_("Day"), widget=_DATE)
    starts = forms.TimeField(label=_("From"), widget=_TIME)
    ends = forms.TimeField(label=_("To"), widget=_TIME)
    zone = forms.ChoiceField(label=_("On the clock of"))
    presentation = forms.IntegerField(
        label=_("Minutes to present"), min_value=1, max_value=_LONGEST, initial=15
    )
    questions = forms.IntegerField(
        label=_("Minutes for questions"), min_value=0, max_value=_LONGEST, initial=12
    )
    changeover = forms.IntegerField(
        label=_("Minutes to change over"), min_value=0, max_value=_LONGEST, initial=3
    )

    # Any, here and below: django's own signatures.
    def __init__(
        self, activities: Iterable[Activity], zones: Sequence[str], *rest: Any, **named: Any
    ) -> None:
        super().__init__(*rest, **named)
        choices: dict[str, list[tuple[Any, str]]] = {
            "activity": [(each.pk, str(each.title)) for each in activities],
            "zone": [(zone, city_label(zone)) for zone in zones],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"on", "starts", "ends", "zone"} <= set(cleaned):
            for name in ("starts", "ends"):
                cleaned[f"{name}_at"] = instant(self, cleaned["on"], cleaned[name], cleaned["zone"])
            if not self.errors and cleaned["ends_at"] <= cleaned["starts_at"]:
                self.add_error("ends", _("The day ends before it starts: correct one of the two."))
        return cleaned


class RoomForm(forms.Form):
    """Which panel sits where."""

    panel = forms.TypedChoiceField(label=_("Panel"), coerce=int)
    name = forms.CharField(label=_("Name of the room"), max_length=80)
    link = forms.URLField(
        label=_("Link for those who connect"), required=False, assume_scheme="https"
    )

    def __init__(self, panels: Sequence[tuple[int, str]], *rest: Any, **named: Any) -> None:
        super().__init__(*rest, **named)
        field = self.fields["panel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(panels)


class PauseForm(forms.Form):
    """When nobody passes."""

    kind = forms.ChoiceField(label=_("What for"), choices=PauseKind.choices)
    starts = forms.TimeField(label=_("From"), widget=_TIME)
    ends = forms.TimeField(label=_("To"), widget=_TIME)

    def __init__(self, day: PresentationDay, *rest: Any, **named: Any) -> None:
        super().__init__(*rest, **named)
        self.day = day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"starts", "ends"} <= set(cleaned):
            on = local(self.day.starts_at, self.day.zone).date()
            for name in ("starts", "ends"):
                cleaned[f"{name}_at"] = instant(self, on, cleaned[name], self.day.zone)
            if not self.errors and cleaned["ends_at"] <= cleaned["starts_at"]:
                self.add_error(
                    "ends", _("The pause ends before it starts: correct one of the two.")
                )
        return cleaned


class OrderForm(forms.Form):
    """Each team's place, whether it connects; or a seed to draw the places with."""

    seed = forms.CharField(
        label=_("Seed of the draw"),
        help_text=_("Any word or number. It is published, so that anyone can draw again."),
        max_length=80,
        required=False,
    )

    def __init__(self, teams: Sequence[tuple[int, str]], *rest: Any, **named: Any) -> None:
        super().__init__(*rest, **named)
        self.teams = [pk for pk, _name in teams]
        for pk, name in teams:
            self.fields[f"place-{pk}"] = forms.IntegerField(
                label=name, min_value=1, max_value=999, required=False
            )
            self.fields[f"remote-{pk}"] = forms.BooleanField(label=name, required=False)

    @property
    def order(self) -> list[int]:
        """By place; two of the same place stay as they were, those without one come last."""
        places = {pk: self.cleaned_data.get(f"place-{pk}") or 1000 for pk in self.teams}
        return sorted(self.teams, key=lambda pk: places[pk])

    @property
    def remote(self) -> set[int]:
        return {pk for pk in self.teams if self.cleaned_data.get(f"remote-{pk}")}


def instant(form: forms.Form, on: date, clock: time, zone: str) -> datetime | None:
    """The instant of a local time, or what is wrong with it."""
    try:
        return at_local(on, clock, zone)
    except TimetableError as refused:
        form.add_error(None, str(refused))
        return None


def local(at: datetime, zone: str) -> datetime:
    return at.astimezone(zone_named(zone))
