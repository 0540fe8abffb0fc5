"""Who may, in the datathon: sentences about a viewer, or about their standing in a challenge."""

from __future__ import annotations

from dataclasses import dataclass

from passerelle.campus.models import Enrolment, Team
from passerelle.campus.rules import (
    is_coordinator,
    is_guest,
    is_juror,
    is_learner,
    is_staff,
    takes_part,
)
from passerelle.campus.viewer import Viewer
from passerelle.people.rules import Rule

from .enums import StewardPart


def enrolment_in_a_team(viewer: Viewer) -> Enrolment | None:
    """The enrolment through which they take part: one of the edition that is in a team."""
    if viewer.edition is None:
        return None
    for enrolment in viewer.enrolments:
        if enrolment.edition_id == viewer.edition.pk and getattr(enrolment, "membership", None):
            return enrolment
    return None


def team_of(viewer: Viewer) -> Team | None:
    """The viewer's team in the edition of the page."""
    enrolment = enrolment_in_a_team(viewer)
    return None if enrolment is None else enrolment.membership.team


is_in_a_team: Rule[Viewer] = Rule(
    "is in a team of the edition", lambda viewer: enrolment_in_a_team(viewer) is not None
)
can_take_part_in_datathon = (is_learner | is_guest) & is_in_a_team
can_follow_datathon = takes_part
can_import_challenges = is_coordinator
can_oversee_access = is_coordinator
can_read_projects = is_staff | is_juror


@dataclass(frozen=True, slots=True)
class Standing:
    """A viewer before one challenge: what they are of it (see `queries.standing_in`)."""

    viewer: Viewer
    parts: frozenset[str] = frozenset()

    @property
    def team(self) -> Team | None:
        return team_of(self.viewer)


def _of_the_viewer(rule: Rule[Viewer]) -> Rule[Standing]:
    return Rule(rule.sentence, lambda standing: rule(standing.viewer))


competes: Rule[Standing] = Rule(
    "competes in a team of the edition", lambda standing: standing.team is not None
)
_is_named_owner: Rule[Standing] = Rule(
    "is named an owner of the challenge", lambda standing: StewardPart.OWNER in standing.parts
)
_is_named_mentor: Rule[Standing] = Rule(
    "is named a mentor of the challenge", lambda standing: StewardPart.MENTOR in standing.parts
)
# Nobody looks after a race that they run: the labels' scores and the others' work would be theirs.
is_steward_owner = _is_named_owner & ~competes
mentors_challenge = _is_named_mentor & ~competes
owns_challenge = is_steward_owner | _of_the_viewer(is_staff)
submits_to_challenge = _of_the_viewer(can_take_part_in_datathon)
can_see_private_board = owns_challenge
can_rescore = owns_challenge
can_reveal = owns_challenge


def may_read_work_of(team_id: int | None, standing: Standing) -> bool:
    """One's own team, the owners, and the mentors who help the teams."""
    mine = standing.team
    is_own = mine is not None and team_id == mine.pk
    return is_own or (owns_challenge | mentors_challenge)(standing)


def is_team_of(team_id: int) -> Rule[Viewer]:
    """Whether the viewer is a member of this team, for what only members write."""

    def holds(viewer: Viewer) -> bool:
        mine = team_of(viewer)
        return can_take_part_in_datathon(viewer) and mine is not None and mine.pk == team_id

    return Rule("is a member of the team", holds)
