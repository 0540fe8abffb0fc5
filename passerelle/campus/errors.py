"""What the campus refuses, in sentences that say what to do next."""

from __future__ import annotations

from django.utils.translation import gettext as _


class CampusRefusal(Exception):
    """A refusal that a page shows as it is."""


class NotOpenYet(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("This activity is not open yet. Come back on its opening date."))


class NoAttemptLeft(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("You have used all your attempts. Your best one counts."))


class AlreadySubmitted(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("This was already submitted; nothing was changed."))


class FormOutOfDate(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("This page was open for too long. Reload it, then send it again."))


class NothingHandedIn(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("Write a text or add a file before handing in."))


class NoTeam(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("This is team work and you are in no team yet. Ask the coordinator."))


class SheetIncomplete(CampusRefusal):
    def __init__(self, titles: list[str]) -> None:
        super().__init__(
            _("Choose a level for: %(criteria)s. Your draft is kept.")
            % {"criteria": ", ".join(titles)}
        )


class SheetSigned(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("This sheet is signed; it no longer changes."))


class WrittenElsewhere(CampusRefusal):
    """The sheet was changed by another device since the writer read it."""

    def __init__(self) -> None:
        super().__init__(
            _("This sheet was changed elsewhere meanwhile. Choose, line by line, what to keep.")
        )


class WrittenTooEarly(CampusRefusal):
    """A device's earlier change has not arrived yet: this one waits for it."""

    def __init__(self) -> None:
        super().__init__(_("An earlier change of this sheet has not arrived yet. Send it first."))


class KeyTaken(CampusRefusal):
    """A device may not give one key to two changes."""

    def __init__(self) -> None:
        super().__init__(
            _("Another change was already kept under this key. Open the sheet again, then redo it.")
        )


class OwnWork(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("Nobody marks their own work. Choose another rater."))


class FileRefused(CampusRefusal):
    """Too large, empty, or of a type the assignment does not take."""


class PanelClosed(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("This panel is closed: nothing is marked any more. Your draft is kept."))


class Undeclared(CampusRefusal):
    """A juror must say which works they must not mark before marking one."""

    def __init__(self) -> None:
        super().__init__(_("Declare your conflicts of interest first: no sheet opens before."))


class SheetSetAside(CampusRefusal):
    """A conflict was declared, or the juror left: the sheet no longer counts."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            _("This sheet was set aside; it is no longer yours to fill. Reason given: “%(reason)s”")
            % {"reason": _(reason) if reason else ""}
        )


class TeamSpaceFull(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("Your team shares as much as it may: take something away first."))


class RequestTaken(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("Another mentor has taken this request meanwhile. Choose another one."))


class RequestClosed(CampusRefusal):
    def __init__(self) -> None:
        super().__init__(_("This request is closed. Ask another question if you need to."))
