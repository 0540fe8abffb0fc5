"""What a learner sends during an encounter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.campus.forms.keyed import KeyedForm

from ..actions.deciding import LONGEST_HANDOFF
from ..enums import Likelihood, OrderKind, Spoken

_LONGEST_SENT = 20_000  # what a person may write in distress is heard whole


class BeginForm(KeyedForm):
    language = forms.ChoiceField(
        label=_("Language of the talk"), choices=Spoken.choices, widget=forms.RadioSelect
    )


class QuestionForm(KeyedForm):
    """`seen` is the last turn that the page shows."""

    text = forms.CharField(
        label=_("Your question"),
        max_length=_LONGEST_SENT,
        error_messages={
            "required": _("Ask a question, or say something, first."),
            "max_length": _("That is far too long to be read. Ask one thing at a time."),
        },
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class OrderForm(forms.Form):
    kind = forms.ChoiceField(choices=OrderKind.choices)
    item = forms.SlugField(max_length=60)


class HypothesisForm(KeyedForm):
    """A hypothesis rests on what was obtained; `instead_of` is the one it replaces."""

    text = forms.CharField(
        label=_("A hypothesis"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Name the hypothesis in a few words.")},
    )
    likelihood = forms.ChoiceField(
        label=_("How likely"), choices=Likelihood.choices, initial=Likelihood.PLAUSIBLE
    )
    reasons = forms.MultipleChoiceField(
        label=_("What speaks for it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    instead_of = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, object] | None = None, *, reasons: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(data, auto_id="id_hypothesis_%s")
        self.fields["reasons"].choices = reasons  # type: ignore[attr-defined]


class HandoffForm(forms.Form):
    text = forms.CharField(
        label=_("Hand-off note"),
        required=False,
        max_length=LONGEST_HANDOFF,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    read = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class ConsultationForm(forms.Form):
    item = forms.SlugField(max_length=60)


class JudgementForm(forms.Form):
    """Each claim of one answer, taken or refused; one may be left for later."""

    item = forms.SlugField(max_length=60)
    _SAID: Mapping[str, bool] = {"taken": True, "refused": False}

    @property
    def taken(self) -> dict[str, bool]:
        return {
            name.removeprefix("claim-"): self._SAID[value]
            for name, value in self.data.items()
            if name.startswith("claim-") and value in self._SAID
        }


class EndingForm(forms.Form):
    """Nothing to fill in: to end is to press."""


class WordForm(KeyedForm):
    """To whom, and what one wishes to say; nothing of the encounter goes with it."""

    to = forms.TypedChoiceField(label=_("To whom"), coerce=int, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What you would like to say, if anything"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, data: Mapping[str, object] | None = None, *, people: Sequence[tuple[int, str]]
    ) -> None:
        super().__init__(data, auto_id="id_word_%s")
        self.fields["to"].choices = people  # type: ignore[attr-defined]


class RaterForm(forms.Form):
    """Whom one asks to rate how the learner spoke."""

    rater = forms.TypedChoiceField(label=_("Who rates it"), coerce=int)

    def __init__(
        self, data: Mapping[str, object] | None = None, *, people: Sequence[tuple[int, str]]
    ) -> None:
        super().__init__(data)
        self.fields["rater"].choices = people  # type: ignore[attr-defined]
