"""The challenges, one of them, its files."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from passerelle.campus.access import edition_of, person_of, requires, viewer_from
from passerelle.foundation import clock

from .. import findings
from ..access_shown import steps_shown
from ..actions import note_download
from ..errors import DatathonRefusal
from ..metric_words import group_said, metric_said
from ..queries.challenges import challenge_page, challenges_of, open_file
from ..queries.waiting import queue_of
from ..rules import (
    can_follow_datathon,
    can_import_challenges,
    can_oversee_access,
    can_read_projects,
)
from .reaching import reached_or_404


@require_safe
@requires(can_follow_datathon)
def datathon(request: HttpRequest, edition: str) -> HttpResponse:
    """Every challenge of the edition, and how long the queue is."""
    here = edition_of(request)
    rows = challenges_of(here, at=clock.now())
    context = {
        "challenges": [(row, metric_said(row.metric)) for row in rows],
        "finding": findings.of_challenges(rows),
        "queue": queue_of(here, viewer_from(request)),
        "may_import": can_import_challenges(viewer_from(request)),
        "may_oversee": can_oversee_access(viewer_from(request)),
        "may_read_projects": can_read_projects(viewer_from(request)),
    }
    return render(request, "datathon/challenges.html", context)


@require_safe
@requires(can_follow_datathon)
def challenge(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """The question, the data, the rules, the phases."""
    reached = reached_or_404(request, slug)
    page = challenge_page(reached.challenge, reached.standing, at=clock.now(), html=reached.html)
    context = {
        "page": page,
        "team": page.team,
        "owns": page.owns,
        "tab": "challenge",
        "metric": metric_said(page.metric),
        "also": [metric_said(name) for name in page.also],
        "groups": [group_said(name) for name in page.slices],
        "access": reached.access,
        "steps": steps_shown(reached.access, viewer_from(request)),
    }
    return render(request, "datathon/challenge.html", context)


@require_GET
@requires(can_follow_datathon)
def challenge_file(
    request: HttpRequest, edition: str, slug: str, file: int
) -> FileResponse | HttpResponse:
    """A file that participants may have: never labels. Whoever takes it is written down."""
    reached = reached_or_404(request, slug)
    found = open_file(reached.challenge, file)
    if found is None:
        raise Http404(_("There is no such file in this challenge."))
    found.challenge = reached.challenge
    try:
        note_download(found, person=person_of(request), team=reached.standing.team)
    except DatathonRefusal as refused:
        messages.error(request, str(refused))
        return redirect("challenge", edition, slug)
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name)


@require_safe
@requires(can_follow_datathon)
def queue(request: HttpRequest, edition: str) -> HttpResponse:
    """What runs, what waits, and where one's own stands."""
    found = queue_of(edition_of(request), viewer_from(request))
    context = {"queue": found, "finding": findings.of_queue(found)}
    return render(request, "datathon/queue.html", context)
