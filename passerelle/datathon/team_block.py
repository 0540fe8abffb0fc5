"""What the datathon says on a team's page: what it sent, its dossier, its access."""

from __future__ import annotations

from dataclasses import dataclass

from passerelle.campus.models import Team
from passerelle.campus.team_space import TeamBlock
from passerelle.campus.viewer import Viewer
from passerelle.foundation import clock

from .access_shown import steps_shown
from .figures_said import figure_said, interval_said
from .findings_of_teams import of_dossier
from .queries.team_state import ChallengeState, DossierState, team_state


@dataclass(frozen=True, slots=True)
class SentShown:
    row: ChallengeState
    value: str
    interval: str


def datathon_block(viewer: Viewer, team: Team) -> TeamBlock | None:
    """One section; nothing in an edition without a datathon."""
    state = team_state(team, viewer, at=clock.now())
    if state is None:
        return None
    steps = [step for access in state.waiting for step in steps_shown(access, viewer)]
    return TeamBlock(
        "datathon/team_block.html",
        {
            "team": team,
            "state": state,
            "sent": [_shown(row) for row in state.challenges],
            "steps": list(dict.fromkeys(steps)),
            "dossier": _dossier_said(state.dossier),
        },
    )


def _dossier_said(dossier: DossierState | None) -> str:
    if dossier is None:
        return ""
    return of_dossier(dossier.written, is_handed_in=dossier.is_handed_in)


def _shown(row: ChallengeState) -> SentShown:
    return SentShown(row, figure_said(row.value), interval_said(row.low, row.high))
