"""Signing an agreement; what the coordinator decides of people's access."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

Choices = Sequence[tuple[str, str]]
_REASON_NEEDED = {"required": gettext_lazy("Say why in a few words: it is written down.")}


class SignatureForm(forms.Form):
    """A name typed under a version: the page may be older than the text in force."""

    full_name = forms.CharField(
        label=gettext_lazy("Your first name and your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Type your name to sign.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    # Any: django's own signature of a bound form.
    def __init__(self, data: Mapping[str, Any] | None = None, *, version: int) -> None:
        super().__init__(data, initial={"version": version})
        self.in_force = version

    def clean(self) -> dict[str, Any]:
        if self.errors.pop("version", None) or self.cleaned_data.get("version") != self.in_force:
            again = gettext_lazy("The text has changed since you opened this page: read it again.")
            self.add_error(None, str(again))
        return self.cleaned_data


class RecognitionForm(forms.Form):
    """Whose training is recognised, and on what ground."""

    person = forms.TypedChoiceField(label=gettext_lazy("Who"), coerce=int)
    reason = forms.CharField(
        label=gettext_lazy("What they learnt, and where"),
        max_length=500,
        error_messages=_REASON_NEEDED,
    )

    # Any: django's own signature of a bound form.
    def __init__(self, data: Mapping[str, Any] | None = None, *, people: Choices) -> None:
        super().__init__(data, auto_id="trained_%s")
        _choose(self.fields["person"], people)


class GrantForm(forms.Form):
    """Access beyond the event: a team or a person, until the end of a day."""

    to = forms.ChoiceField(label=gettext_lazy("To whom"))
    until = forms.DateField(
        label=gettext_lazy("Until the end of"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Choose a day."),
            "invalid": gettext_lazy("Write the day as 2027-05-21."),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=500, error_messages=_REASON_NEEDED
    )

    # Any: django's own signature of a bound form.
    def __init__(self, data: Mapping[str, Any] | None = None, *, takers: Choices) -> None:
        super().__init__(data, auto_id="grant_%s")
        _choose(self.fields["to"], takers)

    @property
    def last_day(self) -> date:
        day: date = self.cleaned_data["until"]
        return day


class SuspensionForm(forms.Form):
    """A team whose access stops at once."""

    team = forms.TypedChoiceField(label=gettext_lazy("Which team"), coerce=int)
    reason = forms.CharField(
        label=gettext_lazy("What was not kept"),
        max_length=500,
        help_text=gettext_lazy("The team reads it."),
        error_messages=_REASON_NEEDED,
    )

    # Any: django's own signature of a bound form.
    def __init__(self, data: Mapping[str, Any] | None = None, *, teams: Choices) -> None:
        super().__init__(data, auto_id="suspension_%s")
        _choose(self.fields["team"], teams)


def _choose(field: forms.Field, choices: Choices) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", "–"), *choices]
