"""The closed list of reasons a diploma is revoked for. They are public, so they say no more."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from passerelle.foundation.translated import Translated


class PaperSize(TextChoices):
    """What the holder may print a diploma on; their names are the sizes'."""

    A4 = "a4", "A4"
    LETTER = "letter", "Letter"


class RevocationReason(TextChoices):
    """Published in both languages beside the diploma; anything else stays in a private note."""

    ERROR = "error", _("It contained an error")
    REPLACED = "replaced", _("Another diploma replaces it")
    WITHDRAWN = "withdrawn", _("The jury withdrew its decision")
    FRAUD = "fraud", _("A fraud was established")


PUBLISHED_REASONS = {
    RevocationReason.ERROR: Translated(fr="il contenait une erreur", en="it contained an error"),
    RevocationReason.REPLACED: Translated(
        fr="un autre diplôme le remplace", en="another diploma replaces it"
    ),
    RevocationReason.WITHDRAWN: Translated(
        fr="le jury est revenu sur sa décision", en="the jury withdrew its decision"
    ),
    RevocationReason.FRAUD: Translated(fr="une fraude a été établie", en="a fraud was established"),
}
