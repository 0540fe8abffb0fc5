"""Short news for one person, shown on their Home."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from . import clock
from .models import Notice


def tell(person_id: int, *, verb: str, label: str, url: str) -> Notice:
    """Leave news for a person."""
    return Notice.objects.create(
        person_id=person_id, at=clock.now(), verb=verb, label=label[:300], url=url
    )


def tell_all(person_ids: Iterable[int], *, verb: str, label: str, url: str) -> int:
    """Leave the same news for several people, in one write; gives how many they are."""
    now = clock.now()
    told = [
        Notice(person_id=each, at=now, verb=verb, label=label[:300], url=url)
        for each in sorted(set(person_ids))
    ]
    return len(Notice.objects.bulk_create(told))


def news_of(person_id: int, *, most: int = 6) -> QuerySet[Notice]:
    """The latest news of a person, read or not."""
    return Notice.objects.filter(person_id=person_id, at__lte=clock.now())[:most]
