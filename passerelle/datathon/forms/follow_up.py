"""What became of a project, in one choice and a few words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from ..enums import ProjectState


class FollowUpForm(forms.Form):
    """Short on purpose: it is asked of people who have moved on."""

    state = forms.ChoiceField(
        label=gettext_lazy("Today the project is"),
        choices=ProjectState.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of these.")},
    )
    words = forms.CharField(
        label=gettext_lazy("In a few words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "Where, for whom, what helped, what stopped it. The committee reads it. No health data."
        ),
        error_messages={
            "max_length": gettext_lazy("2,000 characters are enough: shorten your text.")
        },
    )
