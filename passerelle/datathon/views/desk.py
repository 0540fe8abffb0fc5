"""The owners' desk: everyone's submissions, the data, who looks after the challenge."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.campus.access import edition_of, person_of, requires
from passerelle.people.models import Person

from ..actions import appoint, import_bundle, rescore_all, thank_steward
from ..errors import DatathonRefusal
from ..forms.desk import BundleForm, StewardForm
from ..models import Challenge
from ..queries.desk import data_of, keepers_of, labels_can_be_found, remarks_on, sent_to
from ..queries.stewards import stewards_of
from ..rules import can_follow_datathon, can_import_challenges, owns_challenge
from ..submissions_shown import submission_shown
from .reaching import Reached, reached_or_404


@require_safe
@requires(can_follow_datathon)
def desk(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """What came in, on which data, looked after by whom."""
    reached = _owned_or_refused(request, slug)
    return _page(request, reached, None)


@require_POST
@requires(can_follow_datathon)
def stewards(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """Ask someone to own the challenge, or to mentor its teams."""
    reached = _owned_or_refused(request, slug)
    form = StewardForm(request.POST, candidates=keepers_of(reached.challenge).candidates)
    if not form.is_valid():
        return _page(request, reached, form)
    person = Person.objects.get(pk=form.cleaned_data["person"])
    appoint(reached.challenge, person=person, part=form.asked, by=person_of(request))
    messages.success(request, _("%(name)s now looks after this challenge.") % {"name": person})
    return redirect("datathon_desk", edition, slug)


@require_POST
@requires(can_follow_datathon)
def departure(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """Someone no longer looks after the challenge."""
    reached = _owned_or_refused(request, slug)
    asked = request.POST.get("person", ""), request.POST.get("part", "")
    for each in stewards_of(reached.challenge):
        if (str(each.person), each.part) == asked:
            thank_steward(
                reached.challenge, person_id=each.person, part=each.part, by=person_of(request)
            )
    return redirect("datathon_desk", edition, slug)


@require_POST
@requires(can_follow_datathon)
def rescorings(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """Evaluate everything again: after new labels, say."""
    reached = _owned_or_refused(request, slug)
    count = rescore_all(reached.challenge, by=person_of(request))
    text = ngettext(
        "%(count)s submission is evaluated again; its earlier score is kept.",
        "%(count)s submissions are evaluated again; their earlier scores are kept.",
        count,
    )
    messages.success(request, text % {"count": count})
    return redirect("datathon_desk", edition, slug)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_import_challenges)
def bundle_import(request: HttpRequest, edition: str) -> HttpResponse:
    """A Codabench or EvalAI bundle becomes a challenge; what was noticed in it is shown."""
    form = BundleForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            challenge = _imported(request, form)
        except DatathonRefusal as refused:
            form.add_error("bundle", str(refused))
        else:
            messages.success(request, _("The bundle is a challenge. Read what was noticed in it."))
            return redirect("datathon_desk", edition, challenge.slug)
    status = 422 if form.errors else 200
    return render(request, "datathon/bundle_import.html", {"form": form}, status=status)


def _imported(request: HttpRequest, form: BundleForm) -> Challenge:
    with tempfile.TemporaryDirectory(prefix="passerelle-bundle-") as folder:
        path = Path(folder) / "bundle.zip"
        with path.open("wb") as kept:
            for chunk in form.cleaned_data["bundle"].chunks():
                kept.write(chunk)
        return import_bundle(edition_of(request), path, domain=form.chosen, by=person_of(request))


def _owned_or_refused(request: HttpRequest, slug: str) -> Reached:
    reached = reached_or_404(request, slug)
    if not owns_challenge(reached.standing):
        raise PermissionDenied(_("Only the owners of the challenge may do this."))
    return reached


def _page(request: HttpRequest, reached: Reached, form: StewardForm | None) -> HttpResponse:
    challenge = reached.challenge
    sent = sent_to(challenge, reached.standing, page=request.GET.get("page"))
    keepers = keepers_of(challenge)
    context = {
        "challenge": challenge,
        "team": reached.standing.team,
        "tab": "desk",
        "owns": True,
        "sent": sent,
        "rows": [(each.team, each.row, submission_shown(each.row)) for each in sent.rows],
        "files": data_of(challenge),
        "stewards": keepers.stewards,
        "remarks": remarks_on(challenge),
        "labels_can_be_found": labels_can_be_found(challenge),
        "form": form or StewardForm(candidates=keepers.candidates),
    }
    return render(request, "datathon/desk.html", context, status=422 if form else 200)
