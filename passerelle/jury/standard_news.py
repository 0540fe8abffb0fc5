"""The news of Angoff rounds, as sentences."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from passerelle.foundation.notices import word


def register() -> None:
    word("to estimate", gettext_noop("Your estimates are asked for a quiz: %(label)s"))
    word(
        "to estimate again",
        gettext_noop("A second round of estimates is asked of you for a quiz: %(label)s"),
    )
