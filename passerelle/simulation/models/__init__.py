"""Cases and encounters; outputs of a model, and what was caught in them."""

from .cases import Case
from .critiques import ConcordanceItem, Critique, CritiqueItem, TrustShift
from .decisions import Handoff, Hypothesis, Order
from .encounters import Encounter, Pause, Turn, Word
from .peer_ratings import PeerRating, RemarkReported
from .reliance import ClaimJudged, Consultation
from .reviews import AddedPhrasing, TurnReviewed
from .second_readings import SecondReading

__all__ = [
    "AddedPhrasing",
    "Case",
    "ClaimJudged",
    "ConcordanceItem",
    "Consultation",
    "Critique",
    "CritiqueItem",
    "Encounter",
    "Handoff",
    "Hypothesis",
    "Order",
    "Pause",
    "PeerRating",
    "RemarkReported",
    "SecondReading",
    "TrustShift",
    "Turn",
    "TurnReviewed",
    "Word",
]
