"""What happens on the campus; the only writers of its tables."""

from .conflicts import declare_conflict, sign_declaration
from .discussing import remark_on
from .enrolling import enrol, form_team, withdraw
from .entering import Entered, enter
from .handing_over import hand_over
from .helping import (
    answer_request,
    ask_for_help,
    close_request,
    name_mentor,
    put_back_request,
    take_request,
    thank_mentor,
)
from .learning import (
    hand_in,
    keep_answers,
    keep_text,
    read_lesson,
    start_attempt,
    submit_played,
    submit_quiz,
)
from .marking import (
    Written,
    assign_rater,
    assign_raters,
    save_sheet,
    submit_sheet,
    write_sheet,
)
from .opinions import record_second_opinion
from .panels import (
    Assigned,
    assign_panel,
    close_panel,
    convene_panel,
    relieve_juror,
    seat_juror,
)
from .planning import invite_expert, move_session, record_attendance, record_presence
from .team_space import remove_file, remove_link, share_files, share_link, write_to_team

__all__ = [
    "Assigned",
    "Entered",
    "Written",
    "answer_request",
    "ask_for_help",
    "assign_panel",
    "assign_rater",
    "assign_raters",
    "close_panel",
    "close_request",
    "convene_panel",
    "declare_conflict",
    "enrol",
    "enter",
    "form_team",
    "hand_in",
    "hand_over",
    "invite_expert",
    "keep_answers",
    "keep_text",
    "move_session",
    "name_mentor",
    "put_back_request",
    "read_lesson",
    "record_attendance",
    "record_presence",
    "record_second_opinion",
    "relieve_juror",
    "remark_on",
    "remove_file",
    "remove_link",
    "save_sheet",
    "seat_juror",
    "share_files",
    "share_link",
    "sign_declaration",
    "start_attempt",
    "submit_played",
    "submit_quiz",
    "submit_sheet",
    "take_request",
    "thank_mentor",
    "withdraw",
    "write_sheet",
    "write_to_team",
]
