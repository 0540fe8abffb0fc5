"""A passkey in software, for tests: it answers a browser's questions as a telephone would."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from passerelle.people.passkeys import bound_origin

_PRESENT_AND_VERIFIED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


@dataclass
class Telephone:
    """One device with one passkey."""

    origin: str = field(default_factory=bound_origin)
    verifies: bool = True
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential_id: bytes = field(default_factory=lambda: token_bytes(16))
    user_handle: str = ""

    def makes(self, options: dict[str, Any]) -> str:
        """What `navigator.credentials.create` answers, as our script sends it."""
        asked = options["publicKey"]
        self.user_handle = asked["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        attested = AttestedCredentialData.create(b"\0" * 16, self.credential_id, public)
        seen = AuthenticatorData.create(
            sha256(asked["rp"]["id"].encode()).digest(),
            self._flags | AuthenticatorData.FLAG.AT,
            0,
            attested,
        )
        said = self._says(CollectedClientData.TYPE.CREATE, asked["challenge"])
        made = AttestationObject.create("none", seen, {})
        return self._answer(clientDataJSON=said, attestationObject=made)

    def answers(self, options: dict[str, Any]) -> str:
        """What `navigator.credentials.get` answers, as our script sends it."""
        asked = options["publicKey"]
        seen = AuthenticatorData.create(sha256(asked["rpId"].encode()).digest(), self._flags, 1)
        said = self._says(CollectedClientData.TYPE.GET, asked["challenge"])
        signature = self.key.sign(seen + sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=said,
            authenticatorData=seen,
            signature=signature,
            userHandle=websafe_decode(self.user_handle),
        )

    @property
    def _flags(self) -> AuthenticatorData.FLAG:
        return _PRESENT_AND_VERIFIED if self.verifies else AuthenticatorData.FLAG.UP

    def _says(self, kind: str, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(kind, challenge, self.origin)

    def _answer(self, **response: bytes) -> str:
        return json.dumps(
            {
                "id": websafe_encode(self.credential_id),
                "rawId": websafe_encode(self.credential_id),
                "type": "public-key",
                "response": {name: websafe_encode(value) for name, value in response.items()},
                "clientExtensionResults": {},
            }
        )
