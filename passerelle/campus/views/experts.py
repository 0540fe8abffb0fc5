"""The coordinator's pages about experts: who they are, their links, who marks what."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.people.actions import give_personal_link, withdraw_link
from passerelle.people.models import Person

from ..access import edition_of, person_of, requires, viewer_from
from ..actions import assign_raters
from ..errors import CampusRefusal
from ..forms.marking import LinkForm, PlanForm, RatersForm
from ..models import Attempt
from ..queries.marking_experts import experts_of, experts_page, living_links, other_doors_of
from ..queries.marking_ratings import (
    MOST_AT_ONCE,
    Rater,
    attempts_to_rate,
    lacking_words,
    pairs_asked,
    plan_page,
    raters_of,
)
from ..rules import is_coordinator

GIVEN = "personal links given"


@require_safe
@requires(is_coordinator)
def experts(request: HttpRequest, edition: str) -> HttpResponse:
    """Who was invited, to what, and what is still on their desk."""
    here = edition_of(request)
    papers = attempts_to_rate(here).count()
    context = {
        "experts": experts_page(viewer_from(request), here, page=request.GET.get("page")),
        "papers": papers,
        "finding": lacking_words(papers),
        "form_key": uuid4(),
        "durations": LinkForm.DAYS,
    }
    return render(request, "campus/experts.html", context)


@sensitive_variables("secret")
@require_POST
@requires(is_coordinator)
def expert_links(request: HttpRequest, edition: str, person: int) -> HttpResponse:
    """Make a personal link and show its address, this once."""
    here = edition_of(request)
    expert = get_object_or_404(experts_of(here), person=person).person
    form = LinkForm(request.POST)
    refusal = _why_no_link(request, expert, form)
    if refusal:
        messages.error(request, refusal)
        return redirect("experts", edition)
    with translation.override(expert.language):
        purpose = _("To teach and mark, %(edition)s") % {"edition": here.title}
    secret = give_personal_link(
        expert,
        purpose=purpose,
        destination=reverse("marking_desk", args=[edition]),
        days=form.cleaned_data["days"],
        edition=edition,
        by=person_of(request),
    )
    request.session[GIVEN] = str(form.cleaned_data["form_key"])
    address = request.build_absolute_uri(reverse("personal_link", args=[secret]))
    context = {"expert": expert, "address": address, "days": form.cleaned_data["days"]}
    response = render(request, "campus/experts_link.html", context)
    add_never_cache_headers(response)
    return response


def _why_no_link(request: HttpRequest, expert: Person, form: LinkForm) -> str:
    """The sentence that refuses, or nothing."""
    if not form.is_valid():
        return _("Choose how long the link is valid, then try again.")
    if request.session.get(GIVEN) == str(form.cleaned_data["form_key"]):
        return _("This link was already made and shown. If it is lost, withdraw it, make another.")
    if expert.is_superuser or other_doors_of(expert.pk):
        return _("%(name)s holds other roles too, so signs in by e-mail; no link was made.") % {
            "name": expert
        }
    return ""


@require_POST
@requires(is_coordinator)
def expert_link_withdrawal(request: HttpRequest, edition: str, link: int) -> HttpResponse:
    """Make a link useless from now on."""
    here = edition_of(request)
    row = get_object_or_404(living_links(here).select_related("person"), pk=link)
    withdraw_link(row, by=person_of(request), edition=edition)
    messages.success(request, _("The link of %(name)s no longer opens.") % {"name": row.person})
    return redirect("experts", edition)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(is_coordinator)
def ratings(request: HttpRequest, edition: str) -> HttpResponse:
    """Show who would mark what; a POST with that plan carries it out."""
    here = edition_of(request)
    attempts = list(attempts_to_rate(here)[:MOST_AT_ONCE])
    raters = raters_of(here)
    if request.method == "POST" and _carried_out(request, attempts, raters):
        return redirect("experts", edition)
    choices = [(rater.id, rater.words) for rater in raters]
    form = RatersForm(choices, request.GET if "rater" in request.GET else None)
    chosen = form.chosen if form.is_valid() else []
    plan = plan_page(attempts, [each for each in raters if each.id in chosen]) if chosen else None
    finding = lacking_words(attempts_to_rate(here).count())
    context = {"form": form, "plan": plan, "papers": len(attempts), "finding": finding}
    status = 422 if request.method == "POST" else 200
    return render(request, "campus/experts_ratings.html", context, status=status)


def _carried_out(
    request: HttpRequest, attempts: Sequence[Attempt], raters: Sequence[Rater]
) -> bool:
    form = PlanForm(
        request.POST,
        lacking={attempt.pk for attempt in attempts},
        raters={rater.id for rater in raters},
        done=pairs_asked(edition_of(request)),
    )
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.non_field_errors())))
        return False
    try:
        count = assign_raters(form.pairs, by=person_of(request))
    except CampusRefusal as refused:
        messages.error(request, str(refused))
        return False
    text = ngettext(
        "%(count)s paper was given to mark.", "%(count)s papers were given to mark.", count
    )
    messages.success(request, text % {"count": count})
    return True
