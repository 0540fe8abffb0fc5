"""Requests for help: a team asks, mentors take the oldest, answer, close."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ..access import person_of, requires, viewer_from
from ..actions import (
    answer_request,
    ask_for_help,
    close_request,
    put_back_request,
    take_request,
)
from ..errors import CampusRefusal, RequestTaken
from ..forms.keyed import CommentForm
from ..forms.team_space import HelpForm
from ..models import HelpRequest
from ..queries.help_queue import help_queue, request_page, requests_seen_by, waiting_for_help
from ..rules import can_help_teams, can_read_a_team, is_in_a_team
from .team_space import team_or_404, team_space_page

REFUSED = 422


@require_POST
@requires(is_in_a_team)
def team_help(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    """A team's question joins the queue; only its members ask."""
    team = team_or_404(request, number)
    if team != viewer_from(request).team:
        raise Http404
    form = HelpForm(request.POST, auto_id="help_%s")
    if not form.is_valid():
        return team_space_page(request, number, help_form=form)
    asked = ask_for_help(
        team,
        asked_by=person_of(request),
        subject=form.cleaned_data["subject"],
        text=form.cleaned_data["text"],
        form_key=form.key,
    )
    messages.success(request, _("Your question is in the mentors’ queue."))
    return redirect("help_request", edition, asked.pk)


@require_safe
@requires(can_help_teams)
def help_queue_page(request: HttpRequest, edition: str) -> HttpResponse:
    """Who waits, oldest first; htmx asks for it again every twenty seconds."""
    return render(request, "campus/help_queue.html", {"page": help_queue(viewer_from(request))})


@require_POST
@requires(can_help_teams)
def help_turn(request: HttpRequest, edition: str) -> HttpResponse:
    """Take the oldest request that nobody has; if another mentor is quicker, the next one."""
    for waiting in waiting_for_help(viewer_from(request))[:9]:
        try:
            take_request(waiting, by=person_of(request))
        except RequestTaken:
            continue
        return redirect("help_request", edition, waiting.pk)
    messages.info(request, _("Nobody is waiting any more."))
    return redirect("help_queue", edition)


@require_safe
@requires(can_read_a_team)
def help_request(request: HttpRequest, edition: str, asked: int) -> HttpResponse:
    """The question, its thread, and what may be done."""
    return _page(request, _request_or_404(request, asked))


@require_POST
@requires(can_help_teams)
def help_taking(request: HttpRequest, edition: str, asked: int) -> HttpResponse:
    """Take this request."""
    found = _request_or_404(request, asked)
    try:
        take_request(found, by=person_of(request))
    except CampusRefusal as refused:
        messages.error(request, str(refused))
        return redirect("help_queue", edition)
    return redirect("help_request", edition, asked)


@require_POST
@requires(can_help_teams)
def help_putting_back(request: HttpRequest, edition: str, asked: int) -> HttpResponse:
    """Leave one's request to another mentor."""
    mine = requests_seen_by(viewer_from(request)).filter(taken_by=person_of(request))
    put_back_request(get_object_or_404(mine, pk=asked), by=person_of(request))
    messages.success(request, _("The request waits again, at its place in the queue."))
    return redirect("help_queue", edition)


@require_POST
@requires(can_read_a_team)
def help_answers(request: HttpRequest, edition: str, asked: int) -> HttpResponse:
    """Write in the thread."""
    found = _request_or_404(request, asked)
    form = CommentForm(request.POST, auto_id="answer_%s")
    try:
        if form.is_valid():
            text = form.cleaned_data["text"]
            answer_request(found, author=person_of(request), text=text, form_key=form.key)
            answer = redirect("help_request", edition, asked)
            answer["Location"] += "#thread"
            return answer
    except CampusRefusal as refused:
        form.add_error(None, str(refused))
    return _page(request, found, form=form)


@require_POST
@requires(can_read_a_team)
def help_closure(request: HttpRequest, edition: str, asked: int) -> HttpResponse:
    """The request is settled."""
    found = _request_or_404(request, asked)
    close_request(found, by=person_of(request))
    messages.success(request, _("The request is closed."))
    if can_help_teams(viewer_from(request)):
        return redirect("help_queue", edition)
    return redirect("team", edition, found.team.number)


def _request_or_404(request: HttpRequest, asked: int) -> HelpRequest:
    return get_object_or_404(requests_seen_by(viewer_from(request)), pk=asked)


def _page(
    request: HttpRequest, asked: HelpRequest, *, form: CommentForm | None = None
) -> HttpResponse:
    viewer = viewer_from(request)
    context = {
        "page": request_page(viewer, asked, helps=can_help_teams(viewer)),
        "form": form or CommentForm(auto_id="answer_%s"),
        "helps": can_help_teams(viewer),
    }
    status = REFUSED if form is not None else 200
    return render(request, "campus/help_request.html", context, status=status)
