"""The boards: places with their intervals, ties said, the private one revealed at the end."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passerelle.campus.access import person_of, requires

from .. import findings
from ..actions import reveal
from ..boards_shown import board_shown
from ..cards import slices_shown
from ..enums import BoardName
from ..errors import DatathonRefusal
from ..metric_words import metric_said
from ..queries.boards import board_of
from ..queries.judged import judged_spec
from ..queries.leader import leaders_card
from ..queries.visible import boards_shown_to
from ..rules import can_follow_datathon, can_reveal, owns_challenge
from .reaching import reached_or_404


@require_safe
@requires(can_follow_datathon)
def board(
    request: HttpRequest, edition: str, slug: str, board: str = BoardName.PUBLIC
) -> HttpResponse:
    """A board as this viewer may see it; the private one does not exist before its reveal."""
    reached = reached_or_404(request, slug)
    if board not in BoardName.values:
        raise Http404(_("There is no such board."))
    view = board_of(reached.challenge, BoardName(board), reached.standing)
    if view is None:
        raise Http404(_("This board is not revealed yet."))
    shown = boards_shown_to(reached.standing, reached.challenge)
    context = {
        "challenge": reached.challenge,
        "tab": "board",
        "team": reached.standing.team,
        "owns": owns_challenge(reached.standing),
        "view": view,
        "shown": board_shown(view),
        "slices": slices_shown(leaders_card(reached.challenge, BoardName(board), reached.standing)),
        "finding": findings.of_board(view),
        "metric": metric_said(view.metric),
        "has_private": BoardName.PRIVATE in shown,
        "has_judged": judged_spec(reached.challenge) is not None,
        "may_reveal": can_reveal(reached.standing) and reached.challenge.revealed_at is None,
    }
    return render(request, "datathon/board.html", context)


@require_POST
@requires(can_follow_datathon)
def revelation(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """Show the private board to everyone."""
    reached = reached_or_404(request, slug)
    if not can_reveal(reached.standing):
        raise PermissionDenied(_("Only the owners of the challenge may do this."))
    try:
        reveal(reached.challenge, by=person_of(request))
    except DatathonRefusal as refused:
        messages.error(request, str(refused))
        return redirect("datathon_board", edition, slug)
    messages.success(request, _("The private board is revealed to everyone."))
    return redirect("datathon_board_named", edition, slug, BoardName.PRIVATE)
