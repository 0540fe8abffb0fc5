"""The closed lists of the office: kinds, and reasons that are public, so that they say no more."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from passerelle.foundation.translated import Translated


class PaperSize(TextChoices):
    """What the holder may print a diploma on; their names are the sizes'."""

    A4 = "a4", "A4"
    LETTER = "letter", "Letter"


class CertificateKind(TextChoices):
    """What a certificate, smaller than a diploma, is given for."""

    MODULE = "module", _("Module")
    CONFERENCES = "conferences", _("Conferences")
    EXPERT = "expert", _("Sessions given as an expert")


class RevocationReason(TextChoices):
    """Published in both languages beside the document; anything else stays in a private note."""

    ERROR = "error", _("It contained an error")
    REPLACED = "replaced", _("Another one replaces it")
    WITHDRAWN = "withdrawn", _("The jury withdrew its decision")
    UNEARNED = "unearned", _("What it certifies did not take place")
    FRAUD = "fraud", _("A fraud was established")


class SuspensionReason(TextChoices):
    """Why an institution does not vouch for it for the time being; public, as above."""

    REVIEW = "review", _("It is being examined again")
    APPEAL = "appeal", _("An appeal is being heard")
    IDENTITY = "identity", _("The identity of its holder is being checked")


class Custody(TextChoices):
    """Where a secret key is kept."""

    SOFTWARE = "software", _("sealed in the database")
    HSM = "hsm", _("in a security module (HSM)")


class KeyEarlier(TextChoices):
    """What becomes of what a lost key signed before the instant it was lost."""

    STAND = "stand", _("What it signed before stays valid")
    FALL = "fall", _("Nothing it signed is believed any more")


SUSPENSION_REASONS = {
    SuspensionReason.REVIEW: Translated(
        fr="il fait l’objet d’un réexamen", en="it is being examined again"
    ),
    SuspensionReason.APPEAL: Translated(
        fr="un recours est en cours d’examen", en="an appeal is being heard"
    ),
    SuspensionReason.IDENTITY: Translated(
        fr="l’identité de son titulaire est en cours de vérification",
        en="the identity of its holder is being checked",
    ),
}

PUBLISHED_REASONS = {
    RevocationReason.ERROR: Translated(fr="il contenait une erreur", en="it contained an error"),
    RevocationReason.REPLACED: Translated(fr="un autre le remplace", en="another one replaces it"),
    RevocationReason.WITHDRAWN: Translated(
        fr="le jury est revenu sur sa décision", en="the jury withdrew its decision"
    ),
    RevocationReason.UNEARNED: Translated(
        fr="ce qu’il atteste n’a pas eu lieu", en="what it certifies did not take place"
    ),
    RevocationReason.FRAUD: Translated(fr="une fraude a été établie", en="a fraud was established"),
}

# A jury decides on a diploma; of a certificate, no jury ever spoke.
REASONS_OF_A_DIPLOMA = tuple(each for each in RevocationReason if each != RevocationReason.UNEARNED)
REASONS_OF_A_CERTIFICATE = tuple(
    each for each in RevocationReason if each != RevocationReason.WITHDRAWN
)
