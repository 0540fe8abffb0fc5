"""What a person chooses for themselves."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import LANGUAGES, ZONES


class ReadingForm(forms.Form):
    """The language and the clocks one reads in."""

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, widget=forms.RadioSelect)
    zone = forms.ChoiceField(
        label=_("Your clocks"),
        choices=ZONES,
        help_text=_("Every time is shown here first, then in Paris and Montréal."),
    )
