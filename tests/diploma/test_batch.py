"""Diplomas are issued together: under mandates, once, and those that wait say for whom."""

from __future__ import annotations

import argparse
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from passerelle.campus.models import Enrolment, Withdrawal
from passerelle.diploma.actions import (
    ask_batch,
    begin_batch,
    declare_key_lost,
    give_mandate,
    lift_refusal,
    refuse_to_sign,
    rotate_key,
    run_batch,
    sign_all,
    sign_diploma,
    withdraw_mandate,
)
from passerelle.diploma.actions import batch as batches
from passerelle.diploma.cli import add_commands
from passerelle.diploma.enums import KeyEarlier
from passerelle.diploma.errors import (
    AlreadySigned,
    InstitutionRefuses,
    NotTheirInstitution,
    RefusalWithoutReason,
)
from passerelle.diploma.models import Batch, Credential, Paper, Signature, SigningKey
from passerelle.diploma.queries.batches import batch_page_of
from passerelle.diploma.queries.verification import answer_about
from passerelle.foundation import clock
from passerelle.foundation.jobs import run_waiting
from passerelle.people.models import Person
from tests.diploma.graduation import IN_NO_FONT, Graduation
from tests.factories import make_person, sign_in


@pytest.fixture
def mandated(graduation: Graduation) -> Graduation:
    """Both institutions gave a mandate; two graduates wait."""
    for institution in (graduation.montreal, graduation.dijon):
        give_mandate(
            graduation.edition,
            institution=institution,
            by=graduation.registrars[institution.slug],
        )
    for name in ("Une Inventée", "Deux Inventé"):
        graduation.decision(graduation.learner(name))
    return graduation


def issue(graduation: Graduation) -> Batch:
    batch = begin_batch(graduation.edition, by=graduation.coordinator, form_key=uuid.uuid4())
    run_batch(batch)
    batch.refresh_from_db()
    return batch


def signed_in(person: Person) -> Client:
    client = Client()
    sign_in(client, person)
    return client


