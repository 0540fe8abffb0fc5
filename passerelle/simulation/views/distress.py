"""The encounter waits: a help line, a word to someone if one wishes, and the way back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passerelle.campus.access import edition_of, person_of, requires, viewer_from

from ..actions import send_word, unsay
from ..errors import SimulationRefusal
from ..forms.encounters import WordForm
from ..help_lines import lines_for
from ..models import Encounter
from ..queries.staff import staff_of, word_for
from ..rules import can_meet_patients, can_receive_words
from .reaching import REFUSED, own_encounter_or_404, url_of

# What the page says of the words: taken out of the talk, too late for it, kept where they stand.
WORDS = ("talk", "over", "beside")


def pause_url(encounter: Encounter, *, of: str) -> str:
    address = url_of(encounter, "encounter_pause")
    return f"{address}?of={of}" if of in WORDS else address


def pause_page(
    request: HttpRequest, encounter: Encounter, *, form: WordForm | None = None
) -> HttpResponse:
    """Kindly, and nothing of what was written."""
    viewer = viewer_from(request)
    context = {
        "encounter": encounter,
        "is_chosen": not encounter.is_paused,  # type: ignore[attr-defined]  # asked for with it
        "words_of": _words_of(request),
        "help_lines": lines_for(viewer.learner),
        "form": form or _form(request),
    }
    status = REFUSED if form is not None else 200
    return render(request, "simulation/pause.html", context, status=status)


@requires(can_meet_patients)
@require_safe
def pause(request: HttpRequest, edition: str, encounter: int) -> HttpResponse:
    """They stop a moment of their own accord: only a page to read, of which nothing is kept."""
    return pause_page(request, own_encounter_or_404(request, encounter))


@requires(can_meet_patients)
@require_POST
def withdrawal(request: HttpRequest, edition: str, encounter: int, turn: int) -> HttpResponse:
    """They spoke of themselves: the turn never happened, and a page to read follows."""
    found = own_encounter_or_404(request, encounter)
    unsay(found, turn, by=person_of(request))
    is_over = found.attempt.submitted_at is not None
    return redirect(pause_url(found, of="over" if is_over else "talk"))


@requires(can_meet_patients)
@require_POST
def words(request: HttpRequest, edition: str, encounter: int) -> HttpResponse:
    """Ask someone for a word: the person chose whom, and what to say."""
    found = own_encounter_or_404(request, encounter)
    form = _form(request)
    if not form.is_valid():
        return pause_page(request, found, form=form)
    try:
        sent = send_word(
            edition=edition_of(request),
            author=person_of(request),
            to=form.cleaned_data["to"],
            text=form.cleaned_data["text"],
            form_key=form.key,
        )
    except SimulationRefusal as refused:
        form.add_error("to", str(refused))
        return pause_page(request, found, form=form)
    said = _("%(name)s knows that you would like a word.") % {"name": sent.to}
    messages.success(request, said)
    return redirect(pause_url(found, of=_words_of(request)))


@requires(can_receive_words)
@require_safe
def word(request: HttpRequest, edition: str, word: int) -> HttpResponse:
    """What was written to this viewer, and how to answer."""
    found = word_for(person_of(request), edition_of(request), word)
    if found is None:
        raise Http404(_("There is no such message."))
    return render(request, "simulation/word.html", {"word": found})


def _words_of(request: HttpRequest) -> str:
    asked = request.GET.get("of", "")
    return asked if asked in WORDS else ""


def _form(request: HttpRequest) -> WordForm:
    people = [(person.pk, str(person)) for person in staff_of(edition_of(request))]
    return WordForm(
        request.POST if request.method == "POST" and "to" in request.POST else None, people=people
    )
