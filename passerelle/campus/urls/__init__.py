"""The campus's addresses, below `/<edition>/`."""

from . import agenda, cohort, learning, marking, panels, teams

urlpatterns = [
    *learning.urlpatterns,
    *marking.urlpatterns,
    *panels.urlpatterns,
    *teams.urlpatterns,
    *cohort.urlpatterns,
    *agenda.urlpatterns,
]
