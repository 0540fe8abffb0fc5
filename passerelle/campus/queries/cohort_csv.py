"""Tables for spreadsheets: written line by line, with nothing a spreadsheet would execute."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from passerelle.foundation.translated import Language
from passerelle.programme.models import Edition

from ..viewer import Viewer
from .cohort_late import Learner, index_of, learners_of
from .cohort_progress import Column, Frame, Progress, progress_of
from .cohort_totals import mean_words, number_words, so_far

BATCH = 100
_DANGEROUS = (*"=+-@", *"＝＋－＠", "\t", "\r", "\n")
_BYTE_ORDER_MARK = "\ufeff"  # without it, Excel reads UTF-8 as the machine's old page


class _Echo:
    """A file that gives back what is written to it, for `csv.writer`."""

    def write(self, text: str) -> str:
        return text


def written(lines: Iterable[Sequence[str]], language: Language) -> Iterator[str]:
    """The lines as CSV; semicolons where the comma is the decimal mark."""
    writer = csv.writer(_Echo(), delimiter=";" if language == "fr" else ",")
    yield _BYTE_ORDER_MARK
    for line in lines:
        yield writer.writerow([harmless(cell) for cell in line])


def harmless(cell: str) -> str:
    """A leading apostrophe keeps a spreadsheet from running the cell as a formula (OWASP)."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_DANGEROUS) else cell


def cohort_lines(viewer: Viewer, edition: Edition) -> Iterator[list[str]]:
    """The whole cohort by name, a hundred learners at a time."""
    frame = Frame.of(viewer, edition)
    learners = index_of(edition, frame.due)
    emails = dict(learners_of(edition).values_list("pk", "person__email"))
    for first in range(0, max(len(learners), 1), BATCH):
        batch = learners[first : first + BATCH]
        progress, columns = progress_of(batch, frame)
        if first == 0:
            yield _titles(columns)
        for learner in batch:
            about = [learner.name, emails[learner.id], learner.institution]
            yield about + _line(learner, progress[learner.id], columns, frame)


def _titles(columns: Sequence[Column]) -> list[str]:
    titles = [_("Name"), _("E-mail"), _("Institution"), _("Withdrew on"), _("Late works")]
    for column in columns:
        titles += [
            _("%(module)s: hours") % {"module": column.title},
            _("%(module)s: mean") % {"module": column.title},
        ]
    return [*titles, _("Hours proven"), _("Provisional total")]


def _line(
    learner: Learner, progress: Progress, columns: Sequence[Column], frame: Frame
) -> list[str]:
    reader, rule = frame.reader, frame.yardstick.rule
    minutes, points = progress.minutes_and_points(frame.activities)
    withdrew = reader.date_of(learner.withdrew_at).isoformat() if learner.withdrew_at else ""
    line = [withdrew, str(learner.late)]
    for column in columns:
        line.append(_hours(minutes[column.id], reader.language))
        line.append(mean_words(points[column.id], rule.scale, reader.language))
    total, places = so_far(frame.yardstick, progress.done), rule.rounding.places
    line.append(_hours(sum(minutes.values()), reader.language))
    line.append("" if total is None else number_words(total, reader.language, places))
    return line


def _hours(minutes: int, language: Language) -> str:
    return number_words(Decimal(minutes) / 60, language, 2)
