"""A team's submissions: send, follow, take back."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.campus.access import person_of, requires, viewer_from
from passerelle.foundation import clock

from .. import findings
from ..access_shown import Step, steps_shown
from ..actions import cancel, submit
from ..cards import card_shown
from ..errors import DatathonRefusal, SubmissionRefused
from ..forms import SubmissionForm
from ..metric_words import metric_said
from ..models import Phase, Submission
from ..queries.challenges import ChallengePage, challenge_page
from ..queries.submissions import SubmissionPage, submission_page, submissions_of
from ..rules import (
    can_follow_datathon,
    can_rescore,
    can_take_part_in_datathon,
    owns_challenge,
)
from ..submissions_shown import problems_shown, submission_shown
from .reaching import Reached, reached_or_404


@require_safe
@requires(can_take_part_in_datathon)
def submissions(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """What one's team has sent, the latest first."""
    reached = reached_or_404(request, slug)
    rows = submissions_of(reached.team, reached.challenge, reached.standing)
    context = {
        "challenge": reached.challenge,
        "tab": "submissions",
        "team": reached.team,
        "owns": owns_challenge(reached.standing),
        "rows": [(row, submission_shown(row)) for row in rows],
        "finding": findings.of_submissions(rows),
    }
    return render(request, "datathon/submissions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_take_part_in_datathon)
def submission_form(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """The form; what is refused says each row and column, and nothing was stored."""
    reached = reached_or_404(request, slug)
    page = challenge_page(reached.challenge, reached.standing, at=clock.now(), html=reached.html)
    if request.method != "POST":
        steps = steps_shown(reached.access, viewer_from(request))
        return _form_page(request, page, SubmissionForm(page=page), steps=steps)
    form = SubmissionForm(request.POST, request.FILES, page=page)
    phase = _open_phase(reached, page)
    if not form.is_valid():
        return _form_page(request, page, form)
    try:
        sent = submit(
            phase,
            team=reached.team,
            by=person_of(request),
            upload=form.cleaned_data["file"],
            kind=form.chosen,
            form_key=form.key,
        )
    except SubmissionRefused as refused:
        form.add_error("file", str(refused))
        return _form_page(request, page, form, refused)
    except DatathonRefusal as refused:
        form.add_error(None, str(refused))
        return _form_page(request, page, form)
    messages.success(request, _("Received: it is counted, and evaluated in its turn."))
    return redirect("datathon_submission", edition, slug, sent.pk)


@require_safe
@requires(can_follow_datathon)
def submission(request: HttpRequest, edition: str, slug: str, submission: int) -> HttpResponse:
    """One submission: where it stands, its figures, its log."""
    reached = reached_or_404(request, slug)
    page = _page_or_404(reached, submission)
    latest = page.evaluations[0] if page.evaluations else None
    team = reached.standing.team
    context = {
        "challenge": reached.challenge,
        "team": team,
        "owns": owns_challenge(reached.standing),
        "is_ours": team is not None and page.row.team_id == team.pk,
        "may_rescore": can_rescore(reached.standing),
        "problems": problems_shown(latest.problems) if latest else [],
        "tab": "submissions",
        "page": page,
        "finding": findings.of_submission(page),
        "metric": metric_said(reached.challenge.metric),
        "cards": [card_shown(score) for score in latest.scores] if latest else [],
        "is_over": page.row.cancelled_at is not None or (latest and latest.ended_at),
        "has_report": page.has_report,
    }
    return render(request, "datathon/submission.html", context)


@require_POST
@requires(can_take_part_in_datathon)
def cancellation(request: HttpRequest, edition: str, slug: str, submission: int) -> HttpResponse:
    """Take back what has no result yet."""
    reached = reached_or_404(request, slug)
    _page_or_404(reached, submission)
    found = Submission.objects.select_related("phase__challenge__edition", "team")
    try:
        cancel(found.get(pk=submission), by=person_of(request))
    except DatathonRefusal as refused:
        messages.error(request, str(refused))
    return redirect("datathon_submission", edition, slug, submission)


def _page_or_404(reached: Reached, submission: int) -> SubmissionPage:
    page = submission_page(submission, reached.challenge, reached.standing)
    if page is None:
        raise Http404(_("There is no such submission in this challenge."))
    return page


def _open_phase(reached: Reached, page: ChallengePage) -> Phase:
    """The phase that is open; without one the last, whose refusal says when it closed."""
    shown = page.open_phase or (page.phases[-1] if page.phases else None)
    if shown is None:
        raise Http404(_("This challenge has no phase."))
    phases = Phase.objects.select_related("challenge__edition")
    return phases.get(challenge=reached.challenge, slug=shown.slug)


def _form_page(
    request: HttpRequest,
    page: ChallengePage,
    form: SubmissionForm,
    refused: SubmissionRefused | None = None,
    *,
    steps: Sequence[Step] = (),
) -> HttpResponse:
    found = refused.problems if refused else ()
    problems = problems_shown(each.as_json() for each in found)
    context = {
        "page": page,
        "challenge": page,
        "team": page.team,
        "owns": page.owns,
        "tab": "new",
        "form": form,
        "steps": steps,
        "problems": problems,
        "hidden_problems": refused.total - len(problems) if refused else 0,
    }
    status = 422 if form.errors else 200
    return render(request, "datathon/submission_form.html", context, status=status)
