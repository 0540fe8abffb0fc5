"""A CMS container around one signature (RFC 5652), as PAdES baseline B asks for (EN 319 142).

Written directly in DER: it is five nested lists, always the same, and a thousand diplomas carry
five thousand of them. The signature itself is made by `cryptography`."""

from __future__ import annotations

import hashlib
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_private_key

_SEQUENCE, _SET, _OCTETS, _INTEGER = 0x30, 0x31, 0x04, 0x02
_INSIDE_0: Final = 0xA0  # [0], constructed
# Object identifiers, with their tag and length.
_SIGNED_DATA: Final = bytes.fromhex("06092a864886f70d010702")
_ID_DATA: Final = bytes.fromhex("06092a864886f70d010701")
_CONTENT_TYPE: Final = bytes.fromhex("06092a864886f70d010903")
_MESSAGE_DIGEST: Final = bytes.fromhex("06092a864886f70d010904")
_SIGNING_CERTIFICATE_V2: Final = bytes.fromhex("060b2a864886f70d010910022f")
_SHA_256: Final = bytes.fromhex("0609608648016503040201")
_ECDSA_WITH_SHA_256: Final = bytes.fromhex("06082a8648ce3d040302")


def container(digest: bytes, *, certificate: bytes, key: bytes, above: bytes) -> bytes:
    """SignedData without the content it signs (its SHA-256 is `digest`), with both certificates."""
    attributes = _attributes(digest, certificate)
    secret = load_der_private_key(key, password=None)
    if not isinstance(secret, ec.EllipticCurvePrivateKey):
        raise TypeError("Papers are signed with a key on an elliptic curve.")
    # What is signed is the SET itself; in the container it stands as [0] (RFC 5652, 5.4).
    signature = secret.sign(_der(_SET, attributes), ec.ECDSA(hashes.SHA256()))
    known = x509.load_der_x509_certificate(certificate)
    signer = _der(
        _SEQUENCE,
        _whole(1),
        _der(_SEQUENCE, known.issuer.public_bytes(), _whole(known.serial_number)),
        _der(_SEQUENCE, _SHA_256),
        _der(_INSIDE_0, attributes),
        _der(_SEQUENCE, _ECDSA_WITH_SHA_256),
        _der(_OCTETS, signature),
    )
    signed = _der(
        _SEQUENCE,
        _whole(1),
        _der(_SET, _der(_SEQUENCE, _SHA_256)),
        _der(_SEQUENCE, _ID_DATA),
        _der(_INSIDE_0, *sorted((certificate, above))),
        _der(_SET, signer),
    )
    return _der(_SEQUENCE, _SIGNED_DATA, _der(_INSIDE_0, signed))


def _attributes(digest: bytes, certificate: bytes) -> bytes:
    """What is signed, in the order of DER; the hour stands in the PDF alone, as PAdES has it."""
    this_certificate = _der(_SEQUENCE, _der(_OCTETS, hashlib.sha256(certificate).digest()))
    attributes = (
        _attribute(_CONTENT_TYPE, _ID_DATA),
        _attribute(_MESSAGE_DIGEST, _der(_OCTETS, digest)),
        _attribute(_SIGNING_CERTIFICATE_V2, _der(_SEQUENCE, _der(_SEQUENCE, this_certificate))),
    )
    return b"".join(sorted(attributes))


def _attribute(identifier: bytes, value: bytes) -> bytes:
    return _der(_SEQUENCE, identifier, _der(_SET, value))


def _whole(number: int) -> bytes:
    return _der(_INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _der(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content
