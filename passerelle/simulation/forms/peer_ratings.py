"""What a learner says of a peer's talk: a level for each criterion, and a remark."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.engines.rubric import Criterion, Rubric
from passerelle.foundation.translated import Language, reading_language

from ..actions.peer_rating import LONGEST_REMARK

_PREFIX = "level-"


class PeerRatingForm(forms.Form):
    def __init__(self, data: Mapping[str, object] | None = None, *, rubric: Rubric) -> None:
        super().__init__(data)
        language = reading_language()
        for criterion in rubric.criteria:
            self.fields[_PREFIX + criterion.id] = _choice(criterion, language)
        self.fields["remark"] = forms.CharField(
            label=_("A remark to whoever spoke"),
            help_text=_(
                "They read it as you write it, without your name. Say what you would want to hear."
            ),
            required=False,
            max_length=LONGEST_REMARK,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    @property
    def levels(self) -> dict[str, str]:
        return {
            name.removeprefix(_PREFIX): value
            for name, value in self.cleaned_data.items()
            if name.startswith(_PREFIX)
        }


def _choice(criterion: Criterion, language: Language) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=criterion.title.said_in(language),
        help_text=criterion.question.said_in(language),
        choices=[
            (level.id, f"{level.title.said_in(language)} · {level.describes.said_in(language)}")
            for level in criterion.levels
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a level.")},
    )
