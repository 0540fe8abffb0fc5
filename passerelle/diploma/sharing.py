"""Links a graduate follows to show a diploma elsewhere, and links of ours that come back.

Nothing is contacted from here: a link is an address, and the graduate decides to follow it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.urls import Resolver404, resolve, reverse

from passerelle.engines.timetable import zone_named

from .addresses import public_url
from .models import Document
from .queries.sealed import Sealed

_FILES = ("pdf", "json", "bundle", "png", "svg")
_LINKEDIN = "https://www.linkedin.com/profile/add"
_LINK = re.compile(r"\s*https?://\S{1,300}\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Links:
    """Where a document's holder reads it, takes it away, and shows it."""

    page: str
    pdf: str
    json: str
    bundle: str
    png: str
    svg: str
    answer: str
    address: str
    linkedin: str


def links_of(document: Sealed[Document]) -> Links:
    number, of = document.credential.number, "certificate" if document.is_certificate else "diploma"
    own = {kind: reverse(f"{of}_{kind}", args=[number]) for kind in _FILES}
    return Links(
        **own,
        page=reverse(of, args=[number]) if document.is_certificate else reverse("my_diploma"),
        answer=reverse("verify_number", args=[number]),
        address=public_url(number),
        linkedin=linkedin_address(document),
    )


def linkedin_address(document: Sealed[Document]) -> str:
    """LinkedIn's form “add to profile”, filled in; what it reads is all in the address."""
    credential = document.credential
    issued = credential.dated_at.astimezone(zone_named(credential.edition.zones[0]))
    return f"{_LINKEDIN}?" + urlencode(
        {
            "startTask": "CERTIFICATION_NAME",
            "name": str(document.name),
            "organizationName": str(document.seals[0].institution) if document.seals else "",
            "issueYear": issued.year,
            "issueMonth": issued.month,
            "certUrl": public_url(credential.number),
            "certId": credential.number,
        }
    )


def is_link(words: str) -> bool:
    return _LINK.fullmatch(words) is not None


def number_in_link(words: str, *, sites: Collection[str]) -> str | None:
    """The number of the diploma that a link of ours leads to; None for any other address."""
    try:
        parts = urlsplit(words.strip())
        ours = {urlsplit(site).netloc.lower() for site in sites}
        if parts.netloc.lower() not in ours:
            return None
        found = resolve(parts.path)
    except (ValueError, Resolver404):
        return None
    if found.url_name != "verify_number":
        return None
    return str(found.kwargs["number"]).upper()
