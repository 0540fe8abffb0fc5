"""Is this diploma true? The answer of this site, by its own trust list; nothing is fetched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter

from passerelle.engines.credential import (
    Limits,
    Refusal,
    Report,
    SubprocessCanonicaliser,
    Text,
    TrustList,
    read_document,
    verify,
)
from passerelle.foundation import clock

from ..attachment import attached_credential, is_pdf
from .trust import Trusted, issuers, nobodys_trust_list, trusted

# What a door of ours accepts before anything is parsed.
MOST_BYTES = 256_000
canonicaliser = SubprocessCanonicaliser()

_PRINTED_PAGE = Text(
    fr="Ce que la page du PDF donne à lire\u00a0: seul le diplôme numérique joint a été vérifié.",
    en="What the page of the PDF shows: only the digital diploma attached to it was checked.",
)
_UNREADABLE = {"too-large", "not-utf8", "not-json", "truncated", "not-an-object"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site says of a document, by which trust list, in how long."""

    report: Report
    trust: TrustList
    seconds: float

    @property
    def is_readable(self) -> bool:
        """Whether the file holds a document at all, true or not."""
        return not any(failure.code in _UNREADABLE for failure in self.report.failures)

    @property
    def is_genuine(self) -> bool:
        """Whether every institution signed just this, whatever was said of it since."""
        return self.report.verdict in ("valid", "revoked")


def answer_about(data: bytes) -> Answer:
    """The answer for a credential, or for a PDF that carries one; never raises on a bad file."""
    began = perf_counter()
    document = attached_credential(data, most_bytes=MOST_BYTES) if is_pdf(data) else data
    document = b"" if document is None else document
    found = _trusted_for(document)
    report = verify(
        document,
        trust=found.trust,
        at=clock.now(),
        canonicaliser=canonicaliser,
        statuses=found.statuses,
    )
    if is_pdf(data):
        report = replace(report, not_checked=(_PRINTED_PAGE, *report.not_checked))
    return Answer(report, found.trust, perf_counter() - began)


def _trusted_for(document: bytes) -> Trusted:
    """What is known of the issuer a file names; of any other programme when it names none."""
    named = _issuer_in(document)
    found = trusted(named) if named else None
    if found is not None:
        return found
    first = next(iter(issuers()), None)
    return (trusted(first) if first else None) or Trusted(nobodys_trust_list(), {})


def _issuer_in(document: bytes) -> str | None:
    try:
        issuer = read_document(document, Limits()).get("issuer")
    except Refusal:
        return None
    named = issuer.get("id") if isinstance(issuer, dict) else issuer
    return named if isinstance(named, str) else None
