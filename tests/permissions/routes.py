"""Every address of the product as the resolver knows it, and what one answers to someone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.http.response import HttpResponse, HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from passerelle.people.models import Person
from tests.factories import sign_in

_SIGN_IN = "/accounts/login/"
_REFUSALS = {403: "403", 404: "404", 405: "405"}


@dataclass(frozen=True, slots=True)
class Route:
    """A named address; `view` is what answers."""

    name: str
    address: str
    view: object


def all_routes() -> list[Route]:
    return list(_below(get_resolver().url_patterns, ""))


def _below(patterns: list[URLPattern | URLResolver], start: str) -> Iterator[Route]:
    for each in patterns:
        address = start + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _below(each.url_patterns, address)
        else:
            yield Route(each.name or "", address, each.callback)


def session_of(person: Person | None) -> str:
    """The cookie of someone who has signed in; none for a visitor."""
    client = Client()
    if person is not None:
        sign_in(client, person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value if person else ""


@cache
def _handler() -> BaseHandler:
    """The product's own, without what a test client records of every template."""
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def answer_to(session: str, method: str, address: str) -> str:
    """`in`, `sign in`, `403`, `404` or `405`; anything else is said as it is."""
    cookie = f"{settings.SESSION_COOKIE_NAME}={session}" if session else ""
    factory = RequestFactory(HTTP_COOKIE=cookie)
    request = factory.post(address, {}) if method == "post" else factory.get(address)
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # as test clients do
    return _said(_handler().get_response(request), method)


def _said(answer: HttpResponseBase, method: str) -> str:
    if answer.status_code in _REFUSALS:
        return _REFUSALS[answer.status_code]
    if answer.status_code == 302 and answer["Location"].startswith(_SIGN_IN):
        return "sign in"
    # Who sends without a session gets their words back, and a link to sign in.
    if answer.status_code == 401 and method == "post" and _SIGN_IN.encode() in _body(answer):
        return "sign in"
    # 400 and 422: one is let in, and told what is wrong with an empty form.
    is_let_in = answer.status_code in {200, 204, 302, 400, 422}
    return "in" if is_let_in else str(answer.status_code)


def _body(answer: HttpResponseBase) -> bytes:
    return answer.content if isinstance(answer, HttpResponse) else b""
