"""The jury's addresses, below `/<edition>/`."""

from . import appeals, day, decisions, deliberation, minutes, simulation, standards

urlpatterns = [
    *appeals.urlpatterns,
    *minutes.urlpatterns,
    *day.urlpatterns,
    *decisions.urlpatterns,
    *deliberation.urlpatterns,
    *simulation.urlpatterns,
    *standards.urlpatterns,
]
