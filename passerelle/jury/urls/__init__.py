"""The jury's addresses, below `/<edition>/`."""

from . import day, decisions

urlpatterns = [
    *day.urlpatterns,
    *decisions.urlpatterns,
]
