"""Who may sign a diploma, who may revoke it, and what is kept of it."""

from __future__ import annotations

import json

import pytest
from django.test import override_settings

from passerelle.diploma.actions import (
    establish_keys,
    prepare_diploma,
    revoke,
    sign_all,
    sign_diploma,
)
from passerelle.diploma.enums import RevocationReason
from passerelle.diploma.errors import (
    AppealUnsettled,
    DecisionSuperseded,
    JuryStillSits,
    KeyUnreadable,
    NoKey,
    NotASignatory,
    NotAwarded,
    NotIssuedYet,
    NotTheirInstitution,
)
from passerelle.diploma.models import Credential, Revocation, Signature, SigningKey
from passerelle.diploma.queries.batches import to_see_to
from passerelle.diploma.queries.diplomas import decisions_to_prepare
from passerelle.diploma.sealing import opened, sealed
from passerelle.engines import credential as engine
from passerelle.foundation.journal import entries_of
from passerelle.foundation.models import Notice
from passerelle.jury.actions import decide, freeze_deliberation
from passerelle.jury.actions.appeals import file_appeal, rule_on_appeal
from passerelle.jury.enums import Choice, Outcome
from passerelle.jury.models import Decision
from passerelle.jury.queries import awarding_decisions
from tests.diploma.graduation import Graduation
from tests.factories import make_institution
from tests.jury.deliberating import make_jury
from tests.jury.sitting import sits


def test_the_last_signature_issues_the_diploma_and_tells_the_graduate(
    graduation: Graduation,
) -> None:
    credential = graduation.prepared()
    sign_diploma(credential, institution=graduation.montreal, by=graduation.registrars["chum"])
    credential.refresh_from_db()
    before = credential.issued_at

    sign_diploma(
        credential, institution=graduation.dijon, by=graduation.registrars["bourgogne-europe"]
    )

    credential.refresh_from_db()
    told = Notice.objects.get(verb="issued")
    assert (before, credential.issued_at is not None) == (None, True)
    assert told.person_id == credential.decision.enrolment.person_id
    assert len(json.loads(bytes(credential.document))["proof"]) == 2


def test_a_registrar_of_another_institution_cannot_sign(graduation: Graduation) -> None:
    credential = graduation.prepared()

    with pytest.raises(NotTheirInstitution):
        sign_diploma(credential, institution=graduation.dijon, by=graduation.registrars["chum"])

    assert not Signature.objects.exists()


def test_a_coordinator_cannot_sign(graduation: Graduation) -> None:
    credential = graduation.prepared()

    with pytest.raises(NotTheirInstitution):
        sign_diploma(credential, institution=graduation.montreal, by=graduation.coordinator)


def test_an_institution_outside_the_programme_cannot_sign(graduation: Graduation) -> None:
    credential = graduation.prepared()

    with pytest.raises(NotASignatory):
        sign_diploma(
            credential, institution=make_institution("nantes"), by=graduation.registrars["chum"]
        )


def test_signing_twice_signs_once(graduation: Graduation) -> None:
    credential, by = graduation.prepared(), graduation.registrars["chum"]

    first = sign_diploma(credential, institution=graduation.montreal, by=by)
    document = bytes(Credential.objects.get().document)
    second = sign_diploma(credential, institution=graduation.montreal, by=by)

    assert first == second
    assert bytes(Credential.objects.get().document) == document


def test_preparing_twice_prepares_once(graduation: Graduation) -> None:
    decision = graduation.decision()

    assert prepare_diploma(decision) == prepare_diploma(decision)


def test_signing_all_signs_what_waits_for_that_institution(graduation: Graduation) -> None:
    for name in ("Un Inventé", "Deux Inventé"):
        graduation.prepared(graduation.learner(name))
    by = graduation.registrars["chum"]

    first = sign_all(graduation.edition, institution=graduation.montreal, by=by)
    second = sign_all(graduation.edition, institution=graduation.montreal, by=by)

    assert ([each.institution.slug for each in first], second) == (["chum", "chum"], [])


def test_only_a_decision_that_awards_is_prepared(graduation: Graduation) -> None:
    low = graduation.learner("Didier Presque", points=3)
    refused = decide(low, outcome=Outcome.NOT_AWARDED, by=graduation.juror)

    with pytest.raises(NotAwarded):
        prepare_diploma(refused)


def test_a_superseded_decision_is_neither_prepared_nor_signed(graduation: Graduation) -> None:
    learner = graduation.learner()
    credential = graduation.prepared(learner)
    decide(learner, outcome=Outcome.ADJOURNED, reason="Pièce manquante.", by=graduation.juror)

    with pytest.raises(DecisionSuperseded):
        sign_diploma(credential, institution=graduation.montreal, by=graduation.registrars["chum"])
    assert (
        sign_all(
            graduation.edition, institution=graduation.montreal, by=graduation.registrars["chum"]
        )
        == []
    )


def test_nothing_is_signed_without_a_key(graduation: Graduation) -> None:
    credential = prepare_diploma(graduation.decision())

    with pytest.raises(NoKey):
        sign_diploma(credential, institution=graduation.montreal, by=graduation.registrars["chum"])


def test_each_key_is_made_once_and_held_by_its_registrar(graduation: Graduation) -> None:
    first = establish_keys(graduation.edition)
    second = establish_keys(graduation.edition)

    assert [(key.identifier, key.held_by) for key in first] == [
        ("did:web:ia-sante.example#chum-1", graduation.registrars["chum"]),
        ("did:web:ia-sante.example#bourgogne-europe-1", graduation.registrars["bourgogne-europe"]),
    ]
    assert second == []


