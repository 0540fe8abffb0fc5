"""A challenge, and what the viewer is of it; what is not theirs does not exist."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from passerelle.campus.access import edition_of, viewer_from
from passerelle.campus.models import Team

from ..models import Challenge
from ..queries.access import Access
from ..queries.reached import approach_to
from ..rules import Standing


@dataclass(frozen=True, slots=True)
class Reached:
    """One challenge as the viewer stands before it."""

    challenge: Challenge
    standing: Standing
    html: str
    access: Access

    @property
    def team(self) -> Team:
        """The viewer's team; whoever has none finds no page of a team."""
        if self.standing.team is None:
            raise Http404(_("You are in no team of this edition."))
        return self.standing.team


def reached_or_404(request: HttpRequest, slug: str) -> Reached:
    found = approach_to(edition_of(request), slug, viewer_from(request))
    if found is None:
        raise Http404(_("There is no such challenge in this edition."))
    return Reached(found.challenge, found.standing, found.html, found.access)
