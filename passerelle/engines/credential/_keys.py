"""Ed25519 keys written as Multikey (Controlled Identifiers 1.0, section 2.2.2)."""

import hashlib
from dataclasses import dataclass, field
from typing import Final, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PUBLIC_HEADER: Final = b"\xed\x01"
_SECRET_HEADER: Final = b"\x80\x26"
# A signature of 64 bytes takes at most 88 digits; nothing we read is longer.
_LONGEST: Final = 120


class BadKey(ValueError):
    """A key or a signature is not written as this product reads them; the message says why."""


class MessageSigner(Protocol):
    """Whatever holds an Ed25519 secret and signs with it: this process, or a device."""

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the Ed25519 signature of `message`."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An institution's secret key; its `repr` never shows the secret.

    >>> SigningKey.from_seed(bytes(32)).public_multibase
    'z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp'
    """

    seed: bytes = field(repr=False)
    public_multibase: str

    @classmethod
    def from_seed(cls, seed: bytes) -> "SigningKey":
        """The key of 32 secret bytes (RFC 8032, section 5.1.5)."""
        if len(seed) != 32:
            raise BadKey(f"An Ed25519 secret key has 32 bytes, not {len(seed)}.")
        public = Ed25519PrivateKey.from_private_bytes(seed).public_key()
        raw = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
        return cls(seed=seed, public_multibase=multibase(_PUBLIC_HEADER + raw))

    @classmethod
    def from_multibase(cls, text: str) -> "SigningKey":
        """The key of a Multikey `secretKeyMultibase` (`z3u2…`)."""
        return cls.from_seed(_without(_SECRET_HEADER, text, length=32))

    @property
    def secret_multibase(self) -> str:
        """The secret as Multikey writes it: to be stored encrypted, never shown."""
        return multibase(_SECRET_HEADER + self.seed)

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the Ed25519 signature of `message`."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)


def multikey(raw: bytes) -> str:
    """The 32 bytes of an Ed25519 public key as Multikey writes them (`z6Mk…`)."""
    return multibase(_PUBLIC_HEADER + raw)


def key_digest(public_multibase: str) -> str:
    """SHA-256, in hexadecimal, of the 32 bytes of a public key: what a partner's list may hold."""
    return hashlib.sha256(public_key_bytes(public_multibase)).hexdigest()


def public_key_bytes(text: str) -> bytes:
    """The 32 bytes of a `publicKeyMultibase` (`z6Mk…`); `BadKey` for anything else."""
    raw = _without(_PUBLIC_HEADER, text, length=32)
    try:
        Ed25519PublicKey.from_public_bytes(raw)
    except ValueError as error:
        raise BadKey("These 32 bytes are no Ed25519 public key.") from error
    return raw


def is_signature_of(message: bytes, *, signature: bytes, public_multibase: str) -> bool:
    """Whether the holder of the public key signed exactly `message`."""
    key = Ed25519PublicKey.from_public_bytes(public_key_bytes(public_multibase))
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True


def multibase(data: bytes) -> str:
    """Base58btc with its multibase prefix.

    >>> multibase(b"hello")
    'zCn8eVZg'
    """
    number, digits = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        digits = _ALPHABET[digit] + digits
    leading_zeros = len(data) - len(data.lstrip(b"\0"))
    return "z" + "1" * leading_zeros + digits


def multibase_bytes(text: str) -> bytes:
    """The bytes of a base58btc multibase text; `BadKey` where it is none.

    >>> multibase_bytes("zCn8eVZg")
    b'hello'
    """
    digits = text[1:]
    if text[:1] != "z" or len(text) > _LONGEST or any(digit not in _ALPHABET for digit in digits):
        raise BadKey("Not base58btc: it must begin with z and use its 58 letters and digits.")
    number = 0
    for digit in digits:
        number = number * 58 + _ALPHABET.index(digit)
    leading_zeros = len(digits) - len(digits.lstrip("1"))
    return bytes(leading_zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def _without(header: bytes, text: str, *, length: int) -> bytes:
    data = multibase_bytes(text)
    if not data.startswith(header) or len(data) != len(header) + length:
        raise BadKey("Not an Ed25519 Multikey: a public one begins with z6Mk, a secret one z3u2.")
    return data[len(header) :]
