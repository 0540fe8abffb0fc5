"""The journal keeps titles in French; whoever reads English finds the English ones."""

from __future__ import annotations

from collections.abc import Mapping

from passerelle.foundation.translated import Language, Translated
from passerelle.programme.models import Edition

from ..models import Activity, Session


def titles_read(edition: Edition, language: Language) -> Mapping[str, str]:
    """What the reader reads for what is kept: one query, none in French."""
    if language == "fr":
        return {}
    activities = Activity.objects.filter(edition=edition).order_by().values_list("title", flat=True)
    sessions = Session.objects.filter(edition=edition).order_by().values_list("title", flat=True)
    titles: list[Translated] = [*activities.union(sessions, all=True), edition.title]
    return {title.fr: title.in_language(language) for title in titles}
