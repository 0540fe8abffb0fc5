"""The coordinator plans the presentation day, lays it out, publishes it, moves a passage."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.campus.access import edition_of, person_of, requires
from passerelle.campus.errors import CampusRefusal
from passerelle.people.models import Person

from ..actions.day import (
    add_pause,
    give_room_up,
    lay_day,
    open_room,
    plan_day,
    publish_day,
    remove_pause,
    take_back_publication,
)
from ..actions.day_running import exchange_passages
from ..enums import PauseKind
from ..forms.day import DayForm, OrderForm, PauseForm, RoomForm, local
from ..models import DayPause, Passage, PresentationDay, Room
from ..queries.day_plan import panels_to_room, plan_page, presented_activities, proposed
from ..queries.day_values import day_of
from ..rules import can_plan_day

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_plan_day)
def day_plan(request: HttpRequest, edition: str) -> HttpResponse:
    """The whole plan; a POST says or changes its hours."""
    here = edition_of(request)
    day = day_of(here)
    if request.method != "POST" and day is not None:
        return _page(request, day)
    activities = list(presented_activities(here))
    form = DayForm(activities, here.zones, request.POST or None, initial=_initial(request, day))
    if request.method == "POST" and form.is_valid():
        chosen = next(each for each in activities if each.pk == form.cleaned_data["activity"])
        names = ("starts_at", "ends_at", "zone", "presentation", "questions", "changeover")
        values = {name: form.cleaned_data[name] for name in names}
        return _tried(
            request, lambda by: plan_day(chosen, **values, by=by), _("The hours are kept.")
        )
    if day is not None:
        return _page(request, day, day_form=form)
    status = REFUSED if request.method == "POST" else 200
    return render(request, "jury/day_begin.html", {"form": form}, status=status)


@require_POST
@requires(can_plan_day)
def day_rooms(request: HttpRequest, edition: str) -> HttpResponse:
    """Give a panel its room."""
    day = day_or_404(request)
    panels = {panel.pk: panel for panel in panels_to_room(day)}
    form = RoomForm([(pk, panel.name) for pk, panel in panels.items()], request.POST)
    if not form.is_valid():
        return _page(request, day, room_form=form)
    panel = panels[form.cleaned_data["panel"]]
    name, link = form.cleaned_data["name"], form.cleaned_data["link"]
    return _tried(
        request,
        lambda _by: open_room(day, panel=panel, name=name, link=link),
        _("The room is kept."),
    )


@require_POST
@requires(can_plan_day)
def day_room_removal(request: HttpRequest, edition: str, room: int) -> HttpResponse:
    day = day_or_404(request)
    found = get_object_or_404(Room.objects.select_related("day"), day=day, number=room)
    return _tried(request, lambda _by: give_room_up(found), _("The room is given up."))


@require_POST
@requires(can_plan_day)
def day_pauses(request: HttpRequest, edition: str) -> HttpResponse:
    """Say when nobody passes."""
    day = day_or_404(request)
    form = PauseForm(day, request.POST)
    if not form.is_valid():
        return _page(request, day, pause_form=form)
    kind, given = PauseKind(form.cleaned_data["kind"]), form.cleaned_data
    return _tried(
        request,
        lambda _by: add_pause(
            day, kind=kind, starts_at=given["starts_at"], ends_at=given["ends_at"]
        ),
        _("The pause is kept."),
    )


@require_POST
@requires(can_plan_day)
def day_pause_removal(request: HttpRequest, edition: str, pause: int) -> HttpResponse:
    day = day_or_404(request)
    found = get_object_or_404(DayPause.objects.select_related("day"), day=day, pk=pause)
    return _tried(request, lambda _by: remove_pause(found), _("The pause is removed."))


@require_POST
@requires(can_plan_day)
def day_layout(request: HttpRequest, edition: str) -> HttpResponse:
    """Lay the day out in the order written."""
    return _laid(request, drawn=False)


@require_POST
@requires(can_plan_day)
def day_draw(request: HttpRequest, edition: str) -> HttpResponse:
    """Draw the order with a seed, then lay the day out."""
    return _laid(request, drawn=True)


@require_POST
@requires(can_plan_day)
def day_publication(request: HttpRequest, edition: str) -> HttpResponse:
    day = day_or_404(request)
    return _tried(
        request,
        lambda by: publish_day(day, by=by),
        _("The order is published; every team is told its hour on its own clock."),
    )


@require_POST
@requires(can_plan_day)
def day_unpublication(request: HttpRequest, edition: str) -> HttpResponse:
    day = day_or_404(request)
    return _tried(
        request, lambda by: take_back_publication(day, by=by), _("The publication is taken back.")
    )


@require_POST
@requires(can_plan_day)
def day_place(request: HttpRequest, edition: str, passage: int) -> HttpResponse:
    """A team changes places with another, or with the one before or after it in its room."""
    day = day_or_404(request)
    found = get_object_or_404(Passage.objects.filter(day=day).select_related("team"), pk=passage)
    other = _other(found, request.POST)
    if other is None:
        messages.error(request, _("There is no other team there to change places with."))
        return _page(request, day, status=REFUSED)
    words = {"one": found.team, "other": other.team}
    return _tried(
        request,
        lambda by: exchange_passages(found, other, by=by),
        _("%(one)s and %(other)s have changed places.") % words,
    )


def _other(passage: Passage, sent: object) -> Passage | None:
    assert hasattr(sent, "get")
    same_day = Passage.objects.filter(day=passage.day_id).select_related("team")
    chosen = str(sent.get("with") or "")
    if chosen.isdigit():
        return same_day.filter(pk=int(chosen)).first()
    in_room = same_day.filter(room=passage.room_id, room__isnull=False)
    if sent.get("move") == "earlier":
        return in_room.filter(starts_at__lt=passage.starts_at).order_by("-starts_at").first()
    if sent.get("move") == "later":
        return in_room.filter(starts_at__gt=passage.starts_at).order_by("starts_at").first()
    return None


def _laid(request: HttpRequest, *, drawn: bool) -> HttpResponse:
    day = day_or_404(request)
    rows = plan_page(day).teams
    form = OrderForm([(row.id, row.name) for row in rows], request.POST)
    form.fields["seed"].required = drawn
    if not form.is_valid():
        return _page(request, day, order_form=form)
    seed = form.cleaned_data["seed"].strip() if drawn else ""
    order = [] if drawn else form.order
    return _tried(
        request,
        lambda by: lay_day(day, order=order, seed=seed, remote=form.remote, by=by),
        _("The order is drawn and the day laid out.") if drawn else _("The day is laid out."),
    )


def day_or_404(request: HttpRequest) -> PresentationDay:
    day = day_of(edition_of(request))
    if day is None:
        raise Http404(_("The presentation day is not planned yet."))
    return day


def _tried(request: HttpRequest, deed: Callable[[Person], object], done: str) -> HttpResponse:
    """Do it and say so, or say why not."""
    try:
        deed(person_of(request))
    except CampusRefusal as refused:
        messages.error(request, str(refused))
        return _page(request, day_or_404(request), status=REFUSED)
    messages.success(request, done)
    return redirect("day_plan", edition_of(request).slug)


def _initial(request: HttpRequest, day: PresentationDay | None) -> dict[str, object]:
    """What is kept, or else what the programme says of the session."""
    if day is not None:
        return _kept(day)
    session = proposed(edition_of(request)).session
    if session is None:
        return {}
    starts, ends = (
        local(each, session.planned_zone) for each in (session.starts_at, session.ends_at)
    )
    return {
        "on": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "zone": session.planned_zone,
    }


def _kept(day: PresentationDay) -> dict[str, object]:
    starts, ends = local(day.starts_at, day.zone), local(day.ends_at, day.zone)
    return {
        "activity": day.activity_id,
        "on": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "zone": day.zone,
        "presentation": day.presentation_minutes,
        "questions": day.questions_minutes,
        "changeover": day.changeover_minutes,
    }


def _page(
    request: HttpRequest,
    day: PresentationDay,
    *,
    day_form: DayForm | None = None,
    room_form: RoomForm | None = None,
    pause_form: PauseForm | None = None,
    order_form: OrderForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = plan_page(day)
    is_refused = any(form is not None for form in (day_form, room_form, pause_form, order_form))
    context = {
        "page": page,
        "day": day,
        "day_form": day_form
        or DayForm([day.activity], day.edition.zones, initial=_kept(day), auto_id="day_%s"),
        "room_form": room_form or RoomForm(page.panels, auto_id="room_%s"),
        "pause_form": pause_form or PauseForm(day, auto_id="pause_%s"),
        "order_form": order_form,
    }
    return render(request, "jury/day_plan.html", context, status=REFUSED if is_refused else status)
