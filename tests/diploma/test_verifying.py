"""The public answers: genuine, revoked, forged, unreadable, each with its reason."""

from __future__ import annotations

import html
import json
import re
import threading
from collections.abc import Callable
from threading import Event
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from passerelle.diploma.actions import revoke
from passerelle.diploma.changed_parts import parts_said
from passerelle.diploma.enums import RevocationReason
from passerelle.diploma.models import Credential
from passerelle.diploma.queries import verification
from passerelle.diploma.queries.verification import answer_about, canonicaliser
from passerelle.diploma.wording import finding_of
from passerelle.foundation.models import Entry
from tests.diploma.graduation import Graduation

VERIFY = "/verify/"
API = "/api/credentials/verify"
Forgery = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module", autouse=True)
def _worker() -> None:
    """The server starts it before its first reader; so do we."""
    canonicaliser.start()


def test_a_worker_that_is_killed_as_it_starts_in_advance_says_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked, said = Event(), Mock()

    def refuse() -> None:
        asked.set()
        raise RuntimeError("The worker did not start.")

    monkeypatch.setattr(verification.canonicaliser, "start", refuse)
    monkeypatch.setattr(threading, "excepthook", said)
    before = set(threading.enumerate())

    verification.warm_up()

    assert asked.wait(timeout=5)
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=5)
    assert said.mock_calls == []


def forged(credential: Credential, forgery: Forgery) -> bytes:
    document = json.loads(bytes(credential.document))
    forgery(document)
    return json.dumps(document, ensure_ascii=False).encode()


def test_a_diploma_of_ours_is_genuine(graduation: Graduation) -> None:
    answer = answer_about(bytes(graduation.issued().document))

    report = answer.report
    assert (report.verdict, report.subject, report.failures) == ("valid", "Anaïs Montplaisir", ())
    assert [(each.institution, each.state) for each in report.signatures] == [
        ("did:web:chum.example", "valid"),
        ("did:web:bourgogne-europe.example", "valid"),
    ]


@pytest.mark.parametrize(
    ("forgery", "code"),
    [
        (lambda d: d["credentialSubject"]["identifier"][0].update(identityHash="X"), "proof-bad"),
        (lambda d: d["proof"].pop(), "proof-missing"),
        (lambda d: d["proof"].append(dict(d["proof"][0])), "proof-doubled"),
        (lambda d: d.update(proof=[d["proof"][0], d["proof"][0]]), "proof-doubled"),
        (lambda d: d["issuer"].update(id="did:web:faux.example"), "issuer-swapped"),
        (lambda d: d.update(unknownTerm="anything"), "undefined-term"),
        (lambda d: d.update(validFrom="2031-01-01T00:00:00Z"), "not-yet-valid"),
        (lambda d: d["proof"][0].update(verificationMethod="did:web:x.example#k"), "untrusted-key"),
        (lambda d: d["proof"][0].update(created="2031-01-01T00:00:00Z"), "proof-future"),
        (lambda d: d["@context"].append("https://evil.example/context"), "unknown-context"),
        (
            lambda d: d.update(evidence=[{"type": ["Evidence"], "name": "x"}] * 99),
            "too-many-blank-nodes",
        ),
    ],
)
def test_a_forgery_is_refused_at_once_and_names_what_failed(
    graduation: Graduation, forgery: Forgery, code: str
) -> None:
    answer = answer_about(forged(graduation.issued(), forgery))

    assert answer.report.verdict in ("refused", "unknown issuer")
    assert code in [failure.code for failure in answer.report.failures]
    assert answer.seconds < 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b"%PDF-1.7 nothing here",
        b"[" * 100_000,
        b"{}" * 9,
    ],
)
def test_what_is_no_diploma_is_refused_without_a_fault(graduation: Graduation, data: bytes) -> None:
    graduation.issued()

    answer = answer_about(data)

    assert (answer.report.verdict, answer.seconds < 1) == ("refused", True)


def test_a_site_without_a_programme_knows_no_issuer(db: None) -> None:
    document = {"@context": ["https://www.w3.org/ns/credentials/v2"], "issuer": "did:web:a.example"}

    answer = answer_about(json.dumps(document).encode())

    assert answer.report.verdict in ("refused", "unknown issuer")


