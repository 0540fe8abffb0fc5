"""What is refused about minutes and appeals, in sentences that say what to do next."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from passerelle.campus.errors import CampusRefusal


class NotFrozen(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("The deliberation is still open: freeze it, then draw up its minutes."))


class ProofOfSomethingElse(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("What you confirmed is not these minutes. Reload the page, then sign again.")
        )


class NotAMemberPresent(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("Only the members present at the end sign these minutes. You may read them.")
        )


class AlreadyAnswered(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("You have already answered: a signature is never taken back or edited."))


class ChairSignsLast(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("The chair signs last: other members have not answered yet."))


class MinutesAltered(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("These minutes are not what was drawn up. Nobody signs them: read what was altered.")
        )


class RefusalWithoutReason(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("Write why you do not sign: the minutes will say it."))


class AppealRefused(CampusRefusal):
    """An appeal that cannot be filed or ruled upon."""


class NotYourDecision(AppealRefused):
    def __init__(self) -> None:
        super().__init__(_("Only the learner whom a decision is about may appeal against it."))


class TooLateToAppeal(AppealRefused):
    def __init__(self, until: datetime | None) -> None:
        self.until = until
        super().__init__(
            _("The time to appeal is over. Write to the coordination of your programme.")
        )


class AlreadyAppealed(AppealRefused):
    def __init__(self) -> None:
        super().__init__(_("You have already appealed against this decision, once and for all."))


class GroundsMissing(AppealRefused):
    def __init__(self) -> None:
        super().__init__(_("Write on what grounds you appeal, in at most 4000 characters."))


class DecisionSuperseded(AppealRefused):
    def __init__(self) -> None:
        super().__init__(_("The jury has decided again since: appeal against the new decision."))


class AlreadyRuled(AppealRefused):
    def __init__(self) -> None:
        super().__init__(_("This appeal has its answer already, which the learner has read."))


class RulingWithoutReason(AppealRefused):
    def __init__(self) -> None:
        super().__init__(_("Write the reason of your answer: the learner will read it."))


class OwnAppeal(AppealRefused):
    def __init__(self) -> None:
        super().__init__(_("Nobody rules on their own appeal. Leave it to someone else."))


class NothingToReopen(AppealRefused):
    def __init__(self) -> None:
        super().__init__(_("No admitted appeal waits for the jury: nothing was reopened."))
