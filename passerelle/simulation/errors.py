"""What a simulation refuses, in sentences that say what to do next."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class SimulationRefusal(Exception):
    """A refusal that a page shows as it is."""


class CaseNotReady(SimulationRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("This case is still a draft: nobody meets this patient before it is checked.")
        )


class EncounterOver(SimulationRefusal):
    def __init__(self) -> None:
        super().__init__(_("This encounter is over; nothing was changed."))


class TalkWentOn(SimulationRefusal):
    """Another window, or another member of the team, asked something meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The talk went on elsewhere meanwhile: here is all of it. "
                "Your question is kept below; ask it if it still makes sense."
            )
        )


class TooLong(SimulationRefusal):
    def __init__(self) -> None:
        super().__init__(
            _(
                "That is a lot at once: nobody could answer it. Ask one thing at a time, in a "
                "thousand characters at most; what you typed is kept below."
            )
        )


class NobodyListens(SimulationRefusal):
    """What understands questions is not installed on this server."""

    def __init__(self) -> None:
        super().__init__(
            _("This server cannot understand questions yet: tell the coordinator. Yours is kept.")
        )


class Paused(SimulationRefusal):
    """The person paused the encounter and has not resumed it."""

    def __init__(self) -> None:
        super().__init__(_("The encounter waits for you. Resume it when you wish."))


class KeyUsedElsewhere(SimulationRefusal):
    def __init__(self) -> None:
        super().__init__(_("This page was open for too long. Reload it, then send it again."))


class NoSuchItem(SimulationRefusal):
    def __init__(self) -> None:
        super().__init__(_("This case has no such thing to order. Choose one of the list."))


class HypothesisFirst(SimulationRefusal):
    def __init__(self) -> None:
        super().__init__(_("Commit a hypothesis of your own first: the assistant opens then."))


class NoAssistant(SimulationRefusal):
    def __init__(self) -> None:
        super().__init__(_("This encounter is held without an assistant."))


class NotObtained(SimulationRefusal):
    def __init__(self) -> None:
        super().__init__(_("A hypothesis rests on what you obtained in this encounter."))


class NoteWrittenMeanwhile(SimulationRefusal):
    """Another member of the team wrote over the note that this one had read."""

    def __init__(self, by: str) -> None:
        words = _(
            "%(name)s wrote in the note meanwhile: yours is kept on this page only. "
            "Press “Keep the note” to read both."
        )
        super().__init__(words % {"name": by})


class TooManyTurns(SimulationRefusal):
    def __init__(self, most: int) -> None:
        words = _(
            "An encounter holds %(most)s questions at most. Write your hand-off, then end it."
        )
        super().__init__(words % {"most": most})


class NotStaff(SimulationRefusal):
    def __init__(self) -> None:
        super().__init__(_("Choose someone of the list."))


class CommitFirst(SimulationRefusal):
    def __init__(self) -> None:
        super().__init__(_("Answer the question first: the output is shown then."))


class AlreadyCommitted(SimulationRefusal):
    def __init__(self) -> None:
        super().__init__(_("Your first answer is given, and stays as it is."))


class SeriesOver(SimulationRefusal):
    def __init__(self) -> None:
        super().__init__(_("This series is submitted; nothing was changed."))


class SeriesUnfinished(SimulationRefusal):
    def __init__(self, left: int) -> None:
        words = ngettext(
            "%(left)s answer is still awaited. Give it, then submit the series.",
            "%(left)s answers are still awaited. Give them, then submit the series.",
            left,
        )
        super().__init__(words % {"left": left})


class RatedAlready(SimulationRefusal):
    def __init__(self) -> None:
        super().__init__(_("This rating is given already; nothing was changed."))


class RatingIncomplete(SimulationRefusal):
    def __init__(self) -> None:
        super().__init__(_("Choose a level for each criterion, then give your rating."))


class PhrasingStands(SimulationRefusal):
    def __init__(self) -> None:
        super().__init__(_("This question is a phrasing of the case already."))


class NotAPhrasing(SimulationRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("This is longer than a question: it cannot be a phrasing. Leave it as it is.")
        )
