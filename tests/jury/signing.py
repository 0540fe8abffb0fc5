"""A passkey's signature of minutes, made in software."""

from __future__ import annotations

import json
from hashlib import sha256
from secrets import token_bytes

from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

from tests.people.authenticator import Telephone


def signed_by_passkey(about: str) -> dict[str, str]:
    """The evidence that `people.proofs` keeps when a telephone signs this very thing."""
    telephone, nonce = Telephone(origin="http://localhost:8000"), token_bytes(16)
    challenge = sha256(b"passerelle proof\n" + nonce + about.encode()).digest()
    asked = {"publicKey": {"rpId": "localhost", "challenge": websafe_encode(challenge)}}
    answer = json.loads(telephone.answers(asked))["response"]
    public = ES256.from_cryptography_key(telephone.key.public_key())
    return {
        "nonce": websafe_encode(nonce),
        "credential": websafe_encode(telephone.credential_id),
        "client_data": answer["clientDataJSON"],
        "authenticator_data": answer["authenticatorData"],
        "signature": answer["signature"],
        "public_key": websafe_encode(cbor.encode(dict(public))),
    }
