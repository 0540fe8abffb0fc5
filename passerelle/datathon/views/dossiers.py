"""A team's dossier: its parts, who writes them, and the day it is handed in."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.campus.access import edition_of, person_of, requires, viewer_from
from passerelle.campus.models import Team
from passerelle.campus.queries.team_members import members_of
from passerelle.campus.rules import can_read_a_team
from passerelle.campus.views.learning.reaching import CONFLICT, REFUSED, is_autosave
from passerelle.campus.views.team_space import team_or_404

from ..actions import choose_challenge, hand_in_dossier, write_part
from ..differences import differences
from ..dossier_beginnings import beginning_of
from ..dossier_parts import PARTS
from ..enums import DossierPart
from ..errors import DatathonRefusal, WrittenMeanwhile
from ..findings_of_teams import of_dossier
from ..forms.dossiers import ChallengeForm, HandingInForm, PartForm
from ..models import Challenge
from ..queries.dossier_figures import figures_of
from ..queries.dossiers import (
    DossierView,
    PaperAsked,
    TextRow,
    choosable,
    dossier_of,
    paper_asked,
)
from ..rules import can_take_part_in_datathon, is_team_of

_AIM = sum(asked.words for asked in PARTS.values())


@dataclass(frozen=True, slots=True)
class Open:
    """A dossier as this viewer finds it; only its own team writes, until it is handed in."""

    team: Team
    paper: PaperAsked
    dossier: DossierView
    is_ours: bool

    @property
    def may_write(self) -> bool:
        return self.is_ours and self.paper.handed_in_at is None


@require_safe
@requires(can_read_a_team)
def dossier(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    """What is written, what is missing."""
    return _overview(request, _opened(request, number))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_read_a_team)
def dossier_part(request: HttpRequest, edition: str, number: int, part: str) -> HttpResponse:
    """Write a part; it is kept while one types. Two who write at once are shown the difference."""
    opened = _opened(request, number)
    if part not in DossierPart.values or not opened.is_ours:
        raise Http404(_("There is no such part to write."))
    row = opened.dossier.row(DossierPart(part))
    label = str(row.part.label)
    if request.method != "POST" and not opened.may_write:
        return redirect("dossier", edition, number)
    if request.method != "POST":
        text = row.text or _beginning(opened, row)
        fresh = PartForm(label=label, text=text, version=row.version)
        return _part_page(request, opened, row, fresh)
    form = PartForm(request.POST, label=label)
    if not form.is_valid():
        return _not_kept(request, opened, row, form)
    try:
        write_part(
            opened.team,
            part=row.part,
            text=form.written,
            version=form.cleaned_data["version"],
            hand=form.hand_of_page,
            by=person_of(request),
        )
    except WrittenMeanwhile as refused:
        return _conflict(request, opened, row, form, refused)
    except DatathonRefusal as refused:
        form.add_error(None, str(refused))
        return _not_kept(request, opened, row, form, status=CONFLICT)
    if is_autosave(request):
        return HttpResponse(status=204)
    messages.success(request, _("Kept."))
    return redirect("dossier", edition, number)


@require_POST
@requires(can_take_part_in_datathon)
def dossier_challenge(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    """Say which challenge it is on."""
    opened = _opened(request, number)
    form = ChallengeForm(request.POST, choices=choosable(edition_of(request)))
    if not form.is_valid():
        return _overview(request, opened, form)
    challenge = get_object_or_404(Challenge, pk=form.cleaned_data["challenge"])
    try:
        choose_challenge(opened.team, challenge=challenge, by=person_of(request))
    except DatathonRefusal as refused:
        messages.error(request, str(refused))
    return redirect("dossier", edition, number)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_take_part_in_datathon)
def handing_in(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    """What goes with it, what is missing; then it is the team's paper."""
    opened = _opened(request, number)
    if not opened.may_write:
        return redirect("dossier", edition, number)
    files = {each.pk: each for each in opened.team.files.filter(removed_at=None)}
    links = {each.pk: each for each in opened.team.links.filter(removed_at=None)}
    form = HandingInForm(
        request.POST if request.method == "POST" else None,
        files=[(pk, each.name) for pk, each in files.items()],
        links=[(pk, f"{each.label} · {each.url}") for pk, each in links.items()],
        is_complete=not opened.dossier.missing,
    )
    if request.method == "POST" and form.is_valid():
        try:
            hand_in_dossier(
                opened.team,
                by=person_of(request),
                form_key=form.key,
                files=[files[pk] for pk in form.cleaned_data.get("team_files", ())],
                links=[links[pk] for pk in form.cleaned_data.get("links", ())],
                even_incomplete=form.cleaned_data.get("even_incomplete", False),
            )
        except DatathonRefusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Handed in for your team. The panel reads it blind."))
            return redirect("dossier", edition, number)
    context = {"opened": opened, "form": form, "rules": opened.paper.activity.settings["files"]}
    status = REFUSED if form.errors else 200
    return render(request, "datathon/dossier_handing_in.html", context, status=status)


