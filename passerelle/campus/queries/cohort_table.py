"""The cohort as a table: one row a learner, one column a module, in ready strings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from passerelle.programme.models import Edition

from ..viewer import Viewer
from .cohort_late import InstitutionGroup, Learner, groups_of, index_of, overdue
from .cohort_progress import NO_BREAK, Column, Frame, Progress, progress_of
from .cohort_totals import mean_words, number_words, so_far

PER_PAGE = 25
_SMALL_NUMBERS = (
    *("", ""),
    *(gettext_noop("Two"), gettext_noop("Three"), gettext_noop("Four"), gettext_noop("Five")),
    *(gettext_noop("Six"), gettext_noop("Seven"), gettext_noop("Eight"), gettext_noop("Nine")),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asked of the table: an order, an institution, a page."""

    late_first: bool = False
    institution: str = ""
    page: str = "1"

    def address(self, *, page: int = 1, late_first: bool | None = None) -> str:
        """The query string of the same table, otherwise turned."""
        wanted = self.late_first if late_first is None else late_first
        pairs = {"sort": "late" if wanted else "", "institution": self.institution}
        pairs["page"] = str(page) if page > 1 else ""
        return "?" + urlencode({name: value for name, value in pairs.items() if value})


@dataclass(frozen=True, slots=True)
class CohortRow:
    """A learner: `cells` are, module by module, hours proven then the mean of what is marked.

    They are ready HTML: two hundred small strings cost a template more than all the rest."""

    url: str
    name: str
    about: str
    late: str
    cells: SafeString
    hours: str
    total: str


@dataclass(frozen=True, slots=True)
class CohortPage:
    finding: str
    scale: str
    required: str
    columns: tuple[Column, ...]
    rows: tuple[CohortRow, ...]
    groups: tuple[InstitutionGroup, ...]
    asked: Asked
    place: str
    before_url: str
    after_url: str
    by_name_url: str
    late_first_url: str


def cohort_page(viewer: Viewer, edition: Edition, asked: Asked) -> CohortPage:
    """Five queries, whatever the cohort."""
    frame = Frame.of(viewer, edition)
    index = index_of(edition, frame.due)
    learners = _chosen(index, asked)
    page = Paginator(learners, PER_PAGE).get_page(asked.page)
    columns, rows = rows_of(list(page.object_list), frame)
    language = frame.reader.language
    return CohortPage(
        finding=_finding(sum(1 for each in learners if each.late), len(learners)),
        scale=number_words(frame.yardstick.rule.scale, language, 0),
        required=f"{number_words(edition.hours, language, 0)}{NO_BREAK}h",
        columns=columns,
        rows=rows,
        groups=tuple(groups_of(index)),
        asked=asked,
        place=_place(page.number, page.paginator.num_pages),
        before_url=asked.address(page=page.number - 1) if page.has_previous() else "",
        after_url=asked.address(page=page.number + 1) if page.has_next() else "",
        by_name_url=asked.address(late_first=False),
        late_first_url=asked.address(late_first=True),
    )


def rows_of(
    learners: Sequence[Learner], frame: Frame
) -> tuple[tuple[Column, ...], tuple[CohortRow, ...]]:
    """The columns and one row for each learner, in the same order: two queries."""
    progress, columns = progress_of(learners, frame)
    address = reverse("gradebook", args=[frame.edition.slug, 0]).removesuffix("0/")
    rows = tuple(
        _row(each, progress[each.id], columns, frame, url=f"{address}{each.id}/")
        for each in learners
    )
    return columns, rows


def _chosen(index: list[Learner], asked: Asked) -> list[Learner]:
    learners = index
    if asked.institution:
        learners = [each for each in index if each.institution == asked.institution]
    return sorted(learners, key=lambda each: -each.late) if asked.late_first else learners


def _row(
    learner: Learner, progress: Progress, columns: Sequence[Column], frame: Frame, *, url: str
) -> CohortRow:
    language, rule = frame.reader.language, frame.yardstick.rule
    minutes, points = progress.minutes_and_points(frame.activities)
    total = so_far(frame.yardstick, progress.done)
    return CohortRow(
        url=url,
        name=learner.name,
        about=_about(learner, frame),
        late=_late_words(progress, frame) if learner.late else "",
        cells=mark_safe(  # noqa: S308 - each cell is already escaped
            "".join(
                _cell(minutes[each.id], mean_words(points[each.id], rule.scale, language))
                for each in columns
            )
        ),
        hours=hours_words(sum(minutes.values())),
        total="–" if total is None else number_words(total, language, rule.rounding.places),
    )


def _late_words(progress: Progress, frame: Frame) -> str:
    """What is overdue and since when."""
    missing, reader = overdue(frame.due, progress.done), frame.reader
    if not missing:
        return ""
    days = (reader.date_of(reader.at) - reader.date_of(missing[0].due_at)).days
    since = ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
    if len(missing) == 1:
        return _("%(work)s is %(since)s late") % {"work": missing[0].title, "since": since}
    words = {"count": len(missing), "since": since}
    return _("%(count)s works, the first %(since)s late") % words


@lru_cache(maxsize=4096)
def hours_words(minutes: int) -> str:
    """7 h 30, as the hours filter of the templates writes it."""
    whole, rest = divmod(minutes, 60)
    return f"{whole}{NO_BREAK}h{NO_BREAK}{rest:02d}" if rest else f"{whole}{NO_BREAK}h"


@lru_cache(maxsize=8192)
def _cell(minutes: int, mean: str) -> SafeString:
    if not minutes and not mean:
        return format_html('<td class="n">{}</td>', "–")
    return format_html('<td class="n">{}<small>{}</small></td>', hours_words(minutes), mean)


def _about(learner: Learner, frame: Frame) -> str:
    if learner.withdrew_at:
        return _("withdrew on %(day)s") % {"day": frame.reader.day(learner.withdrew_at)}
    return learner.city


def _finding(late: int, learners: int) -> str:
    if not learners:
        return _("Nobody is enrolled yet.")
    if not late:
        return _("Nobody is late.")
    in_words = late < len(_SMALL_NUMBERS) and _SMALL_NUMBERS[late]
    count = _(in_words) if in_words else late
    return ngettext("One person is late.", "%(count)s people are late.", late) % {"count": count}


def _place(number: int, pages: int) -> str:
    words = {"number": number, "count": pages}
    return _("Page %(number)s of %(count)s") % words if pages > 1 else ""
