"""Forms that can be sent twice and store once: each page gives its form a key of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class KeyedForm(forms.Form):
    """Carries `form_key`; bound again, it keeps the key it came with."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    # Any: django's own signatures.
    def clean(self) -> dict[str, Any]:
        if self.errors.pop("form_key", None):
            self.add_error(
                None, _("This page was open for too long. Reload it, then send it again.")
            )
        return self.cleaned_data

    @property
    def key(self) -> UUID:
        key: UUID = self.cleaned_data["form_key"]
        return key


class CommentForm(KeyedForm):
    """A remark; `next` is the page it was written on."""

    text = forms.CharField(
        label=gettext_lazy("Your comment"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": gettext_lazy("Write a few words first."),
            "max_length": gettext_lazy("A comment holds 10,000 characters at most: shorten it."),
        },
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)
