"""The news of the datathon, as sentences."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from passerelle.foundation.notices import word


def register() -> None:
    word("what became", gettext_noop("What became of your project? %(label)s"), at_once=True)
