"""Keys replaced, lost, kept in a module; diplomas suspended: what is believed before and after."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from passerelle.diploma.actions import (
    declare_key_lost,
    establish_keys,
    lift_suspension,
    refuse_to_sign,
    rotate_key,
    sign_diploma,
    suspend,
)
from passerelle.diploma.enums import KeyEarlier, SuspensionReason
from passerelle.diploma.errors import AlreadyDeclaredLost, LostInTheFuture, NotTheirInstitution
from passerelle.diploma.models import Credential, KeyLoss, Signature, SigningKey, Suspension
from passerelle.diploma.queries.verification import answer_about
from passerelle.engines.credential import Report
from passerelle.foundation import clock
from passerelle.foundation.journal import entries_of
from passerelle.foundation.models import Notice
from tests.diploma.graduation import JUNE, Graduation
from tests.factories import sign_in

HOUR = timedelta(hours=1)


def answer(credential: Credential) -> Report:
    credential.refresh_from_db()
    return answer_about(bytes(credential.document)).report


def codes(report: Report) -> list[str]:
    return [failure.code for failure in report.failures]


def lost(graduation: Graduation, *, earlier: KeyEarlier, since: timedelta = HOUR) -> KeyLoss:
    """The first key of Montréal, declared lost `since` after the diplomas of June."""
    return declare_key_lost(
        SigningKey.objects.get(identifier__endswith="#chum-1"),
        edition=graduation.edition,
        since=JUNE + since,
        earlier=earlier,
        reason="Portable volé.",
        by=graduation.registrars["chum"],
    )


def test_a_key_that_is_replaced_leaves_its_diplomas_valid(graduation: Graduation) -> None:
    before, by = graduation.issued(), graduation.registrars["chum"]
    with clock.standing_at(JUNE + HOUR):
        key = rotate_key(
            graduation.edition, institution=graduation.montreal, by=by, reason="Chaque année."
        )
        again = rotate_key(
            graduation.edition, institution=graduation.montreal, by=by, reason="Deux fois."
        )
        after = graduation.issued(graduation.learner("Deux Inventé"))

        reports = [answer(before), answer(after)]

    assert (key, key.identifier) == (again, "did:web:ia-sante.example#chum-2")
    assert [report.verdict for report in reports] == ["valid", "valid"]
    assert reports[1].signatures[0].key_id == key.identifier
    document = json.loads(Client().get("/.well-known/did.json").content)
    listed = {m["id"].partition("#")[2]: m.get("expires") for m in document["verificationMethod"]}
    assert listed["chum-1"] == "2026-06-19T15:00:00Z"
    assert listed["chum-2"] is None
    assert entries_of("2026").filter(verb="replaced a signing key").count() == 1


@pytest.mark.parametrize(
    ("earlier", "verdict", "reasons"),
    [(KeyEarlier.STAND, "valid", []), (KeyEarlier.FALL, "refused", ["key-revoked"])],
)
def test_what_a_lost_key_signed_before_stands_or_falls_as_declared(
    graduation: Graduation, earlier: KeyEarlier, verdict: str, reasons: list[str]
) -> None:
    credential = graduation.issued()
    with clock.standing_at(JUNE + 2 * HOUR):
        lost(graduation, earlier=earlier)

        report = answer(credential)

    assert (report.verdict, codes(report)) == (verdict, reasons)


def test_what_a_lost_key_signed_afterwards_is_refused_in_its_own_sentence(
    graduation: Graduation,
) -> None:
    credential = graduation.issued()
    with clock.standing_at(JUNE + 2 * HOUR):
        lost(graduation, earlier=KeyEarlier.STAND, since=-HOUR)

        report = answer(credential)

    assert codes(report) == ["key-compromised"]
    assert "declared lost or compromised from 19 June 2026" in report.sentence.en


def test_a_diploma_not_yet_issued_waits_for_the_new_key(graduation: Graduation) -> None:
    credential, chum = graduation.prepared(), graduation.registrars["chum"]
    sign_diploma(credential, institution=graduation.montreal, by=chum)
    with clock.standing_at(JUNE + HOUR):
        lost(graduation, earlier=KeyEarlier.FALL)
        left = Signature.objects.filter(credential=credential).count()
        sign_diploma(credential, institution=graduation.montreal, by=chum)
        sign_diploma(
            credential, institution=graduation.dijon, by=graduation.registrars["bourgogne-europe"]
        )

        assert (left, answer(credential).verdict) == (0, "valid")


def test_a_key_is_declared_lost_once_by_its_own_registrar_and_never_in_advance(
    graduation: Graduation,
) -> None:
    establish_keys(graduation.edition)
    key = SigningKey.objects.get(identifier__endswith="#chum-1")
    words = {
        "edition": graduation.edition,
        "earlier": KeyEarlier.STAND,
        "reason": "Volé.",
    }
    with pytest.raises(NotTheirInstitution):
        declare_key_lost(key, since=JUNE, by=graduation.registrars["bourgogne-europe"], **words)  # type: ignore[arg-type]  # shared words
    with pytest.raises(LostInTheFuture):
        declare_key_lost(key, since=JUNE + HOUR, by=graduation.registrars["chum"], **words)  # type: ignore[arg-type]  # idem
    declare_key_lost(key, since=JUNE, by=graduation.registrars["chum"], **words)  # type: ignore[arg-type]  # idem
    with pytest.raises(AlreadyDeclaredLost):
        declare_key_lost(key, since=JUNE, by=graduation.registrars["chum"], **words)  # type: ignore[arg-type]  # idem


def test_the_desk_replaces_a_key_and_declares_another_lost(graduation: Graduation) -> None:
    establish_keys(graduation.edition)
    key, client = SigningKey.objects.get(identifier__endswith="#chum-1"), Client()
    sign_in(client, graduation.registrars["chum"])
    page = reverse("signing_keys", args=["2026"])
    loss = reverse("key_loss", args=["2026", key.pk])
    with clock.standing_at(JUNE + 2 * HOUR):
        without_reason = client.post(reverse("key_rotation", args=["2026"]), {"reason": ""})
        replaced = client.post(reverse("key_rotation", args=["2026"]), {"reason": "Chaque année."})
        hasty = client.post(loss, {"since": "2026-06-19T15:00"})
        words = {
            "since": "2026-06-19T15:00",
            "earlier": "stand",
            "reason": "Volé.",
            "certain": "on",
        }
        declared = client.post(loss, words)
        shown = client.get(page)

    assert (without_reason.status_code, replaced["Location"]) == (422, page)
    assert (hasty.status_code, declared["Location"]) == (422, page)
    assert [kept.loss is not None for kept in shown.context["keys"]] == [False, True]
    assert "bourgogne-europe" not in shown.content.decode()


def test_a_diploma_is_suspended_then_vouched_for_again(graduation: Graduation) -> None:
    credential, by = graduation.issued(), graduation.registrars["chum"]
    words: dict[str, Any] = {"institution": graduation.montreal, "by": by}
    with clock.standing_at(JUNE + HOUR):
        first = suspend(credential, reason=SuspensionReason.APPEAL, **words)
        second = suspend(credential, reason=SuspensionReason.REVIEW, **words)
        during, list_during = answer(credential), Client().get("/status/chum/suspension/1").content
    with clock.standing_at(JUNE + 2 * HOUR):
        lift_suspension(credential, because="Recours rejeté.", **words)
        afterwards = answer(credential)
        list_after = Client().get("/status/chum/suspension/1").content

    assert (first, during.verdict, codes(during)) == (second, "suspended", ["suspended"])
    assert "(an appeal is being heard)" in during.failures[0].sentence.en
    assert (afterwards.verdict, afterwards.failures) == ("valid", ())
    assert json.loads(list_during)["credentialSubject"]["statusPurpose"] == "suspension"
    assert list_during != list_after
    verbs = Notice.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["issued", "suspended", "restored"]


def test_the_desk_suspends_and_lifts(graduation: Graduation) -> None:
    credential, client = graduation.issued(), Client()
    sign_in(client, graduation.registrars["chum"])
    address = reverse("diploma_suspension", args=["2026", credential.number])
    lifting = reverse("diploma_suspension_lifting", args=["2026", credential.number])

    suspended = client.post(address, {"reason": "review"})
    shown = client.get(address)
    page = Client().get(reverse("verify_number", args=[credential.number]))
    lifted = client.post(lifting, {"reason": "Vérifié."})

    assert {suspended["Location"], lifted["Location"]} == {"/2026/diplomas/"}
    assert shown.context["standing"] is not None
    assert page.context["finding"].tone == "warn"
    assert Suspension.objects.get().lifted_because == "Vérifié."


def test_a_refusal_to_sign_is_read_by_whoever_waits(graduation: Graduation) -> None:
    credential, graduate, coordinator = graduation.prepared(), Client(), Client()
    sign_in(graduate, credential.decision.enrolment.person)
    sign_in(coordinator, graduation.coordinator)
    refuse_to_sign(
        credential,
        institution=graduation.montreal,
        reason="Frais dus.",
        by=graduation.registrars["chum"],
    )

    pages = [graduate.get("/diploma/"), coordinator.get("/2026/diplomas/")]

    registrar = Client()
    sign_in(registrar, graduation.registrars["chum"])
    registrar.post(reverse("diploma_signature", args=["2026", credential.number]))

    told = "CHUM refuse de signer : Frais dus."
    shown = [" ".join(page.content.decode().split()) for page in pages]
    assert [told in each for each in shown] == [True, True]
    assert Signature.objects.get().institution == graduation.montreal
