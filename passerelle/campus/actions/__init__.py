"""What happens on the campus; the only writers of its tables."""

from .discussing import remark_on
from .enrolling import enrol, form_team, withdraw
from .learning import (
    hand_in,
    keep_answers,
    keep_text,
    read_lesson,
    start_attempt,
    submit_quiz,
)
from .marking import assign_rater, assign_raters, save_sheet, submit_sheet
from .planning import invite_expert, move_session, record_attendance, record_presence

__all__ = [
    "assign_rater",
    "assign_raters",
    "enrol",
    "form_team",
    "hand_in",
    "invite_expert",
    "keep_answers",
    "keep_text",
    "move_session",
    "read_lesson",
    "record_attendance",
    "record_presence",
    "remark_on",
    "save_sheet",
    "start_attempt",
    "submit_quiz",
    "submit_sheet",
    "withdraw",
]
