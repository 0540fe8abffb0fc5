"""An encounter as plain text, without its authors' names: what is kept with the attempt, what a
rater reads."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from .contents import written
from .models import Encounter
from .queries.transcript import Asked, Line, language_of, lines_of, orders_of, turns_of


def plain_transcript(encounter: Encounter) -> str:
    """In the language of the talk, with the hand-off note at its end."""
    language = language_of(encounter)
    with override(language):
        case = written(encounter.case)
        lines = lines_of(encounter, turns_of(encounter), orders_of(encounter))
        said = [case.opening.in_language(language)]
        said += [_plain(line, patient=case.persona.name) for line in lines]
        note = getattr(encounter, "handoff", None)
        if note is not None and note.text.strip():
            said.append(_("Hand-off") + "\n" + note.text.strip())
        return "\n\n".join(said)


def _plain(line: Line, *, patient: str) -> str:
    if isinstance(line, Asked):
        asked = " ".join(line.text.split())  # a question of several lines forges no answer
        return f"{line.number}. – {asked}\n{patient} – {line.say}"
    return f"{line.kind} – {line.title}" + (f"\n{line.text}" if line.text else "")
