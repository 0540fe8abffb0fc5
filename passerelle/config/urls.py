"""Every address of the product; each part lists its own."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("passerelle.people.urls")),  # before allauth: some of its doors ask a proof
    path("accounts/", include("allauth.account.urls")),
    path("", include("passerelle.home.urls")),
    path("", include("passerelle.diploma.urls")),
    path("<slug:edition>/", include("passerelle.campus.urls")),
    path("<slug:edition>/", include("passerelle.datathon.urls")),
    path("<slug:edition>/", include("passerelle.simulation.urls")),
    path("<slug:edition>/", include("passerelle.jury.urls")),
]
