"""A decision in words. The programme titles its honours, as they stand alone: « Mention bien »."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .enums import Outcome


def outcome_said(outcome: str | None, honours: object) -> str:
    """A decision as it is stored; nothing while there is none."""
    return with_honours(Outcome(outcome).label, honours) if outcome else ""


def proposal_said(outcome: str | None, honours: object) -> str:
    """What the rule proposes: it adjourns for one reason alone, which the gradebook gives too."""
    if outcome == Outcome.ADJOURNED:
        return _("Adjourned, the file is incomplete")
    return outcome_said(outcome, honours)


def with_honours(awarded: object, honours: object) -> str:
    """What is awarded, with its honours if there are any: « Diplôme accordé, mention bien »."""
    return f"{awarded}, {in_a_sentence(honours)}" if honours else str(awarded)


def in_a_sentence(words: object) -> str:
    """What stands alone elsewhere, as it goes on in mid-sentence."""
    said = str(words)
    return said[:1].lower() + said[1:]
