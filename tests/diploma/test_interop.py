"""Other software answers as we do: the @digitalbazaar stack, and the server of the W3C suites."""

from __future__ import annotations

import json
import os
import ssl
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.test import Client

from passerelle.diploma.actions import revoke
from passerelle.diploma.enums import RevocationReason
from passerelle.diploma.models import Credential
from passerelle.diploma.queries.verification import answer_about
from passerelle.engines.credential import Json, JsonObject, SigningKey, proofs_of
from passerelle.foundation import clock
from tests.diploma.graduation import Graduation
from tools.conformance.cases import loadable, trial_programme
from tools.conformance.judge import Answer, judged, said_of
from tools.conformance.server import Exchange, running


@pytest.fixture
def node_modules() -> Path:
    folder = os.environ.get("PASSERELLE_NODE_MODULES")
    if folder is None:
        pytest.skip("no @digitalbazaar packages: docs/conformance.md says how to bring them")
    return Path(folder)


def test_we_and_the_digitalbazaar_stack_give_the_same_answer(
    node_modules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = judged(trial_programme(), node_modules)

    with capsys.disabled():
        same = sum(answer.is_agreed for answer in answers)
        print(f"\n@digitalbazaar: the same answer for {same} of {len(answers)} documents")
    told = {answer.name: answer.theirs for answer in answers}
    assert [answer for answer in answers if not answer.is_agreed] == []
    assert (told["ours"], told["theirs"]) == ("valid", "valid")
    assert (told["ours, revoked"], told["theirs, revoked"]) == ("revoked", "revoked")


def test_that_stack_calls_a_revoked_diploma_verified_until_its_status_is_read(
    node_modules: Path,
) -> None:
    answers = {answer.name: answer for answer in judged(trial_programme(), node_modules)}

    revoked = answers["ours, revoked"]

    assert (revoked.verified, revoked.theirs) == (True, "revoked")


def test_a_missing_proof_is_refused_by_us_alone(node_modules: Path) -> None:
    """One proof that holds is enough for that stack: who must all sign is our trust list's."""
    programme = trial_programme()
    whole, lists = programme.signed(), programme.lists()
    lacking = {**whole, "proof": proofs_of(whole)[1:]}

    answer = said_of(
        lacking,
        documents=programme.documents(lists),
        at=programme.at,
        ours=programme.verdict(lacking, lists),
        node_modules=node_modules,
    )

    assert (answer.ours, answer.theirs) == ("refused", "valid")


def test_a_diploma_of_the_site_verifies_elsewhere_by_what_the_site_publishes(
    graduation: Graduation, node_modules: Path
) -> None:
    credential = graduation.issued()

    before = _said(credential, node_modules)
    revoke(
        credential,
        institution=graduation.dijon,
        reason=RevocationReason.ERROR,
        by=graduation.registrars["bourgogne-europe"],
        private_note="",
    )
    after = _said(credential, node_modules)

    assert (before.ours, before.theirs, before.error) == ("valid", "valid", None)
    assert (after.ours, after.theirs) == ("revoked", "revoked")


def test_the_server_of_the_suites_issues_verifies_and_revokes(testdata: Path) -> None:
    key = SigningKey.from_seed(bytes(32))
    credential: JsonObject = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential"],
        "credentialSubject": {"name": "Ada"},
    }

    with running(key=key, standards=testdata / "standards") as exchange:
        asked = {**credential, "issuer": exchange.did}
        options = {"statusPurpose": "revocation"}
        issued = _post(exchange, "issue", {"credential": asked, "options": options})
        verified = _post(exchange, "verify", issued[1])
        altered = json.loads(json.dumps(issued[1]).replace("Ada", "Eve"))
        told = [
            verified,
            _post(exchange, "verify", altered)[0],
            _post(exchange, "status", {"credentialId": credential["id"]})[0],
            _post(exchange, "verify", issued[1])[0],
            _post(exchange, "issue", {"credential": credential})[0],
            _post(exchange, "verify", {})[0],
        ]

    assert told == [(200, {"verified": True}), 400, 200, 400, 400, 400]


def _said(credential: Credential, node_modules: Path) -> Answer:
    """The other stack's answer, from nothing but what the site's public addresses say."""
    content = bytes(credential.document)
    document = json.loads(content)
    institutions = ("chum", "bourgogne-europe")
    lists = [entry["statusListCredential"] for entry in document["credentialStatus"]]
    addresses = [
        "/.well-known/did.json",
        *(f"/institutions/{slug}/did.json" for slug in institutions),
        *("/status/" + address.partition("/status/")[2] for address in lists),
    ]
    published = [json.loads(Client().get(address).content) for address in addresses]
    return said_of(
        document,
        documents=loadable(published),
        at=clock.now(),
        ours=answer_about(content).report.verdict,
        node_modules=node_modules,
    )


def _post(exchange: Exchange, name: str, body: Json) -> tuple[int, JsonObject]:
    request = urllib.request.Request(  # noqa: S310  # the loopback, over its own certificate
        f"{exchange.address}/credentials/{name}", json.dumps(body).encode()
    )
    trusting = ssl._create_unverified_context()  # noqa: S323, SLF001
    try:
        with urllib.request.urlopen(request, context=trusting, timeout=10) as answer:  # noqa: S310
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        return refused.code, json.loads(refused.read())