def run_command(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    options = parser.parse_args(["credential", "issue", *words])
    return int(options.run(options))


def test_a_batch_prepares_signs_and_prints_each_diploma(mandated: Graduation) -> None:
    batch = issue(mandated)

    issued = Credential.objects.filter(issued_at__isnull=False)
    verdicts = [answer_about(bytes(each.document)).report.verdict for each in issued]
    assert verdicts == ["valid", "valid"]
    assert (Signature.objects.count(), Paper.objects.count()) == (4, 2)
    assert (batch.total, batch.seen, batch.ended_at is not None) == (2, 2, True)


def test_a_batch_asked_for_twice_changes_nothing_the_second_time(mandated: Graduation) -> None:
    issue(mandated)
    papers = dict(Paper.objects.values_list("credential", "digest"))

    again = issue(mandated)

    assert (again.total, dict(Paper.objects.values_list("credential", "digest"))) == (0, papers)


def test_a_batch_that_was_cut_off_goes_on(mandated: Graduation) -> None:
    cut = begin_batch(mandated.edition, by=mandated.coordinator, form_key=uuid.uuid4())
    Batch.objects.filter(pk=cut.pk).update(total=2, seen=0)

    resumed = begin_batch(mandated.edition, by=None, form_key=uuid.uuid4())
    run_batch(resumed)

    assert resumed == cut
    assert batch_page_of(mandated.edition).on_paper == 2


def test_without_a_mandate_a_diploma_waits_and_says_for_whom(mandated: Graduation) -> None:
    registrar = mandated.registrars["bourgogne-europe"]
    withdraw_mandate(mandated.edition, institution=mandated.dijon, by=registrar)

    issue(mandated)

    page = batch_page_of(mandated.edition)
    assert (page.issued, [each.institution for each in page.missing]) == (0, [mandated.dijon])
    assert Signature.objects.filter(institution=mandated.montreal).count() == 2
    sign_all(mandated.edition, institution=mandated.dijon, by=registrar)
    assert batch_page_of(mandated.edition).issued == 2


def test_a_mandate_falls_with_its_registrar(mandated: Graduation) -> None:
    enrolment = Enrolment.objects.get(person=mandated.registrars["chum"])
    Withdrawal.objects.create(
        enrolment=enrolment, at=enrolment.enrolled_at, by=mandated.coordinator, reason="Départ."
    )

    issue(mandated)

    assert not Signature.objects.filter(institution=mandated.montreal).exists()


def test_a_refused_diploma_waits_until_the_refusal_is_lifted(mandated: Graduation) -> None:
    waiting, registrar = mandated.prepared(mandated.learner("Trois Inventée")), mandated.registrars
    chum = {"institution": mandated.montreal, "by": registrar["chum"]}
    refuse_to_sign(waiting, reason="Le nom est à vérifier.", **chum)

    issue(mandated)

    page = batch_page_of(mandated.edition)
    waiting.refresh_from_db()
    assert (page.issued, waiting.issued_at) == (2, None)
    assert [(each.institution, each.refused) for each in page.missing] == [(mandated.montreal, 1)]
    with pytest.raises(InstitutionRefuses):
        sign_diploma(waiting, **chum)
    lift_refusal(waiting, **chum)
    issue(mandated)
    assert batch_page_of(mandated.edition).on_paper == 3


def test_a_refusal_has_a_reason_and_comes_before_the_signature(graduation: Graduation) -> None:
    credential, other = graduation.prepared(), graduation.registrars["bourgogne-europe"]
    chum = {"institution": graduation.montreal, "by": graduation.registrars["chum"]}

    with pytest.raises(RefusalWithoutReason):
        refuse_to_sign(credential, reason=" ", **chum)
    with pytest.raises(NotTheirInstitution):
        refuse_to_sign(credential, reason="x", institution=graduation.montreal, by=other)
    sign_diploma(credential, **chum)
    with pytest.raises(AlreadySigned):
        refuse_to_sign(credential, reason="Trop tard.", **chum)


def test_a_name_that_cannot_be_printed_stops_no_other(mandated: Graduation) -> None:
    mandated.decision(mandated.learner(IN_NO_FONT))

    seen = run_batch(begin_batch(mandated.edition, by=None, form_key=uuid.uuid4()))

    assert (seen.count, seen.issued, len(seen.refused)) == (3, 2, 1)


def test_the_job_issues_what_the_coordinator_asked_for(mandated: Graduation) -> None:
    key = uuid.uuid4()

    first = ask_batch(mandated.edition, by=mandated.coordinator, form_key=key)
    second = ask_batch(mandated.edition, by=mandated.coordinator, form_key=key)
    run_waiting()

    assert first == second
    assert batch_page_of(mandated.edition).on_paper == 2


def test_the_page_says_how_far_the_batch_is_and_then_that_all_is_done(
    mandated: Graduation,
) -> None:
    coordinator = signed_in(mandated.coordinator)
    before = coordinator.get("/2026/diplomas/batch/").content.decode()
    begun = begin_batch(mandated.edition, by=None, form_key=uuid.uuid4())
    Batch.objects.filter(pk=begun.pk).update(total=2, seen=1)

    during = coordinator.get("/2026/diplomas/batch/").content.decode()
    run_batch(begun)
    after = coordinator.get("/2026/diplomas/batch/").content.decode()

    assert ("form_key" in before, '<progress value="1"' in during) == (True, True)
    assert ("<progress" in after, "form_key" in after) == (False, False)


def test_a_registrar_gives_takes_back_and_refuses_on_the_page(graduation: Graduation) -> None:
    credential = graduation.prepared()
    registrar = signed_in(graduation.registrars["chum"])
    refusal = f"/2026/diplomas/{credential.number}/refusal/"

    registrar.post("/2026/diplomas/mandate/")
    given = registrar.get("/2026/diplomas/batch/").content.decode()
    registrar.post("/2026/diplomas/mandate/withdrawal/")
    hasty = registrar.post(refusal, {"reason": ""})
    registrar.post(refusal, {"reason": "Le nom est à vérifier."})
    refused = registrar.get("/2026/diplomas/batch/").content.decode()
    registrar.post(f"{refusal}lifted/")
    lifted = registrar.get("/2026/diplomas/batch/").content.decode()

    assert "mandate/withdrawal/" in given
    assert "BOURGOGNE-EUROPE" not in given
    assert hasty.status_code == 422
    assert ("Le nom est à vérifier." in refused, "Le nom est" in lifted) == (True, False)


def test_the_page_asks_as_much_for_one_graduate_as_for_three(graduation: Graduation) -> None:
    coordinator = signed_in(graduation.coordinator)
    graduation.issued()
    one = queries_of(coordinator, "/2026/diplomas/batch/")
    list_of_one = queries_of(coordinator, "/2026/diplomas/ceremony/")
    for name in ("Deux Inventé", "Trois Inventé"):
        graduation.issued(graduation.learner(name))

    three = queries_of(coordinator, "/2026/diplomas/batch/")
    list_of_three = queries_of(coordinator, "/2026/diplomas/ceremony/")

    assert (one, list_of_one) == (three, list_of_three)
    assert max(three, list_of_three) <= 8


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_the_command_says_what_was_issued_and_what_waits(
    mandated: Graduation, capsys: pytest.CaptureFixture[str]
) -> None:
    waiting = mandated.prepared(mandated.learner("Trois Inventée"))
    refuse_to_sign(
        waiting,
        institution=mandated.montreal,
        reason="À vérifier.",
        by=mandated.registrars["chum"],
    )

    code = run_command("--edition", "2026", "--all", "--processes", "1")

    said = capsys.readouterr().out
    assert code == 1
    assert "2 diplomas issued; 2 of 3 in all." in said
    assert "waits for CHUM" in said.replace("(en)", "")


@pytest.mark.parametrize("words", [("--edition", "1999", "--all"), ("--edition", "2026")])
def test_the_command_refuses_what_it_cannot_do(
    graduation: Graduation, words: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit):
        run_command(*words)


def test_the_list_of_the_ceremony_is_a_page_a_table_and_a_pdf(mandated: Graduation) -> None:
    mandated.decision(mandated.learner("=cmd()|calc"))
    coordinator = signed_in(mandated.coordinator)

    page = coordinator.get("/2026/diplomas/ceremony/").content.decode()
    table = coordinator.get("/2026/diplomas/ceremony.csv").content.decode()
    pdf = coordinator.get("/2026/diplomas/ceremony.pdf").content

    assert ("Une Inventée" in page, pdf[:8]) == (True, b"%PDF-1.7")
    assert ("Une Inventée,Très bien" in table, "'=cmd()" in table) == (True, True)


def test_before_any_decision_nobody_is_called_on_stage(graduation: Graduation) -> None:
    page = signed_in(graduation.coordinator).get("/2026/diplomas/ceremony/").content.decode()

    assert "Personne n’est encore appelé sur scène." in page


def test_a_stranger_asks_for_no_batch(graduation: Graduation) -> None:
    stranger = signed_in(make_person("Étrangère Inventée"))

    assert stranger.post("/2026/diplomas/batch/run/").status_code == 403


def withdraws(graduation: Graduation) -> None:
    by = graduation.registrars["chum"]
    withdraw_mandate(graduation.edition, institution=graduation.montreal, by=by)


def rotates(graduation: Graduation) -> None:
    by, edition = graduation.registrars["chum"], graduation.edition
    rotate_key(edition, institution=graduation.montreal, by=by, reason="Renouvellement.")


def loses(graduation: Graduation) -> None:
    declare_key_lost(
        SigningKey.objects.get(institution=graduation.montreal),
        edition=graduation.edition,
        since=clock.now(),
        earlier=KeyEarlier.STAND,
        reason="Poste volé.",
        by=graduation.registrars["chum"],
    )


@pytest.mark.parametrize("happens", [withdraws, rotates, loses])
def test_what_an_institution_does_while_a_batch_signs_is_obeyed(
    mandated: Graduation, monkeypatch: pytest.MonkeyPatch, happens: Callable[[Graduation], None]
) -> None:
    """Its proof is made, not yet kept: a diploma issued on it would be refused, or unwanted."""
    made, done = batches.signed_document, list[str]()

    def interrupted(credential: Credential, hands: list[batches.Hand]) -> object:
        signed = made(credential, hands)
        if not done:
            done.append("once")
            with clock.standing_at(clock.now() + timedelta(hours=1)):
                happens(mandated)
        return signed

    monkeypatch.setattr(batches, "signed_document", interrupted)
    issue(mandated)

    issued = Credential.objects.filter(issued_at__isnull=False)
    assert done == ["once"]
    assert {answer_about(bytes(each.document)).report.verdict for each in issued} <= {"valid"}
    assert not Signature.objects.filter(key__valid_until__isnull=False).exists()
    if happens is withdraws:
        assert not Signature.objects.filter(institution=mandated.montreal).exists()
