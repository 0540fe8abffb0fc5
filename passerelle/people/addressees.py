"""What foundation needs to know of people to write to them."""

from __future__ import annotations

from collections.abc import Iterable

from passerelle.foundation.notices import Addressee

from .models import Person


def addressees(person_ids: Iterable[int]) -> dict[int, Addressee]:
    """Those who may still be written to; one query."""
    people = Person.objects.filter(pk__in=list(person_ids), is_active=True)
    wanted = people.only("email", "name", "language", "zone", "mails")
    return {
        each.pk: Addressee(
            email=each.email,
            first_name=each.first_name,
            language=each.language,
            zone=each.zone,
            mails=each.mails,  # type: ignore[arg-type]  # one of MAILS
        )
        for each in wanted
    }
