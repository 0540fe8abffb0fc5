"""Learners as the staff follow them, and the journal."""

from __future__ import annotations

from django.urls import path

from ..views import cohort, cohort_presence, journal

urlpatterns = [
    path("cohort/", cohort.cohort, name="cohort"),
    path("cohort.csv", cohort.cohort_csv, name="cohort_csv"),
    path("cohort/<int:enrolment>/", cohort.gradebook, name="gradebook"),
    path("sessions/<slug:session>/presence/", cohort_presence.presence, name="presence"),
    path("journal/", journal.journal, name="journal"),
    path("journal.csv", journal.journal_csv, name="journal_csv"),
]
