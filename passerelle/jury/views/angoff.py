"""Angoff rounds: the coordinator's list and results, and the one screen of a judge."""

from __future__ import annotations

from collections.abc import Set

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.campus.access import edition_of, person_of, requires, viewer_from
from passerelle.campus.errors import CampusRefusal
from passerelle.campus.models import Activity
from passerelle.campus.rules import is_coordinator
from passerelle.people.models import Person

from ..actions.standards import close_round, give_estimates, invite_judges, open_round
from ..angoff_questions import questions_in
from ..forms.standards import EstimatesForm, JudgesForm, OpeningForm
from ..models import AngoffJudge, AngoffRound
from ..queries.angoff import round_page
from ..queries.angoff_desk import estimates_page, seats_judging
from ..queries.angoff_rounds import is_last_of_one, people_to_ask, rounds_page, rounds_read_by
from ..rules import can_follow_jury, can_hear

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_follow_jury)
def angoff_rounds(request: HttpRequest, edition: str) -> HttpResponse:
    """The rounds of the edition; a coordinator's POST opens one."""
    viewer, here = viewer_from(request), edition_of(request)
    opens = is_coordinator(viewer)
    if request.method == "POST" and not opens:
        raise PermissionDenied(_("Only a coordinator opens a round."))
    page = rounds_page(viewer, here)
    form = OpeningForm(page.quizzes, people_to_ask(here), request.POST or None) if opens else None
    if form is not None and request.method == "POST" and form.is_valid():
        quiz = get_object_or_404(Activity, pk=form.cleaned_data["quiz"], edition=here)
        judges = list(Person.objects.filter(pk__in=form.cleaned_data["judge"]))
        try:
            standard = open_round(quiz, judges=judges, by=person_of(request))
            return redirect("angoff_round", edition, standard.pk)
        except CampusRefusal as refused:
            form.add_error(None, str(refused))
    context = {"page": page, "form": form}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "jury/angoff_rounds.html", context, status=status)


@require_safe
@requires(can_follow_jury)
def angoff_round(request: HttpRequest, edition: str, standard: int) -> HttpResponse:
    """What the round gave, and who is awaited."""
    return _page(request, _round_or_404(request, standard))


@require_POST
@requires(is_coordinator)
def angoff_judges(request: HttpRequest, edition: str, standard: int) -> HttpResponse:
    """Ask more people."""
    found = _round_or_404(request, standard)
    form = JudgesForm(people_to_ask(edition_of(request)), request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    people = Person.objects.filter(pk__in=form.cleaned_data["judge"])
    try:
        count = invite_judges(found, people=people, by=person_of(request))
    except CampusRefusal as refused:
        messages.error(request, str(refused))
        return _page(request, found, status=REFUSED)
    text = ngettext("%(count)s person was asked.", "%(count)s people were asked.", count)
    messages.success(request, text % {"count": count})
    return redirect("angoff_round", edition, standard)


@require_POST
@requires(is_coordinator)
def angoff_closure(request: HttpRequest, edition: str, standard: int) -> HttpResponse:
    """No estimate changes any more; twice is once."""
    close_round(_round_or_404(request, standard), by=person_of(request))
    messages.success(request, _("The round is closed."))
    return redirect("angoff_round", edition, standard)


@require_POST
@requires(is_coordinator)
def angoff_second(request: HttpRequest, edition: str, standard: int) -> HttpResponse:
    """Ask the same judges once more, with what the first round gave before them."""
    first = _round_or_404(request, standard)
    judges = [each.person for each in first.judges.select_related("person")]
    try:
        second = open_round(first.activity, judges=judges, by=person_of(request))
    except CampusRefusal as refused:
        messages.error(request, str(refused))
        return _page(request, first, status=REFUSED)
    return redirect("angoff_round", edition, second.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_hear)
def angoff_estimates(request: HttpRequest, edition: str, standard: int) -> HttpResponse:
    """A judge's questions, one number each; a POST keeps them, complete or not."""
    judge = get_object_or_404(seats_judging(viewer_from(request)), standard=standard)
    if "X-Autosave" in request.headers:
        return _kept_while_typing(request, judge)
    page = estimates_page(judge)
    if request.method == "POST":
        form = EstimatesForm(questions_in(judge.standard.content), request.POST)
        try:
            if form.is_valid():
                give_estimates(judge, form.percents, by=person_of(request))
                messages.success(request, _kept(len(form.typed) - len(form.percents)))
                return redirect("angoff_estimates", edition, standard)
        except CampusRefusal as refused:
            messages.error(request, str(refused))
        page = estimates_page(judge, typed=form.typed, errors=form.errors)
    status = REFUSED if request.method == "POST" else 200
    return render(request, "jury/angoff_estimates.html", {"page": page}, status=status)


def _kept_while_typing(request: HttpRequest, judge: AngoffJudge) -> HttpResponse:
    """Nothing to show, or the sentence alone: a script says it and waits for another word."""
    questions, by = questions_in(judge.standard.content), person_of(request)
    form = EstimatesForm(questions, request.POST)
    try:
        give_estimates(judge, form.percents, by=by, unread=form.errors, while_typing=True)
        if form.is_valid():
            return HttpResponse(status=204)
        said = form.complaint(questions)
    except CampusRefusal as refused:
        said = str(refused)
    return HttpResponse(said, status=409, content_type="text/plain; charset=utf-8")


def _kept(left: int) -> str:
    if not left:
        return _("All your estimates are kept. You may change them until the round closes.")
    text = ngettext(
        "Your estimates are kept; %(count)s question is left.",
        "Your estimates are kept; %(count)s questions are left.",
        left,
    )
    return text % {"count": left}


def _round_or_404(request: HttpRequest, standard: int) -> AngoffRound:
    return get_object_or_404(rounds_read_by(viewer_from(request)), pk=standard)


def _page(
    request: HttpRequest, found: AngoffRound, form: JudgesForm | None = None, *, status: int = 200
) -> HttpResponse:
    page = round_page(found, reader=viewer_from(request).person)
    coordinates = is_coordinator(viewer_from(request))
    asks = coordinates and found.closed_at is None
    context = {
        "page": page,
        "coordinates": coordinates,
        "form": form or (JudgesForm(_others_than(page.judges, request)) if asks else None),
        "may_ask_again": coordinates and found.closed_at is not None and is_last_of_one(found),
    }
    return render(request, "jury/angoff_round.html", context, status=REFUSED if form else status)


def _others_than(judges: Set[int], request: HttpRequest) -> tuple[tuple[int, str], ...]:
    return tuple(each for each in people_to_ask(edition_of(request)) if each[0] not in judges)
