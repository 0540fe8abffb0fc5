"""Addresses of the datathon, below an edition."""

from __future__ import annotations

from django.urls import path

from . import urls_teams
from .views import boards, challenges, desk, live, organising, submissions

_ONE = "datathon/<slug:slug>/submissions/<int:submission>/"

urlpatterns = [
    *urls_teams.urlpatterns,
    path("datathon/", challenges.datathon, name="datathon"),
    path("datathon-queue/", challenges.queue, name="datathon_queue"),
    path("datathon/<slug:slug>/", challenges.challenge, name="challenge"),
    path(
        "datathon/<slug:slug>/files/<int:file>/", challenges.challenge_file, name="challenge_file"
    ),
    path("datathon-import/", desk.bundle_import, name="datathon_import"),
    path("datathon/<slug:slug>/desk/", desk.desk, name="datathon_desk"),
    path("datathon/<slug:slug>/stewards/", desk.stewards, name="datathon_stewards"),
    path(
        "datathon/<slug:slug>/stewards/departure/",
        desk.departure,
        name="datathon_steward_departure",
    ),
    path("datathon/<slug:slug>/rescorings/", desk.rescorings, name="datathon_rescorings"),
    path("datathon/<slug:slug>/board/", boards.board, name="datathon_board"),
    path("datathon/<slug:slug>/board/<slug:board>/", boards.board, name="datathon_board_named"),
    path(
        "datathon/<slug:slug>/board/<slug:board>/live/", live.board_live, name="datathon_board_live"
    ),
    path("datathon/<slug:slug>/revelation/", boards.revelation, name="datathon_revelation"),
    path("datathon/<slug:slug>/submissions/", submissions.submissions, name="datathon_submissions"),
    path(
        "datathon/<slug:slug>/submissions/new/",
        submissions.submission_form,
        name="datathon_submission_form",
    ),
    path(_ONE, submissions.submission, name="datathon_submission"),
    path(f"{_ONE}live/", live.submission_live, name="datathon_submission_live"),
    path(f"{_ONE}cancellation/", submissions.cancellation, name="datathon_cancellation"),
    path(f"{_ONE}rescoring/", organising.rescoring, name="datathon_rescoring"),
    path(f"{_ONE}report/", organising.report, name="datathon_report"),
]
