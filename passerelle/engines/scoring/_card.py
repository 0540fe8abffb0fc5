"""One submission, scored."""

from passerelle.engines.scoring._calibration import calibration_of
from passerelle.engines.scoring._catalogue import entry_of
from passerelle.engines.scoring._columns import Columns, NoValue, Places
from passerelle.engines.scoring._figures import (
    Draft,
    Submission,
    clusters_of,
    draft_of,
    finished,
    resampled,
)
from passerelle.engines.scoring._plan import Plan
from passerelle.engines.scoring._results import Calibration, Figure, ScoreCard, SliceFigure
from passerelle.engines.scoring._scores import ScoreCases
from passerelle.engines.scoring._slicing import Slice, slices_of
from passerelle.engines.scoring._version import VERSION

_ERRORS = ("ece", "ece_equal_mass")


def card(truth: Columns, predictions: Columns, plan: Plan, *, seed: int = 0) -> ScoreCard:
    """The plan's figures on one submission, overall and by slice, each with its interval.

    Columns are arrays of equal length; row i of the predictions answers row i of the truth.
    Calibration is told where the first metric takes scores and they are probabilities.
    What has no value says why in its note. Raises ScoringRefused where the plan or the truth
    makes no sense, SubmissionRefused (one of them) where the submission lacks a column.
    """
    submission = Submission(truth, predictions, plan)
    clusters = clusters_of(truth, plan)
    slices = slices_of(truth, plan, rows=submission.rows, clusters=clusters)
    first = entry_of(plan.metric)
    shown = [piece for piece in slices if not piece.too_small(plan.at_least)]
    probabilities = _probabilities(submission, plan)
    drafts = [
        *(draft_of(submission, entry_of(name), plan) for name in plan.wanted),
        *(draft_of(submission, first, plan, rows=piece.rows) for piece in shown),
        *(draft_of(submission, entry_of(name), plan) for name in _ERRORS if probabilities),
    ]
    figures = _finished(drafts, submission.rows, plan, seed=seed, clusters=clusters)
    wanted, of_slices = len(plan.wanted), len(shown)
    return ScoreCard(
        primary=figures[0],
        figures=tuple(figures[1:wanted]),
        calibration=_calibration(probabilities, plan, clusters, figures[wanted + of_slices :]),
        slices=_slice_figures(slices, shown, figures[wanted : wanted + of_slices]),
        n=submission.rows,
        clusters=None if clusters is None else int(clusters.max(initial=-1)) + 1,
        version=VERSION,
        seed=seed,
    )


def _probabilities(submission: Submission, plan: Plan) -> ScoreCases | None:
    entry = entry_of(plan.metric)
    if entry.metric.takes != "score" or submission.rows < 2:
        return None
    try:
        cases: ScoreCases = submission.cases(entry)
        cases.refuse_beyond_probability()
    except NoValue:
        return None
    return cases


def _finished(
    drafts: list[Draft], rows: int, plan: Plan, *, seed: int, clusters: Places | None
) -> list[Figure]:
    """All intervals from one run through the resamples."""
    places = [place for place, each in enumerate(drafts) if each.needs_resamples(clusters)]
    values = resampled(
        [drafts[place] for place in places], rows=rows, plan=plan, seed=seed, clusters=clusters
    )
    draws = dict(zip(places, values.T, strict=True))
    return [
        finished(draft, draws.get(place), plan=plan, clusters=clusters)
        for place, draft in enumerate(drafts)
    ]


def _calibration(
    cases: ScoreCases | None, plan: Plan, clusters: Places | None, errors: list[Figure]
) -> Calibration | None:
    if cases is None:
        return None
    return calibration_of(cases, plan, clusters=clusters, errors=(errors[0], errors[1]))


def _slice_figures(
    slices: list[Slice], shown: list[Slice], figures: list[Figure]
) -> tuple[SliceFigure, ...]:
    found = {(piece.column, piece.value): each for piece, each in zip(shown, figures, strict=True)}
    return tuple(
        SliceFigure(
            column=piece.column,
            value=piece.value,
            n=piece.rows.size,
            figure=found.get((piece.column, piece.value)),
            suppressed=(piece.column, piece.value) not in found,
            clusters=piece.clusters,
        )
        for piece in slices
    )
