"""Who is looking at a page: the person, the edition, the roles they hold in it.

One query per request, made the first time a page asks."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from passerelle.people.models import Person
from passerelle.people.prepared import prepared
from passerelle.programme.models import Edition

from .enums import Role
from .models import Enrolment, Team


@dataclass(frozen=True, slots=True)
class Viewer:
    """A reader with what they may be in this edition; a visitor has no person."""

    person: Person | None = None
    edition: Edition | None = None
    enrolments: tuple[Enrolment, ...] = ()

    @property
    def roles(self) -> frozenset[str]:
        """The roles held in the edition of the page."""
        if self.edition is None:
            return frozenset()
        return frozenset(
            enrolment.role
            for enrolment in self.enrolments
            if enrolment.edition_id == self.edition.pk
        )

    @property
    def zone(self) -> str:
        return self.person.zone if self.person else "Europe/Paris"

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions they take part in, latest first."""
        found = {enrolment.edition_id: enrolment.edition for enrolment in self.enrolments}
        return tuple(sorted(found.values(), key=lambda edition: edition.starts_on, reverse=True))

    @property
    def mentors(self) -> bool:
        """Whether teams of the edition may ask them: named a mentor, or an expert of a datathon."""
        return any(
            getattr(each, "is_mentor", False) or getattr(each, "gives_datathon", False)
            for each in self.enrolments
            if self.edition and each.edition_id == self.edition.pk
        )

    @property
    def team(self) -> Team | None:
        """Their team in the edition of the page."""
        for each in self.enrolments:
            membership = getattr(each, "membership", None)
            if membership and self.edition and each.edition_id == self.edition.pk:
                found: Team = membership.team
                return found
        return None

    def enrolment_as(self, role: str) -> Enrolment | None:
        for enrolment in self.enrolments:
            if enrolment.role == role and self.edition and enrolment.edition_id == self.edition.pk:
                return enrolment
        return None

    @property
    def learner(self) -> Enrolment | None:
        return self.enrolment_as(Role.LEARNER)


def viewer_of(user: Person | AnonymousUser, *, edition: str | None) -> Viewer:
    """The viewer of an edition; without one, of the latest edition they take part in."""
    if not isinstance(user, Person):
        return Viewer(edition=_edition_named(edition))
    enrolments = tuple(prepared(_enrolments_of, person=user.pk))
    for enrolment in enrolments:
        enrolment.person = user
        if edition is None or enrolment.edition.slug == edition:
            return Viewer(user, enrolment.edition, enrolments)
    return Viewer(user, _edition_named(edition), enrolments)


def _edition_named(slug: str | None) -> Edition | None:
    found: list[Edition] = prepared(_editions_named, slug=slug) if slug else []
    return found[0] if found else None


def _editions_named(slug: str) -> QuerySet[Edition]:
    return Edition.objects.filter(slug=slug)


def _enrolments_of(person: int) -> QuerySet[Enrolment]:
    """Latest edition first, each with its team and whether teams may ask them there."""
    return (
        Enrolment.objects.filter(person=person, withdrawal=None)
        .annotate(
            is_mentor=_there_is(_NAMED_MENTOR, person),
            gives_datathon=_there_is(_GIVES_DATATHON, person),
        )
        .select_related("edition__programme", "institution", "membership__team")
        .order_by("-edition__starts_on", "id")
    )


# Every page of everyone asks this: written once here, it is not compiled again each time.
_NAMED_MENTOR = """EXISTS (SELECT 1 FROM campus_mentor named WHERE named.person_id = %s
    AND named.left_at IS NULL AND named.edition_id = campus_enrolment.edition_id)"""
_GIVES_DATATHON = """EXISTS (SELECT 1 FROM campus_sessionexpert given
    JOIN campus_session held ON held.id = given.session_id WHERE given.person_id = %s
    AND held.edition_id = campus_enrolment.edition_id AND held.retired_at IS NULL
    AND held.kind = 'datathon')"""


def _there_is(written: str, person: int) -> RawSQL:
    return RawSQL(written, (person,), output_field=BooleanField())  # noqa: S611  # ours, whole
