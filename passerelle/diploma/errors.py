"""What the diploma office refuses, in sentences that say what to do next."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passerelle.campus.errors import CampusRefusal


class DiplomaRefusal(CampusRefusal):
    """A refusal that a page shows as it is."""


class NotAwarded(DiplomaRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("The jury's decision in force does not award this diploma. Nothing was prepared.")
        )


class JuryStillSits(DiplomaRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("The jury still deliberates and may decide otherwise. Wait until it is frozen.")
        )


class AppealUnsettled(DiplomaRefusal):
    def __init__(self) -> None:
        super().__init__(
            _(
                "An appeal against this decision waits for its answer, or for the jury to sit "
                "again. The diploma waits with it."
            )
        )


class DecisionSuperseded(DiplomaRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("The jury has decided again since this diploma was prepared. It cannot be signed.")
        )


class NotTheirInstitution(DiplomaRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("A registrar signs and revokes for their own institution only. Nothing was changed.")
        )


class NotASignatory(DiplomaRefusal):
    def __init__(self) -> None:
        super().__init__(_("This institution is not among those that sign this diploma."))


class NoKey(DiplomaRefusal):
    def __init__(self, institution: str) -> None:
        super().__init__(
            _("%(institution)s has no signing key yet. Ask the coordinator to establish it.")
            % {"institution": institution}
        )


class KeyNoLongerUsed(DiplomaRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("The signing key was replaced meanwhile. Nothing was signed: sign again.")
        )


class KeyUnreadable(DiplomaRefusal):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The signing key cannot be opened: this installation's secret key is not the one "
                "that sealed it. Restore the former secret key, or establish another signing key."
            )
        )


class NotIssuedYet(DiplomaRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("This diploma is not issued yet: leave it unsigned rather than revoke it.")
        )


class NoPaperOfTheRevoked(DiplomaRefusal):
    def __init__(self) -> None:
        super().__init__(_("It has been revoked: no PDF of it is signed any more."))


class RefusalWithoutReason(DiplomaRefusal):
    def __init__(self) -> None:
        super().__init__(_("Write why your institution refuses to sign this diploma."))


class AlreadySigned(DiplomaRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("Your institution has signed this diploma. Once it is issued, it can be revoked.")
        )


class InstitutionRefuses(DiplomaRefusal):
    def __init__(self, institution: str) -> None:
        super().__init__(
            _("%(institution)s refuses to sign this diploma. Lift the refusal before signing.")
            % {"institution": institution}
        )


class KeyDeviceSilent(DiplomaRefusal):
    def __init__(self, detail: str) -> None:
        super().__init__(
            _("The security module that keeps the signing key does not answer: %(detail)s.")
            % {"detail": detail}
        )


class AlreadyDeclaredLost(DiplomaRefusal):
    def __init__(self) -> None:
        super().__init__(_("This key has already been declared lost. Nothing was changed."))


class LostInTheFuture(DiplomaRefusal):
    def __init__(self) -> None:
        super().__init__(_("A key cannot be declared lost from a moment that has yet to come."))


class AlreadyRevoked(DiplomaRefusal):
    def __init__(self) -> None:
        super().__init__(_("Your institution has already revoked it: it need not be suspended."))


class OwnSuspension(DiplomaRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("It is yours: another registrar of your institution lifts this suspension.")
        )


class NotPrintable(DiplomaRefusal):
    def __init__(self, holder: str) -> None:
        super().__init__(
            _(
                "The PDF cannot be drawn: no font of this server writes the name %(holder)s. The "
                "digital original is complete; whoever runs the server can add a font and try "
                "again."
            )
            % {"holder": holder}
        )


class MandatesAwaited(DiplomaRefusal):
    def __init__(self, institutions: str) -> None:
        super().__init__(
            _("Certificates are signed under standing mandates; still awaited: %(institutions)s.")
            % {"institutions": institutions}
        )
