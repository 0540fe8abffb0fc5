"""What we ask of programmes: their files at a revision, their editions and modules."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import QuerySet

from .models import Blob, Edition, Module, Revision, RevisionFile


def files_of(revision: Revision) -> dict[str, bytes]:
    """Every file of a revision, by path, byte for byte."""
    rows = RevisionFile.objects.filter(revision=revision).values_list("path", "blob__data")
    return {path: bytes(data) for path, data in rows}


@lru_cache(maxsize=512)
def text_of(digest: str) -> str:
    """A stored file as text; a digest never changes its bytes, so the answer is kept.

    An edition loaded long ago may hold a text that is not UTF-8: it is shown all the same."""
    data = Blob.objects.values_list("data", flat=True).get(digest=digest)
    return bytes(data).decode("utf-8-sig", errors="replace")


def modules_of(edition: Edition) -> QuerySet[Module]:
    return Module.objects.filter(edition=edition)


def edition_named(slug: str) -> Edition | None:
    return Edition.objects.select_related("programme").filter(slug=slug).first()
