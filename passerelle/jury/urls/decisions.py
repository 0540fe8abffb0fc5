from django.urls import path

from ..views import decisions as views

urlpatterns = [
    path("jury/", views.jury, name="jury"),
    path("jury/<int:enrolment>/", views.decision, name="decision"),
    path("jury/<int:enrolment>/decisions/", views.decisions, name="decisions"),
]
