"""The first page, and the calendar that telephones read without signing in."""

from django.urls import path

from passerelle.campus.views.agenda_calendar import calendar

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("editions/<slug:edition>/", views.edition_home, name="edition_home"),
    path("calendar/<str:key>.ics", calendar, name="calendar"),
]
