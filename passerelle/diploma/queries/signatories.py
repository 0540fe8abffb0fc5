"""Which institutions sign, with which key, and who acts for them."""

from __future__ import annotations

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment
from passerelle.campus.viewer import Viewer
from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition

from ..errors import NoKey
from ..models import SigningKey


def signatories_of(edition: Edition) -> list[Institution]:
    """The institutions that must all sign, in the order of the programme."""
    rows = Institution.objects.filter(slug__in=edition.institutions)
    return sorted(rows, key=lambda institution: edition.institutions.index(institution.slug))


def registrar_of(institution: Institution, edition: Edition) -> Person | None:
    """Who holds the institution's key: its first registrar in the edition."""
    enrolment = (
        Enrolment.objects.filter(
            edition=edition, institution=institution, role=Role.REGISTRAR, withdrawal=None
        )
        .select_related("person")
        .order_by("id")
        .first()
    )
    return enrolment.person if enrolment else None


def acts_for(person: Person, institution: Institution, edition: Edition) -> bool:
    """Whether a person is a registrar of that very institution in the edition."""
    return Enrolment.objects.filter(
        person=person,
        edition=edition,
        institution=institution,
        role=Role.REGISTRAR,
        withdrawal=None,
    ).exists()


def institution_represented(viewer: Viewer) -> Institution | None:
    """The institution a viewer signs for in the edition of the page."""
    enrolment = viewer.enrolment_as(Role.REGISTRAR)
    return enrolment.institution if enrolment else None


def key_in_use(institution: Institution, issuer: str) -> SigningKey:
    """The key an institution signs with today; `NoKey` when none is established."""
    key = SigningKey.objects.filter(
        institution=institution, issuer=issuer, valid_until=None
    ).first()
    if key is None:
        raise NoKey(str(institution))
    return key
