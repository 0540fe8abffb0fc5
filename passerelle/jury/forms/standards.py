"""What a coordinator chooses for a round, and the estimates of a judge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..angoff_questions import PREFIX, Ranked

_WHOLE = re.compile(r"\d{1,3}")


class JudgesForm(forms.Form):
    """Who is asked for their estimates."""

    judge = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who estimates"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one person."),
            "invalid_choice": gettext_lazy("This person does not mark in this edition."),
        },
    )

    def __init__(self, people: Sequence[tuple[int, str]], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["judge"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = list(people)


class OpeningForm(JudgesForm):
    """The quiz too."""

    quiz = forms.TypedChoiceField(
        label=gettext_lazy("Quiz"),
        coerce=int,
        error_messages={"invalid_choice": gettext_lazy("Choose a quiz of this list.")},
    )
    field_order = ("quiz", "judge")

    def __init__(
        self, quizzes: Sequence[tuple[int, str]], people: Sequence[tuple[int, str]], *given: Any
    ) -> None:  # Any: django's own
        super().__init__(people, *given)
        field = self.fields["quiz"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = list(quizzes)


class EstimatesForm:
    """A number for each question, none compulsory: what is left empty is not given yet.

    Not a django form: its fields are the questions, and each error stands by its own."""

    def __init__(self, questions: Sequence[Ranked], sent: QueryDict) -> None:
        self.typed = {each.key: sent.get(PREFIX + each.key, "").strip() for each in questions}
        self.errors: dict[str, str] = {}
        self.percents: dict[str, int] = {}
        for key, text in self.typed.items():
            percent = _percent_in(text)
            if percent is not None:
                self.percents[key] = percent
            elif text:
                self.errors[key] = _("Write a whole number from 0 to 100.")

    def is_valid(self) -> bool:
        return not self.errors

    def complaint(self, questions: Sequence[Ranked]) -> str:
        """One sentence, with every question it is about."""
        ranks = [str(each.rank) for each in questions if each.key in self.errors]
        text = ngettext(
            "Question %(ranks)s is not kept: write a whole number from 0 to 100.",
            "Questions %(ranks)s are not kept: write whole numbers from 0 to 100.",
            len(ranks),
        )
        return text % {"ranks": ", ".join(ranks)}


def _percent_in(text: str) -> int | None:
    """A whole number from 0 to 100; a percent sign after it is understood."""
    number = text.removesuffix("%").strip()
    if not _WHOLE.fullmatch(number) or not number.isascii():
        return None
    percent = int(number)
    return percent if percent <= 100 else None
