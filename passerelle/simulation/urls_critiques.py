"""The addresses of critiques, below an edition."""

from __future__ import annotations

from django.urls import path

from .views import critique_desks, critique_outputs, critique_overviews, critiques

_SERIES = "critiques/<int:attempt>/"

urlpatterns = [
    path("critiques/", critique_overviews.curve, name="critique_curve"),
    path("critiques/cohort/", critique_overviews.evidence, name="critique_evidence"),
    path("critiques/items/", critique_desks.items, name="critique_items"),
    path("critiques/items/<slug:slug>/", critique_desks.item, name="critique_item"),
    path("critiques/mutations/", critique_desks.mutations, name="critique_mutations"),
    path("critiques/panel/", critique_desks.panel, name="trust_panel"),
    path("modules/<slug:module>/<slug:slug>/series/", critiques.series, name="critique_series"),
    path(_SERIES, critiques.critique, name="critique"),
    path(f"{_SERIES}<int:place>/", critique_outputs.output, name="critique_output"),
    path(f"{_SERIES}trust/<slug:slug>/", critiques.trust, name="critique_trust"),
    path(f"{_SERIES}submission/", critiques.submission, name="critique_submission"),
]
