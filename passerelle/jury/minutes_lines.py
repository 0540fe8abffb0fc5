"""A line of the sitting's journal as a sentence of the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .decision_wording import in_a_sentence
from .enums import Choice, MotionKind, Outcome


def said_in_proceedings(verb: str, content: dict[str, Any]) -> str:
    """Any: JSON of the line. An unknown verb is said as it is written, never left out."""
    write = _SENTENCES.get(verb)
    try:
        return write(content) if write else verb
    except (KeyError, ValueError, TypeError):
        return verb


def _opened(said: dict[str, Any]) -> str:
    return _("%(by)s opens the deliberation; %(chair)s chairs it.") % said


def _moved(said: dict[str, Any]) -> str:
    kind = in_a_sentence(MotionKind(said["kind"]).label)
    if "learner" in said:
        words = {"by": said["by"], "kind": kind, "learner": said["learner"], "n": said["motion"]}
        return _("%(by)s moves (No. %(n)s): %(kind)s, about %(learner)s.") % words
    count = len(said["learners"])
    words = {"by": said["by"], "kind": kind, "count": count, "n": said["motion"]}
    return (
        ngettext(
            "%(by)s moves (No. %(n)s): %(kind)s, about %(count)s learner.",
            "%(by)s moves (No. %(n)s): %(kind)s, about %(count)s learners together.",
            count,
        )
        % words
    )


def _voted(said: dict[str, Any]) -> str:
    if "member" not in said:
        return _("A secret vote on motion No. %(motion)s.") % said
    words = {**said, "choice": in_a_sentence(Choice(said["choice"]).label)}
    return _("%(member)s votes on motion No. %(motion)s: %(choice)s.") % words


def _decided(said: dict[str, Any]) -> str:
    words = {**said, "outcome": in_a_sentence(Outcome(said["outcome"]).label)}
    return _("Decision about %(learner)s: %(outcome)s.") % words


_SENTENCES: dict[str, Callable[[dict[str, Any]], str]] = {
    "opened": _opened,
    "present": lambda said: _("%(member)s is present.") % said,
    "left": lambda said: _("%(member)s leaves.") % said,
    "recused": lambda said: _("%(member)s is recused for %(learner)s.") % said,
    "moved": _moved,
    "voted": _voted,
    "carried": lambda said: _("Motion No. %(motion)s is carried.") % said,
    "fell": lambda said: _("Motion No. %(motion)s falls.") % said,
    "withdrawn": lambda said: _("Motion No. %(motion)s is withdrawn by its mover.") % said,
    "decided": _decided,
    "frozen": lambda said: _("%(by)s freezes the deliberation.") % said,
}
