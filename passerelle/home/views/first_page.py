"""The first page of everyone: today for those signed in, the diploma for visitors."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from passerelle.campus.access import requires, viewer_from
from passerelle.campus.rules import anyone, takes_part

from ..queries.today import today_of
from ..queries.welcome import welcome


@require_safe
@requires(anyone)
def home(request: HttpRequest) -> HttpResponse:
    """The latest edition one takes part in; visitors read what the diploma is."""
    if viewer_from(request).roles:
        return _today(request)
    return render(request, "home/welcome.html", {"welcome": welcome()})


@require_safe
@requires(takes_part)
def edition_home(request: HttpRequest, edition: str) -> HttpResponse:
    """Another edition one takes part in."""
    return _today(request)


def _today(request: HttpRequest) -> HttpResponse:
    viewer = viewer_from(request)
    assert viewer.person is not None  # only a person has roles
    assert viewer.edition is not None
    today = today_of(viewer, viewer.person, viewer.edition)
    return render(request, "home/today.html", {"today": today})
