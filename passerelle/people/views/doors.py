"""Doors: personal links, the address and password that open an account, and how one reads."""

from __future__ import annotations

from allauth.account import views as allauth_views
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from ..actions import LinkRefused, choose_reading, link_of, use_link
from ..forms import ReadingForm
from ..models import Person
from ..proofs import proven_lately

_CHOICES = ("language", "zone", "mails")


@sensitive_variables("secret")
def personal_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Opening shows a button; only the POST signs in."""
    try:
        link = link_of(secret)
    except LinkRefused:
        return render(request, "people/link_refused.html", status=410)
    if request.method == "POST":
        login(request, use_link(link), backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect(link.destination)
    response = render(request, "people/link.html", {"link": link})
    add_never_cache_headers(response)
    return response


@login_required
def own_address(request: HttpRequest) -> HttpResponseBase:
    """allauth's page of one's address: codes go there, so that changing it takes a proof."""
    return _proof_first(request) or allauth_views.email(request)


@login_required
def own_password(request: HttpRequest) -> HttpResponseBase:
    """allauth's page where whoever had no password chooses one: it opens the account too."""
    return _proof_first(request) or allauth_views.password_set(request)


def _proof_first(request: HttpRequest) -> HttpResponse | None:
    """A personal link, or a page left open, opens the campus: it does not give the account away."""
    if request.method != "POST" or proven_lately(request):
        return None
    messages.warning(
        request, _("Nothing is changed yet: confirm first that it is you, then do it again.")
    )
    return redirect("passkeys")


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the reader's language: on the person when signed in, in a cookie in any case."""
    language, destination = request.POST.get("language", "fr"), request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(destination, allowed_hosts={request.get_host()}):
        destination = "/"
    response = redirect(destination)
    if language in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax")
        if request.user.is_authenticated:
            choose_reading(request.user, language=language, zone=request.user.zone)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reading(request: HttpRequest) -> HttpResponse:
    """The language and the clocks a person reads in, wherever they sign in; when they get mail."""
    person = request.user
    assert isinstance(person, Person)  # login_required let them in
    sent = request.POST if request.method == "POST" else None
    form = ReadingForm(sent, initial={name: getattr(person, name) for name in _CHOICES})
    if not form.is_valid():
        return render(
            request, "people/settings.html", {"form": form}, status=422 if form.is_bound else 200
        )
    choose_reading(person, **form.cleaned_data)
    language = form.cleaned_data["language"]
    with override(language):
        messages.success(request, _("Your choices are kept."))
    response = redirect("settings")
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax")
    return response
