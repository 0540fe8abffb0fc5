"""A challenge as one viewer comes to it: the row, what they are of it, its prose; one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from passerelle.campus.viewer import Viewer
from passerelle.foundation import clock
from passerelle.foundation.translated import reading_language
from passerelle.people.prepared import prepared
from passerelle.programme.models import Edition

from ..enums import StewardPart
from ..models import Challenge, ChallengeText, Steward
from ..rules import Standing, owns_challenge, team_of
from .access import Access, access_told, with_access_facts
from .challenges import challenges_in_play


@dataclass(frozen=True, slots=True)
class Approach:
    """`html` is in the reader's language, or in the other one where it is missing."""

    challenge: Challenge
    standing: Standing
    html: str
    access: Access


def approach_to(edition: Edition, slug: str, viewer: Viewer) -> Approach | None:
    """Nothing when there is no such challenge, or it is retired."""
    at, mine = clock.now(), team_of(viewer)
    rows = prepared(
        _approached,
        edition=edition.pk,
        slug=slug,
        person=viewer.person.pk if viewer.person else None,
        team=mine.pk if mine else None,
        at=at,
        language=reading_language(),
    )
    if not rows:
        return None
    found: Challenge = rows[0]
    told = vars(found)  # what the query below annotated
    parts = frozenset(part for part in StewardPart.values if told[f"is_{part}"])
    standing = Standing(viewer, parts)
    access = access_told(found, at=at, owns=owns_challenge(standing))
    return Approach(found, standing, told["prose"], access)


def _approached(
    edition: int, slug: str, person: int | None, team: int | None, at: datetime, language: str
) -> QuerySet[Challenge]:
    held = Steward.objects.filter(challenge=OuterRef("pk"), person=person, left_at=None)
    texts = ChallengeText.objects.filter(challenge=OuterRef("pk"))
    ours = texts.filter(language=language).values("html")
    known = with_access_facts(
        challenges_in_play(edition).filter(slug=slug), person=person, team=team, at=at
    )
    return known.annotate(
        **{f"is_{part}": Exists(held.filter(part=part)) for part in StewardPart.values},
        prose=Coalesce(
            Subquery(ours[:1]),
            Subquery(texts.values("html")[:1]),
            Value(""),
            output_field=TextField(),
        ),
    )
