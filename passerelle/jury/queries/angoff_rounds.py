"""The rounds of an edition: what they gave, what may be opened, who may be asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.campus.enums import MARKING_ROLES, Kind, Role
from passerelle.campus.models import Activity, Enrolment
from passerelle.campus.queries.counting import spelled
from passerelle.campus.queries.learning_state import State
from passerelle.campus.rules import is_coordinator
from passerelle.campus.viewer import Viewer
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..angoff_questions import questions_in
from ..models import AngoffJudge, AngoffRound

MOST_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class RoundRow:
    url: str
    title: str
    about: str
    state: State


@dataclass(frozen=True, slots=True)
class RoundsPage:
    """`quizzes` are those that a round can be opened on: (id, words)."""

    finding: str
    rows: tuple[RoundRow, ...]
    quizzes: tuple[tuple[int, str], ...]


def rounds_read_by(viewer: Viewer) -> QuerySet[AngoffRound]:
    """All for a coordinator; for a juror those that are closed, as others' estimates lead."""
    found = AngoffRound.objects.filter(activity__edition=viewer.edition).select_related(
        "activity__edition", "activity__module"
    )
    return found if is_coordinator(viewer) else found.exclude(closed_at=None)


def rounds_page(viewer: Viewer, edition: Edition) -> RoundsPage:
    """Three queries."""
    rounds = list(rounds_read_by(viewer).order_by("activity__module__position", "number"))
    judged: dict[int, list[int]] = defaultdict(list)
    seats = AngoffJudge.objects.filter(standard__activity__edition=edition)
    for seat in seats.annotate(given=Count("estimates")).order_by("pk"):
        judged[seat.standard_id].append(vars(seat)["given"])  # what the line above annotated
    return RoundsPage(
        finding=_finding(rounds),
        rows=tuple(_row(each, judged[each.pk], edition) for each in rounds),
        quizzes=_quizzes(edition, rounds) if is_coordinator(viewer) else (),
    )


def is_last_of_one(standard: AngoffRound) -> bool:
    """Whether a second round may still follow it. One query at most."""
    later = AngoffRound.objects.filter(activity=standard.activity_id, number=MOST_ROUNDS)
    return standard.number < MOST_ROUNDS and not later.exists()


def people_to_ask(edition: Edition) -> tuple[tuple[int, str], ...]:
    """Those who mark in the edition and do not learn in it. One query."""
    enrolled = Enrolment.objects.filter(person=OuterRef("pk"), edition=edition, withdrawal=None)
    found = Person.objects.filter(
        Exists(enrolled.filter(role__in=MARKING_ROLES)),
        ~Exists(enrolled.filter(role=Role.LEARNER)),
    ).order_by("sort_name", "pk")
    return tuple((person.pk, str(person)) for person in found)


def _finding(rounds: list[AngoffRound]) -> str:
    if not rounds:
        return _("No quiz has been judged yet.")
    still = sum(each.closed_at is None for each in rounds)
    if still:
        text = ngettext("One round is open.", "%(count)s rounds are open.", still)
        return text % {"count": spelled(still)}
    return _("Every round is closed.")


def _row(standard: AngoffRound, given: list[int], edition: Edition) -> RoundRow:
    wanted = len(questions_in(standard.content))
    values = {"done": sum(each >= wanted for each in given), "asked": len(given)}
    if standard.closed_at is None:
        state = State(_("open: %(done)s of %(asked)s have answered") % values, "warn")
    else:
        state = State(_("closed: %(done)s of %(asked)s answered") % values, "good")
    activity = standard.activity
    return RoundRow(
        url=reverse("angoff_round", args=[edition.slug, standard.pk]),
        title=f"{activity.module.short} · {activity.title}",
        about=_("Second round") if standard.number > 1 else _("First round"),
        state=state,
    )


def _quizzes(edition: Edition, rounds: list[AngoffRound]) -> tuple[tuple[int, str], ...]:
    """Quizzes without a round: a second one is opened from the first."""
    judged = {each.activity_id for each in rounds}
    quizzes = Activity.objects.filter(edition=edition, kind=Kind.QUIZ, retired_at=None)
    return tuple(
        (quiz.pk, f"{quiz.module.short} · {quiz.title}")
        for quiz in quizzes.select_related("module").exclude(pk__in=judged)
    )
