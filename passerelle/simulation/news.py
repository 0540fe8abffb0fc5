"""The news of simulations, as sentences."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from passerelle.foundation.notices import word


def register() -> None:
    word("asked for a word", gettext_noop("%(label)s would like a word with you."), at_once=True)
    word("reported a remark", gettext_noop("A peer’s remark was reported: %(label)s."))
    word("peer to rate", gettext_noop("A peer’s talk waits for your rating: %(label)s"))
