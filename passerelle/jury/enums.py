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


class PauseKind(TextChoices):
    """Why nobody passes."""

    OPENING = "opening", _("Opening")
    BREAK = "break", _("Break")


class Attendance(TextChoices):
    """How a juror is at the presentation day, or that they are not."""

    ON_SITE = "on_site", _("On site")
    REMOTE = "remote", _("Remote")
    ABSENT = "absent", _("Absent")


PRESENT = (Attendance.ON_SITE, Attendance.REMOTE)


class DeliberationKind(TextChoices):
    """Why the jury sits."""

    ORDINARY = "ordinary", _("Ordinary session")
    RESITS = "resits", _("Resit session")
    APPEAL = "appeal", _("After an appeal")


class BallotKind(TextChoices):
    """How members vote."""

    NAMED = "named", _("named")
    SECRET = "secret", _("secret")


class Choice(TextChoices):
    """What a member may answer to a motion."""

    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    ABSTAIN = "abstain", _("Abstention")


class MotionKind(TextChoices):
    """What a member may move."""

    ADOPT = "adopt", _("Adopt what the rule proposes")
    AWARD = "award", _("Award the diploma")
    NOT_AWARD = "not_award", _("Do not award the diploma")
    RESIT = "resit", _("Resit, with conditions")
    ADJOURN = "adjourn", _("Adjourn")
    RACHAT = "rachat", _("Rachat: give points")
    COMPENSATION = "compensation", _("Compensate")
    HONOURS = "honours", _("Honours")
