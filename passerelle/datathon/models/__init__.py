from .boards import Leaderboard, LeaderboardEntry
from .challenges import Challenge, ChallengeText, DataFile, Phase, Steward
from .evaluations import Evaluation, LogLine, Score
from .submissions import Cancellation, Submission

__all__ = [
    "Cancellation",
    "Challenge",
    "ChallengeText",
    "DataFile",
    "Evaluation",
    "Leaderboard",
    "LeaderboardEntry",
    "LogLine",
    "Phase",
    "Score",
    "Steward",
    "Submission",
]
