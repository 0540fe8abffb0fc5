"""What raters and coordinators send: a sheet, who rates, a plan, a personal link."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from uuid import uuid4, uuid5

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passerelle.engines.rubric import Rubric
from passerelle.foundation.translated import reading_language

from ..actions import Written
from ..enums import Judgment
from ..models import Sheet

PREFIX = "level-"
MOST_VERSIONS = 1_000_000


class SheetForm(forms.Form):
    """One choice for each criterion, none compulsory for a draft, a judgment of the whole if
    there is one, and a remark."""

    judgment = forms.ChoiceField(
        label=gettext_lazy("Overall judgment"), required=False, choices=Judgment.choices
    )
    remark = forms.CharField(
        label=gettext_lazy("Remark to the author"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(
        required=False, min_value=0, max_value=MOST_VERSIONS, widget=forms.HiddenInput
    )

    def __init__(self, rubric: Rubric, *arguments: Any, **named: Any) -> None:  # Any: django's own
        super().__init__(*arguments, **named)
        for criterion in rubric.criteria:
            self.fields[PREFIX + criterion.id] = forms.ChoiceField(
                label=criterion.title.said_in(reading_language()),
                required=False,
                choices=[(level.id, level.id) for level in criterion.levels],
            )

    @property
    def levels(self) -> dict[str, str]:
        """The levels chosen, by criterion."""
        return {
            name.removeprefix(PREFIX): value
            for name, value in self.cleaned_data.items()
            if name.startswith(PREFIX) and value
        }

    @property
    def remark_written(self) -> str:
        return str(self.cleaned_data.get("remark", "")).replace("\r\n", "\n")

    def written_on(self, sheet: Sheet, *, signs: bool = False) -> Written:
        """The change as sent from a page; one sent twice has one key, another content another."""
        asked, version = self.cleaned_data["key"], self.cleaned_data["version"]
        judgment = self.cleaned_data["judgment"]
        content = json.dumps([sheet.pk, self.levels, judgment, self.remark_written, signs])
        return Written(
            key=uuid5(asked, content) if asked else uuid4(),
            base_version=sheet.version if version is None else version,
            levels=self.levels,
            judgment=judgment,
            remark=self.remark_written,
            signs=signs,
        )


class RatersForm(forms.Form):
    """Who marks what nobody marks yet."""

    rater = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who marks"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one person."),
            "invalid_choice": gettext_lazy("This person does not mark in this edition."),
        },
    )

    def __init__(self, raters: Sequence[tuple[int, str]], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["rater"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = list(raters)

    @property
    def chosen(self) -> list[int]:
        return list(self.cleaned_data["rater"])


class PlanForm(forms.Form):
    """The plan as it was shown: `pair=attempt:rater`, once for each paper and rater.

    A pair that is already carried out is accepted: the same plan sent twice is once."""

    def __init__(
        self, sent: QueryDict, *, lacking: set[int], raters: set[int], done: set[tuple[int, int]]
    ) -> None:
        super().__init__(sent)
        self.sent, self.lacking, self.raters, self.done = sent, lacking, raters, done
        self.pairs: list[tuple[int, int]] = []

    def clean(self) -> None:
        found = [_pair(text) for text in self.sent.getlist("pair")]
        self.pairs = [pair for pair in found if pair is not None and self._is_fit(pair)]
        if not found or len(self.pairs) < len(found):
            raise forms.ValidationError(
                _("The papers have changed meanwhile. Look at the new plan, then confirm it.")
            )

    def _is_fit(self, pair: tuple[int, int]) -> bool:
        attempt, rater = pair
        return pair in self.done or (attempt in self.lacking and rater in self.raters)


class LinkForm(forms.Form):
    """How long a personal link lives; the key makes the same form count once."""

    DAYS = (
        (7, gettext_lazy("7 days")),
        (30, gettext_lazy("30 days")),
        (90, gettext_lazy("90 days")),
    )

    days = forms.TypedChoiceField(
        label=gettext_lazy("Valid for"), coerce=int, choices=DAYS, initial=30
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)


def _pair(text: str) -> tuple[int, int] | None:
    attempt, _colon, rater = text.partition(":")
    return (int(attempt), int(rater)) if attempt.isdecimal() and rater.isdecimal() else None
