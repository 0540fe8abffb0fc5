"""`@requires(rule)`: the one gate of every page. A view without it fails the permission test."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from passerelle.people.models import Person
from passerelle.people.rules import Rule
from passerelle.programme.models import Edition

from .session_over import session_over
from .viewer import Viewer, viewer_of

AnyView = TypeVar("AnyView", bound=Callable[..., HttpResponseBase])


def requires(rule: Rule[Viewer]) -> Callable[[AnyView], AnyView]:
    """Let in whoever the rule holds for; ask visitors to sign in; refuse the others by a page."""

    def gate(view: AnyView) -> AnyView:
        @wraps(view)
        def gated(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
            viewer = viewer_of(request.user, edition=named.get("edition"))
            request.viewer = viewer  # type: ignore[attr-defined]
            if "edition" in named and viewer.edition is None:
                raise Http404(_("There is no such edition."))
            if not rule(viewer):
                if viewer.person is None and _is_from_script(request):
                    return HttpResponse(status=401)
                if viewer.person is None and request.method == "POST":
                    return session_over(request)
                if viewer.person is None:
                    return redirect_to_login(request.get_full_path())
                raise PermissionDenied(_("This page is not for your role in this edition."))
            return view(request, *args, **named)

        gated.rule = rule  # type: ignore[attr-defined]
        return cast(AnyView, gated)

    return gate


def _is_from_script(request: HttpRequest) -> bool:
    """A script cannot follow a redirect to a form; it says that the session is over."""
    return "HX-Request" in request.headers or "X-Autosave" in request.headers


def viewer_from(request: HttpRequest) -> Viewer:
    """The viewer that `requires` found."""
    return cast(Viewer, request.viewer)  # type: ignore[attr-defined]


def person_of(request: HttpRequest) -> Person:
    """The signed-in person; only for views whose rule asks for one."""
    person = viewer_from(request).person
    if person is None:
        raise PermissionDenied
    return person


def edition_of(request: HttpRequest) -> Edition:
    """The edition of the page; only for views with an edition in their address."""
    edition = viewer_from(request).edition
    if edition is None:
        raise Http404
    return edition
