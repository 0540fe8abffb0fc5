"""A series of outputs, as a learner goes through it: commit, see, mark, decide."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.campus.access import person_of, requires, viewer_from
from passerelle.campus.errors import CampusRefusal
from passerelle.campus.forms.keyed import KeyedForm
from passerelle.campus.models import Attempt
from passerelle.campus.queries.learning_activity import Reached
from passerelle.campus.queries.learning_attempts import attempts_on, is_author
from passerelle.campus.views.learning.closed import refused_before_opening
from passerelle.campus.views.learning.reaching import (
    CONFLICT,
    REFUSED,
    attempt_or_404,
    doer_or_404,
    is_autosave,
    reached_or_404,
    reader_of,
    tell_refusal,
)
from passerelle.foundation.translated import reading_language

from ..actions.critiquing import (
    Judgment,
    begin_series,
    commit_choice,
    end_series,
    keep_judgment,
    shift_trust,
    submit_judgment,
)
from ..enums import CRITIQUE, Flaw, Gravity, Spoken, VerdictGiven
from ..errors import SimulationRefusal
from ..forms.critiques import (
    CommitmentForm,
    DecisionForm,
    TrustForm,
    marks_from,
    unnamed_in,
)
from ..queries.critique_desk import trust_results
from ..queries.critique_pages import ItemPage, Progress, item_page, progress_of, trust_page
from ..queries.critique_results import (
    correction_of,
    is_key_open,
    results_of,
    series_intro,
)
from ..rules import can_criticise


def series_page(request: HttpRequest, reached: Reached, *, status: int = 200) -> HttpResponse:
    """Before, between and after: how many outputs, how it goes, what came of it."""
    attempts = attempts_on(reached.activity, reached.doer)
    context = {
        "activity": reached.activity,
        "intro": series_intro(reached, attempts, reader_of(request)),
        "form": KeyedForm(auto_id="series_%s"),
    }
    return render(request, "simulation/critique_series.html", context, status=status)


@requires(can_criticise)
@require_POST
def series(request: HttpRequest, edition: str, module: str, slug: str) -> HttpResponse:
    """Begin; pressed twice, once."""
    reached = reached_or_404(request, module=module, slug=slug)
    if reached.activity.kind != CRITIQUE:
        raise Http404(_("There is no such activity."))
    if not reached.is_open:
        return refused_before_opening(request, reached)
    form = KeyedForm(request.POST)
    if not form.is_valid():
        return series_page(request, reached, status=REFUSED)
    try:
        begun = begin_series(reached.activity, enrolment=doer_or_404(reached), form_key=form.key)
    except CampusRefusal as refusal:
        tell_refusal(request, refusal)
        return series_page(request, reached, status=REFUSED)
    return redirect("critique", edition, begun.pk)


@requires(can_criticise)
@require_safe
def critique(request: HttpRequest, edition: str, attempt: int) -> HttpResponse:
    """Where one stands in the series; once submitted, what came of it."""
    found = _own_or_404(request, attempt)
    if found.submitted_at is not None:
        language = reading_language()
        context = {
            "attempt": found,
            "results": results_of(found, language=language),
            "trust": trust_results(found, language=language),
        }
        return render(request, "simulation/critique_results.html", context)
    progress = progress_of(found)
    context = {"attempt": found, "progress": progress}
    return render(request, "simulation/critique_progress.html", context)


@requires(can_criticise)
@require_http_methods(["GET", "HEAD", "POST"])
def output(request: HttpRequest, edition: str, attempt: int, place: int) -> HttpResponse:
    """One output: the question alone, then the output with its marks, then its correction."""
    found = _own_or_404(request, attempt)
    page = item_page(found, place, language=reading_language())
    if page is None:
        raise Http404(_("There is no such output."))
    if found.submitted_at is not None or (page.critique and page.critique.submitted_at):
        if request.method == "POST":
            return _too_late(request, found, place)
        return _corrected(request, found, page)
    if page.critique is None or "commit" in request.POST:
        return _commitment(request, found, page)
    return _judgment(request, found, page)


def _commitment(request: HttpRequest, attempt: Attempt, page: ItemPage) -> HttpResponse:
    options = [(each.id, each.text) for each in page.options]
    form = CommitmentForm(request.POST or None, options=options)
    if form.is_valid():
        try:
            commit_choice(
                attempt,
                place=page.place,
                choice=form.cleaned_data["choice"],
                confidence=form.cleaned_data["confidence"],
                language=Spoken(page.language),
            )
        except SimulationRefusal as refusal:
            messages.error(request, str(refusal))
        return redirect(f"{_url_of(attempt, page.place)}#output")
    context = {"attempt": attempt, "page": page, "form": form}
    status = REFUSED if form.is_bound else 200
    return render(request, "simulation/critique_commitment.html", context, status=status)


def _judgment(request: HttpRequest, attempt: Attempt, page: ItemPage) -> HttpResponse:
    options = [(each.id, each.text) for each in page.options]
    if request.method != "POST":
        return _sheet(request, attempt, page, DecisionForm(options=options, initial=_kept(page)))
    is_draft = is_autosave(request) or "later" in request.POST
    form = DecisionForm(request.POST, options=options, is_draft=is_draft)
    unnamed = [] if is_draft else list(unnamed_in(request.POST, page.sentences))
    if is_autosave(request) and not form.is_valid():
        return HttpResponse(status=REFUSED)
    try:
        if form.is_valid() and not unnamed:
            act = keep_judgment if is_draft else submit_judgment
            act(attempt, place=page.place, judgment=_judgment_in(request, form, page))
            return _after(request, attempt, page, is_draft=is_draft)
        keep_judgment(attempt, place=page.place, judgment=_marks_alone(request, page))
    except SimulationRefusal as refusal:
        return _refused(request, attempt, page, str(refusal))
    again = item_page(attempt, page.place, language=page.language) or page
    return _sheet(request, attempt, again, form, unnamed=unnamed)


def _judgment_in(request: HttpRequest, form: DecisionForm, page: ItemPage) -> Judgment:
    given = form.cleaned_data
    return Judgment(
        marks=marks_from(request.POST, page.sentences),
        verdict=VerdictGiven(given["verdict"]) if given["verdict"] else None,
        choice=given["choice"],
        confidence=given["confidence"],
    )


def _marks_alone(request: HttpRequest, page: ItemPage) -> Judgment:
    """Nothing marked is lost when the rest is refused."""
    return Judgment(marks=marks_from(request.POST, page.sentences))


def _kept(page: ItemPage) -> dict[str, object]:
    if page.critique is None:
        return {}
    return {
        "verdict": page.critique.verdict,
        "choice": page.critique.choice_after,
        "confidence": page.critique.confidence_after,
    }


def _sheet(
    request: HttpRequest,
    attempt: Attempt,
    page: ItemPage,
    form: DecisionForm,
    *,
    unnamed: list[str] | None = None,
) -> HttpResponse:
    context = {
        "attempt": attempt,
        "page": page,
        "form": form,
        "types": Flaw.choices,
        "severities": Gravity.choices,
        "unnamed": unnamed or [],
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "simulation/critique_output.html", context, status=status)


def _after(
    request: HttpRequest, attempt: Attempt, page: ItemPage, *, is_draft: bool
) -> HttpResponse:
    """On to the correction where the key is open, else to what comes next."""
    if is_autosave(request):
        return HttpResponse(status=204)
    if is_draft:
        messages.success(request, _("Your marks are kept; nothing is submitted yet."))
        return redirect("critique", attempt.activity.edition.slug, attempt.pk)
    if is_key_open(attempt):
        return redirect(_url_of(attempt, page.place))
    return redirect(_next_url(attempt, progress_of(attempt)))


def _refused(request: HttpRequest, attempt: Attempt, page: ItemPage, sentence: str) -> HttpResponse:
    if is_autosave(request):
        return HttpResponse(sentence, status=CONFLICT, content_type="text/plain")
    messages.error(request, sentence)
    return redirect(_url_of(attempt, page.place))


def _too_late(request: HttpRequest, attempt: Attempt, place: int) -> HttpResponse:
    sentence = _("This output is judged already; nothing was changed.")
    if is_autosave(request):
        return HttpResponse(sentence, status=CONFLICT, content_type="text/plain")
    messages.info(request, sentence)
    return redirect(_url_of(attempt, place))


def _corrected(request: HttpRequest, attempt: Attempt, page: ItemPage) -> HttpResponse:
    context = {
        "attempt": attempt,
        "page": page,
        "correction": correction_of(attempt, page),
        "next_url": _next_url(attempt, progress_of(attempt)),
    }
    return render(request, "simulation/critique_correction.html", context)


@requires(can_criticise)
@require_http_methods(["GET", "HEAD", "POST"])
def trust(request: HttpRequest, edition: str, attempt: int, slug: str) -> HttpResponse:
    """The model says X, you learn Y."""
    found = _own_or_404(request, attempt)
    page = trust_page(found, slug, language=reading_language())
    if page is None:
        raise Http404(_("There is no such question."))
    form = TrustForm(request.POST or None, initial={"shift": page.shift})
    if form.is_valid():
        try:
            shift_trust(found, slug=slug, shift=form.cleaned_data["shift"])
        except SimulationRefusal as refusal:
            messages.error(request, str(refusal))
        return redirect(_next_url(found, progress_of(found)))
    context = {"attempt": found, "page": page, "form": form}
    status = REFUSED if form.is_bound else 200
    return render(request, "simulation/critique_trust.html", context, status=status)


@requires(can_criticise)
@require_POST
def submission(request: HttpRequest, edition: str, attempt: int) -> HttpResponse:
    """Submit the series."""
    found = _own_or_404(request, attempt)
    try:
        end_series(found, by=person_of(request))
    except SimulationRefusal as refusal:
        messages.error(request, str(refusal))
    return redirect("critique", edition, found.pk)


def _own_or_404(request: HttpRequest, attempt_id: int) -> Attempt:
    found = attempt_or_404(request, attempt_id)
    if found.activity.kind != CRITIQUE or not is_author(found, viewer_from(request)):
        raise Http404(_("There is no such work."))
    return found


def _url_of(attempt: Attempt, place: int) -> str:
    return reverse("critique_output", args=[attempt.activity.edition.slug, attempt.pk, place])


def _next_url(attempt: Attempt, progress: Progress) -> str:
    """The next output, then the next question of trust, then the whole."""
    edition = attempt.activity.edition.slug
    if attempt.submitted_at is None and progress.next_output:
        return _url_of(attempt, progress.next_output.place)
    if attempt.submitted_at is None and progress.next_trust:
        return reverse("critique_trust", args=[edition, attempt.pk, progress.next_trust.slug])
    return reverse("critique", args=[edition, attempt.pk])
