"""What a juror writes."""

from __future__ import annotations

from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import Outcome


class DecisionForm(forms.Form):
    """An outcome, and the reason where it departs from the rule."""

    outcome = forms.ChoiceField(
        label=_("Decision"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed when you depart from what the rule proposes. It stays in the record."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    @property
    def chosen(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])

    @property
    def key(self) -> UUID:
        key: UUID = self.cleaned_data["form_key"]
        return key
