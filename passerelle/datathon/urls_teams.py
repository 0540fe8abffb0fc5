"""Addresses of what teams sign, write and are asked, below an edition."""

from __future__ import annotations

from django.urls import path

from .views import access_office, agreements, dossiers, follow_ups, judged

_ACCESS, _DOSSIER = "datathon-access/", "teams/<int:number>/dossier/"

urlpatterns = [
    path("datathon/<slug:slug>/board/panel/", judged.judged, name="datathon_judged"),
    path("agreements/<slug:agreement>/", agreements.agreement, name="agreement"),
    path(_ACCESS, access_office.people, name="access_people"),
    path(f"{_ACCESS}people.csv", access_office.people_csv, name="access_people_csv"),
    path(f"{_ACCESS}downloads/", access_office.downloads, name="access_downloads"),
    path(f"{_ACCESS}downloads.csv", access_office.downloads_csv, name="access_downloads_csv"),
    path(f"{_ACCESS}decisions/", access_office.decisions, name="access_decisions"),
    path(f"{_ACCESS}recognitions/", access_office.recognitions, name="access_recognitions"),
    path(f"{_ACCESS}grants/", access_office.grants, name="access_grants"),
    path(f"{_ACCESS}suspensions/", access_office.suspensions, name="access_suspensions"),
    path(
        f"{_ACCESS}suspensions/<int:suspension>/lifting/",
        access_office.lifting,
        name="access_lifting",
    ),
    path(_DOSSIER, dossiers.dossier, name="dossier"),
    path(f"{_DOSSIER}challenge/", dossiers.dossier_challenge, name="dossier_challenge"),
    path(f"{_DOSSIER}handing-in/", dossiers.handing_in, name="dossier_handing_in"),
    path(f"{_DOSSIER}<slug:part>/", dossiers.dossier_part, name="dossier_part"),
    path("teams/<int:number>/what-became/<int:months>/", follow_ups.follow_up, name="follow_up"),
    path("datathon-projects/", follow_ups.projects, name="projects"),
]
