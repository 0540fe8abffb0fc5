"""What an author decides of a question that was not understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _


class ReviewForm(forms.Form):
    """The fact it asks for; none, when it was rightly answered."""

    fact = forms.ChoiceField(label=_("It asks for"), required=False)

    def __init__(
        self, data: Mapping[str, object] | None = None, *, facts: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        nothing = ("", _("nothing the case holds"))
        self.fields["fact"].choices = [nothing, *facts]  # type: ignore[attr-defined]
