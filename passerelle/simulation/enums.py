"""The closed lists of simulations."""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

# The kinds of activity that the programme names.
ENCOUNTER = "encounter"
CRITIQUE = "critique"
# The job that replays past questions, with a phrasing and without it.
REPLAY = "simulation.replay"


class Spoken(TextChoices):
    """The language of a conversation; each in its own words."""

    FR = "fr", "Français"
    EN = "en", "English"


class OrderKind(TextChoices):
    """What may be ordered beside the talk."""

    EXAMINATION = "examination", _("Examination")
    TEST = "test", _("Test")
    TREATMENT = "treatment", _("Treatment")


class Likelihood(TextChoices):
    """How a learner ranks a hypothesis; the differential of a case uses the same four places."""

    MAIN = "main", _("the most likely")
    PLAUSIBLE = "plausible", _("plausible")
    MUST_EXCLUDE = "must-exclude", _("to rule out")
    UNLIKELY = "unlikely", _("unlikely")


class VerdictGiven(TextChoices):
    """What a learner does with a model's output."""

    ACCEPT = "accept", _("accept it as it is")
    EDIT = "edit", _("correct it, then use it")
    REJECT = "reject", _("reject it")
    ESCALATE = "escalate", _("stop, and call someone")


class Shift(IntegerChoices):
    """What a piece of news does to one's trust in a model; the values are the engine's."""

    FALLS_A_GREAT_DEAL = -2, _("falls a great deal")
    FALLS_A_LITTLE = -1, _("falls a little")
    UNCHANGED = 0, _("does not change")
    RISES_A_LITTLE = 1, _("rises a little")
    RISES_A_GREAT_DEAL = 2, _("rises a great deal")


class Flaw(TextChoices):
    """What goes wrong in a generated clinical text; the values are the engine's."""

    DOSE = "dose", _("Dose or unit")
    CONTRAINDICATION = "contraindication", _("Missing contraindication or interaction")
    OMISSION = "omission", _("Omission")
    NEGATION = "negation", _("Negation turned round")
    IDENTITY = "identity", _("Wrong patient, side or date")
    GUIDANCE = "guidance", _("Guidance outdated, or of another country")
    CITATION = "citation", _("Invented or misattributed citation")
    CAUSALITY = "causality", _("Invented cause")
    OVERCONFIDENCE = "overconfidence", _("Certainty without grounds")
    STEREOTYPE = "stereotype", _("Stereotype")
    PRIVACY = "privacy", _("Private data let out")
    INJECTION = "injection", _("Obeys an instruction hidden in a document")


class Gravity(TextChoices):
    """What an error would do if nobody saw it; the values are the engine's."""

    MINOR = "minor", _("no consequence for care")
    MODERATE = "moderate", _("care delayed or made worse")
    SEVERE = "severe", _("lasting harm or death possible")
