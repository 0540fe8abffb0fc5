"""One output of a series: the question alone, then the output with its marks, then its key."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.campus.access import requires
from passerelle.campus.models import Attempt
from passerelle.campus.views.learning.reaching import CONFLICT, REFUSED, is_autosave
from passerelle.foundation.translated import reading_language

from ..actions.critiquing import Judgment, commit_choice, keep_judgment, submit_judgment
from ..enums import Flaw, Gravity, Spoken, VerdictGiven
from ..errors import SimulationRefusal
from ..forms.critiques import CommitmentForm, DecisionForm, marks_from, unnamed_in
from ..queries.critique_pages import ItemPage, item_page, progress_of
from ..queries.critique_results import correction_of, is_key_open
from ..rules import can_criticise
from .critique_reaching import next_url, own_series_or_404, url_of_output


@requires(can_criticise)
@require_http_methods(["GET", "HEAD", "POST"])
def output(request: HttpRequest, edition: str, attempt: int, place: int) -> HttpResponse:
    """One output: the question alone, then the output with its marks, then its correction."""
    found = own_series_or_404(request, attempt)
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
        return redirect(f"{url_of_output(attempt, page.place)}#output")
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
        return redirect(url_of_output(attempt, page.place))
    return redirect(next_url(attempt, progress_of(attempt)))


def _refused(request: HttpRequest, attempt: Attempt, page: ItemPage, sentence: str) -> HttpResponse:
    if is_autosave(request):
        return HttpResponse(sentence, status=CONFLICT, content_type="text/plain")
    messages.error(request, sentence)
    return redirect(url_of_output(attempt, page.place))


def _too_late(request: HttpRequest, attempt: Attempt, place: int) -> HttpResponse:
    sentence = _("This output is judged already; nothing was changed.")
    if is_autosave(request):
        return HttpResponse(sentence, status=CONFLICT, content_type="text/plain")
    messages.info(request, sentence)
    return redirect(url_of_output(attempt, place))


def _corrected(request: HttpRequest, attempt: Attempt, page: ItemPage) -> HttpResponse:
    context = {
        "attempt": attempt,
        "page": page,
        "correction": correction_of(attempt, page),
        "next_url": next_url(attempt, progress_of(attempt)),
    }
    return render(request, "simulation/critique_correction.html", context)
