"""Keys kept by a security module, spoken to by PKCS#11 (CKM_EDDSA); only this file knows it.

`PASSERELLE_PKCS11_MODULE` names its library, `…_TOKEN` the token and `…_PIN_FILE` a file that
holds the PIN. A secret made there never leaves it, so a lost module is a lost key.

PKCS#11 logs a whole process in, not a session: in one process sessions take turns, and a process
copied from another starts the library anew. Processes beside each other need nothing more."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings

from passerelle.engines import credential as engine

from .errors import KeyDeviceSilent

# DER of the curve's name and of a public key: PKCS#11 v3 writes both as ASN.1.
_ED25519_NAME = b"\x13\x0cedwards25519"
_OCTETS = 32


@dataclass(frozen=True, slots=True)
class HsmKey:
    """A key of the module, by its label and what it verifies with: it signs there.

    A label may be taken twice, after a database was restored: the public half tells them apart."""

    label: str
    public_multibase: str

    def sign(self, message: bytes) -> bytes:
        with _session() as (pkcs11, session):
            key = session.get_key(
                object_class=pkcs11.ObjectClass.PRIVATE_KEY,
                key_type=pkcs11.KeyType.EC_EDWARDS,
                label=self.label,
                id=self._id_in(pkcs11, session),
            )
            signature: bytes = key.sign(message, mechanism=pkcs11.Mechanism.EDDSA)
            return signature

    def _id_in(self, pkcs11: Any, session: Any) -> bytes:  # an optional library without types
        wanted = {
            pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PUBLIC_KEY,
            pkcs11.Attribute.LABEL: self.label,
        }
        for public in list(session.get_objects(wanted)):
            if _public_multibase(pkcs11, public) == self.public_multibase:
                own: bytes = public[pkcs11.Attribute.ID]
                return own
        raise pkcs11.NoSuchKey


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
            mechanism=pkcs11.Mechanism.EC_EDWARDS_KEY_PAIR_GEN,
            store=True,
            label=label,
            id=secrets.token_bytes(_OCTETS),
        )
        return _public_multibase(pkcs11, public)


def _public_multibase(pkcs11: Any, public: Any) -> str:
    point: bytes = public[pkcs11.Attribute.EC_POINT]
    return engine.multikey(point[-_OCTETS:])


class _Turns:
    """Whose turn it is in this process, and whether the process is a copy of another."""

    def __init__(self) -> None:
        self.one_at_a_time = Lock()
        self.is_copy = False

    def copied(self) -> None:
        """In a child: the lock may be held by a thread that is not there."""
        self.one_at_a_time, self.is_copy = Lock(), True


_TURNS = _Turns()
os.register_at_fork(after_in_child=_TURNS.copied)


@contextmanager
def _session() -> Iterator[tuple[Any, Any]]:  # an optional library without types
    try:
        import pkcs11
    except ImportError as error:
        raise KeyDeviceSilent("pip install -r requirements/hsm.txt") from error
    with _TURNS.one_at_a_time:
        try:
            pin = Path(settings.PKCS11_PIN_FILE).read_text(encoding="utf-8").strip()
            library = pkcs11.lib(settings.PKCS11_MODULE)
            if _TURNS.is_copy:
                library.reinitialize()
                _TURNS.is_copy = False
            token = library.get_token(token_label=settings.PKCS11_TOKEN)
            with token.open(rw=True, user_pin=pin) as session:
                yield pkcs11, session
        except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
            raise KeyDeviceSilent(type(error).__name__) from error
