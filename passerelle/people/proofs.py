"""Proving, now and for one thing only, that it is really you: by passkey, or by a code.

A passkey signs a challenge that is the digest of a nonce and of what is agreed to: whoever holds
the public key can check years later that this very thing was signed. Codes and challenges are
used once, live a few minutes of real time, and stay in the session that asked."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import compare_digest
from secrets import token_bytes
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.mfa.webauthn.internal import auth
from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AuthenticationResponse,
    AuthenticatorData,
    CollectedClientData,
    UserVerificationRequirement,
)

from passerelle.foundation import mail

from .models import Person
from .passkeys import MALFORMED, Options, bound_origin, passkeys_of

LIVES_SECONDS = 600
MOST_TRIES = 3
_CHALLENGES, _CODES, _PROVEN = "proof_challenges", "proof_codes", "proof_at"
_MOST_WAITING = 5
_RECENT_SECONDS = 900
_PURPOSE = b"passerelle proof\n"


class Method(TextChoices):
    PASSKEY = "passkey", gettext_lazy("passkey")
    CODE = "code", gettext_lazy("code sent by e-mail")
    PLAYED = "played", gettext_lazy("signature of a rehearsal")


class ProofRefused(Exception):
    """It is not proven; says what to do."""


@dataclass(frozen=True, slots=True)
class Proof:
    """That a person was there, how, and about what; `evidence` can be checked by anyone."""

    person_id: int
    about: str
    method: Method
    evidence: dict[str, str] = field(default_factory=dict)


# By passkey


def passkey_question(request: HttpRequest, *, about: str) -> Options:
    """What the browser needs to ask for a passkey about one thing."""
    person = cast(Person, request.user)
    nonce = token_bytes(16)
    options, state = _server().authenticate_begin(
        credentials=auth.get_credentials(person),
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=_challenge(nonce, about),
    )
    waiting = {"state": state, "nonce": websafe_encode(nonce), "until": time.time() + LIVES_SECONDS}
    _keep(request, _CHALLENGES, about, waiting)
    return dict(options)


def proven_by_passkey(request: HttpRequest, *, about: str, answer: object) -> Proof:
    """The proof, if a passkey of theirs signed the question of this session; asked once."""
    person, waiting = cast(Person, request.user), _taken(request, _CHALLENGES, about)
    refusal = ProofRefused(
        _("Your passkey did not answer the question of this page. Try again, with the page open.")
    )
    if waiting is None:
        raise refusal
    try:
        response = AuthenticationResponse.from_dict(cast(dict[str, Any], answer))
        used = _server().authenticate_complete(
            waiting["state"], auth.get_credentials(person), response
        )
    except MALFORMED as malformed:
        raise refusal from malformed
    for passkey in passkeys_of(person):
        if passkey.wrap().authenticator_data.credential_data.credential_id == used.credential_id:
            passkey.record_usage()
    _remember(request)
    evidence = {
        "nonce": waiting["nonce"],
        "credential": websafe_encode(used.credential_id),
        "client_data": websafe_encode(response.response.client_data),
        "authenticator_data": websafe_encode(response.response.authenticator_data),
        "signature": websafe_encode(response.response.signature),
        "public_key": websafe_encode(_cbor(used.public_key)),
    }
    return Proof(person.pk, about, Method.PASSKEY, evidence)


def evidence_holds(evidence: dict[str, str], *, about: str) -> bool:
    """Whether this public key signed this very thing; whose key it is, the file cannot say."""
    try:
        parts = {name: websafe_decode(value) for name, value in evidence.items()}
        said = CollectedClientData(parts["client_data"])
        if said.type != CollectedClientData.TYPE.GET:
            return False
        if not compare_digest(said.challenge, _challenge(parts["nonce"], about)):
            return False
        seen = AuthenticatorData(parts["authenticator_data"])
        _public_key(parts["public_key"]).verify(
            parts["authenticator_data"] + sha256(parts["client_data"]).digest(), parts["signature"]
        )
    except Exception:  # a forged file can make any parser fail: then it does not hold
        return False
    return seen.is_user_verified()


def _challenge(nonce: bytes, about: str) -> bytes:
    return sha256(_PURPOSE + nonce + about.encode()).digest()


def _server() -> Fido2Server:
    """As allauth's, and only for pages of this very origin."""
    server = cast(Fido2Server, auth.get_server())
    server._verify = lambda origin: origin == bound_origin()
    return server


