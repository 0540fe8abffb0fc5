"""What happens in the datathon; the only writers of its tables."""

from .access import (
    give_access,
    lift_suspension,
    note_download,
    recognise_training,
    sign_agreement,
    suspend_access,
)
from .baselines import submit_baseline
from .dossiers import choose_challenge, hand_in_dossier, write_part
from .evaluating import give_up, score_submission
from .follow_up import answer_follow_up, ask_what_became
from .importing import import_bundle
from .ranking import rank_board, reveal
from .rescoring import Replay, replay, rescore, rescore_all
from .stewards import appoint, thank_steward
from .submitting import cancel, submit

__all__ = [
    "Replay",
    "answer_follow_up",
    "appoint",
    "ask_what_became",
    "cancel",
    "choose_challenge",
    "give_access",
    "give_up",
    "hand_in_dossier",
    "import_bundle",
    "lift_suspension",
    "note_download",
    "rank_board",
    "recognise_training",
    "replay",
    "rescore",
    "rescore_all",
    "reveal",
    "score_submission",
    "sign_agreement",
    "submit",
    "submit_baseline",
    "thank_steward",
    "suspend_access",
    "write_part",
]
