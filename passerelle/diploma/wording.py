"""What a verification found, in the words of the reader."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from passerelle.engines.credential import (
    Failure,
    JsonObject,
    Report,
    Signature,
    SignatureState,
    Text,
    TrustList,
    problem_type,
    report_as_dict,
)
from passerelle.foundation import clock
from passerelle.foundation.translated import reading_language

from .changed_parts import parts_said
from .queries.verification import Answer
from .remarks import PICTURE, PRINTED_PAGE, is_of_a_certificate

_TONES = {"valid": "good", "unknown issuer": "warn", "suspended": "warn"}


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """One line of the table of signatories."""

    name: str
    state: str
    is_valid: bool
    signed_at: datetime | None
    key: str
    is_revoked: bool
    is_revocation_checked: bool
    revoked_at: datetime | None
    reason: str
    on_page: str
    """What became of its signature of the PDF; nothing where it made none."""
    is_on_page: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """Everything the answer page says."""

    title: str
    tone: str
    page: str
    """Beside the title: that the page of the PDF is the one that was signed."""
    caveat: str
    """Beside the title: what the reader looks at was not compared with what was verified."""
    holder: str
    diploma: str
    issued_at: datetime | None
    reasons: tuple[str, ...]
    changed: tuple[str, ...]
    """For specialists: where the file differs from what was issued."""
    caption: str
    rows: tuple[SignatureRow, ...]
    shows_pages: bool
    checked: tuple[str, ...]
    not_checked: tuple[str, ...]
    seconds: float
    trusted_on: datetime
    issuer: str
    report: str


def finding_of(answer: Answer) -> Finding:
    report, trust = answer.report, answer.trust
    is_trusted = answer.is_genuine
    return Finding(
        title=_title(answer),
        tone=_TONES.get(report.verdict, "bad"),
        page=_page(report) if is_trusted else "",
        caveat=_caveat(report) if is_trusted else "",
        holder=(report.subject or "") if is_trusted else "",
        diploma=in_reading_language(report.achievement) if is_trusted else "",
        issued_at=report.issued if is_trusted else None,
        reasons=_reasons(answer, differing=parts_said(answer.changed)),
        changed=answer.changed,
        caption=_caption(answer),
        rows=tuple(_row(signature, report, trust) for signature in report.signatures),
        shows_pages=any(each.institution for each in report.page_signatures),
        checked=tuple(map(in_reading_language, report.checked)),
        not_checked=tuple(map(in_reading_language, report.not_checked)),
        seconds=answer.seconds,
        trusted_on=trust.published_at,
        issuer=trust.issuer,
        report=json.dumps(report_as_dict(report), ensure_ascii=False, indent=2),
    )


def vc_api_answer(answer: Answer) -> JsonObject:
    """As the W3C VC-API writes it; `report` says the same in both languages, with codes."""
    report = answer.report
    return {
        "verified": report.verdict == "valid",
        "checks": [in_reading_language(text) for text in report.checked],
        "warnings": [in_reading_language(text) for text in report.not_checked],
        "errors": list(_reasons(answer, differing=answer.changed)),
        "problemDetails": [_problem(failure) for failure in report.failures],
        "report": report_as_dict(report),
    }


def _problem(failure: Failure) -> JsonObject:
    """As RFC 9457 writes it, by the name the standards give such a problem."""
    problem: JsonObject = {
        "type": problem_type(failure.code),
        "title": failure.code,
        "detail": in_reading_language(failure.sentence),
    }
    return problem | ({"instance": failure.where} if failure.where else {})


def in_reading_language(text: Text | None) -> str:
    if text is None:
        return ""
    return text.fr if reading_language() == "fr" else text.en


def _title(answer: Answer) -> str:
    if not answer.is_readable:
        return _("This file cannot be read as a diploma.")
    is_certificate = is_of_a_certificate(answer.report)
    return {
        "valid": _("This certificate is genuine.")
        if is_certificate
        else _("This diploma is genuine."),
        "revoked": _("This certificate has been revoked.")
        if is_certificate
        else _("This diploma has been revoked."),
        "suspended": _("This certificate is suspended.")
        if is_certificate
        else _("This diploma is suspended."),
        "refused": _("This file is not genuine."),
        "unknown issuer": _("Unknown issuer."),
    }[answer.report.verdict]


def _page(report: Report) -> str:
    states = {each.state for each in report.page_signatures}
    if "valid" in states and "missing" not in states:
        return _(
            "The page of this PDF is the one that was signed for all these institutions: nothing "
            "in it was changed since."
        )
    return ""


def _caveat(report: Report) -> str:
    states = {each.state for each in report.page_signatures}
    if "missing" in states:
        return _(
            "Nothing in this PDF was changed since it was signed, but it was not signed for all "
            "the institutions. Compare its page with what is written here."
        )
    if states == {"untrusted key"}:
        return _(
            "Verified: the digital document inside the PDF. Not compared: the page itself, signed "
            "by nobody known here. Compare it with what is written here."
        )
    if PRINTED_PAGE in report.not_checked:
        return _(
            "Verified: the digital document inside the PDF. Not compared: the page itself. "
            "Compare it with what is written here."
        )
    if PICTURE in report.not_checked:
        return _(
            "Verified: the digital document inside the picture. Not compared: what it shows. "
            "Compare it with what is written here."
        )
    return ""


def _reasons(answer: Answer, *, differing: tuple[str, ...]) -> tuple[str, ...]:
    reasons = _failures(answer.report)
    if differing:
        words = {"fields": ", ".join(differing)}
        reasons.append(_("Compared with what was issued, this differs: %(fields)s") % words)
    return tuple(reasons)


def _failures(report: Report) -> list[str]:
    """Each reason once: signatures that fail alike are named together, where the first was."""
    names = [in_reading_language(each.name) for each in report.signatures if each.state == "bad"]
    several = _(
        "These signatures do not match the content: the document was changed, or they are "
        "forged. Institutions: %(names)s."
    ) % {"names": ", ".join(dict.fromkeys(names))}
    together = len(names) > 1
    return list(
        dict.fromkeys(
            several
            if together and failure.code == "proof-bad"
            else in_reading_language(failure.sentence)
            for failure in report.failures
        )
    )


def _caption(answer: Answer) -> str:
    report = answer.report
    expected = [each for each in report.signatures if each.state != "untrusted key"]
    valid = sum(signature.state == "valid" for signature in report.signatures)
    words = {"valid": valid, "expected": len(expected)}
    if answer.page is not None and answer.page.failure:
        return (
            _(
                "Valid signatures of the digital diploma attached, which do not vouch for the "
                "page: %(valid)s of %(expected)s"
            )
            % words
        )
    if valid == len(report.signatures):
        return (
            _("Signed by all the institutions that must sign it: %(valid)s of %(expected)s") % words
        )
    return _("Valid signatures: %(valid)s of the %(expected)s that are required") % words


def _row(signature: Signature, report: Report, trust: TrustList) -> SignatureRow:
    on_page = {each.institution: each.state for each in report.page_signatures}
    state = on_page.get(signature.institution)
    return SignatureRow(
        name=in_reading_language(signature.name),
        state=_state(signature.state),
        is_valid=signature.state == "valid",
        signed_at=signature.created,
        key=_key(signature, trust),
        is_revoked=signature.revoked,
        is_revocation_checked=signature.revocation_checked,
        revoked_at=signature.revoked_at,
        reason=in_reading_language(signature.reason),
        on_page=_state(state) if state else "",
        is_on_page=state == "valid",
    )


def _state(state: SignatureState) -> str:
    return {
        "valid": pgettext("signature", "valid"),
        "missing": pgettext("signature", "missing"),
        "doubled": pgettext("signature", "given twice"),
        "bad": pgettext("signature", "does not match the content"),
        "untrusted key": pgettext("signature", "by a key outside the trust list"),
        "not expected": pgettext("signature", "not expected"),
        "key not in use": pgettext("signature", "by a key that was not in use"),
        "key revoked": pgettext("signature", "by a revoked key"),
        "malformed": pgettext("signature", "badly written"),
        "out of date": pgettext("signature", "wrongly dated"),
        "not checked": pgettext("signature", "not checked"),
        "changed since": pgettext("signature", "changed since"),
    }[state]


def _key(signature: Signature, trust: TrustList) -> str:
    known = trust.key(signature.key_id) if signature.key_id else None
    if known is None:
        return ""
    key = known[1]
    if key.revoked_at is not None:
        return pgettext("key", "declared lost since")
    if key.valid_until is not None and key.valid_until <= clock.now():
        return pgettext("key", "replaced since, still recognised")
    return pgettext("key", "in use")
