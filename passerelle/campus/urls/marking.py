"""Marking, and the experts who do it."""

from __future__ import annotations

from django.urls import path

from ..views import experts, marking

urlpatterns = [
    path("marking/", marking.marking_desk, name="marking_desk"),
    path("marking/<int:sheet>/", marking.sheet, name="sheet"),
    path("marking/<int:sheet>/signature/", marking.signature, name="signature"),
    path("experts/", experts.experts, name="experts"),
    path("experts/<int:person>/links/", experts.expert_links, name="expert_links"),
    path(
        "experts/links/<int:link>/withdrawal/",
        experts.expert_link_withdrawal,
        name="expert_link_withdrawal",
    ),
    path("ratings/", experts.ratings, name="ratings"),
]
