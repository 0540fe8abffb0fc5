"""The end of an encounter: what it holds before one ends it, and what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.campus.access import edition_of, person_of, requires, viewer_from
from passerelle.campus.actions import assign_rater
from passerelle.campus.errors import CampusRefusal
from passerelle.campus.queries.learning_attempts import is_author

from ..actions import end_encounter
from ..forms.encounters import RaterForm
from ..listening import Heard, heard_in
from ..models import Encounter
from ..peer_settings import peers_asked
from ..queries.debrief import debrief_of
from ..queries.encounter_page import page_of
from ..queries.peer_ratings import Received, received_on
from ..queries.staff import raters_of
from ..queries.transcript import Asked, Line
from ..rules import can_ask_for_ratings, can_meet_patients, can_read_encounters
from .reaching import encounter_or_404, own_encounter_or_404, url_of


@requires(can_meet_patients)
@require_http_methods(["GET", "HEAD", "POST"])
def ending(request: HttpRequest, edition: str, encounter: int) -> HttpResponse:
    """What is missing, then the end; pressed twice, once."""
    found = own_encounter_or_404(request, encounter)
    if request.method == "POST":
        end_encounter(found, by=person_of(request))
        return redirect(url_of(found, "debrief"))
    if found.attempt.submitted_at is not None:
        return redirect(url_of(found, "debrief"))
    note = getattr(found, "handoff", None)
    context = {
        "page": page_of(found),
        "has_note": bool(note and note.text.strip()),
        "asks_of_oneself": note is not None and heard_in(note.text) is not Heard.NOTHING,
    }
    return render(request, "simulation/ending.html", context)


@requires(can_read_encounters)
@require_safe
def debrief(request: HttpRequest, edition: str, encounter: int) -> HttpResponse:
    """The score in sentences, what was never asked, what the author says of the case."""
    found = encounter_or_404(request, encounter)
    if found.attempt.submitted_at is None:
        return redirect(url_of(found))
    activity = found.attempt.activity
    context = {
        "encounter": found,
        "activity": activity,
        "page": debrief_of(found),
        "peers": _peers(request, found),
        "is_mine": is_author(found.attempt, viewer_from(request)),
        "counts": bool(activity.component),
        "is_rated": bool(activity.settings.get("rubric")),
        "doer": found.attempt.team or found.attempt.enrolment,
        "rater_form": _rater_form(request) if _may_ask_a_rater(request, found) else None,
    }
    return render(request, "simulation/debrief.html", context)


def _peers(request: HttpRequest, encounter: Encounter) -> Received | None:
    if not peers_asked(encounter.attempt.activity):
        return None
    return received_on(encounter.attempt, for_staff=can_ask_for_ratings(viewer_from(request)))


@requires(can_ask_for_ratings)
@require_POST
def ratings(request: HttpRequest, edition: str, encounter: int) -> HttpResponse:
    """Ask someone to rate, blind, how the learner spoke."""
    found = encounter_or_404(request, encounter)
    form = _rater_form(request)
    if not _may_ask_a_rater(request, found):
        raise Http404(_("This encounter is not rated by anyone."))
    if form.is_valid():
        rater = raters_of(edition_of(request)).get(pk=form.cleaned_data["rater"])
        try:
            assign_rater(found.attempt, rater=rater, by=person_of(request))
            messages.success(request, _("Asked: it waits on their marking desk."))
        except CampusRefusal as refused:
            messages.error(request, str(refused))
    else:
        messages.error(request, _("Choose someone of the list."))
    return redirect(url_of(found, "debrief"))


def _may_ask_a_rater(request: HttpRequest, encounter: Encounter) -> bool:
    has_rubric = bool(encounter.attempt.activity.settings.get("rubric"))
    return has_rubric and can_ask_for_ratings(viewer_from(request))


def _rater_form(request: HttpRequest) -> RaterForm:
    people = [(person.pk, str(person)) for person in raters_of(edition_of(request))]
    return RaterForm(request.POST if request.method == "POST" else None, people=people)


@requires(can_read_encounters)
@require_safe
def transcript(request: HttpRequest, edition: str, encounter: int) -> HttpResponse:
    """The whole talk, to read, to print, or to replay turn by turn (`?until=7`)."""
    found = encounter_or_404(request, encounter)
    page = page_of(found)
    until = _until(request, found.turns_taken)
    context = {
        "page": page,
        "lines": _up_to(page.lines, until),
        "until": until,
        "before": until - 1 if until is not None and until > 1 else None,
        "after": until + 1 if until is not None and until < found.turns_taken else None,
        "is_mine": is_author(found.attempt, viewer_from(request)),
        "doer": found.attempt.team or found.attempt.enrolment,
        "note": getattr(found, "handoff", None) if until is None else None,
    }
    return render(request, "simulation/transcript.html", context)


def _until(request: HttpRequest, last: int) -> int | None:
    """The turn at which the replay stands; anything else is the whole talk."""
    asked = request.GET.get("until", "")
    return next((turn for turn in range(1, last + 1) if str(turn) == asked), None)


def _up_to(lines: tuple[Line, ...], until: int | None) -> tuple[Line, ...]:
    if until is None:
        return lines
    ends = [place for place, line in enumerate(lines) if isinstance(line, Asked)]
    stop = ends[until] if until < len(ends) else len(lines)
    return lines[:stop]
