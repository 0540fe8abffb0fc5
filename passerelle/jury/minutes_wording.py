"""What the check of minutes found, in sentences of the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .minutes_file import Fault, Report


def section_named(section: str) -> str:
    """A section of the minutes, as a reader calls it."""
    names = {
        "programme": _("the programme"),
        "edition": _("the edition"),
        "deliberation": _("the deliberation"),
        "regulations": _("the regulations"),
        "quorum": _("the quorum"),
        "members": _("the members"),
        "recusals": _("the recusals"),
        "motions": _("the motions"),
        "decisions": _("the decisions"),
        "proceedings": _("the journal of the sitting"),
        "signatures": _("the signatures"),
    }
    return names.get(section, section)


def place_of(fault: Fault) -> str:
    """Where, with whom it is about: the decisions, line 3 (Amina Inventée)."""
    words = {"section": section_named(fault.section), "rank": fault.rank, "name": fault.name}
    if fault.rank and fault.name:
        return _("%(section)s, line %(rank)s (%(name)s)") % words
    if fault.rank:
        return _("%(section)s, line %(rank)s") % words
    return str(words["section"])


def said(fault: Fault) -> str:
    """One fault as a sentence."""
    words = {"place": place_of(fault), "name": fault.name}
    sentences = {
        "altered": _("Altered since the minutes were drawn up: %(place)s."),
        "added": _("Added since the minutes were drawn up: %(place)s."),
        "removed": _("Removed since the minutes were drawn up: %(place)s."),
        "broken": _("The chain breaks at %(place)s: it does not follow the line before."),
        "digest": _("The digest is not that of these lines: the file was composed again."),
        "other minutes": _("These are other minutes than the digest you gave says."),
        "passkey again": _(
            "The passkey given for %(name)s had already signed for someone else: %(place)s."
        ),
        "answered twice": _("%(name)s answers twice: %(place)s."),
        "signed other minutes": _("The signature of %(name)s is of another text: %(place)s."),
        "passkey": _("The passkey of %(name)s did not sign this text: %(place)s."),
    }
    return sentences[fault.kind] % words


def signatures_said(report: Report) -> list[str]:
    """Who signed how, and whom the minutes still wait for."""
    counted = [
        (
            report.passkeys,
            ngettext(
                "%(n)s signature by passkey, checked: the key signed this very text.",
                "%(n)s signatures by passkey, checked: the keys signed this very text.",
                report.passkeys,
            ),
        ),
        (
            report.codes,
            ngettext(
                "%(n)s signature by a code sent by e-mail: only the campus can vouch for it.",
                "%(n)s signatures by a code sent by e-mail: only the campus can vouch for them.",
                report.codes,
            ),
        ),
        (
            report.played,
            ngettext(
                "%(n)s signature of a rehearsal: it binds nobody.",
                "%(n)s signatures of a rehearsal: they bind nobody.",
                report.played,
            ),
        ),
        (
            report.refusals,
            ngettext("%(n)s refusal to sign.", "%(n)s refusals to sign.", report.refusals),
        ),
    ]
    found = [words % {"n": count} for count, words in counted if count]
    if report.missing:
        found.append(_("Not signed yet by: %(names)s.") % {"names": ", ".join(report.missing)})
    return found


def not_checked() -> list[str]:
    """What no file can say of itself."""
    return [
        _("Whose key each passkey is: the file carries it, the campus knows whose it is."),
        _("Whether these are the minutes of the campus: compare the digest with the paper’s."),
    ]
