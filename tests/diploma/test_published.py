"""What the site publishes for other verifiers: they can do without us."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings

from passerelle.diploma.actions import ranks, revoke
from passerelle.diploma.enums import RevocationReason
from passerelle.diploma.models import Credential, StatusEntry
from passerelle.diploma.queries.trust import trust_list_of
from passerelle.engines.credential import (
    SubprocessCanonicaliser,
    TrustList,
    verify,
    verify_status_list,
)
from tests.diploma.graduation import JUNE, Graduation, make_graduation
from tests.factories import make_edition, make_institution

STATUS = "/status/chum/1"


def test_the_trust_list_reads_back_as_it_is(graduation: Graduation) -> None:
    graduation.issued()

    published = TrustList.from_json(Client().get("/trust.json").content)

    assert published == trust_list_of("did:web:ia-sante.example")
    assert [signer.did for signer in published.signers] == [
        "did:web:chum.example",
        "did:web:bourgogne-europe.example",
    ]


def test_anyone_can_verify_with_what_is_published_alone(graduation: Graduation) -> None:
    credential, client = graduation.issued(), Client()
    revoke(
        credential,
        institution=graduation.montreal,
        reason=RevocationReason.REPLACED,
        by=graduation.registrars["chum"],
    )
    trust = TrustList.from_json(client.get("/trust.json").content)
    statuses = {
        f"https://ia-sante.example{path}": client.get(path).content
        for path in (STATUS, "/status/bourgogne-europe/1")
    }

    with SubprocessCanonicaliser() as worker:
        report = verify(
            bytes(credential.document),
            trust=trust,
            at=JUNE,
            canonicaliser=worker,
            statuses=statuses,
        )

    assert report.verdict == "revoked"
    assert [each.revoked for each in report.signatures] == [True, False]


def test_a_status_list_is_signed_and_holds_the_revocation(graduation: Graduation) -> None:
    credential = graduation.issued()
    trust = trust_list_of("did:web:ia-sante.example")
    assert trust is not None
    entry = StatusEntry.objects.get(credential=credential, institution=graduation.montreal)
    revoke(
        credential,
        institution=graduation.montreal,
        reason=RevocationReason.ERROR,
        by=graduation.registrars["chum"],
    )

    with SubprocessCanonicaliser() as worker:
        statuses = verify_status_list(
            Client().get(STATUS).content,
            address=f"https://ia-sante.example{STATUS}",
            signer=trust.signers[0],
            at=JUNE,
            canonicaliser=worker,
        )

    assert statuses.is_set(entry.index)
    assert sum(map(int.bit_count, statuses.bits)) == 1


def test_a_list_that_has_not_changed_is_not_sent_again(graduation: Graduation) -> None:
    credential, client = graduation.issued(), Client()
    etag = client.get(STATUS)["ETag"]

    same = client.get(STATUS, headers={"If-None-Match": etag})
    revoke(
        credential,
        institution=graduation.montreal,
        reason=RevocationReason.ERROR,
        by=graduation.registrars["chum"],
    )
    changed = client.get(STATUS, headers={"If-None-Match": etag})

    assert (same.status_code, changed.status_code) == (304, 200)
    assert changed["ETag"] != etag


def test_each_key_stands_in_two_did_documents(graduation: Graduation) -> None:
    graduation.issued()

    programme = json.loads(Client().get("/.well-known/did.json").content)
    institution = json.loads(Client().get("/institutions/chum/did.json").content)

    keys = {each["id"]: each["publicKeyMultibase"] for each in programme["verificationMethod"]}
    own = institution["verificationMethod"][0]
    assert (programme["id"], institution["id"]) == (
        "did:web:ia-sante.example",
        "did:web:chum.example",
    )
    assert own["publicKeyMultibase"] == keys["did:web:ia-sante.example#chum-1"]


def test_what_does_not_exist_is_not_published(graduation: Graduation) -> None:
    client = Client()
    addresses = ["/status/chum/9", "/status/nobody/1", "/institutions/nobody/did.json"]

    answers = [client.get(address).status_code for address in addresses]

    assert answers == [404, 404, 404]
    assert client.get("/trust.json?issuer=did:web:x.example").status_code == 404


def test_an_institution_signs_from_the_edition_it_joined(graduation: Graduation) -> None:
    make_edition("2027", institutions=["chum", "bourgogne-europe", "nantes"])
    make_institution("nantes")
    trust = trust_list_of("did:web:ia-sante.example")
    assert trust is not None

    required = [signer.did for signer in trust.required_signers(JUNE)]

    assert required == ["did:web:chum.example", "did:web:bourgogne-europe.example"]
    assert len(trust.signers) == 3


@override_settings(SECRET_KEY="not the one that sealed the keys")
def test_a_list_that_cannot_be_signed_is_withheld(graduation: Graduation) -> None:
    with override_settings(SECRET_KEY="the one that sealed them"):
        graduation.issued()

    answer = Client().get(STATUS)

    assert answer.status_code == 503


def test_two_programmes_of_a_site_never_share_a_status_list(graduation: Graduation) -> None:
    """Shared, a list would be signed by a key that one of the two programmes does not know."""
    other = make_graduation("2027", issuer="did:web:autre.example")
    ours, theirs = graduation.issued(), other.issued()
    revoke(
        theirs,
        institution=other.montreal,
        reason=RevocationReason.ERROR,
        by=other.registrars["chum"],
    )
    places = StatusEntry.objects.values_list("credential", "status_list__number").distinct()

    verdicts = [_verdict(each, issuer=each.edition.issuer) for each in (ours, theirs)]

    assert set(places) == {(ours.pk, 1), (theirs.pk, 2)}
    assert verdicts == ["valid", "revoked"]


def _verdict(credential: Credential, *, issuer: str) -> str:
    """What whoever has only the published files finds."""
    client = Client()
    trust = TrustList.from_json(client.get("/trust.json", {"issuer": issuer}).content)
    addresses = [address for each in trust.signers for address in each.status_lists]
    with SubprocessCanonicaliser() as worker:
        report = verify(
            bytes(credential.document),
            trust=trust,
            at=JUNE,
            canonicaliser=worker,
            statuses={each: client.get(urlsplit(each).path).content for each in addresses},
        )
    return report.verdict


def test_a_list_half_taken_is_followed_by_one_with_a_number_of_its_own(
    graduation: Graduation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranks, "_MOST_IN_A_LIST", 1)
    other = make_graduation("2027", issuer="did:web:autre.example")
    for each in (graduation, other, graduation, other):
        each.prepared(each.learner("Une Inventée"))

    rows = StatusEntry.objects.filter(institution=graduation.montreal).order_by("id")

    assert list(rows.values_list("status_list__issuer", "status_list__number")) == [
        ("did:web:ia-sante.example", 1),
        ("did:web:autre.example", 2),
        ("did:web:ia-sante.example", 3),
        ("did:web:autre.example", 4),
    ]
