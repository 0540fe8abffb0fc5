"""The news of minutes and appeals, as sentences."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from passerelle.foundation.notices import word


def register() -> None:
    word("appeal answered", gettext_noop("Your appeal has its answer: %(label)s"), at_once=True)
