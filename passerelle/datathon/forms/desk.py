"""What owners send: who looks after a challenge, a bundle of another platform."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..enums import Domain, StewardPart
from ..queries.desk import Candidate

_LARGEST_BUNDLE_MB = 500


class StewardForm(forms.Form):
    """Who is asked, and to do what."""

    person = forms.TypedChoiceField(label=gettext_lazy("Who"), coerce=int)
    part = forms.ChoiceField(label=gettext_lazy("As"), choices=StewardPart.choices)

    # Any: django's own signature of a bound form.
    def __init__(
        self, data: Mapping[str, Any] | None = None, *, candidates: Sequence[Candidate]
    ) -> None:
        super().__init__(data)
        people = [(each.id, each.name) for each in candidates]
        self.fields["person"].choices = people  # type: ignore[attr-defined]  # a choice field

    @property
    def asked(self) -> StewardPart:
        return StewardPart(self.cleaned_data["part"])


class BundleForm(forms.Form):
    """A bundle of another platform, unchanged."""

    bundle = forms.FileField(
        label=gettext_lazy("The bundle (ZIP)"),
        help_text=gettext_lazy("Codabench (competition.yaml) or EvalAI (challenge_config.yaml)."),
        error_messages={"required": gettext_lazy("Choose a file first.")},
    )
    domain = forms.ChoiceField(label=gettext_lazy("What it serves"), choices=Domain.choices)

    def clean_bundle(self) -> UploadedFile[bytes]:
        sent: UploadedFile[bytes] = self.cleaned_data["bundle"]
        if (sent.size or 0) > _LARGEST_BUNDLE_MB * 1_000_000:
            words = {"name": sent.name, "size": _LARGEST_BUNDLE_MB}
            raise forms.ValidationError(_("“%(name)s” is too large: %(size)s MB at most.") % words)
        return sent

    @property
    def chosen(self) -> Domain:
        return Domain(self.cleaned_data["domain"])
