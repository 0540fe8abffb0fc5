from .access import (
    AccessSuspension,
    AgreementSignature,
    DataDownload,
    DataGrant,
    TrainingRecognition,
)
from .boards import Leaderboard, LeaderboardEntry
from .challenges import Challenge, ChallengeText, DataFile, Phase, Steward
from .dossier import Dossier, DossierText, ReplacedText
from .evaluations import Evaluation, LogLine, Score
from .follow_up import ProjectFollowUp
from .submissions import Cancellation, Submission
from .terms import UsageAgreement

__all__ = [
    "AccessSuspension",
    "AgreementSignature",
    "Cancellation",
    "Challenge",
    "ChallengeText",
    "DataDownload",
    "DataFile",
    "DataGrant",
    "Dossier",
    "DossierText",
    "Evaluation",
    "Leaderboard",
    "LeaderboardEntry",
    "LogLine",
    "Phase",
    "ProjectFollowUp",
    "ReplacedText",
    "Score",
    "Steward",
    "Submission",
    "TrainingRecognition",
    "UsageAgreement",
]
