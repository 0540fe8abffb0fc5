"""The verification API as OpenAPI 3.1 describes it, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import datetime
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.engines.credential import Failure, Json, JsonObject, Report, Signature, Text
from passerelle.foundation.translated import Language

from .queries.verification import MOST_BYTES

# The major and minor version change when a client may have to; the description says what it is.
VERSION = "1.0"
_JSON = "application/json"
_PLAIN: Mapping[type[object], JsonObject] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    datetime: {"type": "string", "format": "date-time"},
}


@lru_cache(maxsize=4)
def described(language: Language, site: str) -> JsonObject:
    """The description for one language: the caller has activated it."""
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": _info(language),
        "servers": [{"url": site}],
        "paths": {reverse("verify_credential"): {"post": _verification(language)}, **_published()},
        "components": {"schemas": _schemas()},
    }


def _info(language: Language) -> JsonObject:
    return {
        "title": _("Verification of diplomas"),
        "version": VERSION,
        "summary": _("Says whether a diploma is genuine, and what was and was not checked."),
        "description": _(
            "No account and no key are needed. Nothing that is sent is kept. The answer follows "
            "the W3C VC-API, POST /credentials/verify; `report` says the same with codes, in both "
            "languages."
        ),
        "x-language": language,
        "x-languages": [code for code, _name in settings.LANGUAGES],
    }


def _verification(language: Language) -> JsonObject:
    return {
        "operationId": "verifyCredential",
        "summary": _("Verify a diploma"),
        "description": _(
            "Sentences come in the language that Accept-Language asks for. A diploma that was "
            "revoked is not verified: `report.verdict` tells it from a forged one."
        ),
        "parameters": [
            {
                "name": "Accept-Language",
                "in": "header",
                "required": False,
                "description": _("The language of the sentences."),
                "schema": {"type": "string", "examples": [language]},
            }
        ],
        "requestBody": {
            "required": True,
            "description": _("At most %(size)s bytes.") % {"size": MOST_BYTES},
            "content": {_JSON: {"schema": _reference("Request")}},
        },
        "responses": {
            "200": _answer(_("The diploma is genuine and no institution has revoked it.")),
            "400": _answer(
                _("The diploma is not genuine, or was revoked; or the request cannot be read.")
            ),
            "413": _answer(_("The request is too large to be a diploma.")),
        },
    }


def _published() -> JsonObject:
    """What a verifier elsewhere needs to do without us."""
    return {
        reverse("trust"): _get(
            "trustList",
            _("The trust list: who must sign, with which keys, and what they revoked"),
            {_JSON: {"schema": _reference("TrustList")}},
            parameters=[
                {
                    "name": "issuer",
                    "in": "query",
                    "required": False,
                    "description": _("The DID of a programme; the first one when it is absent."),
                    "schema": {"type": "string"},
                }
            ],
        ),
        reverse("programme_did"): _get(
            "programmeDid",
            _("The DID document of the programme that issues the diplomas"),
            {"application/did+json": {"schema": _reference("DidDocument")}},
        ),
        "/institutions/{institution}/did.json": _get(
            "institutionDid",
            _("The DID document of an institution that signs"),
            {"application/did+json": {"schema": _reference("DidDocument")}},
            parameters=[_in_path("institution", {"type": "string"})],
        ),
        "/status/{institution}/{number}": _get(
            "statusList",
            _("A status list of an institution (Bitstring Status List), as a signed credential"),
            {"application/vc": {"schema": {"type": "object", "required": ["@context", "proof"]}}},
            parameters=[
                _in_path("institution", {"type": "string"}),
                _in_path("number", {"type": "integer", "minimum": 0}),
            ],
        ),
    }


def _get(
    name: str, summary: str, content: JsonObject, *, parameters: list[JsonObject] | None = None
) -> JsonObject:
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": parameters or [],
            "responses": {
                "200": {"description": _("What is published."), "content": content},
                "404": {"description": _("Nothing is published there.")},
            },
        }
    }


def _in_path(name: str, schema: JsonObject) -> JsonObject:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _answer(description: str) -> JsonObject:
    return {"description": description, "content": {_JSON: {"schema": _reference("Answer")}}}


def _reference(name: str) -> JsonObject:
    return {"$ref": f"#/components/schemas/{name}"}


def _list_of(schema: Json, **more: Json) -> JsonObject:
    return {"type": "array", "items": schema, **more}


def _object(properties: Mapping[str, Json], *, optional: tuple[str, ...] = ()) -> JsonObject:
    """An object that has all its properties, save the optional ones, and no other."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _schemas() -> JsonObject:
    sentence, sentences = {"type": "string", "minLength": 1}, _list_of({"type": "string"})
    both = _object({"fr": {"type": "string"}, "en": {"type": "string"}})
    return {
        "Request": _request(),
        "Answer": _object(
            {
                "verified": {"type": "boolean"},
                "checks": sentences,
                "warnings": sentences,
                "errors": _list_of(sentence),
                "problemDetails": _list_of(_reference("Problem")),
                "report": _reference("Report"),
            },
            optional=("problemDetails", "report"),
        ),
        "Problem": {
            **_object(
                {
                    "type": {"type": "string", "format": "uri"},
                    "title": sentence,
                    "detail": sentence,
                    "instance": {"type": "string"},
                },
                optional=("instance",),
            ),
            "description": _("A problem in the words of the standards (RFC 9457)."),
        },
        "Text": {**both, "description": _("The same sentence in French and in English.")},
        "Report": _record(Report),
        "Signature": _record(Signature),
        "Failure": _record(Failure),
        **_published_schemas(),
    }


def _record(kind: type[object]) -> JsonObject:
    """What `report_as_dict` writes of a record of the engine: each field by the type it has."""
    hints = get_type_hints(kind)
    return _object({field: _schema_of(hint) for field, hint in hints.items()})


def _schema_of(hint: Any) -> JsonObject:  # a type as `get_type_hints` gives it
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is tuple:
        return _list_of(_schema_of(inner[0]))
    if origin in (UnionType, Union):
        (kind,) = (_schema_of(each) for each in inner if each is not NoneType)
        return {"oneOf": [kind, {"type": "null"}]}
    if hint in (Text, Signature, Failure):
        return _reference(hint.__name__)
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint)
    return dict(_PLAIN[hint])


def _request() -> JsonObject:
    credential = {
        "type": "object",
        "description": _("The diploma itself, as it was downloaded."),
        "required": ["@context", "type", "issuer", "credentialSubject", "proof"],
    }
    return {
        "type": "object",
        "required": ["verifiableCredential"],
        "properties": {
            "verifiableCredential": credential,
            "options": {
                "type": "object",
                "description": _("Accepted, as the VC-API has it, and without effect."),
            },
        },
    }


def _published_schemas() -> JsonObject:
    return {
        "TrustList": {
            "type": "object",
            "required": ["issuer", "name", "policy", "published_at", "signers"],
            "properties": {
                "issuer": {"type": "string"},
                "signers": _list_of({"type": "object", "required": ["did", "name", "keys"]}),
            },
        },
        "DidDocument": {
            "type": "object",
            "required": ["@context", "id", "verificationMethod", "assertionMethod"],
            "properties": {
                "id": {"type": "string", "pattern": "^did:web:"},
                "verificationMethod": _list_of(
                    {
                        "type": "object",
                        "required": ["id", "type", "controller", "publicKeyMultibase"],
                        "properties": {"type": {"const": "Multikey"}},
                    }
                ),
            },
        },
    }
