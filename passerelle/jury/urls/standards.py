"""Where thresholds could lie: of a panel, of a quiz; never applied."""

from __future__ import annotations

from django.urls import path

from ..views import angoff, panel_standard

_ROUNDS = "jury/standards/"
_ROUND = f"{_ROUNDS}<int:standard>/"

urlpatterns = [
    path("panels/<int:panel>/standard/", panel_standard.panel_standard, name="panel_standard"),
    path(_ROUNDS, angoff.angoff_rounds, name="angoff_rounds"),
    path(_ROUND, angoff.angoff_round, name="angoff_round"),
    path(f"{_ROUND}judges/", angoff.angoff_judges, name="angoff_judges"),
    path(f"{_ROUND}closure/", angoff.angoff_closure, name="angoff_closure"),
    path(f"{_ROUND}second/", angoff.angoff_second, name="angoff_second"),
    path("estimates/<int:standard>/", angoff.angoff_estimates, name="angoff_estimates"),
]
