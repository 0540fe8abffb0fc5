"""A mandate is an institution's own: given by its registrar, gone with them, obeyed at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment, Withdrawal
from passerelle.diploma import actions
from passerelle.diploma.actions import (
    certifying,
    establish_keys,
    give_mandate,
    rotate_key,
    withdraw_mandate,
)
from passerelle.diploma.actions.certifying import issue_certificates
from passerelle.diploma.errors import DiplomaRefusal, NotTheirInstitution
from passerelle.diploma.models import Certificate, Mandate
from passerelle.foundation import clock
from passerelle.people.models import Person
from tests.diploma.graduation import Graduation, make_graduation
from tests.factories import make_enrolment, make_person


@pytest.fixture
def mandated(graduation: Graduation) -> Graduation:
    """Both institutions gave a mandate; a certificate is due."""
    establish_keys(graduation.edition, by=graduation.coordinator)
    for institution in (graduation.montreal, graduation.dijon):
        registrar = graduation.registrars[institution.slug]
        give_mandate(graduation.edition, institution=institution, by=registrar)
    graduation.learner()
    return graduation


def leaves(graduation: Graduation, registrar: Person) -> None:
    enrolment = Enrolment.objects.get(person=registrar)
    Withdrawal.objects.create(
        enrolment=enrolment, at=enrolment.enrolled_at, by=graduation.coordinator, reason="Départ."
    )


def comes_after(graduation: Graduation) -> Person:
    """Montréal's next registrar."""
    person = make_person("Registraire Suivante")
    enrolment = make_enrolment(graduation.edition, Role.REGISTRAR, person)
    Enrolment.objects.filter(pk=enrolment.pk).update(institution=graduation.montreal)
    return person


def test_whoever_comes_after_a_registrar_gives_the_mandate_anew(mandated: Graduation) -> None:
    former = mandated.registrars["chum"]
    leaves(mandated, former)
    successor = comes_after(mandated)

    give_mandate(mandated.edition, institution=mandated.montreal, by=successor)

    assert len(issue_certificates(mandated.edition, by=mandated.coordinator)) == 1
    lapsed = Mandate.objects.get(given_by=former)
    assert (lapsed.withdrawn_by, lapsed.withdrawn_at is None) == (successor, False)


def test_a_colleague_s_mandate_that_stands_is_left_as_it_is(mandated: Graduation) -> None:
    colleague = comes_after(mandated)

    given = give_mandate(mandated.edition, institution=mandated.montreal, by=colleague)

    assert given.given_by == mandated.registrars["chum"]
    assert Mandate.objects.count() == 2


def test_a_registrar_who_left_certifies_nothing(mandated: Graduation) -> None:
    leaves(mandated, mandated.registrars["chum"])

    with pytest.raises(DiplomaRefusal):
        issue_certificates(mandated.edition, by=mandated.coordinator)
    with pytest.raises(NotTheirInstitution):
        withdraw_mandate(
            mandated.edition, institution=mandated.montreal, by=mandated.registrars["chum"]
        )

    assert not Certificate.objects.exists()


@pytest.mark.parametrize("verb", ["give_mandate", "withdraw_mandate"])
def test_a_registrar_speaks_for_no_other_institution_and_no_other_edition(
    mandated: Graduation, verb: str
) -> None:
    speak, chum = getattr(actions, verb), mandated.registrars["chum"]
    elsewhere, before = make_graduation("2025"), list(Mandate.objects.values())

    for edition, institution in (
        (mandated.edition, mandated.dijon),
        (elsewhere.edition, mandated.montreal),
    ):
        with pytest.raises(NotTheirInstitution):
            speak(edition, institution=institution, by=chum)

    assert list(Mandate.objects.values()) == before


def _withdraws(graduation: Graduation) -> None:
    by = graduation.registrars["chum"]
    withdraw_mandate(graduation.edition, institution=graduation.montreal, by=by)


def _replaces_the_key(graduation: Graduation) -> None:
    by = graduation.registrars["chum"]
    with clock.standing_at(clock.now() + timedelta(hours=1)):
        rotate_key(graduation.edition, institution=graduation.montreal, by=by, reason="Usure.")


@pytest.mark.parametrize("meanwhile", [_withdraws, _replaces_the_key])
def test_what_an_institution_does_while_certificates_are_signed_is_obeyed(
    mandated: Graduation,
    monkeypatch: pytest.MonkeyPatch,
    meanwhile: Callable[[Graduation], None],
) -> None:
    co_sign = certifying.engine.co_sign

    def interrupted(*given: Any, **named: Any) -> Any:
        meanwhile(mandated)
        return co_sign(*given, **named)

    monkeypatch.setattr(certifying.engine, "co_sign", interrupted)

    with pytest.raises(DiplomaRefusal):
        issue_certificates(mandated.edition, by=mandated.coordinator)

    assert not Certificate.objects.exists()
