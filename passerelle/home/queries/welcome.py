"""What a visitor reads first: the diploma, its year, who signs it."""

from __future__ import annotations

from dataclasses import dataclass

from passerelle.people.models import Institution
from passerelle.programme.models import Edition, Module
from passerelle.programme.queries import modules_of


@dataclass(frozen=True, slots=True)
class Welcome:
    """The latest edition of the diploma, with its modules and its institutions."""

    edition: Edition
    title: str
    summary: str
    modules: tuple[Module, ...]
    institutions: tuple[Institution, ...]
    minutes: int


def welcome() -> Welcome | None:
    """Three queries; None where no programme is loaded yet."""
    edition = Edition.objects.select_related("programme").order_by("-starts_on").first()
    if edition is None:
        return None
    signing = {
        each.slug: each for each in Institution.objects.filter(slug__in=edition.institutions)
    }
    return Welcome(
        edition=edition,
        title=str(edition.programme),
        summary=str(edition.summary),
        modules=tuple(modules_of(edition)),
        institutions=tuple(signing[slug] for slug in edition.institutions if slug in signing),
        minutes=round(edition.hours * 60),
    )
