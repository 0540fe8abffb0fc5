"""Which documents are credentials at all: VC Data Model 2.0, on the W3C suite's own inputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from passerelle.engines.credential import (
    CREDENTIALS_CONTEXT,
    Failure,
    Json,
    JsonObject,
    check_data_model,
)
from tests.engines.credential_cast import unsigned_diploma
from tools.conformance.data_model import counted, judged_inputs

# The two editions that W3C published of its context, as w3c/vc-data-model keeps them.
SRI_2024 = "sha384-NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg"
SHA256_2024 = "uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k"
SRI_2025 = "sha256-WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ="


def credential(**fields: Json) -> JsonObject:
    return {
        "@context": [CREDENTIALS_CONTEXT],
        "type": ["VerifiableCredential"],
        "issuer": "did:example:issuer",
        "credentialSubject": {"id": "did:example:subject"},
        **fields,
    }


def related(**fields: Json) -> JsonObject:
    return credential(relatedResource=[{"id": CREDENTIALS_CONTEXT, **fields}])


def status(**fields: Json) -> JsonObject:
    entry = {
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "94567",
        "statusListCredential": "https://example.org/status/3",
    }
    return credential(credentialStatus={**entry, **fields})


def codes(found: tuple[Failure, ...]) -> list[tuple[str, str]]:
    return [(failure.code, failure.where) for failure in found]


def test_a_diploma_of_ours_is_a_credential() -> None:
    assert check_data_model(unsigned_diploma()) == ()


def test_every_w3c_input_is_accepted_or_refused_as_its_name_says(
    testdata: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inputs = judged_inputs(testdata / "standards")

    right, claiming = counted(inputs)

    with capsys.disabled():
        print(f"\nW3C Data Model 2.0: {right} of {claiming} inputs judged as their name says;")
        for each in inputs:
            if each.claim is None:
                print(f"  its name claims nothing: {each.name}: {each.answer}")
    assert [each.name for each in inputs if not each.is_as_named] == []
    assert claiming > 0


@pytest.mark.parametrize(
    "digest",
    [
        {"digestSRI": SRI_2024},
        {"digestSRI": SRI_2025},
        {"digestMultibase": SHA256_2024},
        {"digestMultibase": "uEiBZlVztZpfWHgPyslVv6-UwirFoQoRvW1htfx963sknNA"},
        {"digestSRI": SRI_2024, "mediaType": "application/ld+json"},
    ],
)
def test_a_related_resource_with_a_digest_that_was_published_is_accepted(
    digest: dict[str, str],
) -> None:
    assert check_data_model(related(**digest)) == ()


@pytest.mark.parametrize(
    ("digest", "code"),
    [
        ({}, "digest-missing"),
        ({"digestMultibase": "uM4RgWQc3RUDtjJCSgTJtTfvpZ7SPEg_LNO0ESlovQC0"}, "digest-wrong"),
        ({"digestSRI": SRI_2024.replace("NSO", "NSP")}, "digest-wrong"),
        ({"digestSRI": "sha384-_rCVIV7fSXXTNIvpiq26jRDyj8JG8TDjij"}, "digest-unreadable"),
        ({"digestSRI": "sha384-NSOc"}, "digest-unreadable"),
        ({"digestSRI": 4}, "digest-unreadable"),
        ({"digestMultibase": "u!"}, "digest-unreadable"),
        ({"digestMultibase": "zCn8eVZg"}, "digest-unreadable"),
    ],
)
def test_a_related_resource_without_its_right_digest_is_refused(
    digest: dict[str, Json], code: str
) -> None:
    assert [found for found, _ in codes(check_data_model(related(**digest)))] == [code]


@pytest.mark.parametrize(
    ("resources", "code"),
    [
        ([], "not-an-object-here"),
        ([CREDENTIALS_CONTEXT], "not-an-object-here"),
        ([{"digestSRI": SRI_2024}], "not-an-address"),
        ([{"id": "urn:a", "digestSRI": SRI_2024}] * 2, "repeated-resource"),
    ],
)
def test_a_related_resource_names_itself_once(resources: list[Json], code: str) -> None:
    found = check_data_model(credential(relatedResource=resources))

    assert codes(found)[0][0] == code


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"statusListIndex": 94567}, "statusListIndex"),
        ({"statusListIndex": "-1"}, "statusListIndex"),
        ({"statusListIndex": True}, "statusListIndex"),
        ({"statusPurpose": None}, "statusPurpose"),
        ({"statusListCredential": "status/3"}, "statusListCredential"),
        ({"statusSize": 0}, "statusSize"),
        ({"statusSize": True}, "statusSize"),
        ({"statusSize": 2}, "statusMessage"),
    ],
)
def test_a_badly_written_status_entry_is_refused(fields: dict[str, Json], where: str) -> None:
    found = check_data_model(status(**fields))

    assert codes(found)[0][1] == f"/credentialStatus/{where}"


def test_a_well_written_status_entry_is_accepted() -> None:
    assert check_data_model(status()) == ()


def test_what_no_known_vocabulary_defines_is_no_credential() -> None:
    found = check_data_model(credential(undefinedTerm="lost"))

    assert codes(found) == [("undefined-term", "")]
