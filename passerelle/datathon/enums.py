"""The closed lists of the datathon."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Domain(TextChoices):
    """What a challenge serves."""

    DIAGNOSIS = "diagnosis", _("Diagnosis")
    TREATMENT = "treatment", _("Personalised treatment")
    TEACHING = "teaching", _("Teaching")
    PATIENTS = "patients", _("Patients")


class Origin(TextChoices):
    """Where a challenge was written."""

    PROGRAMME = "programme", _("programme folder")
    CODABENCH = "codabench", _("Codabench bundle")
    EVALAI = "evalai", _("EvalAI challenge")


class Direction(TextChoices):
    HIGHER = "higher", _("higher is better")
    LOWER = "lower", _("lower is better")


class BoardName(TextChoices):
    """The board everyone follows, and the one shown at the end."""

    PUBLIC = "public", _("public board")
    PRIVATE = "private", _("private board")


class FileRole(TextChoices):
    """What a file of a challenge is for; `SEALED` ones leave the server for nobody."""

    TRAIN = "train", _("training data")
    TEST = "test", _("test data")
    SAMPLE = "sample", _("sample submission")
    KIT = "kit", _("starter kit")
    BASELINE = "baseline", _("baseline submission")
    TRUTH = "truth", _("reference labels")
    BUNDLE = "bundle", _("imported bundle")


OPEN_ROLES = (FileRole.TRAIN, FileRole.TEST, FileRole.SAMPLE, FileRole.KIT)
SEALED_ROLES = (FileRole.BASELINE, FileRole.TRUTH, FileRole.BUNDLE)


class StewardPart(TextChoices):
    """What a person does for a challenge."""

    OWNER = "owner", _("challenge owner")
    MENTOR = "mentor", _("mentor")


class SubmissionKind(TextChoices):
    PREDICTIONS = "predictions", _("predictions")
    CODE = "code", _("code")


class Outcome(TextChoices):
    """How an evaluation ended. Only `OURS` is our fault: it is not charged to the team."""

    SCORED = "scored", _("scored")
    REFUSED = "refused", _("predictions not valid")
    FAILED = "failed", _("the program failed")
    LIMIT = "limit", _("a limit was hit")
    OURS = "ours", _("our fault")
    CANCELLED = "cancelled", _("cancelled")


class Missing(TextChoices):
    """What stands between a person and the data of a challenge, in the order to see to it."""

    SUSPENDED = "suspended", _("your team’s access is suspended")
    AGREEMENT = "agreement", _("the agreement is not signed")
    NEW_VERSION = "new version", _("the agreement has a new version to sign")
    TRAINING = "training", _("the training is not passed")
    NOT_OPEN = "not open", _("the datathon has not opened")
    OVER = "over", _("the datathon is over")


class DossierPart(TextChoices):
    """The parts of a team's dossier, in their order (see `dossier_parts` for what each asks)."""

    NEED = "need", _("The need")
    DATA = "data", _("The data")
    METHOD = "method", _("The method")
    RESULTS = "results", _("The results")
    LIMITS = "limits", _("The limits")
    ETHICS = "ethics", _("The ethics")
    TEAM = "team", _("The team")


class ProjectState(TextChoices):
    """What became of a team's project."""

    STOPPED = "stopped", _("stopped")
    CONTINUED = "continued", _("the team goes on working on it")
    TRIAL = "trial", _("on trial")
    IN_USE = "in use", _("in use")
    PUBLISHED = "published", _("published")
