"""Who keeps an institution's secret key, and signs with it: this software, or a module."""

from __future__ import annotations

import secrets

from passerelle.engines import credential as engine

from . import hsm
from .enums import Custody
from .models import SigningKey
from .sealing import opened, sealed

_SEED_BYTES = 32


def signer_of(key: SigningKey) -> engine.MessageSigner:
    """What signs for this key; `KeyUnreadable` or `KeyDeviceSilent` when it cannot."""
    if key.custody == Custody.HSM:
        return hsm.HsmKey(key.identifier, key.public_multibase)
    seed = opened(bytes(key.sealed_seed), identifier=key.identifier)
    return engine.SigningKey.from_seed(seed)


def make_secret(key: SigningKey) -> None:
    """Fill in the halves of a key that has its identifier and is not yet saved."""
    if hsm.is_configured():
        key.custody, key.sealed_seed = Custody.HSM, b""
        key.public_multibase = hsm.make_key(key.identifier)
        return
    seed = secrets.token_bytes(_SEED_BYTES)
    key.custody, key.sealed_seed = Custody.SOFTWARE, sealed(seed, identifier=key.identifier)
    key.public_multibase = engine.SigningKey.from_seed(seed).public_multibase
