"""Is this diploma true? The answer of this site, by its own trust list; nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Thread
from time import perf_counter

from passerelle.engines.credential import (
    Limits,
    Refusal,
    Report,
    SubprocessCanonicaliser,
    Text,
    TrustList,
    is_bundle,
    read_bundle,
    read_document,
    verify,
    verify_bundle,
)
from passerelle.foundation import clock

from ..attachment import carried_credential, is_pdf
from ..comparison import differences
from ..models import Certificate, Credential, PaperAuthority
from ..pdf_signatures import is_signed
from ..remarks import as_of_a_certificate, is_of_a_certificate, kind_shown, remarked
from ..signed_page import Page, page_of, pdf_reader, with_page
from .partners import partner_list
from .trust import Trusted, issuers, nobodys_trust_list, trusted

# What a door of ours accepts before anything is parsed.
MOST_BYTES = 256_000
_MOST_NAMED = 8
canonicaliser = SubprocessCanonicaliser()

_UNREADABLE = {
    *("too-large", "not-utf8", "not-json", "form-jwt", "truncated", "not-an-object"),
    *("nothing-baked", "several-baked", "baked-too-large", "svg-unreadable", "svg-entity"),
    *("several-attached", "nothing-attached", "empty-file", "foreign-file"),
    *("page-signatures-unreadable", "page-too-large", "page-too-slow"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site says of a document, by which trust list, in how long."""

    report: Report
    trust: TrustList
    seconds: float
    changed: tuple[str, ...] = ()
    """Where a refused file differs from the diploma issued under the same address."""
    page: Page | None = None
    """What the signatures of the PDF that carried it are worth; None where there were none."""

    @property
    def is_readable(self) -> bool:
        """Whether the file holds a document at all, true or not."""
        return not any(failure.code in _UNREADABLE for failure in self.report.failures)

    @property
    def is_genuine(self) -> bool:
        """Whether every institution signed just this, whatever was said of it since."""
        return self.report.verdict in ("valid", "suspended", "revoked")


def warm_up(*, for_files: bool = False) -> None:
    """Start the reading workers in the background, so that the first reader need not wait.

    That of PDFs weighs 70 MB: it waits until someone comes with a file."""
    starts = (canonicaliser.start, pdf_reader.start) if for_files else (canonicaliser.start,)
    for start in starts:
        Thread(target=_begun, args=[start], daemon=True).start()


def _begun(start: Callable[[], None]) -> None:
    """A worker that did not start, because all is being stopped for one, is started again by the
    next reader, who is told if that fails."""
    with suppress(RuntimeError):
        start()


def answer_about(data: bytes, *, at: datetime | None = None) -> Answer:
    """The answer for a credential, or for a PDF that carries one; never raises on a bad file."""
    began, instant = perf_counter(), at or clock.now()
    document = document_in(data)
    found = _trusted_for(document, at=instant)
    judge = verify_bundle if is_bundle(data) else verify
    report = judge(
        data if is_bundle(data) else document,
        trust=found.trust,
        at=instant,
        canonicaliser=canonicaliser,
        statuses=found.statuses,
    )
    page = _page(data, found.trust) if bears_signatures(data) else None
    told = with_page(with_remarks(report, data), page)
    changed = _changed(document, report)
    return Answer(told, found.trust, perf_counter() - began, changed, page)


def _page(pdf: bytes, trust: TrustList) -> Page:
    authorities = PaperAuthority.objects.filter(issuer=trust.issuer)
    certificates = authorities.values_list("certificate", flat=True)
    return page_of(pdf, trust=trust, authorities=list(map(bytes, certificates)))


def bears_signatures(data: bytes) -> bool:
    """Whether a file is a PDF that carries a credential, signed as a file too."""
    return is_pdf(data) and is_signed(data) and document_in(data) != b""


def document_in(data: bytes) -> bytes:
    """The credential of a file: the file itself, or what a PDF, an image or a holder's bundle
    carries (nothing, it may be)."""
    if is_bundle(data):
        return _bundled(data)
    try:
        return carried_credential(data, most_bytes=MOST_BYTES)
    except Refusal:
        return b""


def with_remarks(report: Report, data: bytes) -> Report:
    """What the kind of file adds: what it shows was not checked, or why it carries nothing.

    And the engine, that speaks of diplomas, says certificate where it is one."""
    if is_of_a_certificate(report):
        report = as_of_a_certificate(report)
    if is_bundle(data):
        return report
    try:
        carried_credential(data, most_bytes=MOST_BYTES)
    except Refusal as refused:
        why = refused.failure.sentence
        sentence = Text(fr=f"Refusé\u00a0: {why.fr}", en=f"Refused: {why.en}")
        return replace(report, failures=(refused.failure,), sentence=sentence)
    return remarked(report, kind_shown(data) or "")


def _bundled(data: bytes) -> bytes:
    try:
        return read_bundle(data).credential
    except Refusal:
        return b""


def _changed(document: bytes, report: Report) -> tuple[str, ...]:
    """The fields that are not as they were issued. Their names alone are told, no value."""
    if report.verdict != "refused" or report.credential_id is None:
        return ()
    rows = Certificate if is_of_a_certificate(report) else Credential
    issued = rows.objects.filter(address=report.credential_id, issued_at__isnull=False)
    kept = issued.values_list("document", flat=True).first()
    if kept is None:
        return ()
    return differences(json.loads(bytes(kept)), json.loads(document))[:_MOST_NAMED]


def _trusted_for(document: bytes, *, at: datetime) -> Trusted:
    """What is known of the issuer a file names; of any other programme when it names none."""
    named = _issuer_in(document)
    found = trusted(named, at=at) if named else None
    if found is not None:
        return found
    partner = partner_list(named) if named else None
    if partner is not None:
        return Trusted(partner, {})
    first = next(iter(issuers()), None)
    return (trusted(first, at=at) if first else None) or Trusted(nobodys_trust_list(), {})


def _issuer_in(document: bytes) -> str | None:
    try:
        issuer = read_document(document, Limits()).get("issuer")
    except Refusal:
        return None
    named = issuer.get("id") if isinstance(issuer, dict) else issuer
    return named if isinstance(named, str) else None
