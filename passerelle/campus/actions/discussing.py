"""Remarks on a work: kept, noted, and told to the other side."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.urls import reverse

from passerelle.foundation import comments
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.models import Comment
from passerelle.foundation.notices import tell
from passerelle.people.models import Person

from ..models import Attempt
from ..queries.learning_attempts import authors_of


@transaction.atomic
def remark_on(attempt: Attempt, *, author: Person, text: str, form_key: UUID) -> Comment:
    """Add a remark to a work; the raters hear of the authors' remarks, the authors of the rest."""
    known = Comment.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    remark = comments.comment("attempt", attempt.pk, author=author, text=text, form_key=form_key)
    activity = attempt.activity
    thing = Thing("attempt", str(attempt.pk), activity.title.fr)
    note(author, "commented", thing, edition=activity.edition.slug)
    url = reverse("attempt", args=[activity.edition.slug, attempt.pk]) + "#comments"
    for person_id in _the_other_side(attempt, author):
        tell(person_id, verb="commented", label=activity.title, url=url)
    return remark


def _the_other_side(attempt: Attempt, author: Person) -> set[int]:
    authors = authors_of(attempt)
    if author.pk not in authors:
        return authors
    sheets = attempt.sheets.filter(setting_aside=None)
    return set(sheets.values_list("rater_id", flat=True))
