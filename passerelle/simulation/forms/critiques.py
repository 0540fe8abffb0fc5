"""What a learner sends of a model's output: a choice, marks, a decision, a shift of trust."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import Shift, VerdictGiven
from ..queries.critique_pages import Sentence

# Asked in words as in figures: a percentage alone is chosen at random.
CONFIDENCES = (
    (30, _("30%: I am guessing")),
    (50, _("50%: perhaps")),
    (70, _("70%: rather sure")),
    (90, _("90%: sure")),
    (99, _("99%: certain")),
)
MISSING = "missing"
_PART = re.compile(r"^(\d{1,6})-(\d{1,6})$")


class CommitmentForm(forms.Form):
    """The answer given before the model is seen."""

    choice = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer: the output is shown next.")},
    )
    confidence = forms.TypedChoiceField(
        label=_("How sure are you?"),
        choices=CONFIDENCES,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how sure you are.")},
    )

    def __init__(
        self, data: Mapping[str, object] | None = None, *, options: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        self.fields["choice"].choices = options  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """What is done with the output, and the answer now."""

    verdict = forms.ChoiceField(
        label=_("What do you do with this output?"),
        choices=VerdictGiven.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Decide what to do with the output.")},
    )
    choice = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": _("Give your answer, changed or not.")},
    )
    confidence = forms.TypedChoiceField(
        label=_("How sure are you now?"),
        choices=CONFIDENCES,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how sure you are now.")},
    )

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        options: Sequence[tuple[str, str]],
        initial: dict[str, Any] | None = None,  # Any: what was kept of each field
        is_draft: bool = False,
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["choice"].choices = options  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.required = not is_draft


class TrustForm(forms.Form):
    shift = forms.TypedChoiceField(
        label=_("Your trust in what the model says"),
        choices=Shift.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether your trust falls or rises.")},
    )


def marks_from(
    data: Mapping[str, Any], sentences: Sequence[Sentence]
) -> list[dict[str, Any]]:  # Any: a page's fields in, JSON out
    """A mark for each box that is ticked, over the part selected in it or the whole sentence."""
    marked = [(str(each.number), _place(data, each)) for each in sentences]
    places = [*marked, (MISSING, (None, None))]
    return [
        {
            "start": start,
            "end": end,
            "type": str(data.get(f"type-{name}") or ""),
            "severity": str(data.get(f"severity-{name}") or ""),
            "document": str(data.get(f"document-{name}") or ""),
        }
        for name, (start, end) in places
        if data.get(f"mark-{name}")
    ]


def _place(data: Mapping[str, Any], sentence: Sentence) -> tuple[int, int]:
    found = _PART.match(str(data.get(f"part-{sentence.number}") or ""))
    if found is None:
        return sentence.start, sentence.end
    start, end = int(found.group(1)), int(found.group(2))
    if sentence.start <= start < end <= sentence.end:
        return start, end
    return sentence.start, sentence.end


def unnamed_in(data: Mapping[str, Any], sentences: Sequence[Sentence]) -> Iterator[str]:
    """Boxes ticked without saying what is wrong, or how grave it is."""
    for name in [*(str(each.number) for each in sentences), MISSING]:
        if data.get(f"mark-{name}") and not (
            data.get(f"type-{name}") and data.get(f"severity-{name}")
        ):
            yield name
