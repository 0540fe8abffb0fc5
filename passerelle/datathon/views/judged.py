"""The combined board of a judged challenge."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.campus.access import requires

from ..judged_shown import judged_shown
from ..metric_words import metric_said
from ..queries.judged import judged_board
from ..rules import can_follow_datathon, owns_challenge
from .reaching import reached_or_404


@require_safe
@requires(can_follow_datathon)
def judged(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """The panel's marks and the score together; it does not exist before the private board does."""
    reached = reached_or_404(request, slug)
    view = judged_board(reached.challenge, reached.standing)
    if view is None:
        raise Http404(_("This board is not revealed yet."))
    context = {
        "challenge": reached.challenge,
        "tab": "board",
        "board_tab": "judged",
        "team": reached.standing.team,
        "owns": owns_challenge(reached.standing),
        "has_private": True,
        "has_judged": True,
        "view": view,
        "shown": judged_shown(view, metric=metric_said(reached.challenge.metric)),
    }
    return render(request, "datathon/judged_board.html", context)
