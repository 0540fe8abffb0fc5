"""The jury's addresses, below `/<edition>/`."""

from . import day, decisions, simulation

urlpatterns = [
    *day.urlpatterns,
    *decisions.urlpatterns,
    *simulation.urlpatterns,
]
