"""The signatures of a PDF, read with pyHanko: by which certificate each was made, and whether the
file is still what it signed.

The file may be anyone's: it is read in a process of its own (`pdf_worker`). Nobody is vouched for
here (a certificate is compared with those known, elsewhere), and nothing is fetched."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

PdfSignatureState = Literal["valid", "bad", "changed since"]

_MARK = b"/ByteRange"  # in clear in every signed PDF, since it says which bytes are signed
_MOST_SIGNATURES = 16


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """One signature: the certificate it names (X.509, DER), and what became of what it covers."""

    certificate: bytes
    state: PdfSignatureState


class SignaturesUnreadable(Exception):
    """They cannot all be read, whatever the reason."""


def is_signed(pdf: bytes) -> bool:
    """Whether a PDF bears a signature, true or not; without reading it."""
    return _MARK in pdf


def read_signatures(pdf: bytes) -> tuple[PdfSignature, ...]:
    """Every signature of a signed PDF, in the order of signing.

    `SignaturesUnreadable` where one that stands in the file is no longer one of the document."""
    written = pdf.count(_MARK)
    if written > _MOST_SIGNATURES:
        raise SignaturesUnreadable
    try:
        found = _embedded(pdf)
        last = max((_end(each) for each in found), default=0)
        signatures = tuple(_read(each, pdf, is_last=_end(each) == last) for each in found)
    except Exception as error:  # a hostile file can make any parser fail, in any way
        raise SignaturesUnreadable from error
    if len(signatures) < written:
        raise SignaturesUnreadable
    return signatures


def _embedded(pdf: bytes) -> list[Any]:  # Any: pyHanko is seen as untyped
    from pyhanko.pdf_utils.reader import PdfFileReader

    return list(PdfFileReader(BytesIO(pdf)).embedded_signatures)


def _read(signature: Any, pdf: bytes, *, is_last: bool) -> PdfSignature:  # Any: idem
    from pyhanko.sign.validation.errors import SignatureValidationError

    try:
        certificate: bytes = signature.signer_cert.dump()
    except SignatureValidationError:
        return PdfSignature(b"", "bad")  # it names no certificate, or another than it carries
    if not _matches(signature):
        return PdfSignature(certificate, "bad")
    is_whole = _covers_all_but_itself(signature, pdf) and not _was_changed(signature)
    if is_last:  # nothing may follow it, be it a remark outside the document
        is_whole = is_whole and _end(signature) == len(pdf)
    return PdfSignature(certificate, "valid" if is_whole else "changed since")


def _matches(signature: Any) -> bool:  # Any: idem
    """Whether the bytes it covers are those that this certificate's key signed."""
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    try:
        return all(
            validate_sig_integrity(
                signature.signer_info,
                signature.signer_cert,
                expected_content_type="data",
                actual_digest=signature.compute_digest(),
            )
        )
    except SignatureValidationError:
        return False


def _covers_all_but_itself(signature: Any, pdf: bytes) -> bool:  # Any: idem
    """Whether it leaves out its own container, and nothing else.

    pyHanko compares lengths: a genuine signature copied into an update, padded to the right
    length, would be the signature of the whole file."""
    start, length, after, _ = map(int, signature.byte_range)
    container = b"<%b>" % signature.pkcs7_content.hex().encode()
    return start == 0 and pdf[length:after].lower() == container


def _was_changed(signature: Any) -> bool:  # Any: idem
    """Whether more was done afterwards than to sign again, within what the signature allows."""
    signature.compute_integrity_info()
    return not signature.summarise_integrity_info()["docmdp_ok"]


def _end(signature: Any) -> int:  # Any: idem
    _, _, after, rest = map(int, signature.byte_range)
    return after + rest
