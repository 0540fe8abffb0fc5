"""What the signatures of a PDF were found to be, carried by the answer to be read again in the
other language: sealed, for that document alone and for an hour. The site keeps nothing."""

from __future__ import annotations

from django.core import signing

from passerelle.engines.credential import Signature, Text

from .signed_page import Page

_SALT = "passerelle.diploma.page"
_SECONDS = 3600


def carried(page: Page, *, about: str | None) -> str:
    """The finding in one word, about the credential of that address."""
    signatures = [
        (each.institution, each.name.fr, each.name.en, each.state) for each in page.signatures
    ]
    return signing.dumps([about, page.failure, signatures], salt=_SALT, compress=True)


def brought_back(word: str, *, about: str | None) -> Page | None:
    """The finding that this site carried; None of another document, or of anyone's word."""
    try:
        kept, failure, signatures = signing.loads(word, salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        return None
    if kept != about:
        return None
    seen = tuple(Signature(did, Text(fr=fr, en=en), state) for did, fr, en, state in signatures)
    return Page(seen, failure)
