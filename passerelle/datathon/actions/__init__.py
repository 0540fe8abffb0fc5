"""What happens in the datathon; the only writers of its tables."""

from .baselines import submit_baseline
from .evaluating import give_up, score_submission
from .importing import import_bundle
from .ranking import rank_board, reveal
from .rescoring import Replay, replay, rescore, rescore_all
from .stewards import appoint
from .submitting import cancel, submit

__all__ = [
    "Replay",
    "appoint",
    "cancel",
    "give_up",
    "import_bundle",
    "rank_board",
    "replay",
    "rescore",
    "rescore_all",
    "reveal",
    "score_submission",
    "submit",
    "submit_baseline",
]
