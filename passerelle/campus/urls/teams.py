"""Teams, what they share and say, and the help they ask for."""

from __future__ import annotations

from django.urls import path

from ..views import helping, mentors, team_space

_TEAM, _ASKED = "teams/<int:number>/", "help/<int:asked>/"

urlpatterns = [
    path("teams/", team_space.teams, name="teams"),
    path(_TEAM, team_space.team, name="team"),
    path(f"{_TEAM}links/", team_space.team_links, name="team_links"),
    path(
        f"{_TEAM}links/<int:link>/removal/", team_space.team_link_removal, name="team_link_removal"
    ),
    path(f"{_TEAM}files/", team_space.team_files, name="team_files"),
    path(f"{_TEAM}files/<int:file>/", team_space.team_file, name="team_file"),
    path(
        f"{_TEAM}files/<int:file>/removal/", team_space.team_file_removal, name="team_file_removal"
    ),
    path(f"{_TEAM}discussion/", team_space.team_discussion, name="team_discussion"),
    path(f"{_TEAM}help/", helping.team_help, name="team_help"),
    path("help/", helping.help_queue_page, name="help_queue"),
    path("help/turn/", helping.help_turn, name="help_turn"),
    path(_ASKED, helping.help_request, name="help_request"),
    path(f"{_ASKED}taking/", helping.help_taking, name="help_taking"),
    path(f"{_ASKED}putting-back/", helping.help_putting_back, name="help_putting_back"),
    path(f"{_ASKED}answers/", helping.help_answers, name="help_answers"),
    path(f"{_ASKED}closure/", helping.help_closure, name="help_closure"),
    path("mentors/", mentors.mentors, name="mentors"),
    path("mentors/naming/", mentors.mentor_naming, name="mentor_naming"),
    path("mentors/<int:mentor>/leaving/", mentors.mentor_leaving, name="mentor_leaving"),
]
