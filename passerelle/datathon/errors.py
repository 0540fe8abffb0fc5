"""What the datathon refuses, in sentences that say what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.engines.table import Problem

from .wording import said_in_zones


class DatathonRefusal(Exception):
    """A refusal that a page shows as it is."""


class SubmissionRefused(DatathonRefusal):
    """The file is not what the challenge asks; nothing was stored, nothing is counted."""

    def __init__(self, problems: Sequence[Problem], total: int | None = None) -> None:
        self.problems = tuple(problems)
        self.total = len(self.problems) if total is None else total
        super().__init__(
            ngettext(
                "This file has %(count)s problem: nothing was stored, your quota is untouched.",
                "This file has %(count)s problems: nothing was stored, your quota is untouched.",
                self.total,
            )
            % {"count": self.total}
        )


class NotYourTeam(DatathonRefusal):
    def __init__(self) -> None:
        super().__init__(_("Only the members of a team submit for it. Ask the coordinator."))


class ChallengeClosed(DatathonRefusal):
    def __init__(self) -> None:
        super().__init__(_("This challenge is no longer open."))


class PhaseNotOpen(DatathonRefusal):
    def __init__(self, opens_at: datetime, zones: Sequence[str]) -> None:
        when = said_in_zones(opens_at, zones)
        super().__init__(_("This phase opens on %(when)s.") % {"when": when})


class PhaseOver(DatathonRefusal):
    """What was received before the deadline counts, even if it is scored later."""

    def __init__(self, closed_at: datetime, received_at: datetime, zones: Sequence[str]) -> None:
        words = {
            "closed": said_in_zones(closed_at, zones),
            "received": said_in_zones(received_at, zones),
        }
        super().__init__(
            _("This phase closed on %(closed)s; your file was received on %(received)s.") % words
        )


class KindNotAccepted(DatathonRefusal):
    def __init__(self) -> None:
        super().__init__(_("This challenge does not take this kind of submission."))


class CodeMayNotRun(DatathonRefusal):
    def __init__(self, reason: str) -> None:
        super().__init__(
            _("Code cannot be run safely here (%(reason)s). Submit predictions instead.")
            % {"reason": reason}
        )


class QuotaSpent(DatathonRefusal):
    def __init__(self, most: int) -> None:
        super().__init__(
            ngettext(
                "Your team has used its %(most)s submission of this phase.",
                "Your team has used its %(most)s submissions of this phase.",
                most,
            )
            % {"most": most}
        )


class QuotaOfTheDaySpent(DatathonRefusal):
    def __init__(self, most: int, *, again_at: datetime, zones: Sequence[str]) -> None:
        words = {"most": most, "when": said_in_zones(again_at, zones)}
        super().__init__(
            ngettext(
                "Your team has used its %(most)s submission of the day. Come back on %(when)s.",
                "Your team has used its %(most)s submissions of the day. Come back on %(when)s.",
                most,
            )
            % words
        )


class TooManyAnHour(DatathonRefusal):
    """What is taken back is not counted by quotas, yet it fills the disk and the queue."""

    def __init__(self, most: int, *, again_at: datetime, zones: Sequence[str]) -> None:
        words = {"most": most, "when": said_in_zones(again_at, zones)}
        text = _(
            "Your team has sent %(most)s files within an hour, those taken back included. "
            "Come back on %(when)s."
        )
        super().__init__(text % words)


class FormKeyUsed(DatathonRefusal):
    def __init__(self) -> None:
        super().__init__(_("This page was open for too long. Reload it, then send it again."))


class AlreadyEvaluated(DatathonRefusal):
    def __init__(self) -> None:
        super().__init__(_("This submission is already evaluated: it counts and stays."))


class NotScored(DatathonRefusal):
    def __init__(self) -> None:
        super().__init__(_("Only an evaluation that gave scores can be replayed."))


class NotAnOwner(DatathonRefusal):
    def __init__(self) -> None:
        super().__init__(_("Only the owners of the challenge may do this."))


class PhaseStillOpen(DatathonRefusal):
    def __init__(self, closes_at: datetime, zones: Sequence[str]) -> None:
        when = said_in_zones(closes_at, zones)
        super().__init__(
            _("The private board is revealed once the last phase has closed, on %(when)s.")
            % {"when": when}
        )


class BundleRefused(DatathonRefusal):
    """The bundle cannot be read, or says too little to be a challenge."""


class AccessMissing(DatathonRefusal):
    """Something stands between this person and the data; `sentence` says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


class AgreementReplaced(DatathonRefusal):
    def __init__(self, version: int) -> None:
        super().__init__(
            _("This text was replaced by version %(version)s. Read that one, then sign it.")
            % {"version": version}
        )


class NotYourName(DatathonRefusal):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("One signs in one’s own name. Yours is “%(name)s” here: type it the same way.")
            % {"name": name}
        )


class GrantEndsEarly(DatathonRefusal):
    def __init__(self) -> None:
        super().__init__(_("Access ends in the future: choose a later day."))


class DossierHandedIn(DatathonRefusal):
    def __init__(self) -> None:
        super().__init__(_("Your team’s report is handed in: it no longer changes."))


class DossierIncomplete(DatathonRefusal):
    """Parts are missing; one may still hand in, knowingly."""

    def __init__(self, parts: Sequence[str]) -> None:
        self.parts = tuple(parts)
        text = ngettext(
            "One part is not written: %(parts)s. Write it, or confirm that you hand in without it.",
            "Parts are not written: %(parts)s. Write them, or confirm that you hand in as it is.",
            len(parts),
        )
        super().__init__(text % {"parts": ", ".join(parts)})


class DossierEmpty(DatathonRefusal):
    def __init__(self) -> None:
        super().__init__(_("Nothing is written yet: begin with one part."))


class NoDossierAsked(DatathonRefusal):
    def __init__(self) -> None:
        super().__init__(_("This edition asks for no team report."))


class WrittenMeanwhile(DatathonRefusal):
    """Someone else wrote in the same part since this page was opened; nothing was stored."""

    def __init__(self, by: str) -> None:
        super().__init__(
            _("%(name)s wrote here since you opened this page. Press “Save” to see both texts.")
            % {"name": by}
        )


class TooManyFiles(DatathonRefusal):
    def __init__(self, most: int) -> None:
        super().__init__(
            ngettext(
                "At most %(most)s file goes with the report: choose again.",
                "At most %(most)s files go with the report: choose again.",
                most,
            )
            % {"most": most}
        )
