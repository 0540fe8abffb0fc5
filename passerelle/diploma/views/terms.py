"""The page and the document that a diploma's terms of use cite."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from passerelle.campus.access import requires

from ..rules import can_verify
from ..terms import RULES, TITLE, policy_document


@require_safe
@requires(can_verify)
def terms(request: HttpRequest) -> HttpResponse:
    """The rule in both languages: whoever checks a diploma may read either."""
    texts = [
        (language, TITLE.in_language(language), [rule.in_language(language) for rule in RULES])
        for language in ("fr", "en")
    ]
    return render(request, "diploma/terms.html", {"texts": texts})


@require_safe
@requires(can_verify)
def terms_document(request: HttpRequest) -> JsonResponse:
    answer = JsonResponse(policy_document(settings.SITE_URL.rstrip("/") + reverse("terms")))
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
