"""Remarks on a thing, named by kind and number: a work, a team, whatever a part owns.

Who may read or write them is for the part that owns the thing."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import BadRequest
from django.db import transaction
from django.db.models import QuerySet

from . import clock, notices
from .journal import Actor
from .models import Comment
from .translated import Translated


class EmptyComment(ValueError):
    """The text is blank: write something first."""


class FormUsedElsewhere(BadRequest):
    """This form has already left a remark, of someone else or on something else."""


def comment(kind: str, subject_id: int, *, author: Actor, text: str, form_key: UUID) -> Comment:
    """Add a remark; the same form sent twice gives the same remark."""
    if not text.strip():
        raise EmptyComment("A comment needs a few words.")
    if author.pk is None:
        raise ValueError("Only a registered person can comment.")
    whose = {"subject_kind": kind, "subject_id": subject_id, "author_id": author.pk}
    written = {"author_label": str(author), "text": text.strip(), "at": clock.now()}
    remark, _ = Comment.objects.get_or_create(form_key=form_key, defaults=whose | written)
    if any(getattr(remark, name) != value for name, value in whose.items()):
        raise FormUsedElsewhere("Reload the page, then write your comment again.")
    return remark


@transaction.atomic
def discuss(
    kind: str,
    subject_id: int,
    *,
    author: Actor,
    text: str,
    form_key: UUID,
    label: Translated | str,
    url: str,
    followers: Iterable[int] = (),
    verb: str = "commented",
) -> Comment:
    """Add a remark and tell, once, whoever wrote there before and these followers."""
    is_known = Comment.objects.filter(form_key=form_key).exists()
    remark = comment(kind, subject_id, author=author, text=text, form_key=form_key)
    if not is_known:
        told = (authors_on(kind, subject_id) | set(followers)) - {remark.author_id}
        notices.tell_all(told, verb=verb, label=label, url=url)
    return remark


def comments_on(kind: str, subject_id: int) -> QuerySet[Comment]:
    """In the order written; `author_label` is the name of then."""
    return Comment.objects.filter(subject_kind=kind, subject_id=subject_id)


def authors_on(kind: str, subject_id: int) -> set[int]:
    """Whoever has written there."""
    return set(comments_on(kind, subject_id).order_by().values_list("author_id", flat=True))
