"""A part of the dossier, the challenge it is on, what goes with it when it is handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy

from passerelle.campus.forms.keyed import KeyedForm

from ..dossier_parts import LONGEST

# Kept with the text by the tab when the network fails, as typed fields are: a draft that comes
# back says which version it was written on.
_KEPT = {"hidden": True}


class PartForm(forms.Form):
    """A text, the version it was begun on, and the page that holds it."""

    text = forms.CharField(
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={
            "max_length": gettext_lazy("A part holds 20,000 characters at most: shorten it.")
        },
    )
    version = forms.IntegerField(min_value=0, widget=forms.TextInput(attrs=_KEPT))
    hand = forms.UUIDField(initial=uuid4, widget=forms.TextInput(attrs=_KEPT))

    # Any: django's own signature of a bound form.
    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        label: str = "",
        text: str = "",
        version: int = 0,
    ) -> None:
        super().__init__(data, initial={"text": text, "version": version})
        self.fields["text"].label = label

    @property
    def written(self) -> str:
        text: str = self.cleaned_data["text"]
        return text.replace("\r\n", "\n")

    @property
    def hand_of_page(self) -> UUID:
        hand: UUID = self.cleaned_data["hand"]
        return hand


class ChallengeForm(forms.Form):
    """Which challenge the dossier is on."""

    challenge = forms.TypedChoiceField(label=gettext_lazy("Our report is on"), coerce=int)

    # Any: django's own signature of a bound form.
    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        choices: Sequence[tuple[int, str]],
        chosen: int | None = None,
    ) -> None:
        super().__init__(data, initial={"challenge": chosen})
        field = self.fields["challenge"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "–"), *choices]


class HandingInForm(KeyedForm):
    """Files and addresses of the team that go with it; and that it may be incomplete."""

    team_files = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Files of the team that go with it"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    links = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Addresses that go with it"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("An address may say who you are: give one without your names."),
    )
    even_incomplete = forms.BooleanField(
        label=gettext_lazy("We hand it in as it is"), required=False
    )

    # Any: django's own signature of a bound form.
    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        files: Sequence[tuple[int, str]],
        links: Sequence[tuple[int, str]],
        is_complete: bool,
    ) -> None:
        super().__init__(data)
        for name, choices in (("team_files", files), ("links", links)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
            if not choices:
                del self.fields[name]
        if is_complete:
            del self.fields["even_incomplete"]
