"""The jury's addresses, below `/<edition>/`."""

from . import decisions

urlpatterns = [
    *decisions.urlpatterns,
]