def _opened(request: HttpRequest, number: int) -> Open:
    team = team_or_404(request, number)
    paper = paper_asked(edition_of(request), team)
    if paper is None:
        raise Http404(_("This edition asks for no team report."))
    return Open(team, paper, dossier_of(team), is_team_of(team.pk)(viewer_from(request)))


def _overview(
    request: HttpRequest, opened: Open, form: ChallengeForm | None = None
) -> HttpResponse:
    choices = choosable(edition_of(request)) if opened.may_write else ()
    is_handed_in = opened.paper.handed_in_at is not None
    context = {
        "opened": opened,
        "finding": of_dossier(opened.dossier.written, is_handed_in=is_handed_in),
        "form": form or ChallengeForm(choices=choices, chosen=opened.dossier.challenge_id),
        "aim": _AIM,
    }
    status = REFUSED if form is not None else 200
    return render(request, "datathon/dossier.html", context, status=status)


def _part_page(
    request: HttpRequest, opened: Open, row: TextRow, form: PartForm, *, status: int = 200
) -> HttpResponse:
    context = {"opened": opened, "row": row, "form": form, "is_new": row.version == 0}
    return render(request, "datathon/dossier_part.html", context, status=status)


def _not_kept(
    request: HttpRequest, opened: Open, row: TextRow, form: PartForm, *, status: int = REFUSED
) -> HttpResponse:
    if is_autosave(request):
        words = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return HttpResponse(words, status=status, content_type="text/plain")
    return _part_page(request, opened, row, form, status=status)


def _conflict(
    request: HttpRequest, opened: Open, row: TextRow, form: PartForm, refused: WrittenMeanwhile
) -> HttpResponse:
    """Both texts, what only one says, and a form that knows the version in force."""
    if is_autosave(request):
        return HttpResponse(str(refused), status=CONFLICT, content_type="text/plain")
    again = PartForm(label=str(row.part.label), text=form.written, version=row.version)
    context = {
        "opened": opened,
        "row": row,
        "form": again,
        "pieces": differences(row.text, form.written),
    }
    return render(request, "datathon/dossier_conflict.html", context, status=CONFLICT)


def _beginning(opened: Open, row: TextRow) -> str:
    """What the platform knows already, where nothing is written."""
    if not opened.may_write or row.version:
        return ""
    chosen, part = opened.dossier.challenge_id, row.part
    is_data, is_results = part == DossierPart.DATA, part == DossierPart.RESULTS
    return beginning_of(
        part,
        challenge=Challenge.objects.filter(pk=chosen).first() if is_data and chosen else None,
        figures=figures_of(opened.team, chosen) if is_results and chosen else None,
        members=tuple(members_of(opened.team)) if part == DossierPart.TEAM else (),
    )
