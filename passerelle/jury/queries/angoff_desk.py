"""The rounds that ask a judge for estimates, and the form of one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.campus.beside_marking import Asked
from passerelle.campus.enums import Role
from passerelle.campus.models import Answer
from passerelle.campus.queries.learning_state import State
from passerelle.campus.quiz_prose import html_of_text
from passerelle.campus.viewer import Viewer
from passerelle.engines.quiz import Kind, Question, right_answer
from passerelle.foundation.translated import Language, reading_language

from ..angoff_questions import PREFIX, Ranked, questions_in
from ..models import AngoffEstimate, AngoffJudge, AngoffRound


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    html: SafeString
    is_right: bool


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question with its right answer, what was typed; in a second round, what the first one gave
    and how many learners answered right."""

    field: str
    label: str
    html: SafeString
    choices: tuple[ChoiceShown, ...]
    answer: str
    typed: str
    error: str
    before: str
    taken: str


@dataclass(frozen=True, slots=True)
class EstimatesPage:
    judge: AngoffJudge
    finding: str
    questions: tuple[QuestionAsked, ...]
    is_open: bool
    is_second: bool

    @property
    def complaints(self) -> list[dict[str, str]]:
        """For the summary of what is wrong, each line a link to its field."""
        return [
            {"target": each.field, "label": each.label, "error": each.error}
            for each in self.questions
            if each.error
        ]


def seats_judging(viewer: Viewer) -> QuerySet[AngoffJudge]:
    """The viewer's own, in the edition of the page."""
    return AngoffJudge.objects.filter(
        person=viewer.person, standard__activity__edition=viewer.edition
    ).select_related("person", "standard__activity__edition", "standard__activity__module")


def seats_not_begun(viewer: Viewer) -> QuerySet[AngoffJudge]:
    """Those of open rounds without a single estimate yet."""
    return seats_judging(viewer).filter(standard__closed_at=None, estimates=None)


def estimates_asked(viewer: Viewer) -> tuple[Asked, ...]:
    """On the desk of whoever marks: the open rounds. One query."""
    seats = seats_judging(viewer).filter(standard__closed_at=None)
    counted = seats.annotate(given=Count("estimates")).order_by("standard__opened_at", "pk")
    return tuple(_asked(seat, vars(seat)["given"]) for seat in counted)


def _asked(seat: AngoffJudge, given: int) -> Asked:
    activity = seat.standard.activity
    wanted = len(questions_in(seat.standard.content))
    words = {"given": given, "count": wanted}
    done = given >= wanted
    text = _("all given, may still change") if done else _("%(given)s of %(count)s given") % words
    return Asked(
        url=reverse("angoff_estimates", args=[activity.edition.slug, seat.standard_id]),
        title=_("Estimates for a quiz"),
        about=f"{activity.module.short} · {activity.title}",
        state=State(text, "good" if done else ""),
    )


def estimates_page(
    judge: AngoffJudge,
    *,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> EstimatesPage:
    """One query, two more in a second round; `typed` is what a refused form holds."""
    standard, language = judge.standard, reading_language()
    kept = {
        key: str(percent) for key, percent in judge.estimates.values_list("question", "percent")
    }
    before, taken = {}, {}
    if standard.number > 1:
        before, taken = _first_round(judge), _answered_right(standard)
    questions = questions_in(standard.content, language)
    shown = tuple(
        _question(
            each,
            language,
            typed=(kept if typed is None else typed).get(each.key, ""),
            error=(errors or {}).get(each.key, ""),
            before=before.get(each.key, ""),
            taken=taken.get(each.key, ""),
        )
        for each in questions
    )
    return EstimatesPage(
        judge=judge,
        finding=_finding(judge, given=len(kept), wanted=len(questions)),
        questions=shown,
        is_open=standard.closed_at is None,
        is_second=standard.number > 1,
    )


def _finding(judge: AngoffJudge, *, given: int, wanted: int) -> str:
    if judge.standard.closed_at is not None:
        return _("This round is closed: your estimates are kept.")
    left = wanted - given
    if not left:
        return _("You have given every estimate.")
    text = ngettext("%(count)s question to estimate.", "%(count)s questions to estimate.", left)
    return text % {"count": left}


def _question(
    each: Ranked, language: Language, *, typed: str, error: str, before: str, taken: str
) -> QuestionAsked:
    question = each.question
    choices = _choices(question)
    solution = None if choices else right_answer(question)
    return QuestionAsked(
        field=PREFIX + each.key,
        label=_("Question %(rank)s") % {"rank": each.rank},
        html=html_of_text(question.prompt),
        choices=choices,
        answer=solution.in_language(language) if solution else "",
        typed=typed,
        error=error,
        before=before,
        taken=taken,
    )


def _choices(question: Question) -> tuple[ChoiceShown, ...]:
    if question.kind not in {Kind.SINGLE, Kind.MULTIPLE}:
        return ()
    best = max(choice.credit for choice in question.choices)
    return tuple(
        ChoiceShown(
            html_of_text(choice.text),
            choice.credit > 0 if question.kind is Kind.MULTIPLE else choice.credit == best,
        )
        for choice in question.choices
    )


def _first_round(judge: AngoffJudge) -> dict[str, str]:
    """What the first round gave for each question: this judge, and all of them."""
    given: dict[str, list[int]] = defaultdict(list)
    own: dict[str, int] = {}
    first = AngoffEstimate.objects.filter(
        judge__standard__activity=judge.standard.activity_id, judge__standard__number=1
    )
    for question, percent, person in first.values_list("question", "percent", "judge__person"):
        given[question].append(percent)
        if person == judge.person_id:
            own[question] = percent
    return {question: _before(percents, own.get(question)) for question, percents in given.items()}


def _before(percents: list[int], own: int | None) -> str:
    values = {
        "mean": round(sum(percents) / len(percents)),
        "low": min(percents),
        "high": max(percents),
        "own": own,
    }
    if own is None:
        return _("First round: %(mean)s%% on average, from %(low)s to %(high)s.") % values
    text = _("First round: you %(own)s%%; on average %(mean)s%%, from %(low)s to %(high)s.")
    return text % values


def _answered_right(standard: AngoffRound) -> dict[str, str]:
    """What the learners who took these very questions made of each, before they read a correction:
    all of them, not only those who are just at the level."""
    answers = Answer.objects.filter(
        attempt__activity=standard.activity_id,
        attempt__number=1,
        attempt__submitted_at__isnull=False,
        attempt__content=standard.content,
        attempt__enrolment__role=Role.LEARNER,
        attempt__enrolment__withdrawal=None,
        points__isnull=False,
    )
    counted = answers.values("question").annotate(
        count=Count("pk"), right=Count("pk", filter=Q(points__gte=1))
    )
    return {each["question"]: _taken(each["right"], each["count"]) for each in counted}


def _taken(right: int, count: int) -> str:
    text = ngettext(
        "Of the %(count)s learner who took it, %(share)s%% had it right at the first attempt.",
        "Of the %(count)s learners who took it, %(share)s%% had it right at the first attempt.",
        count,
    )
    return text % {"count": count, "share": round(100 * right / count)}
