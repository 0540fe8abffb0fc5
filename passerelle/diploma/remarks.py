"""What the kind of a file, or of a document, adds to the answer about it.

What a PDF or a picture shows is not what was verified, and the engine speaks of diplomas alone."""

from __future__ import annotations

from dataclasses import replace

from passerelle.engines.credential import Report, Text

from .attachment import is_pdf, is_png, is_svg
from .certificate_document import PREFIX

PRINTED_PAGE = Text(
    fr="Ce que la page du PDF donne à lire\u00a0: seule l’attestation numérique jointe a été "
    "vérifiée.",
    en="What the page of the PDF shows: only the digital diploma attached to it was checked.",
)
PICTURE = Text(
    fr="Ce que l’image donne à voir\u00a0: seule l’attestation numérique qu’elle porte a été "
    "vérifiée.",
    en="What the picture shows: only the digital diploma that it carries was checked.",
)
# The noun as the engine's sentences write it; a title that begins so is not one of these.
_CERTIFICATE_FOR = {
    "fr": ("Le diplôme", "le diplôme", "ce diplôme", "Diplôme authentique"),
    "en": ("The diploma", "the diploma", "this diploma", "Genuine diploma"),
}
_SHOWN = {"page": PRINTED_PAGE, "picture": PICTURE}


def is_of_a_certificate(report: Report) -> bool:
    """By the address it is issued under: a word for the reader, no part of the verdict."""
    return f"/{PREFIX}-" in (report.credential_id or "")


def kind_shown(data: bytes) -> str | None:
    """What a reader looks at in such a file, beside what is verified; None of a bare document."""
    if is_pdf(data):
        return "page"
    return "picture" if is_png(data) or is_svg(data) else None


def remarked(report: Report, kind: str) -> Report:
    """Said each time: what such a file shows can be drawn by anyone."""
    remark = _SHOWN.get(kind)
    return replace(report, not_checked=(remark, *report.not_checked)) if remark else report


def as_of_a_certificate(report: Report) -> Report:
    return replace(
        report,
        sentence=_certificate(report.sentence),
        failures=tuple(
            replace(each, sentence=_certificate(each.sentence)) for each in report.failures
        ),
        not_checked=tuple(map(_certificate, report.not_checked)),
    )


def _certificate(text: Text) -> Text:
    return Text(fr=_renamed(text.fr, "fr"), en=_renamed(text.en, "en"))


def _renamed(sentence: str, language: str) -> str:
    """With the noun of a certificate: it has the same gender."""
    for words in _CERTIFICATE_FOR[language]:
        if words in sentence:
            noun = words.replace("diplôme", "certificat").replace("Diplôme", "Certificat")
            return sentence.replace(words, noun.replace("diploma", "certificate"), 1)
    return sentence
