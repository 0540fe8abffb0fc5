"""Small numbers in words, as a sentence begins: Two teams are waiting."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

_WORDS = {
    2: gettext_lazy("Two"),
    3: gettext_lazy("Three"),
    4: gettext_lazy("Four"),
    5: gettext_lazy("Five"),
    6: gettext_lazy("Six"),
    7: gettext_lazy("Seven"),
    8: gettext_lazy("Eight"),
    9: gettext_lazy("Nine"),
}


def spelled(count: int) -> str:
    """From two to nine in words (they have no gender in French), in figures beyond."""
    return str(_WORDS.get(count, count))
