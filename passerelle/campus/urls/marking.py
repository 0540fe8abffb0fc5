"""Marking, and the experts who do it."""

from __future__ import annotations

from django.urls import path

from ..views import experts, marking, marking_offline

urlpatterns = [
    path("marking/", marking.marking_desk, name="marking_desk"),
    path("marking/<int:sheet>/", marking.sheet, name="sheet"),
    path("marking/<int:sheet>/signature/", marking.signature, name="signature"),
    path("marking/<int:sheet>/writes/", marking_offline.sheet_writes, name="sheet_writes"),
    path(
        "marking/<int:sheet>/difference/",
        marking_offline.sheet_difference,
        name="sheet_difference",
    ),
    path("marking/offline/", marking_offline.marking_offline, name="marking_offline"),
    path("marking/worker.js", marking_offline.marking_worker, name="marking_worker"),
    path("experts/", experts.experts, name="experts"),
    path("experts/<int:person>/links/", experts.expert_links, name="expert_links"),
    path(
        "experts/links/<int:link>/withdrawal/",
        experts.expert_link_withdrawal,
        name="expert_link_withdrawal",
    ),
    path("ratings/", experts.ratings, name="ratings"),
]
