"""Short news for one person, shown on their Home."""

from __future__ import annotations

from django.db.models import QuerySet

from . import clock
from .models import Notice


def tell(person_id: int, *, verb: str, label: str, url: str) -> Notice:
    """Leave news for a person."""
    return Notice.objects.create(
        person_id=person_id, at=clock.now(), verb=verb, label=label[:300], url=url
    )


def news_of(person_id: int, *, most: int = 6) -> QuerySet[Notice]:
    """The latest news of a person, read or not."""
    return Notice.objects.filter(person_id=person_id, at__lte=clock.now())[:most]
