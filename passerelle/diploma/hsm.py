"""Keys kept by a security module, spoken to by PKCS#11 (CKM_EDDSA); only this file knows it.

`PASSERELLE_PKCS11_MODULE` names its library, `…_TOKEN` the token and `…_PIN_FILE` a file that
holds the PIN. A secret made there never leaves it, so a lost module is a lost key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from passerelle.engines import credential as engine

from .errors import KeyDeviceSilent

# DER of the curve's name and of a public key: PKCS#11 v3 writes both as ASN.1.
_ED25519_NAME = b"\x13\x0cedwards25519"
_OCTETS = 32


@dataclass(frozen=True, slots=True)
class HsmKey:
    """A key of the module, by its label: it signs there."""

    label: str

    def sign(self, message: bytes) -> bytes:
        with _session() as (pkcs11, session):
            key = session.get_key(
                object_class=pkcs11.ObjectClass.PRIVATE_KEY,
                key_type=pkcs11.KeyType.EC_EDWARDS,
                label=self.label,
            )
            signature: bytes = key.sign(message, mechanism=pkcs11.Mechanism.EDDSA)
            return signature


def is_configured() -> bool:
    return bool(settings.PKCS11_MODULE)


def make_key(label: str) -> str:
    """A pair of keys made in the module, to stay there; returns the public one (`z6Mk…`)."""
    with _session() as (pkcs11, session):
        parameters = session.create_domain_parameters(
            pkcs11.KeyType.EC_EDWARDS,
            {pkcs11.Attribute.EC_PARAMS: _ED25519_NAME},
            local=True,
        )
        public, _ = parameters.generate_keypair(
            mechanism=pkcs11.Mechanism.EC_EDWARDS_KEY_PAIR_GEN, store=True, label=label
        )
        point: bytes = public[pkcs11.Attribute.EC_POINT]
        return engine.multikey(point[-_OCTETS:])


@contextmanager
def _session() -> Iterator[tuple[Any, Any]]:  # an optional library without types
    try:
        import pkcs11
    except ImportError as error:
        raise KeyDeviceSilent("pip install -r requirements/hsm.txt") from error
    try:
        pin = Path(settings.PKCS11_PIN_FILE).read_text(encoding="utf-8").strip()
        token = pkcs11.lib(settings.PKCS11_MODULE).get_token(token_label=settings.PKCS11_TOKEN)
        with token.open(rw=True, user_pin=pin) as session:
            yield pkcs11, session
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        raise KeyDeviceSilent(type(error).__name__) from error