def _cbor(key: CoseKey) -> bytes:
    from fido2 import cbor

    return cbor.encode(dict(key))


def _public_key(encoded: bytes) -> CoseKey:
    from fido2 import cbor

    return CoseKey.parse(cast(dict[int, Any], cbor.decode(encoded)))


# By a code


def send_code(request: HttpRequest, *, about: str, purpose: str) -> None:
    """Send a code for one purpose, named in the mail; the previous one no longer counts."""
    person = cast(Person, request.user)
    _limit(request, person)
    code = get_adapter().generate_login_code()
    waiting = {"digest": _digest(code), "tries": 0, "until": time.time() + LIVES_SECONDS}
    _keep(request, _CODES, about, waiting)
    with override(person.language):
        text = _(
            "%(purpose)s\n\nYour code:\n\n%(code)s\n\nIt is valid for ten minutes, for this only. "
            "If you did not ask for it, tell the coordination: someone may have opened your page."
        ) % {"purpose": purpose, "code": code}
        subject = _("Your code to confirm")
        mail.send(to=person.email, language=person.language, subject=subject, text=text)


def awaits_code(request: HttpRequest, *, about: str) -> bool:
    """Whether a code was sent for this, and still counts."""
    waiting = request.session.get(_CODES, {}).get(about)
    return waiting is not None and waiting["until"] > time.time()


def proven_by_code(request: HttpRequest, *, about: str, code: str) -> Proof:
    """The proof, if this is the code; three tries, then another code is needed."""
    person, waiting = cast(Person, request.user), _taken(request, _CODES, about)
    if waiting is None:
        raise ProofRefused(_("This code no longer counts. Ask for another one."))
    if not compare_digest(waiting["digest"], _digest(code)):
        waiting["tries"] += 1
        if waiting["tries"] < MOST_TRIES:
            _keep(request, _CODES, about, waiting)
            raise ProofRefused(_("This is not the code we sent. Look at the last mail."))
        raise ProofRefused(_("Three wrong codes: ask for another one."))
    _remember(request)
    return Proof(person.pk, about, Method.CODE)


def _limit(request: HttpRequest, person: Person) -> None:
    if not ratelimit.consume(request, action="request_login_code", key=person.email):
        raise ProofRefused(_("Too many codes in a short time. Wait a few minutes."))


def _digest(code: str) -> str:
    """As typed: capitals, dashes and blanks do not count."""
    return sha256("".join(sign for sign in code.upper() if sign.isalnum()).encode()).hexdigest()


# Of late


def proven_lately(request: HttpRequest) -> bool:
    """Whether they came in by themselves, or proved it, within a quarter of an hour."""
    from allauth.account.internal.flows.login import get_authentication_records

    moments = [each.get("at", 0) for each in get_authentication_records(request, request.user)]
    moments.append(request.session.get(_PROVEN, 0))
    return bool(time.time() - max(moments) < _RECENT_SECONDS)


def _remember(request: HttpRequest) -> None:
    request.session[_PROVEN] = time.time()


# In the session


def _keep(request: HttpRequest, kind: str, about: str, waiting: dict[str, Any]) -> None:
    """The last few only: pages that were never answered leave nothing behind."""
    others = {key: each for key, each in request.session.get(kind, {}).items() if key != about}
    last = list(others.items())[-(_MOST_WAITING - 1) :]
    request.session[kind] = dict(last) | {about: waiting}


def _taken(request: HttpRequest, kind: str, about: str) -> dict[str, Any] | None:
    """What waited for an answer, if it still counts; it waits no more."""
    waiting = dict(request.session.get(kind, {}))
    found = waiting.pop(about, None)
    request.session[kind] = waiting
    return found if found is not None and found["until"] > time.time() else None
