"""Addresses of what teams sign, write and are asked, below an edition."""

from __future__ import annotations

from django.urls import path

from .views import access_office, agreements

_ACCESS = "datathon-access/"

urlpatterns = [
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
]
