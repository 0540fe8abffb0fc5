from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from passerelle.campus.models import Team
    from passerelle.campus.team_space import TeamBlock
    from passerelle.campus.viewer import Viewer


class JuryConfig(AppConfig):
    name = "passerelle.jury"
    label = "jury"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from passerelle.campus.team_space import register_block

        from . import day_words, kinds, marking_blocks, minutes_news, results_block, standard_news

        day_words.register_news()
        register_block(_team_block, place=30, widen=_with_passage)
        kinds.register()
        marking_blocks.register()
        results_block.register()
        standard_news.register()
        minutes_news.register()


def _with_passage(teams: QuerySet[Team]) -> QuerySet[Team]:
    from .day_block import with_passage

    return with_passage(teams)


def _team_block(viewer: Viewer, team: Team) -> TeamBlock | None:
    from .day_block import passage_block

    return passage_block(viewer, team)
