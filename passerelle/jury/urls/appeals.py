from django.urls import path

from ..views import appeals as views

urlpatterns = [
    path("decision/", views.my_decision, name="my_decision"),
    path("appeals/", views.appeals, name="appeals"),
    path("appeals/reopenings/", views.appeal_reopening, name="appeal_reopening"),
    path("appeals/<int:appeal>/", views.appeal, name="appeal"),
]
