"""Which juror could mark which work: an even, connected plan that nothing bars."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from passerelle.engines.peer import Design, Reader, Work, allocate

from ..models import Attempt
from .panel_state import PanelState


def design_of(state: PanelState, *, only: Sequence[Attempt] | None = None) -> Design:
    """The sheets the panel lacks; nothing is given yet."""
    kept: dict[int, set[int]] = defaultdict(set)
    aside: dict[int, set[int]] = defaultdict(set)
    for sheet in (*state.sheets, *state.asked_before):
        (aside if hasattr(sheet, "setting_aside") else kept)[sheet.attempt_id].add(sheet.rater_id)
    chosen = {work.pk for work in (state.works if only is None else only)}
    works = [work for work in state.works if work.pk in chosen]
    loads = Counter(rater for work in works for rater in kept[work.pk])
    return allocate(
        [
            Work(
                work.pk,
                frozenset(state.bars.against(work) | aside[work.pk]),
                frozenset(kept[work.pk]),
            )
            for work in works
        ],
        [Reader(juror.person_id, loads[juror.person_id]) for juror in state.people.seated],
        each=state.panel.jurors_per_work,
    )
