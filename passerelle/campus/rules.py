"""Who may, on the campus, as sentences about the viewer."""

from __future__ import annotations

from passerelle.people.rules import Rule

from .enums import Role
from .viewer import Viewer


def _has(role: Role, sentence: str) -> Rule[Viewer]:
    return Rule(sentence, lambda viewer: role in viewer.roles)


anyone: Rule[Viewer] = Rule("anyone", lambda _viewer: True)
is_signed_in: Rule[Viewer] = Rule("is signed in", lambda viewer: viewer.person is not None)
is_learner = _has(Role.LEARNER, "is a learner of the edition")
is_guest = _has(Role.GUEST, "is a datathon guest of the edition")
is_expert = _has(Role.EXPERT, "is an expert of the edition")
is_module_lead = _has(Role.MODULE_LEAD, "leads a module of the edition")
is_coordinator = _has(Role.COORDINATOR, "coordinates the edition")
is_juror = _has(Role.JUROR, "is a juror of the edition")
is_registrar = _has(Role.REGISTRAR, "is a registrar of a signing institution")

is_mentor: Rule[Viewer] = Rule("mentors the teams of the edition", lambda viewer: viewer.mentors)
is_in_a_team: Rule[Viewer] = Rule(
    "is in a team of the edition", lambda viewer: viewer.team is not None
)

is_staff = is_coordinator | is_module_lead
takes_part = is_learner | is_guest | is_expert | is_staff | is_juror | is_registrar
can_read_content = is_learner | is_staff
can_submit_work = is_learner | is_guest
can_mark = is_expert | is_juror | is_staff
can_read_cohort = is_staff
can_read_any_gradebook = is_staff | is_juror
can_read_journal = is_coordinator
can_plan = is_coordinator
can_help_teams = is_mentor | is_staff
can_read_a_team = is_learner | is_guest | can_help_teams
can_convene = is_coordinator
