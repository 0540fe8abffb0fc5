"""Panels: the coordinator's, and what their jurors declare."""

from __future__ import annotations

from django.urls import path

from ..views import declaration, panels

_PANEL = "panels/<int:panel>/"

urlpatterns = [
    path("panels/", panels.panels, name="panels"),
    path(_PANEL, panels.panel, name="panel"),
    path(f"{_PANEL}composition/", panels.panel_composition, name="panel_composition"),
    path(f"{_PANEL}jurors/", panels.panel_jurors, name="panel_jurors"),
    path(f"{_PANEL}jurors/<int:juror>/leaving/", panels.juror_leaving, name="juror_leaving"),
    path(f"{_PANEL}conflicts/", panels.panel_conflicts, name="panel_conflicts"),
    path(f"{_PANEL}assignment/", panels.panel_assignment, name="panel_assignment"),
    path(f"{_PANEL}closure/", panels.panel_closure, name="panel_closure"),
    path(f"{_PANEL}declaration/", declaration.declaration, name="declaration"),
]
