from .activities import Activity, ActivityText, RubricText
from .attempts import Answer, Attempt, PaperFile, Result
from .helping import HelpRequest, Mentor
from .marking import SecondOpinion, SettingAside, Sheet, SheetWrite
from .panels import ConflictOfInterest, Juror, Panel
from .people import Enrolment, Team, TeamMember, Withdrawal
from .sessions import Attendance, Session, SessionExpert
from .team_space import TeamFile, TeamLink

__all__ = [
    "Activity",
    "ActivityText",
    "Answer",
    "Attempt",
    "Attendance",
    "ConflictOfInterest",
    "Enrolment",
    "HelpRequest",
    "Juror",
    "Mentor",
    "PaperFile",
    "Panel",
    "Result",
    "RubricText",
    "SecondOpinion",
    "Session",
    "SessionExpert",
    "SettingAside",
    "Sheet",
    "SheetWrite",
    "Team",
    "TeamFile",
    "TeamLink",
    "TeamMember",
    "Withdrawal",
]
