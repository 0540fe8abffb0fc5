"""Links a graduate follows to show a diploma elsewhere, and links of ours that come back.

Nothing is contacted from here: a link is an address, and the graduate decides to follow it."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlencode, urlsplit

from django.urls import Resolver404, resolve

from passerelle.engines.timetable import zone_named

from .addresses import public_url
from .queries.diplomas import Diploma

_LINKEDIN = "https://www.linkedin.com/profile/add"
_LINK = re.compile(r"\s*https?://\S{1,300}\s*", re.IGNORECASE)


def linkedin_address(diploma: Diploma) -> str:
    """LinkedIn's form “add to profile”, filled in; what it reads is all in the address."""
    credential = diploma.credential
    issued = (credential.issued_at or credential.prepared_at).astimezone(
        zone_named(credential.edition.zones[0])
    )
    return f"{_LINKEDIN}?" + urlencode(
        {
            "startTask": "CERTIFICATION_NAME",
            "name": str(diploma.name),
            "organizationName": str(diploma.seals[0].institution) if diploma.seals else "",
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
