"""PAdES signatures on a PDF (ETSI EN 319 142, baseline B), one for each institution.

All fields stand in the first update and each signature is an update of its own: no later one
touches what an earlier one covers. They have no place on the page (a rectangle of nothing), so
that the tags of PDF/UA keep describing all that is shown. No network: no timestamp authority
vouches for the hour, which is what B-B means. pyHanko is imported at the first signature."""

from __future__ import annotations

import io
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from .certificates import Certified
from .cms_container import container

_BYTES_BESIDE_CERTIFICATES = 1024  # a signature on P-256 and its attributes take some 500


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs a paper: the field that holds the signature, and the words beside it."""

    field: str
    name: str
    certified: Certified


def signed_by_all(
    pdf: bytes, signatories: Sequence[Signatory], *, authority: bytes, at: datetime, reason: str
) -> bytes:
    """The PDF with one more signature from each, in order; what was there stays, byte for byte."""
    return _finished(_signed(pdf, signatories, authority, at, reason))


def _finished(signing: Coroutine[Any, Any, bytes]) -> bytes:  # Any: nothing is sent to it
    """pyHanko speaks async for signers far away; ours waits for nothing, so that no loop is needed
    (and one may be running already)."""
    try:
        signing.send(None)
    except StopIteration as end:
        pdf: bytes = end.value
        return pdf
    raise RuntimeError("A signature waited for something outside this process.")


async def _signed(
    pdf: bytes, signatories: Sequence[Signatory], authority: bytes, at: datetime, reason: str
) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    for rank, signatory in enumerate(signatories):
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        if rank == 0:
            for each in signatories:
                _add_field(writer, each)
        signer = _signer(signatory, authority, reason=reason, first=rank == 0)
        room = len(signatory.certified.certificate) + len(authority) + _BYTES_BESIDE_CERTIFICATES
        pdf = await _one_more(signer.init_signing_session(writer), at, hex_digits=2 * room)
    return pdf


def _add_field(writer: Any, signatory: Signatory) -> None:  # Any: pyHanko is seen as untyped
    from pyhanko.pdf_utils import generic
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    append_signature_field(writer, SigFieldSpec(signatory.field, on_page=0))
    field = writer.root["/AcroForm"]["/Fields"][-1]
    # What a screen reader says in the place of the field's name.
    field["/TU"] = generic.TextStringObject(signatory.name)


def _signer(
    signatory: Signatory, authority: bytes, *, reason: str, first: bool
) -> Any:  # Any: idem
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata

    metadata = PdfSignatureMetadata(
        field_name=signatory.field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=signatory.name,
        reason=reason,
        # The first says that nothing but further signatures may follow.
        certify=first,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    return _pdf_signer()(metadata, signer=_key_of(signatory, authority))


@lru_cache(maxsize=16)  # the same five sign a whole edition
def _key_of(signatory: Signatory, authority: bytes) -> Any:  # Any: idem
    from asn1crypto import cms, x509
    from pyhanko.sign.signers import Signer

    class PaperSigner(Signer):  # type: ignore[misc]  # untyped, as above
        """Gives pyHanko our own container, written once and never taken apart."""

        async def async_sign(
            self, data_digest: bytes, *_asked: object, **_named: object
        ) -> cms.ContentInfo:
            return cms.ContentInfo.load(
                container(
                    data_digest,
                    certificate=signatory.certified.certificate,
                    key=signatory.certified.key,
                    above=authority,
                )
            )

    return PaperSigner(signing_cert=x509.Certificate.load(signatory.certified.certificate))


@cache
def _pdf_signer() -> Any:  # Any: idem
    from pyhanko.sign.signers import PdfSigner, constants

    class ArchivalSigner(PdfSigner):  # type: ignore[misc]  # untyped, as above
        """Stays within PDF 1.7, as PDF/A-3 asks: no extension that belongs to PDF 2.0."""

        def register_extensions(self, pdf_out: Any, *, md_algorithm: str) -> None:  # noqa: ARG002
            pdf_out.register_extension(constants.ESIC_EXTENSION_1)

    return ArchivalSigner


async def _one_more(session: Any, at: datetime, *, hex_digits: int) -> bytes:  # Any: idem
    """One update with one signature, dated by our own clock."""
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    session.system_time = at
    validation = await session.perform_presign_validation(session.pdf_out)
    document = session.prepare_tbs_document(validation_info=validation, bytes_reserved=hex_digits)
    digest, output = document.digest_tbs_document(in_place=False, output=None)
    await document.perform_signature(
        document_digest=digest.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at),
    )
    signed: bytes = output.getvalue()
    return signed
