"""A loaded revision's agreements become rows that people sign: one a version, never changed."""

from __future__ import annotations

from passerelle.campus.prose import html_of
from passerelle.foundation import clock
from passerelle.foundation.translated import Translated
from passerelle.programme.models import Edition
from passerelle.programme.problems import Problem, ProgrammeRefused
from passerelle.programme.source import ProgrammeSource

from ..models import UsageAgreement
from .agreements import FOLDER, AgreementSource, agreements_in


def apply_agreements(edition: Edition, source: ProgrammeSource) -> dict[str, UsageAgreement]:
    """Those in force, by name; a version that a later one replaces stays, with its signatures."""
    written = {each.slug: each for each in agreements_in(source)}
    gone = UsageAgreement.objects.filter(edition=edition, replaced_at=None)
    gone.exclude(slug__in=written).update(replaced_at=clock.now())
    return {slug: _apply(edition, each) for slug, each in written.items()}


def _apply(edition: Edition, written: AgreementSource) -> UsageAgreement:
    rows = UsageAgreement.objects.filter(edition=edition, slug=written.slug)
    row = rows.filter(version=written.version).first()
    if row is not None and row.digest != written.digest:
        raise ProgrammeRefused([_changed_without_a_number(written)])
    rows.filter(replaced_at=None).exclude(version=written.version).update(replaced_at=clock.now())
    if row is None:
        return _new_version(edition, written)
    if row.replaced_at is not None:
        row.replaced_at = None
        row.save(update_fields=["replaced_at"])
    return row


def _new_version(edition: Edition, written: AgreementSource) -> UsageAgreement:
    html = {
        language: html_of(_without_title(text), language=language)
        for language, text in written.texts.items()
    }
    return UsageAgreement.objects.create(
        edition=edition,
        slug=written.slug,
        version=written.version,
        digest=written.digest,
        title=Translated(fr=written.titles["fr"], en=written.titles["en"]),
        html=Translated(fr=html["fr"], en=html["en"]),
        loaded_at=clock.now(),
    )


def _without_title(text: str) -> str:
    """The page has the title in its heading."""
    first, _, rest = text.lstrip().partition("\n")
    return rest if first.startswith("## ") else text


def _changed_without_a_number(written: AgreementSource) -> Problem:
    reason = f"The text of version {written.version} changed, and people may have signed it."
    remedy = f"Write “Version {written.version + 1}.” in both languages: it will be signed anew."
    return Problem(f"{FOLDER}/{written.slug}/fr.md", 0, "", reason, remedy)
