from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from passerelle.campus.queries.learning_activity import Reached


class SimulationConfig(AppConfig):
    name = "passerelle.simulation"
    label = "simulation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from passerelle.campus.playing import register_page

        from . import kinds, news
        from .enums import CRITIQUE, ENCOUNTER

        kinds.register()
        news.register()
        register_page(ENCOUNTER, label=_("Virtual patient"), page=_activity_page)
        register_page(CRITIQUE, label=_("Critique of a model"), page=_series_page)


# The engine is loaded with the first page that shows a patient, not with every command.
def _activity_page(request: HttpRequest, reached: Reached) -> HttpResponse:
    from .views.activities import activity_page

    return activity_page(request, reached)


def _series_page(request: HttpRequest, reached: Reached) -> HttpResponse:
    from .views.critiques import series_page

    return series_page(request, reached)
