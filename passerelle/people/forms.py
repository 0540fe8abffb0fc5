"""What a person chooses for themselves."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import LANGUAGES, MAILS, ZONES


class ReadingForm(forms.Form):
    """The language and the clocks one reads in, and when one is written to."""

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, widget=forms.RadioSelect)
    zone = forms.ChoiceField(
        label=_("Your clocks"),
        choices=ZONES,
        help_text=_("Every time is shown here first, then in Paris and Montréal."),
    )
    mails = forms.ChoiceField(
        label=_("Mail me my news"),
        choices=MAILS,
        widget=forms.RadioSelect,
        help_text=_("Sign-in codes are always sent. Whatever you choose, your news stay here."),
    )
