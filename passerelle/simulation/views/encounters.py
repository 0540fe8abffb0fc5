"""An encounter under way: each thing one does there, answered by its page (`encounter_shown`)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from passerelle.campus.access import person_of, requires
from passerelle.campus.views.learning.reaching import is_autosave
from passerelle.gateway.embeddings import EmbeddingsMissing

from ..actions import (
    ask,
    commit_hypothesis,
    consult,
    judge_claims,
    order,
    resume,
    set_hypothesis_aside,
    write_handoff,
)
from ..enums import Likelihood, OrderKind
from ..errors import EncounterOver, NobodyListens, NoteWrittenMeanwhile, SimulationRefusal
from ..forms.encounters import (
    ConsultationForm,
    HandoffForm,
    HypothesisForm,
    JudgementForm,
    OrderForm,
    QuestionForm,
)
from ..listening import Heard, heard_in
from ..models import Pause
from ..queries.encounter_page import page_of
from ..readers import reader_of
from ..rules import can_meet_patients
from .encounter_shown import (
    Asking,
    Refused,
    asked_of_oneself,
    led_elsewhere,
    once_kept,
    shown,
    shown_after,
)
from .reaching import own_encounter_or_404, url_of

GONE = 409


@requires(can_meet_patients)
@require_safe
def encounter(request: HttpRequest, edition: str, encounter: int) -> HttpResponse:
    """The talk so far and what is beside it; over, what came of it."""
    found = own_encounter_or_404(request, encounter)
    return shown(request, found)


@requires(can_meet_patients)
@require_POST
def turns(request: HttpRequest, edition: str, encounter: int) -> HttpResponse:
    """Ask; the same question sent twice is one turn."""
    found = own_encounter_or_404(request, encounter)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return shown(request, found, question=form)
    try:
        said = ask(
            found,
            text=form.cleaned_data["text"],
            seen=form.cleaned_data["seen"],
            by=person_of(request),
            form_key=form.key,
            reader=reader_of(found.case),
        )
    except EmbeddingsMissing:
        form.add_error("text", str(NobodyListens()))
        return shown(request, found, question=form)
    except SimulationRefusal as refused:
        form.add_error("text", str(refused))
        return shown(request, own_encounter_or_404(request, encounter), question=form)
    if isinstance(said, Pause):
        return led_elsewhere(request, url_of(found))
    if said.may_be_of_oneself:  # asked by the answer itself: nothing remembers it
        return asked_of_oneself(request, encounter, Asking("question", turn=said.pk))
    return shown_after(
        request, encounter, part="question", template="simulation/encounter_turn.html"
    )


@requires(can_meet_patients)
@require_POST
def orders(request: HttpRequest, edition: str, encounter: int) -> HttpResponse:
    """Examine, test or treat."""
    found = own_encounter_or_404(request, encounter)
    form = OrderForm(request.POST)
    part = "treatments" if request.POST.get("kind") == OrderKind.TREATMENT else "orders"
    if not form.is_valid():
        return shown(request, found, refused=Refused(part, _first_error(form)))
    kind = OrderKind(form.cleaned_data["kind"])
    try:
        order(found, kind=kind, item=form.cleaned_data["item"], by=person_of(request))
    except SimulationRefusal as refused:
        return shown(request, found, refused=Refused(part, str(refused)))
    return shown_after(request, encounter, part=part)


@requires(can_meet_patients)
@require_POST
def hypotheses(request: HttpRequest, edition: str, encounter: int) -> HttpResponse:
    """Commit to a hypothesis, or change one."""
    found = own_encounter_or_404(request, encounter)
    form = HypothesisForm(request.POST, reasons=page_of(found).reason_choices)
    if not form.is_valid():
        return shown(request, found, hypothesis=form)
    try:
        commit_hypothesis(
            found,
            text=form.cleaned_data["text"],
            likelihood=Likelihood(form.cleaned_data["likelihood"]),
            reasons=form.cleaned_data["reasons"],
            by=person_of(request),
            form_key=form.key,
            instead_of=form.cleaned_data["instead_of"],
        )
    except SimulationRefusal as refused:
        form.add_error(None, str(refused))
        return shown(request, found, hypothesis=form)
    return once_kept(request, found, form.cleaned_data["text"], part="hypotheses")


@requires(can_meet_patients)
@require_POST
def hypothesis_aside(
    request: HttpRequest, edition: str, encounter: int, hypothesis: int
) -> HttpResponse:
    """Set a hypothesis aside."""
    found = own_encounter_or_404(request, encounter)
    try:
        set_hypothesis_aside(found, hypothesis)
    except SimulationRefusal as refused:
        return shown(request, found, refused=Refused("hypotheses", str(refused)))
    return shown_after(request, encounter, part="hypotheses")


@requires(can_meet_patients)
@require_POST
def consultations(request: HttpRequest, edition: str, encounter: int) -> HttpResponse:
    """Read an answer of the assistant."""
    found = own_encounter_or_404(request, encounter)
    form = ConsultationForm(request.POST)
    if not form.is_valid():
        return shown(request, found, refused=Refused("assistant", _first_error(form)))
    try:
        consult(found, item=form.cleaned_data["item"], by=person_of(request))
    except SimulationRefusal as refused:
        return shown(request, found, refused=Refused("assistant", str(refused)))
    return shown_after(request, encounter, part="assistant")


@requires(can_meet_patients)
@require_POST
def judgements(request: HttpRequest, edition: str, encounter: int) -> HttpResponse:
    """Take or refuse what the assistant claims."""
    found = own_encounter_or_404(request, encounter)
    form = JudgementForm(request.POST)
    if not form.is_valid():
        return shown(request, found, refused=Refused("assistant", _first_error(form)))
    item = form.cleaned_data["item"]
    try:
        judge_claims(found, item=item, taken=form.taken, by=person_of(request))
    except SimulationRefusal as refused:
        return shown(request, found, refused=Refused("assistant", str(refused)))
    return shown_after(request, encounter, part="assistant")


@requires(can_meet_patients)
@require_POST
def handoff(request: HttpRequest, edition: str, encounter: int) -> HttpResponse:
    """Keep the note while one types."""
    found = own_encounter_or_404(request, encounter)
    form = HandoffForm(request.POST)
    if not form.is_valid():
        return shown(request, found, note=form)
    try:
        write_handoff(
            found,
            text=form.cleaned_data["text"],
            by=person_of(request),
            read=form.cleaned_data["read"],
        )
    except NoteWrittenMeanwhile as refused:
        if is_autosave(request):
            return HttpResponse(str(refused), status=GONE, content_type="text/plain")
        return shown(request, own_encounter_or_404(request, encounter), note=form)
    except EncounterOver as refused:
        if is_autosave(request):
            return HttpResponse(str(refused), status=GONE, content_type="text/plain")
        return redirect(url_of(found))
    if not is_autosave(request):
        return once_kept(request, found, form.cleaned_data["text"], part="note")
    if heard_in(form.cleaned_data["text"]) is Heard.NOTHING:
        return HttpResponse(status=204)
    context = {"page": {"encounter": found}, "part": "note"}
    return render(request, "simulation/of_yourself.html", context)


@requires(can_meet_patients)
@require_POST
def resumption(request: HttpRequest, edition: str, encounter: int) -> HttpResponse:
    """Go on after a pause."""
    found = own_encounter_or_404(request, encounter)
    resume(found, person=person_of(request))
    return redirect(url_of(found))


def _first_error(form: OrderForm | ConsultationForm | JudgementForm) -> str:
    return next(str(errors[0]) for errors in form.errors.values())
