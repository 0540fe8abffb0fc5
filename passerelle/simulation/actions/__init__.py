"""What happens in simulations; the only writers of their tables."""

from .consulting import consult, judge_claims
from .deciding import commit_hypothesis, order, set_hypothesis_aside, write_handoff
from .meeting import begin_encounter, end_encounter
from .talking import ask, resume
from .unsaying import unsay
from .words import send_word

__all__ = [
    "ask",
    "begin_encounter",
    "commit_hypothesis",
    "consult",
    "end_encounter",
    "judge_claims",
    "order",
    "resume",
    "send_word",
    "set_hypothesis_aside",
    "unsay",
    "write_handoff",
]
