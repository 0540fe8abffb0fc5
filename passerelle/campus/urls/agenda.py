"""Time: the agenda, its subscription, sessions, planning. The feed itself is in `home.urls`."""

from __future__ import annotations

from django.urls import path

from ..views import agenda, agenda_calendar, planning

urlpatterns = [
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/<int:year>/<int:month>/", agenda.month, name="month"),
    path("agenda/subscription/", agenda_calendar.subscription, name="subscription"),
    path("sessions/<slug:session>/", agenda.session, name="session"),
    path("sessions/<slug:session>/calendar.ics", agenda_calendar.session_ics, name="session_ics"),
    path("sessions/<slug:session>/move/", planning.move_session, name="move_session"),
    path("planning/", planning.planning, name="planning"),
    path("planning/import/", planning.import_calendar, name="import_calendar"),
]
