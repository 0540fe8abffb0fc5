"""A person asks someone for a word; nothing is ever sent for them."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.urls import reverse

from passerelle.foundation import clock
from passerelle.foundation.notices import tell
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..errors import KeyUsedElsewhere, NotStaff
from ..models import Word
from ..queries.staff import staff_of

LONGEST_WORD = 1000


@transaction.atomic
def send_word(*, edition: Edition, author: Person, to: int, text: str, form_key: UUID) -> Word:
    """Tell the chosen person that one would like a word. Not in the journal."""
    known = Word.objects.filter(form_key=form_key).first()
    if known is not None:
        if known.author_id != author.pk:
            raise KeyUsedElsewhere
        return known
    chosen = next((person for person in staff_of(edition) if person.pk == to), None)
    if chosen is None:
        raise NotStaff
    sent = Word.objects.create(
        edition=edition,
        author=author,
        to=chosen,
        text=text.strip()[:LONGEST_WORD],
        sent_at=clock.now(),
        form_key=form_key,
    )
    url = reverse("word", args=[edition.slug, sent.pk])
    tell(chosen.pk, verb="asked for a word", label=str(author), url=url)
    return sent
