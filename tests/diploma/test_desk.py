"""The diploma office and the graduate's own page, as each role meets them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from passerelle.campus.enums import Role
from passerelle.diploma.actions import establish_keys, prepare_diploma, refuse_to_sign
from passerelle.diploma.models import Credential, Revocation, Signature
from passerelle.diploma.queries.batches import batch_page_of
from passerelle.diploma.queries.diplomas import desk_of
from passerelle.jury.actions.appeals import file_appeal
from passerelle.jury.models import Decision
from passerelle.people.models import Person
from tests.diploma.graduation import Graduation, make_graduation
from tests.factories import make_enrolment, make_institution, make_person, sign_in
from tests.jury.sitting import sits

DESK = "/2026/diplomas/"


def signed_in(person: Person) -> Client:
    client = Client()
    sign_in(client, person)
    return client


def test_from_the_jury_to_the_issued_diploma(graduation: Graduation) -> None:
    decision = graduation.decision()
    coordinator = signed_in(graduation.coordinator)
    chum, dijon = (signed_in(each) for each in graduation.registrars.values())

    prepared = coordinator.post(reverse("diploma_preparation", args=["2026"]))
    number = Credential.objects.get().number
    one = chum.post(reverse("diploma_signature", args=["2026", number]))
    all_of_them = dijon.post(reverse("diploma_signatures", args=["2026"]))

    credential = Credential.objects.get()
    assert {prepared["Location"], one["Location"], all_of_them["Location"]} == {DESK}
    assert (credential.decision, credential.issued_at is not None) == (decision, True)


def test_a_registrar_sees_only_their_own_institutions_word(graduation: Graduation) -> None:
    graduation.issued()

    page = signed_in(graduation.registrars["chum"]).get(DESK)

    seals = [seal.institution for each in page.context["desk"].diplomas for seal in each.seals]
    assert seals == [graduation.montreal]
    assert "BOURGOGNE-EUROPE" not in page.content.decode()


def test_a_registrar_of_an_institution_that_does_not_sign_sees_nothing(
    graduation: Graduation,
) -> None:
    credential, stranger = graduation.prepared(), make_person("Registraire Étranger")
    enrolment = make_enrolment(graduation.edition, Role.REGISTRAR, stranger)
    enrolment.institution = make_institution("nantes")
    enrolment.save()
    client = signed_in(stranger)

    page = client.get(DESK)
    signed = client.post(reverse("diploma_signature", args=["2026", credential.number]))

    assert "Montplaisir" not in page.content.decode()
    assert (page.context["desk"].total, signed.status_code) == (0, 404)
    assert not Signature.objects.exists()


def test_a_registrar_of_another_edition_is_refused(graduation: Graduation) -> None:
    elsewhere = make_graduation("2025")

    answer = signed_in(elsewhere.registrars["chum"]).get(DESK)

    assert answer.status_code == 403


def test_a_coordinator_reads_whose_signature_is_awaited(graduation: Graduation) -> None:
    graduation.prepared()

    page = signed_in(graduation.coordinator).get(DESK)

    awaited = [each.slug for each in page.context["desk"].diplomas[0].awaited]
    assert awaited == ["chum", "bourgogne-europe"]


@pytest.mark.parametrize("name", ["diploma_preparation", "diploma_signatures"])
def test_a_learner_does_nothing_in_the_office(graduation: Graduation, name: str) -> None:
    learner = graduation.learner()

    answer = signed_in(learner.person).post(reverse(name, args=["2026"]))

    assert answer.status_code == 403


def test_a_registrar_revokes_after_reading_what_it_means(graduation: Graduation) -> None:
    credential = graduation.issued()
    registrar = signed_in(graduation.registrars["chum"])
    address = reverse("diploma_revocation", args=["2026", credential.number])

    hasty = registrar.post(address, {"reason": "error"})
    done = registrar.post(address, {"reason": "error", "private_note": "Nom.", "certain": "on"})

    assert (hasty.status_code, done["Location"]) == (422, DESK)
    assert Revocation.objects.get().private_note == "Nom."


def test_a_graduate_downloads_their_diploma_in_both_forms(graduation: Graduation) -> None:
    credential = graduation.issued()
    graduate = signed_in(credential.decision.enrolment.person)

    page = graduate.get("/diploma/")
    pdf = graduate.get(reverse("diploma_pdf", args=[credential.number]))
    document = graduate.get(reverse("diploma_json", args=[credential.number]))

    assert credential.number in page.content.decode()
    assert pdf.content.startswith(b"%PDF-1.7")
    assert document.content == bytes(credential.document)


def test_nobody_elses_diploma_can_be_downloaded(graduation: Graduation) -> None:
    credential = graduation.issued()
    waiting = graduation.prepared(graduation.learner("En Attente"))
    curious = signed_in(waiting.decision.enrolment.person)

    other = curious.get(reverse("diploma_pdf", args=[credential.number]))
    unfinished = curious.get(reverse("diploma_json", args=[waiting.number]))

    assert (other.status_code, unfinished.status_code) == (404, 404)
    assert credential.number not in curious.get("/diploma/").content.decode()


def test_a_visitor_is_asked_to_sign_in(graduation: Graduation) -> None:
    for_holder, for_office = Client().get("/diploma/"), Client().get(DESK)

    assert (for_holder.status_code, for_office.status_code) == (302, 302)


@pytest.mark.parametrize("who", ["coordinator", "registrar", "graduate"])
def test_a_page_asks_as_much_for_one_row_as_for_three(graduation: Graduation, who: str) -> None:
    first = graduation.issued()
    person = {
        "coordinator": graduation.coordinator,
        "registrar": graduation.registrars["chum"],
        "graduate": first.decision.enrolment.person,
    }[who]
    address = "/diploma/" if who == "graduate" else DESK
    one = queries_of(signed_in(person), address)
    for name in ("Deux Inventé", "Trois Inventé"):
        graduation.issued(graduation.learner(name))

    three = queries_of(signed_in(person), address)

    assert one == three
    assert three <= 8


@pytest.mark.parametrize("who", ["coordinator", "registrar", "colleague", "graduate"])
def test_a_refusal_is_shown_within_eight_queries(graduation: Graduation, who: str) -> None:
    credential = graduation.prepared()
    chum, registrar = graduation.montreal, graduation.registrars["chum"]
    refuse_to_sign(credential, institution=chum, reason="Le nom est à vérifier.", by=registrar)
    people = {
        "coordinator": graduation.coordinator,
        "registrar": registrar,
        "colleague": graduation.registrars["bourgogne-europe"],
        "graduate": credential.decision.enrolment.person,
    }
    address = "/diploma/" if who == "graduate" else DESK
    client = signed_in(people[who])

    assert "Le nom est à vérifier." in client.get(address).content.decode()
    assert queries_of(client, address) <= 8


def test_whom_an_appeal_makes_wait_is_said_to_all_who_sign(graduation: Graduation) -> None:
    sitting = sits(graduation)
    establish_keys(graduation.edition, by=graduation.coordinator)
    decision = Decision.objects.get(enrolment=sitting.anais)
    prepare_diploma(decision, by=graduation.coordinator)
    file_appeal(decision, grounds="Une copie manque.", by=sitting.anais.person)
    told = "Un diplôme attend l’issue d’un recours"
    who = (graduation.coordinator, *graduation.registrars.values())

    for person in who:
        client = signed_in(person)
        desk = client.get(DESK).content.decode()
        assert told in desk
        assert "attend l’issue d’un recours</span>" in desk
        assert "Signer<span" not in desk
        assert told in client.get(reverse("diploma_batch", args=["2026"])).content.decode()

    ours = desk_of(graduation.edition, institution=graduation.montreal, page=None)
    assert (ours.total, ours.waiting, ours.contested) == (1, 0, 1)
    assert not batch_page_of(graduation.edition).can_go_on


def test_the_desk_counts_what_each_one_has_to_do(graduation: Graduation) -> None:
    graduation.issued()
    graduation.prepared(graduation.learner("Deux Inventé"))
    graduation.decision(graduation.learner("Trois Inventé"))

    ours, all_of_it = (
        desk_of(graduation.edition, institution=institution, page=None)
        for institution in (graduation.montreal, None)
    )

    assert (ours.total, ours.issued, ours.waiting, ours.to_prepare) == (2, 1, 1, 0)
    assert (all_of_it.total, all_of_it.issued, all_of_it.to_prepare) == (2, 1, 1)


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)
