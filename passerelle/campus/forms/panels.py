"""What a coordinator sends about a panel, and what a juror declares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ..models import Activity, Juror

_MOST_JURORS = 9
_REASON = {"required": gettext_lazy("Say why, in a few words: the reason is kept.")}


class PanelForm(forms.Form):
    """What is marked, under which name, by how many each, blind or not."""

    activity = forms.TypedChoiceField(label=gettext_lazy("What is marked"), coerce=int)
    name = forms.CharField(label=gettext_lazy("Name of the panel"), max_length=100)
    jurors_per_work = forms.IntegerField(
        label=gettext_lazy("Jurors for each work"),
        help_text=gettext_lazy("From two on, the agreement of jurors can be measured."),
        min_value=1,
        max_value=_MOST_JURORS,
        initial=2,
    )
    blind = forms.BooleanField(
        label=gettext_lazy("Jurors do not read whose work it is"), required=False, initial=True
    )

    # Any: django's own signature.
    def __init__(self, activities: Iterable[Activity], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["activity"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(each.pk, f"{each.module.short} · {each.title}") for each in activities]


class CompositionForm(forms.Form):
    """What the composition of a panel must be."""

    quorum = forms.IntegerField(
        label=gettext_lazy("Quorum"),
        help_text=gettext_lazy("Jurors who must hear a work, whoever is recused left out."),
        min_value=1,
        max_value=_MOST_JURORS,
    )
    least_institutions = forms.IntegerField(
        label=gettext_lazy("Institutions, at least"), min_value=1, max_value=_MOST_JURORS
    )
    least_outside = forms.IntegerField(
        label=gettext_lazy("Jurors from outside the team’s institutions, at least"),
        min_value=0,
        max_value=_MOST_JURORS,
    )
    needs_chair = forms.BooleanField(label=gettext_lazy("Someone chairs"), required=False)


class SeatForm(forms.Form):
    """Who sits on the panel, and whether they chair it."""

    person = forms.TypedChoiceField(label=gettext_lazy("Who sits on the panel"), coerce=int)
    chair = forms.BooleanField(label=gettext_lazy("chairs it"), required=False)

    def __init__(self, people: Sequence[tuple[int, str]], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["person"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = list(people)


class LeavingForm(forms.Form):
    """Why a juror leaves."""

    reason = forms.CharField(max_length=500, error_messages=_REASON)


class ConflictForm(forms.Form):
    """A coordinator declares a conflict for a juror."""

    juror = forms.TypedChoiceField(label=gettext_lazy("Juror"), coerce=int)
    subject = forms.TypedChoiceField(label=gettext_lazy("Does not judge"), coerce=int)
    reason = forms.CharField(
        label=gettext_lazy("Why, in a few words"), max_length=500, error_messages=_REASON
    )

    def __init__(
        self,
        jurors: Iterable[Juror],
        subjects: Sequence[tuple[int, str]],
        *arguments: Any,
        **named: Any,
    ) -> None:
        super().__init__(*arguments, **named)
        choices = {"juror": [(each.pk, str(each)) for each in jurors], "subject": list(subjects)}
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = offered


class DeclarationForm(forms.Form):
    """Whom a juror must not judge, and why; ticking nobody declares no conflict."""

    subject = forms.TypedMultipleChoiceField(coerce=int, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why, if you tick any of them"),
        help_text=gettext_lazy("In a few words. The coordination reads it; teams do not."),
        required=False,
        max_length=500,
    )

    def __init__(self, subjects: Iterable[int], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["subject"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(each, str(each)) for each in subjects]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("subject") and not (cleaned.get("reason") or "").strip():
            self.add_error("reason", _REASON["required"])
        return cleaned

    @property
    def chosen(self) -> set[int]:
        return set(self.cleaned_data["subject"])
