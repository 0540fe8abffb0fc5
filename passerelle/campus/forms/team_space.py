"""What a team sends: an address, files, a question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy

from .keyed import KeyedForm
from .papers import ManyFilesField, rules_in_words
from .uploads import UploadRules

TEAM_FILES = UploadRules(
    most=10,
    megabytes=20,
    types=(
        *("pdf", "docx", "odt", "pptx", "odp", "xlsx", "ods"),
        *("csv", "txt", "md", "png", "jpg", "ipynb"),
    ),
)


class TeamLinkForm(KeyedForm):
    """An address and what it is."""

    label = forms.CharField(label=gettext_lazy("What it is"), max_length=120)
    url = forms.URLField(
        label=gettext_lazy("Its address"),
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Give an address that begins with https://.")},
    )


class TeamFilesForm(KeyedForm):
    """Files, with the same checks as a paper's."""

    # Any: django's own signature of a bound form.
    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
    ) -> None:
        super().__init__(data, files, auto_id="shared_%s")
        self.fields["files"] = ManyFilesField(
            rules=TEAM_FILES,
            label=gettext_lazy("Files for the team"),
            help_text=rules_in_words(TEAM_FILES),
            required=True,
        )


class HelpForm(KeyedForm):
    """A question to the mentors."""

    subject = forms.CharField(
        label=gettext_lazy("Your question in one line"),
        max_length=120,
        error_messages={"required": gettext_lazy("Say in one line what you need.")},
    )
    text = forms.CharField(
        label=gettext_lazy("What you tried, and where it stops"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write a few words first.")},
    )


class MentorForm(forms.Form):
    """Who is a mentor, and in what."""

    person = forms.TypedChoiceField(label=gettext_lazy("Who"), coerce=int)
    field = forms.CharField(
        label=gettext_lazy("What teams may ask them about"),
        max_length=120,
        help_text=gettext_lazy("For instance: life with the illness, statistics, deployment."),
    )

    def __init__(self, people: list[tuple[int, str]], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["person"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = people
