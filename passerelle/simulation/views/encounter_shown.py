"""The page of an encounter, by which each thing one does there is answered.

The whole page, which a browser without scripts shows and of which htmx takes the parts that
changed; a question asked by htmx is answered by these parts alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ..forms.encounters import HandoffForm, HypothesisForm, QuestionForm
from ..listening import Heard, heard_in
from ..models import Encounter
from ..queries.encounter_page import page_of
from .distress import pause_page, pause_url
from .reaching import REFUSED, own_encounter_or_404, url_of

WHOLE = "simulation/encounter.html"


@dataclass(frozen=True, slots=True)
class Refused:
    """A sentence, and the part of the page where it stands."""

    part: str
    words: str


@dataclass(frozen=True, slots=True)
class Asking:
    """Whether one speaks of oneself is asked in this part of the page, of this turn if any."""

    part: str
    turn: int | None = None


def once_kept(request: HttpRequest, encounter: Encounter, text: str, *, part: str) -> HttpResponse:
    """What was typed is kept, and listened to as the talk is; that it was is kept nowhere."""
    match heard_in(text):
        case Heard.DISTRESS:
            return led_elsewhere(request, pause_url(encounter, of="beside"))
        case Heard.PERHAPS:
            return asked_of_oneself(request, encounter.pk, Asking(part))
        case Heard.NOTHING:
            return shown_after(request, encounter.pk, part=part)


def asked_of_oneself(request: HttpRequest, encounter_id: int, asking: Asking) -> HttpResponse:
    return shown(request, own_encounter_or_404(request, encounter_id), asking=asking)


def shown_after(
    request: HttpRequest, encounter_id: int, *, part: str, template: str = WHOLE
) -> HttpResponse:
    """The page anew, or what changed of it: in place for htmx, at its address for a browser."""
    found = own_encounter_or_404(request, encounter_id)
    if "HX-Request" in request.headers:
        return shown(request, found, template=template)
    return redirect(f"{url_of(found)}#{part}")


def shown(
    request: HttpRequest,
    encounter: Encounter,
    *,
    question: QuestionForm | None = None,
    hypothesis: HypothesisForm | None = None,
    note: HandoffForm | None = None,
    refused: Refused | None = None,
    asking: Asking | None = None,
    template: str = WHOLE,
) -> HttpResponse:
    if encounter.is_paused:  # type: ignore[attr-defined]  # asked for with the encounter
        if "HX-Request" in request.headers:
            return led_elsewhere(request, url_of(encounter))
        return pause_page(request, encounter)
    if encounter.attempt.submitted_at is not None:
        return led_elsewhere(request, url_of(encounter, "debrief"))
    page = page_of(encounter)
    context = {
        "page": page,
        "question": _again(question, encounter.turns_taken),
        "question_errors": _errors(question),
        "hypothesis": hypothesis or HypothesisForm(reasons=page.reason_choices),
        "note": note or HandoffForm(initial={"text": page.note}),
        "keeps_both": note is not None and note.is_valid(),
        "refused": refused,
        "asking": asking,
    }
    is_refused = any((question, hypothesis, note, refused))
    status = REFUSED if is_refused else 200
    return render(request, template, context, status=status)


def led_elsewhere(request: HttpRequest, address: str) -> HttpResponse:
    """Another page; htmx is told to go there."""
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _again(refused: QuestionForm | None, turns_taken: int) -> QuestionForm:
    """A question to ask; one that was refused keeps its text, with a key and a place anew."""
    text = refused.data.get("text", "") if refused else ""
    return QuestionForm(initial={"seen": turns_taken, "text": text})


def _errors(form: QuestionForm | None) -> list[str]:
    return [str(error) for errors in form.errors.values() for error in errors] if form else []
