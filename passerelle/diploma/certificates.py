"""The X.509 certificates that institutions sign PDFs with, and the authority that vouches for them.

ECDSA on P-256: the curve that every reader of signed PDFs verifies (Ed25519 is not, yet). The
authority is the programme's own: a reader says so, and compares it with the address published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

_AUTHORITY_LASTS = timedelta(days=365 * 25)
_CERTIFICATE_LASTS = timedelta(days=365 * 10)
_EARLIER = timedelta(hours=1)  # a reader's clock may be slow
_MOST_OF_A_NAME = 64  # RFC 5280, appendix A
# Signing documents (RFC 9336); readers older than that name look for the purpose of S/MIME.
_PURPOSES = (x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36"), ExtendedKeyUsageOID.EMAIL_PROTECTION)


@dataclass(frozen=True, slots=True)
class Certified:
    """A certificate with its secret key, both DER."""

    certificate: bytes
    key: bytes

    @property
    def serial(self) -> str:
        return f"{x509.load_der_x509_certificate(self.certificate).serial_number:x}"

    @property
    def valid_from(self) -> datetime:
        return x509.load_der_x509_certificate(self.certificate).not_valid_before_utc

    @property
    def valid_until(self) -> datetime:
        return x509.load_der_x509_certificate(self.certificate).not_valid_after_utc


def make_authority(*, name: str, did: str, at: datetime) -> Certified:
    """A certificate that signs itself, and may sign those of institutions only."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _subject(name)
    built = _builder(subject, key=key, did=did, at=at, lasts=_AUTHORITY_LASTS)
    built = built.issuer_name(subject)
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    built = built.add_extension(_usage(authority=True), critical=True)
    return _signed(built, key, by=key)


def make_certificate(
    authority: Certified, *, name: str, country: str, did: str, authority_url: str, at: datetime
) -> Certified:
    """A certificate to sign documents with; it may vouch for no other."""
    key, issuer = ec.generate_private_key(ec.SECP256R1()), _private(authority.key)
    above = x509.load_der_x509_certificate(authority.certificate)
    lasts = min(_CERTIFICATE_LASTS, above.not_valid_after_utc - at)
    built = _builder(_subject(name, country), key=key, did=did, at=at, lasts=lasts)
    built = built.issuer_name(above.subject)
    whence = x509.AccessDescription(
        AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(authority_url)
    )
    extensions: Sequence[tuple[x509.ExtensionType, bool]] = (
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (_usage(authority=False), True),
        (x509.ExtendedKeyUsage(_PURPOSES), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key()), False),
        (x509.AuthorityInformationAccess([whence]), False),
    )
    for extension, critical in extensions:
        built = built.add_extension(extension, critical=critical)
    return _signed(built, key, by=issuer)


def as_pem(certificate: bytes) -> str:
    return x509.load_der_x509_certificate(certificate).public_bytes(Encoding.PEM).decode()


def authorities_in(file: bytes) -> tuple[bytes, ...]:
    """The authorities of a published file, DER or PEM; `ValueError` where it holds none."""
    if file.lstrip().startswith(b"-----BEGIN"):
        found = x509.load_pem_x509_certificates(file)
    else:
        found = [x509.load_der_x509_certificate(file)]
    above = tuple(each.public_bytes(Encoding.DER) for each in found if each.subject == each.issuer)
    if not above:
        raise ValueError("no authority")
    return above


def did_certified(certificate: bytes, *, authorities: Iterable[bytes]) -> str | None:
    """The DID in a certificate that one of these authorities issued; None of anyone else's."""
    for above in authorities:
        try:
            known = x509.load_der_x509_certificate(certificate)
            known.verify_directly_issued_by(x509.load_der_x509_certificate(above))
        except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
            continue
        named = known.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        return next(iter(named.get_values_for_type(x509.UniformResourceIdentifier)), None)
    return None


def name_claimed(certificate: bytes) -> str:
    """The name that a certificate of anyone gives itself, fit to be shown; perhaps none."""
    try:
        subject = x509.load_der_x509_certificate(certificate).subject
    except ValueError:
        return ""
    names = [str(each.value) for each in subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
    return "".join(filter(str.isprintable, " ".join(names)))[:_MOST_OF_A_NAME].strip()


def _builder(
    subject: x509.Name,
    *,
    key: ec.EllipticCurvePrivateKey,
    did: str,
    at: datetime,
    lasts: timedelta,
) -> x509.CertificateBuilder:
    public = key.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _EARLIER)
        .not_valid_after(at + lasts)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.SubjectAlternativeName([x509.UniformResourceIdentifier(did)]), critical=False
        )
    )


def _subject(name: str, country: str = "") -> x509.Name:
    short = _shortened(name)
    known = [x509.NameAttribute(NameOID.COUNTRY_NAME, country)] if len(country) == 2 else []
    return x509.Name(
        [
            *known,
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, short),
            x509.NameAttribute(NameOID.COMMON_NAME, short),
        ]
    )


def _shortened(name: str) -> str:
    """As much of the name as a certificate holds, in UTF-8; cut at a word."""
    if len(name.encode()) <= _MOST_OF_A_NAME:
        return name
    words = name.split()
    while words and len(f"{' '.join(words)}…".encode()) > _MOST_OF_A_NAME:
        words.pop()
    cut = name.encode()[: _MOST_OF_A_NAME - 3].decode(errors="ignore")
    return f"{' '.join(words) or cut}…"


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _signed(
    built: x509.CertificateBuilder,
    key: ec.EllipticCurvePrivateKey,
    *,
    by: ec.EllipticCurvePrivateKey,
) -> Certified:
    certificate = built.sign(by, hashes.SHA256())
    return Certified(
        certificate.public_bytes(Encoding.DER),
        key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
    )


def _private(key: bytes) -> ec.EllipticCurvePrivateKey:
    loaded = load_der_private_key(key, password=None)
    if not isinstance(loaded, ec.EllipticCurvePrivateKey):
        raise TypeError("Papers are signed with a key on an elliptic curve.")
    return loaded
