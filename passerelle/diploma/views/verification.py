"""The public doors: drop a file, paste a text, type a number, or ask from a program."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.campus.access import requires
from passerelle.engines.credential import JsonObject, Limits, Refusal, read_document
from passerelle.foundation.translated import reading_language

from ..allowance import SECONDS, is_exhausted
from ..carried_page import brought_back, carried
from ..forms import VerificationForm
from ..openapi import described
from ..presentation import presented
from ..queries.certificates import certificate_number_at, issued_document
from ..queries.diplomas import issued_number_at
from ..queries.verification import MOST_BYTES, Answer, answer_about, document_in, warm_up
from ..remarks import kind_shown, remarked
from ..rules import can_verify
from ..signed_page import with_page
from ..wording import finding_of, in_reading_language, vc_api_answer

_FORM_ROOM = 4_000  # the boundaries and field names around a file
_MOST_SENT_BACK = 32_000  # what a refused text may weigh to be read again in the other language


@csrf_exempt  # changes nothing, and must be bounded before Django reads the body
@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_verify)
def verify(request: HttpRequest) -> HttpResponse:
    """Drop a file, paste a text or type a number."""
    if is_too_large(request):
        return _form_page(request, VerificationForm(), status=413, too_large=True)
    if request.method == "POST" and is_exhausted(request):
        return _form_page(request, VerificationForm(), status=429, too_many=True)
    if request.method != "POST":
        warm_up(for_files=True)  # while they look for theirs
        return _form_page(request, VerificationForm())
    form = VerificationForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    if form.number_given is not None:
        return redirect("verify_number", form.number_given)
    content = form.content
    shown = presented(content)
    if shown is not None:
        return _presentation_page(request, shown)
    return _answered(request, content)


def _answered(request: HttpRequest, content: bytes) -> HttpResponse:
    answer = answer_about(content)
    if not request.FILES and _is_from_here(request):
        answer = _read_again(answer, request.POST.get("page", ""))
    number = _number_of(answer.report.credential_id) if answer.is_genuine else None
    # Of a signed page it says more than its number's page could: that one has not seen the file.
    if number is not None and answer.page is None:
        kind = kind_shown(content)  # what it shows was not checked: the next page says so too
        address = reverse("verify_number", args=[number])
        return redirect(f"{address}?shown={kind}" if kind else address)
    document = document_in(content) if answer.page else content
    chosen = request.POST.get("language")
    if chosen not in dict(settings.LANGUAGES):
        return _answer_page(request, answer, number=number or "", document=document)
    with translation.override(chosen):
        page = _answer_page(request, answer, number=number or "", document=document)
    page.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, samesite="Lax")
    return page


def _is_from_here(request: HttpRequest) -> bool:
    """Another site's form must not make this one vouch for a page that its reader never brought."""
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()


def _read_again(answer: Answer, word: str) -> Answer:
    """With what was found of its PDF, where the answer is asked for in the other language."""
    page = brought_back(word, about=answer.report.credential_id)
    if page is None:
        return answer
    return replace(answer, report=with_page(answer.report, page), page=page)


@require_safe
@requires(can_verify)
def verify_number(request: HttpRequest, number: str) -> HttpResponse:
    """What the site says of a diploma of its own, by its number."""
    credential = issued_document(number)
    if credential is None:
        form = VerificationForm(initial={"number": number.upper()[:60]})
        return _form_page(request, form, status=404, unknown_number=number.upper())
    answer = answer_about(bytes(credential.document))
    answer = replace(answer, report=remarked(answer.report, request.GET.get("shown", "")))
    return _answer_page(request, answer, number=credential.number)


@csrf_exempt
@require_POST
@requires(can_verify)
def verify_credential(request: HttpRequest) -> HttpResponse:
    """The W3C VC-API: {"verifiableCredential": …} → verified, checks, warnings, errors."""
    if is_exhausted(request):
        sentence = _("Too many verifications from this address. Ask again in a minute.")
        return _refused(sentence, status=429)
    if is_too_large(request):
        return _refused(_("The request weighs more than 256 kB; no diploma does."), status=413)
    try:
        credential = read_document(request.body, Limits()).get("verifiableCredential")
    except Refusal as refused:
        status = 413 if refused.failure.code == "too-large" else 400
        return _refused(in_reading_language(refused.failure.sentence), status=status)
    if not isinstance(credential, dict):
        return _refused(_("Give the credential, an object, under “verifiableCredential”."))
    body = vc_api_answer(answer_about(json.dumps(credential, ensure_ascii=False).encode()))
    return _said(body, status=200 if body["verified"] else 400)


@require_safe
@requires(can_verify)
def api_description(request: HttpRequest) -> JsonResponse:
    """The API above as OpenAPI 3.1 describes it, in the reader's language."""
    answer = JsonResponse(described(reading_language(), settings.SITE_URL.rstrip("/")))
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def is_too_large(request: HttpRequest) -> bool:
    """By the size announced: nothing of the body has been read yet."""
    announced = str(request.META.get("CONTENT_LENGTH") or "0")
    return announced.isdecimal() and int(announced[:12]) > MOST_BYTES + _FORM_ROOM


def _form_page(
    request: HttpRequest, form: VerificationForm, *, status: int = 200, **more: object
) -> HttpResponse:
    page = render(request, "diploma/verify.html", {"form": form, **more}, status=status)
    return _dated(page)


def _answer_page(
    request: HttpRequest, answer: Answer, *, number: str = "", document: bytes = b""
) -> HttpResponse:
    text = document.decode(errors="replace") if len(document) <= _MOST_SENT_BACK else ""
    page = carried(answer.page, about=answer.report.credential_id) if answer.page else ""
    context = {
        "finding": finding_of(answer),
        "number": number,
        "document": text,
        "page": page,
        "same_answer": bool(text),  # the masthead asks for it again in the other language
    }
    return render(request, "diploma/answer.html", context)


def _presentation_page(request: HttpRequest, shown: list[bytes]) -> HttpResponse:
    """Each credential of a presentation answered by itself."""
    answers = [answer_about(each) for each in shown]
    findings = [
        (finding_of(each), _number_of(each.report.credential_id) if each.is_genuine else None)
        for each in answers
    ]
    genuine = sum(each.report.verdict == "valid" for each in answers)
    context = {"findings": findings, "genuine": genuine}
    return render(request, "diploma/presentation.html", context)


def _number_of(address: str | None) -> str | None:
    return issued_number_at(address) or certificate_number_at(address)


def _refused(sentence: str, *, status: int = 400) -> JsonResponse:
    body: JsonObject = {"verified": False, "checks": [], "warnings": [], "errors": [sentence]}
    return _said(body, status=status)


def _said(body: JsonObject, *, status: int) -> JsonResponse:
    """An answer for a program, with where the API is described (RFC 8631)."""
    answer = JsonResponse(body, status=status)
    _dated(answer)
    answer["Link"] = f'<{reverse("api_description")}>; rel="service-desc"'
    return answer


def _dated(answer: HttpResponse) -> HttpResponse:
    if answer.status_code == 429:  # Too Many Requests
        answer["Retry-After"] = str(SECONDS)
    return answer
