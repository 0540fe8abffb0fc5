"""What an empty part is opened with: what the platform already knows, to be gone on from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.campus.models import Enrolment

from .enums import BoardName, DossierPart
from .figures_said import figure_said, interval_said
from .intake import challenge_file, is_imported
from .metric_words import metric_said, slice_said
from .models import Challenge
from .queries.challenges import said_text
from .queries.dossier_figures import BoardFigures, TeamFigures


def beginning_of(
    part: DossierPart,
    *,
    challenge: Challenge | None,
    figures: TeamFigures | None,
    members: Sequence[Enrolment],
) -> str:
    """Lines to keep, change or strike out; nothing for parts that only the team can write."""
    match part:
        case DossierPart.DATA if challenge is not None and not is_imported(challenge):
            return "\n".join(_of_data(challenge))
        case DossierPart.RESULTS if figures is not None:
            return "\n".join(_of_results(figures))
        case DossierPart.TEAM:
            professions = sorted({each.profession for each in members if each.profession})
            return "\n".join(f"- {each} : " for each in professions)
    return ""


def _of_data(challenge: Challenge) -> Iterator[str]:
    data = challenge_file(challenge).data
    yield _("Data of the challenge, version %(version)s.") % {"version": data.version}
    for text in (data.card.composition, data.card.collection, data.card.limits, data.licence):
        yield f"- {said_text(text)}"


def _of_results(figures: TeamFigures) -> Iterator[str]:
    count = figures.submissions
    text = ngettext("%(count)s submission.", "%(count)s submissions.", count)
    yield text % {"count": count}
    for board in figures.boards:
        yield f"- {_board_said(board, figures.metric)}"
        for each in board.slices:
            if not each["suppressed"] and each["figure"]:
                yield f"- {_slice_said(each)}"


def _board_said(board: BoardFigures, metric: str) -> str:
    words = {
        "board": BoardName(board.board).label,
        "metric": metric_said(metric),
        "value": figure_said(board.value),
        "interval": interval_said(board.low, board.high) or _("no interval"),
        "cases": board.cases or 0,
        "baseline": figure_said(board.baseline),
    }
    return (
        _(
            "%(metric)s on the %(board)s: %(value)s (%(interval)s) on %(cases)s cases; "
            "baseline: %(baseline)s."
        )
        % words
    )


def _slice_said(found: Mapping[str, Any]) -> str:  # Any: JSON of the engine
    figure = found["figure"]
    words = {
        "group": slice_said(found["column"], found["value"]),
        "value": figure_said(figure["value"]),
        "interval": interval_said(figure["low"], figure["high"]) or _("no interval"),
        "cases": found["n"],
    }
    return _("%(group)s: %(value)s (%(interval)s), %(cases)s cases.") % words
