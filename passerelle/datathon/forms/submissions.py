"""What a team sends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passerelle.campus.forms.keyed import KeyedForm

from ..enums import SubmissionKind
from ..parquet import can_read_parquet
from ..queries.challenges import ChallengePage


class SubmissionForm(KeyedForm):
    """A file, and what it is where the challenge takes both predictions and code."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What you send"),
        choices=SubmissionKind.choices,
        widget=forms.RadioSelect,
        initial=SubmissionKind.PREDICTIONS,
    )
    file = forms.FileField(
        label=gettext_lazy("Your file"),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("This file is empty: check it, then choose it again."),
        },
    )

    # Any: django's own signature of a bound form.
    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
        *,
        page: ChallengePage,
    ) -> None:
        super().__init__(data, files)
        self.page = page
        self.fields["file"].help_text = _accepted(page)
        if len(page.accepts) < 2:
            del self.fields["kind"]

    def clean_file(self) -> UploadedFile[bytes]:
        sent: UploadedFile[bytes] = self.cleaned_data["file"]
        if (sent.size or 0) > self.page.megabytes * 1_000_000:
            words = {"name": sent.name, "size": self.page.megabytes}
            raise forms.ValidationError(_("“%(name)s” is too large: %(size)s MB at most.") % words)
        return sent

    @property
    def chosen(self) -> SubmissionKind:
        only = self.page.accepts[0]
        return SubmissionKind(self.cleaned_data.get("kind") or only)


def _accepted(page: ChallengePage) -> str:
    readable = [each for each in page.formats if each != "parquet" or can_read_parquet()]
    words = {"size": page.megabytes, "types": ", ".join(each.upper() for each in readable)}
    if "code" in page.accepts and "predictions" in page.accepts:
        return (
            _("Predictions: %(types)s. Code: a ZIP that leaves them. %(size)s MB at most.") % words
        )
    return _("%(types)s, %(size)s MB at most.") % words
