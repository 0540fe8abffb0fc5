from .activities import Activity, ActivityText, RubricText
from .attempts import Answer, Attempt, PaperFile, Result
from .marking import Sheet
from .people import Enrolment, Team, TeamMember, Withdrawal
from .sessions import Attendance, Session, SessionExpert

__all__ = [
    "Activity",
    "ActivityText",
    "Answer",
    "Attempt",
    "Attendance",
    "Enrolment",
    "PaperFile",
    "Result",
    "RubricText",
    "Session",
    "SessionExpert",
    "Sheet",
    "Team",
    "TeamMember",
    "Withdrawal",
]