def test_one_changed_character_is_told_with_its_field(graduation: Graduation) -> None:
    credential = graduation.issued()
    changed = bytes(credential.document).replace("Anaïs".encode(), "Anaès".encode())

    page = Client().post(VERIFY, {"file": SimpleUploadedFile("diplome.json", changed)})

    assert page.status_code == 200
    assert page.context["finding"].tone == "bad"
    assert "/credentialSubject/identifier/0/identityHash" in page.content.decode()
    assert "Anaès" not in page.context["finding"].holder


def test_what_was_changed_is_named_in_words_and_its_path_kept_for_specialists(
    graduation: Graduation,
) -> None:
    path = "/credentialSubject/identifier/0/identityHash"
    changed = bytes(graduation.issued().document).replace("Anaïs".encode(), "Anaès".encode())

    page = Client(headers={"accept-language": "en"}).post(VERIFY, {"document": changed.decode()})

    told, details = page.content.decode().split("<details>")
    assert "this differs: the holder’s name" in html.unescape(told)
    assert (path in told, f"<code>{path}</code>" in details) == (False, True)


@translation.override("en")
def test_changed_parts_are_said_once_each_and_an_unknown_one_is_said_too() -> None:
    paths = ("/proof/0/created", "/proof/1/proofValue", "/validFrom", "/names")

    assert parts_said(paths) == ("a signature", "the dates", "another part of the file")


def test_a_program_is_told_the_paths_of_what_was_changed(graduation: Graduation) -> None:
    document = json.loads(bytes(graduation.issued().document))
    document["credentialSubject"]["identifier"][0]["identityHash"] = "X"

    answer = Client().post(
        API, json.dumps({"verifiableCredential": document}), content_type="application/json"
    )

    assert "/credentialSubject/identifier/0/identityHash" in answer.json()["errors"][-1]


def test_revocations_count_as_checked_of_a_whole_file_only(graduation: Graduation) -> None:
    credential, client = graduation.issued(), Client(headers={"accept-language": "en"})
    changed = bytes(credential.document).replace("Anaïs".encode(), "Anaès".encode())

    whole = client.get(reverse("verify_number", args=[credential.number])).content.decode()
    forged = client.post(VERIFY, {"document": changed.decode()}).content.decode()

    told = re.compile(r'<td data-label="Revoked\?">([^<]*)</td>')
    assert told.findall(whole) == ["no", "no"]
    assert told.findall(forged) == ["not checked", "not checked"]


def test_a_genuine_file_leads_to_the_page_of_its_number(graduation: Graduation) -> None:
    credential = graduation.issued()
    upload = SimpleUploadedFile("d.json", bytes(credential.document))

    page = Client().post(VERIFY, {"file": upload}, follow=True)

    assert page.redirect_chain == [(reverse("verify_number", args=[credential.number]), 302)]
    assert page.context["finding"].tone == "good"
    assert "Anaïs Montplaisir" in page.content.decode()


def test_a_pasted_text_and_a_typed_number_are_answered_too(graduation: Graduation) -> None:
    credential, client = graduation.issued(), Client()
    address = reverse("verify_number", args=[credential.number])

    pasted = client.post(VERIFY, {"document": bytes(credential.document).decode()})
    typed = client.post(VERIFY, {"number": f" {credential.number.lower()} "})

    assert (pasted["Location"], typed["Location"]) == (address, address)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b" \n", "The file is empty."),
        (b"PK\x03\x04\xff", "This file is neither a PDF, an image, nor a digital diploma."),
        (b"PK text", "This file is neither a PDF, an image, nor a digital diploma."),
        (b"%PDF-1.7 nothing", "This PDF carries no digital diploma."),
        (b'{"a": x}', "The file is not correct JSON (line 1, column 7)."),
    ],
)
def test_what_is_no_diploma_is_told_in_plain_words(
    graduation: Graduation, data: bytes, sentence: str
) -> None:
    answer = answer_about(data)

    assert [each.sentence.en for each in answer.report.failures] == [sentence]
    assert not answer.is_readable


def test_in_french_the_file_is_called_as_the_button_that_gives_it(graduation: Graduation) -> None:
    refusals = [answer_about(each).report.failures[0] for each in (b"PK", b"%PDF-1.7 nothing")]

    assert [each.sentence.fr for each in refusals] == [
        "Ce fichier n’est ni un PDF, ni une image, ni une attestation numérique.",
        "Ce PDF ne contient aucune attestation numérique.",
    ]


