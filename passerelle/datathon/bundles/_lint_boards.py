"""Boards that rank the wrong way round, or show columns that no score reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ._description import Bundle, Kind, Leaderboard, ScoreColumn, Sorting
from ._places import Places
from ._remarks import Level, Remark

_LOSSES = {
    *("loss logloss mse rmse nrmse rmsle mae mape smape error errors err brier wer cer".split()),
    *("eer perplexity ppl nll ece hausdorff hd95 assd fid deviance divergence kl rmsd".split()),
}
_COSTS = {*("duration time runtime seconds latency elapsed cost".split())}
_GAINS = {
    *("accuracy acc auc auroc auprc f1 fscore fmeasure precision recall sensitivity".split()),
    *("specificity dice iou jaccard r2 kappa mcc bleu rouge ndcg mrr concordance".split()),
    *("correlation pearson spearman psnr ssim map cindex".split()),
}
_TURNED = {*("neg negative minus inverse inverted skill reduction improvement gain".split())}
_WORDS = re.compile(r"[a-z]+\d*|\d+", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST_SOURCE, _MOST_SOURCES = 1_000_000, 400


def board_remarks(bundle: Bundle) -> Iterator[Remark]:
    places = Places(bundle)
    for board in bundle.leaderboards:
        yield from _directions(bundle, board, places)
        yield from _broken_columns(board, places)
        yield from _unreachable(bundle, board, places)
    if bundle.kind is Kind.CODABENCH and len(bundle.leaderboards) > 1:
        says = _("There are %(count)d leaderboards; Codabench fills only the first.")
        line = places.board(bundle.leaderboards[1])
        yield places.remark(Level.INFO, line, says % {"count": len(bundle.leaderboards)})


def words_of(name: str) -> set[str]:
    return {word.lower() for word in _WORDS.findall(_CAMEL.sub(" ", name))}


def _directions(bundle: Bundle, board: Leaderboard, places: Places) -> Iterator[Remark]:
    # EvalAI sorts a board by one column only: the others have no direction of their own.
    columns = board.columns if bundle.kind is Kind.CODABENCH else (board.primary,)
    for column in filter(None, columns):
        words = words_of(column.key) | words_of(column.title)
        if words & _TURNED:
            continue
        is_loss, is_gain = bool(words & _LOSSES), bool(words & _GAINS)
        line = places.column(board, column, "sorting")
        if is_loss and not is_gain and column.sorting is Sorting.DESC:
            says = _("“%(title)s” looks like an error, and its largest value comes first.")
            yield _direction(Level.WARNING, line, says, column, places, "asc")
        if is_gain and not is_loss and column.sorting is Sorting.ASC:
            says = _("“%(title)s” looks like a success, and its smallest value comes first.")
            yield _direction(Level.WARNING, line, says, column, places, "desc")
        if words & _COSTS and not (is_loss or is_gain) and column.sorting is Sorting.DESC:
            level = Level.WARNING if column == board.primary else Level.INFO
            says = _("“%(title)s” looks like a cost, and its largest value comes first.")
            yield _direction(level, line, says, column, places, "asc")


def _direction(
    level: Level, line: int, says: str, column: ScoreColumn, places: Places, wanted: str
) -> Remark:
    remedy = _("Write “sorting: %(wanted)s” if the best is at that end.") % {"wanted": wanted}
    return places.remark(level, line, says % {"title": column.title}, remedy)


def _broken_columns(board: Leaderboard, places: Places) -> Iterator[Remark]:
    indexes = {column.index for column in board.columns}
    seen: set[int | str] = set()
    for column in board.columns:
        named = {"title": column.title}
        line = places.column(board, column)
        if seen & {column.index, column.key}:
            says = _("Another column has the index or the key of “%(title)s”.") % named
            yield places.remark(Level.ERROR, line, says, _("Give each its own."))
        seen |= {column.index, column.key}
        if (column.computation is None) != (not column.sources):
            says = _("“%(title)s” needs both a computation and the columns it is made of.") % named
            yield places.remark(Level.ERROR, line, says)
        if column.index in column.sources or set(column.sources) - indexes:
            says = _("“%(title)s” is computed from itself or from no existing column.") % named
            yield places.remark(Level.ERROR, line, says, _("Name other columns by their index."))
    if board.columns and board.primary is None:
        says = _("The primary index %(index)d is no column of this leaderboard.")
        line = places.board(board, "primary_index")
        yield places.remark(Level.ERROR, line, says % {"index": board.primary_index})


def _unreachable(bundle: Bundle, board: Leaderboard, places: Places) -> Iterator[Remark]:
    """A key that the scoring program never spells may still be built by it: hence a warning."""
    source = _scoring_source(bundle)
    wanted = [column for column in board.columns if column.computation is None and column.key]
    if not source or not wanted or any(column.key in source for column in wanted):
        return
    says = _("The scoring program spells none of the keys of this leaderboard: %(keys)s.")
    remedy = _("Write in scores.json the keys of the columns.")
    keys = ", ".join(column.key for column in wanted)
    yield places.remark(Level.WARNING, places.board(board), says % {"keys": keys}, remedy)


def _scoring_source(bundle: Bundle) -> str:
    """The text of every scoring program; empty when something in one is not text."""
    folders = {task.scoring_program.folder for task in bundle.tasks if task.scoring_program}
    files = [path for folder in sorted(folders) for path in sorted(folder.rglob("*"))]
    files = [path for path in files if path.is_file() and not path.is_symlink()]
    if len(files) > _MOST_SOURCES or any(one.stat().st_size > _LONGEST_SOURCE for one in files):
        return ""
    try:
        return "\n".join(path.read_text() for path in files if path.suffix not in {".pyc"})
    except (UnicodeDecodeError, OSError):
        return ""
