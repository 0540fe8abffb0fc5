"""What the jury refuses, in sentences that say what to do next."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passerelle.campus.errors import CampusRefusal


class OwnDecision(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("Nobody decides about themselves. Leave this decision to another juror.")
        )


class NotACandidate(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("A decision is about a learner who has not withdrawn. Nothing was stored.")
        )


class ReasonMissing(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("You depart from what the rule proposes: write the reason, it will be kept.")
        )
