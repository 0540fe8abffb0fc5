"""To whom a learner may write a word, and who may be asked to rate how one spoke."""

from __future__ import annotations

from django.db.models import QuerySet

from passerelle.campus.enums import MARKING_ROLES, Role
from passerelle.campus.models import Enrolment
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..models import Word


def staff_of(edition: Edition) -> QuerySet[Person]:
    """The coordinators and module leads of the edition."""
    roles = (Role.COORDINATOR, Role.MODULE_LEAD)
    enrolled = Enrolment.objects.filter(edition=edition, role__in=roles, withdrawal=None)
    return Person.objects.filter(pk__in=enrolled.values("person"), is_active=True)


def raters_of(edition: Edition) -> QuerySet[Person]:
    """Whoever marks in the edition."""
    enrolled = Enrolment.objects.filter(edition=edition, role__in=MARKING_ROLES, withdrawal=None)
    return Person.objects.filter(pk__in=enrolled.values("person"), is_active=True)


def word_for(person: Person, edition: Edition, word_id: int) -> Word | None:
    """A word that was sent to this very person."""
    return (
        Word.objects.filter(pk=word_id, to=person, edition=edition).select_related("author").first()
    )
