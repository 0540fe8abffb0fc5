"""The addresses of a case for those who write it, below an edition."""

from __future__ import annotations

from django.urls import path

from .views import reviews

urlpatterns = [
    path("cases/", reviews.cases, name="cases"),
    path("cases/<slug:slug>/", reviews.case, name="case"),
    path("cases/<slug:slug>/questions/<int:turn>/", reviews.review, name="case_review"),
    path(
        "cases/<slug:slug>/phrasings/<int:phrasing>/withdrawal/",
        reviews.withdrawal,
        name="case_withdrawal",
    ),
]
