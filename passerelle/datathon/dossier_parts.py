"""What each part of a team's dossier asks for, and what counts as written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from passerelle.campus.prose import words_in

from .enums import DossierPart

LONGEST = 20_000
"""Characters of a part."""


@dataclass(frozen=True, slots=True)
class PartAsked:
    """`words` is the length to aim at. From half of it a part counts as written: a measure of
    length, not of worth, which only a reader can judge."""

    part: DossierPart
    also_called: str | Promise
    question: str | Promise
    words: int

    @property
    def least(self) -> int:
        return self.words // 2

    def is_written(self, text: str) -> bool:
        return words_in(text) >= self.least


PARTS: Mapping[DossierPart, PartAsked] = {
    asked.part: asked
    for asked in (
        PartAsked(
            DossierPart.NEED,
            "",
            _(
                "Who is hampered today, how many, at what moment of care? What did the patient "
                "partner say of it, and what did it change?"
            ),
            200,
        ),
        PartAsked(
            DossierPart.DATA,
            _("data card"),
            _(
                "Where do they come from, under what authorisation, how many cases, of whom? What "
                "do they not contain, and for whom are they few?"
            ),
            200,
        ),
        PartAsked(
            DossierPart.METHOD,
            _("model card"),
            _(
                "What does the tool do: model, version, settings, whole prompt? What would a far "
                "simpler method do? What would another team need to redo it?"
            ),
            300,
        ),
        PartAsked(
            DossierPart.RESULTS,
            "",
            _(
                "By how much is it better, on how many cases, with what interval? By group, two at "
                "least? A tie is called a tie."
            ),
            400,
        ),
        PartAsked(
            DossierPart.LIMITS,
            "",
            _(
                "For whom is it less good, how can it harm? What did you try to make it fail, and "
                "what did the safeguard cost?"
            ),
            250,
        ),
        PartAsked(
            DossierPart.ETHICS,
            "",
            _(
                "What do patients know and decide, who answers for an error? What would be missing "
                "before a first patient, and when would you stop?"
            ),
            150,
        ),
        PartAsked(
            DossierPart.TEAM,
            "",
            _(
                "Who did what: by profession, since jurors must not know you. Which contradiction "
                "made you change your minds?"
            ),
            150,
        ),
    )
}


def unwritten(texts: Mapping[str, str]) -> tuple[DossierPart, ...]:
    """The parts that are still too short, in their order."""
    return tuple(part for part, asked in PARTS.items() if not asked.is_written(texts.get(part, "")))
