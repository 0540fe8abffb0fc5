"""An agreement as one person reads it: its text, whether they signed, what they took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from passerelle.foundation.translated import Language, Translated, reading_language
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..models import AgreementSignature, DataDownload, UsageAgreement
from .access import agreement_in_force

SHOWN = 20


@dataclass(frozen=True, slots=True)
class DownloadRow:
    """A file that someone took; `person` and `team` are for the coordinator's list."""

    at: datetime
    file: str
    challenge: str
    version: int
    person: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class AgreementPage:
    agreement: UsageAgreement
    title: Translated
    html: str
    language: Language
    signed_at: datetime | None
    signed_as: str
    earlier_version: int | None
    downloads: tuple[DownloadRow, ...]


def agreement_page(edition: Edition, slug: str, person: Person) -> AgreementPage | None:
    """Three queries: the version in force, one's signatures, one's latest downloads."""
    agreement = agreement_in_force(edition, slug)
    if agreement is None:
        return None
    signatures = AgreementSignature.objects.filter(
        person=person, agreement__edition=edition, agreement__slug=slug
    ).select_related("agreement")
    by_version = {each.agreement.version: each for each in signatures}
    mine = by_version.pop(agreement.version, None)
    language = reading_language()
    return AgreementPage(
        agreement=agreement,
        title=agreement.title,
        html=agreement.html.in_language(language),
        language=language,
        signed_at=mine.at if mine else None,
        signed_as=mine.full_name if mine else "",
        earlier_version=max(by_version, default=None),
        downloads=downloads_of(person, edition),
    )


def downloads_of(person: Person, edition: Edition) -> tuple[DownloadRow, ...]:
    """One's own, the latest first: whoever is watched may read what is written."""
    rows = DataDownload.objects.filter(person=person, file__challenge__edition=edition)
    return tuple(
        DownloadRow(each.at, each.file.name, str(each.file.challenge.title), each.file.version)
        for each in rows.select_related("file__challenge").defer("file__challenge__settings")[
            :SHOWN
        ]
    )
