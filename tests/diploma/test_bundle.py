"""The graduate's complete file: downloaded, then verified without the site."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from passerelle.diploma import allowance
from passerelle.diploma.cli import add_commands
from passerelle.diploma.models import Credential
from passerelle.diploma.queries.bundles import bundle_of
from passerelle.diploma.queries.verification import answer_about
from passerelle.programme.models import Edition
from tests.diploma.graduation import Graduation
from tests.factories import sign_in


@pytest.fixture
def credential(graduation: Graduation) -> Credential:
    return graduation.issued()


def test_a_graduate_downloads_their_own_bundle_and_nobody_elses(
    graduation: Graduation, credential: Credential
) -> None:
    address = reverse("diploma_bundle", args=[credential.number])
    graduate, curious = Client(), Client()
    sign_in(graduate, credential.decision.enrolment.person)
    sign_in(curious, graduation.juror)

    own, other = graduate.get(address), curious.get(address)

    assert (own.status_code, other.status_code) == (200, 404)
    assert own["Content-Disposition"].endswith(f'"diploma-{credential.number}.bundle.json"')
    assert len(json.loads(own.content)["status_lists"]) == 4
    assert address in graduate.get("/diploma/").content.decode()


def test_the_public_page_takes_a_bundle_as_it_takes_a_diploma(credential: Credential) -> None:
    upload = SimpleUploadedFile("kept.json", bundle_of(credential))

    answer = Client().post("/verify/", {"file": upload})

    assert answer["Location"] == reverse("verify_number", args=[credential.number])


@pytest.mark.parametrize(
    ("held", "code", "verdict"), [("keys", 0, "valid"), ("others", 1, "unknown issuer")]
)
def test_a_bundle_verifies_by_a_partners_list_alone(  # noqa: PLR0913, PLR0917  # a table
    credential: Credential,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    held: str,
    code: int,
    verdict: str,
) -> None:
    trust = json.loads(Client().get("/trust.json").content)
    for signer in trust["signers"]:
        for key in signer["keys"]:
            del key["publicKeyMultibase"]
            key["sha256"] = key["sha256"] if held == "keys" else key["sha256"][::-1]
    (tmp_path / "partner-trust.json").write_text(json.dumps(trust))
    (tmp_path / "kept.json").write_bytes(bundle_of(credential))

    exits = _run(tmp_path / "kept.json", tmp_path / "partner-trust.json")

    assert (exits, json.loads(capsys.readouterr().out)["verdict"]) == (code, verdict)


def test_a_site_believes_the_lists_of_its_partners(
    credential: Credential, tmp_path: Path, settings: object
) -> None:
    kept = bundle_of(credential)
    (tmp_path / "partners").mkdir()
    (tmp_path / "partners" / "ia-sante.json").write_bytes(Client().get("/trust.json").content)
    (tmp_path / "partners" / "broken.json").write_text("{")
    Edition.objects.update(issuer="did:web:somebody-else.example")
    settings.DATA = tmp_path  # type: ignore[attr-defined]  # pytest-django's

    assert answer_about(kept).report.verdict == "valid"


def test_the_terms_a_diploma_cites_are_a_page_and_a_document(credential: Credential) -> None:
    cited = json.loads(bytes(credential.document))["termsOfUse"]["id"]

    page, document = Client().get(reverse("terms")), Client().get(reverse("terms_document"))

    assert cited == "https://ia-sante.example" + reverse("terms")
    assert 'lang="fr"' in page.content.decode()
    assert 'lang="en"' in page.content.decode()
    assert document.json()["policy"] == "all-sign-any-revokes"


def test_who_asks_too_often_is_asked_to_wait(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "PER_MINUTE", 2)
    client = Client(REMOTE_ADDR="203.0.113.9")

    answers = [client.post("/verify/", {}).status_code for _ in range(3)]
    program = client.post("/api/credentials/verify", "{}", content_type="application/json")

    assert answers == [422, 422, 429]
    assert (program.status_code, program["Retry-After"]) == (429, "60")
    assert Client(REMOTE_ADDR="203.0.113.10").post("/verify/", {}).status_code == 422


def _run(file: Path, trust: Path) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    words = ["credential", "verify", str(file), "--trust", str(trust), "--json"]
    options = parser.parse_args(words)
    return int(options.run(options))