def test_a_secret_key_is_sealed_and_bound_to_its_row(graduation: Graduation) -> None:
    one, other = establish_keys(graduation.edition)

    seed = opened(bytes(one.sealed_seed), identifier=one.identifier)

    assert engine.SigningKey.from_seed(seed).public_multibase == one.public_multibase
    assert seed not in bytes(SigningKey.objects.get(pk=one.pk).sealed_seed)
    with pytest.raises(KeyUnreadable):
        opened(bytes(one.sealed_seed), identifier=other.identifier)


def test_another_secret_key_of_the_site_opens_nothing() -> None:
    stored = sealed(bytes(32), identifier="did:web:a.example#a-1")

    with override_settings(SECRET_KEY="another one"), pytest.raises(KeyUnreadable):
        opened(stored, identifier="did:web:a.example#a-1")


def test_a_revocation_is_kept_noted_and_told(graduation: Graduation) -> None:
    credential, by = graduation.issued(), graduation.registrars["chum"]

    revoke(
        credential,
        institution=graduation.montreal,
        reason=RevocationReason.ERROR,
        by=by,
        private_note="Nom mal écrit.",
    )

    kept = Revocation.objects.get()
    line = entries_of("2026").filter(verb="revoked a diploma").get()
    assert (kept.institution, kept.reason, kept.by) == (graduation.montreal, "error", by)
    assert line.detail == {"institution": "chum", "reason": "error"}
    assert Notice.objects.filter(verb="revoked").count() == 1


def test_revoking_twice_revokes_once(graduation: Graduation) -> None:
    credential, by = graduation.issued(), graduation.registrars["chum"]
    words = {"institution": graduation.montreal, "by": by}

    first = revoke(credential, reason=RevocationReason.ERROR, **words)
    second = revoke(credential, reason=RevocationReason.FRAUD, **words)

    assert (first, second.reason) == (second, "error")


def test_only_ones_own_institution_and_an_issued_diploma_are_revoked(
    graduation: Graduation,
) -> None:
    issued = graduation.issued()
    waiting = graduation.prepared(graduation.learner("En Attente"))
    chum = graduation.registrars["chum"]

    with pytest.raises(NotTheirInstitution):
        revoke(issued, institution=graduation.dijon, reason=RevocationReason.ERROR, by=chum)
    with pytest.raises(NotIssuedYet):
        revoke(waiting, institution=graduation.montreal, reason=RevocationReason.ERROR, by=chum)


def test_every_step_is_in_the_journal(graduation: Graduation) -> None:
    graduation.issued()

    verbs = [entry.verb for entry in entries_of("2026").order_by("id")]

    assert verbs == [
        "established a signing key",
        "established a signing key",
        "decided",
        "prepared a diploma",
        "signed a diploma",
        "signed a diploma",
        "issued a diploma",
    ]


def test_the_document_names_the_graduate_and_no_mark(graduation: Graduation) -> None:
    document = json.loads(bytes(graduation.issued().document))

    subject = document["credentialSubject"]
    assert document["issuer"]["id"] == "did:web:ia-sante.example"
    assert subject["identifier"][0]["identityHash"] == "Anaïs Montplaisir"
    assert subject["achievement"]["id"] == (
        "https://ia-sante.example/achievements/2026/high-honours"
    )
    assert "result" not in subject


def test_nothing_is_drawn_up_while_the_jury_may_decide_otherwise(graduation: Graduation) -> None:
    learner, jury = graduation.learner(), make_jury(graduation)
    jury.come()
    jury.vote(jury.moved(learner), Choice.FOR, Choice.FOR, Choice.FOR)
    establish_keys(graduation.edition, by=graduation.coordinator)
    decision = Decision.objects.get()

    offered = list(awarding_decisions(graduation.edition))
    with pytest.raises(JuryStillSits):
        prepare_diploma(decision, by=graduation.coordinator)
    freeze_deliberation(jury.deliberation, by=jury.chair)

    assert offered == []
    assert list(awarding_decisions(graduation.edition)) == [decision]
    assert prepare_diploma(Decision.objects.get(), by=graduation.coordinator)


def test_a_diploma_waits_while_an_appeal_is_unsettled_and_goes_on_once_it_is_rejected(
    graduation: Graduation,
) -> None:
    sitting = sits(graduation)
    establish_keys(graduation.edition, by=graduation.coordinator)
    decision = Decision.objects.get(enrolment=sitting.anais)
    appeal = file_appeal(decision, grounds="Une copie manque.", by=sitting.anais.person)

    offered = [list(waiting(graduation.edition)) for waiting in (decisions_to_prepare, to_see_to)]
    with pytest.raises(AppealUnsettled):
        prepare_diploma(decision, by=graduation.coordinator)
    rule_on_appeal(appeal, admitted=False, reason="Elle a été comptée.", by=graduation.coordinator)

    assert offered == [[], []]
    assert list(decisions_to_prepare(graduation.edition)) == [decision]
    assert prepare_diploma(decision, by=graduation.coordinator)


def test_a_prepared_diploma_is_not_signed_while_its_decision_is_appealed_against(
    graduation: Graduation,
) -> None:
    sitting = sits(graduation)
    establish_keys(graduation.edition, by=graduation.coordinator)
    decision = Decision.objects.get(enrolment=sitting.anais)
    credential = prepare_diploma(decision, by=graduation.coordinator)
    file_appeal(decision, grounds="Une copie manque.", by=sitting.anais.person)
    registrar = graduation.registrars["chum"]

    signed = sign_all(graduation.edition, institution=graduation.montreal, by=registrar)

    assert signed == []
    with pytest.raises(AppealUnsettled):
        sign_diploma(credential, institution=graduation.montreal, by=registrar)
