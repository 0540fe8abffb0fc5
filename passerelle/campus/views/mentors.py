"""Who the teams may ask; the coordinator names them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passerelle.people.models import Person

from ..access import edition_of, person_of, requires, viewer_from
from ..actions import name_mentor, thank_mentor
from ..forms.team_space import MentorForm
from ..models import Mentor
from ..queries.mentors import mentors_page, people_to_name
from ..rules import can_read_a_team, is_coordinator

REFUSED = 422


@require_safe
@requires(can_read_a_team)
def mentors(request: HttpRequest, edition: str) -> HttpResponse:
    """Who knows what."""
    return _page(request)


@require_POST
@requires(is_coordinator)
def mentor_naming(request: HttpRequest, edition: str) -> HttpResponse:
    """Name someone a mentor, or say better what they know."""
    here = edition_of(request)
    form = MentorForm(people_to_name(here), request.POST)
    if not form.is_valid():
        return _page(request, form=form)
    person = get_object_or_404(Person, pk=form.cleaned_data["person"])
    name_mentor(person, edition=here, field=form.cleaned_data["field"], by=person_of(request))
    messages.success(request, _("Teams may ask %(name)s.") % {"name": person})
    return redirect("mentors", edition)


@require_POST
@requires(is_coordinator)
def mentor_leaving(request: HttpRequest, edition: str, mentor: int) -> HttpResponse:
    """A mentor stops; what they had taken waits for another."""
    named = Mentor.objects.filter(edition=edition_of(request)).select_related("person", "edition")
    row = get_object_or_404(named, pk=mentor)
    thank_mentor(row, by=person_of(request))
    messages.success(request, _("%(name)s is no longer a mentor.") % {"name": row.person})
    return redirect("mentors", edition)


def _page(request: HttpRequest, *, form: MentorForm | None = None) -> HttpResponse:
    here, names = edition_of(request), is_coordinator(viewer_from(request))
    context = {"page": mentors_page(here), "may_name": names, "form": form}
    if names and form is None:
        context["form"] = MentorForm(people_to_name(here))
    return render(request, "campus/mentors.html", context, status=REFUSED if form else 200)
