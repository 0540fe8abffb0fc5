"""The API is as its description says: every answer matches the schema that is published for it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse

from passerelle.diploma.actions import revoke
from passerelle.diploma.enums import RevocationReason
from passerelle.engines.credential import SENTENCES, problem_type
from tests.diploma.graduation import Graduation

API = "/api/credentials/verify"
Json = Any  # what `json.loads` gives


def description(language: str = "en") -> Json:
    return Client().get(reverse("api_description"), headers={"Accept-Language": language}).json()


def mismatches(value: Json, schema: Json, whole: Json, where: str = "") -> Iterator[str]:
    """JSON Schema 2020-12, as much of it as the description uses."""
    if "$ref" in schema:
        schema = whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    unknown = set(schema) - {*_CHECKS, "format", "description", "examples", "additionalProperties"}
    if unknown:
        yield f"{where}: the test does not read {unknown}"
    for keyword, check in _CHECKS.items():
        found = list(check(value, schema[keyword], whole, where)) if keyword in schema else []
        yield from found
        if found and keyword == "type":  # the other keywords are for values of that type
            return
    if schema.get("additionalProperties") is False and isinstance(value, dict):
        yield from (
            f"{where}/{key} is not described" for key in set(value) - {*schema["properties"]}
        )


def _of_type(value: Json, kind: Json, _whole: Json, where: str) -> Iterator[str]:
    kinds = {
        "object": dict,
        "array": list,
        "string": str,
        "boolean": bool,
        "integer": int,
        "null": type(None),
    }
    if not isinstance(value, kinds[kind]):
        yield f"{where} is no {kind}"


def _properties(value: Json, given: Json, whole: Json, where: str) -> Iterator[str]:
    for name in set(value) & set(given):
        yield from mismatches(value[name], given[name], whole, f"{where}/{name}")


def _items(value: Json, given: Json, whole: Json, where: str) -> Iterator[str]:
    for index, item in enumerate(value):
        yield from mismatches(item, given, whole, f"{where}/{index}")


def _one_of(value: Json, given: Json, whole: Json, where: str) -> Iterator[str]:
    if sum(not list(mismatches(value, each, whole, where)) for each in given) != 1:
        yield f"{where} is not one of what it may be"


def _unless(holds: Callable[[Json, Json], bool]) -> Callable[..., Iterator[str]]:
    return partial(_told, holds)


def _told(
    holds: Callable[[Json, Json], bool], value: Json, given: Json, _whole: Json, where: str
) -> Iterator[str]:
    if not holds(value, given):
        yield f"{where}: {value!r} against {given!r}"


_CHECKS: dict[str, Callable[..., Iterator[str]]] = {
    "type": _of_type,
    "properties": _properties,
    "items": _items,
    "oneOf": _one_of,
    "required": _unless(lambda value, names: set(names) <= set(value)),
    "enum": _unless(lambda value, allowed: value in allowed),
    "const": _unless(lambda value, only: value == only),
    "minLength": _unless(lambda value, least: len(value) >= least),
    "pattern": _unless(lambda value, pattern: re.search(pattern, value) is not None),
}


def asked(body: Json, language: str = "en") -> Any:  # a test client's response
    content = body if isinstance(body, str) else json.dumps(body)
    headers = {"Accept-Language": language}
    return Client().post(API, content, content_type="application/json", headers=headers)


def untrue(response: Any) -> list[str]:
    """Where an answer of the API differs from what the description says of its status."""
    whole = description()
    told = whole["paths"][API]["post"]["responses"][str(response.status_code)]
    schema = told["content"]["application/json"]["schema"]
    return list(mismatches(response.json(), schema, whole))


def test_a_genuine_a_forged_and_a_revoked_diploma_are_answered_as_described(
    graduation: Graduation,
) -> None:
    credential = graduation.issued()
    document = json.loads(bytes(credential.document))
    genuine = asked({"verifiableCredential": document, "options": {"checks": ["proof"]}})
    forged = asked({"verifiableCredential": {**document, "proof": document["proof"][0]}})
    revoke(
        credential,
        institution=graduation.dijon,
        reason=RevocationReason.ERROR,
        by=graduation.registrars["bourgogne-europe"],
        private_note="",
    )
    revoked = asked({"verifiableCredential": document})

    answers = [genuine, forged, revoked]

    assert [answer.status_code for answer in answers] == [200, 400, 400]
    assert [untrue(answer) for answer in answers] == [[], [], []]
    verdicts = [answer.json()["report"]["verdict"] for answer in answers]
    assert verdicts == ["valid", "refused", "revoked"]
    problems = [p["type"] for p in forged.json()["problemDetails"]]
    assert problems == ["https://w3id.org/security#PROOF_VERIFICATION_ERROR"]


@pytest.mark.parametrize("body", ["{", "[]", "{}", {"verifiableCredential": {}}, "x" * 300_000])
def test_a_request_that_cannot_be_read_is_answered_as_described(db: None, body: Json) -> None:
    answer = asked(body)

    assert answer.status_code in (400, 413)
    assert untrue(answer) == []


def test_what_is_published_is_as_described(graduation: Graduation) -> None:
    document = json.loads(bytes(graduation.issued().document))
    whole = description()
    address = document["credentialStatus"][0]["statusListCredential"]
    real = {
        "/institutions/{institution}/did.json": "/institutions/chum/did.json",
        "/status/{institution}/{number}": "/status/" + address.partition("/status/")[2],
    }
    paths = {path: each["get"] for path, each in whole["paths"].items() if "get" in each}

    untruths = {path: list(_untruths(real.get(path, path), paths[path], whole)) for path in paths}

    assert untruths == {path: [] for path in paths}
    assert set(real) < set(paths)


def _untruths(address: str, told: Json, whole: Json) -> Iterator[str]:
    response = Client().get(address)
    ((content_type, media),) = told["responses"]["200"]["content"].items()
    if response["Content-Type"] != content_type:
        yield f"{address} is {response['Content-Type']}"
    yield from mismatches(json.loads(response.content), media["schema"], whole)


def test_the_description_is_read_in_both_languages_and_says_the_same(db: None) -> None:
    french, english = description("fr"), description("en")

    assert french["info"]["title"] == "Vérification des diplômes"
    assert english["info"]["title"] == "Verification of diplomas"
    assert _without_words(french) == _without_words(english)


def test_every_address_described_leads_somewhere(db: None) -> None:
    addresses = [re.sub(r"{\w+}", "1", path) for path in description()["paths"]]

    assert all(resolve(address).url_name for address in addresses)


def test_an_answer_says_where_it_is_described(db: None) -> None:
    assert asked({})["Link"] == '</api/openapi.json>; rel="service-desc"'


def test_sentences_come_in_the_language_asked_for(db: None) -> None:
    french, english = asked({}, "fr").json(), asked({}, "en").json()

    assert english["errors"] == ["Give the credential, an object, under “verifiableCredential”."]
    assert french["errors"] != english["errors"]


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_refusal_has_a_name_in_the_standards(code: str) -> None:
    assert problem_type(code).partition(":")[0] in ("https", "about")


def _without_words(value: Json) -> Json:
    words = {"description", "summary", "title", "x-language", "examples"}
    if isinstance(value, dict):
        kept = {key for key in value if key not in words or isinstance(value[key], dict)}
        return {key: _without_words(value[key]) for key in kept}
    return [_without_words(each) for each in value] if isinstance(value, list) else value
