"""What a learner writes against a decision, and what they are answered."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

ADMITTED, REJECTED = "admitted", "rejected"


class AppealForm(forms.Form):
    """The grounds, in the learner's words."""

    grounds = forms.CharField(
        label=_("Your grounds"),
        help_text=_("What the jury did not see, or saw wrongly. No health information."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class RulingForm(forms.Form):
    """Whether the appeal is heard, and why."""

    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[
            (ADMITTED, _("Admissible: the jury sits again about this learner")),
            (REJECTED, _("Not admissible: the decision stands")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The learner will read it."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @property
    def is_admitted(self) -> bool:
        return bool(self.cleaned_data["answer"] == ADMITTED)
