"""What the site publishes for machines: its trust list, DID documents, status lists."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from passerelle.campus.access import requires
from passerelle.engines.credential import (
    Purpose,
    TrustList,
    did_document_of_institution,
    did_document_of_programme,
)
from passerelle.foundation.ids import digest_of
from passerelle.people.models import Institution

from ..errors import DiplomaRefusal
from ..queries.status import published_status_list
from ..queries.trust import issuers, publishable, trust_list_of
from ..rules import can_verify

_ONE_HOUR = "public, max-age=3600"


@require_safe
@requires(can_verify)
def trust(request: HttpRequest) -> HttpResponse:
    """Who must sign, with which keys, and what they revoked; `?issuer=` names a programme."""
    text = _trust_list(request).to_json()
    return _published(request, text.encode(), "application/json")


@require_safe
@requires(can_verify)
def programme_did(request: HttpRequest) -> HttpResponse:
    document = did_document_of_programme(_trust_list(request))
    return _published(request, _json(document), "application/did+json")


@require_safe
@requires(can_verify)
def institution_did(request: HttpRequest, institution: str) -> HttpResponse:
    row = get_object_or_404(Institution, slug=institution)
    for signer in _trust_list(request).signers:
        if signer.did == row.did:
            document = did_document_of_institution(signer)
            return _published(request, _json(document), "application/did+json")
    raise Http404(_("This institution signs no diploma here."))


@require_safe
@requires(can_verify)
def status_list(request: HttpRequest, institution: str, number: int) -> HttpResponse:
    """Which diplomas the institution revoked: one bit each."""
    return _status_list(request, institution, number, "revocation")


@require_safe
@requires(can_verify)
def suspension_list(request: HttpRequest, institution: str, number: int) -> HttpResponse:
    """Which diplomas the institution does not vouch for at present."""
    return _status_list(request, institution, number, "suspension")


def _status_list(
    request: HttpRequest, institution: str, number: int, purpose: Purpose
) -> HttpResponse:
    row = get_object_or_404(Institution, slug=institution)
    try:
        signed = published_status_list(row, number, purpose)
    except DiplomaRefusal as refused:  # its key is gone: better no list than an unsigned one
        return HttpResponse(str(refused), status=503, content_type="text/plain; charset=utf-8")
    if signed is None:
        raise Http404(_("There is no such status list."))
    return _published(request, signed, "application/vc")


def _trust_list(request: HttpRequest) -> TrustList:
    wanted = request.GET.get("issuer") or next(iter(issuers()), "")
    found = trust_list_of(wanted)
    if found is None:
        raise Http404(_("This site publishes no trust list for that issuer."))
    return publishable(found)


def _published(request: HttpRequest, body: bytes, content_type: str) -> HttpResponse:
    """The bytes with their ETag, or 304 to whoever has them already."""
    etag = f'"{digest_of(body)}"'

    @condition(etag_func=lambda _request: etag)
    def answer(_request: HttpRequest) -> HttpResponse:
        response = HttpResponse(body, content_type=content_type)
        response["Cache-Control"] = _ONE_HOUR
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer(request)


def _json(document: Mapping[str, object]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=2).encode()
