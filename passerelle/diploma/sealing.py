"""Secret keys at rest: AES-256-GCM under a key derived from the installation's SECRET_KEY.

HKDF-SHA-256 (RFC 5869) keeps this use apart from every other of SECRET_KEY; the key's public
identifier is authenticated with it, so that a sealed secret cannot be moved to another row."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from .errors import KeyUnreadable

_NONCE_BYTES = 12
_PURPOSE = b"passerelle diploma signing keys 1"


def sealed(seed: bytes, *, identifier: str) -> bytes:
    """The seed as it is stored: nonce, then ciphertext."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + _cipher().encrypt(nonce, seed, identifier.encode())


def opened(stored: bytes, *, identifier: str) -> bytes:
    """The seed again; `KeyUnreadable` under another SECRET_KEY or beside another identifier."""
    try:
        return _cipher().decrypt(stored[:_NONCE_BYTES], stored[_NONCE_BYTES:], identifier.encode())
    except InvalidTag as error:
        raise KeyUnreadable from error


def _cipher() -> AESGCM:
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE)
    return AESGCM(derivation.derive(settings.SECRET_KEY.encode()))
