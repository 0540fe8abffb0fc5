"""Handing in: a text, files, or both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .keyed import KeyedForm
from .uploads import UploadRules, refusal_of

_LONGEST_TEXT = 100_000


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.Field):
    """Any number of files, each checked against the assignment's rules."""

    # Any: a field's options
    def __init__(self, *, rules: UploadRules, required: bool = False, **options: Any) -> None:
        accept = ",".join(f".{kind}" for kind in rules.types)
        widget = ManyFilesInput(attrs={"accept": accept})
        super().__init__(required=required, widget=widget, **options)
        self.rules = rules

    def clean(
        self, value: list[UploadedFile[bytes]] | UploadedFile[bytes] | None
    ) -> list[UploadedFile[bytes]]:
        files = value if isinstance(value, list) else [value] if value else []
        if self.required and not files:
            raise forms.ValidationError(_("Choose at least one file."))
        if len(files) > self.rules.most:
            raise forms.ValidationError(_too_many(len(files), self.rules.most))
        refusals = [words for file in files if (words := refusal_of(file, self.rules))]
        if refusals:
            raise forms.ValidationError(refusals)
        return files


class PaperForm(KeyedForm):
    """The text is kept whatever happens to the files."""

    text = forms.CharField(
        label=gettext_lazy("Your text"),
        required=False,
        max_length=_LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={
            "max_length": gettext_lazy(
                "Your text is longer than 100,000 characters: shorten it, or hand in a file."
            )
        },
    )

    # Any: django's own signature of a bound form.
    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
        *,
        rules: UploadRules,
        text: str = "",
    ) -> None:
        super().__init__(data, files, initial={"text": text}, auto_id="paper_%s")
        # A browser that knew the limit would cut what is pasted, and say nothing.
        self.fields["text"].widget.attrs.pop("maxlength", None)
        if rules.most:
            self.fields["files"] = ManyFilesField(
                rules=rules, label=gettext_lazy("Your files"), help_text=rules_in_words(rules)
            )

    @property
    def takes_files(self) -> bool:
        return "files" in self.fields

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_empty = not (cleaned.get("text") or "").strip() and not cleaned.get("files")
        if is_empty and not self.errors:
            self.add_error("text", _("Write a text or add a file before handing in."))
        return cleaned


def rules_in_words(rules: UploadRules) -> str:
    words = {"most": rules.most, "size": rules.megabytes, "types": ", ".join(rules.types)}
    text = ngettext(
        "At most %(most)s file of %(size)s MB. Accepted: %(types)s.",
        "At most %(most)s files of %(size)s MB each. Accepted: %(types)s.",
        rules.most,
    )
    return text % words


def _too_many(given: int, most: int) -> str:
    words = {"given": given, "most": most}
    text = ngettext(
        "You chose %(given)s files; at most %(most)s is accepted. Choose again.",
        "You chose %(given)s files; at most %(most)s are accepted. Choose again.",
        most,
    )
    return text % words
