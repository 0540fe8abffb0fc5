"""A person's passkeys: added, renamed, removed, after proving that it is really they."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import login_webauthn
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..forms import CodeForm, PasskeyForm, PasskeyNameForm
from ..models import Person
from ..passkeys import (
    MALFORMED,
    PasskeyRefused,
    add_passkey,
    bound_name,
    bound_origin,
    passkeys_of,
    registration_options,
    remove_passkey,
    rename_passkey,
)
from ..proofs import ProofRefused, awaits_code, proven_by_code, proven_lately, send_code

ABOUT = "passkeys"


@require_safe
@login_required
def passkeys(request: HttpRequest) -> HttpResponse:
    """What opens this account besides codes and passwords."""
    return _page(request)


@require_POST
@login_required
def passkey_addition(request: HttpRequest) -> HttpResponse:
    """Keep the passkey that the browser just made."""
    form = PasskeyForm(request.POST)
    if not proven_lately(request):
        messages.warning(request, _("Too long ago: confirm again that it is you."))
        return redirect("passkeys")
    if form.is_valid():
        try:
            add_passkey(
                _person(request), name=form.chosen_name, answer=form.cleaned_data["credential"]
            )
        except PasskeyRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The passkey is added. It opens your account from now on."))
            return redirect("passkeys")
    return _page(request, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def passkey(request: HttpRequest, passkey: int) -> HttpResponse:
    """Give one passkey another name."""
    own = _own(request, passkey)
    form = PasskeyNameForm(
        request.POST if request.method == "POST" else None, initial={"name": str(own)}
    )
    if form.is_valid():
        rename_passkey(own, name=form.cleaned_data["name"])
        messages.success(request, _("The passkey has its new name."))
        return redirect("passkeys")
    context = {"passkey": own, "form": form, "proven": proven_lately(request)}
    return render(request, "people/passkey.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def passkey_removal(request: HttpRequest, passkey: int) -> HttpResponse:
    """This passkey opens nothing any more."""
    own = _own(request, passkey)
    if not proven_lately(request):
        messages.warning(request, _("Confirm first that it is you, then remove the passkey."))
        return redirect("passkeys")
    remove_passkey(own)
    messages.success(request, _("The passkey is removed."))
    return redirect("passkeys")


@require_POST
@login_required
def passkey_code(request: HttpRequest) -> HttpResponse:
    """Send a code to confirm that it is really they."""
    try:
        send_code(request, about=ABOUT, purpose=_("You are changing the passkeys of your account."))
    except ProofRefused as refused:
        messages.error(request, str(refused))
    return redirect("passkeys")


@require_POST
@login_required
def passkey_confirmation(request: HttpRequest) -> HttpResponse:
    """The code, typed: for a quarter of an hour passkeys may be changed."""
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            proven_by_code(request, about=ABOUT, code=form.cleaned_data["code"])
        except ProofRefused as refused:
            form.add_error("code", str(refused))
        else:
            return redirect("passkeys")
    return _page(request, code_form=form)


def passkey_sign_in(request: HttpRequest) -> HttpResponseBase:
    """allauth's own door; a forged answer is refused as a wrong one, whatever it breaks."""
    try:
        answer: HttpResponseBase = login_webauthn(request)
    except MALFORMED:
        messages.error(request, _("This passkey opens nothing here. Try another way in."))
        return redirect("account_login")
    return answer


def _page(
    request: HttpRequest, *, form: PasskeyForm | None = None, code_form: CodeForm | None = None
) -> HttpResponse:
    person, proven = _person(request), proven_lately(request)
    is_here = request.get_host() == bound_origin().partition("://")[2]
    context = {
        "passkeys": passkeys_of(person),
        "bound_name": bound_name(),
        "elsewhere": "" if is_here else bound_origin(),
        "possible": bool(bound_origin()),
        "proven": proven,
        "code_sent": awaits_code(request, about=ABOUT),
        "form": form or PasskeyForm(),
        "code_form": code_form or CodeForm(),
        "options": registration_options(person) if proven and is_here else None,
    }
    wrong = any(each is not None and each.errors for each in (form, code_form))
    response = render(request, "people/passkeys.html", context, status=422 if wrong else 200)
    add_never_cache_headers(response)
    return response


def _person(request: HttpRequest) -> Person:
    person = request.user
    assert isinstance(person, Person)  # login_required let them in
    return person


def _own(request: HttpRequest, number: int) -> Authenticator:
    for each in passkeys_of(_person(request)):
        if each.pk == number:
            return each
    raise Http404(_("You have no such passkey."))
