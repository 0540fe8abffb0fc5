"""The trust lists of other programmes this site believes: files that whoever runs it put there."""

from __future__ import annotations

from django.conf import settings

from passerelle.engines.credential import BadTrustList, TrustList

_MOST_LISTS = 50


def partner_list(issuer: str) -> TrustList | None:
    """A partner's published list for that issuer, from `partners/*.json` in the data folder."""
    for path in sorted((settings.DATA / "partners").glob("*.json"))[:_MOST_LISTS]:
        try:
            trust = TrustList.from_json(path.read_bytes())
        except (BadTrustList, OSError):  # `passerelle credential verify --trust` says what is wrong
            continue
        if trust.issuer == issuer:
            return trust
    return None
