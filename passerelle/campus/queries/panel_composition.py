"""What a panel asks of its composition, and which of it is not met: one sentence each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Juror, Panel


@dataclass(frozen=True, slots=True)
class Composition:
    """`unmet` are the rules that do not hold, in the order in which one would mend them."""

    seats: int
    institutions: int
    has_chair: bool
    unmet: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.unmet


def composition_of(
    panel: Panel, jurors: Iterable[Juror], *, home: Collection[int] = ()
) -> Composition:
    """Of those who would hear a work: `jurors` without the recused, `home` its authors' houses."""
    seated = [juror for juror in jurors if juror.left_at is None]
    institutions = {juror.institution_id for juror in seated if juror.institution_id}
    outside = sum(juror.institution_id not in home for juror in seated)
    chair = any(juror.chair for juror in seated)
    unmet = [
        *_few(
            len(seated),
            panel.quorum,
            ngettext(
                "The quorum is %(least)s juror; %(found)s would be there.",
                "The quorum is %(least)s jurors; %(found)s would be there.",
                panel.quorum,
            ),
        ),
        *_few(
            len(institutions),
            panel.least_institutions,
            ngettext(
                "The panel asks for %(least)s institution; it has %(found)s.",
                "The panel asks for %(least)s institutions; it has %(found)s.",
                panel.least_institutions,
            ),
        ),
    ]
    if home:
        unmet += _few(
            outside,
            panel.least_outside,
            ngettext(
                "%(least)s juror must come from outside the team’s institutions; %(found)s does.",
                "%(least)s jurors must come from outside the team’s institutions; %(found)s do.",
                panel.least_outside,
            ),
        )
    if panel.needs_chair and not chair:
        unmet.append(_("Nobody chairs: name a chair, or someone in the chair’s place."))
    return Composition(len(seated), len(institutions), chair, tuple(unmet))


def unmet_by_subject(
    panel: Panel,
    jurors: Sequence[Juror],
    *,
    subjects: Mapping[int, str],
    barred: Mapping[int, set[int]],
    homes: Mapping[int, set[int]],
) -> tuple[tuple[str, str], ...]:
    """Whose work could not be judged by the rules, each with the first rule broken."""
    whole = set(composition_of(panel, jurors).unmet)
    found = []
    for subject, name in subjects.items():
        against = barred.get(subject, set())
        hearing = [each for each in jurors if each.person_id not in against]
        unmet = composition_of(panel, hearing, home=homes.get(subject, set())).unmet
        own = [each for each in unmet if each not in whole]
        if own:
            found.append((name, own[0]))
    return tuple(found)


def recused_by_subject(
    jurors: Sequence[Juror], barred: Mapping[int, set[int]]
) -> dict[int, tuple[str, ...]]:
    """Who of the panel leaves the room for whom."""
    found = {
        subject: tuple(str(each) for each in jurors if each.person_id in people)
        for subject, people in barred.items()
    }
    return {subject: names for subject, names in found.items() if names}


def _few(found: int, least: int, sentence: str) -> list[str]:
    return [sentence % {"least": least, "found": found}] if found < least else []
