"""How a member signs minutes, or says why not."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PasskeySignatureForm(forms.Form):
    """What the passkey answered; the script of the page fills it in."""

    credential = forms.JSONField(
        widget=forms.HiddenInput,
        error_messages={"required": _("No passkey answered. Nothing was signed: try again.")},
    )


class CodeSignatureForm(forms.Form):
    """The code of the last mail, by whoever has no passkey."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Sent to your address; valid for ten minutes, for this only."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "class": "short"}),
    )


class RefusalForm(forms.Form):
    """Why a member does not sign."""

    reason = forms.CharField(
        label=_("Why you do not sign"),
        help_text=_("It will stand on the signature page, under your name."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
