from __future__ import annotations

from django.apps import AppConfig


class SimulationConfig(AppConfig):
    name = "passerelle.simulation"
    label = "simulation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import kinds

        kinds.register()