def test_signatures_that_fail_alike_are_told_once_with_every_institution(
    graduation: Graduation,
) -> None:
    changed = forged(
        graduation.issued(),
        lambda d: d["credentialSubject"]["identifier"][0].update(identityHash="X"),
    )

    reasons = finding_of(answer_about(changed)).reasons

    matching = [each for each in reasons if "ne correspond" in each or "do not match" in each]
    assert len(matching) == 1
    assert str(graduation.dijon) in matching[0]


@pytest.mark.parametrize("between", [" ", "  ", " - ", "\u2013", "\u2011", "\u2212", "\u00a0", ""])
@pytest.mark.parametrize("field", ["number", "document"])
def test_a_number_is_understood_whatever_stands_between_its_groups(
    graduation: Graduation, between: str, field: str
) -> None:
    number = graduation.issued().number
    typed = number.lower().replace("-", between)

    answer = Client().post(VERIFY, {field: typed})

    assert answer["Location"] == reverse("verify_number", args=[number])


def test_a_revoked_diploma_says_by_whom_when_and_why(graduation: Graduation) -> None:
    credential = graduation.issued()
    revoke(
        credential,
        institution=graduation.dijon,
        reason=RevocationReason.ERROR,
        by=graduation.registrars["bourgogne-europe"],
        private_note="Ne pas publier.",
    )

    page = Client().get(reverse("verify_number", args=[credential.number]))

    rows = {row.name: (row.is_revoked, row.reason) for row in page.context["finding"].rows}
    assert rows == {"CHUM": (False, ""), "BOURGOGNE-EUROPE": (True, "il contenait une erreur")}
    assert "Ne pas publier" not in page.content.decode()


def test_a_diploma_still_being_signed_is_nobodys_business(graduation: Graduation) -> None:
    credential = graduation.prepared()

    page = Client().get(reverse("verify_number", args=[credential.number]))

    assert page.status_code == 404
    assert "Montplaisir" not in page.content.decode()


def test_the_answer_is_read_again_in_the_other_language(graduation: Graduation) -> None:
    changed = bytes(graduation.issued().document).replace("Anaïs".encode(), "Anaès".encode())

    client = Client(headers={"accept-language": "fr"})

    first = client.post(VERIFY, {"document": changed.decode()}).content.decode()
    page = client.post(VERIFY, {"document": changed.decode(), "language": "en"}).content.decode()

    # The masthead's button asks again too: elsewhere it would lead back to an empty form.
    assert re.findall(r'<button lang="en"[^>]*form="same-answer"', first)
    assert '<form id="same-answer"' in first
    assert '<html lang="en">' in page
    assert "does not match the content" in page
    assert '<html lang="en">' in client.get(VERIFY).content.decode()


def test_an_answer_by_number_is_read_in_the_other_language_at_its_address(
    graduation: Graduation,
) -> None:
    number = graduation.issued().number

    page = Client().get(reverse("verify_number", args=[number])).content.decode()

    assert "same-answer" not in page


def test_an_empty_form_and_too_large_a_file_are_refused_in_words(db: None) -> None:
    client = Client()

    empty = client.post(VERIFY, {})
    large = client.post(VERIFY, {"file": SimpleUploadedFile("big.json", b"x" * 300_000)})

    assert (empty.status_code, large.status_code) == (422, 413)


def test_the_api_answers_as_the_w3c_writes_it(graduation: Graduation) -> None:
    document = json.loads(bytes(graduation.issued().document))

    answer = Client(enforce_csrf_checks=True).post(
        API, json.dumps({"verifiableCredential": document}), content_type="application/json"
    )

    body = answer.json()
    assert (answer.status_code, body["verified"], body["errors"]) == (200, True, [])
    assert body["checks"]
    assert body["warnings"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ("[]", 400),
        ("{}", 400),
        ('{"verifiableCredential": 4}', 400),
        ('{"verifiableCredential": {}}', 400),
        ('{"a": 1, "a": 2}', 400),
        ("x" * 300_000, 413),
    ],
)
def test_the_api_refuses_in_sentences(graduation: Graduation, body: str, status: int) -> None:
    answer = Client().post(API, body, content_type="application/json")

    assert (answer.status_code, answer.json()["verified"]) == (status, False)
    assert answer.json()["errors"][0].endswith((".", "»", "”"))


def test_verifying_writes_nothing_and_asks_little(graduation: Graduation) -> None:
    credential = graduation.issued()
    before = Entry.objects.count()

    with CaptureQueriesContext(connection) as queries:
        Client().get(reverse("verify_number", args=[credential.number]))

    assert (Entry.objects.count(), len(queries) <= 6) == (before, True)
