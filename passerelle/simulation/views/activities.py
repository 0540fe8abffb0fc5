"""An activity of the kind encounter: whom one will meet, and the button that begins."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from passerelle.campus.access import requires, viewer_from
from passerelle.campus.errors import CampusRefusal
from passerelle.campus.models import Activity
from passerelle.campus.queries.learning_activity import Reached
from passerelle.campus.queries.learning_attempts import attempts_on
from passerelle.campus.views.learning.closed import refused_before_opening
from passerelle.campus.views.learning.reaching import (
    doer_or_404,
    reached_or_404,
    reader_of,
)
from passerelle.foundation.translated import reading_language

from ..actions import begin_encounter
from ..enums import ENCOUNTER, Spoken
from ..errors import SimulationRefusal
from ..forms.encounters import BeginForm
from ..models import PeerRating
from ..peer_settings import peers_asked
from ..queries.introduction import introduction_to
from ..queries.peer_ratings import to_rate
from ..rules import can_meet_patients
from .reaching import REFUSED, url_of


def activity_page(
    request: HttpRequest, reached: Reached, *, form: BeginForm | None = None, refusal: str = ""
) -> HttpResponse:
    """Six queries at most beside the viewer's own."""
    attempts = attempts_on(reached.activity, reached.doer)
    context = {
        "activity": reached.activity,
        "intro": introduction_to(reached, attempts, reader_of(request)),
        "form": form or BeginForm(initial={"language": reading_language()}),
        "refusal": refusal,
        "to_rate": _to_rate(request, reached.activity),
    }
    status = REFUSED if form is not None or refusal else 200
    return render(request, "simulation/activity.html", context, status=status)


def _to_rate(request: HttpRequest, activity: Activity) -> list[PeerRating]:
    return to_rate(activity, viewer_from(request).learner) if peers_asked(activity) else []


@requires(can_meet_patients)
@require_POST
def encounters(request: HttpRequest, edition: str, module: str, slug: str) -> HttpResponse:
    """Meet the patient; pressed twice, once."""
    reached = reached_or_404(request, module=module, slug=slug)
    if reached.activity.kind != ENCOUNTER:
        raise Http404(_("There is no such activity."))
    if not reached.is_open:
        return refused_before_opening(request, reached)
    form = BeginForm(request.POST)
    if not form.is_valid():
        return activity_page(request, reached, form=form)
    try:
        begun = begin_encounter(
            reached.activity,
            enrolment=doer_or_404(reached),
            language=Spoken(form.cleaned_data["language"]),
            form_key=form.key,
        )
    except (SimulationRefusal, CampusRefusal) as refused:
        return activity_page(request, reached, refusal=str(refused))
    begun.attempt.activity = reached.activity
    return redirect(url_of(begun))
