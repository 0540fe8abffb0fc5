"""The PDF of an issued document is made once in each size, signed by every institution, and kept.

A registrar who signs a diploma signs its paper too: their recorded signature (of a certificate,
their mandate) is the standing act under which the institution's certificate signs the PDF, the
moment it is made."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from passerelle.foundation import clock
from passerelle.foundation.ids import digest_of
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Institution
from passerelle.programme.models import Edition

from ..addresses import authority_address
from ..certificates import Certified, make_authority, make_certificate
from ..enums import PaperSize
from ..errors import NoPaperOfTheRevoked, NotIssuedYet
from ..models import Document, Paper, PaperAuthority, PaperCertificate, naming
from ..pades import Signatory, signed_by_all
from ..printing import drawn
from ..queries.sealed import Sealed
from ..sealing import opened, sealed
from .standing import thing_of

_DIGITS_SHOWN = 12


def printed(document: Sealed[Document], size: PaperSize = PaperSize.A4) -> bytes:
    """The signed PDF of an issued document, made at first use; afterwards always the same bytes."""
    paper = Paper.objects.filter(**naming(document.credential), size=size).first()
    kept = _kept(paper) if paper else None
    return kept if kept is not None else make_paper(document, size)


def make_paper(document: Sealed[Document], size: PaperSize = PaperSize.A4) -> bytes:
    """Draw, sign and keep the PDF; of two made at once, the first recorded stays."""
    row = document.credential
    if row.issued_at is None:
        raise NotIssuedYet
    if document.revocations:
        raise NoPaperOfTheRevoked
    pdf = _signed(document, drawn(document, size), at=clock.now())
    digest, made_at = digest_of(pdf), clock.now()
    name = _name(digest)
    default_storage.save(name, ContentFile(pdf))
    paper, created = Paper.objects.get_or_create(
        **naming(row), size=size, defaults={"digest": digest, "made_at": made_at}
    )
    if created:
        return pdf
    kept = _kept(paper)
    if kept is not None:
        default_storage.delete(name)
        return kept
    # The file that was recorded is lost or damaged: this one takes its place, and it is said.
    Paper.objects.filter(pk=paper.pk).update(digest=digest, made_at=made_at)
    detail = {"digest": digest[:_DIGITS_SHOWN], "from": paper.digest[:_DIGITS_SHOWN]}
    note(None, "made a paper again", thing_of(row), edition=row.edition.slug, **detail)
    return pdf


@transaction.atomic
def paper_signatory(institution: Institution, edition: Edition, *, at: datetime) -> Signatory:
    """The institution as a signatory of PDFs; its certificate is made at first use."""
    authority = _authority_of(edition, at=at)
    in_use = PaperCertificate.objects.filter(
        institution=institution, authority=authority, replaced_at=None
    ).first()
    if in_use and not in_use.valid_from <= at < in_use.valid_until:
        PaperCertificate.objects.filter(pk=in_use.pk).update(replaced_at=clock.now())
        in_use = None
    row = in_use or _certify(institution, authority, edition, at=at)
    return Signatory(
        field=f"signature-{institution.slug}",
        name=institution.name.in_language("fr"),
        certified=_open(row, identifier=_identifier(authority, row.serial)),
    )


def _signed(document: Sealed[Document], pdf: bytes, *, at: datetime) -> bytes:
    edition = document.credential.edition
    signatories = [
        paper_signatory(seal.institution, edition, at=at)
        for seal in document.seals
        if seal.signed_at is not None
    ]
    authority = bytes(_authority_of(edition, at=at).certificate)
    kind = "Certificat" if document.is_certificate else "Diplôme"
    reason = f"{kind} {document.credential.number}"
    return signed_by_all(pdf, signatories, authority=authority, at=at, reason=reason)


def _authority_of(edition: Edition, *, at: datetime) -> PaperAuthority:
    known = PaperAuthority.objects.filter(issuer=edition.issuer).first()
    if known is not None:
        return known
    title = edition.programme.title.in_language("fr")
    made = make_authority(name=title, did=edition.issuer, at=at)
    kept, _ = PaperAuthority.objects.get_or_create(
        issuer=edition.issuer,
        defaults={
            "certificate": made.certificate,
            "sealed_key": sealed(made.key, identifier=f"{edition.issuer}#paper"),
            "established_at": at,
        },
    )
    return kept


def _certify(
    institution: Institution, authority: PaperAuthority, edition: Edition, *, at: datetime
) -> PaperCertificate:
    made = make_certificate(
        _open(authority, identifier=f"{authority.issuer}#paper"),
        name=institution.name.in_language("fr"),
        country=institution.country,
        did=institution.did,
        authority_url=authority_address(authority.issuer),
        at=at,
    )
    row, created = PaperCertificate.objects.get_or_create(
        institution=institution,
        authority=authority,
        replaced_at=None,
        defaults={
            "serial": made.serial,
            "certificate": made.certificate,
            "sealed_key": sealed(made.key, identifier=_identifier(authority, made.serial)),
            "valid_from": made.valid_from,
            "valid_until": made.valid_until,
        },
    )
    if created:
        thing = Thing("certificate", str(row.pk), made.serial[:_DIGITS_SHOWN])
        detail = {"institution": institution.slug}
        note(None, "established a certificate", thing, edition=edition.slug, **detail)
    return row


def _open(row: PaperAuthority | PaperCertificate, *, identifier: str) -> Certified:
    return Certified(bytes(row.certificate), opened(bytes(row.sealed_key), identifier=identifier))


def _identifier(authority: PaperAuthority, serial: str) -> str:
    return f"{authority.issuer}#paper-{serial}"


def _kept(paper: Paper) -> bytes | None:
    """The file that was recorded, if it is still there and whole."""
    if not default_storage.exists(_name(paper.digest)):
        return None
    with default_storage.open(_name(paper.digest)) as file:
        pdf: bytes = file.read()
    return pdf if digest_of(pdf) == paper.digest else None


def _name(digest: str) -> str:
    return f"diplomas/{digest}.pdf"
