"""Where the people of a roster go: the team they join, the sessions they give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from passerelle.programme.models import Edition

from .enums import Role
from .models import Session, Team, TeamMember

PLACE_COLUMNS = ("team", "team_name", "sessions")
_IN_TEAMS = (Role.LEARNER, Role.GUEST)
_HIGHEST = 999


class Places:
    """The teams and the sessions of an edition, and the teams that the rows read so far make."""

    def __init__(self, edition: Edition) -> None:
        members = TeamMember.objects.filter(team__edition=edition, enrolment__withdrawal=None)
        sessions = Session.objects.filter(edition=edition, retired_at=None)
        self._names = dict(Team.objects.filter(edition=edition).values_list("number", "name"))
        self._team_of = dict(members.values_list("enrolment__person__email", "team__number"))
        self._sessions = {each.slug: each for each in sessions.select_related("edition")}

    def faults(self, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """The columns of the next row that send someone where nobody can go."""
        role = cells["role"]
        if cells["team"]:
            yield from self._faults_of_team(cells)
            if role in Role.values and role not in _IN_TEAMS:
                yield "team", f"Only a learner or a guest joins a team; this is a row of {role}."
        elif cells["team_name"]:
            yield "team_name", "A team has a number too: write it in the column team."
        unknown = [each for each in cells["sessions"].split() if each not in self._sessions]
        if unknown:
            known = ", ".join(self._sessions) or "none so far"
            named = ", ".join(f"“{each}”" for each in unknown)
            yield "sessions", f"No session is called {named}. The edition has: {known}."
        if cells["sessions"] and role in Role.values and role != Role.EXPERT:
            yield "sessions", f"Only an expert gives sessions; this is a row of {role}."

    def _faults_of_team(self, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        number, name, email = team_number(cells["team"]), cells["team_name"], cells["email"]
        if number is None:
            yield "team", f"“{cells['team']}” is no team. Write a number from 1 to {_HIGHEST}."
            return
        if number not in self._names and not name:
            yield "team_name", f"Team {number} is new: name it here, in its first row."
        known = self._names.setdefault(number, name)
        if known and name and name != known:
            yield "team_name", f"Team {number} is called “{known}”. Write that, or nothing."
        other = self._team_of.setdefault(email, number)
        if email and other != number:
            named = f"{other}, “{self._names[other]}”" if self._names[other] else str(other)
            yield "team", f"{email} is in team {named}. Write {other}, or nothing."

    def name_of(self, team: int | None) -> str:
        return "" if team is None else self._names[team]

    def sessions_of(self, cells: Mapping[str, str]) -> tuple[Session, ...]:
        return tuple(self._sessions[slug] for slug in dict.fromkeys(cells["sessions"].split()))


def team_number(text: str) -> int | None:
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(_HIGHEST)):
        return None
    return int(text) or None
