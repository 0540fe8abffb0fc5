"""What a person chooses for themselves."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
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


class PasskeyNameForm(forms.Form):
    """What one calls a passkey, to know it from the others."""

    name = forms.CharField(
        label=_("Name of the passkey"),
        max_length=60,
        help_text=_("For example: my telephone, the key on my desk."),
    )


class PasskeyForm(forms.Form):
    """A passkey as the browser made it; the script of the page fills it in."""

    name = forms.CharField(
        label=_("Name of the passkey"),
        max_length=60,
        required=False,
        help_text=_("For example: my telephone, the key on my desk."),
    )
    credential = forms.JSONField(
        label=_("Passkey"),
        widget=forms.HiddenInput,
        error_messages={
            "required": _("The browser made no passkey. Try again, or use another device.")
        },
    )

    @property
    def chosen_name(self) -> str:
        return str(self.cleaned_data["name"]) or gettext("Passkey")


class CodeForm(forms.Form):
    """The code of the last mail."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Sent to your address; valid for ten minutes, for this only."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "class": "short"}),
    )
