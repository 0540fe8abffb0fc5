from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from passerelle.campus.models import Team
    from passerelle.campus.team_space import TeamBlock
    from passerelle.campus.viewer import Viewer


class DatathonConfig(AppConfig):
    name = "passerelle.datathon"
    label = "datathon"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from passerelle.campus.team_space import register_block

        from . import kinds, news

        kinds.register()
        news.register()
        register_block(_team_block, place=20)


# The engines are loaded with the first page that shows it, not with every command.
def _team_block(viewer: Viewer, team: Team) -> TeamBlock | None:
    from .team_block import datathon_block

    return datathon_block(viewer, team)
