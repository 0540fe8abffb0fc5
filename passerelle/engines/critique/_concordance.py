"""Script concordance: a learner's shift of trust beside those of a panel.

"The model says X; you learn Y: does your trust in X fall or rise?", from −2 to +2."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ._items import CritiqueRefused

SHIFTS = (-2, -1, 0, 1, 2)
LEAST_PANEL = 10


@dataclass(frozen=True, slots=True)
class Concordance:
    """Credit of each answer (0–1), and whether the panel is large enough to rest a mark on."""

    credits: Mapping[int, Fraction]
    panel: int

    @property
    def is_enough(self) -> bool:
        return self.panel >= LEAST_PANEL

    def credit(self, shift: int) -> Fraction:
        if shift not in SHIFTS:
            raise CritiqueRefused(f"A shift of {shift} is not between -2 and 2.")
        return self.credits[shift]


def concordance(panel: Sequence[int]) -> Concordance:
    """Aggregate scoring: the panel's votes for an answer over those for its commonest answer.

    Charlin et al., The Script Concordance test (Teaching and Learning in Medicine 12, 2000). A
    panel of ten to fifteen is advised (Gagnon et al., Medical Education 39, 2005).

    >>> concordance([1, 1, 1, 1, 2, 2, 0]).credit(2)
    Fraction(1, 2)
    """
    if not panel:
        raise CritiqueRefused("No member of the panel has answered.")
    for shift in panel:
        if shift not in SHIFTS:
            raise CritiqueRefused(f"A shift of {shift} is not between -2 and 2.")
    votes = Counter(panel)
    most = max(votes.values())
    return Concordance({shift: Fraction(votes[shift], most) for shift in SHIFTS}, len(panel))
