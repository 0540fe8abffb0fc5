from django.urls import path

from ..views import simulation as views

urlpatterns = [path("jury/simulation/", views.simulation, name="simulation")]
