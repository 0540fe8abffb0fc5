"""The closed lists of the campus."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(TextChoices):
    """What a person comes to do in an edition; one person may have several."""

    LEARNER = "learner", _("learner")
    GUEST = "guest", _("datathon guest")
    EXPERT = "expert", _("expert")
    MODULE_LEAD = "module_lead", _("module lead")
    COORDINATOR = "coordinator", _("coordinator")
    JUROR = "juror", _("juror")
    REGISTRAR = "registrar", _("registrar")


# Whoever holds one of these may be asked to mark.
MARKING_ROLES = (Role.EXPERT, Role.JUROR, Role.MODULE_LEAD, Role.COORDINATOR)


class Kind(TextChoices):
    """The kinds of activity the campus itself plays."""

    LESSON = "lesson", _("Lesson")
    QUIZ = "quiz", _("Quiz")
    ASSIGNMENT = "assignment", _("Assignment")


class Judgment(TextChoices):
    """What a juror makes of a work as a whole, beside its criteria; in order, the worst first."""

    INSUFFICIENT = "insufficient", _("insufficient")
    BORDERLINE = "borderline", _("borderline")
    SATISFACTORY = "satisfactory", _("satisfactory")
    GOOD = "good", pgettext_lazy("judgment", "good")


class SessionKind(TextChoices):
    LECTURE = "lecture", _("Lecture")
    WORKSHOP = "workshop", _("Workshop")
    CASE = "case", _("Case study")
    CONFERENCE = "conference", _("Conference")
    DATATHON = "datathon", _("Datathon")
    PRESENTATION = "presentation", _("Presentations")


class Source(TextChoices):
    """Where a result comes from."""

    QUIZ = "quiz", _("automatic, from the answers")
    SHEETS = "sheets", _("marked on the rubric")
    PLAYED = "played", _("automatic, from what was done")
