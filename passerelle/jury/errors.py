"""What the jury refuses, in sentences that say what to do next."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.campus.errors import CampusRefusal
from passerelle.engines.timetable import zone_named


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


class DecidedByDeliberation(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("This jury has regulations: a decision is moved and voted in its deliberation.")
        )


class DeliberationFrozen(CampusRefusal):
    """After the freeze nothing changes; an appeal opens a deliberation of its own."""

    def __init__(self, frozen_at: datetime, zone: str) -> None:
        super().__init__(
            _(
                "The deliberation was frozen on %(day)s: a vote after the freeze is not counted."
                " File an appeal, or ask the chair for another deliberation."
            )
            % {"day": date_format(localtime(frozen_at, zone_named(zone)), "DATE_FORMAT")}
        )


class DeliberationOpen(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("A deliberation is already open for this edition. Freeze it before opening another.")
        )


class NoRegulations(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("The programme has no regulations for its jury: add jury/regulations.yaml, load it.")
        )


class NotAMember(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("Only a member of the jury who is present may do this."))


class NotTheChair(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("Only the chair of the jury may do this. Ask them."))


class NoQuorum(CampusRefusal):
    def __init__(self, sentence: str) -> None:
        super().__init__(
            _("%(quorum)s Nothing is voted before the quorum is reached.") % {"quorum": sentence}
        )


class Recused(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("You are recused for this learner: you neither move nor vote about them.")
        )


class MotionClosed(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("This motion is closed: its vote is over. Move another one if needed."))


class MotionOpen(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("Another motion about this learner is open. Vote on it first, or have it closed.")
        )


class VoteUnderWay(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("A motion is still being voted: end its vote, or have it withdrawn, then freeze.")
        )


class VotesMissing(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("Nobody has voted on this motion yet. Vote before closing it."))


class VotesStarted(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("The vote on this motion has begun: it is not withdrawn any more. Vote against it.")
        )


class WithdrawnByAnother(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("Only who moved a motion withdraws it. Ask them, or vote against it."))


class SecrecyAtStake(CampusRefusal):
    """A count of one or two tells who voted what: the page says who has voted."""

    def __init__(self, least: int) -> None:
        super().__init__(
            _(
                "So few ballots would tell who voted what: a secret vote is closed once"
                " %(least)s members have voted."
            )
            % {"least": least}
        )


class MotionRefused(CampusRefusal):
    """What is moved is not within the regulations, or lacks something; the sentence says it."""


class RachatImpossible(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("No points can be given here: a mark is missing, or the result would pass the scale.")
        )


class CandidatesUndecided(CampusRefusal):
    def __init__(self, names: list[str], others: int) -> None:
        words = {"names": ", ".join(names), "others": others}
        if others > 0:
            sentence = (
                ngettext(
                    "The jury has not decided yet on %(names)s and %(others)s other.",
                    "The jury has not decided yet on %(names)s and %(others)s others.",
                    others,
                )
                % words
            )
        else:
            sentence = _("The jury has not decided yet on %(names)s.") % words
        super().__init__(sentence)


class RoundClosed(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("This round is closed: its estimates no longer change."))


class RoundOpenAlready(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("A round is open on this quiz: close it before opening another."))


class NoRoundLeft(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("This quiz has had its two rounds; read what they gave."))


class NothingToEstimate(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("Nothing to estimate here: choose a quiz with questions marked by the machine.")
        )


class NotAJudge(CampusRefusal):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s does not mark in this edition, or learns in it: choose somebody else.")
            % {"name": name}
        )


class EstimatesRefused(CampusRefusal):
    """Some estimates cannot be kept; `by_question` says which and why. Nothing was kept."""

    def __init__(self, by_question: dict[str, str]) -> None:
        super().__init__(_("Some estimates cannot be kept; nothing was changed."))
        self.by_question = by_question
