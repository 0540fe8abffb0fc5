"""The campus's addresses, below `/<edition>/`."""

from . import agenda, cohort, learning, marking

urlpatterns = [
    *learning.urlpatterns,
    *marking.urlpatterns,
    *cohort.urlpatterns,
    *agenda.urlpatterns,
]
