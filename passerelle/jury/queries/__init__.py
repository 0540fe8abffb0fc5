"""What we ask of the jury."""

from .candidates import (
    Candidate,
    Sitting,
    is_provisional,
    learner_of,
    learners_of,
    proposal_for,
    sitting_of,
)
from .decisions import (
    appeals_unsettled,
    awarding_decisions,
    decisions_about,
    is_contested,
    is_final,
    is_superseded,
    latest_decision,
)

__all__ = [
    "Candidate",
    "Sitting",
    "appeals_unsettled",
    "awarding_decisions",
    "decisions_about",
    "is_contested",
    "is_final",
    "is_provisional",
    "is_superseded",
    "latest_decision",
    "learner_of",
    "learners_of",
    "proposal_for",
    "sitting_of",
]
