"""What a reader of a diploma is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from passerelle.engines.credential._sentences import Failure
from passerelle.engines.credential._values import Json, Text, stamp

Verdict = Literal["valid", "suspended", "revoked", "refused", "unknown issuer"]
SignatureState = Literal[
    "valid", "missing", "doubled", "bad", "untrusted key", "not expected", "key not in use",
    "key revoked", "malformed", "out of date", "not checked", "changed since",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signature:
    """One institution's signature: who, when it says it was made, and what became of it.

    `revoked_at` and `reason` tell of a revocation of the diploma by this institution;
    `revocation_checked`, that all it says of revocations was read; `suspended`, that it does not
    vouch for it at present.
    """

    institution: str
    name: Text
    state: SignatureState
    key_id: str | None = None
    created: datetime | None = None
    revoked: bool = False
    revocation_checked: bool = False
    revoked_at: datetime | None = None
    reason: Text | None = None
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The answer to “is this diploma true?”: a verdict, its sentence, and all that led to it.

    `page_signatures` are those of the PDF that carried it, where someone read them.
    """

    verdict: Verdict
    sentence: Text
    failures: tuple[Failure, ...] = ()
    signatures: tuple[Signature, ...] = ()
    checked: tuple[Text, ...] = ()
    not_checked: tuple[Text, ...] = ()
    credential_id: str | None = None
    subject: str | None = None
    achievement: Text | None = None
    issued: datetime | None = None
    page_signatures: tuple[Signature, ...] = ()


def report_as_dict(report: Report) -> dict[str, Json]:
    """The report as plain JSON values, for `--json`."""
    return {
        "verdict": report.verdict,
        "sentence": _text(report.sentence),
        "failures": [
            {"code": f.code, "where": f.where, "sentence": _text(f.sentence)}
            for f in report.failures
        ],
        "signatures": [_signature(signature) for signature in report.signatures],
        "checked": [_text(text) for text in report.checked],
        "not_checked": [_text(text) for text in report.not_checked],
        "credential_id": report.credential_id,
        "subject": report.subject,
        "achievement": _text(report.achievement),
        "issued": _instant(report.issued),
        "page_signatures": [_signature(signature) for signature in report.page_signatures],
    }


def _signature(signature: Signature) -> Mapping[str, Json]:
    return {
        "institution": signature.institution,
        "name": _text(signature.name),
        "state": signature.state,
        "key_id": signature.key_id,
        "created": _instant(signature.created),
        "revoked": signature.revoked,
        "revocation_checked": signature.revocation_checked,
        "revoked_at": _instant(signature.revoked_at),
        "reason": _text(signature.reason),
        "suspended": signature.suspended,
    }


def _text(text: Text | None) -> Mapping[str, str] | None:
    return None if text is None else {"fr": text.fr, "en": text.en}


def _instant(instant: datetime | None) -> str | None:
    return None if instant is None else stamp(instant)
