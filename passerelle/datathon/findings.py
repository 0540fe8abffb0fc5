"""The sentence that a page of the datathon opens with: what it found, not what it is called."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.campus.queries.counting import spelled

from .queries.boards import BoardView
from .queries.challenges import ChallengeRow
from .queries.submissions import SubmissionPage, SubmissionRow
from .queries.waiting import Queue


def of_challenges(rows: Sequence[ChallengeRow]) -> str:
    is_open = sum(row.phase is not None and row.phase.is_open for row in rows)
    if not rows:
        return _("No challenge is written yet.")
    if is_open:
        text = ngettext("%(count)s challenge is open.", "%(count)s challenges are open.", is_open)
        return text % {"count": spelled(is_open)}
    if all(row.phase is None or row.phase.is_over for row in rows):
        return _("The datathon is over; its boards stay.")
    return _("The datathon has not begun.")


def of_board(view: BoardView) -> str:
    """Who leads, or how many cannot be told apart at the top."""
    ranked = [entry for entry in view.entries if entry.rank is not None]
    if not ranked:
        return _("No team has a score yet.")
    first = min(ranked, key=lambda entry: entry.rank or 0)
    if len(ranked) == 1:
        return _("%(team)s is alone on the board.") % {"team": first.team}
    together = sum(entry.tie_group == first.tie_group for entry in ranked)
    if together == 1:
        return _("%(team)s stands apart at the top.") % {"team": first.team}
    text = ngettext(
        "%(count)s team stands at the top.",
        "%(count)s teams cannot be told apart at the top.",
        together,
    )
    return text % {"count": spelled(together)}


def of_submissions(rows: Sequence[SubmissionRow]) -> str:
    if not rows:
        return _("Your team has submitted nothing yet.")
    waiting = sum(
        row.cancelled_at is None and (row.latest is None or row.latest.ended_at is None)
        for row in rows
    )
    if waiting:
        text = ngettext(
            "%(count)s submission is being evaluated.",
            "%(count)s submissions are being evaluated.",
            waiting,
        )
        return text % {"count": waiting}
    text = ngettext(
        "Your team has sent %(count)s submission.",
        "Your team has sent %(count)s submissions.",
        len(rows),
    )
    return text % {"count": len(rows)}


def of_submission(page: SubmissionPage) -> str:
    row, latest = page.row, page.row.latest
    if row.cancelled_at is not None:
        return _("Submission %(number)s was taken back.") % {"number": row.number}
    if latest is None:
        return _("Submission %(number)s waits.") % {"number": row.number}
    if latest.position is not None:
        words = {"number": row.number, "position": latest.position}
        return _("Submission %(number)s is number %(position)s in the queue.") % words
    if latest.ended_at is None:
        return _("Submission %(number)s is running.") % {"number": row.number}
    return _ENDED[latest.outcome]() % {"number": row.number}


_ENDED = {
    "scored": lambda: _("Submission %(number)s is scored."),
    "refused": lambda: _("Submission %(number)s does not hold what is asked."),
    "failed": lambda: _("The program of submission %(number)s failed."),
    "limit": lambda: _("Submission %(number)s hit a limit."),
    "ours": lambda: _("The fault is ours: submission %(number)s is not counted."),
    "cancelled": lambda: _("Submission %(number)s was taken back."),
}


def of_queue(queue: Queue) -> str:
    total = queue.waiting + queue.running
    if not total:
        return _("Nothing waits: the next submission is evaluated at once.")
    text = ngettext("%(count)s evaluation to go.", "%(count)s evaluations to go.", total)
    return text % {"count": total}
