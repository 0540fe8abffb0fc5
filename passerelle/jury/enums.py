"""The closed lists of the jury."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    """What a jury may decide of one learner."""

    AWARDED = "awarded", _("Diploma awarded")
    NOT_AWARDED = "not_awarded", _("Diploma not awarded")
    RESIT = "resit", _("Resit")
    ADJOURNED = "adjourned", _("Adjourned")
