"""The news of diplomas and certificates, as sentences."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from passerelle.foundation.notices import word


def register() -> None:
    word("issued", gettext_noop("Your diploma is signed by all: %(label)s"), at_once=True)
    word("suspended", gettext_noop("Your diploma is suspended: %(label)s"), at_once=True)
    word("restored", gettext_noop("Your diploma is valid again: %(label)s"), at_once=True)
    word("revoked", gettext_noop("Your diploma was revoked: %(label)s"), at_once=True)
    word("certificate issued", gettext_noop("Your certificate is signed by all: %(label)s"))
    _certificate("suspended", gettext_noop("Your certificate is suspended: %(label)s"))
    _certificate("restored", gettext_noop("Your certificate is valid again: %(label)s"))
    _certificate("revoked", gettext_noop("Your certificate was revoked: %(label)s"))


def _certificate(verb: str, sentence: str) -> None:
    word(f"certificate {verb}", sentence, at_once=True)
