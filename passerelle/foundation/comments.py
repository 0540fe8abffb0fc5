"""Remarks on a thing. Who may read or write them is for the part that owns the thing."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from . import clock
from .journal import Actor
from .models import Comment


class EmptyComment(ValueError):
    """The text is blank: write something first."""


def comment(kind: str, subject_id: int, *, author: Actor, text: str, form_key: UUID) -> Comment:
    """Add a remark; the same form sent twice gives the same remark."""
    if not text.strip():
        raise EmptyComment("A comment needs a few words.")
    if author.pk is None:
        raise ValueError("Only a registered person can comment.")
    remark, _ = Comment.objects.get_or_create(
        form_key=form_key,
        defaults={
            "subject_kind": kind,
            "subject_id": subject_id,
            "author_id": author.pk,
            "author_label": str(author),
            "text": text.strip(),
            "at": clock.now(),
        },
    )
    return remark


def comments_on(kind: str, subject_id: int) -> QuerySet[Comment]:
    return Comment.objects.filter(subject_kind=kind, subject_id=subject_id)
