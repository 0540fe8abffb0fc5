"""What authors, second readers and the panel send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import Shift, Spoken


class ReadingForm(forms.Form):
    """I have reread this item against its key."""

    approves = forms.TypedChoiceField(
        label=_("Your reading"),
        choices=(
            ("yes", _("I would give the same key")),
            ("no", _("Something in the key is wrong")),
        ),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether you would give the same key.")},
    )
    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, object]:
        given = self.cleaned_data
        if given.get("approves") is False and not given.get("remark"):
            self.add_error("remark", _("Say what is wrong: the author has to mend it."))
        return given


class MutationForm(forms.Form):
    """A sound text in which errors are to be planted."""

    text = forms.CharField(
        label=_("A sound text"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    language = forms.ChoiceField(label=_("Its language"), choices=Spoken.choices)


class PanelForm(forms.Form):
    """A shift for each question; one may be left for later."""

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        questions: Sequence[tuple[str, int | None]],
    ) -> None:
        super().__init__(data)
        for slug, shift in questions:
            self.fields[slug] = forms.TypedChoiceField(
                label=_("Your trust in what the model says"),
                choices=Shift.choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=shift,
                widget=forms.RadioSelect,
            )

    @property
    def shifts(self) -> dict[str, int]:
        return {slug: shift for slug, shift in self.cleaned_data.items() if shift is not None}
