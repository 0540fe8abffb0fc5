"""The addresses a diploma is made of. They are names first: nothing is fetched from them.

All stand on the site of the programme's did:web, where this product is served in production."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from passerelle.engines.credential import did_web_url


def site_of(issuer: str) -> str:
    """The https site that a did:web issuer names: https://diplome.example."""
    parts = urlsplit(did_web_url(issuer))
    return f"{parts.scheme}://{parts.netloc}"


def credential_address(issuer: str, number: str) -> str:
    return site_of(issuer) + reverse("verify_number", args=[number])


def status_list_address(issuer: str, institution: str, number: int) -> str:
    return site_of(issuer) + reverse("status_list", args=[institution, number])


def authority_address(issuer: str) -> str:
    """Where a reader of the signed PDF finds the certificate of the programme's authority."""
    return site_of(issuer) + reverse("paper_authority")


def suspension_list_address(issuer: str, institution: str, number: int) -> str:
    return site_of(issuer) + reverse("suspension_list", args=[institution, number])


def public_url(number: str) -> str:
    """Where this very installation answers for a diploma: what its QR code holds."""
    return settings.SITE_URL.rstrip("/") + reverse("verify_number", args=[number])
