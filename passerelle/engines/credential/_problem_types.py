"""The standards' own names for what is wrong, so that other software understands a refusal.

Sources: VC Data Model 2.0, section 7.1; Data Integrity 1.0, section 4.7 (their problem types).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from passerelle.engines.credential._sentences import SENTENCES

_MODEL: Final = "https://www.w3.org/TR/vc-data-model#"
_PROOFS: Final = "https://w3id.org/security#"
_STATUS: Final = "https://www.w3.org/ns/credentials/status-list#"
# RFC 9457, section 4.2.1: no more is meant than the title says.
_NOTHING_MORE: Final = "about:blank"

_BY_CODE: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                *("too-large", "not-utf8", "not-json", "truncated", "not-an-object"),
                *("duplicate-key", "not-a-number", "too-deep", "form-jwt", "form-enveloped"),
            ),
            f"{_MODEL}PARSING_ERROR",
        ),
        **dict.fromkeys(
            ("undefined-term", "null-value", "empty-list", "relative-address", "unknown-context"),
            f"{_PROOFS}DATA_LOSS_DETECTION_ERROR",
        ),
        **dict.fromkeys(
            (
                *("not-yet-valid", "expired", "not-in-force-yet", "no-longer-in-force"),
                *("proof-expired", "clock-ahead"),
            ),
            f"{_MODEL}RANGE_ERROR",
        ),
        "proof-challenge": f"{_PROOFS}INVALID_CHALLENGE_ERROR",
        "status-index": f"{_STATUS}RANGE_ERROR",
        **dict.fromkeys(
            (
                *("revoked", "suspended", "status-set", "self-asserted"),
                *("unknown-issuer", "no-signatory", "bundle-unknown-keys"),
            ),
            _NOTHING_MORE,
        ),
    }
)
_BY_BEGINNING: Final = (
    ("proof-", f"{_PROOFS}PROOF_VERIFICATION_ERROR"),
    ("key-", f"{_PROOFS}PROOF_VERIFICATION_ERROR"),
    ("untrusted-key", f"{_PROOFS}PROOF_VERIFICATION_ERROR"),
    ("too-many-proofs", f"{_PROOFS}PROOF_VERIFICATION_ERROR"),
    ("issuer-swapped", f"{_PROOFS}PROOF_VERIFICATION_ERROR"),
    ("bundle-key-swapped", f"{_PROOFS}PROOF_VERIFICATION_ERROR"),
    ("issuer-not-signer", f"{_PROOFS}PROOF_VERIFICATION_ERROR"),
    ("holder-not-signer", f"{_PROOFS}PROOF_VERIFICATION_ERROR"),
    ("status-", f"{_STATUS}STATUS_VERIFICATION_ERROR"),
)


def problem_type(code: str) -> str:
    """The address by which the standards name the problem that `code` names here.

    >>> problem_type("proof-missing")
    'https://w3id.org/security#PROOF_VERIFICATION_ERROR'
    """
    if code not in SENTENCES:
        raise KeyError(code)
    if code in _BY_CODE:
        return _BY_CODE[code]
    found = (kind for beginning, kind in _BY_BEGINNING if code.startswith(beginning))
    return next(found, f"{_MODEL}MALFORMED_VALUE_ERROR")
